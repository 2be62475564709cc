"""An office opened for work: its rules, its register, its archive made whole."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from pipeline.archive import (
    VOID,
    Archive,
    Manifest,
    OutsidePaper,
    Unreadable,
    locked,
    outside_papers,
    presumed_until,
    recover,
)
from pipeline.archive.moving import give_back_claimed
from pipeline.documents import document_key, void_key
from pipeline.errors import NoAccess, OtherArchive, UsageError, access_error
from pipeline.ledger import Ledger, open_ledger
from pipeline.messages import Message, msg
from pipeline.organisation import Organisation
from pipeline.process.rules import office_and_rules
from pipeline.register import GivenNumber, NumberWanted, Register, open_register
from pipeline.regulations import Regulations
from pipeline.workspace import Workspace

_MOST_NAMED = 20  # numbers in one message

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Office:
    """Everything a run works with. `now` is asked only for the history's times.

    `troubled` are folders found at the start that cannot be read or made whole: their meetings rest, the others go on.
    """

    workspace: Workspace
    organisation: Organisation
    regulations: Regulations
    archive: Archive
    register: Register
    ledger: Ledger
    now: Clock
    lock_timeout: float
    troubled: tuple[Unreadable, ...] = ()

    @property
    def presumed(self) -> date | None:
        """The last day whose documents count as issued though nobody said so, where the office wants that."""
        return presumed_until(self.organisation.options.issued_after_days, self.now().date())

    @property
    def timestamp(self) -> str:
        return self.now().astimezone().isoformat(timespec="seconds")


@contextmanager
def open_office(
    workspace: Workspace, now: Clock, lock_timeout: float = 30.0, *, as_it_is: bool = False
) -> Iterator[Office]:
    """The office of a workspace, with what a killed run left behind finished or undone; not where it is only looked at.

    Raises `BadConfiguration`, `NoAccess`, `Busy`, and `OtherArchive` for an outbox that is not the one of the register.
    """
    organisation, regulations = office_and_rules(workspace)
    _make_folders(workspace.inbox, workspace.outbox, workspace.state)
    archive = Archive(workspace.outbox)
    with open_register(workspace.state) as register, open_ledger(workspace.state) as ledger:
        office = Office(workspace, organisation, regulations, archive, register, ledger, now, lock_timeout)
        if not as_it_is:
            try:
                with locked(workspace.state, lock_timeout):
                    office = replace(office, troubled=(*_finish(office), *_catch_up(office)))
            except OSError as error:
                raise failure(workspace, error, workspace.outbox.name) from error
        yield office


def failure(workspace: Workspace, error: OSError, otherwise: str) -> NoAccess:
    """What the system says, in words, of the file or folder that it names; `otherwise` of what was being done."""
    path = error.filename2 or error.filename
    return access_error(workspace.relative(Path(path)) if isinstance(path, str) else otherwise, error)


def _finish(office: Office) -> tuple[Unreadable, ...]:
    """Finish or undo what a killed run left behind. Folders where that cannot be done come back."""
    before = office.register.serial if _is_known(office) else ""
    recovered, stuck = recover(office.workspace.outbox)
    for name in recovered:
        log.info("finished or undid an interrupted change: %s", name)
    if recovered:
        office.archive.note_serial(uuid.uuid4().hex, before)
    for name in give_back_claimed(office.workspace.inbox):
        log.info("put back into the inbox: %s", name)
    return tuple(stuck)


def _catch_up(office: Office) -> tuple[Unreadable, ...]:
    """Bring a register that is older than the tree up to it. Raises `OtherArchive` where it is the tree that is older.

    Manifests that cannot be read come back; the register remembers of which bodies they are, until they can be.
    """
    serial = office.archive.serial
    if serial and serial == office.register.serial and not office.register.unseen:
        return ()
    unreadable: list[Unreadable] = []
    filed = list(all_numbers(office.archive, unreadable))
    if lacking := lacking_numbers(office, filed, {one.body for one in unreadable}):
        raise OtherArchive(_lacks(lacking))
    office.register.restore(filed)
    office.register.note_unseen({one.body: "/".join(one.folder.parts[-3:]) for one in unreadable})
    office.register.note_serial(serial)
    return tuple(unreadable)


def lacking_numbers(
    office: Office, filed: Iterable[tuple[NumberWanted, int]], unread: Collection[str] = ()
) -> list[GivenNumber]:
    """Numbers that a tree with these lacks because it is another than the register's, or an older copy.

    Numbers of an interrupted publication may stand in the register alone: then the tree is known. Of bodies `unread`
    nobody can tell.
    """
    only_here = [] if _is_known(office) else _only_registered(office.register, filed)
    return [given for given in only_here if given.body not in unread]


def _is_known(office: Office) -> bool:
    """Whether the tree bears the register's last mark, or one that was left upon that."""
    return office.register.serial in (office.archive.serial, office.archive.serial_before)


