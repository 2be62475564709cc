"""Layout rules (thể thức) of one guideline: page, body text, components, and the wording that differs."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pipeline.records import Choice, Line, Record
from pipeline.regulations.entries import InForce, Sourced

Millimetres = Annotated[int, Field(ge=0, le=2000)]
FontPoints = Annotated[int, Field(ge=0, le=200)]


class LetterCase(Choice):
    UPPER = "upper", "chữ in hoa"
    SENTENCE = "sentence", "chữ in thường"
    ANY = "any", "tùy văn bản"


class Alignment(Choice):
    LEFT = "left", "căn trái"
    CENTRE = "center", "căn giữa"
    RIGHT = "right", "căn phải"
    JUSTIFIED = "both", "căn đều hai bên"


class ComponentName(Choice):
    """The components of a document, numbered as in the guideline."""

    TITLE = "title", "Tiêu đề “Đảng Cộng sản Việt Nam”"
    SUPERIOR = "superior", "Tên cơ quan cấp trên"
    BODY_NAME = "body-name", "Tên cơ quan ban hành"
    STAR = "star", "Dấu sao dưới tên cơ quan ban hành"
    NUMBER = "number", "Số và ký hiệu"
    PLACE_AND_DATE = "place-and-date", "Địa danh và ngày, tháng, năm"
    TYPE_NAME = "type-name", "Tên loại văn bản"
    ABSTRACT = "abstract", "Trích yếu nội dung"
    LETTER_ABSTRACT = "letter-abstract", "Trích yếu của công văn"
    ABSTRACT_LINE = "abstract-line", "Gạch dưới trích yếu"
    BODY_TEXT = "body-text", "Nội dung văn bản"
    GROUNDS = "grounds", "Căn cứ ban hành"
    HEADING = "heading", "Tên mục"
    TABLE_TEXT = "table-text", "Chữ trong bảng"
    AUTHORITY = "authority", "Thể thức đề ký"
    OFFICE = "office", "Chức vụ người ký"
    SIGNER = "signer", "Họ tên người ký"
    RECIPIENTS_LABEL = "recipients-label", "Chữ “Nơi nhận”"
    RECIPIENTS = "recipients", "Danh sách nơi nhận"
    PAGE_NUMBER = "page-number", "Số trang"


class Page(Sourced):
    """The sheet and its margins, all in millimetres."""

    width: Millimetres
    height: Millimetres
    top: Millimetres
    bottom: Millimetres
    left: Millimetres
    right: Millimetres
    number_from_top: Millimetres


class BodyText(Sourced):
    """How running text is set: indent in millimetres, line and gap in points."""

    first_line: Millimetres
    line_at_least: FontPoints
    between: FontPoints


class Component(Sourced):
    """One component: sizes in points (least and most), None where the rule says nothing."""

    name: ComponentName
    case: LetterCase = LetterCase.ANY
    size: tuple[FontPoints, ...] = Field((), max_length=2)
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    align: Alignment | None = None
    text: Line = ""

    @property
    def least(self) -> int:
        return min(self.size)

    @property
    def most(self) -> int:
        return max(self.size)


class Wording(Sourced):
    """What differs between guidelines in the words of a document."""

    recorder: Line
    chair: Line
    body_end: Line
    recipient_end: Line
    last_ground_end: Line
    filed: Line  # the last of the recipients of a cell: Lưu Chi bộ
    addressed: Line  # Kính gửi
    submitted: Line  # Kính trình: how a tờ trình addresses its superior
    minutes_dated: bool


class Layout(InForce):
    """The layout rules of one guideline."""

    citation: Line
    font: Line
    page: Page
    body: BodyText
    components: tuple[Component, ...] = Field(min_length=1)
    wording: Wording

    def component(self, name: ComponentName) -> Component | None:
        """The rule for a component; None where the guideline is silent."""
        return next((component for component in self.components if component.name is name), None)


class MakeUp(InForce):
    """Which components documents of one kind of make-up carry; `optional` ones may be there."""

    required: tuple[ComponentName, ...]
    optional: tuple[ComponentName, ...] = ()


class DocumentType(Record):
    """A type of document: the letters of its symbol, its name, whether the name is printed above the abstract."""

    id: Line
    name: Line
    printed: bool = True
