"""The forms there are: each with the record it is read into and the sheets that ask for it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.forms import layout, roster_form
from pipeline.forms.sheets import SheetLayout
from pipeline.meeting import Meeting
from pipeline.records import Record
from pipeline.roster.record import RosterChanges


@dataclass(frozen=True)
class FormModel:
    """One kind of form. `name` is what its mark says where it is not the form of a meeting; `title` stands on top."""

    name: str
    record: type[Record]
    title: str
    sheets: tuple[SheetLayout, ...]


MEETING = FormModel("meeting", Meeting, layout.FORM_TITLE, layout.SHEETS)
ROSTER = FormModel("roster", RosterChanges, roster_form.FORM_TITLE, roster_form.SHEETS)
MODELS = (MEETING, ROSTER)
