"""The form of a meeting as data: its sheets in the order of a meeting, and which fields of the record stand where.

Writers and readers walk this description, so a field that is written has a place it is read from.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from pipeline.forms.entries import Steps
from pipeline.forms.layout_after import AFTER
from pipeline.forms.printed import MAX_POINTS_LABEL
from pipeline.forms.sheets import SheetLayout, answers_of, table_of
from pipeline.meeting import Meeting, MeetingKind, Stage
from pipeline.records import label_of

FORM_TITLE = "BIỂU MẪU CUỘC HỌP CHI BỘ"

_answers = partial(answers_of, Meeting)
_table = partial(table_of, Meeting)


def _fields(dotted: str) -> frozenset[Steps]:
    return frozenset(tuple(name.split(".")) for name in dotted.split())


_ALL_KINDS = frozenset(MeetingKind)
_ALL_STAGES = frozenset(Stage)
_TALK = frozenset({Stage.PLANNED, Stage.HELD})
_HELD = frozenset({Stage.HELD})

OPINION_LEAD = "Thuộc nội dung số"
CHOICE_LEAD = "Thuộc biểu quyết số"

# What a form of a stage has no place for, though it has the sheet: not known yet, or said long before.
NOT_ASKED: Mapping[Stage, frozenset[Steps]] = {
    Stage.PLANNED: _fields(
        "closed agenda.differing agenda.conclusion votes.official_total votes.official_present votes.in_favour "
        "votes.against votes.abstained votes.ballots.issued votes.ballots.collected votes.ballots.valid "
        "votes.ballots.invalid votes.declared_passed votes.extract votes.choices.votes tellers conclusion proposals"
    ),
    Stage.FOLLOWED_UP: _fields(
        "period.assessed period.planned earlier_day opened closed place chair recorder reason attachments"
    ),
}
GENERAL = SheetLayout(
    "Thông tin chung",
    (
        _answers("Cuộc họp", "code stage kind body secrecy confirmed"),
        _answers("Kỳ sinh hoạt", "period.month period.assessed period.planned ordinal"),
        _answers(
            "Thời gian, địa điểm, thành phần",
            "day earlier_day announced opened closed place chair recorder reason attachments",
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
            _table("roll.guests", "name address office", rows=5, may_lack=True),
            _answers(label_of(Meeting, "dues"), "dues.paid_members dues.amount dues.note"),
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
            _table("roll.guests", "name address office", rows=3, may_lack=True),  # invited before there is a roll
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
                label_of(Meeting, "assessment"),
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
                label_of(Meeting, "thematic"),
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
        "Chương trình chuyên đề",
        (
            _answers(label_of(Meeting, "programme"), "programme.span programme.aim programme.implementation"),
            _table("programme.topics", "when topic content owner", rows=6),
        ),
        (8, 24, 52, 36, 26),
        frozenset({MeetingKind.REGULAR, MeetingKind.COMMITTEE}),
        _TALK,
        landscape=True,
    ),
    SheetLayout(
        "Kiểm tra, giám sát",
        (
            _answers(label_of(Meeting, "inspection"), "inspection.span inspection.aim inspection.implementation"),
            _table("inspection.rows", "when sort content inspected owner", rows=8),
        ),
        (8, 24, 40, 52, 32, 30),
        frozenset({MeetingKind.REGULAR, MeetingKind.COMMITTEE}),
        _TALK,
        landscape=True,
    ),
    SheetLayout(
        "Biểu quyết",
        (
            _table(
                "votes",
                "motion purpose person official_total official_present in_favour against abstained ballot "
                "ballots.issued ballots.collected ballots.valid ballots.invalid declared_passed extract",
                rows=6,
            ),
            _table("votes.choices", "name votes", rows=6, lead=CHOICE_LEAD, may_lack=True),
            _answers("Kiểm phiếu", "tellers", may_lack=True),
        ),
        (8, 34, 24, 20, 12, 11, 9, 9, 9, 11, 8, 8, 8, 8, 11, 9),
        _ALL_KINDS,
        _TALK,
        landscape=True,
    ),
    SheetLayout(
        "Kết luận, nghị quyết",
        (
            _answers("Kết luận, văn bản ban hành", "conclusion proposals outcome"),
            _answers(
                label_of(Meeting, "resolution"), "resolution.abstract resolution.directions resolution.implementation"
            ),
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
    *AFTER,
    SheetLayout(
        "Văn bản",
        (_table("documents", "kind day signer number replaces recipients issued sent_how", rows=6),),
        (8, 32, 14, 26, 12, 12, 40, 14, 20),
        _ALL_KINDS,
        _TALK | {Stage.FOLLOWED_UP, Stage.POSTPONED},
        landscape=True,
    ),
)
