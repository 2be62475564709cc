"""Forms half filled with what the office knows: the roster of the day, the meeting's code, what is planned and open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipeline.archive import meeting_code
from pipeline.forms import Prefill
from pipeline.forms.content import Content, meeting_content, roster_content, value_at
from pipeline.forms.entries import Steps
from pipeline.forms.prefill import RowValues
from pipeline.meeting import FollowUp, Meeting, MeetingKind, Stage
from pipeline.organisation import Body, BodyOnDay, MemberState, Office, Organisation, body_on_day
from pipeline.outlook import carried
from pipeline.outlook.filed import FiledMeeting
from pipeline.outlook.programmes import quarter_of, topics_due
from pipeline.outlook.wanted import FormWanted
from pipeline.regulations import Regulations
from pipeline.vietnamese.dates import Month
from pipeline.vietnamese.text import person_name

_OWNERS = re.compile(r"[,;]| và ")


@dataclass(frozen=True)
class BodyFile:
    """What the office knows of one body; `meetings` are all it filed, oldest first."""

    organisation: Organisation
    regulations: Regulations
    body: Body
    meetings: tuple[FiledMeeting, ...]

    def on(self, day: date) -> BodyOnDay:
        return body_on_day(self.organisation, self.body, day)


def prefill_for(
    organisation: Organisation, regulations: Regulations, body: Body, kind: MeetingKind, day: date
) -> Prefill:
    """What the office knows of a body on the day: names, totals, usual place, score frame."""
    there = body_on_day(organisation, body, day)
    counted = there.committee_members if kind is MeetingKind.COMMITTEE else there.members
    official = sum(member.is_official for member in counted)
    sheet = regulations.on(day).score_sheet(kind)
    chair = there.holder(Office.SECRETARY) or there.holder(Office.ACTING)
    return Prefill(
        body=body.id,
        body_name=there.name,
        period=Month.of(day),
        day=day,
        place=there.meeting_place,
        places=(there.meeting_place,) if there.meeting_place else (),
        chair=chair.name if chair else "",
        members=_labels(there),
        total_official=official,
        total_probationary=len(counted) - official,
        score_criteria=tuple((group.name, group.points) for group in sheet.groups),
    )


def _labels(there: BodyOnDay) -> tuple[str, ...]:
    """Names as the form offers them; members who meet elsewhere for a time are not offered."""
    return tuple(m.label for m in there.members if MemberState.TEMPORARY_AWAY not in m.states)


def content_of(file: BodyFile, wanted: FormWanted, today: date, day: date | None = None) -> Content:
    """The form, as far as it can be filled. `day` is that of the meeting where it is known.

    Raises `ArchiveDamaged` where a filed meeting it draws on cannot be read.
    """
    if wanted.stage is Stage.FOLLOWED_UP:
        return _follow_up(file, wanted, today)
    record = _plan(wanted)
    prefill = _prefill(file, wanted, (record.day if record else None) or day, today)
    if wanted.stage in (Stage.PLANNED, Stage.HELD):
        prefill = _with_what_is_known(file, wanted, prefill, record)
    elif wanted.filed:
        prefill = replace(prefill, given={("earlier_day",): wanted.filed.day})
    return meeting_content(wanted.kind, wanted.stage, prefill, record)


def _prefill(file: BodyFile, wanted: FormWanted, day: date | None, today: date) -> Prefill:
    """The roster is that of the meeting's day; not known, of today or the nearest day of the period."""
    month = wanted.month
    nearest = min(max(today, month.first_day), month.plus(1).first_day - timedelta(days=1))
    known = prefill_for(file.organisation, file.regulations, file.body, wanted.kind, day or nearest)
    return replace(
        known,
        code=meeting_code(file.body.id, month, wanted.kind, wanted.ordinal),
        period=month,
        ordinal=wanted.ordinal if wanted.ordinal > 1 else None,
        day=day,
    )


