"""A large organisation.yaml as it was understood the last time: read once, not by every command and every process.

YAML with the line of every value takes a second for fifty cells. What came of it is kept in the state folder beside the
hash of the file; another file, another version of the program, anything that cannot be read, and it is read anew.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from pipeline import __version__
from pipeline.archive import durable
from pipeline.organisation import Organisation
from pipeline.organisation.load import organisation_bytes, valid_organisation

NAME = "organisation.json"
_LARGE = 32 * 1024  # bytes; below, the file is read at once


def load_understood(path: Path, state: Path) -> Organisation:
    """The office that the file describes. Raises as `load_organisation` does."""
    data = organisation_bytes(path)
    return _large(data, path.name, state / NAME) if len(data) >= _LARGE else valid_organisation(data, path.name)


@lru_cache(maxsize=1)
def _large(data: bytes, name: str, kept: Path) -> Organisation:
    """One office of a province takes 40 MB: whoever reads it again in the same process has the same."""
    key = f"{__version__} {hashlib.sha256(data).hexdigest()}\n".encode()
    with suppress(OSError, ValueError):
        before = kept.read_bytes()
        if before.startswith(key):
            return Organisation.model_validate_json(before[len(key) :])
    organisation = valid_organisation(data, name)
    with suppress(OSError):  # a help, nothing more
        durable.put_whole(kept, key + organisation.model_dump_json(exclude_unset=True).encode(), makes_folder=False)
    return organisation
