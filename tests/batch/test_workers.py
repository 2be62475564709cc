"""Serial, a pool of processes and a Dask cluster leave the same archive, also where a worker is killed."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import distributed
import psutil
import pytest

from pipeline.batch import Kind, Workers, workers
from pipeline.batch.executors import pool
from pipeline.batch.run import TRIES
from pipeline.errors import UsageError
from pipeline.process import open_office
from pipeline.process.regenerating import Action, Reason
from pipeline.verify import verify_archive
from pipeline.workspace import Workspace
from tests.batch.conftest import Case
from tests.batch.works import Killed
from tests.faults.offices import archived, now
from tests.regenerated import regenerate, rows


class Unreadable:
    """What a worker is given and ends over."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _refused, ()


def _refused() -> None:
    raise ValueError("nobody can read it")


def two(kind: str) -> AbstractContextManager[Workers]:
    return pool(2) if kind == "pool" else workers(Kind(dask="local"), 100)


@pytest.fixture
def marks(tmp_path: Path) -> Path:
    folder = tmp_path / "marks"
    folder.mkdir()
    return folder


@pytest.fixture(params=["pool", "dask"])
def team(request: pytest.FixtureRequest) -> Iterator[Workers]:
    with two(request.param) as found:
        yield found


def check_whole(workspace: Workspace) -> None:
    with open_office(workspace, now, as_it_is=True) as office:
        assert verify_archive(office).findings == ()


def test_several_processes_leave_the_same_archive_as_one(case: Case, tmp_path: Path, team: Workers) -> None:
    workspace = case.copy(tmp_path / "office")
    found = regenerate(workspace, team)
    assert archived(workspace) == case.archived
    assert len(found) == case.folders
    assert {row.action for row in rows(found).values()} == {Action.WRITE}
    assert not [one for one in regenerate(workspace, team) if one.has_work]
    check_whole(workspace)


@pytest.mark.parametrize(
    ("team", "at"),
    [("pool", "start"), ("pool", "first file"), ("pool", "manifest"), ("dask", "manifest")],
    indirect=["team"],
)
def test_folders_of_a_killed_worker_are_done_by_others(
    case: Case, tmp_path: Path, team: Workers, marks: Path, at: str
) -> None:
    workspace = case.copy(tmp_path / "office")
    found = regenerate(workspace, team, Killed(case.folder, marks, at))
    assert len(list(marks.iterdir())) == 1
    assert archived(workspace) == case.archived
    assert len(found) == len({one.folder for one in found}) == case.folders
    check_whole(workspace)


@pytest.mark.parametrize("team", ["pool"], indirect=True)
def test_a_worker_killed_over_the_plan_changes_nothing_either(
    case: Case, tmp_path: Path, team: Workers, marks: Path
) -> None:
    workspace = case.copy(tmp_path / "office")
    regenerate(workspace, team, Killed(case.folder, marks, applies=False))
    assert len(list(marks.iterdir())) == 1
    assert archived(workspace) == case.archived


def test_a_folder_over_which_every_worker_dies_is_a_failure_and_the_others_are_done(
    case: Case, tmp_path: Path, marks: Path
) -> None:
    workspace = case.copy(tmp_path / "office")
    with pool(2) as team:
        found = regenerate(workspace, team, Killed(case.folder, marks, always=True))
    assert len(list(marks.iterdir())) == TRIES
    assert [one.folder for one in found if one.failure] == [case.folder]
    left = archived(workspace)
    assert {
        path.rpartition("/")[0].split("/lich-su")[0] for path in case.archived if left.get(path) != case.archived[path]
    } == {case.folder}
    regenerate(workspace)
    assert archived(workspace) == case.archived


def test_a_cluster_of_this_machine_listens_to_nobody_else_and_has_no_web_pages() -> None:
    with two("dask") as team:
        processes = [psutil.Process(), *psutil.Process().children(recursive=True)]
        listening = [
            one.laddr.ip
            for process in processes
            for one in process.net_connections("inet")
            if one.status == psutil.CONN_LISTEN
        ]
        assert set(listening) == {"127.0.0.1"}
        assert len(listening) == 1 + 2 * team.count  # the scheduler; each worker and who starts it anew


def test_a_cluster_that_lives_on_follows_the_rules_of_each_run(case: Case, tmp_path: Path) -> None:
    """What its workers keep of an office is of one run: before the next, the office may change its own rules."""
    workspace = case.copy(tmp_path / "office")
    make: Any = distributed.LocalCluster
    with make(
        n_workers=1, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0", silence_logs=50
    ) as cluster:
        made = []
        for rules in ("", "authorities:\n  - {id: invitation, authority: body}\n"):
            workspace.regulations.write_text(rules, "utf-8")
            with workers(Kind(dask=cluster.scheduler_address), 10) as team:
                made.append({row.reason for row in rows(regenerate(workspace, team)).values()})
    assert made == [{Reason.TEMPLATE_CHANGED, Reason.RENDER_CHANGED}, {Reason.UNCHANGED, Reason.RULES_CHANGED}]


def test_a_cluster_that_does_not_answer_is_said() -> None:
    with pytest.raises(UsageError) as caught, workers(Kind(dask="tcp://127.0.0.1:9"), 10):
        pass
    assert "tcp://127.0.0.1:9" in str(caught.value.message)


@pytest.mark.parametrize(("jobs", "folders", "count"), [(4, 2, 2), (1, 100, 1), (3, 100, 3)])
def test_no_more_processes_than_folders(jobs: int, folders: int, count: int) -> None:
    assert Kind(jobs).processes(folders) == count


def test_few_folders_are_not_worth_another_process() -> None:
    assert Kind().processes(5) == 1


def test_what_could_not_be_made_is_told_also_where_the_worker_died_behind_the_folder(
    case: Case, tmp_path: Path, marks: Path
) -> None:
    """The plan of a run that writes does not know it: that minutes would lose their number shows when they are made."""
    offices = [case.copy(tmp_path / name) for name in ("undisturbed", "disturbed")]
    for workspace in offices:
        text = workspace.organisation.read_text("utf-8")
        workspace.organisation.write_text(text.replace("options:\n", "options:\n  minutes_numbered: không\n"), "utf-8")
    undisturbed = rows(regenerate(offices[0], foresees=False))
    with pool(2) as team:
        found = rows(regenerate(offices[1], team, Killed(case.folder, marks, "end"), foresees=False))
    assert len(list(marks.iterdir())) == 1
    assert found == undisturbed
    assert {row.action for row in found.values()} == {Action.WRITE, Action.SKIP}


def test_what_a_worker_printed_is_told_though_it_ends_at_once(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    with pool(1) as team:
        team.executor.submit(print, "what a worker says").result()
    assert "what a worker says" in capfd.readouterr().out


def test_an_error_that_ends_a_worker_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    with pool(1) as team, pytest.raises(team.lost):
        team.executor.submit(print, Unreadable()).result()
    assert "nobody can read it" in capfd.readouterr().err


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="asks the system what a process does not hear")
def test_a_worker_does_not_hear_ctrl_c_from_its_first_moment_on() -> None:
    with pool(1) as team:
        unheard = team.executor.submit(signal.pthread_sigmask, signal.SIG_BLOCK, ()).result()
    assert signal.SIGINT in unheard
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
