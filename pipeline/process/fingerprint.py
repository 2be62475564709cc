"""A hash of the rules and of what the office says of itself: with record, number and template all that a text is of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from pipeline.organisation import Organisation
from pipeline.regulations import Regulations


def fingerprint_of(organisation: Organisation, regulations: Regulations) -> str:
    """SHA-256 of both as they were understood: a comment or another order of keys in the files changes nothing."""
    digest = hashlib.sha256()
    for piece in (*_in_pieces(organisation), regulations.model_dump_json()):
        digest.update(piece.encode())
    return digest.hexdigest()


def _in_pieces(organisation: Organisation) -> Iterator[str]:
    """The organisation as `model_dump_json` writes it, body by body: in one piece a province takes 30 MB."""
    yield f'{organisation.model_dump_json(exclude={"bodies"})[:-1]},"bodies":['
    for number, body in enumerate(organisation.bodies):
        yield f"{',' if number else ''}{body.model_dump_json()}"
    yield "]}"
