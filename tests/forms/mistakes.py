"""What clerks get wrong, each with the code of the problem it must come back with. All names are invented."""

from __future__ import annotations

from dataclasses import dataclass

from .mistyped import Typed


@dataclass(frozen=True)
class Mistake:
    """One mistake: in words, as it is typed, and the code it must be told by.

    With a `warning` the form is filed all the same; `never_in` are the kinds of file that cannot hold such a thing.
    """

    name: str
    typed: Typed
    code: str
    warning: bool = False
    never_in: frozenset[str] = frozenset()


def _one(name: str, code: str, warning: bool = False, /, **typed: object) -> Mistake:
    return Mistake(name, {path.replace("__", "."): value for path, value in typed.items()}, code, warning)


def _at(name: str, code: str, path: str, value: object, warning: bool = False) -> Mistake:
    return Mistake(name, {path: value}, code, warning)


MISTAKES: tuple[Mistake, ...] = (
    # Which meeting it is
    _one("Bỏ trống trạng thái", "missing", stage=""),
    _one("Trạng thái không có trong danh sách", "not-a-choice", stage="Đang họp"),
    _one("Bỏ trống loại cuộc họp", "missing", kind=""),
    _one("Loại cuộc họp ghi tắt", "not-a-choice", kind="SHCB"),
    _one("Bỏ trống mã chi bộ", "missing", body=""),
    _one("Mã chi bộ viết có dấu", "bad-value", body="Bình Minh"),
    _one("Mã chi bộ chưa được khai báo", "unknown-body", body="hoa-sen"),
    _one("Mã cuộc họp viết có dấu", "bad-value", code="Bình Minh tháng 10"),
    _one("Kỳ sinh hoạt chỉ ghi tháng", "not-a-month", period__month="10"),
    _one("Kỳ sinh hoạt tháng 13", "not-a-month", period__month="13/2018"),
    _one("Kỳ sinh hoạt cách xa ngày họp", "far-from-period", True, period__month="01/2018"),
    _one("Lần thứ trong kỳ ghi bằng chữ", "not-a-number", ordinal="hai"),
    _one("Lần thứ trong kỳ là 0", "bad-value", ordinal="0"),
    _one("Biểu mẫu có ghi độ mật", "secret-form", secrecy="Mật"),
    # Day and hours
    _one("Ngày không có trong lịch", "not-a-date", date="31/02/2018"),
    _one("Ngày ghi tháng trước ngày sau", "not-a-date", date="10/25/2018"),
    _one("Ngày ghi bằng lời, không rõ ngày nào", "not-a-date", date="thứ Sáu tuần đầu tháng"),
    _one("Bỏ trống ngày họp", "missing", date=""),
    _one("Giờ quá 24", "not-a-time", opened="25:00"),
    _one("Giờ chỉ ghi buổi", "not-a-time", opened="buổi sáng"),
    _one("Phút quá 59", "not-a-time", closed="16 giờ 75"),
    _one("Giờ kết thúc trước giờ bắt đầu", "closed-before-opened", opened="16:30", closed="14:00"),
    _one("Họp ngắn hơn quy định", "short-meeting", True, opened="14:00", closed="14:45"),
    _one("Bỏ trống giờ bắt đầu", "missing", True, opened=""),
    _one("Bỏ trống địa điểm", "missing", True, place=""),
    _one("Bỏ trống chủ trì", "missing", chair=""),
    _one("Bỏ trống thư ký", "missing", recorder=""),
    _one("Chủ trì không có trong danh sách", "unknown-person", True, chair="Trần Văn Hoàng Anh"),
    # Roll
    _one("Bỏ trống số có mặt", "missing", roll__present_official=""),
    _one("Số có mặt ghi bằng chữ", "not-a-number", roll__present_official="hai mươi hai"),
    _one("Số âm", "bad-value", roll__absent_unexcused="-1"),
    _one("Số có phần thập phân", "not-a-number", roll__present_official="22,5"),
    _one("Cộng không khớp tổng số", "roll-sum", roll__present_official="20"),
    _one("Có mặt nhiều hơn tổng số", "more-present-than-members", roll__present_official="30"),
    _one("Số vắng khác danh sách vắng", "absences-differ", roll__absent_excused="0", roll__present_official="23"),
    _one(
        "Tổng số khác danh sách đảng viên",
        "roster-differs",
        True,
        roll__total_official="25",
        roll__present_official="23",
    ),
    _at("Vắng có lý do hay không: không chọn trong danh sách", "not-a-choice", "roll.absences[1].excuse", "Ốm"),
    _at("Dòng vắng mặt không ghi họ tên", "missing", "roll.absences[1].name", ""),
    _at("Người vắng ghi hai lần", "counted-twice", "roll.others[1].name", "Lê Thị Thu Hà"),
    _one("Người chủ trì có tên trong danh sách vắng mặt", "absent-and-acting", chair="Lê Thị Thu Hà"),
    _one("Số tiền đảng phí ghi bằng chữ", "not-a-number", dues__amount="một triệu"),
    # What was said and done
    _at("Ý kiến không ghi người phát biểu", "missing", "agenda[1].opinions[1].speaker", ""),
    _at(
        "Ý kiến của người không có trong danh sách",
        "unknown-person",
        "agenda[1].opinions[1].speaker",
        "Nguyễn Thị Hoa Sen",
        warning=True,
    ),
    _at("Bỏ trống tên nội dung cuộc họp", "missing", "agenda[2].title", ""),
    _at("Dấu rời khỏi chữ cái", "stray-mark", "agenda[2].title", "Đánh giá kê\u0301\u0302t quả"),
    Mistake(
        "Ký tự không in được",
        {"agenda[2].conclusion": "Thống nhất\x07 như báo cáo"},
        "control-character",
        never_in=frozenset({".docx"}),
    ),
    _at("Ngày ban hành văn bản cấp trên chỉ ghi tháng", "not-a-date", "superior_documents[1].issued", "tháng 7/2018"),
    _at("Tình trạng nhiệm vụ không chọn trong danh sách", "not-a-choice", "last_tasks[1].state", "Gần xong"),
    _at("Nhiệm vụ kỳ trước chưa ghi tình trạng", "missing", "last_tasks[1].state", ""),
    _at("Thời hạn không có trong lịch", "not-a-date", "new_tasks[1].deadline", "31/11/2018"),
    _at("Thời hạn trước ngày họp", "deadline-past", "new_tasks[1].deadline", "01/10/2018", warning=True),
    _at("Bỏ trống nội dung nhiệm vụ", "missing", "new_tasks[1].task", ""),
    # Votes, outcome, score
    _at("Số phiếu cộng lại nhiều hơn số có mặt", "too-many-votes", "votes[1].in_favour", "30"),
    _at("Đảng viên dự bị cũng biểu quyết", "probationary-voted", "votes[1].in_favour", "23"),
    _at("Số tán thành ghi bằng phần trăm", "not-a-number", "votes[1].in_favour", "100%"),
    _at("Hình thức biểu quyết không chọn trong danh sách", "not-a-choice", "votes[1].ballot", "Bấm nút"),
    _at("Công bố thông qua không ghi có hoặc không", "not-yes-no", "votes[1].declared_passed", "tùy"),
    _at("Bỏ trống nội dung biểu quyết", "missing", "votes[1].motion", ""),
    _one("Bỏ trống văn bản ban hành", "missing", outcome=""),
    _one("Văn bản ban hành không có trong danh sách", "not-a-choice", outcome="Thông báo"),
    _at("Điểm ghi bằng chữ", "not-a-number", "score[1].self", "năm"),
    _at("Điểm vượt điểm tối đa", "score-too-high", "score[1].cell", "50"),
    _at("Bỏ trống nội dung chấm điểm", "missing", "score[1].criterion", ""),
    # Documents
    _at("Văn bản không có trong danh sách", "not-a-choice", "documents[1].kind", "Tờ trình"),
    _at("Số văn bản ghi cả ký hiệu", "not-a-number", "documents[1].number", "05-NQ/CB"),
    Mistake(
        "Ngày phát hành trước ngày văn bản",
        {"documents[1].date": "06/10/2018", "documents[1].issued": "01/10/2018"},
        "issued-before-dated",
    ),
    _one("Ô xác nhận không ghi x", "not-yes-no", confirmed="chắc vậy"),
)
