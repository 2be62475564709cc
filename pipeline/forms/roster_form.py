"""The form of roster changes as data, as `layout` is the form of a meeting."""

from __future__ import annotations

from pipeline.forms.sheets import SheetLayout, answers_of, table_of
from pipeline.roster.record import RosterChanges

FORM_TITLE = "BIỂU MẪU BIẾN ĐỘNG ĐẢNG VIÊN"
SUBJECT = "Biến động đảng viên"

_ANY = frozenset({None})

SHEETS: tuple[SheetLayout, ...] = (
    SheetLayout(
        "Biến động đảng viên",
        (
            answers_of(RosterChanges, "Chi bộ", "body secrecy noted reporter"),
            table_of(RosterChanges, "changes", "kind name day until decision decided office unit work note", rows=12),
        ),
        (8, 30, 28, 13, 13, 16, 13, 18, 22, 18, 26),
        landscape=True,
        needed_at=_ANY,
    ),
)
