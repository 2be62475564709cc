"""The workbook as data: its sheets in the order of a meeting, and which fields of the record stand where.

Writer and reader both walk this description, so a field that is written has a place it is read from.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.forms.entries import Entry, Steps, entry, keys_of, model_at, title_of
from pipeline.meeting import Meeting, MeetingKind, Stage

NUMBER_LABEL = "STT"
EXAMPLE_MARK = "(ví dụ)"
LISTS_SHEET = "Danh mục"
FORM_TITLE = "BIỂU MẪU CUỘC HỌP CHI BỘ"
SUBTITLE_PREFIX = "Dùng cho: "
NO_SECRETS = "Không nhập nội dung mật vào biểu mẫu này."
GUIDE = (
    "Điền vào các ô nền vàng nhạt; ô có danh sách thì chọn trong danh sách. Ô không có thông tin thì để trống.",
    "Đưa con trỏ vào ô có góc đỏ để xem hướng dẫn. Điền xong thì lưu lại và thả tệp vào thư mục inbox.",
)
EXAMPLE_PREFIX = "Ví dụ: "
FORM_MARK = "vanthu-form 1"


@dataclass(frozen=True)
class Answers:
    """Labels, each with its answer beside it."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Table:
    """A list of records, one per row below a header. `path` leads from the meeting to the list.

    `lead` is the label of the first column. A table `inside` another names there the row of the other it belongs to.
    `shown` are columns that only inform; nothing is read from them.
    """

    title: str
    path: Steps
    keys: Steps
    entries: tuple[Entry, ...]
    blank_rows: int
    lead: str = NUMBER_LABEL
    inside: Steps = ()
    shown: tuple[str, ...] = ()


Block = Answers | Table


@dataclass(frozen=True)
class SheetLayout:
    """One sheet. `widths` are those of the columns from A on, in characters.

    `needed_at` are the stages of which a form without the sheet is damaged; None is a stage that is not told.
    """

    title: str
    blocks: tuple[Block, ...]
    widths: tuple[float, ...]
    kinds: frozenset[MeetingKind]
    stages: frozenset[Stage]
    landscape: bool = False
    needed_at: frozenset[Stage | None] = frozenset()

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def answer_column(self) -> int:
        """Labels stand in column A; beside tables, whose narrow first column holds numbers, across A and B."""
        return 2 if self.tables else 1

    @property
    def answers(self) -> tuple[Answers, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Answers))


def _answers(title: str, fields: str) -> Answers:
    return Answers(title, tuple(entry(Meeting, name) for name in fields.split()))


def _table(dotted: str, fields: str, rows: int, lead: str = NUMBER_LABEL, shown: tuple[str, ...] = ()) -> Table:
    path = tuple(dotted.split("."))
    row = model_at(*path)
    return Table(
        title=title_of(*path),
        path=path,
        keys=keys_of(Meeting, path),
        entries=tuple(entry(row, name) for name in fields.split()),
        blank_rows=rows,
        lead=lead,
        inside=path[:1] if path == ("agenda", "opinions") else (),
        shown=shown,
    )


_ALL_KINDS = frozenset(MeetingKind)
_ALL_STAGES = frozenset(Stage)
_TALK = frozenset({Stage.PLANNED, Stage.HELD})
_HELD = frozenset({Stage.HELD})

MAX_POINTS_LABEL = "Điểm tối đa"
OPINION_LEAD = "Thuộc nội dung số"

GENERAL = SheetLayout(
    "Thông tin chung",
    (
        _answers("Cuộc họp", "code stage kind body secrecy confirmed"),
        _answers("Kỳ sinh hoạt", "period.month period.assessed period.planned ordinal"),
        _answers(
            "Thời gian, địa điểm, thành phần", "day earlier_day opened closed place chair recorder reason attachments"
        ),
    ),
    (30, 48, 38),
    _ALL_KINDS,
    _ALL_STAGES,
    needed_at=_ALL_STAGES | {None},
)

