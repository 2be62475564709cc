"""The forms a clerk finds in `inbox/_bieu-mau/`: half filled, kept up to date, and left alone once somebody types."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.archive import durable, forms_locked
from pipeline.forms import meeting_to_yaml, read_form
from pipeline.forms.blank import written_form
from pipeline.forms.content import Content
from pipeline.meeting import (
    AgendaItem,
    Assessment,
    InspectionProgramme,
    InspectionRow,
    LastTask,
    Meeting,
    MeetingKind,
    Period,
    Programme,
    ProgrammeTopic,
    Resolution,
    Roll,
    Stage,
    SuperiorDocument,
    Task,
    TaskState,
)
from pipeline.meeting import Outcome as MeetingOutcome
from pipeline.process import FormState, Office, Outcome, open_office, process_inbox
from pipeline.process.ready.forms import after_pass, refresh_forms
from pipeline.vietnamese.dates import Month
from pipeline.workspace import Workspace

OFFICE = """
options:
  form_files: [{files}]
  documents:
    - {{meeting: regular, stage: held, kinds: [minutes, resolution]}}
    - {{meeting: regular, stage: planned, kinds: []}}
    - {{meeting: committee, stage: held, kinds: [minutes]}}
bodies:
  - id: binh-minh
    name: Chi bộ Trường Tiểu học Bình Minh
    superior: Đảng bộ xã Tân Phú
    place: Tân Phú
    meeting_place: Phòng họp số 1
    terms: {{name: 2017-2020, from: 21/10/2017}}
    members:
      - {{name: Trần Văn Hòa, offices: secretary}}
      - {{name: Phạm Thị Ngọc Lan, offices: committee-member}}
      - {{name: Lê Thị Thu Hà}}
      - {{name: Vũ Đình Khải, from: 15/10/2018}}
"""
OTHER = """
  - {id: an-hoa, name: Chi bộ Ấp An Hòa, place: Tân Phú, members: [{name: Lý Văn Tâm, offices: secretary}]}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return office_of(tmp_path, "yaml")


def office_of(folder: Path, files: str, more: str = "") -> Workspace:
    workspace = Workspace.at(folder / "office")
    workspace.inbox.mkdir(parents=True)
    workspace.organisation.write_text(OFFICE.format(files=files) + more, encoding="utf-8")
    return workspace


@contextmanager
def opened(workspace: Workspace, day: date = date(2018, 10, 10)) -> Iterator[Office]:
    moment = datetime(day.year, day.month, day.day, 8, 0, tzinfo=UTC)
    with open_office(workspace, lambda: moment, lock_timeout=1) as office:
        yield office


def refresh(workspace: Workspace, day: date = date(2018, 10, 10)) -> list[str]:
    """The names of the forms written anew."""
    with opened(workspace, day) as office:
        return sorted(path.name for path in refresh_forms(office))


def run(workspace: Workspace, day: date = date(2018, 10, 10)) -> list[Outcome]:
    """A whole pass, as `vanthu process` makes it."""
    with opened(workspace, day) as office:
        outcomes = list(process_inbox(office, settle=0))
        return [*outcomes, *after_pass(office, outcomes)]


def file(workspace: Workspace, *meetings: Meeting, day: date = date(2018, 10, 10)) -> None:
    for number, meeting in enumerate(meetings):
        (workspace.inbox / f"{number}.yaml").write_text(meeting_to_yaml(meeting), encoding="utf-8")
    outcomes = run(workspace, day)
    assert {outcome.state for outcome in outcomes} == {FormState.FILED}, outcomes


def ready(workspace: Workspace) -> Path:
    return workspace.blank_forms / "binh-minh"


def names(workspace: Workspace) -> set[str]:
    return {path.name for path in ready(workspace).iterdir()}


def read(workspace: Workspace, name: str) -> Meeting:
    """What a form holds before anybody fills it."""
    path = ready(workspace) / name
    found = read_form(path.name, path.read_bytes()).partial
    assert found is not None
    return found


def meeting(day: date, stage: Stage = Stage.HELD, kind: MeetingKind = MeetingKind.REGULAR, **more: Any) -> Meeting:
    """A meeting that can be filed as it is."""
    values: dict[str, Any] = {
        "stage": stage,
        "kind": kind,
        "body": "binh-minh",
        "period": Period(month=Month.of(day)),
        "day": day,
        "chair": "Trần Văn Hòa",
        "recorder": "Phạm Thị Ngọc Lan",
        "agenda": (AgendaItem(title="Đánh giá tháng qua"),),
    }
    if stage is Stage.HELD:
        values["roll"] = Roll(total_official=3, total_probationary=0, present_official=3, present_probationary=0)
        values["outcome"] = MeetingOutcome.MINUTES_ONLY
    return Meeting(**{**values, **more})


