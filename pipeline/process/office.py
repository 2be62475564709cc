"""An office opened for work: its rules, its register, its archive made whole."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
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
    archive_locked,
    locked,
    outside_papers,
    presumed_until,
    recover,
)
from pipeline.archive.moving import give_back_claimed
from pipeline.archive.shared_lock import check_still_held, is_shared
from pipeline.documents import document_key, void_key
from pipeline.errors import UsageError, access_error
from pipeline.ledger import Ledger, open_ledger
from pipeline.messages import Message, msg
from pipeline.organisation import Organisation
from pipeline.process.rules import office_and_rules
from pipeline.register import GivenNumber, NumberWanted, Register, open_register
from pipeline.regulations import Regulations
from pipeline.workspace import Workspace

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

    Raises `BadConfiguration`, `NoAccess`, `Busy`.
    """
    organisation, regulations = office_and_rules(workspace)
    _make_folders(workspace.inbox, workspace.outbox, workspace.state)
    archive = Archive(workspace.outbox)
    with open_register(workspace.state) as register, open_ledger(workspace.state) as ledger:
        office = Office(workspace, organisation, regulations, archive, register, ledger, now, lock_timeout)
        if not as_it_is:
            with archive_locked(workspace, lock_timeout):
                office = replace(office, troubled=_make_whole(office))
        elif is_shared(workspace.outbox, workspace.on_share):  # what other machines filed is no difference to look at
            with locked(workspace.state, lock_timeout, "archive"):
                _bring_up_register(office)
        yield office


@contextmanager
def writing(office: Office) -> Iterator[None]:
    """Hold the archive, and know every number that another machine gave or a killed run left on the way.

    Raises `Busy`, `NoAccess`, `ArchiveDamaged`.
    """
    with archive_locked(office.workspace, office.lock_timeout):
        if office.archive.serial != office.register.serial:
            _make_whole(office)
        yield


def _make_whole(office: Office) -> tuple[Unreadable, ...]:
    """Finish or undo what a killed run left behind, and bring a register that is older than the tree up to it.

    Folders where that cannot be done come back.
    """
    recovered, stuck = recover(office.workspace.outbox)
    for name in recovered:
        log.info("finished or undid an interrupted change: %s", name)
    if recovered:
        office.archive.note_serial(uuid.uuid4().hex)
    for name in give_back_claimed(office.workspace.inbox):
        log.info("put back into the inbox: %s", name)
    return (*stuck, *_bring_up_register(office))


def _bring_up_register(office: Office) -> tuple[Unreadable, ...]:
    """Put into the register what the manifests say where it has not seen them all. It forgets nothing by that.

    Manifests that cannot be read come back; the register remembers of which bodies they are, until they can be.
    """
    serial = office.archive.serial
    if serial and office.register.serial == serial and not office.register.unseen:
        return ()
    unreadable: list[Unreadable] = []
    office.register.restore(all_numbers(office.archive, unreadable))
    office.register.note_unseen({one.body: "/".join(one.folder.parts[-3:]) for one in unreadable})
    office.register.note_serial(serial)
    return tuple(unreadable)


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
    tree. The second is for readers who came in between. The caller holds the archive; raises `Busy` where it no longer
    does, because this machine slept and another went on meanwhile.
    """
    if is_shared(office.workspace.outbox, office.workspace.on_share):
        check_still_held(office.workspace.outbox)
    office.archive.note_serial(uuid.uuid4().hex)
    yield
    serial = uuid.uuid4().hex
    office.archive.note_serial(serial)
    office.register.note_serial(serial)


def reindex(office: Office, *, forgetting: bool = False) -> int:
    """Make the register anew from the tree alone; how many meetings it now knows.

    Numbers that only the register knows may stand on paper: they are forgotten where `forgetting` is said, else
    `UsageError` names them. Raises `ArchiveDamaged`, `Busy`.
    """
    with archive_locked(office.workspace, office.lock_timeout):
        meetings = sum(1 for _ in office.archive.manifests())
        filed = list(all_numbers(office.archive))
        known = {GivenNumber(one.body, one.type, one.term, number) for one, number in filed}
        only_here = office.register.holders().keys() - known
        lost = sorted(f"{one.number:02}-{one.type} ({one.body}, {one.term})" for one in only_here)
        if lost and not forgetting:
            raise UsageError(_would_forget(lost))
        office.register.rebuild(filed)
        office.register.note_unseen({})
        office.register.note_serial(office.archive.serial)
    return meetings


def _would_forget(numbers: Sequence[str]) -> Message:
    return msg(
        "Only the register knows these numbers: {numbers}. Please restore their folders; "
        "to forget the numbers, so that they are given again, add --yes.",
        numbers=", ".join(numbers),
    )


def all_numbers(archive: Archive, unreadable: list[Unreadable] | None = None) -> Iterator[tuple[NumberWanted, int]]:
    """Every number that the tree says is given; `unreadable` as `Archive.manifests` has it. Raises `ArchiveDamaged`."""
    yield from filed_numbers(archive.manifests(unreadable=unreadable))
    yield from outside_numbers(paper for _, paper in outside_papers(archive.outbox))


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
