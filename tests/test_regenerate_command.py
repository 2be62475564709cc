"""`vanthu regenerate`: what it prints, how it ends, and that it can be stopped and repeated at any time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli.regenerating import ACTIONS, MOST_LISTED, REASONS
from pipeline.errors import ExitCode
from pipeline.process.regenerating import Action, Reason
from pipeline.workspace import Workspace
from tests.batch.conftest import Case
from tests.batch.conftest import case as case  # a fixture
from tests.commands import rows, validator, vanthu
from tests.faults.offices import archived
from tests.regenerated import change_manifests, change_template, contents

YEAR = ("regenerate", "--year", "2018")
RESOLUTION = "outbox/binh-minh/2018/10-thuong-ky/05-NQ-nghi-quyet.docx"


def lines(office: Path, *options: str, code: int = ExitCode.OK) -> list[dict[str, Any]]:
    """The lines of JSON, each by the schema."""
    done = vanthu(*YEAR, "--json", *options, cwd=office)
    assert done.returncode == code, done.stderr
    found = rows(done)
    for line in found:
        validator("regenerate.schema.json").validate(line)
    assert list(found[-1]) == ["summary"]
    return found


def everything(root: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in sorted(root.rglob("*")) if path.is_file()
    }


def test_every_reason_and_action_has_its_word() -> None:
    assert (set(REASONS), set(ACTIONS)) == (set(Reason), set(Action))


def test_an_archive_as_it_was_filed_is_left_alone(office: Path) -> None:
    before = everything(office / "outbox")
    done = vanthu(*YEAR, cwd=office)
    assert done.returncode == ExitCode.OK
    assert "40  unchanged: kept" in done.stderr
    assert done.stdout == ""
    assert everything(office / "outbox") == before


def test_a_dry_run_tells_everything_and_writes_nothing_at_all(office: Path) -> None:
    change_template(Workspace.at(office), "nghi-quyet.docx")
    (office / RESOLUTION).unlink()
    before = everything(office)
    found = lines(office, "--dry-run")
    told = {line["document"]: (line["action"], line["reason"]) for line in found[:-1]}
    assert told[RESOLUTION] == ("write", "missing")
    assert ("write", "template-changed") in told.values()
    assert len(told) == found[-1]["summary"]["documents"] == 40
    assert everything(office) == before
    assert not list(office.glob(".vanthu/*.lock.json"))


def test_the_plan_is_told_on_stderr_and_what_was_done_on_stdout(office: Path) -> None:
    change_template(Workspace.at(office), "nghi-quyet.docx", "Lời cuối")
    done = vanthu(*YEAR, "--diff", cwd=office)
    assert done.returncode == ExitCode.OK
    assert f"{RESOLUTION}: template changed" in done.stderr
    assert f"{RESOLUTION}\n" in done.stdout
    assert "+Lời cuối" in done.stdout
    assert "Lời cuối" not in done.stderr
    assert "Lời cuối" not in "".join(path.read_text("utf-8") for path in (office / ".vanthu").glob("*.txt"))


def test_a_long_plan_is_cut(case: Case, tmp_path: Path) -> None:
    workspace = case.copy(tmp_path / "office")
    done = vanthu(*YEAR, "--dry-run", cwd=workspace.root)
    count = len(contents(workspace))
    assert f"and {count - MOST_LISTED} more" in done.stderr


def test_differences_come_with_the_rows_of_json(office: Path) -> None:
    change_template(Workspace.at(office), "nghi-quyet.docx", "Lời cuối")
    for options in (["--dry-run"], []):
        found = {line.get("document"): line for line in lines(office, "--diff", *options)}
        assert "+Lời cuối" in found[RESOLUTION]["diff"]


def test_only_what_is_chosen_is_looked_at(office: Path) -> None:
    found = lines(office, "--cell", "dang-uy-tan-phu", "--document-kind", "minutes")
    assert [line["document"] for line in found[:-1]] == ["outbox/dang-uy-tan-phu/2018/11-thuong-ky/44-BB-bien-ban.docx"]
    assert {line["document"].split("/")[3] for line in lines(office, "--meeting-kind", "thematic")[:-1]} == {
        "10-chuyen-de"
    }


def test_a_year_with_nothing_is_said(office: Path) -> None:
    done = vanthu("regenerate", "--year", "1999", cwd=office)
    assert done.returncode == ExitCode.OK
    assert "1999" in done.stderr


@pytest.mark.parametrize(
    "options",
    [
        ("--cell", "khong-co"),
        ("--meeting-kind", "party"),
        ("--document-kind", "song"),
        ("--jobs", "0"),
        ("--jobs", "2", "--dask", "local"),
        ("--dask", "tcp://127.0.0.1:9"),
        ("--issued-to", "outbox/ban-sao"),
        ("--issued-to", "inbox"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_asked_for_is_wrong_use(office: Path, options: tuple[str, ...]) -> None:
    assert vanthu(*YEAR, *options, cwd=office).returncode == ExitCode.USAGE


def test_a_cluster_that_is_not_installed_is_said(office: Path, tmp_path: Path) -> None:
    (tmp_path / "distributed.py").write_text("raise ImportError", "utf-8")
    paths = os.pathsep.join([str(tmp_path), *sys.path])
    done = vanthu(*YEAR, "--dask", "local", cwd=office, PYTHONPATH=paths)
    assert done.returncode == ExitCode.USAGE
    assert "vanthu[cluster]" in done.stderr


def test_a_cluster_of_this_machine_does_the_same(case: Case, tmp_path: Path) -> None:
    workspace = case.copy(tmp_path / "office")
    done = vanthu(*YEAR, "--dask", "local", cwd=workspace.root)
    assert done.returncode == ExitCode.OK, done.stderr
    assert contents_of_case(case) == contents(workspace)


def contents_of_case(case: Case) -> dict[str, str]:
    return contents(Workspace.at(case.before.root.with_name("after")))


def test_issued_documents_are_copied_to_compare(office: Path, tmp_path: Path) -> None:
    (tmp_path / "ban-ky.pdf").write_bytes(b"%PDF-1.7\nsigned\n%%EOF\n")
    signed = vanthu("sign", str(tmp_path / "ban-ky.pdf"), "--document", RESOLUTION, cwd=office)
    assert signed.returncode == ExitCode.OK, signed.stderr
    before = (office / RESOLUTION).read_bytes()
    found = lines(office, "--issued-to", str(tmp_path / "so-sanh"))
    assert [line["document"] for line in found[:-1] if line["reason"] == "issued"] == [RESOLUTION]
    (copy,) = (tmp_path / "so-sanh").rglob("*.docx")
    assert copy.relative_to(tmp_path / "so-sanh").as_posix() == RESOLUTION.removeprefix("outbox/")
    assert copy.read_bytes() == before == (office / RESOLUTION).read_bytes()


def test_a_meeting_that_cannot_be_read_is_listed_and_the_rest_is_done(office: Path) -> None:
    (office / RESOLUTION).unlink()
    (office / "outbox/binh-minh/2018/10-chi-uy/manifest.json").write_text("{", "utf-8")
    found = lines(office, code=ExitCode.SOME_WORK_FAILED)
    assert [line["folder"] for line in found if "folder" in line] == ["binh-minh/2018/10-chi-uy"]
    assert (office / RESOLUTION).exists()
    assert found[-1]["summary"]["failed"] == 1


def test_a_template_broken_for_one_kind_and_one_broken_for_all(office: Path) -> None:
    workspace = Workspace.at(office)
    (office / RESOLUTION).unlink()
    (office / RESOLUTION).with_name("24-BB-bien-ban.docx").unlink()
    change_template(workspace, "nghi-quyet.docx", "{{ khong.co }}")
    assert vanthu(*YEAR, cwd=office).returncode == ExitCode.SOME_WORK_FAILED
    assert (office / RESOLUTION).with_name("24-BB-bien-ban.docx").exists()
    done = vanthu(*YEAR, "--document-kind", "resolution", cwd=office)
    assert done.returncode == ExitCode.BAD_CONFIGURATION
    assert "nghi-quyet.docx" in done.stderr


def test_an_office_that_cannot_be_read_is_bad_configuration(office: Path) -> None:
    (office / "organisation.yaml").write_text("options: {", "utf-8")
    assert vanthu(*YEAR, cwd=office).returncode == ExitCode.BAD_CONFIGURATION


# As in a terminal, where a shell that started us in the background may have Ctrl-C ignored.
_SLOWLY = """
import signal
from pipeline.batch import slices
from pipeline.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)
slices.PAUSE = 0.5
main()
"""


def started(workspace: Workspace, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _SLOWLY, *YEAR, *options]
    return subprocess.Popen(
        command,
        cwd=workspace.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,  # as in a terminal: Ctrl-C goes to it and all its workers
    )


def shelves(workspace: Workspace) -> int:
    return sum("lap-lai-1" in folders for _, folders, _ in os.walk(workspace.outbox))  # folders come and go meanwhile


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="Windows has no such signals for other processes")
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("stop", [signal.SIGINT, getattr(signal, "SIGKILL", signal.SIGTERM)], ids=["ctrl-c", "kill"])
def test_stopped_in_the_middle_the_same_command_goes_on(
    case: Case, tmp_path: Path, jobs: str, stop: signal.Signals
) -> None:
    workspace = case.copy(tmp_path / "office")
    run = started(workspace, "--jobs", jobs)
    deadline = time.monotonic() + 60
    while shelves(workspace) < 2 and run.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    if stop is signal.SIGINT:
        os.killpg(run.pid, stop)
        said, _ = run.communicate(timeout=60)
        assert run.returncode == ExitCode.INTERRUPTED, said
        assert "Stopped" in said
        assert "Traceback" not in said
        assert not list(workspace.outbox.rglob(".dang-*"))  # no folder was left in the middle
    else:
        run.kill()  # the coordinator alone: its workers find out
        run.communicate(timeout=60)
    assert shelves(workspace) >= 2
    again = vanthu(*YEAR, "--json", cwd=workspace.root)
    assert again.returncode == ExitCode.OK, again.stderr
    assert contents(workspace) == contents_of_case(case)
    assert vanthu("verify", cwd=workspace.root).returncode == ExitCode.OK
    after = archived(workspace)
    assert vanthu(*YEAR, cwd=workspace.root).returncode == ExitCode.OK
    assert archived(workspace) == after


def test_an_earlier_archive_is_brought_up_to_date_once(office: Path) -> None:
    workspace = Workspace.at(office)
    change_manifests(workspace, render_version=0, rules_sha256="")
    before = contents(workspace)
    assert lines(office)[-1]["summary"]["write"] > 30
    assert contents(workspace) == before
    assert lines(office)[-1]["summary"]["write"] == 0
