"""`vanthu search`: documents, forms and open tasks by their text, with and without accents."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from pipeline.archive import Archive
from pipeline.errors import ExitCode
from pipeline.index import Query, find, open_index, refresh
from pipeline.index.store import NAME
from pipeline.meeting import TaskState
from pipeline.workspace import Workspace
from tests.commands import rows, validator, vanthu
from tests.faults.offices import HELD, form, run
from tests.sample import changed

MINUTES = {"document_kind": "minutes"}


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
        assert refresh(index, archive) == 6
        assert refresh(index, archive) == 0
        shutil.rmtree(office / "outbox" / "binh-minh" / "2018" / "10-chuyen-de")
        archive.note_serial("another", "")
        assert refresh(index, archive) == 0
        assert find(index, Query(("lưu ban",), what="thematic-plan")) == ()


def test_a_manifest_that_cannot_be_read_keeps_nothing_else_from_being_found(office: Path) -> None:
    (office / "outbox" / "binh-minh" / "2018" / "10-thuong-ky" / "manifest.json").write_text("{", "utf-8")
    assert [row["number"] for row in search(office, "lưu ban", "--document-kind", "thematic-plan")] == ["04-KH/CB"]
    assert {row["path"].split("/")[1] for row in search(office, "--open-tasks")} == {"dang-uy-tan-phu"}


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\x00" + b"\xff" * 5_000], ids=["emptied", "damaged"])
def test_an_index_that_is_damaged_is_said_or_made_again(office: Path, damage: bytes) -> None:
    search(office, "lưu ban")
    (office / ".vanthu" / NAME).write_bytes(damage)
    done = vanthu("search", "lưu ban", cwd=office)
    assert done.returncode in (ExitCode.OK, ExitCode.ARCHIVE_DAMAGED)
    (office / ".vanthu" / NAME).unlink()
    assert search(office, "lưu ban", "--document-kind", "thematic-plan")


@pytest.mark.parametrize(
    "arguments", [(), ("--from", "31/02/2018"), ("--document-kind", "poem"), ("lưu ban", "--cell", "la")]
)
def test_a_question_that_makes_no_sense_is_said(office: Path, arguments: tuple[str, ...]) -> None:
    done = vanthu("search", *arguments, cwd=office, lang="vi")
    assert (done.returncode, done.stdout) == (ExitCode.USAGE, "")
    assert done.stderr
