"""Where meetings lie: by default `<body>/<year>/<MM>-<kind>[-n]/`, named by us from a closed list of fields."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.archive import durable
from pipeline.archive.manifest import NAME, Manifest, read_manifest
from pipeline.archive.pattern import DEFAULT, Pattern
from pipeline.errors import ArchiveDamaged, VanthuError, access_error
from pipeline.meeting import MeetingKind
from pipeline.messages import msg
from pipeline.vietnamese.dates import Month

_SERIAL = ".vanthu-serial"


def meeting_code(body: str, month: Month, kind: MeetingKind, ordinal: int) -> str:
    """The code of a meeting: `binh-minh-2018-10-chuyen-de-1`."""
    return f"{body}-{month}-{kind.slug}-{ordinal}"


@dataclass(frozen=True)
class MeetingFolder:
    """A meeting's folder; `manifest` is None where nothing was filed there yet."""

    path: Path
    code: str
    ordinal: int
    manifest: Manifest | None


@dataclass(frozen=True)
class Unreadable:
    """A folder of which nothing can be told, and why: what its path says of it; `code` is empty for no meeting's."""

    folder: Path
    error: VanthuError
    body: str
    year: int | None
    code: str = ""


@dataclass(frozen=True)
class Archive:
    """The tree of meeting folders under `outbox`, called by a pattern of the office."""

    outbox: Path
    pattern: Pattern = DEFAULT

    def folder(self, body: str, month: Month, kind: MeetingKind, ordinal: int) -> MeetingFolder:
        """The folder of one meeting, whether it stands or not.

        Raises `ArchiveDamaged` where it holds another meeting: somebody has moved or copied a folder.
        """
        path = self.outbox / self.pattern.folder(body, month, kind, ordinal)
        code, manifest = meeting_code(body, month, kind, ordinal), read_manifest(path)
        if manifest is not None and manifest.meeting != code:
            where = path.relative_to(self.outbox).as_posix()
            raise ArchiveDamaged(
                msg(
                    "The folder “{name}” holds another meeting: “{meeting}”. Please move it to its own place.",
                    name=where,
                    meeting=manifest.meeting,
                )
            )
        return MeetingFolder(path, code, ordinal, manifest)

    def place_of(self, manifest: Manifest) -> Path:
        """Where the folder of a meeting belongs."""
        return self.outbox / self.pattern.folder(manifest.body, manifest.month, manifest.kind, manifest.ordinal)

    def meetings(self, body: str, month: Month, kind: MeetingKind) -> tuple[MeetingFolder, ...]:
        """The filed meetings of one kind in one period, in their order."""
        found = []
        for ordinal in range(1, 100):
            folder = self.folder(body, month, kind, ordinal)
            if folder.manifest is None:
                break
            found.append(folder)
        return tuple(found)

    @property
    def serial(self) -> str:
        """The mark of the last publication, as the tree itself says; empty where there was none."""
        return self._marks()[0]

    @property
    def serial_before(self) -> str:
        """The mark that the register had when the last was left; empty where there was none."""
        return self._marks()[1]

    @property
    def stored_pattern(self) -> str | None:
        """The pattern by which the folders are called that are there; None where nothing was filed yet."""
        serial, _before, pattern = self._marks()
        return (pattern or DEFAULT.text) if serial else None

    def _marks(self) -> tuple[str, str, str]:
        try:
            lines = (self.outbox / _SERIAL).read_text("ascii", "replace").splitlines()
        except (FileNotFoundError, NotADirectoryError):
            lines = []
        now, before, pattern, *_ = [*(line.strip() for line in lines), "", "", ""]
        return now, before, pattern

    def note_serial(self, serial: str, before: str) -> None:
        """Leave the mark of a publication, so that a register older than the tree, and another tree, are found out."""
        pattern = "" if self.pattern == DEFAULT else f"{self.pattern.text}\n"
        durable.put_whole(self.outbox / _SERIAL, f"{serial}\n{before}\n{pattern}".encode("ascii"))

    def folders(self, body: str | None = None, years: range | None = None) -> Iterator[Path]:
        """Where meetings may lie, in the order of their paths; of one body, of some years where asked.

        Only paths are looked at: a folder that somebody has renamed is among them. Raises `OSError`.
        """
        for name in self.names(body):
            if years is None or self.pattern.year(tuple(name.split("/"))) in years:
                yield self.outbox / name

    def names(self, body: str | None = None) -> Iterator[str]:
        """The same, each as its path from the outbox on, with `/`, for tens of thousands. Raises `OSError`."""
        return iter(self._at(len(self.pattern.levels), body))

    def above(self) -> Iterator[Path]:
        """The folders that meetings' folders lie in. Raises `OSError`."""
        return (self.outbox / name for name in self._at(len(self.pattern.levels) - 1))

    def _at(self, depth: int, body: str | None = None) -> list[str]:
        found, outbox = [""], str(self.outbox)
        for level in range(depth):
            only = body if level == self.pattern.level("body") else None
            found = [
                f"{above}/{name}" if above else name
                for above in found
                for name in _subfolder_names(f"{outbox}/{above}")
                if only in (None, name)
            ]
        return found

    def unreadable(self, folder: Path, error: VanthuError) -> Unreadable:
        """A folder of which nothing can be told, with what its path says."""
        parts = folder.relative_to(self.outbox).parts
        is_meeting = len(parts) == len(self.pattern.levels)
        meeting = self.pattern.meeting(parts) if is_meeting else None
        body = parts[self.pattern.level("body")] if is_meeting else parts[0]
        year = self.pattern.year(parts) if is_meeting else None
        return Unreadable(folder, error, body, year, meeting_code(*meeting) if meeting else "")

    def manifests(
        self, body: str | None = None, years: range | None = None, unreadable: list[Unreadable] | None = None
    ) -> Iterator[tuple[Path, Manifest]]:
        """Every meeting folder with its manifest, in the order of their paths; of one body, of some years where asked.

        Whose meeting it is, the path says: a manifest that is not asked for is not read. One that cannot be read is put
        into `unreadable`; without such a list it raises `ArchiveDamaged`, `NoAccess`.
        """
        for folder in self.folders(body, years):
            try:
                manifest = self.read(folder)
            except VanthuError as error:
                if unreadable is None:
                    raise
                unreadable.append(self.unreadable(folder, error))
                continue
            if manifest is not None:
                yield folder, manifest

    def read(self, folder: Path) -> Manifest | None:
        """The manifest of a meeting's folder; None where there is none. Raises `ArchiveDamaged`, `NoAccess`."""
        try:
            return read_manifest(folder)
        except OSError as error:
            raise access_error((folder / NAME).relative_to(self.outbox.parent).as_posix(), error) from error


def subfolders(folder: Path) -> list[Path]:
    """The folders in a folder, by name; not what is hidden, nor links; none where it is gone. Raises `OSError`."""
    return [folder / name for name in _subfolder_names(folder)]


def _subfolder_names(folder: str | Path) -> list[str]:
    try:
        with os.scandir(folder) as found:
            names = [one.name for one in found if not one.name.startswith((".", "~")) and _is_folder(one)]
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(names)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False)
