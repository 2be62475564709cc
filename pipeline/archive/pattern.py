"""How the archive's folders are called: a pattern of the office, from a closed list of fields, safe on every system.

Everything is lower case ASCII, so no two names differ by case or by how an accent is stored; nothing in it comes from a
form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

from pipeline.errors import BadConfiguration
from pipeline.meeting import MeetingKind
from pipeline.messages import Message, msg
from pipeline.vietnamese.dates import Month
from pipeline.vietnamese.text import is_device_name

DEFAULT_TEXT = "{body}/{year}/{month}-{kind}"
FIELDS = ("body", "year", "quarter", "month", "kind")

_NEEDED = ("body", "year", "month", "kind")  # without one of them, two meetings would share a folder
_LEVEL = re.compile(r"(?:\{[a-z]+\}|[a-z0-9_-])+")
_FIELD = re.compile(r"\{([a-z]+)\}")
_FEWEST_LEVELS, _MOST_LEVELS = 3, 6  # other records lie three folders deep whatever the pattern
_LONGEST_TEXT = 80  # Windows gives a whole path 260 characters, the office's own folder and our file names included


@dataclass(frozen=True)
class Pattern:
    """The levels of folders from the outbox down to a meeting's own."""

    levels: tuple[str, ...]

    @property
    def text(self) -> str:
        """As an office writes it: `{body}/{year}/{month}-{kind}`."""
        return "/".join(self.levels)

    def folder(self, body: str, month: Month, kind: MeetingKind, ordinal: int) -> PurePosixPath:
        """A meeting's folder below the outbox. The first of its kind in a period bears no number of its own."""
        values = {
            "body": body,
            "year": f"{month.year:04}",
            "quarter": f"quy-{(month.month + 2) // 3}",
            "month": f"{month.month:02}",
            "kind": kind.slug,
        }
        names = [_FIELD.sub(lambda found: values[found[1]], level) for level in self.levels]
        return PurePosixPath(*names[:-1], names[-1] + ("" if ordinal == 1 else f"-{ordinal}"))

    def level(self, field: str) -> int:
        """Which level a field stands in, counted from the outbox."""
        return next(number for number, level in enumerate(self.levels) if f"{{{field}}}" in level)

    def year(self, parts: Sequence[str]) -> int | None:
        """The year that a meeting's folder says by its path below the outbox; None where it says none."""
        level = self.level("year")
        said = re.fullmatch(_expression(self.levels[level]), parts[level])
        return int(said["year"]) if said else None

    def meeting(self, parts: Sequence[str]) -> tuple[str, Month, MeetingKind, int] | None:
        """Body, month, kind and ordinal that a folder says by its path; None where it was not named by this pattern."""
        said: dict[str, str] = {}
        last = len(self.levels) - 1
        for number, (level, name) in enumerate(zip(self.levels, parts, strict=True)):
            found = re.fullmatch(_expression(level) + (r"(?:-(?P<ordinal>[1-9]\d?))?" if number == last else ""), name)
            if found is None or any(said.get(field, value) != value for field, value in found.groupdict().items()):
                return None
            said |= {field: value for field, value in found.groupdict().items() if value is not None}
        kind = next(kind for kind in MeetingKind if kind.slug == said["kind"])
        return said["body"], Month(int(said["year"]), int(said["month"])), kind, int(said.get("ordinal", 1))


_EXPRESSIONS = {
    "body": "[a-z0-9-]+",
    "year": r"\d{4}",
    "quarter": "quy-[1-4]",
    "month": "0[1-9]|1[0-2]",
    "kind": "|".join(re.escape(kind.slug) for kind in MeetingKind),
}


@cache
def _expression(level: str) -> str:
    """What the names in a level look like, each field as a named group; a field that stands there twice counts once."""
    seen: set[str] = set()

    def group(found: re.Match[str]) -> str:
        name = found[1]
        said = f"(?P={name})" if name in seen else f"(?P<{name}>{_EXPRESSIONS[name]})"
        seen.add(name)
        return said

    return _FIELD.sub(group, level)


DEFAULT = Pattern(tuple(DEFAULT_TEXT.split("/")))


def parse_pattern(text: str) -> Pattern:
    """The pattern that an office writes. Raises `BadConfiguration` saying what is wrong with it."""
    levels = tuple(text.split("/"))
    fault = _fault(text, levels)
    if fault is not None:
        raise BadConfiguration(fault)
    return Pattern(levels)


def _fault(text: str, levels: tuple[str, ...]) -> Message | None:
    fields = _FIELD.findall(text)
    if unknown := [name for name in fields if name not in FIELDS]:
        return msg(
            "“archive: {pattern}”: there is no field “{name}”; known are: {known}.",
            pattern=text,
            name=unknown[0],
            known=_listed(FIELDS),
        )
    if missing := [name for name in _NEEDED if name not in fields]:
        return msg("“archive: {pattern}”: the field “{name}” is missing.", pattern=text, name=missing[0])
    if not all(_LEVEL.fullmatch(level) and not is_device_name(level) for level in levels):
        return msg(
            "“archive: {pattern}”: names of folders may have small letters without accents, digits, “-” and “_” only, "
            "with “/” between them.",
            pattern=text,
        )
    if "{body}" not in levels[:-1]:
        return msg("“archive: {pattern}”: “{{body}}” must be a folder of its own, above the last one.", pattern=text)
    if len(levels) < _FEWEST_LEVELS:
        return msg("“archive: {pattern}” needs three folders at least, one in the other.", pattern=text)
    if len(levels) > _MOST_LEVELS or len(text) > _LONGEST_TEXT:
        return msg("“archive: {pattern}” is too long.", pattern=text)
    return None


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)
