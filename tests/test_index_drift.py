"""The search index against the archive: `verify` finds where it tells otherwise, `reindex` makes it as it was."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.archive import Archive
from pipeline.errors import ExitCode
from pipeline.index import drifted, open_index, refresh
from pipeline.index.store import NAME
from pipeline.workspace import Workspace
from tests.commands import rows, vanthu

MEETING = "binh-minh/2018/10-thuong-ky"


def searched(office: Path) -> Workspace:
    workspace = Workspace.at(office)
    with open_index(workspace.state) as index:
        refresh(index, Archive(workspace.outbox))
    return workspace


def change(workspace: Workspace, sql: str) -> None:
    with closing(sqlite3.connect(workspace.state / NAME)) as connection, connection:
        assert connection.execute(sql).rowcount > 0


def differing(workspace: Workspace) -> list[str]:
    found = drifted(workspace.state, Archive(workspace.outbox))
    return sorted(path.relative_to(workspace.root).as_posix() for path in found)


def test_an_index_that_a_search_has_brought_up_does_not_differ(office: Path) -> None:
    workspace = Workspace.at(office)
    assert differing(workspace) == []  # there is none yet
    assert not (workspace.state / NAME).exists()
    searched(office)
    assert differing(workspace) == []


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        (
            "update entries set text = 'khác' where folder = 'binh-minh/2018/10-thuong-ky' and what = 'minutes'",
            [f"outbox/{MEETING}"],
        ),
        ("delete from entries where folder = 'binh-minh/2018/10-thuong-ky' and what = 'record'", [f"outbox/{MEETING}"]),
        ("update entries set text = 'khác' where folder = 'binh-minh/#'", ["outbox/binh-minh"]),
    ],
)
def test_what_the_index_tells_otherwise_is_found_and_made_anew(office: Path, sql: str, found: list[str]) -> None:
    workspace = searched(office)
    change(workspace, sql)
    assert differing(workspace) == found
    done = vanthu("verify", "--json", cwd=office)
    assert done.returncode == ExitCode.ARCHIVE_DAMAGED
    assert [row["path"] for row in rows(done) if row.get("finding") == "index-differs"] == found
    assert vanthu("verify", "--repair", cwd=office).returncode == ExitCode.OK
    searched(office)
    assert differing(workspace) == []
    assert vanthu("verify", cwd=office).returncode == ExitCode.OK


def test_a_damaged_index_is_found(office: Path) -> None:
    workspace = searched(office)
    index = workspace.state / NAME
    size = index.stat().st_size
    with index.open("r+b") as file:
        file.seek(size // 2)
        file.write(os.urandom(size // 4))
    assert differing(workspace) == [f".vanthu/{NAME}"]


def test_a_folder_that_changed_since_the_last_search_is_no_drift(office: Path) -> None:
    workspace = searched(office)
    change(workspace, "update entries set text = 'khác' where folder = 'binh-minh/2018/10-thuong-ky'")
    os.utime(workspace.outbox / MEETING / "manifest.json", (1, 1))
    assert differing(workspace) == []


def dump(workspace: Workspace) -> list[object]:
    with closing(sqlite3.connect(workspace.state / NAME)) as connection:
        sql = "select folder, body, meeting, meeting_kind, what, symbol, day, path, title, text from entries"
        return [sorted(connection.execute(sql)), sorted(connection.execute("select path, state from folders"))]


def test_reindex_makes_the_index_as_it_was(office: Path) -> None:
    workspace = searched(office)
    before = dump(workspace)
    assert before[0]
    change(workspace, "update entries set text = 'khác'")
    assert vanthu("reindex", cwd=office).returncode == ExitCode.OK
    assert dump(workspace) == before
