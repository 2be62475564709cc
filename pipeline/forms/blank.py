"""Forms to hand out, in the kind of file that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.errors import UsageError
from pipeline.forms.content import Content, meeting_content
from pipeline.forms.prefill import Prefill
from pipeline.forms.word.write import word_form
from pipeline.forms.xlsx.write import workbook
from pipeline.forms.yaml.write import meeting_to_yaml, skeleton
from pipeline.meeting import Meeting, MeetingKind, Stage
from pipeline.messages import msg

_WRITERS: Mapping[str, Callable[[Content], bytes]] = {
    ".xlsx": workbook,
    ".docx": word_form,
    ".yaml": lambda content: skeleton(content).encode(),
    ".yml": lambda content: skeleton(content).encode(),
}


def written_form(suffix: str, content: Content) -> bytes:
    """A form with its content, in the kind of file `suffix` names. Same content, same bytes.

    Raises `UsageError` for a kind that forms are not made in, and for a text longer than it can hold.
    """
    return _WRITERS[_checked(suffix)](content)


def blank_form(suffix: str, kind: MeetingKind, stage: Stage, prefill: Prefill | None = None) -> bytes:
    """The form of a meeting without one in it, as `written_form`."""
    return written_form(suffix, meeting_content(kind, stage, prefill))


def filled_form(suffix: str, meeting: Meeting, prefill: Prefill | None = None, stage: Stage | None = None) -> bytes:
    """A form holding a record, for another `stage` if one is given: what was planned, to be filled once it is held.

    A text form holds what is stated and no more, unless there is something to prefill.
    """
    if _checked(suffix) in (".yaml", ".yml") and prefill is None:
        return meeting_to_yaml(meeting.model_copy(update={"stage": stage or meeting.stage})).encode()
    return written_form(suffix, meeting_content(meeting.kind, stage or meeting.stage, prefill, meeting))


def _checked(suffix: str) -> str:
    if suffix.casefold() in _WRITERS:
        return suffix.casefold()
    raise UsageError(
        msg(
            "Forms are not made as “{suffix}”. Please use one of: {suffixes}.",
            suffix=suffix,
            suffixes=", ".join(_WRITERS),
        )
    )
