"""The text of the day kept true: looked at often, worked out only where something changed."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date, datetime

from pipeline.archive import presumed_until
from pipeline.errors import VanthuError
from pipeline.organisation import BodyKind
from pipeline.process import Office
from pipeline.watch.digest.archive_side import ArchiveSide
from pipeline.watch.digest.contents import Contents, ToMend
from pipeline.watch.digest.mending import to_mend
from pipeline.watch.digest.text import digest_text
from pipeline.watch.digest.today import filed_on, told_again
from pipeline.watch.digest.writing import DigestFile

_LOG = logging.getLogger(__name__)

Waiting = Sequence[tuple[str, str]]


class Digest:
    """The digest of one office, for as long as it is watched. `returned` is how many forms it found to be mended."""

    def __init__(self, office: Office) -> None:
        self._workspace = office.workspace
        self._side = ArchiveSide()
        self._file = DigestFile(office.workspace)
        self._key: tuple[object, ...] = ()
        self._text = ""
        self.returned = 0
        self._cause = ""
        self._is_read = False

    def refresh(self, office: Office, waiting: Waiting, now: datetime) -> None:
        """Have `inbox/_hom-nay.txt` say what is so `now`; `waiting` are names of files and why they wait.

        `office` may be another opening of the same one. What cannot be read or written is logged, once for each cause
        as long as it lasts, and tried again by a later refresh. A large archive is read over several of them.
        """
        try:
            self._refresh(office, tuple(waiting), now)
        except (OSError, VanthuError) as error:
            self._note(error)

    def _refresh(self, office: Office, waiting: tuple[tuple[str, str], ...], now: datetime) -> None:
        day = now.astimezone().date()
        bodies = [body.id for body in office.organisation.bodies]
        failure = self._look_at_archive(office, day)
        found = to_mend(self._workspace, bodies)
        self.returned = len(found)
        days = office.organisation.options.issued_after_days
        key = (
            day,
            self._side.seen,
            self._is_read,
            failure is None,
            office.ledger.last_told,
            found,
            waiting,
            bodies,
            days,
        )
        if key != self._key:
            self._text = digest_text(self._contents(office, day, found, waiting, failure is None), self._workspace)
            self._key = key
        self._file.put(self._text, now)
        self._note(failure)

    def _look_at_archive(self, office: Office, day: date) -> OSError | VanthuError | None:
        """Why the archive cannot be looked at: the rest is told all the same."""
        try:
            self._is_read = self._side.look(office.archive, day)
        except (OSError, VanthuError) as error:
            return error
        return None

    def _contents(
        self, office: Office, day: date, returned: tuple[ToMend, ...], waiting: tuple[tuple[str, str], ...], seen: bool
    ) -> Contents:
        told = office.ledger.told_on(day)
        committees = {body.id for body in office.organisation.bodies if body.kind is BodyKind.PARTY_COMMITTEE}
        filed, more = filed_on(day, told, office.archive, self._side, committees)
        presumed = presumed_until(office.organisation.options.issued_after_days, day)
        unsigned, total = self._side.unsigned(presumed)
        return Contents(
            day=day,
            filed=filed,
            filed_more=more,
            again=told_again(told),
            to_mend=returned,
            waiting=waiting,
            unsigned=unsigned,
            unsigned_total=total,
            due=self._side.due(day),
            unread=self._side.unreadable,
            archive_seen=seen,
            archive_read=self._is_read,
            several_bodies=len(office.organisation.bodies) > 1,
        )

    def _note(self, failure: OSError | VanthuError | None) -> None:
        cause = f"{type(failure).__name__}: {failure}" if failure else ""
        if cause and cause != self._cause:
            _LOG.debug("the text of the day is not as it should be: %s", cause)
        self._cause = cause
