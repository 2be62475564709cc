"""The forms of one body in `_bieu-mau/`: made, renewed and taken away, unless somebody has changed them."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import lru_cache
from pathlib import Path

from pipeline import __version__
from pipeline.archive import durable
from pipeline.errors import VanthuError
from pipeline.forms.blank import written_form
from pipeline.forms.content import Content
from pipeline.forms.models import FormModel
from pipeline.forms.printed import VERSION
from pipeline.ledger import Ledger
from pipeline.office_files.packages import file_digest
from pipeline.process.intake.opening import form_bytes
from pipeline.process.intake.owners import owner_file
from pipeline.process.intake.returned import put_aside
from pipeline.process.outcome import FormState
from pipeline.process.ready.notes import FormNote, Notes, read_notes, write_notes
from pipeline.workspace import Workspace

log = logging.getLogger(__name__)

_IN_ARCHIVE = {state.value for state in (FormState.FILED, FormState.REVISED, FormState.DUPLICATE)}


class _Standing(Enum):
    MISSING = auto()
    OURS = auto()
    SOMEBODYS = auto()
    OPEN = auto()


@dataclass
class _Next:
    """What is to be done with the forms of a body. `is_left`: one could not be seen to and is tried again."""

    notes: dict[str, FormNote] = field(default_factory=dict)
    put: dict[str, bytes] = field(default_factory=dict)
    remove: list[str] = field(default_factory=list)
    is_left: bool = False


@dataclass(frozen=True)
class Shelf:
    """The folder of a body's forms, and the notes on it, which lie in `home`."""

    workspace: Workspace
    ledger: Ledger
    home: Path
    body: str

    @property
    def folder(self) -> Path:
        return self.workspace.blank_forms / self.body

    def notes(self) -> Notes:
        return read_notes(self.home, self.body)

    def is_whole(self, notes: Notes) -> bool:
        """Whether a form stands under every noted name."""
        try:
            with os.scandir(self.folder) as found:
                return notes.forms.keys() <= {entry.name for entry in found}
        except FileNotFoundError:
            return not notes.forms

    def lay_out(self, key: str, wanted: Mapping[str, Content]) -> tuple[Path, ...]:
        """Make the folder hold the forms that are wanted, by file name; the paths of those written anew.

        `key` is noted where nothing had to be left. Raises `OSError` and `VanthuError`; what was done by then is noted.
        """
        before = self.notes()
        coming = self._next(before, wanted)
        if coming.put:
            write_notes(self.home, self.body, Notes("", {**before.forms, **_under_way(before, coming)}))
        written = []
        failed: OSError | None = None
        for name, data in coming.put.items():
            try:
                if self._is_free(coming, name, before.forms.get(name)):
                    coming.notes[name] = self._put(name, data, coming.notes[name])
                    written.append(self.folder / name)
            except OSError as error:  # the folder is not ours to write to: the others are tried all the same
                failed = error
        for name in coming.remove:
            try:
                if self._is_free(coming, name, before.forms[name]):
                    durable.remove(self.folder / name)
            except OSError as error:
                coming.notes[name], failed = before.forms[name], error
        is_done = not coming.is_left and failed is None
        write_notes(self.home, self.body, Notes(key if is_done else "", coming.notes))
        if failed is not None:
            raise failed
        return tuple(written)

    def _next(self, before: Notes, wanted: Mapping[str, Content]) -> _Next:
        coming = _Next()
        for name, content in wanted.items():
            self._plan(coming, name, content, before.forms.get(name))
        for name in before.forms.keys() - wanted.keys():
            standing = self._standing(name, before.forms[name])
            if standing is _Standing.OURS:
                coming.remove.append(name)
            elif standing is _Standing.OPEN:
                coming.notes[name], coming.is_left = before.forms[name], True
        return coming

    def _plan(self, coming: _Next, name: str, content: Content, note: FormNote | None) -> None:
        suffix = Path(name).suffix
        mark = _content_mark(suffix, content)
        standing = self._standing(name, note)
        coming.notes[name] = note or FormNote()
        if standing is _Standing.OPEN:
            coming.is_left = True
        elif standing is _Standing.MISSING or (standing is _Standing.OURS and coming.notes[name].content != mark):
            coming.put[name] = written_form(suffix, content)
            coming.notes[name] = replace(coming.notes[name], content=mark)
        elif standing is _Standing.SOMEBODYS and (note is None or not note.sha256):
            data = written_form(suffix, content)
            if file_bytes(self.folder / name) == data:  # ours after all: the notes were lost
                coming.notes[name] = _noted(self.folder / name, mark, data)

    def _standing(self, name: str, note: FormNote | None) -> _Standing:
        """Whose the file is. One that was filed since is put aside: its bytes stand in the archive."""
        path = self.folder / name
        if not os.path.lexists(path):
            return _Standing.MISSING
        if owner_file(path) is not None:
            return _Standing.OPEN
        data = file_bytes(path)
        if data is None:
            return _Standing.SOMEBODYS
        digest = file_digest(data)
        if note is not None and digest in note.sha256:
            return _Standing.OURS
        if is_in_archive(self.ledger, digest):
            put_aside(self.workspace, path, data)
            return _Standing.MISSING
        return _Standing.SOMEBODYS

    def _is_free(self, coming: _Next, name: str, note: FormNote | None) -> bool:
        """A look right before the file is touched: making all the forms takes its time, and somebody may have typed."""
        if self._standing(name, note) in (_Standing.MISSING, _Standing.OURS):
            return True
        coming.notes[name], coming.is_left = note or FormNote(), True
        return False

    def _put(self, name: str, data: bytes, note: FormNote) -> FormNote:
        path = self.folder / name
        durable.make_below(self.workspace.inbox, path.parent)
        durable.put_whole(path, data, makes_folder=False)
        return _noted(path, note.content, data)


def _under_way(before: Notes, coming: _Next) -> dict[str, FormNote]:
    """Both the bytes that stand and those that come are ours: a killed run may leave either."""
    earlier = {name: note.sha256 for name, note in before.forms.items()}
    return {name: FormNote("", (*earlier.get(name, ()), file_digest(data))) for name, data in coming.put.items()}


def _noted(path: Path, mark: str, data: bytes) -> FormNote:
    found = path.stat()
    return FormNote(mark, (file_digest(data),), found.st_size, found.st_mtime_ns)


def file_bytes(path: Path) -> bytes | None:
    """The content of a form; None for what is no file, too large or not to be read."""
    try:
        return None if path.is_symlink() else form_bytes(path)
    except VanthuError:
        return None


def is_in_archive(ledger: Ledger, digest: str) -> bool:
    """Whether these very bytes were filed."""
    return ledger.state(digest) in _IN_ARCHIVE


def _content_mark(suffix: str, content: Content) -> str:
    """The same for the same form: nothing is written again whose content did not change."""
    said = (content.subject, content.mark, content.prefill, content.answers, content.known, content.record)
    return hashlib.sha256(repr((suffix, _layout_mark(content.model), said)).encode()).hexdigest()


@lru_cache(maxsize=8)
def _layout_mark(model: FormModel) -> str:
    """The version of the program and of the form, and how the form is laid out."""
    return hashlib.sha256(repr((__version__, VERSION, model.name, model.title, model.sheets)).encode()).hexdigest()
