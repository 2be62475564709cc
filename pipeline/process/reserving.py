"""Numbers for papers that are kept outside this tool, as secret ones are: taken in their series, nothing more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline import __version__
from pipeline.archive import OutsidePaper, Unreadable, durable, outside_papers, publish_outside
from pipeline.archive.outside import NAME
from pipeline.errors import UsageError
from pipeline.messages import Message, msg
from pipeline.organisation import Body, body_on_day
from pipeline.process.numbers import outside_numbers
from pipeline.process.office import Office, announced
from pipeline.process.series import check_known, is_closed
from pipeline.process.whole import writing
from pipeline.register import GivenNumber, NumberWanted

FORMAT = 1


def reserve(
    office: Office, body: Body, type_: str, day: date, stated: int | None, note: str
) -> tuple[OutsidePaper, Path]:
    """Keep the next number of a series, or the one stated, for a paper kept outside; its record and folder.

    Raises `UsageError` for a day in no term, a type that does not exist, a series that is closed, a number that is
    taken; `ArchiveDamaged` where it is not known which are taken; `OSError`, `Busy`.
    """
    known = office.regulations.on(day).types
    type_ = next((name for name in known if name.casefold() == type_.casefold()), type_)
    if type_ not in known:
        raise UsageError(msg("There is no type “{type}”; known are: {known}.", type=type_, known=", ".join(known)))
    then = body_on_day(office.organisation, body, day)
    if then.term is None:
        raise UsageError(msg("{day:%d/%m/%Y} lies in no term of the committee.", day=day))
    with writing(office):
        check_known(office, [body.id])
        if is_closed(office, body.id, then.term.name) and stated is None:
            raise UsageError(_closed(then.term.name))
        start = next((one.start for one in body.series if (one.type, one.term) == (type_, then.term.name)), 1)
        wanted = NumberWanted(body.id, type_, then.term.name, start, "", "", day)
        number = stated or office.register.next_number(wanted)
        holder = office.register.holders().get(GivenNumber(body.id, type_, then.term.name, number))
        if holder is not None:
            raise UsageError(msg("Number {number:02} was given to “{meeting}”.", number=number, meeting=holder[0]))
        paper = OutsidePaper(
            format=FORMAT,
            tool=f"vanthu {__version__}",
            body=body.id,
            type=type_,
            term=then.term.name,
            number=number,
            symbol=f"{number:02}-{type_}/{then.kind.symbol}",
            date=day,
            note=note,
            at=office.timestamp,
        )
        with announced(office):
            folder = publish_outside(office.workspace.outbox, paper)
        office.register.restore(outside_numbers([paper]))
    return paper, folder


def _closed(term: str) -> Message:
    return msg("The register of term {term} is closed. Please state the number that the paper register has.", term=term)


def void_reserved(office: Office, code: str, reason: str) -> OutsidePaper | None:
    """Say that no paper bears a reserved number after all; None where no reserved number has this code.

    The caller holds the archive's lock. Raises `UsageError` where it is void already, `ArchiveDamaged`, `OSError`.
    """
    unreadable: list[Unreadable] = []
    found: Sequence[tuple[Path, OutsidePaper]] = [
        (folder, paper)
        for folder, paper in outside_papers(office.workspace.outbox, unreadable=unreadable)
        if paper.code == code
    ]
    if not found:
        for one in unreadable:
            if code == f"{one.body}-{one.folder.name}":
                raise one.error
        return None
    folder, paper = found[0]
    if paper.void is not None:
        raise UsageError(msg("The number “{code}” is void already.", code=paper.symbol))
    after = paper.model_copy(update={"void": reason})
    with announced(office):
        durable.put_whole(folder / NAME, after.to_bytes())
    office.register.restore(outside_numbers([after]))
    return after
