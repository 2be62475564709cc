"""`vanthu search`: documents, forms and open tasks by their text, with and without accents."""

from __future__ import annotations

import multiprocessing
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from pipeline.archive import Archive
from pipeline.errors import ExitCode
from pipeline.index import Query, find, open_index, refresh
from pipeline.index.store import NAME
from pipeline.meeting import TaskState
from pipeline.workspace import Workspace
from tests.commands import rows, validator, vanthu
from tests.faults.layer import Disk, failing, in_a_process_of_its_own
from tests.faults.offices import HELD, form, run
from tests.sample import changed

PROCESSES, ROUNDS = 4, 20


def search(office: Path, *arguments: str) -> list[dict[str, Any]]:
    done = vanthu("search", "--json", *arguments, cwd=office)
    assert done.returncode == ExitCode.OK, done.stderr
    found = rows(done)
    for row in found:
        validator("search.schema.json").validate(row)
        assert (office / row["path"]).is_file()
    return found


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("lưu ban", "--document-kind", "thematic-plan"), ["04-KH/CB"]),
        (("luu ban", "--document-kind", "thematic-plan"), ["04-KH/CB"]),
        (("LUU BAN", "--document-kind", "thematic-plan"), ["04-KH/CB"]),
        (("lưu bàn",), []),
        (("ban lưu",), []),
        (("ban", "lưu", "--document-kind", "thematic-plan"), ["04-KH/CB"]),
        (("dang uy", "--number", "44-BB/ĐU"), ["44-BB/ĐU"]),
        (("đảng ủy", "--number", "44"), ["44-BB/ĐU"]),
        (("đảng uỷ", "--number", "44"), ["44-BB/ĐU"]),
        (("đãng ủy",), []),
        (("--person", "Võ Thanh Liêm", "--document-kind", "minutes", "--from", "1/11/2018"), ["26-BB/CB"]),
        (("--number", "5"), ["05-NQ/CB"]),
        (("--number", "05-NQ/CB"), ["05-NQ/CB"]),
        (("--number", "05-NQ"), ["05-NQ/CB"]),
        (("--number", "5-nq/cb"), ["05-NQ/CB"]),
        (("--number", "%"), []),
        (("--number", "_5"), []),
        (("--cell", "dang-uy-tan-phu", "--document-kind", "conclusion"), ["01-KL/ĐU"]),
        (("--meeting-kind", "committee", "--document-kind", "minutes", "--to", "31/10/2018"), ["23-BB/CB"]),
        (('" OR * NEAR(',), []),
        (("'; drop table entries; --",), []),
    ],
)
def test_what_is_looked_for_is_found_and_nothing_else(
    office: Path, arguments: tuple[str, ...], expected: list[str]
) -> None:
    assert [row["number"] for row in search(office, *arguments)] == expected


def test_the_place_is_shown(office: Path) -> None:
    (found,) = search(office, "cha mẹ học sinh quan tâm", "--document-kind", "thematic-programme")
    assert "giáo viên, cha mẹ học sinh quan tâm" in found["place"]


def test_what_a_form_says_is_found_though_no_document_prints_it(office: Path) -> None:
    assert "record" in {row["what"] for row in search(office, "lưu ban")}


def test_open_tasks_are_those_that_no_later_meeting_reported_done(workspace: Workspace) -> None:
    (workspace.inbox / "1.yaml").write_bytes(form(HELD))
    run(workspace)
    tasks = [task.task for task in HELD.new_tasks]
    assert [one.place.rstrip("…")[:20] for one in _found(workspace, Query(open_tasks=True))] == [
        task[:20] for task in tasks
    ]
    december = changed(HELD, "period.month", HELD.period.month.plus(1))
    december = changed(december, "day", december.period.month.first_day)
    done = tuple(HELD.last_tasks[0].model_copy(update={"task": task, "state": TaskState.DONE}) for task in tasks)
    december = december.model_copy(
        update={"code": None, "last_tasks": done, "new_tasks": (), "documents": (), "confirmed": True}
    )
    (workspace.inbox / "2.yaml").write_bytes(form(december))
    (outcome,) = run(workspace)
    assert outcome.meeting is not None, outcome.problems
    assert _found(workspace, Query(open_tasks=True)) == ()


def _found(workspace: Workspace, query: Query) -> tuple[Any, ...]:
    with open_index(workspace.state) as index:
        refresh(index, Archive(workspace.outbox))
        return find(index, query)


def test_only_what_changed_is_read_again_and_what_is_gone_is_forgotten(office: Path) -> None:
    workspace = Workspace.at(office)
    archive = Archive(workspace.outbox)
    with open_index(workspace.state) as index:
        assert refresh(index, archive).read == 6
        assert refresh(index, archive).read == 0
        shutil.rmtree(office / "outbox" / "binh-minh" / "2018" / "10-chuyen-de")
        archive.note_serial("another", "")
        assert refresh(index, archive).read == 0
        assert find(index, Query(("lưu ban",), what="thematic-plan")) == ()


def test_a_manifest_that_cannot_be_read_keeps_nothing_else_from_being_found(office: Path) -> None:
    (office / "outbox" / "binh-minh" / "2018" / "10-thuong-ky" / "manifest.json").write_text("{", "utf-8")
    assert [row["number"] for row in search(office, "lưu ban", "--document-kind", "thematic-plan")] == ["04-KH/CB"]
    assert {row["path"].split("/")[1] for row in search(office, "--open-tasks")} == {"dang-uy-tan-phu"}


