"""When a number may be given: while all that are taken are known, and the series is not closed with its term."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.documents import PlannedDocument
from pipeline.errors import ArchiveDamaged, Problem, Severity
from pipeline.messages import msg
from pipeline.organisation import Term
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


def is_closed(office: Office, body_id: str, term: str) -> bool:
    """Whether the office says that the register of a term is closed."""
    return any(one.closed for one in _terms(office, body_id) if one.name == term)


def followed_by(office: Office, body_id: str, term: str) -> str | None:
    """The later term in which the body has numbers already; None where there is none."""
    names = [one.name for one in _terms(office, body_id)]
    later = names[names.index(term) + 1 :] if term in names else []
    used = office.register.terms(body_id)
    return next((name for name in later if name in used), None)


def _terms(office: Office, body_id: str) -> list[Term]:
    body = office.organisation.body(body_id)
    return sorted(body.terms, key=lambda one: one.from_) if body else []


def check_series(
    office: Office,
    wanted: Iterable[NumberWanted],
    documents: Iterable[PlannedDocument],
    places: Places,
    confirmed: bool,
) -> tuple[Problem, ...]:
    """For each series in which a next number would be taken though its term is over.

    A problem where the office has closed its register, a warning if confirmed, or where only a later term has numbers:
    forms come in any order. A number that the clerk took from the paper register is no next one, nor is one that the
    document has already.
    """
    fresh = {(one.type, one.term): one for one in wanted if one.stated is None and not office.register.has(one)}
    labels = {(one.series.type, one.series.term): one.kind.name.label for one in documents if one.series is not None}
    found = (
        _one(office, one.body, term, labels[type_, term], places, confirmed) for (type_, term), one in fresh.items()
    )
    return tuple(problem for problem in found if problem is not None)


def _one(office: Office, body: str, term: str, kind: str, places: Places, confirmed: bool) -> Problem | None:
    where, later = places.of("documents"), followed_by(office, body, term)
    if is_closed(office, body, term):
        problem = Problem(
            "series-closed",
            where,
            msg("“{kind}” would take the next number of term {term}, whose register is closed.", kind=kind, term=term),
            msg(
                "Please write the number of the paper register on the sheet “Văn bản”; if the next number is "
                "right, mark “Xác nhận đúng thực tế”."
            ),
            contradiction=True,
        )
        return problem.as_warning() if confirmed else problem
    if later is None:
        return None
    return Problem(
        "series-over",
        where,
        msg(
            "“{kind}” takes the next number of term {term}, though term {later} has numbers already.",
            kind=kind,
            term=term,
            later=later,
        ),
        msg("Please compare it with the paper register."),
        Severity.WARNING,
    )
