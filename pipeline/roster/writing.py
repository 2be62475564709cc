"""organisation.yaml with other members, everything else in it as it was typed."""

from __future__ import annotations

from datetime import date

from pipeline.errors import BadConfiguration
from pipeline.messages import msg
from pipeline.organisation import Body, Member, Organisation, read_organisation
from pipeline.organisation.members import DatedOffice, DatedState, DatedStatus
from pipeline.records import Dated
from pipeline.vietnamese.dates import date_in_figures
from pipeline.yaml_edit import CannotMerge, Wanted, merged

Entry = DatedStatus | DatedState | DatedOffice

_BLOCKS = frozenset({"members"})
_TEXTS = ("name", "distinct", "unit", "work")
_DATES = ("from_", "to")
_LISTS = ("status", "states", "offices")


def rewritten(data: bytes, before: Organisation, wanted: Organisation) -> bytes:
    """The text of organisation.yaml with the members of `wanted`; the same bytes where it says that already.

    `before` is what `data` says. What comes out is read again: only a text that says exactly what is wanted is given
    back. Raises `BadConfiguration` where the file is written in a way that cannot be changed without touching more.
    """
    if before == wanted:
        return data
    bodies = [_body(old, new) for old, new in zip(before.bodies, wanted.bodies, strict=True)]
    try:
        written = merged(data, {"bodies": bodies}, _BLOCKS)
    except CannotMerge as error:
        raise _by_hand() from error
    if read_organisation(written)[0] != wanted:
        raise _by_hand()
    return written


def _by_hand() -> BadConfiguration:
    return BadConfiguration(
        msg(
            "“{name}” is written in a way that the program cannot change without touching other lines; nothing was "
            "changed. Please enter the members there by hand.",
            name="organisation.yaml",
        )
    )


def _body(old: Body, new: Body) -> Wanted:
    if old == new:
        return None
    known = [_changed(before, after) for before, after in zip(old.members, new.members, strict=False)]
    return {"members": [*known, *(_whole(member) for member in new.members[len(old.members) :])]}


def _whole(member: Member) -> Wanted:
    """A member in the order of the record, without what need not be said."""
    found = {name: getattr(member, name) for name in _TEXTS if getattr(member, name)}
    found |= _dates(member)
    for name in _LISTS:
        entries = getattr(member, name)
        if entries != Member.model_fields[name].default:
            found[name] = [_entry(entry) for entry in entries]
    return found


def _changed(old: Member, new: Member) -> Wanted:
    """Only what is different: the rest stays as it is typed."""
    if old == new:
        return None
    found: dict[str, Wanted] = {name: getattr(new, name) for name in _TEXTS if getattr(new, name) != getattr(old, name)}
    found |= _dates(new, old)
    for name in _LISTS:
        before, after = getattr(old, name), getattr(new, name)
        if before == after:
            continue
        unsaid = before == Member.model_fields[name].default  # whether it is typed or not, nobody can tell
        kept = [
            _entry(entry) if unsaid else _entry_changed(entry, now) for entry, now in zip(before, after, strict=False)
        ]
        found[name] = [*kept, *(_entry(entry) for entry in after[len(before) :])]
    return found


def _dates(new: Dated, old: Dated | None = None) -> dict[str, Wanted]:
    """`from` and `to`, where they are set and were not so before."""
    found: dict[str, Wanted] = {}
    for name in _DATES:
        day: date | None = getattr(new, name)
        if day is not None and day != getattr(old, name, None):
            found[name.rstrip("_")] = date_in_figures(day)
    return found


def _entry(entry: Entry) -> dict[str, Wanted]:
    """A status, a state or an office as it is written."""
    decision = {"decision": entry.decision} if entry.decision else {}
    return {"value": entry.value.value, **_dates(entry), **decision}


def _entry_changed(old: Entry, new: Entry) -> Wanted:
    found = _dates(new, old)
    if new.decision != old.decision:
        found["decision"] = new.decision
    return found or None
