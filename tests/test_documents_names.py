"""The names templates may use: each with its type, its meaning and an example, and whole samples made of them."""

from __future__ import annotations

import dataclasses

import pytest

from pipeline.documents import KINDS, DocumentKind
from pipeline.documents.names import Sort, names_of, sample, smallest
from tests.templates.letters import Letter, Thanks

KIND_IDS = [kind.name.value for kind in KINDS]


def test_names_are_listed_from_the_top_with_their_parts_behind_them() -> None:
    assert [(name.path, str(name.kind)) for name in names_of(Letter)] == [
        ("head", "group of names"),
        ("head.number", "plain text"),
        ("head.draft", "yes or no"),
        ("title", "plain text"),
        ("lines", "paragraphs (a list)"),
        ("people", "table (repeated)"),
        ("people[].name", "plain text"),
        ("people[].remarks", "table (repeated)"),
        ("people[].remarks[].speaker", "plain text"),
        ("people[].remarks[].more", "paragraphs (a list)"),
        ("thanks", "group of names"),
        ("thanks.whom", "plain text"),
        ("numbers", "texts by key"),
        ("count", "whole number"),
        ("bare", "plain text"),
    ]


def test_a_name_says_what_it_means_and_shows_an_example() -> None:
    said = {name.path: (name.meaning, name.example, name.shape.optional) for name in names_of(Letter)}
    assert said["head.number"] == ("Số", "Số 05-CV/CB", False)
    assert said["thanks"] == ("Lời cảm ơn", "", True)
    assert said["bare"] == ("", "", False)


def test_the_sample_is_made_of_the_examples() -> None:
    letter: Letter = sample(Letter)
    assert letter.head.number == "Số 05-CV/CB"
    assert letter.head.draft
    assert letter.lines == ("Kính mời dự họp.",) * 2
    assert [person.remarks[1].more for person in letter.people] == [("Nhất trí.",) * 2] * 2
    assert letter.thanks == Thanks("Phạm Thị Mận")
    assert letter.count == 2
    assert letter.bare == "[bare]"
    assert not sample(Letter, flags=False).head.draft


def test_the_sample_answers_every_key_of_a_lookup() -> None:
    numbers = sample(Letter).numbers
    assert bool(numbers)
    assert "dues" in numbers
    assert (numbers["dues"], numbers.get("votes"), numbers["dues"]) == ("1", "2", "1")


def test_the_smallest_instance_holds_nothing() -> None:
    letter: Letter = smallest(Letter)
    assert (letter.head.number, letter.head.draft, letter.lines, letter.people) == ("", False, (), ())
    assert (letter.thanks, letter.numbers, letter.count, letter.bare) == (None, {}, 0, "")


@pytest.mark.parametrize("kind", KINDS, ids=KIND_IDS)
def test_every_name_of_every_kind_has_a_meaning(kind: DocumentKind) -> None:
    assert [name.path for name in names_of(kind.context_type) if not name.meaning] == []


@pytest.mark.parametrize("kind", KINDS, ids=KIND_IDS)
def test_every_text_of_every_kind_has_an_example(kind: DocumentKind) -> None:
    texts = [name for name in names_of(kind.context_type) if name.shape.sort is Sort.TEXT]
    assert [name.path for name in texts if not name.example] == []


@pytest.mark.parametrize("kind", KINDS, ids=KIND_IDS)
def test_samples_of_every_kind_are_whole(kind: DocumentKind) -> None:
    for made in (sample(kind.context_type), smallest(kind.context_type)):
        assert isinstance(made, kind.context_type)
        assert dataclasses.asdict(made)
