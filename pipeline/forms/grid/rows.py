"""Rows of tables, and rows that belong to a row of another: opinions to an item of the agenda, candidates to a vote."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pipeline.errors import Problem
from pipeline.messages import Message, msg
from pipeline.records import Node

_NUMBER = re.compile(r"\d{1,4}")
_NUMBER_ALONE = re.compile(r"\s*(\d{1,4})\s*[.)]?\s*")


@dataclass(frozen=True)
class NumberedRow:
    """A row's values, its first cell, its number, and the cell of that number."""

    number: int | None
    values: dict[str, Node]
    where: Message
    where_number: Message

    @property
    def node(self) -> Node:
        return Node(self.values, self.where)


@dataclass(frozen=True)
class Owner:
    """How problems speak of the rows that others belong to."""

    unnamed: Message
    unknown: Callable[[int], Message]
    hint: Message
    hint_twice: Message


AGENDA_ITEM = Owner(
    unnamed=msg("This opinion does not say to which item of the agenda it belongs."),
    unknown=lambda number: msg("This opinion names item {number}, but the agenda has no such item.", number=number),
    hint=msg("Please write the number (STT) of the item."),
    hint_twice=msg("Please give each row a number of its own, so that opinions find theirs."),
)
VOTE = Owner(
    unnamed=msg("This candidate or answer does not say to which vote it belongs."),
    unknown=lambda number: msg(
        "This candidate or answer names vote {number}, but there is no such vote.", number=number
    ),
    hint=msg("Please write the number (STT) of the vote."),
    hint_twice=msg("Please give each vote a number of its own, so that candidates and answers find theirs."),
)


def row_number(text: str, names_other: bool) -> int | None:
    """The number a first cell holds; where it names a row of another table, also in words (`Nội dung 2`)."""
    found = _NUMBER.search(text) if names_other else _NUMBER_ALONE.fullmatch(text)
    return int(_NUMBER.findall(found.group())[0]) if found else None


def joined_rows(
    outer: Sequence[NumberedRow], inner: Sequence[NumberedRow], key: str, owner: Owner
) -> tuple[list[NumberedRow], list[Problem]]:
    """The outer rows, each with the inner rows of its number under `key`; problems for those that find no owner."""
    numbers = _numbers(outer)
    problems = [_no_such_row(row, owner) for row in inner if row.number is None or row.number not in numbers]
    if inner:
        twice = [row for place, row in enumerate(outer) if numbers[place] in (None, *numbers[:place])]
        problems += [_number_twice(row, owner) for row in twice if row.number is not None]
    joined = []
    for number, row in zip(numbers, outer, strict=True):
        own = [part.node for part in inner if part.number == number and number is not None]
        joined.append(replace(row, values={**row.values, key: Node([*own], own[0].where)}) if own else row)
    return joined, problems


def _numbers(rows: Sequence[NumberedRow]) -> list[int | None]:
    """The number of each row: as given, else its position where that is free."""
    given = {row.number for row in rows}
    return [
        row.number if row.number is not None else (None if place in given else place)
        for place, row in enumerate(rows, 1)
    ]


def _no_such_row(row: NumberedRow, owner: Owner) -> Problem:
    message = owner.unnamed if row.number is None else owner.unknown(row.number)
    return Problem("no-such-item", row.where_number, message, owner.hint)


def _number_twice(row: NumberedRow, owner: Owner) -> Problem:
    message = msg("The number {number} is given to two rows.", number=row.number)
    return Problem("number-twice", row.where_number, message, owner.hint_twice)