REGULAR_FORMS = {"thuong-ky-2018-10-du-kien.yaml", "thuong-ky-2018-10-da-hop.yaml"}


def test_a_new_office_finds_the_forms_of_the_month(workspace: Workspace) -> None:
    refresh(workspace)
    assert names(workspace) == REGULAR_FORMS | {
        "bat-thuong-2018-10-du-kien.yaml",
        "bat-thuong-2018-10-da-hop.yaml",
        "chuyen-de-2018-10-du-kien.yaml",
        "chuyen-de-2018-10-da-hop.yaml",
        "chi-uy-2018-10-du-kien.yaml",
        "chi-uy-2018-10-da-hop.yaml",
        "bien-dong-dang-vien.yaml",
    }
    form = read(workspace, "thuong-ky-2018-10-da-hop.yaml")
    assert (form.code, form.stage, form.body) == ("binh-minh-2018-10-thuong-ky-1", Stage.HELD, "binh-minh")
    assert (form.period.month, form.day, form.place) == (Month(2018, 10), None, "Phòng họp số 1")
    assert (form.chair, form.roll.total_official) == ("Trần Văn Hòa", 3)


def test_a_small_cell_has_no_form_for_a_committee(tmp_path: Path) -> None:
    workspace = office_of(tmp_path, "yaml", OTHER)
    refresh(workspace)
    assert not list((workspace.blank_forms / "an-hoa").glob("chi-uy-*"))
    assert len(list((workspace.blank_forms / "an-hoa").iterdir())) == 7


def test_forms_come_in_the_kinds_of_file_the_office_chose(tmp_path: Path) -> None:
    workspace = office_of(tmp_path, "xlsx, docx")
    refresh(workspace)
    regular = {name for name in names(workspace) if name.startswith("thuong-ky")}
    assert regular == {
        f"thuong-ky-2018-10-{stage}.{end}" for stage in ("du-kien", "da-hop") for end in ("xlsx", "docx")
    }
    for name in regular:
        assert read(workspace, name).code == "binh-minh-2018-10-thuong-ky-1"


def test_what_was_planned_stands_in_the_form_of_the_meeting_held(workspace: Workspace) -> None:
    plan = meeting(date(2018, 10, 25), Stage.PLANNED, new_tasks=(Task(task="Hội giảng"),), confirmed=True)
    file(workspace, plan)
    assert {name for name in names(workspace) if "thuong-ky" in name} == {
        "thuong-ky-2018-11-du-kien.yaml",
        "thuong-ky-2018-10-da-hop.yaml",
        "hoan-hop-thuong-ky-2018-10.yaml",
    }
    form = read(workspace, "thuong-ky-2018-10-da-hop.yaml")
    assert (form.stage, form.day, form.new_tasks) == (Stage.HELD, plan.day, plan.new_tasks)
    assert not form.confirmed
    assert form.roll.total_official == 4, "the roster is that of the meeting's day"
    put_off = read(workspace, "hoan-hop-thuong-ky-2018-10.yaml")
    assert (put_off.stage, put_off.code, put_off.day) == (Stage.FOLLOWED_UP, form.code, plan.day)


def test_a_meeting_put_off_is_held_on_its_new_day(workspace: Workspace) -> None:
    plan = meeting(date(2018, 10, 12), Stage.PLANNED)
    file(workspace, plan)
    file(workspace, meeting(date(2018, 10, 19), Stage.POSTPONED, earlier_day=plan.day, reason="Mưa lũ", agenda=()))
    form = read(workspace, "thuong-ky-2018-10-da-hop.yaml")
    assert (form.day, form.earlier_day, form.reason) == (date(2018, 10, 19), plan.day, "Mưa lũ")
    assert form.agenda == plan.agenda


