"""What members are for a time: exempt, elsewhere, suspended, in an office."""

from __future__ import annotations

from pipeline.messages import msg
from pipeline.organisation import Member, MemberState, Office
from pipeline.organisation.members import DatedOffice, DatedState
from pipeline.roster.draft import ONE_DAY, Draft, Row
from pipeline.roster.joining import join
from pipeline.roster.leaving import closed, end_membership
from pipeline.roster.record import ChangeKind

STATES = {
    ChangeKind.EXEMPT: MemberState.EXEMPT,
    ChangeKind.TEMPORARY_HERE: MemberState.TEMPORARY_HERE,
    ChangeKind.TEMPORARY_AWAY: MemberState.TEMPORARY_AWAY,
    ChangeKind.SUSPENDED: MemberState.SUSPENDED,
}
SINGLE_OFFICES = (Office.SECRETARY, Office.ACTING)  # a body has one at a time


def begin_state(draft: Draft, row: Row) -> None:
    """A state from that day on. Whoever comes for a time and is not on the roster joins it for that time."""
    change = row.change
    if change.kind is ChangeKind.TEMPORARY_HERE and not draft.labelled(row.label):
        join(draft, row)
        return
    number = draft.find(row)
    if number is None:
        return
    member, value = draft.members[number], STATES[change.kind]
    for place, state in enumerate(member.states):
        if state.value is value and state.from_ == change.day:
            known = state.model_copy(
                update={"to": state.to or change.until, "decision": state.decision or row.decision}
            )
            draft.update(number, states=(*member.states[:place], known, *member.states[place + 1 :]))
            return
    if change.kind is ChangeKind.TEMPORARY_HERE and member.to and member.to < change.day:
        join(draft, row)
    elif draft.is_here(row, member):
        if any(state.value is value and state.holds_on(change.day) for state in member.states):
            message = msg("The roster says “{state}” of “{name}” already.", state=value.label, name=member.label)
            draft.error(row, "kind", "state-known", message)
            return
        state = DatedState(value=value, from_=change.day, to=change.until, decision=row.decision)
        draft.update(number, states=(*member.states, state))


def end_states(draft: Draft, row: Row) -> None:
    """The member is again as all others. Who was here for a time only leaves with that."""
    number = draft.find(row)
    if number is None:
        return
    member, last = draft.members[number], row.change.day - ONE_DAY
    running = [state for state in member.states if state.holds_on(last) and state.to != last]
    if running:
        if any(state.value is MemberState.TEMPORARY_HERE for state in running):
            end_membership(draft, number, last)
        else:
            draft.update(number, states=tuple(closed(s, last) if s in running else s for s in member.states))
    elif all(state.to != last for state in member.states):
        message = msg("“{name}” is neither exempt, suspended nor elsewhere on that day.", name=member.label)
        draft.error(row, "kind", "no-state", message)


def take_office(draft: Draft, row: Row) -> None:
    """An office from that day on. Of an office that one alone holds, the holder before leaves it the day before."""
    change, office = row.change, row.change.office
    number = draft.find(row)
    if number is None or office is None:
        return
    member = draft.members[number]
    for place, known in enumerate(member.offices):
        if known.value is office and known.from_ == change.day:
            update = {"to": known.to or change.until, "decision": known.decision or row.decision}
            filled = known.model_copy(update=update)
            draft.update(number, offices=(*member.offices[:place], filled, *member.offices[place + 1 :]))
            return
    if not draft.is_here(row, member):
        return
    if any(known.value is office and known.holds_on(change.day) for known in member.offices):
        message = msg("“{name}” holds the office “{office}” already.", name=member.label, office=office.label)
        draft.error(row, "office", "office-known", message)
        return
    if office in SINGLE_OFFICES and not _relieved(draft, row, office):
        return
    _other_offices(draft, row, member, office)
    taken = DatedOffice(value=office, from_=change.day, to=change.until, decision=row.decision)
    draft.update(number, offices=(*draft.members[number].offices, taken))


def _relieved(draft: Draft, row: Row, office: Office) -> bool:
    """Whether the office is free from that day on, its holder before relieved and named."""
    day = row.change.day
    for number, other in enumerate(draft.members):
        held = next((o for o in other.offices if o.value is office and _still_held(other, o, row)), None)
        if held is None:
            continue
        if held.from_ and held.from_ >= day:
            message = msg(
                "“{name}” holds the office “{office}” since {day:%d/%m/%Y}.",
                name=other.label,
                office=office.label,
                day=held.from_,
            )
            draft.error(row, "office", "office-held", message)
            return False
        ended = tuple(closed(o, day - ONE_DAY) if o is held else o for o in other.offices)
        draft.update(number, offices=ended)
        message = msg(
            "“{name}” is taken as “{office}” until {day:%d/%m/%Y}.",
            name=other.label,
            office=office.label,
            day=day - ONE_DAY,
        )
        draft.warn(row, "office", "office-handed-over", message)
    return True


def _still_held(member: Member, office: DatedOffice, row: Row) -> bool:
    """Whether the office goes on, or begins, on the day of the change or behind it."""
    ends = [day for day in (member.to, office.to) if day]
    return not ends or min(ends) >= row.change.day


def _other_offices(draft: Draft, row: Row, member: Member, office: Office) -> None:
    """A deputy who becomes secretary is deputy no longer; the form should say so."""
    leading = (*SINGLE_OFFICES, Office.DEPUTY)
    held = [o.value for o in member.offices if o.holds_on(row.change.day) and o.value in leading]
    if office in leading and held:
        labels = ", ".join(other.label for other in held)
        draft.warn(
            row,
            "office",
            "two-offices",
            msg("“{name}” also holds the office “{office}”.", name=member.label, office=labels),
            msg("If that ends, please add a line “Thôi giữ chức vụ” for it."),
        )


def leave_office(draft: Draft, row: Row) -> None:
    """The last day in an office: of the one named, or of the only one held."""
    number = draft.find(row)
    if number is None:
        return
    member, last, office = draft.members[number], row.change.day - ONE_DAY, row.change.office
    offices = [known for known in member.offices if office in (None, known.value)]
    held = [known for known in offices if known.holds_on(last) and known.to != last]
    if len(held) > 1 and office is None:
        message = msg("“{name}” holds several offices.", name=member.label)
        hint = msg("Please write which one: {choices}.", choices="; ".join(known.value.label for known in held))
        draft.error(row, "office", "which-office", message, hint)
    elif held:
        draft.update(number, offices=tuple(closed(o, last) if o in held else o for o in member.offices))
    elif all(known.to != last for known in offices):
        message = msg("“{name}” does not hold that office on the day before.", name=member.label)
        draft.error(row, "office" if office else "kind", "office-not-held", message)
