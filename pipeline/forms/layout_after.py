"""The sheets of a meeting's form that are filled in after it: dispatch, the superior's score, what was mended."""

from __future__ import annotations

from functools import partial

from pipeline.forms.printed import MAX_POINTS_LABEL
from pipeline.forms.sheets import SheetLayout, answers_of, table_of
from pipeline.meeting import Meeting, MeetingKind, Stage
from pipeline.records import label_of

_answers = partial(answers_of, Meeting)
_table = partial(table_of, Meeting)
_ALL_KINDS = frozenset(MeetingKind)
_FOLLOWED_UP = frozenset({Stage.FOLLOWED_UP})

AFTER: tuple[SheetLayout, ...] = (
    SheetLayout(
        "Cập nhật sau họp",
        (
            _table(
                "follow_up.dispatches",
                "kind number issued sent sent_to sent_how received",
                rows=6,
                may_lack=True,
            ),
        ),
        (8, 32, 14, 16, 14, 30, 18, 14),
        _ALL_KINDS,
        _FOLLOWED_UP,
        landscape=True,
    ),
    SheetLayout(
        "Hoãn họp",
        (_answers("Hoãn họp", "follow_up.postponed_to follow_up.postponement_reason", may_lack=True),),
        (30, 48, 38),
        _ALL_KINDS,
        _FOLLOWED_UP,
    ),
    SheetLayout(
        "Hủy số, giải trình",
        (
            _table("follow_up.void_numbers", "kind number reason taken_back", rows=3, may_lack=True),
            _table("follow_up.explanations", "gap concerning text", rows=4, may_lack=True),
        ),
        (8, 36, 22, 60, 16),
        _ALL_KINDS,
        _FOLLOWED_UP,
        landscape=True,
    ),
    SheetLayout(
        "Cấp trên chấm điểm",
        (
            _table("follow_up.superior_scores", "criterion points", rows=8, shown=(MAX_POINTS_LABEL,), may_lack=True),
            _answers(
                "Kết quả chấm của cấp trên",
                "follow_up.superior_total follow_up.superior_grade follow_up.superior_scored",
                may_lack=True,
            ),
        ),
        (8, 52, 14, 14, 30),
        frozenset({MeetingKind.REGULAR, MeetingKind.THEMATIC}),
        _FOLLOWED_UP,
    ),
    SheetLayout(
        "Giám sát của cấp trên",
        (
            _answers(
                label_of(Meeting, "follow_up", "supervision"),
                "follow_up.supervision.day follow_up.supervision.supervisor follow_up.supervision.office "
                "follow_up.supervision.strengths follow_up.supervision.weaknesses "
                "follow_up.supervision.recommendations follow_up.supervision.opinion follow_up.supervision.grade",
            ),
        ),
        (30, 62, 38),
        _ALL_KINDS,
        _FOLLOWED_UP,
    ),
    SheetLayout(
        "Bổ sung sau họp",
        (
            _answers("Biên bản bổ sung", "follow_up.supplement"),
            _table("follow_up.corrections", "document place printed corrected", rows=5),
            _answers("Công văn gửi văn bản", "follow_up.sent_documents follow_up.sent_to"),
        ),
        (8, 32, 48, 28, 28),
        _ALL_KINDS,
        _FOLLOWED_UP,
        landscape=True,
    ),
)
