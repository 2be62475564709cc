"""Where meetings lie: `<body>/<year>/<MM>-<kind>[-n]/`, named by us from a closed list of fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.archive import durable
from pipeline.archive.manifest import NAME, Manifest, read_manifest
from pipeline.errors import VanthuError
from pipeline.meeting import MeetingKind
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
    """A meeting's folder of which nothing can be told, and why."""

    folder: Path
    error: VanthuError

    @property
    def body(self) -> str:
        return self.folder.parts[-3]

    def is_of(self, code: str) -> bool:
        """Whether the meeting of this code lies in the folder, by the folder's name."""
        named = "-".join(self.folder.parts[-3:])
        return code in (named, f"{named}-1")


@dataclass(frozen=True)
class Archive:
    """The tree of meeting folders under `outbox`."""

    outbox: Path

    def folder(self, body: str, month: Month, kind: MeetingKind, ordinal: int) -> MeetingFolder:
        """The folder of one meeting, whether it stands or not."""
        suffix = "" if ordinal == 1 else f"-{ordinal}"
        path = self.outbox / body / f"{month.year:04}" / f"{month.month:02}-{kind.slug}{suffix}"
        return MeetingFolder(path, meeting_code(body, month, kind, ordinal), ordinal, read_manifest(path))

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
        return self._serials()[0]

    @property
    def serial_before(self) -> str:
        """The mark that the register had when the last was left; empty where there was none."""
        return self._serials()[1]

    def _serials(self) -> tuple[str, str]:
        try:
            now, before, *_ = [*(self.outbox / _SERIAL).read_text("ascii", "replace").split(), "", ""]
        except FileNotFoundError:
            return "", ""
        return now, before

    def note_serial(self, serial: str, before: str) -> None:
        """Leave the mark of a publication, so that a register older than the tree, and another tree, are found out."""
        durable.put_whole(self.outbox / _SERIAL, f"{serial}\n{before}\n".encode("ascii"))

    def manifests(
        self, body: str | None = None, years: range | None = None, unreadable: list[Unreadable] | None = None
    ) -> Iterator[tuple[Path, Manifest]]:
        """Every meeting folder with its manifest, in the order of their paths; of one body, of some years where asked.

        Whose meeting it is, the path says: a manifest that is not asked for is not read. One that cannot be read is put
        into `unreadable`; without such a list it raises `ArchiveDamaged`, `NoAccess`.
        """
        for path in sorted(self.outbox.glob(f"{body or '*'}/*/[!.]*/{NAME}")):
            folder = path.parent
            if years is not None and not _is_of(folder, years):
                continue
            try:
                manifest = read_manifest(folder)
            except VanthuError as error:
                if unreadable is None:
                    raise
                unreadable.append(Unreadable(folder, error))
                continue
            if manifest is not None:
                yield folder, manifest


def _is_of(folder: Path, years: range) -> bool:
    year = folder.parent.name
    return year.isascii() and year.isdecimal() and int(year) in years
