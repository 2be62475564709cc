"""Numbers of papers that are kept outside this tool: `<body>/<year>/so-giu-<term>-<type>-<NN>/`, a folder for each.

Of a secret paper nothing is known here but that its number is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pipeline.archive import durable
from pipeline.archive.kept import KeptRecord
from pipeline.archive.publish import publish_new
from pipeline.archive.tree import Unreadable
from pipeline.errors import ArchiveDamaged
from pipeline.messages import msg
from pipeline.vietnamese.text import slug

NAME = "so-giu.json"

_FOLDER = "so-giu-"


class OutsidePaper(KeptRecord):
    """A number that a paper outside bears. `void` is the reason why no paper bears it after all."""

    format: int
    tool: str
    body: str
    type: str
    term: str
    number: int
    symbol: str
    date: date
    note: str
    at: str
    void: str | None = None

    @property
    def code(self) -> str:
        """What the register knows it by, as it knows a meeting by its code: `binh-minh-so-giu-2017-2020-nq-07`."""
        return f"{self.body}-{self.folder}"

    @property
    def folder(self) -> str:
        """The name of its folder."""
        return f"{_FOLDER}{slug(self.term)}-{slug(self.type)}-{self.number:02}"


def outside_papers(
    outbox: Path, body: str | None = None, unreadable: list[Unreadable] | None = None
) -> Iterator[tuple[Path, OutsidePaper]]:
    """Every number kept for a paper outside, or one body's, with its folder.

    One that cannot be read is put into `unreadable`; without such a list it raises `ArchiveDamaged`.
    """
    for path in sorted(outbox.glob(f"{body or '*'}/*/{_FOLDER}*/{NAME}")):
        try:
            paper = OutsidePaper.model_validate_json(path.read_bytes())
        except (ValueError, OSError) as error:
            where = "/".join(path.parts[-4:])
            damaged = ArchiveDamaged(msg("The record of the reserved number “{name}” cannot be read.", name=where))
            if unreadable is None:
                raise damaged from error
            unreadable.append(Unreadable(path.parent, damaged, path.parts[-4], _year(path.parts[-3])))
        else:
            yield path.parent, paper


def _year(name: str) -> int | None:
    return int(name) if name.isascii() and name.isdecimal() else None


def publish_outside(outbox: Path, paper: OutsidePaper) -> Path:
    """Its folder, visible only when complete. Raises `OSError`; nothing then stays behind."""
    folder = outbox / paper.body / f"{paper.date.year:04}" / paper.folder
    durable.make_folder(folder.parent)
    publish_new(folder, {}, paper.to_bytes(), NAME)
    return folder
