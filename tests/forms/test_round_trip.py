"""What is written into a form is read from it again: as a workbook, as YAML, as JSON."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from pipeline.errors import UsageError
from pipeline.forms import Prefill, blank_form, filled_form, meeting_to_yaml, read_form, write_workbook
from pipeline.forms.entries import leaf_paths, stated_paths
from pipeline.meeting import (
    AgendaItem,
    FollowUp,
    Meeting,
    MeetingKind,
    Opinion,
    ScoreRow,
    Stage,
    Task,
    Vote,
    VoteChoice,
)
from pipeline.vietnamese.dates import Month
from pipeline.vietnamese.text import paragraphs_text, person_name, single_line
from tests.builders import make_meeting, make_thematic, make_thematic_part

from .records import everything, followed_up, planned_with_ballots

MEETINGS = {
    "regular": make_meeting(),
    "thematic": make_thematic(),
    "committee with what committees seldom have": make_meeting(kind=MeetingKind.COMMITTEE),
    "bare": make_thematic(code=None, agenda=(), thematic=None, outcome=None, day=None, opened=None),
    "everything": everything(),
    "everything, of a committee": everything(kind=MeetingKind.COMMITTEE, stage=Stage.FOLLOWED_UP),
    "planned, with ballots": planned_with_ballots(),
    "followed up": followed_up(),
    "followed up, with documents only": followed_up(follow_up=FollowUp()),
    "postponed": make_thematic(stage=Stage.POSTPONED, earlier_day=date(2018, 10, 13), reason="Bão số 6."),
}
meetings = pytest.mark.parametrize("meeting", MEETINGS.values(), ids=MEETINGS)


def test_a_record_with_everything_has_nothing_left_unsaid() -> None:
    assert set(leaf_paths(Meeting)) - set(stated_paths(everything())) == {("secrecy",)}


@meetings
def test_a_workbook_gives_back_the_record(meeting: Meeting) -> None:
    form = read_form("mau.xlsx", write_workbook(meeting))
    assert form.problems == ()
    assert form.meeting == meeting


@meetings
def test_yaml_gives_back_the_record(meeting: Meeting) -> None:
    form = read_form("mau.yaml", meeting_to_yaml(meeting).encode())
    assert form.problems == ()
    assert form.meeting == meeting


@meetings
def test_json_gives_back_the_record(meeting: Meeting) -> None:
    form = read_form("mau.json", json.dumps(meeting.model_dump(mode="json", by_alias=True)).encode())
    assert form.problems == ()
    assert form.meeting == meeting


@meetings
def test_the_same_record_gives_the_same_bytes(meeting: Meeting) -> None:
    assert write_workbook(meeting) == write_workbook(meeting)


OLDER = Path(__file__).parent / "data"


@pytest.mark.parametrize("stem", ["older-held", "older-planned"])
def test_a_form_from_before_its_sheets_grew_is_read_as_it_was_then(stem: str) -> None:
    form = read_form("mau.xlsx", (OLDER / f"{stem}.xlsx").read_bytes())
    assert form.problems == ()
    assert form.meeting is not None
    assert form.meeting == read_form("mau.yaml", (OLDER / f"{stem}.yaml").read_bytes()).meeting


_LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyzấờỵĐ AÝ0159.,;:-–/%&<>{}=+'\"“”#@*|()[]!?_\\~x"
_lines = st.text(_LETTERS, min_size=1, max_size=40).map(single_line).filter(bool)
_names = _lines.filter(lambda text: person_name(text) == text)
_prose = st.text(_LETTERS + "\n", max_size=120).map(paragraphs_text).filter(lambda text: not text or text.strip())
_days = st.dates(date(1950, 1, 1), date(2100, 1, 1))
_counts = st.integers(0, 10**6)
_points = st.decimals(0, 100, places=2)


@st.composite
def _meetings(draw: st.DrawFn) -> Meeting:
    opinions = st.lists(st.builds(Opinion, speaker=_names, text=_prose.filter(bool)), max_size=3).map(tuple)
    agenda = st.builds(AgendaItem, title=_lines, presenter=_names, report=_prose, opinions=opinions)
    tasks = st.builds(Task, task=_lines, target=_lines, owner=_lines, deadline=st.none() | _days)
    choices = st.lists(st.builds(VoteChoice, name=_lines, votes=st.none() | _counts), max_size=3).map(tuple)
    votes = st.builds(
        Vote,
        motion=_lines,
        in_favour=st.none() | _counts,
        against=_counts,
        declared_passed=st.none() | st.booleans(),
        extract=st.booleans(),
        choices=choices,
    )
    score = st.builds(ScoreRow, criterion=_lines, self_score=st.none() | _points)
    return make_meeting(
        agenda=draw(st.lists(agenda, max_size=3).map(tuple)),
        new_tasks=draw(st.lists(tasks, max_size=3).map(tuple)),
        votes=draw(st.lists(votes, max_size=3).map(tuple)),
        score=draw(st.lists(score, max_size=3).map(tuple)),
        conclusion=draw(_prose),
        place=draw(_lines),
        day=draw(_days),
        opened=draw(st.times(time(0, 0), time(23, 59)).map(lambda moment: moment.replace(microsecond=0))),
        thematic=make_thematic_part(questions=tuple(draw(st.lists(_lines, max_size=3)))),
        attachments=tuple(draw(st.lists(_lines, max_size=3))),
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(_meetings())
def test_whatever_is_typed_comes_back(meeting: Meeting) -> None:
    forms = {
        "a.xlsx": write_workbook(meeting),
        "a.docx": filled_form(".docx", meeting),
        "a.yml": meeting_to_yaml(meeting).encode(),
    }
    for name, data in forms.items():
        form = read_form(name, data)
        assert form.problems == (), name
        assert form.meeting == meeting, name


PREFILL = Prefill(
    body="binh-minh",
    body_name="Chi bộ Trường Tiểu học Bình Minh",
    code="binh-minh-2018-10-thuong-ky-1",
    period=Month(2018, 10),
    day=date(2018, 10, 5),
    place="Phòng họp",
    places=("Phòng họp", "Hội trường"),
    chair="Trần Văn Hòa",
    recorder="Đỗ Thị Kim Oanh",
    members=("Trần Văn Hòa", "Phạm Thị Ngọc Lan"),
    total_official=24,
    total_probationary=2,
    score_criteria=(("Thời gian sinh hoạt", 5), ("Tiến hành sinh hoạt", Decimal("40"))),
    recipients=("Đảng ủy xã (để báo cáo)", "Lưu chi bộ"),
)


@pytest.mark.parametrize("suffix", [".xlsx", ".yaml"])
@pytest.mark.parametrize("kind", MeetingKind)
@pytest.mark.parametrize("stage", Stage)
def test_a_prefilled_form_says_what_the_office_knows(suffix: str, kind: MeetingKind, stage: Stage) -> None:
    form = read_form(f"mau{suffix}", blank_form(suffix, kind, stage, PREFILL))
    assert form.problems == ()
    assert form.meeting is not None
    assert (form.meeting.kind, form.meeting.stage, form.meeting.body) == (kind, stage, "binh-minh")
    assert (form.meeting.code, form.meeting.day) == (PREFILL.code, PREFILL.day)
    assert form.meeting.chair == ("" if stage is Stage.FOLLOWED_UP else "Trần Văn Hòa")
    assert form.meeting.roll.total_official == (24 if stage is Stage.HELD else None)
    assert bool(form.meeting.score) == (stage is Stage.HELD and kind in (MeetingKind.REGULAR, MeetingKind.THEMATIC))


@pytest.mark.parametrize("suffix", [".xlsx", ".yaml"])
@pytest.mark.parametrize("kind", MeetingKind)
@pytest.mark.parametrize("stage", Stage)
def test_a_form_handed_out_blank_only_misses_which_body_and_when(suffix: str, kind: MeetingKind, stage: Stage) -> None:
    form = read_form(f"mau{suffix}", blank_form(suffix, kind, stage))
    assert [str(problem.message) for problem in form.problems] == [
        "“Mã chi bộ” is missing.",
        "“Kỳ sinh hoạt” is missing.",
    ]


def test_a_planned_meeting_becomes_the_form_of_the_held_one() -> None:
    planned = make_thematic()
    form = read_form("a.xlsx", filled_form(".xlsx", planned, PREFILL, Stage.HELD))
    assert form.meeting is not None
    assert form.meeting.stage is Stage.HELD
    assert form.meeting.agenda == planned.agenda
    assert form.meeting.roll.total_official == 24
    assert [row.criterion for row in form.meeting.score] == ["Thời gian sinh hoạt", "Tiến hành sinh hoạt"]


def test_a_text_longer_than_a_cell_is_refused_and_not_cut() -> None:
    meeting = make_meeting(conclusion="a" * 40_000)
    with pytest.raises(UsageError, match="Kết luận cuộc họp"):
        write_workbook(meeting)
    assert read_form("a.yaml", meeting_to_yaml(meeting).encode()).meeting == meeting


def test_forms_are_made_as_workbook_document_or_yaml_only() -> None:
    with pytest.raises(UsageError, match=r"\.odt"):
        blank_form(".odt", MeetingKind.REGULAR, Stage.HELD)


FILTERS = {".xlsx": "xlsx:Calc MS Excel 2007 XML", ".ods": "ods:calc8", ".xls": "xls:MS Excel 97"}


@pytest.fixture(scope="module")
def saved_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the workbook of every meeting as LibreOffice saves it, in each kind of workbook."""
    folder = tmp_path_factory.mktemp("saved")
    for number, meeting in enumerate(MEETINGS.values()):
        (folder / f"{number}.xlsx").write_bytes(write_workbook(meeting))
    for how in FILTERS.values():
        _convert(sorted(folder.glob("*.xlsx")), how, folder / "out")
    return folder / "out"


