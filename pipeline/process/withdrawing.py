"""A meeting withdrawn: for mistakes of identity, as a form filed for the wrong month. Its numbers are void for good."""

from __future__ import annotations

from pathlib import Path

from pipeline.archive import (
    FILED,
    VOID,
    Change,
    HistoryEntry,
    Manifest,
    Unreadable,
    Withdrawal,
    is_frozen,
    publish_change,
)
from pipeline.archive.moving import free_name
from pipeline.errors import UsageError
from pipeline.messages import msg
from pipeline.process.intake.owners import owner_file
from pipeline.process.numbers import filed_numbers
from pipeline.process.office import Office, announced
from pipeline.process.reserving import void_reserved
from pipeline.process.whole import writing

_SHELF = "lich-su/rut"  # and a number where somebody put something there


def withdraw(office: Office, code: str, reason: str) -> tuple[str, ...]:
    """Take a meeting's documents out of use; they stay in the folder's history, the forms where they are.

    The symbols that are void from now on. A number kept for a paper outside is voided in the same way, by its code.

    Raises `UsageError` for a meeting that is not filed, is withdrawn already, or has a document that is issued: a
    superior holds the signed paper. Raises `ArchiveDamaged` where its manifest cannot be read, `OSError`, `Busy`.
    """
    with writing(office):
        outside = void_reserved(office, code, reason)
        if outside is not None:
            return (outside.symbol,)
        folder, manifest = _filed(office, code)
        issued = [one for one in manifest.documents if is_frozen(one, manifest, office.presumed)]
        if issued:
            names = ", ".join(one.symbol or one.kind.label for one in issued)
            raise UsageError(msg("These documents are issued and cannot be withdrawn: {names}.", names=names))
        in_use = [one for one in manifest.documents if one.status == FILED]
        if opened := [one.path for one in in_use if owner_file(folder / one.path)]:
            raise UsageError(msg("Open in an office program; please close first: {names}.", names=", ".join(opened)))
        there = [one.path for one in in_use if (folder / one.path).is_file()]
        shelf = free_name(folder / _SHELF).relative_to(folder).as_posix()
        kept = {f"{shelf}/{path}": (folder / path).read_bytes() for path in there}
        after = _withdrawn(office, manifest, reason, shelf, tuple(kept))
        with announced(office):
            publish_change(folder, Change(kept, tuple(there), after.to_bytes()))
        office.register.restore(filed_numbers([(folder, after)]))
    return tuple(one.symbol for one in after.documents if one.symbol)


def _filed(office: Office, code: str) -> tuple[Path, Manifest]:
    unreadable: list[Unreadable] = []
    filed = office.archive.manifests(unreadable=unreadable)
    found = next(((folder, one) for folder, one in filed if one.meeting == code), None)
    if found is None:
        for one in unreadable:
            if one.code == code:
                raise one.error
        raise UsageError(msg("No meeting of the code “{code}” is filed.", code=code))
    if found[1].withdrawn is not None:
        raise UsageError(msg("The meeting “{code}” is withdrawn already.", code=code))
    return found


def _withdrawn(office: Office, manifest: Manifest, reason: str, shelf: str, kept: tuple[str, ...]) -> Manifest:
    documents = tuple(
        one.model_copy(update={"status": VOID, "path": f"{shelf}/{one.path}"}) if one.status == FILED else one
        for one in manifest.documents
    )
    version = max(form.version for form in manifest.forms)
    entry = HistoryEntry(at=office.timestamp, action="withdrawn", stage=manifest.stage, version=version, kept=kept)
    return manifest.model_copy(
        update={
            "documents": documents,
            "history": (*manifest.history, entry),
            "withdrawn": Withdrawal(at=office.timestamp, reason=reason),
        }
    )
