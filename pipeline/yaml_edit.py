"""Changes to a YAML text that leave everything else as it is: comments, order, quoting, blank lines and line ends.

The text is not written anew (ruamel's own round trip wraps long lines and evens out indentation): the tree tells where
each value stands, and only there something is replaced or put in. Whoever calls reads the result again and compares.

A bare value stands for a list of one, and for the entry `{value: …}`: that is how organisation.yaml is written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

# What is wanted at a place; None: whatever stands there. Lists are compared by position, longer ones are appended to.
Wanted = str | Mapping[str, "Wanted"] | Sequence["Wanted"] | None

BARE = "value"  # the key that a bare value stands for

_BOM = b"\xef\xbb\xbf"
_PLAIN = re.compile(r"[^\W_](?:[\w/().\-]| (?! ))*(?<! )")
_NULLS = ("null", "Null", "NULL")


class CannotMerge(Exception):
    """The text is written in a way that cannot be changed piece by piece."""


def merged(data: bytes, wanted: Wanted, blocks: frozenset[str]) -> bytes:
    """The text with what is wanted in it. Items of lists named in `blocks` are written as blocks, others on one line.

    Raises `CannotMerge`. `data` is YAML that was read without a problem.
    """
    text = data.decode("utf-8-sig")
    editor = _Editor(text, blocks, "\r\n" if "\r\n" in text else "\n")
    editor.merge(YAML(typ="safe", pure=True).compose(text), wanted)
    return (_BOM if data.startswith(_BOM) else b"") + editor.result().encode()


@dataclass
class _Editor:
    """Collects pieces to replace. Of those put in at one place the inner ones come first."""

    text: str
    blocks: frozenset[str]
    newline: str
    pieces: list[tuple[int, int, str]] = field(default_factory=list)

    def result(self) -> str:
        parts, done = [], 0
        for start, end, new in sorted(self.pieces, key=lambda piece: piece[0]):
            if start < done:
                raise CannotMerge
            parts += [self.text[done:start], new]
            done = end
        return "".join([*parts, self.text[done:]])

    def merge(self, node: Node, wanted: Wanted, key: str = "", indent: int = 0) -> None:
        match wanted, node:
            case None, _:
                return
            case str(), _:
                self._scalar(node, wanted)
            case Mapping(), MappingNode():
                self._mapping(node, wanted)
            case Mapping(), ScalarNode():
                self._replace(node, _flow({BARE: node.value, **wanted}))
            case Sequence(), SequenceNode():
                self._sequence(node, wanted, key, indent)
            case Sequence(), _ if len(wanted) == 1:
                self.merge(node, wanted[0])
            case Sequence(), _:
                self._single(node, wanted)
            case _:
                raise CannotMerge

    def _scalar(self, node: Node, wanted: str) -> None:
        if not isinstance(node, ScalarNode) or node.style in ("|", ">"):
            raise CannotMerge
        if node.value != wanted:
            self._replace(node, _scalar(wanted))

    def _mapping(self, node: MappingNode, wanted: Mapping[str, Wanted]) -> None:
        known = {str(key.value): (key, value) for key, value in node.value}
        column = node.start_mark.column
        missing = {key: value for key, value in wanted.items() if value is not None and key not in known}
        for key, (name, there) in known.items():
            if _is_empty(there):
                self._fill(node, name, key, wanted.get(key))
            else:
                self.merge(there, wanted.get(key), key, column)
        for key, value in missing.items():
            if node.flow_style:
                comma = ", " if known else ""
                at = _pair_end(self.text, node) if known else node.start_mark.index + 1
                self._put(at, f"{comma}{key}: {_flow(_short(value))}")
            else:
                self._put_lines(_end(self.text, node), self._entry(key, value, column))

    def _fill(self, owner: MappingNode, name: Node, key: str, value: Wanted) -> None:
        """Give a key that stands there without a value the wanted one."""
        if value is None:
            return
        _key, *rest = self._entry(key, value, owner.start_mark.column)
        at = _colon(self.text, name)
        if owner.flow_style or not rest:
            self._put(at, f" {_flow(_short(value))}")
        else:
            self._put_lines(at, rest)

    def _sequence(self, node: SequenceNode, wanted: Sequence[Wanted], key: str, indent: int) -> None:
        items = node.value
        for item, value in zip(items, wanted, strict=False):
            self.merge(item, value)
        fresh = wanted[len(items) :]
        if not fresh:
            return
        if not node.flow_style:
            is_block = isinstance(items[-1], MappingNode) and not items[-1].flow_style
            self._put_lines(_end(self.text, node), _items(fresh, node.start_mark.column, is_block))
        elif items:
            self._put(_end(self.text, items[-1]), "".join(f", {_flow(_bare(item))}" for item in fresh))
        elif key in self.blocks:
            self._replace(node, "")
            self._put_lines(_end(self.text, node), _items(fresh, indent + 2, True))
        else:
            self._put(node.start_mark.index + 1, ", ".join(_flow(_bare(item)) for item in fresh))

    def _single(self, node: Node, wanted: Sequence[Wanted]) -> None:
        """A bare entry that becomes a list of several."""
        first, *rest = wanted
        old = _raw(node)
        entry = {**old, **first} if isinstance(first, Mapping) else old
        if not isinstance(node, MappingNode) or node.flow_style:
            self._replace(node, _flow([_bare(item) for item in (entry, *rest)]))
            return
        start, end = node.start_mark.index, _end(self.text, node)
        if "#" in self.text[start : self._line_end(end)]:
            raise CannotMerge
        lines = list(_items([entry, *rest], node.start_mark.column, False))
        self.pieces.append((start, end, self.newline.join(lines).lstrip(" ")))

    def _entry(self, key: str, value: Wanted, column: int) -> list[str]:
        """The lines of a key with its value in a block."""
        if key in self.blocks and isinstance(value, Sequence):
            return [f"{' ' * column}{key}:", *_items(value, column + 2, True)]
        return list(_entry_lines(key, value, column))

    def _replace(self, node: Node, new: str) -> None:
        self.pieces.append((node.start_mark.index, node.end_mark.index, new))

    def _put(self, at: int, new: str) -> None:
        self.pieces.append((at, at, new))

    def _put_lines(self, behind: int, lines: Sequence[str]) -> None:
        """New lines below the one in which a place lies, so that a comment there stays where it is."""
        self._put(self._line_end(behind), "".join(self.newline + line for line in lines))

    def _line_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end - (self.text[end - 1] == "\r")


def _end(text: str, node: Node) -> int:
    """Where the last character of a node stands: the tree itself counts comments and blank lines behind a block in."""
    if isinstance(node, MappingNode) and not node.flow_style and node.value:
        return _pair_end(text, node)
    if isinstance(node, SequenceNode) and not node.flow_style and node.value:
        return _end(text, node.value[-1])
    start = int(node.start_mark.index)
    return start + len(text[start : node.end_mark.index].rstrip())


def _pair_end(text: str, node: MappingNode) -> int:
    """Where the last value of a mapping ends; where it has none, its colon."""
    name, value = node.value[-1]
    return _colon(text, name) if _is_empty(value) else _end(text, value)


def _colon(text: str, name: Node) -> int:
    """Behind the colon of a key. The tree places a missing value anywhere up to the next one."""
    return text.index(":", name.end_mark.index) + 1


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.start_mark.index == node.end_mark.index


def _raw(node: Node) -> dict[str, Wanted]:
    """A bare entry as the mapping it stands for."""
    if isinstance(node, ScalarNode):
        return {BARE: node.value}
    if isinstance(node, MappingNode) and all(isinstance(value, ScalarNode) for _key, value in node.value):
        return {str(key.value): value.value for key, value in node.value if not _is_empty(value)}
    raise CannotMerge


def _items(items: Sequence[Wanted], column: int, is_block: bool) -> list[str]:
    lines: list[str] = []
    for item in items:
        if is_block and isinstance(item, Mapping):
            block = [line for key, value in item.items() for line in _entry_lines(key, value, column + 2)]
            lines += [f"{' ' * column}- {block[0].strip()}", *block[1:]]
        else:
            lines.append(f"{' ' * column}- {_flow(_bare(item))}")
    return lines


def _entry_lines(key: str, value: Wanted, column: int) -> Iterator[str]:
    before = " " * column
    if isinstance(value, Sequence) and not isinstance(value, str) and len(value) > 1:
        yield f"{before}{key}:"
        yield from _items(value, column + 2, False)
    elif value is not None:
        yield f"{before}{key}: {_flow(_short(value))}"


def _bare(value: Wanted) -> Wanted:
    """`{value: secretary}` → `secretary`."""
    return value[BARE] if isinstance(value, Mapping) and value.keys() == {BARE} else value


def _short(value: Wanted) -> Wanted:
    """A list of one as its item, an entry with nothing but its value as the value."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        items = [_bare(item) for item in value]
        return items[0] if len(items) == 1 else items
    return _bare(value)


def _flow(value: Wanted) -> str:
    """A value on one line."""
    match value:
        case Mapping():
            parts = (f"{key}: {_flow(_short(part))}" for key, part in value.items() if part is not None)
            return "{" + ", ".join(parts) + "}"
        case str():
            return _scalar(value)
        case Sequence():
            return "[" + ", ".join(_flow(_bare(item)) for item in value) + "]"
        case None:
            raise CannotMerge


def _scalar(text: str) -> str:
    """The text as a YAML scalar that reads as nothing else, in a block or on one line: plain where that is sure."""
    if _PLAIN.fullmatch(text) and text not in _NULLS:
        return text
    return json.dumps(text, ensure_ascii=False)
