"""A clock that is wrong, and is put right between two passes or within one."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from pipeline.archive.manifest import read_manifest
from pipeline.process import FormState, Outcome, open_office, process_inbox
from pipeline.workspace import Workspace
from tests.faults.offices import HELD, SMALL, form, given_numbers, now
from tests.sample import changed

YEAR = timedelta(days=365)
SETTLE = 2.0


class Clock:
    """A clock that is put forward or back by `jump` seconds while somebody waits by it."""

    def __init__(self, jump: float = 0.0) -> None:
        self.time, self.jump, self.slept = 1_000_000_000.0, jump, 0.0

    def __call__(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        assert self.slept <= SETTLE, "waits for ever"
        self.slept += seconds
        self.time += seconds + self.jump


def passed(workspace: Workspace, at: Callable[[], datetime], clock: Clock | None = None) -> list[Outcome]:
    clock = clock or Clock()
    with open_office(workspace, at, lock_timeout=5) as office:
        return list(process_inbox(office, (), SETTLE, clock, clock.sleep))


def a_year_back() -> datetime:
    return now() - YEAR


def drop(workspace: Workspace, data: bytes, modified: float = 0.0) -> Path:
    path = workspace.inbox / "hop.yaml"
    path.write_bytes(data)
    os.utime(path, (modified, modified))
    return path


@pytest.mark.parametrize("jump", [0.0, -YEAR.total_seconds(), YEAR.total_seconds()])
@pytest.mark.parametrize("age", [0.0, 1.0, -YEAR.total_seconds()])
def test_a_form_settles_in_its_time_whatever_the_clock_does(workspace: Workspace, age: float, jump: float) -> None:
    """Also one that was saved in the future, as by a computer whose clock is wrong."""
    clock = Clock(jump)
    drop(workspace, form(SMALL), clock.time - age)
    (outcome,) = passed(workspace, now, clock)
    assert outcome.state is FormState.FILED
    assert clock.slept == pytest.approx(SETTLE - max(age, 0.0))


def test_a_year_back_between_two_passes_numbers_and_history_go_on(workspace: Workspace) -> None:
    drop(workspace, form(SMALL))
    passed(workspace, now)
    drop(workspace, form(changed(SMALL, "place", "Hội trường")))
    (revised,) = passed(workspace, a_year_back)
    drop(workspace, form(HELD))
    (filed,) = passed(workspace, a_year_back)
    assert (revised.state, filed.state) == (FormState.REVISED, FormState.FILED)
    assert [document.number for document in filed.documents if document.kind == "minutes"] == ["24-BB/CB"]
    check_history(workspace, ["filed", "revised"])
    drop(workspace, form(SMALL))
    passed(workspace, now)
    check_history(workspace, ["filed", "revised", "revised"])


def check_history(workspace: Workspace, actions: list[str]) -> None:
    """What was done stands in the order in which it was done, and nothing earlier is lost."""
    manifest = read_manifest(workspace.outbox / "binh-minh" / "2018" / "10-chi-uy")
    assert manifest is not None
    assert [entry.action for entry in manifest.history] == actions
    assert [entry.version for entry in manifest.history] == list(range(1, len(actions) + 1))
    given_numbers(workspace)


def test_a_year_back_within_a_pass_changes_no_number(workspace: Workspace) -> None:
    ticks = count()
    drop(workspace, form(SMALL)).rename(workspace.inbox / "hop-1.yaml")
    drop(workspace, form(HELD))
    assert [outcome.state for outcome in passed(workspace, lambda: now() - next(ticks) * YEAR / 10)] == [
        FormState.FILED,
        FormState.FILED,
    ]
    check_history(workspace, ["filed"])
