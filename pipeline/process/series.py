"""When a number may be given: while all that are taken are known, and the series is not closed with its term."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.documents import PlannedDocument
from pipeline.errors import ArchiveDamaged, Problem
from pipeline.messages import msg
from pipeline.process.office import Office
from pipeline.records import Places
from pipeline.register import NumberWanted


def check_known(office: Office, bodies: Iterable[str]) -> None:
    """A number is given only where it is known which are taken. Raises `ArchiveDamaged`."""
    unseen = office.register.unseen
    for body in bodies:
        if body in unseen:
            raise ArchiveDamaged(
                msg(
                    "“{name}” cannot be read, so it is not known which numbers are taken. "
                    "Please restore this folder from a backup.",
                    name=unseen[body],
                )
            )


def closed_by(office: Office, body_id: str, term: str) -> str | None:
    """The later term in which the body has numbers already; None while the register of the term is open."""
    body = office.organisation.body(body_id)
    terms = sorted(body.terms, key=lambda one: one.from_) if body else []
    names = [one.name for one in terms]
    later = names[names.index(term) + 1 :] if term in names else []
    used = office.register.terms(body_id)
    return next((name for name in later if name in used), None)


def check_series(
    office: Office,
    wanted: Iterable[NumberWanted],
    documents: Iterable[PlannedDocument],
    places: Places,
    confirmed: bool,
) -> tuple[Problem, ...]:
    """For each series in which a next number would be taken though it is closed: a problem, or a warning if confirmed.

    A number that the clerk took from the paper register, and one that the document has already, are no next ones.
    """
    fresh = {(one.type, one.term): one for one in wanted if one.stated is None and not office.register.has(one)}
    labels = {(one.series.type, one.series.term): one.kind.name for one in documents if one.series is not None}
    problems = []
    for (type_, term), one in fresh.items():
        later = closed_by(office, one.body, term)
        if later is not None:
            problem = Problem(
                "series-closed",
                places.of("documents"),
                msg(
                    "“{kind}” would take the next number of term {term}, whose register is closed: "
                    "term {later} has numbers already.",
                    kind=labels[type_, term].label,
                    term=term,
                    later=later,
                ),
                msg(
                    "Please write the number of the paper register on the sheet “Văn bản”; if the next number is "
                    "right, mark “Xác nhận đúng thực tế”."
                ),
                contradiction=True,
            )
            problems.append(problem.as_warning() if confirmed else problem)
    return tuple(problems)
