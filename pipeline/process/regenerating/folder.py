"""One meeting folder, the whole way. Idempotent: done again, there is nothing to do."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.archive import Change, durable, recover_folder
from pipeline.archive.manifest import read_stored
from pipeline.archive.moving import free_name
from pipeline.archive.together import Failures, publish_together
from pipeline.errors import ArchiveDamaged, ExitCode, UsageError, VanthuError, access_error
from pipeline.messages import Message, msg
from pipeline.office_files.packages import is_untouched
from pipeline.process.intake.owners import owner_file
from pipeline.process.regenerating.alive import check_coordinator
from pipeline.process.regenerating.constant import rules_of
from pipeline.process.regenerating.differences import difference, parts_that_differ
from pipeline.process.regenerating.forms import FormDiffers, read_forms
from pipeline.process.regenerating.planning import Due, Folder, dues
from pipeline.process.regenerating.remaking import CannotBeMade, Made, foreseen, made
from pipeline.process.regenerating.rows import PROGRAM, Action, Reason, Regenerated, Row, Task
from pipeline.process.regenerating.swapping import ACTION_REGENERATED, change_of
from pipeline.vietnamese.text import printable

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Folder:
    """A folder as far as it is: what is told of it, and the change that is still to be published."""

    task: Task
    told: Regenerated
    change: Change | None = None

    @property
    def path(self) -> Path:
        return self.task.workspace.outbox / self.task.folder


def regenerate_folders(tasks: Sequence[Task]) -> list[Regenerated]:
    """Plan the documents of meeting folders and, where that is wanted, make and publish them.

    Each folder is for itself, published whole or not at all; the disk alone is waited for together. Whoever wants them
    published holds the archive's lock. What goes wrong comes back as the folder's failure: the others go on.
    """
    folders = [_ready(task) for task in tasks]
    changes = {one.path: one.change for one in folders if one.change is not None}
    failed = _published(tasks[0], changes) if changes else {}
    return [_failed(one.task, failed[one.path]) if one.path in failed else one.told for one in folders]


def _published(task: Task, changes: Mapping[Path, Change]) -> Failures:
    """Publish the changes; the folders in which that failed."""

    def check_ours() -> None:
        if task.wanted.coordinator is not None:
            check_coordinator(task.workspace, task.wanted.coordinator)

    try:
        check_ours()
        return publish_together(task.workspace.outbox, changes, check_ours)
    except (OSError, VanthuError) as error:
        return dict.fromkeys(changes, error)


def _ready(task: Task) -> _Folder:
    """The folder with what is to be published of it."""
    try:
        folder = opened(task)
        return _Folder(task, Regenerated(task.folder)) if folder is None else _regenerated(task, folder)
    except Exception as error:
        return _Folder(task, _failed(task, error))


def _failed(task: Task, error: Exception) -> Regenerated:
    if isinstance(error, VanthuError):
        return Regenerated(task.folder, failure=error.message)
    if isinstance(error, OSError):
        return Regenerated(task.folder, failure=access_error(_name(task, error), error).message)
    mark = secrets.token_hex(4)
    log.error("internal error %s with %s", mark, task.folder, exc_info=error)
    told = msg("Something unforeseen happened. Please report it with the log; the mark there is {mark}.", mark=mark)
    return Regenerated(task.folder, failure=told)


def _name(task: Task, error: OSError) -> str:
    path = error.filename2 or error.filename
    return task.workspace.relative(Path(path)) if isinstance(path, str) else task.folder


def opened(task: Task) -> Folder | None:
    """The folder with its forms read; None for one that is of no meeting, of another kind, or withdrawn.

    Raises `ArchiveDamaged`, `FormDiffers`, `NoAccess`, `BadConfiguration`, `OSError`.
    """
    path, wanted = task.workspace.outbox / task.folder, task.wanted
    if wanted.program != PROGRAM:
        raise UsageError(msg("The worker runs another version of the program; please install the same everywhere."))
    rules = rules_of(task.workspace, wanted.run)
    if wanted.applies:
        recover_folder(path)  # where another worker was killed over it
    stored = read_stored(path)
    if stored is None and not path.is_dir():
        raise ArchiveDamaged(msg("The folder “{name}” is not there any more.", name=task.folder))
    if stored is None or stored.manifest.withdrawn or wanted.meeting_kind not in (None, stored.manifest.kind):
        return None
    if path != (place := rules.archive.place_of(stored.manifest)):
        raise ArchiveDamaged(
            msg(
                "This is the meeting “{meeting}”; its place is “{place}”.",
                meeting=stored.manifest.meeting,
                place=task.workspace.relative(place),
            )
        )
    folder = Folder(path, stored, read_forms(rules, path, stored.manifest), rules, wanted)
    if folder.read.changed and wanted.document_kind is not None:
        raise ArchiveDamaged(msg("A filed form was changed: its documents are made together, without --document-kind."))
    return folder


def _regenerated(task: Task, folder: Folder) -> _Folder:
    rows: list[Row] = []
    to_publish: list[Made] = []
    for row, one in _decided(task, folder):
        rows.append(row)
        if one is not None and row.action is Action.WRITE:
            to_publish.append(one)
    skipped = next((row for row in rows if row.action is Action.SKIP), None)
    if folder.read.changed and skipped is not None and skipped.detail is not None:
        raise FormDiffers(  # its record would be noted as the one that all of them were made from
            msg(
                "“{document}”: {reason} The documents of a changed form are made together.",
                document=skipped.document,
                reason=skipped.detail,
            )
        )
    last = folder.before.history[-1]
    was_done = folder.wanted.applies and (last.action, last.at) == (ACTION_REGENERATED, folder.wanted.at)
    told = Regenerated(task.folder, tuple(rows), was_done=was_done)
    if not (folder.wanted.applies and to_publish):
        return _Folder(task, told)
    return _Folder(task, told, change_of(folder, to_publish))


def _decided(task: Task, folder: Folder) -> Iterator[tuple[Row, Made | None]]:
    shown = task.workspace.relative(folder.path)
    for due in dues(folder):
        row = Row(shown, printable(due.filed.path), folder.before.meeting, Action.KEEP, due.reason)
        if due.reason is Reason.ISSUED:
            yield _issued(task, folder, due, row), None
        elif due.reason in (Reason.UNCHANGED, Reason.HAND_EDITED):
            yield row, None
        else:
            yield _to_make(folder, due, row)


def _to_make(folder: Folder, due: Due, row: Row) -> tuple[Row, Made | None]:
    wanted, by_rules = folder.wanted, due.reason is Reason.RULES_CHANGED
    try:
        if not (wanted.applies or wanted.shows_diff or by_rules):
            folder.rules.check_template(due.filed.kind, folder.before.body)  # one with faults is told before anything
            if wanted.foresees:
                foreseen(folder, due)
            return replace(row, action=Action.WRITE), None
        one = made(folder, due)
    except CannotBeMade as error:  # what only the rules would change stays right as it was given
        if by_rules:
            return replace(row, detail=error.message), None
        return _skipped(row, error.message, ExitCode.SOME_WORK_FAILED), None
    except VanthuError as error:
        return _skipped(row, error.message, error.exit_code), None
    if by_rules and one.is_as_before:
        return replace(row, reason=Reason.UNCHANGED), None
    if one.is_written and owner_file(folder.path / due.filed.path):
        told = msg("The document is open in an office program. Please close it and try again.")
        return _skipped(row, told, ExitCode.SOME_WORK_FAILED), None
    return _with_difference(folder, replace(row, action=Action.WRITE), one), one


def _skipped(row: Row, detail: Message, failure: ExitCode) -> Row:
    return replace(row, action=Action.SKIP, detail=detail, failure=failure)


def _with_difference(folder: Folder, row: Row, one: Made) -> Row:
    if not folder.wanted.shows_diff:
        return row
    before = one.due.found.data
    if one.is_as_before:
        return replace(row, detail=msg("It comes out the same."))
    told = difference(before, one.data)
    if told or before is None or one.due.reason is Reason.DAMAGED:
        return replace(row, diff=told)
    parts = ", ".join(parts_that_differ(before, one.data))
    return replace(row, detail=msg("The words are the same; these parts of the file differ: {parts}.", parts=parts))


def _issued(task: Task, folder: Folder, due: Due, row: Row) -> Row:
    """An issued document is only told of; where a copy is asked for, it is made elsewhere."""
    if due.found.data is None:
        row = replace(row, detail=msg("It is issued, and its file is gone. Please restore it from a backup."))
    if folder.wanted.issued_to is None or not folder.wanted.applies:
        return row
    try:
        one = made(folder, due)
        target = free_name(folder.wanted.issued_to / task.folder / one.filed.path, is_untouched)
        durable.put_whole(target, one.data)
    except CannotBeMade as error:
        return replace(row, detail=error.message)
    except VanthuError as error:
        return replace(row, detail=error.message, failure=error.exit_code)
    if folder.wanted.shows_diff:
        row = replace(row, diff=difference(due.found.data, one.data))
    return row
