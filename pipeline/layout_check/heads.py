"""The head of a document: the title on the right, who issues it and its number on the left."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.layout_check import words
from pipeline.layout_check.model import Line
from pipeline.regulations import ComponentName, RuleSet

C = ComponentName
HEAD_AT_MOST = 30  # lines


def first_of_sheet(lines: list[Line], rules: RuleSet) -> list[Line]:
    """The lines of the first of several documents in a file: ballots, a list behind minutes; each has its title."""
    first = title_line(lines, rules)
    if first is None:
        return lines
    again = title_line(lines, rules, first + 1)
    if again is None:
        return lines
    while again > first + 1 and _in_one_table(lines[again - 1], lines[again]):
        again -= 1
    return lines[:again]


def _in_one_table(one: Line, other: Line) -> bool:
    return one.cell is not None and other.cell is not None and one.cell.table == other.cell.table


def title_line(lines: Sequence[Line], rules: RuleSet, start: int = 0) -> int | None:
    """The line of the title at or behind `start`, near the top where that is the top; None where there is none."""
    rule = rules.layout.component(C.TITLE)
    wanted = rule.text if rule else ""
    near = range(start, len(lines) if start else min(HEAD_AT_MOST, len(lines)))
    return next((place for place in near if words.is_title(lines[place].text, wanted)), None)


def end_of_title_table(lines: Sequence[Line], title: int | None) -> int:
    """Behind the table the title stands in, or behind the title where it stands in none."""
    if title is None:
        return 0
    cell = lines[title].cell
    if cell is None:
        return title + 1
    same = [place for place, line in enumerate(lines) if line.cell and line.cell.table == cell.table]
    return max(same) + 1


def head_components(head: Sequence[Line], title: int | None) -> dict[ComponentName, tuple[Line, ...]]:
    """What each line of the head is; lines that are nothing of the kind (a draft's mark) are left out."""
    found: dict[ComponentName, list[Line]] = {}
    names: list[Line] = []
    for place, line in enumerate(head):
        name = C.TITLE if place == title else _head_component(line)
        if name is not None:
            found.setdefault(name, []).append(line)
        elif not words.DRAFT.match(line.text) and not words.DASHES.match(line.text):
            names.append(line)
    own = [line for line in names if _is_beside_title(line, head[title] if title is not None else None)]
    return {name: tuple(lines) for name, lines in found.items()} | _names(own, found.get(C.NUMBER, [])[:1])


def _head_component(line: Line) -> ComponentName | None:
    if words.STAR.match(line.text):
        return C.STAR
    if words.NUMBER.match(line.text):
        return C.NUMBER
    if words.DATE.search(line.text) or words.FIGURES_DATE.match(line.text):
        return C.PLACE_AND_DATE
    return None


def _is_beside_title(line: Line, title: Line | None) -> bool:
    """Whether a line may name a body: in the column beside the title, or anywhere where there are no columns."""
    if title is None or title.cell is None or line.cell is None:
        return True
    return line.cell.column != title.cell.column


def _names(lines: Sequence[Line], number: Sequence[Line]) -> dict[ComponentName, tuple[Line, ...]]:
    """Who issues it and that body's superior; what stands below the number is the abstract of a letter."""
    below = number[0].place.paragraph if number else None
    abstract = tuple(line for line in lines if below is not None and line.place.paragraph > below)
    names = [line for line in lines if line not in abstract]
    cells = [place for place, line in enumerate(names) if words.CELL_NAME.match(line.text)]
    start = cells[-1] if cells else min(1, len(names) - 1)
    if cells and start == 0 and len(names) > 1 and words.BODY_NAME.match(names[1].text):
        body, superior = tuple(names[:1]), tuple(names[1:])
    else:
        body, superior = tuple(names[start:]) if names else (), tuple(names[:start]) if names else ()
    found = {C.SUPERIOR: superior, C.BODY_NAME: body, C.LETTER_ABSTRACT: abstract}
    return {name: kept for name, kept in found.items() if kept}