def check_archive(office: Office) -> None:
    """That the archive is still the one the office was opened with: a share may be gone, another folder in its place.

    The caller holds the archive's lock. Raises `OtherArchive`, `OSError`.
    """
    if not _is_known(office):
        _catch_up(office)


def _lacks(numbers: Sequence[GivenNumber]) -> Message:
    return msg(
        "The archive in “outbox” lacks numbers that were given already: {numbers}. Nothing is filed until the right "
        "folder is there again; an older copy is not enough. If they are lost for good, see “vanthu reindex”.",
        numbers=_named(numbers),
    )


def _named(numbers: Sequence[GivenNumber]) -> str:
    named = sorted(f"{one.number:02}-{one.type} ({one.body}, {one.term})" for one in numbers)
    return ", ".join(named[:_MOST_NAMED]) + (" …" if len(named) > _MOST_NAMED else "")


def _only_registered(register: Register, filed: Iterable[tuple[NumberWanted, int]]) -> list[GivenNumber]:
    """The numbers that the register knows and the tree does not."""
    known = {GivenNumber(one.body, one.type, one.term, number) for one, number in filed}
    return [given for given in register.holders() if given not in known]


def _make_folders(*folders: Path) -> None:
    for folder in folders:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise access_error(folder.name, error) from error


@contextmanager
def announced(office: Office) -> Iterator[None]:
    """A mark in the tree before a publication, and another behind it, repeated in the register.

    Where tree and register differ, a publication was cut short or one side is older: the numbers are then read from the
    tree. The second is for readers who came in between. Each names the mark before, by which the tree is known again.

    Raises `OtherArchive`, `OSError`.
    """
    check_archive(office)
    before = office.register.serial
    office.archive.note_serial(uuid.uuid4().hex, before)
    yield
    serial = uuid.uuid4().hex
    office.archive.note_serial(serial, before)
    office.register.note_serial(serial)


def reindex(office: Office, *, forgetting: bool = False) -> int:
    """Make the register anew from the tree alone; how many meetings it now knows.

    Numbers that only the register knows may stand on paper: they are forgotten where `forgetting` is said, else
    `UsageError` names them. Raises `ArchiveDamaged`, `Busy`.
    """
    with locked(office.workspace.state, office.lock_timeout):
        _finish(office)
        meetings = sum(1 for _ in office.archive.manifests())
        filed = list(all_numbers(office.archive))
        lost = _only_registered(office.register, filed)
        if lost and not forgetting:
            raise UsageError(_would_forget(lost))
        office.register.rebuild(filed)
        office.register.note_unseen({})
        office.register.note_serial(office.archive.serial)
    return meetings


def _would_forget(numbers: Sequence[GivenNumber]) -> Message:
    return msg(
        "Only the register knows these numbers: {numbers}. Please restore their folders; "
        "to forget the numbers, so that they are given again, add --yes.",
        numbers=_named(numbers),
    )


def all_numbers(archive: Archive, unreadable: list[Unreadable] | None = None) -> Iterator[tuple[NumberWanted, int]]:
    """Every number that the tree says is given; `unreadable` as `Archive.manifests` has it. Raises `ArchiveDamaged`."""
    yield from filed_numbers(archive.manifests(unreadable=unreadable))
    yield from outside_numbers(paper for _, paper in outside_papers(archive.outbox, unreadable=unreadable))


def outside_numbers(papers: Iterable[OutsidePaper]) -> Iterator[tuple[NumberWanted, int]]:
    """The numbers that are kept for papers outside, void ones too, as the register holds them."""
    for paper in papers:
        key = "outside" if paper.void is None else f"{VOID}-outside"
        yield NumberWanted(paper.body, paper.type, paper.term, 1, paper.code, key, paper.date), paper.number


def filed_numbers(manifests: Iterable[tuple[Path, Manifest]]) -> Iterator[tuple[NumberWanted, int]]:
    """Every number that the manifests say is given, void ones too, as the register holds it."""
    for _, manifest in manifests:
        for document in manifest.documents:
            if document.number is None or document.term is None:
                continue
            key = document_key(document.kind, document.part, document.round)
            if document.status == VOID:  # a later document of the same kind has that key
                key = void_key(document.kind, document.number)
            wanted = NumberWanted(manifest.body, document.type, document.term, 1, manifest.meeting, key, document.date)
            yield wanted, document.number
        for void in manifest.void_numbers:
            key = void_key(void.kind, void.number)
            wanted = NumberWanted(manifest.body, void.type, void.term, 1, manifest.meeting, key, void.date)
            yield wanted, void.number
