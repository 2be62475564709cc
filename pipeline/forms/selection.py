"""Which sheets, blocks and fields one form has: those of its kind and stage, and whatever its record states."""

from __future__ import annotations

from pipeline.forms.entries import Steps, stated_paths
from pipeline.forms.layout import NOT_ASKED, SHEETS
from pipeline.forms.sheets import SheetLayout
from pipeline.meeting import Meeting, MeetingKind, Stage

_NOTHING: frozenset[Steps] = frozenset()


def sheets_for(kind: MeetingKind, stage: Stage, meeting: Meeting | None = None) -> tuple[SheetLayout, ...]:
    """The sheets of a form, each field once; what `meeting` states has its place even where none would ask for it."""
    stated = frozenset(stated_paths(meeting)) if meeting else _NOTHING
    left_out = NOT_ASKED.get(stage, _NOTHING) - stated
    usual = [sheet for sheet in SHEETS if kind in sheet.kinds and stage in sheet.stages]
    usual_paths = _NOTHING.union(*(sheet.paths for sheet in usual))
    found: list[SheetLayout] = []
    placed: frozenset[Steps] = _NOTHING
    for sheet in SHEETS:
        is_usual = any(sheet is other for other in usual)
        if is_usual or stated & (sheet.paths - usual_paths):
            found.append(_filtered(sheet, left_out, placed if is_usual else placed | usual_paths))
            placed |= found[-1].paths
    return tuple(found)


def _filtered(sheet: SheetLayout, left_out: frozenset[Steps], elsewhere: frozenset[Steps]) -> SheetLayout:
    """The sheet without the fields left out, and without blocks that have their place on another."""
    blocks = (block.without(left_out) for block in sheet.blocks if not block.paths <= elsewhere)
    return sheet.having(tuple(block for block in blocks if block.entries))


def sheet_names(sheets: tuple[SheetLayout, ...]) -> dict[str, str]:
    """What stands on the tab, by title: `Điểm danh` → `2. Điểm danh`."""
    return {sheet.title: f"{number}. {sheet.title}" for number, sheet in enumerate(sheets, 1)}
