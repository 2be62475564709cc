"""Invented people: names with their tones right, and who joins, leaves or becomes official in the year."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from pipeline.organisation import Member, MemberState, Office, Status
from pipeline.organisation.members import DatedOffice, DatedState, DatedStatus
from pipeline.synth.phrases import Names, Sector

ONE_DAY = timedelta(days=1)


def invented_name(rng: Random, names: Names, taken: set[str]) -> str:
    """A name that nobody in `taken` bears; it is added there."""
    while True:
        family = rng.choice(names.common_families if rng.random() < 0.6 else names.families)
        if rng.random() < 0.55:
            middle = f"Thị {rng.choice(names.female_middles)}" if rng.random() < 0.8 else "Thị"
            name = f"{family} {middle} {rng.choice(names.female_givens)}"
        else:
            name = f"{family} {rng.choice(names.male_middles)} {rng.choice(names.male_givens)}"
        words = name.split()
        if name not in taken and len(set(words)) == len(words):
            taken.add(name)
            return name


def first_members(rng: Random, names: Names, sector: Sector, size: int, taken: set[str]) -> list[Member]:
    """Official members at the beginning of the year: secretary, deputy, the committee, then everybody else."""
    works = [sector.head, sector.deputy]
    works += [rng.choice(sector.works) for _ in range(size - len(works))]
    offices = [Office.SECRETARY, Office.DEPUTY] + [Office.COMMITTEE_MEMBER] * (committee_size(rng, size) - 2)
    return [
        Member(
            name=invented_name(rng, names, taken),
            work=work,
            offices=(DatedOffice(value=offices[place]),) if place < len(offices) else (),
        )
        for place, work in enumerate(works)
    ]


def committee_size(rng: Random, size: int) -> int:
    """3 to 5, as the cell is large."""
    if size < 16:
        return 3
    return 5 if size >= 26 else rng.randint(3, 5)


def with_namesakes(rng: Random, members: list[Member]) -> list[Member]:
    """Two of those without office bear one name now, told apart by the year they were born."""
    plain = [place for place, member in enumerate(members) if not member.offices]
    one, other = rng.sample(plain, 2)
    years = rng.sample(range(1966, 1994), 2)
    changed = list(members)
    for place, year in zip((one, other), years, strict=True):
        changed[place] = members[place].model_copy(update={"name": members[one].name, "distinct": f"sinh năm {year}"})
    return changed


def exempted(rng: Random, member: Member, year: int) -> Member:
    """The member freed from work and meetings since some day of the year before."""
    since = date(year - 1, rng.randint(1, 12), rng.randint(1, 28))
    state = DatedState(value=MemberState.EXEMPT, from_=since, decision=decision(rng, since))
    return member.model_copy(update={"states": (state,)})


def admitted(name: str, work: str, on: date, rng: Random) -> Member:
    """A member on probation from the day of admission, official in the second month after a year of it."""
    official = official_day(on)
    return Member(
        name=name,
        work=work,
        from_=on,
        status=(
            DatedStatus(
                value=Status.PROBATIONARY, from_=on, to=official - ONE_DAY, decision=decision(rng, on - 6 * ONE_DAY)
            ),
            DatedStatus(value=Status.OFFICIAL, from_=official, decision=decision(rng, official - 4 * ONE_DAY)),
        ),
    )


def official_day(admission: date) -> date:
    """The day the decision on full membership counts from: the cell votes in the month before."""
    years, month = divmod(admission.month + 1, 12)
    return date(admission.year + 1 + years, month + 1, 1)


def decision(rng: Random, day: date) -> str:
    """`57-QĐ/ĐU, ngày 03/5/2018`."""
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"{rng.randint(21, 480)}-QĐ/ĐU, ngày {day.day:02}/{month}/{day.year}"
