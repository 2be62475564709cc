"""Members of a body, what they were and when."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from pipeline.records import Choice, Dated, Line, PersonName


class Status(Choice):
    OFFICIAL = "official", "Chính thức"
    PROBATIONARY = "probationary", "Dự bị"


class MemberState(Choice):
    EXEMPT = "exempt", "Được miễn công tác và sinh hoạt đảng"
    TEMPORARY_HERE = "temporary-here", "Sinh hoạt đảng tạm thời tại chi bộ"
    TEMPORARY_AWAY = "temporary-away", "Sinh hoạt đảng tạm thời ở nơi khác"
    SUSPENDED = "suspended", "Bị đình chỉ sinh hoạt đảng"


class Office(Choice):
    SECRETARY = "secretary", "Bí thư"
    DEPUTY = "deputy", "Phó bí thư"
    ACTING = "acting", "Phụ trách chi bộ"
    COMMITTEE_MEMBER = "committee-member", "Ủy viên"
    HEAD_TELLER = "head-teller", "Tổ trưởng tổ kiểm phiếu"


COMMITTEE_OFFICES = (Office.SECRETARY, Office.DEPUTY, Office.ACTING, Office.COMMITTEE_MEMBER)


class DatedStatus(Dated):
    """Official or probationary for a time, with the decision that made it so."""

    SHORTHAND: ClassVar[str | None] = "value"

    value: Status = Field(title="Tư cách đảng viên")
    decision: Line = Field("", title="Quyết định")


class DatedState(Dated):
    SHORTHAND: ClassVar[str | None] = "value"

    value: MemberState = Field(title="Trường hợp")
    decision: Line = Field("", title="Quyết định")


class DatedOffice(Dated):
    SHORTHAND: ClassVar[str | None] = "value"

    value: Office = Field(title="Chức vụ")
    decision: Line = Field("", title="Quyết định")


class Member(Dated):
    """A member; `from` and `to` are the days of joining and leaving the body.

    `distinct` tells members of one name apart on forms: `Nguyễn Thị Lan (Mầm non)`.
    """

    name: PersonName = Field(title="Họ và tên")
    distinct: Line = Field("", title="Phân biệt khi trùng tên")
    unit: Line = Field("", title="Đơn vị")
    work: Line = Field("", title="Chức vụ chuyên môn")
    status: tuple[DatedStatus, ...] = Field(
        (DatedStatus(value=Status.OFFICIAL),), min_length=1, title="Tư cách đảng viên"
    )
    states: tuple[DatedState, ...] = Field((), title="Trường hợp khác")
    offices: tuple[DatedOffice, ...] = Field((), title="Chức vụ đảng")

    @property
    def label(self) -> str:
        """The name as forms list it, with what tells it from its namesakes."""
        return f"{self.name} ({self.distinct})" if self.distinct else self.name