def test_open_tasks_of_earlier_resolutions_are_to_be_reported(workspace: Workspace) -> None:
    september = meeting(date(2018, 9, 5), new_tasks=(Task(task="Phụ đạo"), Task(task="Phổ cập")))
    october = meeting(
        date(2018, 10, 5),
        last_tasks=(
            LastTask(task="phổ  cập", state=TaskState.DONE),
            LastTask(task="Phụ đạo", state=TaskState.IN_PROGRESS),
        ),
        new_tasks=(Task(task="Hội giảng"),),
    )
    file(workspace, september, october)
    path = ready(workspace) / "thuong-ky-2018-11-da-hop.yaml"
    problems = read_form(path.name, path.read_bytes()).problems
    assert [text for text in path.read_text("utf-8").splitlines() if "- task:" in text][:2] == [
        "  - task: Phụ đạo",
        "  - task: Hội giảng",
    ]
    assert sum(problem.code == "missing" and "last_tasks" in str(problem.where) for problem in problems) == 2


def test_what_the_committee_prepared_stands_in_the_form_of_the_cell(workspace: Workspace) -> None:
    prepared = meeting(
        date(2018, 10, 3),
        kind=MeetingKind.COMMITTEE,
        roll=Roll(total_official=2, total_probationary=0, present_official=2, present_probationary=0),
        superior_documents=(SuperiorDocument(number="12-HD/BTCTW", abstract="Hướng dẫn sinh hoạt chi bộ"),),
        agenda=(AgendaItem(title="Đánh giá tháng 9", report="Đạt 4/5 nhiệm vụ.", conclusion="Thống nhất."),),
        assessment=Assessment(ideology="Ổn định."),
        resolution=Resolution(directions="Nâng cao chất lượng."),
        new_tasks=(Task(task="Hội giảng", deadline=date(2018, 10, 31)),),
        programme=Programme(span="năm 2019", topics=(ProgrammeTopic(when="Quý I", topic="Nêu gương"),)),
        inspection=InspectionProgramme(span="năm 2019", rows=(InspectionRow(when="Quý I", content="Đảng phí"),)),
    )
    file(workspace, prepared)
    form = read(workspace, "thuong-ky-2018-10-du-kien.yaml")
    assert form.superior_documents == prepared.superior_documents
    assert form.agenda == (AgendaItem(title="Đánh giá tháng 9", report="Đạt 4/5 nhiệm vụ."),)
    assert (form.assessment.ideology, form.resolution.directions) == ("Ổn định.", "Nâng cao chất lượng.")
    assert (form.new_tasks, form.programme, form.inspection) == (
        prepared.new_tasks,
        prepared.programme,
        prepared.inspection,
    )
    plan = meeting(date(2018, 10, 25), Stage.PLANNED)
    file(workspace, plan)
    held = read(workspace, "thuong-ky-2018-10-da-hop.yaml")
    assert held.agenda == plan.agenda, "what the clerk planned is not mixed with what was prepared"
    assert held.assessment.ideology == "Ổn định."


def test_the_topic_of_the_quarter_and_who_presents_it_are_known(workspace: Workspace) -> None:
    topic = ProgrammeTopic(when="Quý IV", topic="Nêu gương", content="Bài học", owner="Chi ủy, đ/c Lê Thị Thu Hà")
    file(workspace, meeting(date(2018, 1, 5), programme=Programme(span="năm 2018", topics=(topic,))))
    form = read(workspace, "chuyen-de-2018-10-du-kien.yaml")
    assert form.thematic is not None
    assert (form.thematic.topic, form.thematic.content) == ("Nêu gương", "Bài học")
    assert form.thematic.presenter == "Lê Thị Thu Hà"


def test_what_came_after_a_meeting_is_asked_for_each_of_its_papers(workspace: Workspace) -> None:
    file(workspace, meeting(date(2018, 10, 5)))
    form = read(workspace, "cap-nhat-sau-hop-thuong-ky-2018-10.yaml")
    assert (form.stage, form.code, form.day) == (
        *(Stage.FOLLOWED_UP, "binh-minh-2018-10-thuong-ky-1", date(2018, 10, 5)),
    )
    assert [(sent.kind.value, sent.number) for sent in form.follow_up.dispatches] == [("minutes", 1)]
    assert form.follow_up.superior_scores
    assert not form.follow_up.says_something


def test_nothing_is_written_again_while_nothing_changed(workspace: Workspace) -> None:
    assert len(refresh(workspace)) == 9
    assert refresh(workspace) == refresh(workspace, date(2018, 10, 11)) == []
    assert "thuong-ky-2018-10-da-hop.yaml" in refresh(workspace, date(2018, 10, 15)), "a member joined on that day"
    shutil.rmtree(workspace.state)
    assert refresh(workspace, date(2018, 10, 15)) == [], "what is the same is ours, whatever was lost"
    assert run(workspace, date(2018, 10, 15)) == []


