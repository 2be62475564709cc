"""The pattern of the archive's folders: a closed list of fields, checked before anything is filed."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from pipeline.archive.pattern import DEFAULT, DEFAULT_TEXT, parse_pattern
from pipeline.errors import ArchiveDamaged, BadConfiguration
from pipeline.export import export
from pipeline.index import Query, find, open_index, refresh
from pipeline.meeting import MeetingKind
from pipeline.process import FormState, open_office
from pipeline.process.ready.forms import after_pass
from pipeline.process.reserving import reserve
from pipeline.process.whole import reindex
from pipeline.reports import register_lines
from pipeline.verify import verify_archive
from pipeline.vietnamese.dates import Month
from pipeline.workspace import Workspace
from tests.faults.offices import HELD, SMALL, form, now, run
from tests.sample import changed

GOOD = (
    DEFAULT_TEXT,
    "{year}/{body}/{month}-{kind}",
    "{body}/nam-{year}/{quarter}/{month}/{kind}",
    "ho-so_{year}/{body}/{kind}-{month}",
)


def test_the_usual_pattern_is_that_of_the_archives_so_far() -> None:
    pattern = parse_pattern(DEFAULT_TEXT)
    assert pattern == DEFAULT
    first, second = (pattern.folder("binh-minh", Month(2018, 3), MeetingKind.REGULAR, number) for number in (1, 2))
    assert (str(first), str(second)) == ("binh-minh/2018/03-thuong-ky", "binh-minh/2018/03-thuong-ky-2")


@pytest.mark.parametrize("text", GOOD)
def test_no_two_meetings_share_a_folder_and_each_is_found_by_body_and_year(text: str) -> None:
    pattern = parse_pattern(text)
    months = [Month(year, month) for year in (2018, 2019) for month in (1, 3, 12)]
    meetings = list(product(("binh-minh", "binh-minh-2", "a"), months, MeetingKind, (1, 2, 11)))
    folders = {pattern.folder(*meeting): meeting for meeting in meetings}
    assert len(folders) == len(meetings)
    assert len({str(folder).casefold() for folder in folders}) == len(meetings)
    for folder, meeting in folders.items():
        assert pattern.meeting(folder.parts) == meeting
        assert pattern.year(folder.parts) == meeting[1].year
        assert folder.parts[pattern.level("body")] == meeting[0]


@pytest.mark.parametrize("name", ["13-thuong-ky", "03-la", "03-thuong-ky-0", "03-thuong-ky cũ", "03-thuong-ky-100"])
def test_a_folder_that_is_called_otherwise_says_no_meeting(name: str) -> None:
    assert DEFAULT.meeting(("binh-minh", "2018", name)) is None
    assert DEFAULT.year(("binh-minh", "20x8", name)) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{body}/{year}/{month}",
        "{body}/{year}{month}{kind}",
        "{body}/{month}-{kind}",
        "{year}/{month}-{kind}",
        "{body}/{year}/{month}-{kind}-{topic}",
        "../{body}/{year}/{month}-{kind}",
        "/{body}/{year}/{month}-{kind}",
        "{body}//{year}/{month}-{kind}",
        "{body}/{year}/{month}-{kind}/",
        "{body}\\{year}/{month}-{kind}",
        "{body}/{year}/Tháng {month}-{kind}",
        "{body}/{year}/T{month}-{kind}",
        "con/{body}/{year}/{month}-{kind}",
        "{body}/{year}/lpt1/{month}-{kind}",
        "{body}-{year}/{month}-{kind}",
        "{year}/{month}-{kind}/{body}",
        "{body!r}/{year}/{month}-{kind}",
        "{body.id}/{year}/{month}-{kind}",
        "{body}/{year}/{month}-{kind}:x",
        "a/b/c/d/{body}/{year}/{month}-{kind}",
        "{body}/{year}/" + "x" * 60 + "{month}-{kind}",
    ],
)
def test_what_is_no_safe_pattern_is_said(text: str) -> None:
    with pytest.raises(BadConfiguration) as caught:
        parse_pattern(text)
    assert text in str(caught.value.message)


def patterned(workspace: Workspace, text: str) -> None:
    told = workspace.organisation.read_text("utf-8")
    lines = [line for line in told.splitlines(keepends=True) if not line.startswith("  archive:")]
    workspace.organisation.write_text(
        "".join(lines).replace("options:\n", f'options:\n  archive: "{text}"\n', 1), "utf-8"
    )


@pytest.mark.parametrize("text", GOOD[1:])
def test_an_office_that_calls_its_folders_otherwise_has_everything_all_the_same(
    workspace: Workspace, tmp_path: Path, text: str
) -> None:
    patterned(workspace, text)
    for number, meeting in enumerate((HELD, SMALL, changed(HELD, "place", "Hội trường"))):
        (workspace.inbox / f"{number}.yaml").write_bytes(form(meeting))
        (outcome,) = run(workspace)
        assert outcome.state in (FormState.FILED, FormState.REVISED)
    with open_office(workspace, now) as office:
        assert (workspace.outbox / parse_pattern(text).folder("binh-minh", Month(2018, 11), HELD.kind, 1)).is_dir()
        body = office.organisation.body("binh-minh")
        assert body is not None
        reserve(office, body, "NQ", now().date(), None, "")
        assert verify_archive(office).findings == ()
        held = office.register.holders()
        reindex(office)
        assert office.register.holders() == held
        assert {line.symbol for line in register_lines(office.archive, "binh-minh", 2018)} >= {"05-NQ/CB", "06-NQ/CB"}
        assert export(office.archive, office.organisation, tmp_path / "a.zip", year=2018).meetings == 2
        with open_index(workspace.state) as index:
            assert refresh(index, office.archive).read == 2
            assert find(index, Query(open_tasks=True))
        assert [outcome for outcome in after_pass(office, []) if outcome.state is FormState.FAILED] == []
        assert any((workspace.blank_forms / "binh-minh").iterdir())


def test_what_a_killed_run_left_behind_is_found_in_such_an_archive(workspace: Workspace) -> None:
    patterned(workspace, GOOD[2])
    (workspace.inbox / "hop.yaml").write_bytes(form(HELD))
    run(workspace)
    folder = workspace.outbox / parse_pattern(GOOD[2]).folder("binh-minh", Month(2018, 11), HELD.kind, 1)
    for left in (folder / ".dang-sua", folder.with_name(".dang-lap-10-thuong-ky")):
        left.mkdir()
        (left / "0").write_bytes(b"half")
    with open_office(workspace, now) as office:
        assert verify_archive(office).findings == ()
    assert list(workspace.outbox.rglob(".dang-*")) == []


def test_the_pattern_of_an_archive_with_meetings_stays(workspace: Workspace) -> None:
    (workspace.inbox / "hop.yaml").write_bytes(form(HELD))
    run(workspace)
    patterned(workspace, GOOD[1])
    with pytest.raises(BadConfiguration) as caught, open_office(workspace, now):
        pass
    assert DEFAULT_TEXT in str(caught.value.message)
    patterned(workspace, DEFAULT_TEXT)
    with open_office(workspace, now) as office:
        assert verify_archive(office).findings == ()


def test_a_folder_that_holds_another_meeting_is_not_filed_into(workspace: Workspace) -> None:
    (workspace.inbox / "hop.yaml").write_bytes(form(HELD))
    run(workspace)
    year = workspace.outbox / "binh-minh" / "2018"
    (year / "11-thuong-ky").rename(year / "12-thuong-ky")
    with open_office(workspace, now) as office, pytest.raises(ArchiveDamaged) as caught:
        office.archive.folder("binh-minh", Month(2018, 12), HELD.kind, 1)
    assert "binh-minh-2018-11-thuong-ky-1" in str(caught.value.message)
