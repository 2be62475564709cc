"""Killed, or failed by the disk, at every step: the next pass ends where an undisturbed one does, and nothing is lost."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.errors import VanthuError
from pipeline.process import FormState
from pipeline.register import GivenNumber
from pipeline.workspace import Workspace
from tests.faults.layer import ERRORS, Disk, failing, in_a_process_of_its_own
from tests.faults.offices import (
    SCENARIOS,
    SCENARIOS_OF_FORMS,
    Scenario,
    archived,
    forms_of_clerks,
    given_numbers,
    make_office,
    manifests,
)


@dataclass(frozen=True)
class Undisturbed:
    """The office before, and what one pass makes of it; the steps that the pass takes."""

    before: Workspace
    scenario: Scenario
    archived: dict[str, str]
    numbers: dict[GivenNumber, tuple[str, str]]
    manifests_before: list[bytes]
    manifests_after: list[bytes]
    returned: list[bytes]
    steps: list[str]


@pytest.fixture(scope="module", params=SCENARIOS, ids=lambda name: name.replace(" ", "-"))
def undisturbed(request: pytest.FixtureRequest, quick_disk: Path) -> Undisturbed:
    scenario = SCENARIOS[request.param]()
    root = Path(tempfile.mkdtemp(dir=quick_disk))
    before = make_office(root / "before", scenario)
    after = copy(before, root / "after")
    with failing(Disk()) as disk:
        outcomes = scenario.act(after)
    assert not {FormState.WAITING, FormState.FAILED} & {outcome.state for outcome in outcomes}
    return Undisturbed(
        before=before,
        scenario=scenario,
        archived=archived(after),
        numbers=given_numbers(after),
        manifests_before=manifests(before),
        manifests_after=manifests(after),
        returned=forms_of_clerks(after),
        steps=disk.steps,
    )


def copy(workspace: Workspace, root: Path) -> Workspace:
    shutil.copytree(workspace.root, root)
    return Workspace.at(root)


def disturbed(case: Undisturbed, folder: Path, disk: Disk) -> Workspace:
    """A copy of the office in which one pass meets the fault."""
    shutil.rmtree(folder / "office", ignore_errors=True)
    workspace = copy(case.before, folder / "office")

    def pass_over() -> None:
        with (
            failing(disk),
            suppress(VanthuError, OSError),
        ):  # what the command line says in words, with a code of its own
            case.scenario.act(workspace)

    in_a_process_of_its_own(pass_over)
    return workspace


def at_every_step(case: Undisturbed, folder: Path, fault: str) -> Iterator[tuple[str, Workspace]]:
    for number, name in enumerate(case.steps):
        yield f"{fault} at step {number}, {name}", disturbed(case, folder, Disk(fault, number))


def check_disturbed(case: Undisturbed, workspace: Workspace, where: str) -> None:
    """Right after the fault: every file is there or filed, and every manifest is one of before or after."""
    known = {*case.manifests_before, *case.manifests_after}
    assert set(manifests(workspace)) <= known, where
    is_filed = manifests(workspace) == case.manifests_after != case.manifests_before
    forms = forms_of_clerks(workspace)
    assert is_filed or case.scenario.dropped in forms or case.returned == forms, where
    assert is_filed or all(data in forms for data in case.scenario.beside.values()), where


def check_next_pass(case: Undisturbed, workspace: Workspace, where: str) -> None:
    """The next pass, and one more, end where the undisturbed one did; what was dropped is filed or put aside."""
    case.scenario.act(workspace)
    case.scenario.act(workspace)
    assert archived(workspace) == case.archived, where
    assert manifests(workspace) == case.manifests_after, where
    assert given_numbers(workspace) == case.numbers, where
    rest = [data for data in forms_of_clerks(workspace) if data not in case.returned]
    assert rest in ([], [case.scenario.dropped]), where
    left = workspace.inbox / case.scenario.name
    assert not left.is_file() or left.read_bytes() in case.returned, where
    hidden = [path.name for path in workspace.inbox.rglob(".*")]
    assert hidden == [], where


def test_killed_at_any_step_the_next_pass_ends_as_if_nothing_had_happened(
    undisturbed: Undisturbed, quick_disk: Path
) -> None:
    for where, workspace in at_every_step(undisturbed, quick_disk, "kill"):
        check_disturbed(undisturbed, workspace, where)
        check_next_pass(undisturbed, workspace, where)


@pytest.mark.parametrize(
    ("undisturbed", "fault"),
    [(name, fault) for name in SCENARIOS for fault in (ERRORS if name in SCENARIOS_OF_FORMS else ["EIO"])],
    indirect=["undisturbed"],
)
def test_failed_by_the_disk_at_any_step_nothing_is_lost(undisturbed: Undisturbed, quick_disk: Path, fault: str) -> None:
    for where, workspace in at_every_step(undisturbed, quick_disk, fault):
        check_disturbed(undisturbed, workspace, where)
        check_next_pass(undisturbed, workspace, where)


def test_a_disk_that_stays_full_leaves_the_form_where_it_is(undisturbed: Undisturbed, quick_disk: Path) -> None:
    for number, name in enumerate(undisturbed.steps):
        workspace = disturbed(undisturbed, quick_disk, Disk("ENOSPC", number, lasting=True))
        check_disturbed(undisturbed, workspace, f"full from step {number}, {name}")
        check_next_pass(undisturbed, workspace, f"full from step {number}, {name}")
