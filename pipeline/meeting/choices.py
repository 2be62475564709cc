"""The closed lists of a meeting's record: value in the data, label on forms and in documents."""

from __future__ import annotations

from pipeline.records import Choice
from pipeline.vietnamese.text import slug

LARGEST_NUMBER = 9_999  # of a document: what is higher was mistyped, a date for example


class MeetingKind(Choice):
    REGULAR = "regular", "Sinh hoạt thường kỳ"
    EXTRAORDINARY = "extraordinary", "Sinh hoạt bất thường"
    THEMATIC = "thematic", "Sinh hoạt chuyên đề"
    COMMITTEE = "committee", "Họp chi ủy"

    @property
    def slug(self) -> str:
        """The kind in codes and folder names: `thuong-ky`, `bat-thuong`, `chuyen-de`, `chi-uy`."""
        return slug(self.label.removeprefix("Sinh hoạt ").removeprefix("Họp "))

    @property
    def is_committee(self) -> bool:
        """Whether the committee meets, not the cell."""
        return self is MeetingKind.COMMITTEE


class Stage(Choice):
    PLANNED = "planned", "Dự kiến (chưa họp)"
    HELD = "held", "Đã họp"
    FOLLOWED_UP = "followed-up", "Cập nhật sau họp", "Bổ sung sau họp"
    POSTPONED = "postponed", "Hoãn"
    CANCELLED = "cancelled", "Không tổ chức"


class Secrecy(Choice):
    NONE = "none", "Không mật"
    SECRET = "secret", "Mật"
    TOP_SECRET = "top-secret", "Tối mật"
    ABSOLUTE = "absolute-secret", "Tuyệt mật"


class Absence(Choice):
    EXCUSED = "excused", "Có lý do"
    UNEXCUSED = "unexcused", "Không lý do"


class Presence(Choice):
    EXEMPT = "exempt", "Được miễn công tác và sinh hoạt đảng"
    EXEMPT_PRESENT = "exempt-present", "Được miễn công tác và sinh hoạt đảng, vẫn dự họp"
    TEMPORARY_HERE = "temporary-here", "Sinh hoạt đảng tạm thời tại chi bộ"
    TEMPORARY_AWAY = "temporary-away", "Sinh hoạt đảng tạm thời ở nơi khác"
    SUSPENDED = "suspended", "Bị đình chỉ sinh hoạt đảng"
    LATE = "late", "Đến muộn"
    LEFT_EARLY = "left-early", "Về sớm"


class TaskState(Choice):
    DONE = "done", "Hoàn thành"
    IN_PROGRESS = "in-progress", "Đang thực hiện"
    NOT_DONE = "not-done", "Chưa thực hiện"


class VotePurpose(Choice):
    ORDINARY = "ordinary", "Thông qua nghị quyết, nội dung thường kỳ"
    ADMISSION = "admission", "Kết nạp đảng viên"
    FULL_MEMBERSHIP = "full-membership", "Công nhận đảng viên chính thức"
    DISCIPLINE = "discipline", "Thi hành kỷ luật"
    EXPULSION = "expulsion", "Đề nghị khai trừ"
    ELECTION = "election", "Bầu cử"
    GRADING = "grading", "Đánh giá, xếp loại chất lượng hằng năm"


class Ballot(Choice):
    SHOW_OF_HANDS = "show-of-hands", "Giơ tay"
    SECRET = "secret", "Phiếu kín"


class Outcome(Choice):
    RESOLUTION = "resolution", "Nghị quyết"
    CONCLUSION = "conclusion", "Kết luận"
    MINUTES_ONLY = "minutes-only", "Chỉ có biên bản"


class Address(Choice):
    COMRADE = "comrade", "Đồng chí"
    MR = "mr", "Ông"
    MRS = "mrs", "Bà"


class Gap(Choice):
    """What the rules ask for and the file does not have."""

    NO_MEETING = "no-meeting", "Không họp trong tháng"
    SHORT_MEETING = "short-meeting", "Họp không đủ thời gian (dưới 90 phút)"
    PAPERS_LATE = "papers-late", "Gửi tài liệu chậm"
    RESULT_LATE = "result-late", "Gửi kết quả chậm"
    NO_SCORE = "no-score", "Chưa chấm điểm"
    NUMBER_MISSING = "number-missing", "Thiếu số văn bản"
    OTHER = "other", "Trường hợp khác"


class InspectionSort(Choice):
    """The Party's two ways of looking: into what was done, and at how it is being done."""

    INSPECTION = "inspection", "Kiểm tra"
    SUPERVISION = "supervision", "Giám sát"
    BOTH = "both", "Kiểm tra, giám sát"


class DocumentKindName(Choice):
    """Every kind of document, in the order of a meeting."""

    INVITATION = "invitation", "Giấy mời"
    THEMATIC_PROGRAMME = "thematic-programme", "Chương trình sinh hoạt chuyên đề"
    INSPECTION_PROGRAMME = "inspection-programme", "Chương trình kiểm tra, giám sát"
    THEMATIC_PLAN = "thematic-plan", "Kế hoạch sinh hoạt chuyên đề"
    PAPER = "paper", "Tham luận"
    DRAFT_RESOLUTION = "draft-resolution", "Dự thảo nghị quyết"
    BALLOT = "ballot", "Phiếu biểu quyết"
    BLANK_SCORE_SHEET = "blank-score-sheet", "Phiếu chấm điểm để trống"
    POSTPONEMENT = "postponement", "Thông báo hoãn họp"
    MINUTES = "minutes", "Biên bản"
    RESOLUTION = "resolution", "Nghị quyết"
    CONCLUSION = "conclusion", "Kết luận"
    ROLL = "roll", "Danh sách điểm danh"
    SCORE_SHEET = "score-sheet", "Phiếu chấm điểm"
    VOTE_COUNT = "vote-count", "Biên bản kiểm phiếu"
    EXTRACT = "extract", "Trích biên bản"
    REPORT = "report", "Báo cáo tháng"
    SUPPLEMENT = "supplement", "Biên bản bổ sung"
    SUPERVISION_RECORD = "supervision-record", "Biên bản giám sát sinh hoạt chi bộ"
    CORRECTION = "correction", "Công văn đính chính"
    TRANSMITTAL = "transmittal", "Công văn gửi văn bản"
    ADMISSION_OPINIONS = "admission-opinions", "Mẫu 5-KNĐ của văn phòng"
    ADMISSION_RESOLUTION = "admission-resolution", "Mẫu 6-KNĐ của văn phòng"
    FULL_MEMBERSHIP_RESOLUTION = "full-membership-resolution", "Mẫu 13-KNĐ của văn phòng"
