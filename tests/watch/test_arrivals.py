"""Every way a file arrives is taken once, by what is heard, by polling, and by looking alone."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

import pytest

from pipeline.forms import filled_form, meeting_to_yaml
from pipeline.process import FormState
from pipeline.process.intake.beside import note_path
from pipeline.synth import synthetic_office
from pipeline.watch import WatchOptions
from pipeline.watch.ripening import NOT_YET
from pipeline.workspace import Workspace
from tests.faults.offices import HELD
from tests.forms.mistyped import mistyped_form
from tests.sample import sample_meeting
from tests.watch.forms import CORRECTED, LETTER, OTHER, SHEET, TEXT, TO_MEND, WITH_RESOLUTION
from tests.watch.running import MODES, Running, drop, running

pytestmark = pytest.mark.usefixtures("no_ready_forms")

PATIENT = 60.0  # seconds to give up after: longer than any machine stands still


@pytest.fixture(params=MODES)
def options(request: pytest.FixtureRequest) -> WatchOptions:
    return MODES[request.param]


@pytest.fixture
def patient(options: WatchOptions) -> WatchOptions:
    return replace(options, give_up=PATIENT)


def codes(watcher: Running, state: FormState) -> list[str]:
    return [problem.code for decision in watcher.of(state) for problem in decision.outcome.problems]


def left_in(workspace: Workspace) -> list[str]:
    """What lies in the inbox and in the folders of bodies, without our own folders and texts."""
    found = [path.relative_to(workspace.inbox).as_posix() for path in workspace.inbox.rglob("*") if path.is_file()]
    return sorted(name for name in found if not name.startswith(("_", ".vanthu")))


def test_there_before_the_start(workspace: Workspace, options: WatchOptions) -> None:
    drop(workspace.inbox, "phieu.yaml", TEXT)
    with running(workspace, options) as watcher:
        watcher.until(lambda: watcher.filed)
    assert len(watcher.decisions) == 1
    assert left_in(workspace) == []


def test_moved_in(workspace: Workspace, options: WatchOptions) -> None:
    with running(workspace, options) as watcher:
        drop(workspace.inbox, "phieu.yaml", TEXT)
        watcher.until(lambda: watcher.filed)
    assert len(watcher.decisions) == 1
    assert left_in(workspace) == []


def test_copied_slowly_it_is_taken_when_it_is_whole(workspace: Workspace, patient: WatchOptions) -> None:
    with running(workspace, patient) as watcher:
        with (workspace.inbox / "phieu.xlsx").open("wb") as file:
            for start in range(0, len(SHEET), len(SHEET) // 6):
                file.write(SHEET[start:][: len(SHEET) // 6])
                file.flush()
                time.sleep(patient.settle / 2)
        watcher.until(lambda: watcher.filed)
    assert watcher.of(FormState.RETURNED, FormState.FAILED) == []
    assert len(watcher.filed) == 1


def test_a_copy_that_stands_still_in_the_middle_waits_and_says_so(workspace: Workspace, patient: WatchOptions) -> None:
    form = workspace.inbox / "phieu.xlsx"
    with running(workspace, patient) as watcher:
        with form.open("wb") as file:
            file.write(SHEET[: len(SHEET) // 2])
            file.flush()
            watcher.until(lambda: watcher.of(FormState.WAITING))
            watcher.until(note_path(form).exists)
            file.write(SHEET[len(SHEET) // 2 :])
        watcher.until(lambda: watcher.filed)
        watcher.until(lambda: left_in(workspace) == [])
    assert set(codes(watcher, FormState.WAITING)) == {NOT_YET}
    assert len(watcher.of(FormState.WAITING)) == 1


@pytest.mark.parametrize("data", [b"", SHEET[: len(SHEET) // 2]], ids=["empty", "cut short"])
def test_what_never_becomes_whole_is_returned_when_its_time_is_over(
    workspace: Workspace, options: WatchOptions, data: bytes
) -> None:
    with running(workspace, options) as watcher:
        began = time.monotonic()
        drop(workspace.inbox, "phieu.xlsx", data)
        watcher.until(lambda: watcher.of(FormState.RETURNED))
        assert time.monotonic() - began >= options.give_up
        watcher.until(lambda: left_in(workspace) == [])
    assert [one.outcome.state for one in watcher.decisions] == [FormState.WAITING, FormState.RETURNED]
    assert sorted(path.name for path in workspace.to_mend.iterdir()) == ["phieu.xlsx", "phieu.xlsx.txt"]


def test_saved_over_one_that_waits(workspace: Workspace, patient: WatchOptions) -> None:
    with running(workspace, patient) as watcher:
        drop(workspace.inbox, "phieu.yaml", TEXT[: len(TEXT) // 3])
        watcher.until(lambda: watcher.of(FormState.WAITING))
        drop(workspace.inbox, "phieu.yaml", TEXT)
        watcher.until(lambda: watcher.filed)
        watcher.until(lambda: left_in(workspace) == [])


def test_a_corrected_one_under_the_same_name_right_behind_the_first(
    workspace: Workspace, options: WatchOptions
) -> None:
    with running(workspace, options) as watcher:
        drop(workspace.inbox, "phieu.yaml", TEXT)
        watcher.until(lambda: watcher.filed)
        drop(workspace.inbox, "phieu.yaml", CORRECTED)
        watcher.until(lambda: watcher.of(FormState.REVISED))
    assert [one.outcome.state for one in watcher.decisions] == [FormState.FILED, FormState.REVISED]


def test_a_form_mended_in_the_folder_for_it(workspace: Workspace, options: WatchOptions) -> None:
    returned = workspace.to_mend / "phieu.yaml"
    with running(workspace, options) as watcher:
        drop(workspace.inbox, "phieu.yaml", TO_MEND)
        watcher.until(lambda: watcher.of(FormState.RETURNED))
        assert note_path(returned).exists()
        drop(workspace.to_mend, "phieu.yaml", WITH_RESOLUTION)
        watcher.until(lambda: watcher.filed)
        watcher.until(lambda: list(workspace.to_mend.iterdir()) == [])
    assert len(watcher.decisions) == 2


def test_a_mended_form_dropped_anew_takes_the_place_of_the_returned_one(
    workspace: Workspace, options: WatchOptions
) -> None:
    with running(workspace, options) as watcher:
        drop(workspace.inbox, "phieu.yaml", TO_MEND)
        watcher.until(lambda: watcher.of(FormState.RETURNED))
        drop(workspace.inbox, "phieu.yaml", WITH_RESOLUTION)
        watcher.until(lambda: watcher.filed)
        watcher.until(lambda: list(workspace.to_mend.iterdir()) == [])
    assert len(watcher.decisions) == 2


def dropped_folder(workspace: Workspace, name: str, files: dict[str, bytes]) -> Path:
    """A folder that was made elsewhere and is moved in whole."""
    outside = workspace.root.parent / "outside"
    for file, data in files.items():
        path = outside / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return outside.rename(workspace.inbox / name)


def test_a_folder_named_as_a_body_is_a_shelf(workspace: Workspace, options: WatchOptions) -> None:
    with running(workspace, options) as watcher:
        shelf = dropped_folder(workspace, "Binh-Minh", {"a.yaml": TEXT, "b.yaml": WITH_RESOLUTION})
        watcher.until(lambda: len(watcher.filed) == 2)
        drop(shelf, "c.yaml", CORRECTED)
        watcher.until(lambda: watcher.of(FormState.REVISED))
    assert left_in(workspace) == []


def test_a_folder_with_one_form_is_one_meeting_with_its_files(workspace: Workspace, options: WatchOptions) -> None:
    with running(workspace, options) as watcher:
        folder = dropped_folder(workspace, "họp", {"phieu.yaml": TEXT, "anh.jpg": b"photo", "giay/to.pdf": b"letter"})
        watcher.until(lambda: watcher.filed)
        watcher.until(lambda: not folder.exists())
    (decision,) = watcher.decisions
    assert sorted(one.name for one in decision.outcome.attachments) == ["anh.jpg", "giay/to.pdf"]


def test_of_a_folder_with_several_forms_each_is_taken_and_the_rest_is_asked_about(
    workspace: Workspace, options: WatchOptions
) -> None:
    with running(workspace, options) as watcher:
        folder = dropped_folder(workspace, "họp", {"a.yaml": TEXT, "b.yaml": OTHER, "anh.jpg": b"photo"})
        watcher.until(lambda: len(watcher.filed) == 2)
        watcher.until(lambda: "no-form" in codes(watcher, FormState.WAITING))
    assert (folder / "anh.jpg").read_bytes() == b"photo"
    assert set(codes(watcher, FormState.WAITING)) == {"which-form", "no-form"}


def test_a_download_in_a_dropped_folder_is_waited_for_and_told_once(
    workspace: Workspace, options: WatchOptions
) -> None:
    with running(workspace, options) as watcher:
        folder = dropped_folder(workspace, "họp", {"phieu.yaml": TEXT, "anh.jpg.part": b"pho"})
        watcher.until(lambda: watcher.of(FormState.WAITING))
        (folder / "anh.jpg.part").write_bytes(b"photo")
        (folder / "anh.jpg.part").rename(folder / "anh.jpg")
        watcher.until(lambda: watcher.filed)
    (attachment,) = watcher.filed[0].outcome.attachments
    assert attachment.name == "anh.jpg"


@pytest.mark.parametrize("mode", MODES)
def test_many_at_once(tmp_path: Path, mode: str) -> None:
    office = synthetic_office(3, 2018, 1)
    held = [meeting for meeting in office.meetings if meeting.roll][: 30 if mode == "native" else 10]
    workspace = Workspace.at(tmp_path)
    workspace.organisation.write_text(office.organisation_yaml, "utf-8")
    workspace.inbox.mkdir()
    workspace.outbox.mkdir()
    with running(workspace, MODES[mode]) as watcher:
        for number, meeting in enumerate(held):
            drop(workspace.inbox / meeting.body, f"{number}.yaml", meeting_to_yaml(meeting).encode())
        watcher.until(lambda: len(watcher.filed) == len(held))
    assert len(watcher.decisions) == len(held)
    assert left_in(workspace) == []


def test_the_same_name_in_the_folders_of_two_bodies(workspace: Workspace, options: WatchOptions) -> None:
    with running(workspace, options) as watcher:
        drop(workspace.inbox / "binh-minh", "phieu.yaml", TEXT)
        drop(workspace.inbox / "dang-uy-tan-phu", "phieu.yaml", OTHER)
        watcher.until(lambda: len(watcher.filed) == 2)
    assert {one.outcome.meeting.split("-2018")[0] for one in watcher.filed if one.outcome.meeting} == {
        "binh-minh",
        "dang-uy-tan-phu",
    }


def test_one_name_in_both_ways_of_writing_its_letters(workspace: Workspace, options: WatchOptions) -> None:
    with running(workspace, options) as watcher:
        drop(workspace.inbox, normalize("NFC", "phiếu họp.yaml"), TEXT)
        drop(workspace.inbox, normalize("NFD", "phiếu họp.yaml"), OTHER)
        watcher.until(lambda: len(watcher.filed) == 2)
    assert left_in(workspace) == []


def test_one_that_may_only_be_read(workspace: Workspace, options: WatchOptions) -> None:
    with running(workspace, options) as watcher:
        form = drop(workspace.inbox, "phieu.xlsx", mistyped_form(".xlsx", HELD, {"date": "31/02/2018"}))
        form.chmod(0o444)
        drop(workspace.inbox, "tot.yaml", OTHER).chmod(0o444)
        watcher.until(lambda: watcher.filed and watcher.of(FormState.RETURNED))
    assert left_in(workspace) == []


def test_the_same_content_again_is_put_aside_and_a_text_says_where_it_is(
    workspace: Workspace, options: WatchOptions
) -> None:
    with running(workspace, options) as watcher:
        drop(workspace.inbox, "phieu.yaml", TEXT)
        watcher.until(lambda: watcher.filed)
        drop(workspace.inbox, "lai.yaml", TEXT)
        watcher.until(lambda: watcher.of(FormState.DUPLICATE))
    assert (workspace.duplicates / "lai.yaml").read_bytes() == TEXT
    assert "binh-minh/2018/10-chi-uy" in (workspace.duplicates / "lai.yaml.txt").read_text("utf-8-sig")
    assert left_in(workspace) == []


def test_every_kind_of_file(workspace: Workspace, options: WatchOptions) -> None:
    with running(workspace, options) as watcher:
        drop(workspace.inbox, "a.json", mistyped_form(".json", HELD, {}))
        drop(workspace.inbox, "b.DOCX", LETTER)
        drop(workspace.inbox, "c.xlsx", filled_form(".xlsx", sample_meeting("09")))
        watcher.until(lambda: len(watcher.filed) == 3)
    assert len(watcher.decisions) == 3
