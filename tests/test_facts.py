"""What reports count of each meeting: as the manifests say, read again only where one changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from pipeline.archive import Archive
from pipeline.errors import ExitCode
from pipeline.index import Facts, facts, open_index, refreshed_facts
from pipeline.meeting import Stage
from pipeline.outlook.filed import FiledMeeting, filed_meetings
from pipeline.workspace import Workspace
from tests.commands import vanthu

REGULAR = "binh-minh/2018/10-thuong-ky"


def told(office: Path, body: str = "binh-minh") -> tuple[FiledMeeting, ...]:
    workspace = Workspace.at(office)
    with open_index(workspace.state) as index:
        return refreshed_facts(index, Archive(workspace.outbox)).meetings(body)


def change(office: Path, folder: str, **values: Any) -> None:
    path = office / "outbox" / folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()) | values), "utf-8")


def test_they_are_the_meetings_that_the_manifests_tell_of(office: Path) -> None:
    outbox = office / "outbox"
    read = filed_meetings(Archive(outbox), "binh-minh")
    found = told(office)
    assert [(one.code, one.kind, one.month, one.ordinal, one.stage, one.day) for one in found] == [
        (one.code, one.kind, one.month, one.ordinal, one.stage, one.day) for one in read
    ]
    assert [one.folder for one in found] == [one.folder.relative_to(outbox) for one in read]


def test_of_a_record_stands_there_what_is_counted_and_no_running_text(office: Path) -> None:
    kept = next(one for one in told(office) if one.folder == Path(REGULAR)).told(Stage.HELD)
    whole = json.loads((office / "outbox" / REGULAR / "manifest.json").read_bytes())["forms"][-1]["record"]
    assert kept is not None
    for name in ("roll", "last_tasks", "new_tasks", "score", "grade", "opened", "closed", "date"):
        assert kept[name] == whole[name], name
    speakers = [[opinion["speaker"] for opinion in item["opinions"]] for item in whole["agenda"]]
    assert any(speakers)
    assert [[opinion["speaker"] for opinion in item["opinions"]] for item in kept["agenda"]] == speakers
    said = {opinion["text"] for item in whole["agenda"] for opinion in item["opinions"]}
    assert not any(text in json.dumps(kept, ensure_ascii=False) for text in said)


def test_only_a_manifest_that_changed_is_read_again(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = told(office)
    taken: list[str] = []
    take = facts._take

    def counting(index: Any, archive: Archive, name: str, state: str) -> Any:
        taken.append(name)
        return take(index, archive, name, state)

    monkeypatch.setattr(facts, "_take", counting)
    assert told(office) == before
    assert taken == []
    change(office, REGULAR, ordinal=7)
    assert [one.ordinal for one in told(office) if one.folder == Path(REGULAR)] == [7]
    assert taken == [REGULAR]


def test_a_folder_that_is_gone_is_named_until_it_is_back(office: Path) -> None:
    before = {one.folder.as_posix() for one in told(office)}
    workspace = Workspace.at(office)
    away = (workspace.outbox / REGULAR).rename(office / "away")
    for _again in range(2):
        with open_index(workspace.state) as index:
            found = refreshed_facts(index, Archive(workspace.outbox))
            assert [one.folder for one in found.unreadable] == [workspace.outbox / REGULAR]
            assert {one.folder.as_posix() for one in found.meetings("binh-minh")} == before - {REGULAR}
    away.rename(workspace.outbox / REGULAR)
    with open_index(workspace.state) as index:
        found = refreshed_facts(index, Archive(workspace.outbox))
        assert found.unreadable == ()
        assert {one.folder.as_posix() for one in found.meetings("binh-minh")} == before


def test_a_folder_that_bears_another_name_now_is_not_gone(office: Path) -> None:
    before = {one.code for one in told(office)}
    folder = office / "outbox" / REGULAR
    folder.rename(folder.with_name(f"{folder.name}-2"))
    workspace = Workspace.at(office)
    with open_index(workspace.state) as index:
        found = refreshed_facts(index, Archive(workspace.outbox))
        assert found.unreadable == ()
        assert {one.code for one in found.meetings("binh-minh")} == before


def test_a_folder_taken_away_before_any_report_is_missed_by_its_numbers(office: Path) -> None:
    away = (office / "outbox" / REGULAR).rename(office / "away")
    report = ("report", "tasks", "--year", "2018")
    for asked in (report, (*report, "--cell", "binh-minh")):
        lacking = vanthu(*asked, cwd=office, lang="vi")
        assert lacking.returncode == ExitCode.ARCHIVE_DAMAGED
        assert lacking.stderr.count("binh-minh-2018-10-thuong-ky-1") == 1
    assert vanthu(*report, "--cell", "dang-uy-tan-phu", cwd=office).returncode == ExitCode.OK
    away.rename(office / "outbox" / REGULAR)
    assert vanthu(*report, cwd=office).returncode == ExitCode.OK


def test_what_is_lost_for_good_is_forgotten_with_the_register(office: Path) -> None:
    told(office)
    shutil.rmtree(office / "outbox" / REGULAR)
    report = ("report", "tasks", "--year", "2018")
    lacking = vanthu(*report, cwd=office, lang="vi")
    assert lacking.returncode == ExitCode.ARCHIVE_DAMAGED
    assert REGULAR in lacking.stderr
    assert vanthu("reindex", "--yes", cwd=office).returncode == ExitCode.OK
    assert vanthu(*report, cwd=office).returncode == ExitCode.OK


def test_a_meeting_withdrawn_is_not_counted(office: Path) -> None:
    left = told(office)
    assert vanthu("withdraw", left[0].code, "--reason", "Nhập nhầm", cwd=office).returncode == 0
    assert left[0].code not in {one.code for one in told(office)}


def test_a_manifest_that_cannot_be_read_is_named_and_tried_again(office: Path) -> None:
    told(office)
    path = office / "outbox" / REGULAR / "manifest.json"
    whole = path.read_bytes()
    path.write_bytes(whole[:100])
    workspace = Workspace.at(office)
    for _again in range(2):
        with open_index(workspace.state) as index:
            found = refreshed_facts(index, Archive(workspace.outbox))
            assert [one.folder for one in found.unreadable] == [path.parent]
            assert REGULAR not in {one.folder.as_posix() for one in found.meetings("binh-minh")}
    path.write_bytes(whole)
    assert REGULAR in {one.folder.as_posix() for one in told(office)}


@pytest.mark.parametrize("said", ['"date": "2018-10-05"', '"deadline": "2018-10-19"'])
def test_a_manifest_that_names_a_day_that_is_none_spoils_no_other_meeting(office: Path, said: str) -> None:
    path = office / "outbox" / REGULAR / "manifest.json"
    text = path.read_text("utf-8")
    assert said in text
    path.write_text(text.replace(said, said.replace("2018-10", "2018-99")), "utf-8")
    done = vanthu("report", "tasks", "--year", "2018", cwd=office, lang="vi")
    assert done.returncode == ExitCode.ARCHIVE_DAMAGED
    assert "Không đọc được tệp manifest của “binh-minh/2018/10-thuong-ky”" in done.stderr
    assert "WARNING" not in done.stderr
    assert "11/2018" in done.stdout


@pytest.mark.parametrize("empty", [True, False], ids=["an empty folder", "no folder"])
def test_an_outbox_that_is_away_is_no_year_without_meetings(office: Path, empty: bool) -> None:
    before = told(office)
    outbox, away = office / "outbox", office / "away"
    outbox.rename(away)
    if empty:
        outbox.mkdir()
    done = vanthu("report", "duties", "--year", "2018", cwd=office)
    assert (done.returncode, done.stdout) == (ExitCode.ARCHIVE_DAMAGED, "")
    assert "Is the right folder there?" in done.stderr
    if empty:
        outbox.rmdir()
    away.rename(outbox)
    assert told(office) == before


def test_one_body_alone_leaves_the_others_as_they_were(office: Path) -> None:
    workspace = Workspace.at(office)
    with open_index(workspace.state) as index:
        archive = Archive(workspace.outbox)
        everything: Facts = refreshed_facts(index, archive)
        bodies = everything.bodies()
        assert refreshed_facts(index, archive, bodies[0]).bodies() == bodies
