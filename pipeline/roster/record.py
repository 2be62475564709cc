"""What one form says of the changes to a body's roster: who joined, left, stood differently or took an office.

One table for all changes, not one for each group: most months bring one or two, the clerk writes them below each other
as decisions arrive, and the kind is picked from a list. Which columns a kind needs stands in `columns`.
"""

from __future__ import annotations

from datetime import date

from pydantic import Field

from pipeline.meeting import Secrecy
from pipeline.organisation import Office
from pipeline.records import Choice, Identifier, Line, PersonName, Record


class ChangeKind(Choice):
    """Every kind of change, as the form offers them."""

    ADMISSION = "admission", "Kết nạp"
    FULL_MEMBERSHIP = "full-membership", "Công nhận chính thức"
    TRANSFER_IN = "transfer-in", "Chuyển đến (đảng viên chính thức)"
    TRANSFER_IN_PROBATIONARY = "transfer-in-probationary", "Chuyển đến (đảng viên dự bị)"
    TRANSFER_OUT = "transfer-out", "Chuyển đi"
    DEATH = "death", "Từ trần"
    WITHDRAWAL = "withdrawal", "Xin ra khỏi Đảng"
    EXPULSION = "expulsion", "Khai trừ"
    REMOVAL = "removal", "Xóa tên"
    EXEMPT = "exempt", "Được miễn công tác và sinh hoạt đảng"
    TEMPORARY_HERE = "temporary-here", "Sinh hoạt đảng tạm thời tại chi bộ"
    TEMPORARY_AWAY = "temporary-away", "Sinh hoạt đảng tạm thời ở nơi khác"
    SUSPENDED = "suspended", "Bị đình chỉ sinh hoạt đảng"
    STATE_ENDED = "state-ended", "Hết miễn, tạm thời, đình chỉ"
    OFFICE_TAKEN = "office-taken", "Giữ chức vụ (bầu, chỉ định)"
    OFFICE_LEFT = "office-left", "Thôi giữ chức vụ"


class RosterChange(Record):
    """One change. `day` is the first day on which it holds; of a death, the day itself."""

    kind: ChangeKind = Field(title="Loại biến động", examples=["Kết nạp"])
    name: PersonName = Field(
        title="Họ và tên",
        description="Trùng họ tên thì ghi thêm trong ngoặc: Nguyễn Thị Lan (Mầm non).",
        examples=["Huỳnh Thị Cẩm Tú"],
    )
    day: date = Field(
        title="Từ ngày",
        description="Ngày biến động bắt đầu có hiệu lực. Chuyển đi: ngày đầu tiên không còn ở chi bộ. "
        "Từ trần: ngày mất.",
        examples=["19/5/2019"],
    )
    until: date | None = Field(
        None,
        title="Đến ngày",
        description="Chỉ ghi khi được miễn, tạm thời, đình chỉ hoặc giữ chức vụ có thời hạn.",
        examples=["18/5/2020"],
    )
    decision: Line = Field("", title="Số quyết định", examples=["31-QĐ/ĐU"])
    decided: date | None = Field(None, title="Ngày quyết định", examples=["17/5/2019"])
    office: Office | None = Field(
        None, title="Chức vụ đảng", description="Chỉ ghi khi giữ hoặc thôi giữ chức vụ.", examples=["Phó bí thư"]
    )
    unit: Line = Field(
        "",
        title="Đơn vị",
        description="Ghi cho người mới vào chi bộ ghép.",
        examples=["Trường Tiểu học Bình Minh"],
    )
    work: Line = Field(
        "", title="Chức vụ chuyên môn", description="Ghi cho người mới vào chi bộ.", examples=["Giáo viên"]
    )
    note: Line = Field(
        "", title="Ghi chú", description="Chuyển từ đâu đến, chuyển đi đâu, lý do.", examples=["Đảng bộ xã Hòa Lợi"]
    )


class RosterChanges(Record):
    """A filled form of roster changes."""

    body: Identifier = Field(title="Mã chi bộ", examples=["binh-minh"])
    secrecy: Secrecy = Field(
        Secrecy.NONE, title="Độ mật", description="Không nhập nội dung mật vào biểu mẫu này.", examples=["Không mật"]
    )
    noted: date | None = Field(None, title="Ngày lập", examples=["20/5/2019"])
    reporter: PersonName = Field("", title="Người lập", examples=["Đỗ Thị Kim Oanh"])
    changes: tuple[RosterChange, ...] = Field((), title="Biến động")
