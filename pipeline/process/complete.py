"""Before something is handed on as whole: no folder that belongs to it is lost, or cannot be read or finished."""

from __future__ import annotations

from pathlib import Path

from pipeline.archive import Unreadable
from pipeline.errors import ArchiveDamaged
from pipeline.messages import msg
from pipeline.process.numbers import OUTSIDE, all_numbers
from pipeline.process.office import Office
from pipeline.process.whole import named
from pipeline.register import NAME as REGISTER
from pipeline.register import GivenNumber, open_register


def check_complete(office: Office, body: str | None = None, years: range | None = None) -> None:
    """Raises what is wrong with a folder of the body and the years, or of any; `ArchiveDamaged` for one that is gone.

    Of a folder whose path says no year nobody knows that it does not belong to it; the same of numbers lost.
    """
    for one in office.troubled:
        if body in (None, one.body) and (years is None or one.year is None or one.year in years):
            raise one.error
    if lost := _lost(office, body):
        raise ArchiveDamaged(
            msg(
                "The archive lacks numbers that were given: {numbers}. A folder was taken away; please put it back, "
                "nothing was written. If it is lost for good, see “vanthu reindex”.",
                numbers=named(lost),
            )
        )


def numbered_meetings(state: Path, body: str | None = None) -> frozenset[tuple[str, str]]:
    """Body and code of every meeting that has numbers by the register, but for those that are being filed.

    To be asked for before the tree is looked at. Nothing is made. Raises `ArchiveDamaged`, `NoAccess`.
    """
    if not (state / REGISTER).is_file():
        return frozenset()
    with open_register(state) as register:
        given, in_hand = register.holders(), register.in_hand
    return frozenset(
        (one.body, meeting)
        for one, (meeting, kind) in given.items()
        if body in (None, one.body) and not kind.endswith(OUTSIDE) and one not in in_hand
    )


def _lost(office: Office, body: str | None) -> list[GivenNumber]:
    """Numbers that the register knows and no folder: somebody took a folder away. Others may be filing meanwhile."""
    given = office.register.holders()
    in_hand = office.register.in_hand  # asked for behind it, and both before the tree
    unreadable: list[Unreadable] = []
    numbers = all_numbers(office.archive, unreadable, body)
    filed = {GivenNumber(one.body, one.type, one.term, number) for one, number in numbers}
    passed_over = {one.body for one in unreadable}
    wanted = [one for one in given if body in (None, one.body) and one.body not in passed_over]
    return [one for one in wanted if one not in filed and one not in in_hand]
