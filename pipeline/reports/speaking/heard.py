"""Who gave opinions and who presented at one meeting, held against those who were there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.reports.roll_call import Doubt, Mark, RollCall, Trouble
from pipeline.vietnamese.text import folded

_OPINIONS, _PRESENTER = "Ý kiến thảo luận", "Người trình bày"


@dataclass(frozen=True)
class Heard:
    """By places among the seats: how many opinions each member present gave, and items they presented.

    `others` counts opinions of guests and visitors. What names nobody who was there is a doubt.
    """

    opinions: Counter[int] = field(default_factory=Counter)
    presented: Counter[int] = field(default_factory=Counter)
    others: int = 0
    doubts: tuple[Doubt, ...] = ()


def heard_at(call: RollCall) -> Heard | None:
    """What the agenda says; None where the meeting counts for nobody, or where its form has no agenda."""
    agenda = call.record.get("agenda") or ()
    if not call.is_counted or not agenda:
        return None
    speakers = Counter(opinion["speaker"] for item in agenda for opinion in item.get("opinions") or ())
    presenters = Counter(item["presenter"] for item in agenda if item.get("presenter"))
    guests = {folded(guest["name"]) for guest in call.record["roll"].get("guests") or ()}
    beside = guests | {folded(name) for name in call.visitors}
    spoke = _Placed(call, beside, _OPINIONS, speakers)
    put_forward = _Placed(call, beside, _PRESENTER, presenters)
    return Heard(spoke.members, put_forward.members, spoke.others, (*spoke.doubts, *put_forward.doubts))


class _Placed:
    """Names with their counts: members present by their places; guests and visitors; and doubts for all others."""

    def __init__(self, call: RollCall, beside: set[str], where: str, names: Counter[str]) -> None:
        self.members: Counter[int] = Counter()
        self.others = 0
        self.doubts: list[Doubt] = []
        for name, times in names.items():
            place = call.place(name)
            if not isinstance(place, Trouble) and call.marks[place] is Mark.PRESENT:
                self.members[place] += times
            elif folded(name) in beside:
                self.others += times
            else:
                self.doubts += _doubts(call, place, where, name)


def _doubts(call: RollCall, place: int | Trouble, where: str, name: str) -> Iterator[Doubt]:
    if isinstance(place, Trouble):
        yield Doubt(place, where, name)
    else:
        yield Doubt(Trouble.NOT_THERE, where, name, call.marks[place].label)
