"""The points of a year gathered by their words: one that comes near an earlier one is that one, told again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.outlook.filed import FiledMeeting
from pipeline.reports.held import Held, Source, held_until
from pipeline.reports.office_year import OfficeYear
from pipeline.reports.weaknesses.model import Beside, BodyWeaknesses, Kind, MeetingPoints, Theme
from pipeline.reports.weaknesses.points import ALIKE, likeness, points_in, words_of
from pipeline.vietnamese.dates import Month


def weaknesses_of(year: OfficeYear, body: str, meetings: Sequence[FiledMeeting]) -> BodyWeaknesses:
    """What the meetings of the year recorded; what comes back is sought in the year before, too."""
    years = (year.year - 1, year.year)
    held = (one for one in held_until(meetings, year.today) if one.meeting.month.year in years)
    told = sorted((_points(one) for one in held), key=lambda one: one.source.month)
    themes = (theme for kind in Kind for theme in _themes(kind, told))
    return BodyWeaknesses(
        body=body,
        meetings=tuple(one for one in told if one.source.month.year == year.year),
        themes=tuple(theme for theme in themes if theme.months[-1].year == year.year),
    )


def _points(held: Held) -> MeetingPoints:
    assessment = held.record.get("assessment") or {}
    texts = {kind: assessment.get(kind.value) or "" for kind in Kind}
    points = {kind: points_in(text) if text else () for kind, text in texts.items()}
    return MeetingPoints(held.source, points, bool(texts[Kind.WEAKNESS].strip()))


@dataclass
class _Theme:
    """A theme while the meetings are gone through; `words` are those of its first telling, which all are held to."""

    text: str
    words: frozenset[str]
    told: list[tuple[Source, str]] = field(default_factory=list)
    meetings: list[MeetingPoints] = field(default_factory=list)


def _themes(kind: Kind, told: Iterable[MeetingPoints]) -> list[Theme]:
    themes: list[_Theme] = []
    known: dict[frozenset[str], _Theme] = {}
    for meeting in told:
        for point in meeting.points[kind]:
            words = words_of(point)
            theme = known.get(words) or _nearest(themes, words)
            if theme is None:
                theme = _Theme(point, words)
                themes.append(theme)
            known[words] = theme
            theme.told.append((meeting.source, point))
            theme.meetings.append(meeting)
    return [_whole(kind, theme) for theme in themes]


def _nearest(themes: Iterable[_Theme], words: frozenset[str]) -> _Theme | None:
    """The theme that comes nearest, of those that are near enough; of several the oldest."""
    best, found = ALIKE, None
    for theme in themes:
        if len(words) * 2 < len(theme.words) or len(theme.words) * 2 < len(words):
            continue  # too few words to be alike
        near = likeness(theme.words, words)
        if near > best or (found is None and near == best):
            best, found = near, theme
    return found


def _whole(kind: Kind, theme: _Theme) -> Theme:
    told = tuple(theme.told)
    if kind is not Kind.WEAKNESS:
        return Theme(kind, theme.text, told)
    return Theme(kind, theme.text, told, *(_beside(theme.meetings, other) for other in (Kind.CAUSE, Kind.REMEDY)))


def _beside(meetings: Iterable[MeetingPoints], kind: Kind) -> tuple[Beside, ...]:
    """What the meetings recorded of another kind, each once."""
    texts: dict[frozenset[str], str] = {}
    months: dict[frozenset[str], set[Month]] = {}
    for meeting in meetings:
        for point in meeting.points[kind]:
            words = words_of(point)
            texts.setdefault(words, point)
            months.setdefault(words, set()).add(meeting.source.month)
    found = (Beside(text, len(months[words])) for words, text in texts.items())
    return tuple(sorted(found, key=lambda one: -one.months))
