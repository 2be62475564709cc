"""Who may be meant by a name that the roster does not have as it was typed."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from functools import cached_property

from pipeline.organisation import BodyOnDay, MemberOnDay, Office
from pipeline.vietnamese.text import folded, strip_accents

_TITLES = (
    *("đồng chí", "đ/c", "đc", "ông", "bà", "thầy", "cô", "chi ủy viên", "phó bí thư chi bộ", "bí thư chi bộ"),
    *sorted((folded(office.label) for office in Office), key=len, reverse=True),
)
_BARE_TITLES = tuple(strip_accents(title) for title in _TITLES)
# One letter in a short name, two in a long one; members whose names are that near to each other are told apart first.
_NEAR = 0.87


class Roster:
    """The members of a body on a day, looked up by names with a title, without accents, or mistyped."""

    def __init__(self, body: BodyOnDay) -> None:
        self._body = body

    def meant(self, typed: str) -> MemberOnDay | None:
        """The one member whose name it is, also with a title before it; None for namesakes and for others."""
        for name in _without_titles(folded(typed)):
            if found := self._body.named(name):
                return found[0] if len(found) == 1 else None
        return None

    def bare(self, typed: str) -> tuple[MemberOnDay, ...]:
        """Every member it may mean, typed without any accent: `Tran Van Hoa`.

        With one accent typed the name may be whole, and somebody else's: `Trần Văn Hoa` is not `Trần Văn Hòa`.
        """
        for name in _without_titles(folded(typed)):
            if name == strip_accents(name) and (found := self._by_bare.get(name)):
                return tuple(member for _, member in found)
        return ()

    def near(self, typed: str) -> MemberOnDay | None:
        """The one member whose name is nearly that; None where none or several are."""
        name = folded(typed)
        alike = self._by_bare.get(strip_accents(name), ())
        if len(alike) == 1:
            return alike[0][1]
        found = difflib.get_close_matches(name, self._by_name, n=2, cutoff=_NEAR)
        return self._by_name[found[0]] if len(found) == 1 else None

    @cached_property
    def _by_name(self) -> dict[str, MemberOnDay]:
        return {folded(member.name): member for member in self._body.members}

    @cached_property
    def _by_bare(self) -> dict[str, tuple[tuple[str, MemberOnDay], ...]]:
        found: dict[str, tuple[tuple[str, MemberOnDay], ...]] = {}
        for member in self._body.members:
            key = folded(member.name)
            found[strip_accents(key)] = (*found.get(strip_accents(key), ()), (key, member))
        return found


def _without_titles(name: str) -> Iterator[str]:
    """The name, and what is left of it once titles are taken off, one after the other."""
    while True:
        yield name
        bare = strip_accents(name)
        title = next((title for title in _BARE_TITLES if bare.startswith((f"{title} ", f"{title}:"))), "")
        if not title:
            return
        name = name[len(title) :].lstrip(" :.")
