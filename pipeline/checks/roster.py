"""Who may be meant by a name that the roster does not have as it was typed."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from functools import cached_property

from pipeline.organisation import BodyOnDay, MemberOnDay, Office
from pipeline.vietnamese.names import bare_name
from pipeline.vietnamese.text import folded

_FORMS_OF_ADDRESS = tuple(map(bare_name, ("đồng chí", "đ/c", "đc", "ông", "bà", "thầy", "cô")))
_OFFICES = (
    *("Chi ủy viên", "Bí thư chi bộ", "Phó bí thư chi bộ", *(office.label for office in Office)),
    *("Hiệu trưởng", "Phó hiệu trưởng", "Giám đốc", "Phó giám đốc", "Trưởng trạm", "Phó trưởng trạm"),
    *("Trưởng phòng", "Phó trưởng phòng", "Tổ trưởng", "Tổ phó", "Chủ tịch", "Phó chủ tịch"),
)
# One letter in a short name, two in a long one; members whose names are that near to each other are told apart first.
_NEAR = 0.87


class Roster:
    """The members of a body on a day, looked up by names with a title, without accents, or mistyped."""

    def __init__(self, body: BodyOnDay) -> None:
        self._body = body

    def meant(self, typed: str) -> MemberOnDay | None:
        """The one member whose name it is, also with a title before it; None for namesakes and for others."""
        for name, _ in self._without_titles(typed):
            if found := self._body.named(name):
                return found[0] if len(found) == 1 else None
        return None

    def office_before(self, typed: str) -> bool:
        """Whether an office, not only a form of address, stands before the name of the members it may mean."""
        return next((office for name, office in self._without_titles(typed) if self._body.named(name)), False)

    def bare(self, typed: str) -> tuple[MemberOnDay, ...]:
        """Every member it may mean, typed without any accent: `Tran Van Hoa`."""
        for name, _ in self._without_titles(typed):
            if found := self._by_bare.get(name):
                return found
        return ()

    def near(self, typed: str) -> MemberOnDay | None:
        """The one member whose name is nearly that; None where none or several are."""
        name = folded(typed)
        alike = self._by_bare.get(bare_name(name), ())
        if len(alike) == 1:
            return alike[0]
        found = difflib.get_close_matches(name, self._by_name, n=2, cutoff=_NEAR)
        return self._by_name[found[0]] if len(found) == 1 else None

    @cached_property
    def _by_name(self) -> dict[str, MemberOnDay]:
        return {folded(member.name): member for member in self._body.members}

    @cached_property
    def _by_bare(self) -> dict[str, tuple[MemberOnDay, ...]]:
        found: dict[str, tuple[MemberOnDay, ...]] = {}
        for member in self._body.members:
            key = bare_name(member.name)
            found[key] = (*found.get(key, ()), member)
        return found

    @cached_property
    def _offices(self) -> tuple[str, ...]:
        """Offices that may stand before a name, the longest first: those of the Party, and members' own at work."""
        works = (member.work for member in self._body.members)
        return tuple(sorted(set(map(bare_name, (*_OFFICES, *works))) - {""}, key=lambda title: (-len(title), title)))

    def _without_titles(self, typed: str) -> Iterator[tuple[str, bool]]:
        """The name, and what is left of it as titles are taken off one by one; whether one of these was an office."""
        name, office = folded(typed), False
        while True:
            yield name, office
            address = _title_before(name, _FORMS_OF_ADDRESS)
            title = address or _title_before(name, self._offices)
            if not title:
                return
            office = office or not address
            name = name[len(title) :].lstrip(" :.,-–")


def _title_before(name: str, titles: tuple[str, ...]) -> str:
    """Which of the titles a name begins with; empty where none."""
    bare = bare_name(name)
    return next((title for title in titles if bare.startswith((f"{title} ", f"{title}:", f"{title},"))), "")
