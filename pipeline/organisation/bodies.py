"""Bodies of the office: cells and the party committee above them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import ClassVar

from pydantic import Field

from pipeline.organisation.dated import DatedLine
from pipeline.organisation.members import Member
from pipeline.records import Choice, Dated, Identifier, Line, Record, Same


class BodyKind(Choice):
    CELL = "cell", "Chi bộ"
    PARTY_COMMITTEE = "party-committee", "Đảng ủy"

    @property
    def symbol(self) -> str:
        """The body's part of a document's symbol: `CB`, `ĐU`."""
        return {"cell": "CB", "party-committee": "ĐU"}[self.value]


class Term(Record):
    """A term of the body's committee. Numbers of documents run through one term (36-HD/VPTW 1.3; sure: A).

    `closed`: its register is closed; no next number is taken in it.
    """

    name: Line = Field(title="Nhiệm kỳ")
    from_: date = Field(alias="from", title="Từ ngày")
    to: date | None = Field(None, title="Đến ngày")
    closed: bool = Field(False, title="Đã khóa sổ")

    def holds_on(self, day: date) -> bool:
        return self.from_ <= day and (self.to is None or day <= self.to)


class SeriesStart(Record):
    """Where the series of one document type begins, when earlier numbers stand in a paper register."""

    type: Line = Field(title="Loại văn bản")
    term: Line = Field(title="Nhiệm kỳ")
    start: int = Field(ge=1, le=9_999, title="Số bắt đầu")


class JoinedBody(Dated):
    """A unit whose members meet in this body: a school of a joined cell."""

    SHORTHAND: ClassVar[str | None] = "name"

    name: Line = Field(title="Đơn vị")


class Body(Dated):
    """A cell or a party committee. Names are as printed in running text; headers print them in capitals."""

    id: Identifier = Field(title="Mã")
    kind: BodyKind = Field(BodyKind.CELL, title="Loại tổ chức")
    name: tuple[DatedLine, ...] = Field(min_length=1, title="Tên tổ chức")
    committee: tuple[DatedLine, ...] = Field((), title="Tên cấp ủy")
    superior: tuple[DatedLine, ...] = Field((), title="Cấp trên trực tiếp")
    place: tuple[DatedLine, ...] = Field(min_length=1, title="Địa danh")
    meeting_place: tuple[DatedLine, ...] = Field((), title="Địa điểm họp thường dùng")
    joined: tuple[JoinedBody, ...] = Field((), title="Đơn vị ghép")
    terms: tuple[Term, ...] = Field((), title="Nhiệm kỳ")
    series: tuple[SeriesStart, ...] = Field((), title="Số bắt đầu")
    recipients: tuple[Line, ...] = Field((), title="Nơi nhận thường dùng")
    minutes_recipients: tuple[Line, ...] = Field((), title="Nơi nhận của biên bản")
    members: tuple[Member, ...] = Field((), title="Đảng viên")


class Spelling(Choice):
    """Where our own wording puts the tone of `uy`; names and what clerks type stay as they are."""

    TRADITIONAL = "ủy", "ủy"
    MODERN = "uỷ", "uỷ"


class DocumentChoice(Record):
    """Which kinds of document meetings of one kind yield at one stage, instead of the usual ones."""

    meeting: Line = Field(title="Loại cuộc họp")
    stage: Line = Field(title="Trạng thái")
    kinds: tuple[Line, ...] = Field(title="Các văn bản")


_MEGABYTE = 1024 * 1024


class FormLimits(Record):
    """How much a dropped form may hold before it is refused unread, and how much may lie beside it in its folder.

    Real ones stay far below.
    """

    file_mb: int = Field(20, ge=1, le=500, title="Dung lượng tệp (MB)")
    unpacked_mb: int = Field(200, ge=1, le=2_000, title="Dung lượng khi giải nén (MB)")
    sheets: int = Field(60, ge=1, le=1_000, title="Số trang tính")
    rows: int = Field(5_000, ge=100, le=1_048_576, title="Số dòng của một trang tính")
    columns: int = Field(200, ge=20, le=16_384, title="Số cột của một trang tính")
    cells: int = Field(200_000, ge=1_000, le=10_000_000, title="Số ô có dữ liệu")
    attachments: int = Field(100, ge=1, le=1_000, title="Số tệp kèm theo của một biểu mẫu")
    attachment_mb: int = Field(200, ge=1, le=1_000, title="Dung lượng một tệp kèm theo (MB)")
    attachments_mb: int = Field(1_024, ge=1, le=2_000, title="Dung lượng các tệp kèm theo (MB)")

    @property
    def file_bytes(self) -> int:
        return self.file_mb * _MEGABYTE

    @property
    def unpacked_bytes(self) -> int:
        return self.unpacked_mb * _MEGABYTE

    @property
    def attachment_bytes(self) -> int:
        return self.attachment_mb * _MEGABYTE

    @property
    def attachments_bytes(self) -> int:
        return self.attachments_mb * _MEGABYTE


class FormFile(Choice):
    """A kind of file that forms are handed out in."""

    XLSX = "xlsx", "Excel"
    DOCX = "docx", "Word"
    YAML = "yaml", "YAML"


class Options(Record):
    """What offices do differently. Recipients are those of cells that name none of their own."""

    minutes_numbered: bool = Field(True, title="Biên bản có số")
    minutes_recipients: tuple[Line, ...] = Field((), title="Nơi nhận của biên bản")
    recipients: tuple[Line, ...] = Field((), title="Nơi nhận thường dùng")
    archive: Line = Field("{body}/{year}/{month}-{kind}", title="Mẫu thư mục hồ sơ")
    issued_after_days: int | None = Field(None, ge=1, le=3_650, title="Số ngày sau ngày văn bản thì coi là đã ban hành")
    spelling: Spelling = Field(Spelling.TRADITIONAL, title="Cách viết “ủy” hoặc “uỷ”")
    documents: tuple[DocumentChoice, ...] = Field((), title="Văn bản của từng loại cuộc họp")
    limits: FormLimits = Field(FormLimits(), title="Giới hạn của biểu mẫu")
    form_files: tuple[FormFile, ...] = Field((FormFile.XLSX,), min_length=1, title="Loại tệp của biểu mẫu làm sẵn")


class Organisation(Record):
    """One office: all its bodies."""

    format: int = Field(1, ge=1, le=1, title="Phiên bản")
    office: Line = Field("", title="Tên văn phòng")
    options: Options = Field(Options(), title="Tùy chọn")
    bodies: tuple[Body, ...] = Field(min_length=1, title="Tổ chức")

    def body(self, body_id: str) -> Body | None:
        """The body of that id; None where there is none."""
        return _by_id(Same(self.bodies)).get(body_id)


@lru_cache(maxsize=8)
def _by_id(bodies: Same[tuple[Body, ...]]) -> dict[str, Body]:
    """A province has a thousand, and every body on every day asks for its superior."""
    return {body.id: body for body in reversed(bodies.value)}  # of two of one id the first
