"""A hash of the rules and of what the office says of itself: with record, number and template all that a text is of."""

from __future__ import annotations

import hashlib

from pipeline.organisation import Organisation
from pipeline.regulations import Regulations


def fingerprint_of(organisation: Organisation, regulations: Regulations) -> str:
    """SHA-256 of both as they were understood: a comment or another order of keys in the files changes nothing."""
    digest = hashlib.sha256()
    for record in (organisation, regulations):
        digest.update(record.model_dump_json().encode())
    return digest.hexdigest()
