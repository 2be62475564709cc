"""An office's own rules held against what there is: names that mean nothing, figures that cannot be meant."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.meeting import DocumentKindName, MeetingKind, VotePurpose
from pipeline.messages import Message, msg
from pipeline.regulations import Regulations, ScoreSheet

_DOCUMENTS = {kind.value for kind in DocumentKindName}
_MEETINGS = {kind.value for kind in MeetingKind}
_PURPOSES = {purpose.value for purpose in VotePurpose}


def rule_faults(regulations: Regulations) -> tuple[Message, ...]:
    """Everything in the rules that names nothing or contradicts itself, each with its section and id."""
    return (*_names(regulations), *_spans(regulations), *_sheets(regulations), *_sizes(regulations))


def _names(regulations: Regulations) -> Iterator[Message]:
    for rule in regulations.authorities:
        yield from _unknown("authorities", rule.id, {rule.id}, _DOCUMENTS)
    for vote in regulations.votes:
        yield from _unknown("votes", vote.id, {vote.id}, _PURPOSES)
    for citation in regulations.citations:
        yield from _unknown("citations", citation.id, set(citation.documents), _DOCUMENTS)
    for sheet in regulations.score_sheets:
        yield from _unknown("score_sheets", sheet.id, set(sheet.meetings), _MEETINGS)
    for meeting in regulations.meetings:
        yield from _unknown("meetings", meeting.id, {duty.meeting for duty in meeting.duties}, _MEETINGS)


def _unknown(section: str, id_: str, given: set[str], known: set[str]) -> Iterator[Message]:
    for name in sorted(given - known):
        yield _fault(
            section, id_, msg("“{given}” is none of: {choices}.", given=name, choices=", ".join(sorted(known)))
        )


def _spans(regulations: Regulations) -> Iterator[Message]:
    for section in ("layouts", "issuing", "meetings", "score_sheets", "citations", "authorities", "votes"):
        for entry in getattr(regulations, section):
            if entry.from_ and entry.to and entry.to < entry.from_:
                yield _fault(section, entry.id, msg("This ends before it begins."))


def _sheets(regulations: Regulations) -> Iterator[Message]:
    for sheet in regulations.score_sheets:
        for what in _in_sheet(sheet):
            yield _fault("score_sheets", sheet.id, what)


def _in_sheet(sheet: ScoreSheet) -> Iterator[Message]:
    for grade in sheet.grades:
        if grade.at_least > sheet.total:
            yield msg(
                "“{grade}” begins at {points} points, more than the sheet has.", grade=grade.name, points=grade.at_least
            )
        for name in grade.full_marks:
            if sheet.points_of(name) is None:
                yield msg(
                    "“{grade}” asks for full marks in “{name}”, which the sheet does not have.",
                    grade=grade.name,
                    name=name,
                )
    if min(grade.at_least for grade in sheet.grades) > 0:
        yield msg("No grade begins at 0 points.")
    for group in sheet.groups:
        if sum(item.points for item in group.items) > group.points:
            yield msg("The items of “{name}” have more points than it has itself.", name=group.name)


def _sizes(regulations: Regulations) -> Iterator[Message]:
    for layout in regulations.layouts:
        page = layout.page
        if page.left + page.right >= page.width or page.top + page.bottom >= page.height:
            yield _fault("layouts", layout.id, msg("The margins leave no room on the page."))
        for component in layout.components:
            if len(component.size) == 2 and component.size[0] > component.size[1]:
                yield _fault(
                    "layouts", layout.id, msg("“{name}”: the smaller size stands first.", name=component.name.value)
                )


def _fault(section: str, id_: str, what: Message) -> Message:
    return msg("regulations.yaml, {section}, “{id}”: {what}", section=section, id=id_, what=what)
