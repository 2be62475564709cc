"""Moving forms so that neither a save in this very moment, nor a name that is taken, nor a killed run loses one."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

from pipeline.archive import durable
from pipeline.office_files.packages import file_digest

_CLAIMED, _FRESH = ".da-nhan", ".moi"


def free_name(wanted: Path, may_replace: Callable[[bytes], bool] = lambda _data: False) -> Path:
    """The path, or the next numbered one where nothing lies, not even a dead link, or a file that we may replace."""
    candidate, number = wanted, 1
    while os.path.lexists(candidate) and not (is_plain_file(candidate) and may_replace(candidate.read_bytes())):
        number += 1
        candidate = wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}")
    return candidate


def free_or_same(wanted: Path, data: bytes) -> Path:
    """The path, or the next numbered one that is free or holds these very bytes already."""
    return free_name(wanted, data.__eq__)


def is_plain_file(path: str | Path) -> bool:
    """Anything else is never looked into: a pipe would make us wait for its writer."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except (OSError, ValueError):  # not there, or no name that the system knows
        return False


def take(form: Path, sha256: str) -> bool:
    """Take a form away whose bytes stand elsewhere now. False where it was changed meanwhile: it then stays.

    It is renamed first and looked at again, so that a save in this very moment is not lost.
    """
    claimed = _claimed(form)
    durable.replace(form, claimed)
    if file_digest(claimed.read_bytes()) != sha256:
        durable.replace(claimed, free_name(form))
        return False
    durable.remove(claimed)
    return True


def put_instead(form: Path, sha256: str, data: bytes) -> bool:
    """Put `data` where a form of this hash lies. False where it was changed meanwhile: it then stays as saved."""
    fresh = form.with_name(f".{form.name}{_FRESH}")
    durable.remove(fresh)
    durable.write_durably(fresh, data)
    claimed = _claimed(form)
    durable.replace(form, claimed)
    if file_digest(claimed.read_bytes()) == sha256 and not form.exists():
        durable.replace(fresh, form)
        durable.flush_folder(form.parent)
        durable.remove(claimed)
        return True
    durable.replace(claimed, free_name(form))
    durable.remove(fresh)
    return False


def _claimed(form: Path) -> Path:
    return form.with_name(f".{form.name}{_CLAIMED}")


def give_back_claimed(folder: Path) -> list[str]:
    """Forms in a folder and below that a killed run had half taken away, put back under their names; the names."""
    names = []
    for claimed in sorted(folder.rglob(f".*{_CLAIMED}")):
        if not is_plain_file(claimed):  # whatever it is, it is not of ours
            continue
        name = claimed.name.removeprefix(".").removesuffix(_CLAIMED)
        durable.replace(claimed, free_or_same(claimed.with_name(name), claimed.read_bytes()))
        names.append(name)
    return names
