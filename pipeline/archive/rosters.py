"""Changes of a roster as they are filed: `<body>/<year>/bien-dong-dang-vien-<NN>/`, a folder for each form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.archive import durable
from pipeline.archive.kept import KeptRecord
from pipeline.archive.publish import publish_new
from pipeline.errors import ArchiveDamaged
from pipeline.messages import msg
from pipeline.roster import RosterChanges

NAME = "bien-dong.json"

FOLDER = "bien-dong-dang-vien-"  # and the number of the form in its year


class RosterFiling(KeptRecord):
    """What the archive knows of one form of changes. The hashes of organisation.yaml are of its whole bytes."""

    format: int
    tool: str
    body: str
    at: str
    form: str
    form_sha256: str
    organisation_sha256_before: str
    organisation_sha256_after: str
    record: RosterChanges


def roster_filings(outbox: Path, body: str) -> Iterator[tuple[Path, RosterFiling]]:
    """Every form of changes filed for a body, with its folder. Raises `ArchiveDamaged` where one cannot be read."""
    for path in sorted(outbox.glob(f"{body}/*/{FOLDER}*/{NAME}")):
        try:
            filing = RosterFiling.model_validate_json(path.read_bytes())
        except ValueError as error:
            where = "/".join(path.parts[-4:])
            raise ArchiveDamaged(msg("The record of changes “{name}” cannot be read.", name=where)) from error
        yield path.parent, filing


def next_roster_folder(outbox: Path, body: str, year: int) -> Path:
    """The next free folder of a body and year."""
    above = outbox / body / f"{year:04}"
    taken = [path.name.removeprefix(FOLDER) for path in above.glob(f"{FOLDER}*")]
    number = max((int(number) for number in taken if number.isdecimal()), default=0) + 1
    return above / f"{FOLDER}{number:02}"


def publish_roster(folder: Path, files: Mapping[str, bytes], filing: RosterFiling) -> None:
    """The folder of a form of changes, visible only when complete. Raises `OSError`; nothing then stays behind."""
    durable.make_folder(folder.parent)
    publish_new(folder, files, filing.to_bytes(), NAME)
