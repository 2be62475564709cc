"""Raw values with their places, before anything is known about their meaning."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from pipeline.messages import Message

Scalar = str | int | float | bool | date | datetime | time | None
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Node:
    """A raw value and where it stands: a scalar, a mapping of keys to nodes, or a list of nodes.

    `key` is where the name of the value stands, for problems with the name itself. `part` says where a part would
    stand that is not there, given its name; by default at the whole.
    """

    value: Scalar | dict[str, Node] | list[Node]
    where: Message
    key: Message | None = None
    part: Callable[[str], Message] | None = field(default=None, compare=False, repr=False)

    def where_of(self, name: str) -> Message:
        """Where the part of that name stands, or would stand."""
        if isinstance(self.value, dict) and name in self.value:
            return self.value[name].where
        return self.part(name) if self.part else self.where

    @property
    def is_blank(self) -> bool:
        """Nothing was entered: None, blanks only, or nothing but blank parts."""
        match self.value:
            case dict() as mapping:
                return all(node.is_blank for node in mapping.values())
            case list() as items:
                return all(node.is_blank for node in items)
            case str() as text:
                return not text.strip()
            case value:
                return value is None


@dataclass(frozen=True)
class Places:
    """Where each value stands in what the clerk sees; asked for a part that was left out, its nearest whole."""

    known: Mapping[Path, Message] = field(default_factory=dict)

    def of(self, *path: str | int) -> Message:
        for length in range(len(path), -1, -1):
            found = self.known.get(path[:length])
            if found is not None:
                return found
        return Message("")
