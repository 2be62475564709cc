"""What the templates of a meeting that was held, and of what follows it, are filled with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pipeline.documents.context_names import (
    Abstract,
    Addressed,
    AddressWord,
    Assessed,
    Assessment,
    BodyName,
    Chair,
    Closing,
    Directions,
    Head,
    Implementation,
    LastTasks,
    Meeting,
    NewTasks,
    Planned,
    Recipients,
    Recorder,
    Roll,
    RollIfAny,
    Signed,
    SignedByTwo,
    Thematic,
    When,
    Where,
)
from pipeline.documents.context_parts import (
    ChoiceRow,
    CorrectionText,
    ItemText,
    Paragraphs,
    RollRow,
    ScoreText,
    VoteText,
)
from pipeline.documents.names import Name


@dataclass(frozen=True)
class MinutesContext:
    """`bien-ban.docx`: minutes of every kind of meeting."""

    header: Head
    abstract: Abstract
    body: BodyName
    opening: Annotated[str, Name("Câu mở đầu", "Hôm nay, vào hồi 14 giờ 00 phút, ngày 05 tháng 10 năm 2018, …")]
    reason: Annotated[str, Name("Lý do họp", "Triển khai công việc đột xuất.")]
    attendance: Roll
    attendees: Annotated[str, Name("Đối tượng tính số: đảng viên, chi ủy viên", "đảng viên")]
    chair: Chair
    recorder: Recorder
    numbers: Annotated[dict[str, str], Name("Số thứ tự của từng mục có trong biên bản", "1")]
    superior_documents: Annotated[Paragraphs, Name("Văn bản của cấp trên", "Nghị quyết số 37-NQ/ĐU về …")]
    dues: Annotated[Paragraphs, Name("Tình hình đóng đảng phí", "Số đảng viên đã đóng đảng phí: 26 đồng chí.")]
    assessment: Assessment
    last_tasks: LastTasks
    thematic: Thematic
    agenda: Annotated[tuple[ItemText, ...], Name("Nội dung cuộc họp")]
    new_tasks: NewTasks
    votes: Annotated[tuple[VoteText, ...], Name("Biểu quyết")]
    score_lines: Annotated[tuple[ScoreText, ...], Name("Điểm từng nội dung")]
    score_total: Annotated[str, Name("Tổng điểm", "95")]
    grade: Annotated[str, Name("Xếp loại đã biểu quyết", "Tốt")]
    conclusion: Annotated[Paragraphs, Name("Kết luận cuộc họp", "Chủ trì kết luận các nội dung đã thống nhất.")]
    closing: Annotated[Paragraphs, Name("Các câu kết; câu cuối cùng trang với phần ký", "Buổi sinh hoạt kết thúc.")]
    signers: SignedByTwo
    recipients: Recipients


@dataclass(frozen=True)
class ResolutionContext:
    """`nghi-quyet.docx`: the monthly and the thematic resolution, and their drafts."""

    header: Head
    abstract: Abstract
    body: BodyName
    opening: Annotated[str, Name("Câu mở đầu", "Ngày 05 tháng 10 năm 2018, Chi bộ tổ chức sinh hoạt.")]
    is_thematic: Annotated[bool, Name("Có khi là nghị quyết chuyên đề")]
    assessed: Assessed
    planned: Planned
    assessment: Assessment
    last_tasks: LastTasks
    thematic: Thematic
    directions: Directions
    new_tasks: NewTasks
    implementation: Implementation
    score: Annotated[str, Name("Câu về kết quả chấm điểm; trống khi không chấm", "Kết quả chấm điểm: 95 điểm.")]
    closing: Closing
    recipients: Recipients
    signature: Signed


@dataclass(frozen=True)
class ConclusionContext:
    """`ket-luan.docx`: the conclusion of a meeting."""

    header: Head
    abstract: Abstract
    body: BodyName
    opening: Annotated[str, Name("Câu mở đầu", "Ngày 05 tháng 10 năm 2018, Chi bộ tổ chức sinh hoạt.")]
    items: Annotated[tuple[ItemText, ...], Name("Các nội dung có kết luận")]
    conclusion: Annotated[Paragraphs, Name("Kết luận cuộc họp", "Thống nhất các nội dung đã thảo luận.")]
    directions: Directions
    new_tasks: NewTasks
    implementation: Implementation
    closing: Closing
    recipients: Recipients
    signature: Signed


@dataclass(frozen=True)
class RollContext:
    """`danh-sach-diem-danh.docx`: the roll of a meeting."""

    header: Head
    abstract: Abstract
    body: BodyName
    when: When
    where: Where
    rows: Annotated[tuple[RollRow, ...], Name("Danh sách đảng viên")]
    guests: Annotated[
        Paragraphs,
        Name("Khách mời, có chữ Đồng chí, Ông hoặc Bà đứng trước", "Đồng chí Nguyễn Văn Bình, Bí thư Đảng ủy xã"),
    ]
    attendance: Roll
    attendees: Annotated[str, Name("Đối tượng tính số: đảng viên, chi ủy viên", "đảng viên")]
    signers: SignedByTwo


@dataclass(frozen=True)
class VoteCountContext:
    """`bien-ban-kiem-phieu.docx`: the count of one secret vote, signed by the head teller."""

    header: Head
    abstract: Abstract
    body: BodyName
    opening: Annotated[str, Name("Câu mở đầu", "Hôm nay, ngày 05 tháng 10 năm 2018, tổ kiểm phiếu gồm:")]
    tellers: Annotated[Paragraphs, Name("Tổ kiểm phiếu", "Lê Thị Thu Hà, Tổ trưởng")]
    vote: Annotated[VoteText, Name("Kết quả biểu quyết")]
    person: Annotated[str, Name("Người được xét", "Huỳnh Thị Cẩm Tú")]
    rows: Annotated[tuple[ChoiceRow, ...], Name("Kết quả kiểm phiếu")]
    closing: Closing
    signers: SignedByTwo


@dataclass(frozen=True)
class ExtractContext:
    """`trich-bien-ban.docx`: one decision out of the minutes."""

    header: Head
    abstract: Abstract
    body: BodyName
    source: Annotated[str, Name("Trích từ biên bản nào", "Biên bản số 10-BB/CB, ngày 05 tháng 10 năm 2018")]
    opening: Annotated[str, Name("Câu mở đầu", "Hôm nay, ngày 05 tháng 10 năm 2018, Chi bộ tổ chức sinh hoạt.")]
    attendance: Roll
    attendees: Annotated[str, Name("Đối tượng tính số: đảng viên, chi ủy viên", "đảng viên")]
    chair: Chair
    recorder: Recorder
    person: Annotated[str, Name("Người được xét", "Huỳnh Thị Cẩm Tú")]
    items: Annotated[tuple[ItemText, ...], Name("Nội dung thảo luận có liên quan")]
    vote: Annotated[VoteText, Name("Kết quả biểu quyết")]
    closing: Closing
    recorder_title: Annotated[str, Name("Chức danh người trích", "NGƯỜI TRÍCH BIÊN BẢN")]
    recorder_name: Annotated[str, Name("Họ và tên người trích", "Đỗ Thị Kim Oanh")]
    recipients: Recipients
    signature: Signed


@dataclass(frozen=True)
class ReportContext:
    """`bao-cao.docx`: the monthly report."""

    header: Head
    abstract: Abstract
    body: BodyName
    opening: Annotated[str, Name("Câu mở đầu", "Chi bộ báo cáo kết quả thực hiện nhiệm vụ như sau:")]
    members: Annotated[str, Name("Câu về số đảng viên", "Tổng số đảng viên: 26 đồng chí.")]
    assessed: Assessed
    planned: Planned
    assessment: Assessment
    last_tasks: LastTasks
    thematic: Thematic
    directions: Directions
    new_tasks: NewTasks
    proposals: Annotated[Paragraphs, Name("Kiến nghị, đề xuất", "Đề nghị Đảng ủy hỗ trợ sửa chữa phòng học.")]
    score: Annotated[str, Name("Câu về kết quả chấm điểm", "Kết quả chấm điểm buổi sinh hoạt: 95 điểm.")]
    closing: Closing
    recipients: Recipients
    signature: Signed


@dataclass(frozen=True)
class SupplementContext:
    """`bien-ban-bo-sung.docx`: what is added to minutes that were signed."""

    header: Head
    abstract: Abstract
    body: BodyName
    opening: Annotated[str, Name("Câu mở đầu", "Hôm nay, ngày 08 tháng 10 năm 2018, …")]
    supplement: Annotated[Paragraphs, Name("Nội dung bổ sung", "Bổ sung ý kiến của đồng chí Lê Thị Thu Hà.")]
    closing: Closing
    signers: SignedByTwo
    recipients: Recipients


@dataclass(frozen=True)
class SupervisionRecordContext:
    """`bien-ban-giam-sat.docx`: what a member of the superior saw of a meeting, signed by them and the secretary."""

    header: Head
    abstract: Abstract
    body: BodyName
    opening: Annotated[str, Name("Câu mở đầu", "Hôm nay, ngày 26 tháng 10 năm 2018, …")]
    supervisor: Annotated[str, Name("Người giám sát", "đồng chí Nguyễn Văn Bình, Ủy viên Ban Thường vụ Đảng ủy xã")]
    when: When
    where: Where
    chair: Chair
    recorder: Recorder
    attendance: RollIfAny
    attendees: Annotated[str, Name("Đối tượng tính số: đảng viên, chi ủy viên", "đảng viên")]
    strengths: Annotated[Paragraphs, Name("Ưu điểm", "Sinh hoạt đúng ngày, đủ thời gian.")]
    weaknesses: Annotated[Paragraphs, Name("Hạn chế, khuyết điểm", "Số đảng viên phát biểu còn ít.")]
    recommendations: Annotated[Paragraphs, Name("Kiến nghị", "Gửi dự thảo nghị quyết trước 03 ngày.")]
    opinion: Annotated[Paragraphs, Name("Ý kiến của chi bộ", "Chi bộ nhất trí, tiếp thu các kiến nghị.")]
    grade: Annotated[str, Name("Xếp loại buổi sinh hoạt", "Tốt")]
    closing: Closing
    signers: SignedByTwo
    recipients: Recipients


@dataclass(frozen=True)
class CorrectionContext:
    """`cong-van-dinh-chinh.docx`: the letter that mends mistakes of form in issued documents."""

    header: Head
    body: BodyName
    address_word: AddressWord
    addressed: Addressed
    corrections: Annotated[tuple[CorrectionText, ...], Name("Các chỗ đính chính")]
    closing: Closing
    recipients: Recipients
    signature: Signed


@dataclass(frozen=True)
class TransmittalContext:
    """`cong-van-gui.docx`: the letter that documents are sent with."""

    header: Head
    body: BodyName
    address_word: AddressWord
    addressed: Addressed
    meeting: Meeting
    documents: Annotated[Paragraphs, Name("Văn bản gửi kèm", "Nghị quyết số 05-NQ/CB, ngày 05/10/2018;")]
    closing: Closing
    recipients: Recipients
    signature: Signed


@dataclass(frozen=True)
class OfficialFormContext:
    """The office's own template of an official form (KNĐ): its text is the office's, the facts are the meeting's."""

    header: Head
    abstract: Abstract
    body: BodyName
    superior_committee: Annotated[str, Name("Cấp ủy cấp trên", "Đảng ủy xã Tân Phú")]
    meeting: Meeting
    when: When
    where: Where
    attendance: Roll
    chair: Chair
    recorder: Recorder
    person: Annotated[str, Name("Người được xét", "Huỳnh Thị Cẩm Tú")]
    items: Annotated[tuple[ItemText, ...], Name("Nội dung thảo luận có liên quan")]
    vote: Annotated[VoteText, Name("Kết quả biểu quyết")]
    recipients: Recipients
    signature: Signed
