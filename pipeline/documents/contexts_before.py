"""What the templates of papers before a meeting are filled with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pipeline.documents.context_names import (
    Abstract,
    Addressed,
    AddressWord,
    BodyName,
    Chair,
    Closing,
    Grounds,
    GroundsUpright,
    Head,
    Implementation,
    Meeting,
    Recipients,
    Recorder,
    Signed,
    Thematic,
    When,
    Where,
)
from pipeline.documents.context_parts import (
    AgendaLine,
    ChoiceRow,
    InspectionLine,
    Paragraphs,
    ScoreText,
    TaskRow,
    ThematicText,
    TopicRow,
)
from pipeline.documents.names import Name


@dataclass(frozen=True)
class InvitationContext:
    """`giay-moi.docx`: the invitation, with the agenda."""

    header: Head
    abstract: Abstract
    body: BodyName
    inviter: Annotated[str, Name("Ai mời", "Chi ủy Chi bộ Trường Tiểu học Bình Minh")]
    invited: Annotated[Paragraphs, Name("Những người được mời", "Toàn thể đảng viên Chi bộ")]
    meeting: Meeting
    when: When
    where: Where
    chair: Chair
    agenda: Annotated[tuple[AgendaLine, ...], Name("Chương trình dự kiến")]
    requests: Annotated[Paragraphs, Name("Đề nghị chuẩn bị", "Nghiên cứu tài liệu gửi kèm.")]
    closing: Closing
    recipients: Recipients
    signature: Signed


@dataclass(frozen=True)
class ProgrammeContext:
    """`chuong-trinh-chuyen-de.docx`: the thematic meetings of a year or a term."""

    header: Head
    abstract: Abstract
    body: BodyName
    grounds: Grounds
    grounds_upright: GroundsUpright
    span: Annotated[str, Name("Năm hoặc nhiệm kỳ", "năm 2019")]
    aim: Annotated[Paragraphs, Name("Mục đích, yêu cầu", "Mỗi quý sinh hoạt ít nhất 01 chuyên đề.")]
    topics: Annotated[tuple[TopicRow, ...], Name("Các chuyên đề")]
    implementation: Implementation
    closing: Closing
    recipients: Recipients
    signature: Signed


@dataclass(frozen=True)
class InspectionProgrammeContext:
    """`chuong-trinh-kiem-tra-giam-sat.docx`: what is to be inspected and supervised in a year."""

    header: Head
    abstract: Abstract
    body: BodyName
    grounds: Grounds
    grounds_upright: GroundsUpright
    span: Annotated[str, Name("Năm", "năm 2019")]
    aim: Annotated[Paragraphs, Name("Mục đích, yêu cầu", "Phòng ngừa vi phạm; giúp đảng viên tiến bộ.")]
    rows: Annotated[tuple[InspectionLine, ...], Name("Các nội dung kiểm tra, giám sát")]
    implementation: Implementation
    closing: Closing
    recipients: Recipients
    signature: Signed


@dataclass(frozen=True)
class ThematicPlanContext:
    """`ke-hoach-chuyen-de.docx`: the plan of one thematic meeting."""

    header: Head
    abstract: Abstract
    body: BodyName
    grounds: Grounds
    grounds_upright: GroundsUpright
    thematic: Annotated[ThematicText, Name("Chuyên đề")]
    when: When
    where: Where
    attendees: Annotated[str, Name("Thành phần", "Toàn thể đảng viên Chi bộ Trường Tiểu học Bình Minh")]
    chair: Chair
    recorder: Recorder
    assignments: Annotated[tuple[TaskRow, ...], Name("Phân công chuẩn bị")]
    closing: Closing
    recipients: Recipients
    signature: Signed


@dataclass(frozen=True)
class PaperContext:
    """`tham-luan.docx`: the skeleton of a paper for the member assigned to write it."""

    header: Head
    abstract: Annotated[str, Name("Tên tham luận", "Kinh nghiệm phụ đạo học sinh yếu khối 3")]
    body: BodyName
    meeting: Meeting
    thematic: Thematic
    author: Annotated[str, Name("Người viết", "Phạm Thị Ngọc Lan")]
    author_office: Annotated[str, Name("Chức vụ, đơn vị của người viết", "Tổ trưởng khối 3")]
    due: Annotated[str, Name("Hạn gửi về chi ủy", "10/10/2018")]


@dataclass(frozen=True)
class BallotContext:
    """`phieu-bieu-quyet.docx`: two equal ballots on a page, to be cut."""

    header: Head
    body: BodyName
    title: Annotated[str, Name("Tên phiếu", "PHIẾU BIỂU QUYẾT")]
    motion: Annotated[str, Name("Nội dung biểu quyết", "Kết nạp đảng viên")]
    person: Annotated[str, Name("Người được xét", "Huỳnh Thị Cẩm Tú")]
    meeting: Meeting
    choices: Annotated[tuple[ChoiceRow, ...], Name("Các ô để đánh dấu")]
    instruction: Annotated[str, Name("Cách ghi phiếu", "Đánh dấu x vào một ô.")]


@dataclass(frozen=True)
class ScoreSheetContext:
    """`phieu-cham-diem.docx`: the score sheet, blank or filled."""

    header: Head
    abstract: Abstract
    body: BodyName
    blank: Annotated[bool, Name("Có khi là phiếu để trống")]
    rows: Annotated[tuple[ScoreText, ...], Name("Các nội dung chấm")]
    most: Annotated[str, Name("Tổng điểm tối đa", "100")]
    self_total: Annotated[str, Name("Tổng điểm tự chấm", "95")]
    cell_total: Annotated[str, Name("Tổng điểm chi bộ chấm", "94")]
    superior_total: Annotated[str, Name("Tổng điểm cấp trên chấm", "94")]
    suggested: Annotated[str, Name("Xếp loại theo tổng điểm", "Tốt")]
    grade: Annotated[str, Name("Xếp loại đã biểu quyết", "Tốt")]
    difference: Annotated[str, Name("Câu nói rõ khi hai xếp loại khác nhau", "Xếp loại đã biểu quyết khác khung điểm.")]
    scale: Annotated[str, Name("Thang xếp loại", "Tốt: từ 90 điểm; Khá: từ 70 đến dưới 90 điểm")]
    recipients: Recipients
    signature: Signed


@dataclass(frozen=True)
class PostponementContext:
    """`thong-bao-hoan.docx`: the notice of postponement; a letter where the body may not issue notices."""

    header: Head
    abstract: Abstract
    body: BodyName
    issuer: Annotated[str, Name("Ai thông báo", "Chi ủy Chi bộ Trường Tiểu học Bình Minh")]
    address_word: AddressWord
    addressed: Addressed
    meeting: Meeting
    earlier: Annotated[str, Name("Thời gian dự kiến trước đó", "ngày 03 tháng 10 năm 2018")]
    reason: Annotated[str, Name("Lý do", "Triển khai công việc đột xuất.")]
    when: When
    where: Where
    closing: Closing
    recipients: Recipients
    signature: Signed