SHEETS: tuple[SheetLayout, ...] = (
    GENERAL,
    SheetLayout(
        "Điểm danh",
        (
            _answers(
                "Số lượng đảng viên",
                "roll.total_official roll.total_probationary roll.present_official "
                "roll.present_probationary roll.absent_excused roll.absent_unexcused roll.exempt",
            ),
            _table("roll.absences", "name excuse reason", rows=8),
            _table("roll.others", "name state note", rows=6),
            _table("roll.guests", "name office", rows=5),
            _answers(title_of("dues"), "dues.paid_members dues.amount dues.note"),
        ),
        (8, 34, 40, 36),
        _ALL_KINDS,
        _HELD,
        needed_at=_HELD,
    ),
    SheetLayout(
        "Nội dung",
        (
            _table("superior_documents", "number issued abstract", rows=6),
            _table("agenda", "title presenter report differing conclusion", rows=10),
        ),
        (8, 36, 24, 46, 36, 36),
        _ALL_KINDS,
        _TALK,
        landscape=True,
    ),
    SheetLayout(
        "Ý kiến",
        (_table("agenda.opinions", "speaker text", rows=30, lead=OPINION_LEAD),),
        (12, 28, 70),
        _ALL_KINDS,
        _HELD,
    ),
    SheetLayout(
        "Đánh giá",
        (
            _answers(
                title_of("assessment"),
                "assessment.ideology assessment.political_tasks assessment.party_building "
                "assessment.results assessment.weaknesses assessment.causes assessment.remedies assessment.praise "
                "assessment.reminders",
            ),
        ),
        (28, 62, 34),
        frozenset({MeetingKind.REGULAR, MeetingKind.COMMITTEE}),
        _TALK,
    ),
    SheetLayout(
        "Nhiệm vụ",
        (
            _table("last_tasks", "task state result", rows=10),
            _table("new_tasks", "task target owner deadline", rows=12),
        ),
        (8, 48, 28, 30, 16),
        _ALL_KINDS,
        _TALK,
        landscape=True,
    ),
    SheetLayout(
        "Chuyên đề",
        (
            _answers(
                title_of("thematic"),
                "thematic.topic thematic.aim thematic.requirements thematic.content thematic.presenter "
                "thematic.plan_presenter thematic.reviewer thematic.questions thematic.draft_due "
                "thematic.approval_due thematic.sending_due thematic.targets thematic.agreed",
            ),
            _table("thematic.papers", "author topic", rows=6),
        ),
        (8, 28, 60, 34),
        frozenset({MeetingKind.REGULAR, MeetingKind.THEMATIC}),
        _TALK,
    ),
    SheetLayout(
        "Biểu quyết",
        (
            _table(
                "votes",
                "motion purpose official_total official_present in_favour against abstained ballot "
                "ballots.issued ballots.collected ballots.valid ballots.invalid declared_passed",
                rows=8,
            ),
        ),
        (8, 36, 26, 12, 11, 9, 9, 9, 11, 8, 8, 8, 8, 11),
        _ALL_KINDS,
        _HELD,
        landscape=True,
    ),
    SheetLayout(
        "Kết luận, nghị quyết",
        (
            _answers("Kết luận, văn bản ban hành", "conclusion outcome"),
            _answers(title_of("resolution"), "resolution.abstract resolution.directions resolution.implementation"),
        ),
        (28, 62, 34),
        _ALL_KINDS,
        _TALK,
    ),
    SheetLayout(
        "Chấm điểm",
        (
            _table("score", "criterion self_score cell_score superior_score", rows=10, shown=(MAX_POINTS_LABEL,)),
            _answers("Xếp loại", "grade"),
        ),
        (8, 52, 14, 14, 14, 14),
        frozenset({MeetingKind.REGULAR, MeetingKind.THEMATIC}),
        _HELD,
    ),
    SheetLayout(
        "Văn bản",
        (_table("documents", "kind day signer number recipients issued sent_how", rows=6),),
        (8, 32, 14, 26, 12, 40, 14, 20),
        _ALL_KINDS,
        _TALK,
        landscape=True,
    ),
)


def sheets_for(kind: MeetingKind, stage: Stage) -> tuple[SheetLayout, ...]:
    """The sheets a form of this kind and stage has."""
    return tuple(sheet for sheet in SHEETS if kind in sheet.kinds and stage in sheet.stages)


def sheet_names(sheets: tuple[SheetLayout, ...]) -> dict[str, str]:
    """What stands on the tab, by title: `Điểm danh` → `2. Điểm danh`."""
    return {sheet.title: f"{number}. {sheet.title}" for number, sheet in enumerate(sheets, 1)}


def example_hint(answer: Entry) -> str:
    """The grey text beside an answer; empty where the field has no example."""
    return f"{EXAMPLE_PREFIX}{answer.example}" if answer.example else ""


def placed_paths() -> frozenset[Steps]:
    """Every field of the meeting that has a place in the workbook."""
    found = {answer.path for sheet in SHEETS for block in sheet.answers for answer in block.entries}
    found |= {(*table.path, *column.path) for sheet in SHEETS for table in sheet.tables for column in table.entries}
    return frozenset(found)
