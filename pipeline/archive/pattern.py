"""How the archive's folders are called: a pattern of the office, from a closed list of fields, safe on every system.

Everything is lower case ASCII, so no two names differ by case or by how an accent is stored; nothing in it comes from a
form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from pipeline.errors import BadConfiguration
from pipeline.meeting import MeetingKind
from pipeline.messages import Message, msg
from pipeline.vietnamese.dates import Month

DEFAULT_TEXT = "{body}/{year}/{month}-{kind}"
FIELDS = ("body", "year", "quarter", "month", "kind")

_NEEDED = ("body", "year", "month", "kind")  # without one of them, two meetings would share a folder
_LEVEL = re.compile(r"(?:\{[a-z]+\}|[a-z0-9_-])+")
_FIELD = re.compile(r"\{([a-z]+)\}")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
_MOST_LEVELS = 6
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

    def glob(self, body: str = "*", year: int | None = None) -> str:
        """What finds all meetings' folders, or those of a body or a year."""
        values = {"body": body, "year": "*" if year is None else f"{year:04}"}
        names = [_FIELD.sub(lambda found: values.get(found[1], "*"), level) for level in self.levels]
        return "/".join([*names[:-1], f"{names[-1]}*"]).replace("**", "*")

    @property
    def above(self) -> str:
        """What finds the folders that meetings' folders lie in."""
        return self.glob().rpartition("/")[0]


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
    if not all(_LEVEL.fullmatch(level) and not _DEVICE.fullmatch(level) for level in levels):
        return msg(
            "“archive: {pattern}”: names of folders may have small letters without accents, digits, “-” and “_” only, "
            "with “/” between them.",
            pattern=text,
        )
    if "{body}" not in levels[:-1]:
        return msg("“archive: {pattern}”: “{{body}}” must be a folder of its own, above the last one.", pattern=text)
    if len(levels) > _MOST_LEVELS or len(text) > _LONGEST_TEXT:
        return msg("“archive: {pattern}” is too long.", pattern=text)
    return None


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)