def _plan(wanted: FormWanted) -> Meeting | None:
    """What the archive has of the meeting, to be filled on: its minutes, else its plan with the day it was put off to.

    What came after a meeting is left to the form of that, and a mark that figures are true holds for one form only.
    """
    filed = wanted.filed
    if filed is None or wanted.stage not in (Stage.PLANNED, Stage.HELD):
        return None
    if wanted.stage is Stage.HELD and filed.is_held:
        return filed.record(Stage.HELD)
    planned, postponed = filed.record(Stage.PLANNED), filed.record(Stage.POSTPONED)
    record = planned or postponed
    if record is None:
        return None
    put_off = {name: getattr(postponed, name) for name in ("day", "earlier_day", "reason")} if postponed else {}
    return record.model_copy(update={**put_off, "follow_up": FollowUp(), "confirmed": False})


def _with_what_is_known(file: BodyFile, wanted: FormWanted, prefill: Prefill, record: Meeting | None) -> Prefill:
    """What was planned, prepared and left open. What the record states is its clerk's: nothing is added to it."""
    given: dict[Steps, object] = {}
    rows: dict[Steps, Sequence[RowValues]] = {}
    if wanted.kind is MeetingKind.THEMATIC and (record is None or record.thematic is None):
        given |= _topic(file, wanted, prefill)
    if wanted.kind is MeetingKind.REGULAR:
        earlier = [meeting for meeting in file.meetings if _is_earlier(meeting, prefill, wanted.month)]
        prepared = carried.committee_record(earlier, wanted.month)
        if prepared is not None:
            given |= carried.prepared_answers(prepared)
            found = carried.prepared_rows(prepared, prefill.day)
            rows |= {path: listed for path, listed in found.items() if not value_at(record, path)}
        if wanted.stage is Stage.HELD:  # a plan knows no states yet
            rows[carried.LAST_TASKS] = carried.task_rows(carried.open_tasks(earlier), prepared)
    return replace(prefill, given=given, rows=rows)


def _is_earlier(meeting: FiledMeeting, prefill: Prefill, month: Month) -> bool:
    """Whether a meeting came before the one the form is for, as far as their days are known."""
    if meeting.code == prefill.code or meeting.month > month:
        return False
    return meeting.day is None or prefill.day is None or meeting.day <= prefill.day


def _topic(file: BodyFile, wanted: FormWanted, prefill: Prefill) -> dict[Steps, object]:
    """The quarter's topic from the programme; its owner presents it where that is one member."""
    due = topics_due(file.meetings, quarter_of(wanted.month))
    chosen = next((topic for topic in due if topic.month == wanted.month), due[0] if due else None)
    if chosen is None:
        return {}
    there = file.on(prefill.day or wanted.month.first_day)
    owners = _OWNERS.split(chosen.owner)
    named = [found for name in owners if len(found := there.named(person_name(name))) == 1]
    presenter = named[0][0].label if named else ""
    return {
        ("thematic", "topic"): chosen.topic,
        ("thematic", "content"): chosen.content,
        ("thematic", "presenter"): presenter,
    }


def _follow_up(file: BodyFile, wanted: FormWanted, today: date) -> Content:
    """What came after a meeting: the papers it yielded, to be told when they went out. Each such form only adds."""
    filed = wanted.filed
    prefill = _prefill(file, wanted, filed.day if filed else None, today)
    papers: list[RowValues] = [
        {("kind",): kind, ("number",): number} for kind, number in (filed.numbered() if filed and filed.is_held else ())
    ]
    return meeting_content(wanted.kind, wanted.stage, replace(prefill, rows={("follow_up", "dispatches"): papers}))


def roster_form(file: BodyFile, today: date) -> Content:
    """The form of roster changes: it offers the members of the day."""
    there = file.on(today)
    return roster_content(Prefill(body=there.id, body_name=there.name, members=tuple(m.label for m in there.members)))
