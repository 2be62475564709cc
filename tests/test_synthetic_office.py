"""`vanthu synth` writes an office that the whole pipeline takes without a word."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.process import FormState, open_office, process_inbox
from pipeline.process.synthetic import make_synthetic_office
from pipeline.workspace import Workspace


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("suffix", ["yaml", "xlsx"])
def test_same_seed_same_bytes(tmp_path: Path, suffix: str) -> None:
    for number, seed in enumerate((7, 7, 8)):
        make_synthetic_office(Workspace.at(tmp_path / str(number)), 1, 2019, seed, suffix)
    first, second, third = (tree(tmp_path / str(number)) for number in range(3))
    assert first == second
    assert first != third


@pytest.mark.parametrize("suffix", ["yaml", "xlsx"])
def test_every_form_of_the_year_is_filed_without_a_problem(tmp_path: Path, suffix: str) -> None:
    workspace = Workspace.at(tmp_path)
    forms = make_synthetic_office(workspace, 1, 2026, 1, suffix)
    assert (
        len(forms) >= 24 + 8
    )  # a regular and a committee meeting each month, a thematic one planned and held each quarter
    with open_office(workspace, lambda: datetime(2026, 1, 1, tzinfo=UTC)) as office:
        outcomes = list(process_inbox(office, forms))
    assert [outcome.problems for outcome in outcomes if outcome.problems] == []
    assert {outcome.state for outcome in outcomes} == {FormState.FILED}
    assert not list(workspace.inbox.rglob("*.*"))
    numbers = sorted(d.number for outcome in outcomes for d in outcome.documents if d.kind == "resolution" and d.number)
    assert len(numbers) == len(set(numbers)) >= 12
