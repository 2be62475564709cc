"""Moving forms so that neither a save in this very moment, nor a name that is taken, nor a killed run loses one."""

from __future__ import annotations

from pathlib import Path

from pipeline.archive import durable
from pipeline.office_files.packages import file_digest

_CLAIMED, _FRESH = ".da-nhan", ".moi"


def free_name(wanted: Path) -> Path:
    """The path, or the next numbered one where nothing lies, not even a dead link."""
    return _first(wanted, None)


def free_or_same(wanted: Path, data: bytes) -> Path:
    """The path, or the next numbered one that is free or holds these very bytes already."""
    return _first(wanted, data)


def _first(wanted: Path, data: bytes | None) -> Path:
    candidate, number = wanted, 1
    while (candidate.exists() or candidate.is_symlink()) and not _holds(candidate, data):
        number += 1
        candidate = wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}")
    return candidate


def _holds(path: Path, data: bytes | None) -> bool:
    """Whether a file holds the bytes. Anything but a file (a pipe would make us wait for its writer) holds nothing."""
    if data is None or path.is_symlink() or not path.is_file():
        return False
    return path.stat().st_size == len(data) and path.read_bytes() == data


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
        name = claimed.name.removeprefix(".").removesuffix(_CLAIMED)
        durable.replace(claimed, free_or_same(claimed.with_name(name), claimed.read_bytes()))
        names.append(name)
    return names
