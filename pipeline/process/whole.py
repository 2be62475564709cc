"""An office opened: what a killed run left behind is finished or undone, the register brought up to the archive."""

from __future__ import annotations

import logging
import os
import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.archive import (
    Unreadable,
    archive_locked,
    locked,
    recover,
)
from pipeline.archive.moving import give_back_claimed
from pipeline.archive.shared_lock import is_shared
from pipeline.errors import OtherArchive, UsageError, access_error
from pipeline.index import discard_index
from pipeline.ledger import open_ledger
from pipeline.messages import Message, msg
from pipeline.process.numbers import all_numbers
from pipeline.process.office import Clock, Office, failure
from pipeline.process.rules import archive_of, office_and_rules
from pipeline.register import GivenNumber, NumberWanted, Register, is_void, open_register
from pipeline.workspace import Workspace

_MOST_NAMED = 20  # numbers in one message

log = logging.getLogger(__name__)


@contextmanager
def open_office(
    workspace: Workspace, now: Clock, lock_timeout: float = 30.0, *, as_it_is: bool = False, makes_folders: bool = True
) -> Iterator[Office]:
    """The office of a workspace, with what a killed run left behind finished or undone; not where it is only looked at.

    Not `makes_folders`: one that is not there was renamed, or lies on a share that is away.

    Raises `BadConfiguration`, `NoAccess`, `Busy`, and `OtherArchive` for an outbox that is not the one of the register.
    """
    organisation, regulations = office_and_rules(workspace)
    if makes_folders:
        _make_folders(workspace.inbox, workspace.outbox, workspace.state)
    check_there(workspace.outbox)
    archive = archive_of(workspace, organisation)
    with open_register(workspace.state) as register, open_ledger(workspace.state) as ledger:
        office = Office(workspace, organisation, regulations, archive, register, ledger, now, lock_timeout)
        if not as_it_is:
            try:
                with archive_locked(workspace, lock_timeout):
                    office = replace(office, troubled=(*_finish(office), *_catch_up(office)))
            except OSError as error:
                raise failure(workspace, error, workspace.outbox.name) from error
        elif is_shared(
            workspace.outbox, workspace.state_is_apart
        ):  # what other machines filed is no difference to look at
            with locked(workspace.state, lock_timeout, "archive"), suppress(OtherArchive):
                _catch_up(office)
        yield office


@contextmanager
def writing(office: Office) -> Iterator[None]:
    """Hold the archive, and know every number that another machine gave or a killed run left on the way.

    Raises `Busy`, `NoAccess`, `ArchiveDamaged`; `OtherArchive` where a share is gone, another folder in its place.
    """
    with archive_locked(office.workspace, office.lock_timeout):
        if office.archive.serial != office.register.serial or office.register.in_hand:
            _finish(office)
            _catch_up(office)
        yield


def check_there(folder: Path) -> None:
    """Raises `NoAccess` where a folder cannot be looked into."""
    try:
        os.scandir(folder).close()
    except OSError as error:
        raise access_error(folder.name, error) from error


def _make_folders(*folders: Path) -> None:
    for folder in folders:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise access_error(folder.name, error) from error


def _finish(office: Office) -> tuple[Unreadable, ...]:
    """Finish or undo what a killed run left behind. Folders where that cannot be done come back."""
    before = office.register.serial if _is_known(office) else ""
    recovered, stuck = recover(office.archive)
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
    is_same = serial and serial == office.register.serial
    if is_same and not office.register.unseen and not office.register.in_hand:
        return ()
    unreadable: list[Unreadable] = []
    filed = list(all_numbers(office.archive, unreadable))
    if lacking := lacking_numbers(office, filed, {one.body for one in unreadable}):
        raise OtherArchive(_lacks(lacking))
    if office.register.has_passed(serial):
        raise OtherArchive(
            msg(
                "The archive in “outbox” is an older copy: what was filed after it is lacking. Nothing is filed until "
                "the right folder is there again; to go on with this one, see “vanthu reindex”."
            )
        )
    _give_back(office.register, filed, {one.body for one in unreadable})
    office.register.restore(filed)
    office.register.note_unseen({one.body: "/".join(one.folder.parts[-3:]) for one in unreadable})
    office.register.note_serial(serial)
    return tuple(unreadable)