def test_forms_out_of_date_go_and_new_ones_come(workspace: Workspace) -> None:
    refresh(workspace)
    written = refresh(workspace, date(2018, 11, 2))
    assert names(workspace) == {name.replace("2018-10", "2018-11") for name in written} | {"bien-dong-dang-vien.yaml"}


def test_only_the_body_that_filed_something_gets_new_forms(tmp_path: Path) -> None:
    workspace = office_of(tmp_path, "yaml", OTHER)
    refresh(workspace)
    before = {path: path.stat().st_mtime_ns for path in (workspace.blank_forms / "an-hoa").iterdir()}
    file(workspace, meeting(date(2018, 10, 5)))
    assert {path: path.stat().st_mtime_ns for path in (workspace.blank_forms / "an-hoa").iterdir()} == before
    assert "thuong-ky-2018-11-du-kien.yaml" in names(workspace)


def test_a_form_moved_away_is_made_again(workspace: Workspace) -> None:
    refresh(workspace)
    (ready(workspace) / "thuong-ky-2018-10-da-hop.yaml").rename(workspace.inbox / "thang-10.yaml")
    assert refresh(workspace) == ["thuong-ky-2018-10-da-hop.yaml"]


@pytest.mark.parametrize("is_lost", [False, True], ids=["noted", "notes-lost"])
def test_what_somebody_typed_is_never_overwritten_and_is_said_once_a_pass(workspace: Workspace, is_lost: bool) -> None:
    refresh(workspace)
    form = ready(workspace) / "thuong-ky-2018-10-da-hop.yaml"
    form.write_text(form.read_text("utf-8").replace("opened:", "opened: 14:00"), "utf-8")
    typed = form.read_bytes()
    if is_lost:
        shutil.rmtree(workspace.state)
    for day in (date(2018, 10, 10), date(2018, 10, 15), date(2018, 11, 2)):
        (left,) = run(workspace, day)
        assert (left.form, left.state) == ("inbox/_bieu-mau/binh-minh/thuong-ky-2018-10-da-hop.yaml", FormState.WAITING)
        assert [problem.code for problem in left.problems] == ["form-left"]
        assert form.read_bytes() == typed
    form.rename(workspace.inbox / form.name)
    assert [outcome.state for outcome in run(workspace)] == [FormState.RETURNED], "it is read where it belongs"


def test_a_form_that_was_filed_from_a_copy_makes_room_for_the_next(workspace: Workspace) -> None:
    refresh(workspace)
    form = ready(workspace) / "thuong-ky-2018-10-da-hop.yaml"
    form.write_text(meeting_to_yaml(meeting(date(2018, 10, 5))), "utf-8")
    typed = form.read_bytes()
    shutil.copyfile(form, workspace.inbox / "thang-10.yaml")
    assert [outcome.state for outcome in run(workspace)] == [FormState.FILED]
    assert not form.exists()
    assert (workspace.duplicates / form.name).read_bytes() == typed, "nothing is deleted"


@pytest.mark.parametrize("owner", ["~${name}", ".~lock.{name}#"])
def test_a_form_that_is_open_is_left_for_now(workspace: Workspace, owner: str) -> None:
    refresh(workspace)
    form = ready(workspace) / "thuong-ky-2018-10-da-hop.yaml"
    before = form.read_bytes()
    lock = form.with_name(owner.format(name=form.name))
    lock.touch()
    refresh(workspace, date(2018, 10, 15))
    assert form.read_bytes() == before
    lock.unlink()
    assert refresh(workspace, date(2018, 10, 15)) == [form.name]


