"""What one meeting folder gives to search: the text of each document, what its records say, and its open tasks."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.archive import FILED, FiledDocument, Manifest
from pipeline.errors import FormRefused
from pipeline.meeting import MeetingKind, Stage
from pipeline.office_files.word.values import WordTable, read_word
from pipeline.outlook.carried import open_tasks
from pipeline.outlook.filed import FiledMeeting
from pipeline.records import Choice, Record
from pipeline.vietnamese.dates import Month

_LOG = logging.getLogger(__name__)

RECORD, TASK = "record", "task"  # what an entry may be beside the kind of a document


@dataclass(frozen=True)
class Entry:
    """One text that can be found. `what` is the kind of document, or `record`, or `task` for one still open.

    `path` is the file in the archive, from the outbox on, with forward slashes; `title` is what a reader is told.
    """

    body: str
    meeting: str
    meeting_kind: MeetingKind
    what: str
    symbol: str
    day: date
    path: str
    title: str
    text: str


def entries_of(outbox: Path, folder: Path, manifest: Manifest) -> Iterator[Entry]:
    """The documents and forms of a meeting folder. A document that cannot be read gives none, and is in the log."""
    for document in manifest.documents:
        if document.status == FILED:
            text = _text_of(folder / document.path)
            if text is not None:
                yield _of_document(outbox, folder, manifest, document, text)
    for form in manifest.forms if manifest.withdrawn is None else ():
        yield Entry(
            body=manifest.body,
            meeting=manifest.meeting,
            meeting_kind=manifest.kind,
            what=RECORD,
            symbol="",
            day=form.record.day or manifest.month.first_day,
            path=(folder / form.path).relative_to(outbox).as_posix(),
            title=_title(manifest.kind, manifest.month),
            text="\n".join(_texts(form.record)),
        )


def tasks_of(outbox: Path, body: str, meetings: Sequence[FiledMeeting]) -> Iterator[Entry]:
    """The open tasks of a body: those that no later meeting reported done."""
    still_open = set(open_tasks(meetings))
    for meeting in meetings:
        for form in meeting.forms:
            for task in form["record"].get("new_tasks", ()):
                if task["task"] in still_open and form["stage"] == Stage.HELD.value:
                    still_open.discard(task["task"])
                    yield Entry(
                        body=body,
                        meeting=meeting.code,
                        meeting_kind=meeting.kind,
                        what=TASK,
                        symbol="",
                        day=meeting.day or meeting.month.first_day,
                        path=(meeting.folder / form["path"]).relative_to(outbox).as_posix(),
                        title=_title(meeting.kind, meeting.month),
                        text=task["task"],
                    )


def _title(kind: MeetingKind, month: Month) -> str:
    return f"{kind.label} {month.month:02}/{month.year}"


def _of_document(outbox: Path, folder: Path, manifest: Manifest, document: FiledDocument, text: str) -> Entry:
    return Entry(
        body=manifest.body,
        meeting=manifest.meeting,
        meeting_kind=manifest.kind,
        what=document.kind.value,
        symbol=document.symbol or "",
        day=document.date,
        path=(folder / document.path).relative_to(outbox).as_posix(),
        title=document.title,
        text=text,
    )


def _text_of(path: Path) -> str | None:
    """The running text of a document, tables row by row; None where there is none to read."""
    try:
        body = read_word(path.read_bytes()).body
    except (OSError, FormRefused):
        _LOG.warning("not searched, for it cannot be read: %s", path.name)
        return None
    lines = []
    for part in body:
        if isinstance(part, WordTable):
            lines += [" | ".join(cell.text.shown for cell in row.cells) for row in part.rows]
        else:
            lines.append(part.shown)
    return "\n".join(line for line in lines if line.strip())


def _texts(value: Any) -> Iterator[str]:
    """Every text that a clerk wrote in a record; choices and codes of ours are none."""
    if isinstance(value, Record):
        for name in type(value).model_fields:
            if name not in ("code", "body"):
                yield from _texts(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, str) and not isinstance(value, Choice) and value.strip():
        yield value
