"""What does not belong into an inbox: each is told within seconds, none is changed, and the form beside it is filed."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.errors import FormRefused
from pipeline.forms import meeting_to_yaml
from pipeline.process import FormState, Outcome, open_office, process_inbox, queue
from pipeline.process.intake.opening import form_bytes
from pipeline.workspace import Workspace
from tests.sample import sample_meeting

GIGABYTE = 1024**3
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes or devices in folders")


@pytest.fixture
def workspace(workspace: Workspace) -> Workspace:
    (workspace.inbox / "tot.yaml").write_text(meeting_to_yaml(sample_meeting("03")), "utf-8")
    return workspace


def run(workspace: Workspace) -> dict[str, Outcome]:
    with open_office(workspace, lambda: datetime(2018, 10, 8, 8, 0, tzinfo=UTC), lock_timeout=1) as office:
        return {outcome.form: outcome for outcome in process_inbox(office, (), settle=0)}


def test_a_file_of_two_gigabytes_is_not_read(workspace: Workspace) -> None:
    path = workspace.inbox / "lon.xlsx"
    with path.open("wb") as file:
        file.truncate(2 * GIGABYTE)
    outcomes = run(workspace)
    assert [problem.code for problem in outcomes["inbox/lon.xlsx"].problems] == ["form-too-large"]
    assert path.stat().st_size == 2 * GIGABYTE
    assert outcomes["inbox/tot.yaml"].state is FormState.FILED


@posix_only
def test_links_pipes_and_devices_are_left_alone(workspace: Workspace, tmp_path: Path) -> None:
    outside = tmp_path / "khac.yaml"
    outside.write_text("stage: held", "utf-8")
    (workspace.inbox / "lien-ket.yaml").symlink_to(outside)
    (workspace.inbox / "vong.yaml").symlink_to(workspace.inbox / "vong.yaml")
    (workspace.inbox / "thiet-bi.yaml").symlink_to("/dev/zero")
    os.mkfifo(workspace.inbox / "ong.yaml")
    outcomes = run(workspace)
    for name in ("lien-ket", "vong", "thiet-bi", "ong"):
        assert [problem.code for problem in outcomes[f"inbox/{name}.yaml"].problems] == ["not-a-file"]
        assert os.path.lexists(workspace.inbox / f"{name}.yaml")
    assert outside.read_text("utf-8") == "stage: held"
    assert outcomes["inbox/tot.yaml"].state is FormState.FILED


@posix_only
def test_a_pipe_or_a_device_named_by_hand_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ong.yaml")
    for path in (tmp_path / "ong.yaml", Path("/dev/zero"), tmp_path):
        with pytest.raises(FormRefused) as refused:
            form_bytes(path)
        assert [problem.code for problem in refused.value.problems] == ["not-a-file"]


@posix_only
@pytest.mark.parametrize(
    "name", ["a\\..\\..\\thoat.yaml", "a\nb.yaml", "\x1b[31mdo.yaml", "con.yaml", "x: y.yaml", "%s%n.yaml"]
)
def test_a_name_with_tricks_is_a_name_and_nothing_else(workspace: Workspace, name: str) -> None:
    (workspace.inbox / name).write_text("stage: held", "utf-8")
    before = {path for path in workspace.root.parent.rglob("*") if workspace.root not in path.parents}
    outcomes = run(workspace)
    assert outcomes["inbox/tot.yaml"].state is FormState.FILED
    assert (workspace.to_mend / name).read_text("utf-8").endswith("stage: held")
    assert {path for path in workspace.root.parent.rglob("*") if workspace.root not in path.parents} == before
    assert all(key.isprintable() for key in outcomes)


@posix_only
def test_a_pipe_in_the_place_of_a_returned_form_stops_nobody(workspace: Workspace) -> None:
    workspace.to_mend.mkdir()
    os.mkfifo(workspace.to_mend / "xau.yaml")
    (workspace.inbox / "xau.yaml").write_text("stage: held", "utf-8")
    outcomes = run(workspace)
    assert outcomes["inbox/xau.yaml"].moved_to == workspace.to_mend / "xau (2).yaml"
    assert outcomes["inbox/tot.yaml"].state is FormState.FILED


@posix_only
def test_a_form_that_becomes_a_pipe_after_it_was_read_is_left(workspace: Workspace) -> None:
    def swapped(step: str, _done: int, _total: int) -> None:
        path = workspace.inbox / "tot.yaml"
        if step == "file" and path.is_file():
            path.unlink()
            os.mkfifo(path)

    with open_office(workspace, lambda: datetime(2018, 10, 8, 8, 0, tzinfo=UTC), lock_timeout=1) as office:
        (outcome,) = process_inbox(office, (), settle=0, progress=swapped)
    assert outcome.state is FormState.WAITING


def test_forms_that_are_large_do_not_all_stand_in_memory(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "KEPT_BYTES", 1)
    assert run(workspace)["inbox/tot.yaml"].state is FormState.FILED


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who writes to a file")
def test_a_form_that_a_program_still_has_open_for_writing_waits_though_it_stands_still(workspace: Workspace) -> None:
    form = workspace.inbox / "phieu.yaml"
    copying = (
        f"import sys; file = open({str(form)!r}, 'wb'); file.write(sys.stdin.buffer.readline()); "
        "file.flush(); print(flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", copying], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        assert program.stdin is not None and program.stdout is not None
        program.stdin.write(b"stage: held\n")
        program.stdin.flush()
        program.stdout.readline()
        outcome = run(workspace)["inbox/phieu.yaml"]
        program.stdin.close()
    assert (outcome.state, outcome.problems[0].code) == (FormState.WAITING, "still-copying")
    assert "python" in str(outcome.problems[0].message)
    assert run(workspace)["inbox/phieu.yaml"].state is FormState.RETURNED