@pytest.mark.libreoffice
@pytest.mark.parametrize("suffix", FILTERS)
@pytest.mark.parametrize("number", range(len(MEETINGS)), ids=MEETINGS)
def test_saved_again_by_libreoffice_in_any_kind_of_workbook_nothing_changes(
    number: int, suffix: str, saved_again: Path
) -> None:
    form = read_form(f"mau{suffix}", (saved_again / f"{number}{suffix}").read_bytes())
    assert form.problems == ()
    assert form.meeting == list(MEETINGS.values())[number]


def _convert(files: list[Path], how: str, folder: Path) -> None:
    soffice = shutil.which("soffice")
    assert soffice
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [soffice, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", how,
             "--outdir", str(folder), *map(str, files)],
            check=True, capture_output=True, timeout=200,
        )  # fmt: skip


@pytest.mark.parametrize("kind", MeetingKind)
def test_excel_finds_nothing_to_repair(kind: MeetingKind, tmp_path: Path) -> None:
    blank = [blank_form(".xlsx", kind, stage, PREFILL) for stage in Stage]
    for number, data in enumerate([write_workbook(everything(kind=kind)), *blank]):
        (tmp_path / f"{number}.xlsx").write_bytes(data)
        assert OpenXmlValidator().validate(str(tmp_path / f"{number}.xlsx")).errors == []
