"""Every mistake of the table comes back with its code, its place and what to do, whatever file it was typed into."""

from __future__ import annotations

import pytest

from pipeline.errors import Severity
from pipeline.process import prepare_form
from scripts.make_mistakes import TABLE, table
from tests.sample import organisation, regulations, sample_meeting

from .mistakes import MISTAKES, Mistake
from .mistyped import mistyped_form

SUFFIXES = (".xlsx", ".docx", ".yaml", ".json")
_ALWAYS = "uncertain-score-sheet"  # score sheets of 2018 are known from memory only


CASES = [(mistake, suffix) for mistake in MISTAKES for suffix in SUFFIXES if suffix not in mistake.never_in]


@pytest.mark.parametrize(("mistake", "suffix"), CASES, ids=[f"{mistake.name}, {suffix}" for mistake, suffix in CASES])
def test_a_mistake_comes_back_with_its_code_and_place(mistake: Mistake, suffix: str) -> None:
    data = mistyped_form(suffix, sample_meeting("03"), mistake.typed)
    problems = prepare_form(f"mau{suffix}", data, organisation(), regulations()).problems
    found = [problem for problem in problems if problem.code == mistake.code]
    assert found, [problem.code for problem in problems]
    assert {problem.severity for problem in found} == {Severity.WARNING if mistake.warning else Severity.ERROR}
    assert all(str(problem.where) and str(problem.hint) for problem in found)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_form_without_a_mistake_has_no_problem(suffix: str) -> None:
    data = mistyped_form(suffix, sample_meeting("03"), {})
    problems = prepare_form(f"mau{suffix}", data, organisation(), regulations()).problems
    assert [problem.code for problem in problems] == [_ALWAYS]


def test_the_table_for_clerks_says_what_the_program_says() -> None:
    assert TABLE.read_text("utf-8") == table(), "run make mistakes"
