"""What we know of the forms laid into `_bieu-mau/`, so that one that somebody changed is told from an untouched one.

The notes are a file for each body. Where they are lost, every form is taken for somebody's.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.archive import durable
from pipeline.archive.shared_lock import is_shared
from pipeline.workspace import Workspace

FOLDER = "bieu-mau"
_PASS = "_luot"  # noqa: S105 (the last pass; no body is called so)


@dataclass(frozen=True)
class FormNote:
    """One form: `content` says what it was made of, `sha256` which bytes are ours (of a write under way: both).

    `size` and `modified` are those of the file as it was written; where they still hold, nobody has changed it.
    """

    content: str = ""
    sha256: tuple[str, ...] = ()
    size: int = -1
    modified: int = -1

    def stands(self, found: os.stat_result) -> bool:
        """Whether the file looks as it was written; one that does not has to be read."""
        return (found.st_size, found.st_mtime_ns) == (self.size, self.modified)


@dataclass(frozen=True)
class Notes:
    """The forms of one body by file name. `key` says what they were made from; empty where one is still to be made."""

    key: str = ""
    forms: Mapping[str, FormNote] = field(default_factory=dict)


def notes_home(workspace: Workspace) -> Path:
    """Where the notes lie: with the state; where others have a state folder of their own, all see those in the archive.

    What one machine laid out would else be somebody's to the other.
    """
    is_common = is_shared(workspace.outbox, workspace.state_is_apart)
    return workspace.outbox / ".vanthu" if is_common else workspace.state


def read_notes(home: Path, body: str) -> Notes:
    """The notes on a body; empty ones where there are none, or none that can be read."""
    raw = _read(home, body)
    try:
        forms = {name: FormNote(**{**note, "sha256": tuple(note["sha256"])}) for name, note in raw["forms"].items()}
        return Notes(str(raw["key"]), forms)
    except (KeyError, TypeError, AttributeError):
        return Notes()


def write_notes(home: Path, body: str, notes: Notes) -> None:
    """Put the notes down, whole. Raises `OSError`."""
    forms = {name: vars(note) for name, note in notes.forms.items()}
    _write(home, body, {"key": notes.key, "forms": forms})


def drop_notes(home: Path, body: str) -> None:
    _path(home, body).unlink(missing_ok=True)


def noted_bodies(home: Path) -> Iterator[str]:
    """The bodies there are notes on, those of earlier days included."""
    yield from sorted(path.stem for path in (home / FOLDER).glob("*.json") if path.stem != _PASS)


def last_pass(home: Path) -> str:
    """What the last whole pass went by; empty where there was none."""
    return str(_read(home, _PASS).get("stamp", ""))


def note_pass(home: Path, stamp: str) -> None:
    """Remember what a whole pass went by. Raises `OSError`."""
    _write(home, _PASS, {"stamp": stamp})


def _path(home: Path, name: str) -> Path:
    return home / FOLDER / f"{name}.json"


def _read(home: Path, name: str) -> dict[str, Any]:
    try:
        found = json.loads(_path(home, name).read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(home: Path, name: str, content: Mapping[str, Any]) -> None:
    durable.put_whole(_path(home, name), json.dumps(content, ensure_ascii=False, indent=1).encode())