def _give_back(register: Register, filed: Iterable[tuple[NumberWanted, int]], unread: Collection[str]) -> None:
    """Numbers that a killed run had reserved and did not come to publish: nobody else has them in hand."""
    unfiled = register.in_hand.intersection(_only_registered(register, filed))
    if gone := [given for given in unfiled if given.body not in unread]:
        register.release(gone)


def lacking_numbers(
    office: Office, filed: Iterable[tuple[NumberWanted, int]], unread: Collection[str] = ()
) -> list[GivenNumber]:
    """Numbers that a tree with these lacks because it is another than the register's, or an older copy.

    Numbers of an interrupted publication may stand in the register alone: then the tree is known. Of bodies `unread`
    nobody can tell.
    """
    only_here = [] if _is_known(office) else _only_registered(office.register, filed)
    in_hand = office.register.in_hand
    return [given for given in only_here if given.body not in unread and given not in in_hand]


def _is_known(office: Office) -> bool:
    """Whether the tree bears the register's last mark, or one that was left upon that."""
    return office.register.serial in (office.archive.serial, office.archive.serial_before)


def _lacks(numbers: Sequence[GivenNumber]) -> Message:
    return msg(
        "The archive in “outbox” lacks numbers that were given already: {numbers}. Nothing is filed until the right "
        "folder is there again; an older copy is not enough. If they are lost for good, see “vanthu reindex”.",
        numbers=named(numbers),
    )


@dataclass(frozen=True)
class Reindexed:
    """How many meetings the register knows now, and which numbers the tree gives to more than one document."""

    meetings: int
    doubles: str


def reindex(office: Office, *, forgetting: bool = False) -> Reindexed:
    """Make the register anew from the tree alone.

    Numbers that only the register knows may stand on paper: they are forgotten where `forgetting` is said, else
    `UsageError` names them. Raises `ArchiveDamaged`, `Busy`.
    """
    with archive_locked(office.workspace, office.lock_timeout):
        _finish(office)
        meetings = sum(1 for _ in office.archive.manifests())
        filed = list(all_numbers(office.archive))
        lost = _only_registered(office.register, filed)
        if lost and not forgetting:
            raise UsageError(_would_forget(lost))
        office.register.rebuild(filed)
        office.register.note_unseen({})
        office.register.note_serial(office.archive.serial)
        discard_index(office.workspace.state, office.lock_timeout)  # it knows of folders that are gone for good
    return Reindexed(meetings, _doubles(filed))


def _would_forget(numbers: Sequence[GivenNumber]) -> Message:
    return msg(
        "Only the register knows these numbers: {numbers}. Please restore their folders; "
        "to forget the numbers, so that they are given again, add --yes.",
        numbers=named(numbers),
    )


def named(numbers: Sequence[GivenNumber]) -> str:
    """Numbers in one line, some of them where there are many."""
    named = sorted(f"{one.number:02}-{one.type} ({one.body}, {one.term})" for one in numbers)
    return ", ".join(named[:_MOST_NAMED]) + (" …" if len(named) > _MOST_NAMED else "")


def _only_registered(register: Register, filed: Iterable[tuple[NumberWanted, int]]) -> list[GivenNumber]:
    """The numbers that the register knows and the tree does not."""
    known = {GivenNumber(one.body, one.type, one.term, number) for one, number in filed}
    return [given for given in register.holders() if given not in known]


def _doubles(filed: Iterable[tuple[NumberWanted, int]]) -> str:
    """A void number may be told of twice in its own folder."""
    counted = Counter(
        GivenNumber(one.body, one.type, one.term, number) for one, number in filed if not is_void(one.kind)
    )
    return named([given for given, times in counted.items() if times > 1])
