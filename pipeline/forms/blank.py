"""Forms to hand out, in the kind of file that was asked for."""

from __future__ import annotations

from pipeline.errors import UsageError
from pipeline.forms.prefill import Prefill
from pipeline.forms.xlsx_write import blank_workbook, write_workbook
from pipeline.forms.yaml_write import blank_yaml, meeting_to_yaml
from pipeline.meeting import Meeting, MeetingKind, Stage
from pipeline.messages import msg

BLANK_SUFFIXES = (".xlsx", ".yaml", ".yml")


def blank_form(suffix: str, kind: MeetingKind, stage: Stage, prefill: Prefill | None = None) -> bytes:
    """A blank form of the kind of file `suffix` names. Raises `UsageError` for one that forms are not made in."""
    if _checked(suffix) == ".xlsx":
        return blank_workbook(kind, stage, prefill)
    return blank_yaml(kind, stage, prefill).encode()


def filled_form(suffix: str, meeting: Meeting, prefill: Prefill | None = None, stage: Stage | None = None) -> bytes:
    """A form holding a record, for another `stage` if one is given: what was planned, to be filled once it is held."""
    if _checked(suffix) == ".xlsx":
        return write_workbook(meeting, prefill, stage)
    return meeting_to_yaml(meeting.model_copy(update={"stage": stage or meeting.stage})).encode()


def _checked(suffix: str) -> str:
    if suffix.casefold() in BLANK_SUFFIXES:
        return suffix.casefold()
    raise UsageError(
        msg(
            "Forms are not made as “{suffix}”. Please use one of: {suffixes}.",
            suffix=suffix,
            suffixes=", ".join(BLANK_SUFFIXES),
        )
    )
