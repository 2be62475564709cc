"""YAML and JSON with the place of every value, opened with limits.

Every scalar stays text: what it means is decided by the field it is for, so `05`, `14:00` and `no` arrive as typed.
Aliases are refused (they can expand without end), so are deep nesting, huge counts and keys given twice.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError, YAMLStreamError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.nodes import Node as YamlNode

from pipeline.errors import FormRefused, Problem
from pipeline.messages import Message, Place, msg
from pipeline.records.nodes import Node

MAX_DEPTH = 20
MAX_NODES = 100_000

_NULL_TAG = "tag:yaml.org,2002:null"


def read_yaml(data: bytes, max_nodes: int = MAX_NODES) -> tuple[Node, list[Problem]]:
    """The tree of a YAML document and the problems of its structure.

    Raises `FormRefused` with line and column where it is not YAML at all.
    """
    text = _decoded(data)
    reader = YAML(typ="safe", pure=True)
    try:
        root = reader.compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise FormRefused(_syntax(mark.line + 1 if mark else 1, (mark.column + 1) if mark else 1)) from error
    except (YAMLError, YAMLStreamError, ValueError, RecursionError) as error:
        raise FormRefused(_syntax(1, 1)) from error
    if root is None:
        raise FormRefused(
            Problem(
                "empty-file", _line(1), msg("The file is empty."), msg("Please fill in the form and save it again.")
            )
        )
    walk = _Walk(max_nodes)
    node = walk.node(root, "", 0)
    return node, walk.problems


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise FormRefused(
            Problem(
                "not-utf8",
                _line(line),
                msg("The text is not in Unicode (UTF-8)."),
                msg("Please save the file again as UTF-8."),
            )
        ) from error


def _line(line: int, key: str = "") -> Message:
    words = msg("line {line}, key “{key}”", line=line, key=key) if key else msg("line {line}", line=line)
    return Place(words.msgid, words.params, ("line", line))


def _parts(line: int, key: str) -> Callable[[str], Message]:
    """Where a part would stand that is not there: below its whole; for one of the whole form, no line says more."""
    return lambda name: _line(line, f"{key}.{name}") if key else msg("key “{key}”", key=name)


def _syntax(line: int, column: int) -> Problem:
    words = msg("line {line}, column {column}", line=line, column=column)
    return Problem(
        "yaml-syntax",
        Place(words.msgid, words.params, ("line", line)),
        msg("The file cannot be read from this place on."),
        msg("Please check indentation, colons and quotation marks of this line and the one above."),
    )


def _alias(line: int) -> Problem:
    return Problem(
        "yaml-alias",
        _line(line),
        msg("References (&name, *name) are not allowed here."),
        msg("Please write the value out."),
    )


def _too_large(line: int) -> Problem:
    return Problem(
        "form-too-large",
        _line(line),
        msg("The file holds far more than a form does."),
        msg("Please check that it is the right file."),
    )


class _Walk:
    """Turns composed YAML nodes into located nodes, collecting what is wrong with the structure."""

    def __init__(self, max_nodes: int) -> None:
        self._max_nodes = max_nodes
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def node(self, source: YamlNode, key: str, depth: int) -> Node:
        line = source.start_mark.line + 1
        where = _line(line, key)
        if depth > MAX_DEPTH or len(self._seen) > self._max_nodes:
            raise FormRefused(_too_large(line))
        if id(source) in self._seen:  # an alias: the same node a second time
            raise FormRefused(_alias(line))
        self._seen.add(id(source))
        match source:
            case MappingNode():
                return Node(self._mapping(source, key, depth), where, part=_parts(line, key))
            case SequenceNode():
                return Node(
                    [self.node(item, f"{key}[{n}]", depth + 1) for n, item in enumerate(source.value, 1)], where
                )
            case ScalarNode():
                is_null = source.tag == _NULL_TAG
                return Node(None if is_null else source.value, where, part=_parts(line, key) if is_null else None)
            case _:
                raise FormRefused(_too_large(line))

    def _mapping(self, source: MappingNode, key: str, depth: int) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for name_node, value_node in source.value:
            name = str(name_node.value)
            path = f"{key}.{name}" if key else name
            line = name_node.start_mark.line + 1
            if name in found:
                self.problems.append(
                    Problem(
                        "key-twice",
                        _line(line, path),
                        msg("“{name}” is given twice.", name=name),
                        msg("Please keep one of them."),
                    )
                )
                continue
            node = self.node(value_node, path, depth + 1)
            found[name] = Node(node.value, _line(line, path), _line(line, path), node.part and _parts(line, path))
        return found


def read_json(data: bytes) -> tuple[Node, list[Problem]]:
    """The tree of a JSON document. Places are keys; syntax errors have line and column."""
    text = _decoded(data)
    if not text.strip():
        raise FormRefused(
            Problem(
                "empty-file", _line(1), msg("The file is empty."), msg("Please fill in the form and save it again.")
            )
        )
    problems: list[Problem] = []
    try:
        value = json.loads(text, object_pairs_hook=_pairs(problems), parse_float=str, parse_int=str, parse_constant=str)
    except json.JSONDecodeError as error:
        raise FormRefused(_syntax(error.lineno, error.colno)) from error
    except RecursionError as error:
        raise FormRefused(_too_large(1)) from error
    return _json_node(value, "", 0), problems


def _pairs(problems: list[Problem]) -> Callable[[list[tuple[str, object]]], dict[str, object]]:
    def pairs(items: list[tuple[str, object]]) -> dict[str, object]:
        found: dict[str, object] = {}
        for raw, value in items:
            name = raw.encode("utf-8", "replace").decode()  # a lone surrogate could not even be printed
            if name in found:
                problems.append(
                    Problem(
                        "key-twice",
                        msg("key “{key}”", key=name),
                        msg("“{name}” is given twice.", name=name),
                        msg("Please keep one of them."),
                    )
                )
            found.setdefault(name, value)
        return found

    return pairs


def _json_node(value: object, key: str, depth: int) -> Node:
    where = msg("key “{key}”", key=key or "/")
    if depth > MAX_DEPTH:
        raise FormRefused(_too_large(1))
    match value:
        case dict():
            return Node(
                {
                    str(name): _json_node(part, f"{key}.{name}" if key else str(name), depth + 1)
                    for name, part in value.items()
                },
                where,
                part=lambda name: msg("key “{key}”", key=f"{key}.{name}" if key else name),
            )
        case list():
            return Node([_json_node(part, f"{key}[{n}]", depth + 1) for n, part in enumerate(value, 1)], where)
        case bool():
            return Node(value, where)
        case None:
            return Node(None, where, part=lambda name: msg("key “{key}”", key=f"{key}.{name}" if key else name))
        case _:
            return Node(str(value), where)
