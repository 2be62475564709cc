"""YAML and JSON arrive with their places, and with limits."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.errors import FormRefused, Problem
from pipeline.records import Node
from pipeline.yaml_source import read_json, read_yaml

Reader = Callable[[bytes], tuple[Node, list[Problem]]]


def refused(reader: Reader, data: bytes) -> Problem:
    with pytest.raises(FormRefused) as caught:
        reader(data)
    (problem,) = caught.value.problems
    return problem


def test_scalars_stay_as_typed_and_know_their_line() -> None:
    node, problems = read_yaml(b"a: 05\nb:\n  - 14:00\n  - no\nc: ~\n")
    assert problems == []
    assert isinstance(node.value, dict)
    assert node.value["a"].value == "05"
    items = node.value["b"].value
    assert isinstance(items, list)
    assert [item.value for item in items] == ["14:00", "no"]
    assert str(items[1].where) == "line 4, key “b[2]”"
    assert node.value["c"].value is None


@pytest.mark.parametrize(
    ("data", "code", "where"),
    [
        (b"", "empty-file", "line 1"),
        (b"# only a comment\n", "empty-file", "line 1"),
        (b"a: [1, 2\nb: 3\n", "yaml-syntax", "line 2, column 2"),
        (b"a: \xff\n", "not-utf8", "line 1"),
        (b"a: &x [1]\nb: *x\n", "yaml-alias", "line 1"),
        (b"a: 1\n---\nb: 2\n", "yaml-syntax", "line 2, column 1"),
        (b"a: " + b"[" * 200 + b"]" * 200, "form-too-large", "line 1"),
        (b"a: \x07b", "yaml-syntax", "line 1, column 1"),
    ],
)
def test_what_is_not_a_form_is_refused_with_its_place(data: bytes, code: str, where: str) -> None:
    problem = refused(read_yaml, data)
    assert (problem.code, str(problem.where)) == (code, where)


def test_aliases_cannot_expand_without_end() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
    assert refused(read_yaml, bomb.encode()).code == "yaml-alias"


def test_a_key_given_twice_is_said_and_not_lost() -> None:
    for reader, data in ((read_yaml, b"a: 1\na: 2\n"), (read_json, b'{"a": 1, "a": 2}')):
        _node, problems = reader(data)
        assert [problem.code for problem in problems] == ["key-twice"]


def test_json_places_are_keys() -> None:
    node, problems = read_json(b'{"votes": [{"in_favour": 22, "passed": true, "note": null}]}')
    assert problems == []
    assert isinstance(node.value, dict)
    votes = node.value["votes"].value
    assert isinstance(votes, list)
    assert isinstance(votes[0].value, dict)
    assert str(votes[0].value["in_favour"].where) == "key “votes[1].in_favour”"
    assert [part.value for part in votes[0].value.values()] == ["22", True, None]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b" ", "empty-file"),
        (b"{", "yaml-syntax"),
        (b"\xff", "not-utf8"),
        (b"[" * 100_000, "form-too-large"),
        (b"[" * 30 + b"]" * 30, "form-too-large"),
    ],
)
def test_broken_json_is_refused(data: bytes, code: str) -> None:
    assert refused(read_json, data).code == code
