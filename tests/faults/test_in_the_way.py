"""Somebody else's files where ours are to be: nothing is overwritten, and which is in the way is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import ExitCode
from pipeline.workspace import Workspace
from tests.faults.offices import HELD, SCENARIOS, Scenario, form, given_numbers, make_office
from tests.faults.system import process
from tests.regenerated import change_template, regenerate
from tests.sample import sample_meeting

FOLDER = Path("binh-minh", "2018", "10-chi-uy")
MINUTES = "23-BB-bien-ban.docx"


def a_file(folder: Path) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_bytes(b"foreign")


def a_folder_with_files(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / MINUTES).write_bytes(b"foreign")


def a_dead_link(folder: Path) -> None:
    folder.parent.mkdir(parents=True)
    folder.symlink_to("nowhere")


def a_link_to_a_folder_with_files(folder: Path) -> None:
    other = folder.parents[3] / "other"
    a_folder_with_files(other)
    folder.parent.mkdir(parents=True)
    folder.symlink_to(other)


def a_file_for_the_year(folder: Path) -> None:
    a_file(folder.parent)


def a_file_for_the_body(folder: Path) -> None:
    folder.parents[1].write_bytes(b"foreign")


def seen(folder: Path) -> dict[str, object]:
    """Everything below, links as links."""
    found = sorted(folder.rglob("*"))
    return {
        path.relative_to(folder).as_posix(): path.readlink() if path.is_symlink() else path.read_bytes()
        for path in found
        if (path.is_symlink() or path.is_file()) and not path.name.startswith(".vanthu-")
    }


@pytest.mark.parametrize(
    ("put", "named"),
    [
        (a_file, FOLDER),
        (a_folder_with_files, FOLDER),
        (a_dead_link, FOLDER),
        (a_link_to_a_folder_with_files, FOLDER),
        (a_file_for_the_year, FOLDER.parent),
        (a_file_for_the_body, FOLDER.parents[1]),
    ],
)
def test_what_lies_where_a_meeting_is_to_be_stays_and_the_form_waits(
    tmp_path: Path, put: Callable[[Path], None], named: Path
) -> None:
    scenario = SCENARIOS["a new meeting"]()
    workspace = make_office(tmp_path / "office", scenario)
    put(workspace.outbox / FOLDER)
    before = seen(workspace.outbox)
    said = process(workspace)
    assert said.code == ExitCode.SOME_WORK_FAILED
    assert f"“outbox/{named.as_posix()}”" in said.text
    assert seen(workspace.outbox) == before
    assert (workspace.inbox / "hop.yaml").read_bytes() == scenario.dropped
    (workspace.outbox / named).rename(tmp_path / "elsewhere")
    assert process(workspace).code == ExitCode.OK
    given_numbers(workspace)


HELD_FOLDER = Path("binh-minh", "2018", "11-thuong-ky")


def a_file_at(place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(b"foreign")


def a_folder_at(place: Path) -> None:
    place.mkdir(parents=True)
    (place / "x.txt").write_bytes(b"foreign")


def a_link_at(place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to("nowhere")


@pytest.mark.parametrize("put", [a_file_at, a_folder_at, a_link_at])
@pytest.mark.parametrize("name", ["05-NQ-nghi-quyet.docx", "bieu-mau-da-hop.yaml"])
def test_what_was_saved_by_hand_under_the_name_of_a_document_to_come_is_not_overwritten(
    tmp_path: Path, put: Callable[[Path], None], name: str
) -> None:
    scenario = Scenario((form(sample_meeting("06")),), "hop.yaml", form(HELD))
    check_is_left(make_office(tmp_path / "office", scenario), HELD_FOLDER, name, put)


@pytest.mark.parametrize("name", ["lich-su/da-hop-1/23-BB-bien-ban.docx", "lich-su/da-hop-1", "lich-su"])
def test_what_lies_where_earlier_versions_are_kept_is_not_overwritten(tmp_path: Path, name: str) -> None:
    workspace = make_office(tmp_path / "office", SCENARIOS["a corrected form"]())
    check_is_left(workspace, FOLDER, name, a_file_at)


def check_is_left(workspace: Workspace, folder: Path, name: str, put: Callable[[Path], None]) -> None:
    """The form waits and the folder stays as it is, however often it is tried; then it is filed as it would have been."""
    put(workspace.outbox / folder / name)
    before = seen(workspace.outbox)
    for _ in range(2):
        said = process(workspace)
        assert said.code == ExitCode.SOME_WORK_FAILED
        assert f"“{folder.as_posix()}/{name}” was not filed by this tool and stands in the way." in said.text
        assert seen(workspace.outbox) == before
    (workspace.outbox / folder / name).rename(workspace.root / "elsewhere")
    assert process(workspace).code == ExitCode.OK
    given_numbers(workspace)


def test_a_folder_in_place_of_a_filed_document_is_said_and_stays(tmp_path: Path) -> None:
    workspace = make_office(tmp_path / "office", SCENARIOS["a corrected form"]())
    document = workspace.outbox / FOLDER / MINUTES
    document.rename(tmp_path / "minutes")
    check_is_left(workspace, FOLDER, MINUTES, a_folder_at)


@pytest.mark.parametrize("put", [a_file_at, a_link_at])
def test_where_the_history_cannot_be_kept_nothing_is_made_again_and_no_change_is_left_half_done(
    tmp_path: Path, put: Callable[[Path], None]
) -> None:
    workspace = make_office(tmp_path / "office", SCENARIOS["documents made again"]())
    put(workspace.outbox / HELD_FOLDER / "lich-su")
    before = seen(workspace.outbox)
    change_template(workspace)
    for _ in range(2):
        (found,) = regenerate(workspace)
        assert found.failure is not None
        assert f"“{HELD_FOLDER.as_posix()}/lich-su” was not filed by this tool" in found.failure.text(str)
        assert seen(workspace.outbox) == before
    (workspace.outbox / HELD_FOLDER / "lich-su").unlink()
    (found,) = regenerate(workspace)
    assert found.has_work
    given_numbers(workspace)
