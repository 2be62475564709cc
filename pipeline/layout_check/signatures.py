"""The end of a document: who signs as what, and who receives it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.layout_check import words
from pipeline.layout_check.model import Line
from pipeline.regulations import ComponentName

C = ComponentName
_LONGEST = 20  # lines of an end that stands in no table
_ASIDE = ("(", "[", "…", ".", "_")  # `(Ký, ghi rõ họ tên)`, a dotted line

Found = dict[ComponentName, tuple[Line, ...]]
Group = tuple[int, int]


@dataclass(frozen=True)
class Signatures:
    """The components of the end. `roles` are those offices that stand without an authority: `THƯ KÝ`, `CHỦ TRÌ`."""

    starts_at: int = 0
    found: Found = field(default_factory=dict)
    roles: tuple[Line, ...] = ()


def signatures(lines: Sequence[Line]) -> Signatures:
    """The end of the document whose lines behind the head are given; `starts_at` is its first line among them."""
    start, end = _bounds(lines)
    groups: dict[Group, list[Line]] = {}
    for line in lines[start:end]:
        groups.setdefault(_group(line), []).append(line)
    found: dict[ComponentName, list[Line]] = {}
    roles: list[Line] = []
    for group in groups.values():
        signing = _without_recipients(group, found)
        _signed(signing, found, roles)
    return Signatures(start, {name: tuple(kept) for name, kept in found.items()}, tuple(roles))


def _bounds(lines: Sequence[Line]) -> tuple[int, int]:
    start = next((place for place, line in enumerate(lines) if _opens(line)), None)
    if start is None:
        start = _roles(lines)
    if start is None:
        return len(lines), len(lines)
    cell = lines[start].cell
    if cell is None:
        return start, min(len(lines), start + _LONGEST)
    table = [place for place, line in enumerate(lines) if line.cell and line.cell.table == cell.table]
    return min(table), max(table) + 1


def _opens(line: Line) -> bool:
    return bool(words.RECIPIENTS.match(line.text)) or words.is_authority(line.text)


def _roles(lines: Sequence[Line]) -> int | None:
    """Where the last lines begin that say as what somebody signs."""
    for place in range(len(lines) - 1, max(-1, len(lines) - _LONGEST), -1):
        if words.is_role(lines[place].text):
            before = place - 1
            while before >= 0 and words.is_role(lines[before].text):
                before -= 1
            return before + 1
    return None


def _group(line: Line) -> Group:
    """What stands below each other belongs together: a column of the table, or what a tab sets aside."""
    return (1, line.cell.column) if line.cell else (0, line.column)


def _without_recipients(group: Sequence[Line], found: dict[ComponentName, list[Line]]) -> list[Line]:
    label = next((place for place, line in enumerate(group) if words.RECIPIENTS.match(line.text)), None)
    if label is None:
        return [line for line in group if not _is_listed(line)]
    found.setdefault(C.RECIPIENTS_LABEL, []).append(group[label])
    in_table = group[label].cell is not None
    rest = group[label + 1 :]
    listed = [line for line in rest if in_table or _is_listed(line)]
    found.setdefault(C.RECIPIENTS, []).extend(listed)
    return [*group[:label], *(line for line in rest if line not in listed)]


def _is_listed(line: Line) -> bool:
    return line.labelled.startswith(("-", "–", "+", "•"))


def _signed(group: Sequence[Line], found: dict[ComponentName, list[Line]], roles: list[Line]) -> None:
    lines = [line for line in group if not line.text.startswith(_ASIDE)]
    if not lines:
        return
    authority = [line for line in lines if words.AUTHORITY.match(line.text)][:1]
    behind = lines[lines.index(authority[0]) + 1 :] if authority else lines
    signer = behind[-1:] if behind and not _is_office(behind[-1]) else []
    offices = behind[: len(behind) - len(signer)]
    if authority:
        named = next((place for place, line in enumerate(offices) if words.OFFICE.match(line.text)), 0)
        authority += offices[:named]
        offices = offices[named:]
    else:
        roles += offices
    for name, kept in ((C.AUTHORITY, authority), (C.OFFICE, offices), (C.SIGNER, signer)):
        if kept:
            found.setdefault(name, []).extend(kept)


def _is_office(line: Line) -> bool:
    return bool(words.OFFICE.match(line.text)) or words.is_role(line.text)
