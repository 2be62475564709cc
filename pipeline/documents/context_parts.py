"""The parts that documents are put together from, as templates see them: frozen values, each name with its meaning.

Texts come finished (dates in words, counts in two digits); a template only places them. Long texts are tuples of
paragraphs. Empty means: leave the line out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pipeline.documents.names import Name

Paragraphs = tuple[str, ...]
Number = Annotated[str, Name("Số thứ tự", "1")]


@dataclass(frozen=True)
class Header:
    """The head of a document: components 1–4 of the layout rules, and the abstract of a letter."""

    superior: Annotated[str, Name("Tên cơ quan cấp trên, chữ in hoa", "ĐẢNG BỘ XÃ TÂN PHÚ")]
    body: Annotated[str, Name("Tên cơ quan ban hành, chữ in hoa", "CHI BỘ TRƯỜNG TIỂU HỌC BÌNH MINH")]
    number: Annotated[str, Name("Số và ký hiệu; trống khi văn bản không có số", "Số 05-NQ/CB")]
    place_and_date: Annotated[str, Name("Địa danh và ngày, tháng, năm", "Tân Phú, ngày 05 tháng 10 năm 2018")]
    draft: Annotated[bool, Name("Có khi là bản dự thảo")]
    letter_abstract: Annotated[str, Name("Trích yếu của công văn, in dưới số", "về việc hoãn sinh hoạt chi bộ")]


@dataclass(frozen=True)
class Signature:
    """Component 7: whom the signer stands for, the office, the name."""

    authority: Annotated[str, Name("Thể thức đề ký", "T/M CHI BỘ")]
    office: Annotated[str, Name("Chức vụ người ký", "BÍ THƯ")]
    name: Annotated[str, Name("Họ và tên người ký", "Trần Văn Hòa")]


@dataclass(frozen=True)
class TwoSigners:
    """Minutes are signed by two: the recorder on the left, the chair on the right."""

    left_title: Annotated[str, Name("Chức danh người ký bên trái", "THƯ KÝ")]
    left_name: Annotated[str, Name("Họ và tên người ký bên trái", "Đỗ Thị Kim Oanh")]
    right_authority: Annotated[str, Name("Thể thức đề ký; trống khi không có", "T/M TỔ KIỂM PHIẾU")]
    right_title: Annotated[str, Name("Chức danh người ký bên phải", "CHỦ TRÌ")]
    right_name: Annotated[str, Name("Họ và tên người ký bên phải", "Trần Văn Hòa")]


@dataclass(frozen=True)
class Absent:
    name: Annotated[str, Name("Họ và tên", "Lê Thị Thu Hà")]
    reason: Annotated[str, Name("Có lý do hay không, lý do", "có lý do: nghỉ thai sản")]


@dataclass(frozen=True)
class Present:
    """Another case on the roll: exempt, temporary, late."""

    name: Annotated[str, Name("Họ và tên", "Phạm Văn Tín")]
    state: Annotated[str, Name("Trường hợp", "đến muộn")]
    note: Annotated[str, Name("Ghi chú", "15 phút")]


@dataclass(frozen=True)
class Attendance:
    """The roll in words; counts have two digits."""

    total: Annotated[str, Name("Tổng số", "26 đồng chí")]
    total_detail: Annotated[str, Name("Tổng số chia ra", "chính thức: 24 đồng chí; dự bị: 02 đồng chí")]
    present: Annotated[str, Name("Số có mặt", "24 đồng chí")]
    present_detail: Annotated[str, Name("Số có mặt chia ra", "chính thức: 22 đồng chí; dự bị: 02 đồng chí")]
    absent: Annotated[str, Name("Số vắng mặt", "01 đồng chí")]
    absent_detail: Annotated[str, Name("Số vắng chia ra", "có lý do: 01 đồng chí; không lý do: 00 đồng chí")]
    exempt: Annotated[str, Name("Số được miễn công tác và sinh hoạt đảng; trống khi không có", "01 đồng chí")]
    absences: Annotated[tuple[Absent, ...], Name("Những người vắng mặt")]
    others: Annotated[tuple[Present, ...], Name("Những trường hợp khác")]
    guests: Annotated[
        Paragraphs,
        Name("Khách mời, có chữ Đồng chí, Ông hoặc Bà đứng trước", "Đồng chí Nguyễn Văn Bình, Bí thư Đảng ủy xã"),
    ]


@dataclass(frozen=True)
class OpinionText:
    speaker: Annotated[str, Name("Người phát biểu", "Phạm Thị Ngọc Lan")]
    first: Annotated[str, Name("Đoạn đầu của ý kiến, đứng sau tên", "Nhất trí với báo cáo.")]
    more: Annotated[Paragraphs, Name("Các đoạn sau của ý kiến", "Đề nghị phụ đạo học sinh yếu vào chiều thứ Năm.")]


@dataclass(frozen=True)
class ItemText:
    """One item of the agenda."""

    number: Annotated[str, Name("Số thứ tự của nội dung", "3.2")]
    title: Annotated[str, Name("Tên nội dung", "Đánh giá tình hình thực hiện nhiệm vụ tháng 9")]
    presenter: Annotated[str, Name("Người trình bày", "Trần Văn Hòa")]
    report: Annotated[Paragraphs, Name("Tóm tắt báo cáo", "Báo cáo kết quả thực hiện nghị quyết tháng 9.")]
    opinions: Annotated[tuple[OpinionText, ...], Name("Ý kiến thảo luận")]
    differing: Annotated[Paragraphs, Name("Ý kiến khác nhau và kết quả trao đổi", "Sau trao đổi, đã thống nhất.")]
    conclusion: Annotated[Paragraphs, Name("Kết luận của chủ trì", "Thống nhất như báo cáo.")]


@dataclass(frozen=True)
class TaskRow:
    number: Number
    task: Annotated[str, Name("Nhiệm vụ", "Phụ đạo học sinh yếu khối 3")]
    target: Annotated[str, Name("Chỉ tiêu", "100% học sinh đọc thông")]
    owner: Annotated[str, Name("Người phụ trách", "Phạm Thị Ngọc Lan")]
    deadline: Annotated[str, Name("Thời hạn", "31/10/2018")]


@dataclass(frozen=True)
class LastTaskRow:
    number: Number
    task: Annotated[str, Name("Nhiệm vụ của nghị quyết kỳ trước", "Hoàn thành sổ theo dõi phổ cập")]
    state: Annotated[str, Name("Tình trạng", "Hoàn thành")]
    result: Annotated[str, Name("Kết quả", "Xong trước ngày 25/9")]


@dataclass(frozen=True)
class ChoiceRow:
    """A candidate or an answer, with its votes; `votes` is empty before the count."""

    number: Number
    name: Annotated[str, Name("Người ứng cử hoặc phương án", "Phạm Thị Ngọc Lan")]
    votes: Annotated[str, Name("Số phiếu và tỷ lệ", "22/24 phiếu (91,7%)")]


@dataclass(frozen=True)
class VoteText:
    number: Number
    motion: Annotated[str, Name("Nội dung biểu quyết", "Thông qua Nghị quyết tháng 10/2018")]
    ballot: Annotated[str, Name("Hình thức biểu quyết", "giơ tay")]
    base: Annotated[str, Name("Số người có quyền biểu quyết", "tổng số đảng viên chính thức: 24 đồng chí")]
    ballots: Annotated[str, Name("Số phiếu; trống khi giơ tay", "phát ra: 22 phiếu; thu về: 22 phiếu")]
    in_favour: Annotated[str, Name("Tán thành; trống khi bầu cử", "22/22 đồng chí (100%)")]
    against: Annotated[str, Name("Không tán thành", "00/22 đồng chí (0%)")]
    abstained: Annotated[str, Name("Không có ý kiến", "00/22 đồng chí (0%)")]
    choices: Annotated[tuple[ChoiceRow, ...], Name("Kết quả từng người ứng cử, từng phương án")]
    result: Annotated[str, Name("Kết quả; trống khi không công bố", "được thông qua")]


@dataclass(frozen=True)
class ScoreText:
    number: Annotated[str, Name("Số thứ tự; trống ở dòng chi tiết", "1")]
    criterion: Annotated[str, Name("Nội dung chấm", "Thời gian sinh hoạt")]
    points: Annotated[str, Name("Điểm tối đa", "5")]
    self_score: Annotated[str, Name("Điểm tự chấm", "5")]
    cell_score: Annotated[str, Name("Điểm chi bộ chấm", "5")]
    superior_score: Annotated[str, Name("Điểm cấp trên chấm", "5")]
    levels: Annotated[str, Name("Các mức điểm", "từ 90% trở lên: 4 điểm")]


@dataclass(frozen=True)
class AssessmentText:
    ideology: Annotated[Paragraphs, Name("Tình hình chính trị, tư tưởng", "Tư tưởng ổn định, yên tâm công tác.")]
    political_tasks: Annotated[Paragraphs, Name("Kết quả thực hiện nhiệm vụ chính trị", "Duy trì sĩ số 100%.")]
    party_building: Annotated[Paragraphs, Name("Công tác xây dựng Đảng", "Giám sát 01 đảng viên theo kế hoạch.")]
    results: Annotated[Paragraphs, Name("Đánh giá chung", "Hoàn thành 04/05 nhiệm vụ, đạt 80%.")]
    weaknesses: Annotated[Paragraphs, Name("Hạn chế, khuyết điểm", "Việc phụ đạo học sinh yếu còn chậm.")]
    causes: Annotated[Paragraphs, Name("Nguyên nhân", "Chưa phân công rõ người theo dõi.")]
    remedies: Annotated[Paragraphs, Name("Biện pháp khắc phục", "Giao tổ trưởng khối 3 theo dõi.")]
    praise: Annotated[Paragraphs, Name("Biểu dương", "Đồng chí Phạm Thị Ngọc Lan hoàn thành tốt chuyên đề.")]
    reminders: Annotated[Paragraphs, Name("Phê bình, nhắc nhở", "Nhắc nhở đồng chí nộp báo cáo chậm.")]


@dataclass(frozen=True)
class PaperText:
    number: Number
    author: Annotated[str, Name("Người viết tham luận", "Phạm Thị Ngọc Lan")]
    topic: Annotated[str, Name("Tên tham luận", "Kinh nghiệm phụ đạo học sinh yếu khối 3")]


@dataclass(frozen=True)
class ThematicText:
    topic: Annotated[str, Name("Tên chuyên đề", "Giải pháp chống lưu ban, bỏ học năm học 2018-2019")]
    aim: Annotated[Paragraphs, Name("Mục đích", "Đánh giá đúng thực trạng, thống nhất giải pháp.")]
    requirements: Annotated[Paragraphs, Name("Yêu cầu", "Mỗi đảng viên nghiên cứu tài liệu và có ý kiến.")]
    content: Annotated[Paragraphs, Name("Nội dung chuyên đề", "Thực trạng; nguyên nhân; giải pháp.")]
    presenter: Annotated[str, Name("Người trình bày chuyên đề", "Phạm Thị Ngọc Lan")]
    plan_presenter: Annotated[str, Name("Người trình bày kế hoạch", "Nguyễn Thị Minh Châu")]
    reviewer: Annotated[str, Name("Người duyệt dự thảo", "Trần Văn Hòa")]
    papers: Annotated[tuple[PaperText, ...], Name("Các tham luận")]
    questions: Annotated[Paragraphs, Name("Câu hỏi gợi ý thảo luận", "Vì sao học sinh bỏ học?")]
    draft_due: Annotated[str, Name("Hạn hoàn thành dự thảo", "10/10/2018")]
    approval_due: Annotated[str, Name("Ngày duyệt dự thảo", "15/10/2018")]
    sending_due: Annotated[str, Name("Ngày gửi tài liệu cho đảng viên", "18/10/2018")]
    targets: Annotated[Paragraphs, Name("Chỉ tiêu", "Tỷ lệ học sinh lên lớp thẳng từ 99% trở lên.")]
    agreed: Annotated[Paragraphs, Name("Nội dung đã thống nhất", "Mỗi đảng viên nhận giúp đỡ 01 học sinh.")]


@dataclass(frozen=True)
class AgendaLine:
    """One item of an agenda that is still to come."""

    number: Number
    title: Annotated[str, Name("Nội dung", "Đánh giá tình hình thực hiện nhiệm vụ tháng 9")]
    presenter: Annotated[str, Name("Người trình bày", "đồng chí Trần Văn Hòa")]


@dataclass(frozen=True)
class TopicRow:
    """One thematic meeting of a programme."""

    number: Number
    when: Annotated[str, Name("Thời gian", "Quý I")]
    topic: Annotated[str, Name("Tên chuyên đề", "Giữ gìn trường học xanh, sạch, đẹp, an toàn")]
    content: Annotated[str, Name("Nội dung chính", "Thực trạng và giải pháp")]
    owner: Annotated[str, Name("Người chuẩn bị", "Phạm Thị Ngọc Lan")]


@dataclass(frozen=True)
class InspectionLine:
    """One thing that is to be inspected or supervised."""

    number: Number
    when: Annotated[str, Name("Thời gian", "Quý I")]
    sort: Annotated[str, Name("Hình thức: kiểm tra, giám sát", "Giám sát")]
    content: Annotated[str, Name("Nội dung", "Thực hiện nhiệm vụ được phân công")]
    inspected: Annotated[str, Name("Đối tượng", "Vũ Đình Khải")]
    owner: Annotated[str, Name("Người thực hiện", "Trần Văn Hòa")]


@dataclass(frozen=True)
class RollRow:
    """One person on the roll."""

    number: Number
    name: Annotated[str, Name("Họ và tên", "Trần Văn Hòa")]
    office: Annotated[str, Name("Chức vụ, đơn vị", "Bí thư Chi bộ")]
    status: Annotated[str, Name("Chính thức hoặc dự bị", "Chính thức")]
    present: Annotated[str, Name("Dấu x khi có mặt", "x")]
    absent: Annotated[str, Name("Vắng mặt: có lý do, không lý do", "Có lý do")]
    note: Annotated[str, Name("Ghi chú", "Nghỉ thai sản")]


@dataclass(frozen=True)
class CorrectionText:
    """One mistake and what it is to read."""

    number: Number
    document: Annotated[str, Name("Văn bản đã ban hành", "Nghị quyết số 05-NQ/CB, ngày 05/10/2018")]
    place: Annotated[str, Name("Vị trí", "mục II, dòng 3")]
    printed: Annotated[str, Name("Đã in", "30/11/2018")]
    corrected: Annotated[str, Name("Sửa thành", "30/10/2018")]
