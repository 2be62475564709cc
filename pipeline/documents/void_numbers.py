"""Numbers that a form states as void: their series, so that they are not given to a document later on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.documents.kinds import KINDS
from pipeline.documents.plan import Series
from pipeline.errors import Problem, Severity
from pipeline.meeting import DocumentKindName, Meeting, Stage
from pipeline.messages import msg
from pipeline.organisation import BodyKind, Organisation, body_on_day
from pipeline.records import Places
from pipeline.regulations import Regulations


@dataclass(frozen=True)
class PlannedVoid:
    """A number to be kept from use; `is_taken_back`: one that was stated before, by mistake.

    `row` is the row of the form, `day` the one that its term goes by.
    """

    kind: DocumentKindName
    series: Series
    number: int
    day: date
    reason: str
    row: int
    is_taken_back: bool = False

    @property
    def key(self) -> str:
        return void_key(self.kind, self.number)


def void_key(kind: DocumentKindName, number: int) -> str:
    """What the register knows a void number by; no kind of document begins so."""
    return f"void-{kind.value}-{number}"


def plan_void_numbers(
    meeting: Meeting, organisation: Organisation, regulations: Regulations, places: Places
) -> tuple[tuple[PlannedVoid, ...], tuple[Problem, ...]]:
    """The void numbers of a form that tells what came after; a warning for each that no series has."""
    if meeting.stage not in (Stage.FOLLOWED_UP, Stage.POSTPONED):
        return (), ()
    day = meeting.announced or meeting.day or meeting.period.month.first_day
    found, problems = [], []
    for row, void in enumerate(meeting.follow_up.void_numbers):
        for series in _series(void.kind, meeting.body, organisation, regulations, day):
            found.append(PlannedVoid(void.kind, series, void.number, day, void.reason, row, void.taken_back))
            break
        else:
            problems.append(
                Problem(
                    "void-without-series",
                    places.of("follow_up", "void_numbers", row, "kind"),
                    msg("“{kind}” takes no number of the register here.", kind=void.kind.label),
                    msg("Please check."),
                    Severity.WARNING,
                )
            )
    return tuple(found), tuple(problems)


def _series(
    name: DocumentKindName, body_id: str, organisation: Organisation, regulations: Regulations, day: date
) -> Iterator[Series]:
    """The series that documents of the kind are numbered in; none where they take no number."""
    kind = next(kind for kind in KINDS if kind.name is name)
    body = organisation.body(body_id)
    minutes_without = name is DocumentKindName.MINUTES and not organisation.options.minutes_numbered
    if body is None or not kind.numbered or minutes_without:
        return
    term = body_on_day(organisation, body, day).term
    is_cell, rules = body.kind is BodyKind.CELL, regulations.on(day)
    for symbol in (*(symbol for symbol in kind.types if rules.may_issue(is_cell, symbol)), *kind.types):
        if term is not None:
            yield Series(body.id, symbol, term.name, 1)
