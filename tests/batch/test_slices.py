"""The archive is held for moments at a time: whoever waits gets a turn, and what they file is read anew."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.archive import archive_locked
from pipeline.archive.holder import Holder
from pipeline.archive.manifest import read_manifest
from pipeline.batch import Workers, applied, folders_of, planned
from pipeline.batch.executors import Serial
from pipeline.batch.slices import LONGEST, PAUSE, next_size
from pipeline.errors import Busy
from pipeline.meeting import MeetingKind
from pipeline.process import open_office
from pipeline.process.regenerating import Regenerated, Task, regenerate_folders
from pipeline.workspace import Workspace
from tests.batch.conftest import Case
from tests.faults.offices import archived, now
from tests.regenerated import WANTED, regenerate


def test_others_get_their_turn_between_two_slices_and_never_within_one(case: Case, tmp_path: Path) -> None:
    workspace = case.copy(tmp_path / "office")
    turns: list[float] = []
    held: list[str] = []

    def pause(seconds: float) -> None:
        with archive_locked(workspace, 0):
            turns.append(seconds)

    def work(tasks: Sequence[Task]) -> list[Regenerated]:
        if tasks[0].wanted.applies:
            with pytest.raises(Busy), archive_locked(Workspace.at(workspace.root), 0):
                pass
            held.extend(task.folder for task in tasks)
        return regenerate_folders(tasks)

    workers = Workers(Serial(), 1)
    with open_office(workspace, now, lock_timeout=5) as office:
        plan = list(planned(workspace, workers, folders_of(office.archive, 2018, None, None), WANTED))
        list(applied(office, workers, plan, WANTED, work, sleep=pause))
    assert turns
    assert set(turns) == {PAUSE}
    assert len(held) == case.folders
    assert archived(workspace) == case.archived


def test_what_others_change_meanwhile_is_read_anew(case: Case, tmp_path: Path) -> None:
    """A document that somebody edits while others are made is kept, though the plan knew nothing of it."""
    workspace = case.copy(tmp_path / "office")
    workers = Workers(Serial(), 1)
    with open_office(workspace, now, lock_timeout=5) as office:
        plan = list(planned(workspace, workers, folders_of(office.archive, 2018, None, None), WANTED))
        last = workspace.root / plan[-1].rows[0].document

        def edit(_seconds: float) -> None:
            last.write_bytes(b"")

        found = {one.folder: one for one in applied(office, workers, plan, WANTED, sleep=edit)}
    row = found[plan[-1].folder].rows[0]
    assert (plan[-1].rows[0].reason.value, row.reason.value) == ("template-changed", "damaged")


def test_the_folders_of_a_slice_follow_the_time_that_they_take() -> None:
    assert next_size(10, LONGEST, 2) < 10
    assert next_size(10, 0.001, 2) == 20
    assert next_size(10, 60.0, 2) == 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs the id of a process that has ended")
def test_a_worker_whose_coordinator_is_gone_publishes_nothing(case: Case, tmp_path: Path) -> None:
    workspace = case.copy(tmp_path / "office")
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    gone = replace(Holder.me(), pid=child)
    before = archived(workspace)
    (found,) = regenerate_folders([Task(workspace, case.folder, replace(WANTED, applies=True, coordinator=gone))])
    assert found.failure is not None
    assert archived(workspace) == before


def test_where_machines_share_the_archive_its_own_lock_names_the_coordinator(case: Case, tmp_path: Path) -> None:
    with ExitStack() as stack:
        alone = case.copy(tmp_path / "office")
        workspace = Workspace.at(alone.root, tmp_path / "state")
        wanted = replace(WANTED, applies=True, coordinator=Holder.me())
        (refused,) = regenerate_folders([Task(workspace, case.folder, wanted)])
        assert refused.failure is not None
        stack.enter_context(archive_locked(workspace, 5))
        assert regenerate_folders([Task(workspace, case.folder, wanted)])[0].has_work
    manifest = read_manifest(workspace.outbox / case.folder)
    assert manifest is not None
    assert manifest.history[-1].action == "regenerated"


def test_of_one_kind_only_its_folders_are_handed_out(case: Case) -> None:
    with open_office(case.before, now, as_it_is=True) as office:
        everything = folders_of(office.archive, 2018, None, None)
        regular = folders_of(office.archive, 2018, None, MeetingKind.REGULAR)
    assert set(regular) < set(everything)
    assert all("thuong-ky" in folder for folder in regular)


def test_nothing_is_asked_of_the_register(case: Case, tmp_path: Path) -> None:
    workspace = case.copy(tmp_path / "office")
    with open_office(workspace, now, as_it_is=True) as office:
        before = office.register.holders()
    regenerate(workspace)
    with open_office(workspace, now, as_it_is=True) as office:
        assert office.register.holders() == before
