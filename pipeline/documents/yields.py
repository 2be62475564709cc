"""How many documents of a kind a meeting yields, and what tells several of them apart."""

from __future__ import annotations

from itertools import count

from pipeline.meeting import Assessment, Meeting, MeetingKind, Outcome
from pipeline.vietnamese.text import slug

_LONGEST_NAME = 60  # letters of an author in the name of a file


def always(_meeting: Meeting) -> int:
    return 1


def invited(meeting: Meeting) -> int:
    return int(bool(meeting.agenda or meeting.thematic))


def scored_kind(meeting: Meeting) -> int:
    """A committee's meeting is not scored."""
    return int(not meeting.kind.is_committee and bool(meeting.agenda or meeting.thematic))


def scored(meeting: Meeting) -> int:
    points = (points for row in meeting.score for points in (row.self_score, row.cell_score, row.superior_score))
    return int(any(value is not None for value in points))


def author(meeting: Meeting, part: int) -> str:
    """The author's name as a file may bear it, each paper's its own: who went on writing keeps their file."""
    names: list[str] = []
    for number, paper in enumerate(meeting.thematic.papers if meeting.thematic else (), 1):
        base = slug(paper.author)[:_LONGEST_NAME].strip("-") or str(number)
        later = (f"{base}-{again}" for again in count(2))
        names.append(base if base not in names else next(name for name in later if name not in names))
    return names[part]


def papers(meeting: Meeting) -> int:
    return len(meeting.thematic.papers) if meeting.thematic else 0


def resolves(meeting: Meeting) -> int:
    return int(meeting.outcome is Outcome.RESOLUTION)


def drafts(meeting: Meeting) -> int:
    """A draft needs something to be resolved; tasks in the plan of a thematic meeting only prepare it."""
    part, is_thematic = meeting.thematic, meeting.kind is MeetingKind.THEMATIC
    proposed = meeting.resolution.directions or meeting.resolution.implementation
    tasks = () if is_thematic else meeting.new_tasks
    return int(bool(resolves(meeting) and (proposed or tasks or (part and (part.content or part.targets)))))


def reports(meeting: Meeting) -> int:
    """A report needs something that was done in the month it looks back on."""
    looked_back = meeting.last_tasks or meeting.assessment != Assessment()
    return int(meeting.kind is MeetingKind.REGULAR and bool(looked_back))
