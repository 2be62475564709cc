"""One form on demand: for a meeting, for what came after it, for changes to the roster."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.archive import durable, meeting_code
from pipeline.archive.moving import free_name
from pipeline.errors import UsageError, access_error
from pipeline.forms.blank import written_form
from pipeline.forms.content import Content
from pipeline.meeting import MeetingKind, Stage
from pipeline.messages import msg
from pipeline.outlook.filed import FiledMeeting, filed_meetings
from pipeline.outlook.known import BodyFile, content_of, roster_form
from pipeline.outlook.wanted import FormWanted, next_ordinal
from pipeline.process.rules import archive_of, chosen_body, office_and_rules
from pipeline.vietnamese.dates import Month
from pipeline.workspace import Workspace

ROSTER_NAME = "bien-dong-dang-vien"

_CODE = re.compile(rf"(.+)-\d{{4}}-\d{{2}}-(?:{'|'.join(kind.slug for kind in MeetingKind)})-\d{{1,2}}")


@dataclass(frozen=True)
class FormRequest:
    """What is asked for: the form of a meeting of `kind` at `stage`, or of what came after one (`FOLLOWED_UP`).

    `kind` is None where the meeting named by `code` tells it, or for the meeting held last. `code` is that of a filed
    meeting, whose record is carried over.
    """

    kind: MeetingKind | None
    stage: Stage
    cell: str | None
    day: date
    code: str | None = None


def write_meeting_form(workspace: Workspace, request: FormRequest, output: Path | None) -> Path:
    """The path of the form written, half filled.

    Raises `UsageError` for an unknown body, meeting or ending and a name taken, `BadConfiguration`, `NoAccess`,
    `ArchiveDamaged`.
    """
    file = _file_of(workspace, _body_of(request.code) or request.cell)
    wanted = _wanted(file, request)
    content = content_of(file, wanted, request.day, day=request.day)
    stem = meeting_code(file.body.id, wanted.month, wanted.kind, wanted.ordinal)
    return _written(content, output, f"cap-nhat-sau-hop-{stem}" if wanted.stage is Stage.FOLLOWED_UP else stem)


def write_roster_form(workspace: Workspace, cell: str | None, day: date, output: Path | None) -> Path:
    """The path of the form of roster changes written. Raises as `write_meeting_form`."""
    file = _file_of(workspace, cell)
    return _written(roster_form(file, day), output, f"{ROSTER_NAME}-{file.body.id}")


def _file_of(workspace: Workspace, cell: str | None) -> BodyFile:
    organisation, regulations = office_and_rules(workspace)
    body = chosen_body(organisation, cell)
    try:
        return BodyFile(organisation, regulations, body, filed_meetings(archive_of(workspace, organisation), body.id))
    except OSError as error:
        raise access_error(error.filename or workspace.outbox.name, error) from error


def _body_of(code: str | None) -> str | None:
    """The body that a meeting's code begins with."""
    found = _CODE.fullmatch(code) if code else None
    return found[1] if found else None


def _wanted(file: BodyFile, request: FormRequest) -> FormWanted:
    filed = _filed(file, request)
    if filed is not None:
        return FormWanted(filed.kind, request.stage, filed.month, filed.ordinal, filed)
    if request.kind is None:
        raise UsageError(msg("No meeting of “{body}” was held that could be followed up.", body=file.body.id))
    month = Month.of(request.day)
    return FormWanted(request.kind, request.stage, month, next_ordinal(file.meetings, request.kind, month))


def _filed(file: BodyFile, request: FormRequest) -> FiledMeeting | None:
    """The filed meeting that the form is about; None where it is a new one."""
    if request.code is not None:
        return _named(file, request.code, request.kind)
    of_kind = [meeting for meeting in file.meetings if request.kind in (None, meeting.kind)]
    if request.stage is Stage.FOLLOWED_UP:
        held = [meeting for meeting in of_kind if meeting.is_held]
        return next((m for m in reversed(held) if (m.day or m.month.first_day) <= request.day), None)
    if request.stage is Stage.PLANNED:
        return None
    return next((m for m in of_kind if m.is_to_come and m.month == Month.of(request.day)), None)


def _named(file: BodyFile, code: str, kind: MeetingKind | None) -> FiledMeeting:
    found = next((meeting for meeting in file.meetings if meeting.code == code), None)
    if found is None:
        raise UsageError(msg("No meeting “{code}” is filed.", code=code))
    if kind is not None and kind is not found.kind:
        raise UsageError(msg("The meeting “{code}” is of another kind: {kind}.", code=code, kind=found.kind.slug))
    return found


def _written(content: Content, output: Path | None, stem: str) -> Path:
    target = output or free_name(Path(f"{stem}.xlsx"))
    if target.exists() or target.is_symlink():
        raise UsageError(msg("“{name}” is there already; it was not touched. Please choose another name.", name=target))
    data = written_form(target.suffix, content)
    try:
        durable.put_whole(target, data)
    except OSError as error:
        raise access_error(target.name, error) from error
    return target