def test_a_manifest_that_cannot_be_read_is_said(office: Path) -> None:
    manifest = office / "outbox" / "binh-minh" / "2018" / "10-thuong-ky" / "manifest.json"
    manifest.unlink()
    manifest.mkdir()
    for _ in range(2):
        done = vanthu("search", "lưu ban", cwd=office)
        assert (done.returncode, "binh-minh/2018/10-thuong-ky" in done.stderr) == (ExitCode.OK, True)
    assert vanthu("search", "lưu ban", "--cell", "dang-uy-tan-phu", cwd=office).stderr == ""


def test_what_somebody_wrote_into_a_document_in_word_is_found(office: Path) -> None:
    assert search(office, "phượng vĩ") == []
    path = office / "outbox" / "binh-minh" / "2018" / "10-thuong-ky" / "24-BB-bien-ban.docx"
    document = Document(str(path))
    document.add_paragraph("Trồng cây phượng vĩ trước cổng trường.")
    document.save(str(path))
    (found,) = search(office, "phượng vĩ")
    assert found["number"] == "24-BB/CB"
    with open_index(Workspace.at(office).state) as index:
        assert refresh(index, Archive(office / "outbox")).read == 0


def cut_in_half(index: Path) -> None:
    index.write_bytes(index.read_bytes()[: index.stat().st_size // 2])


def fill_pages_with_nothing(index: Path) -> None:
    data = index.read_bytes()
    index.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))


def take_out_a_table(index: Path) -> None:
    with closing(sqlite3.connect(index)) as connection:
        connection.execute("drop table folders")


def leave_only_a_journal(index: Path) -> None:
    index.with_name(f"{index.name}-journal").write_bytes(index.read_bytes()[:4096])
    index.unlink()


DAMAGE: dict[str, Callable[[Path], object]] = {
    "emptied": lambda index: index.write_bytes(b""),
    "no index at all": lambda index: index.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5_000),
    "cut in half": cut_in_half,
    "overwritten": fill_pages_with_nothing,
    "a table is missing": take_out_a_table,
    "gone, but for its journal": leave_only_a_journal,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_an_index_that_is_damaged_is_made_anew(office: Path, damage: Callable[[Path], object]) -> None:
    before = search(office, "lưu ban")
    damage(office / ".vanthu" / NAME)
    assert search(office, "lưu ban") == before


def first_searches(together: Barrier, root: Path) -> None:
    for number in range(ROUNDS):
        together.wait(60)
        with open_index(root / str(number)) as index:
            refresh(index, Archive(root / "outbox"))
            find(index, Query(("lưu ban",)))


def test_searches_at_once_disturb_no_other_though_none_came_before(tmp_path: Path) -> None:
    spawned = multiprocessing.get_context("spawn")
    together = spawned.Barrier(PROCESSES)
    runs = [spawned.Process(target=first_searches, args=(together, tmp_path)) for _ in range(PROCESSES)]
    for one in runs:
        one.start()
    for one in runs:
        one.join(240)
    assert [one.exitcode for one in runs] == [0] * PROCESSES


def test_many_first_searches_all_find_the_same(office: Path) -> None:
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "search", "--json", "lưu ban"]
    runs = [
        subprocess.Popen(command, cwd=office, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(PROCESSES)
    ]
    said = [one.communicate(timeout=120) for one in runs]
    assert {(one.returncode, errors) for one, (_, errors) in zip(runs, said, strict=True)} == {(ExitCode.OK, b"")}
    assert len({output for output, _ in said}) == 1
    assert said[0][0]


def entries(workspace: Workspace) -> list[tuple[Any, ...]]:
    """Everything that can be found."""
    with open_index(workspace.state) as index:
        refresh(index, Archive(workspace.outbox))
        return sorted(index.rows("select folder, what, path, title, text from entries"))


def test_a_change_that_is_under_way_is_read_again_when_it_is_done(workspace: Workspace, tmp_path: Path) -> None:
    (workspace.inbox / "hop.yaml").write_bytes(form(HELD))
    run(workspace)
    (workspace.inbox / "hop.yaml").write_bytes(form(changed(HELD, "place", "Hội trường cây đa")))
    undisturbed = Workspace.at(shutil.copytree(workspace.root, tmp_path / "undisturbed"))
    with failing(Disk()) as disk:
        run(undisturbed)
    first = disk.steps.index("replace journal.json")
    last = disk.steps.index("unlink journal.json")
    assert last - first > 3
    for step in range(first + 1, last):
        killed = Workspace.at(shutil.copytree(workspace.root, tmp_path / f"killed-{step}"))
        entries(killed)

        def half(killed: Workspace = killed, step: int = step) -> None:
            with failing(Disk("kill", step)):
                run(killed)

        in_a_process_of_its_own(half)
        entries(killed)  # what lies there now
        run(killed)
        assert entries(killed) == entries(undisturbed)


@pytest.mark.parametrize(
    "arguments", [(), ("--from", "31/02/2018"), ("--document-kind", "poem"), ("lưu ban", "--cell", "la")]
)
def test_a_question_that_makes_no_sense_is_said(office: Path, arguments: tuple[str, ...]) -> None:
    done = vanthu("search", *arguments, cwd=office, lang="vi")
    assert (done.returncode, done.stdout) == (ExitCode.USAGE, "")
    assert done.stderr