def test_a_form_half_written_by_a_killed_run_is_ours(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    refresh(workspace)
    put_whole = durable.put_whole

    def killed(target: Path, data: bytes, *, makes_folder: bool = True) -> None:
        put_whole(target, data, makes_folder=makes_folder)
        if target.parent == ready(workspace):
            raise KeyboardInterrupt

    monkeypatch.setattr(durable, "put_whole", killed)
    with pytest.raises(KeyboardInterrupt):
        refresh(workspace, date(2018, 10, 15))
    monkeypatch.undo()
    assert len(refresh(workspace, date(2018, 10, 15))) > 1
    assert run(workspace, date(2018, 10, 15)) == []


def test_a_full_disk_stops_no_pass_and_is_mended_by_the_next(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(target: Path, data: bytes, *, makes_folder: bool = True) -> None:
        raise OSError(28, "No space left on device", str(target), len(data), makes_folder)

    with opened(workspace):
        (workspace.inbox / "thang-10.yaml").write_text(meeting_to_yaml(meeting(date(2018, 10, 5))), "utf-8")
    with opened(workspace) as office:
        outcomes = list(process_inbox(office, settle=0))
        with monkeypatch.context() as patch:
            patch.setattr(durable, "put_whole", full)
            assert list(after_pass(office, outcomes)) == []
        assert [outcome.state for outcome in outcomes] == [FormState.FILED]
        assert "could not be prepared" in caplog.text
        assert refresh_forms(office)


def test_a_damaged_manifest_keeps_only_its_own_body_from_its_forms(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    workspace = office_of(tmp_path, "yaml", OTHER)
    damaged = workspace.outbox / "binh-minh/2018/10-thuong-ky/manifest.json"
    with opened(workspace) as office:
        damaged.parent.mkdir(parents=True)
        damaged.write_text("{", "utf-8")
        assert {path.parent.name for path in refresh_forms(office)} == {"an-hoa"}
    assert "binh-minh" in caplog.text


def test_forms_of_a_body_that_is_no_more_go_unless_filled_in(workspace: Workspace) -> None:
    refresh(workspace)
    kept = ready(workspace) / "bat-thuong-2018-10-da-hop.yaml"
    kept.write_text("đã điền", "utf-8")
    text = workspace.organisation.read_text("utf-8").replace("id: binh-minh", "id: tan-phu")
    workspace.organisation.write_text(text, encoding="utf-8")
    refresh(workspace)
    assert names(workspace) == {kept.name}
    assert (workspace.blank_forms / "tan-phu").is_dir()


def test_forms_kept_ready_are_no_arrivals(workspace: Workspace) -> None:
    refresh(workspace)
    (ready(workspace) / "ghi-chu.txt").write_text("của văn phòng", "utf-8")
    assert run(workspace) == []
    assert (ready(workspace) / "ghi-chu.txt").is_file()


def test_a_pass_that_runs_out_of_time_leaves_the_rest_to_the_next(tmp_path: Path) -> None:
    workspace = office_of(tmp_path, "yaml", OTHER)
    with opened(workspace) as office:
        ticks = iter(range(100))
        first = refresh_forms(office, ["an-hoa"], patience=1, clock=lambda: next(ticks))
        assert {path.parent.name for path in first} == {"an-hoa"}
        assert {path.parent.name for path in refresh_forms(office)} == {"binh-minh"}


def test_another_run_at_the_forms_is_not_disturbed(workspace: Workspace) -> None:
    with opened(workspace) as office, forms_locked(workspace):
        assert refresh_forms(office) == ()


def test_a_workbook_whose_note_was_lost_is_not_called_filled_in(tmp_path: Path) -> None:
    workspace = office_of(tmp_path, "xlsx")
    refresh(workspace)
    shutil.rmtree(workspace.state)
    before = names(workspace)
    assert run(workspace, date(2018, 11, 2)) == [], "they are out of date, and nobody saved them"
    assert before <= names(workspace), "but who knows: they are not taken away either"


@pytest.mark.parametrize("later", [date(2018, 10, 15), date(2018, 11, 15)])  # then renewed; then not wanted any more
def test_what_is_saved_while_the_forms_are_made_stays(
    workspace: Workspace, later: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    refresh(workspace)
    form = ready(workspace) / "thuong-ky-2018-10-da-hop.yaml"
    typed = form.read_bytes() + "# thư ký vừa lưu\n".encode()

    def while_saving(suffix: str, content: Content) -> bytes:
        form.write_bytes(typed)
        return written_form(suffix, content)

    with monkeypatch.context() as patch:
        patch.setattr("pipeline.process.ready.shelf.written_form", while_saving)
        refresh(workspace, later)
    refresh(workspace, later)
    assert form.read_bytes() == typed


def test_a_form_that_cannot_be_taken_away_is_tried_again(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    refresh(workspace)
    form = ready(workspace) / "thuong-ky-2018-10-da-hop.yaml"
    remove = durable.remove

    def held(path: Path) -> None:
        if path == form:
            raise PermissionError(13, "Permission denied", str(path))
        remove(path)

    with monkeypatch.context() as patch:
        patch.setattr(durable, "remove", held)
        refresh(workspace, date(2018, 11, 15))
    assert form.exists() and (ready(workspace) / "thuong-ky-2018-11-da-hop.yaml").exists()
    refresh(workspace, date(2018, 11, 15))
    assert not form.exists()
