"""What lies in an inbox and is no form to be taken now: open ones, scans, names of nobody, our own texts."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import NoAccess
from pipeline.forms import read_form
from pipeline.messages import msg
from pipeline.process import FormState, deciding
from pipeline.process.filing.run import file_form
from pipeline.process.intake import ignored, readings
from pipeline.process.intake.beside import note_path
from pipeline.process.intake.reasons import STILL_OPEN
from pipeline.process.intake.settling import Print
from pipeline.watch import WatchOptions, sightings
from pipeline.watch.hashing import Hashing
from pipeline.workspace import Workspace
from tests.watch.forms import OTHER, SCAN, SHEET, TEXT, WHO, WITH_RESOLUTION, libreoffice_owner, word_owner
from tests.watch.running import MODES, drop, running

pytestmark = pytest.mark.usefixtures("no_ready_forms")

IGNORED = (
    *ignored._SYSTEMS,
    *(f"phieu.yaml{ending}" for ending in (*ignored._HALF_MADE, *ignored._BACKUPS)),
    *("~$khac.yaml", "~WRD0001.yaml", ".~lock.khac.yaml#", "._phieu.yaml", ".DS_Store", ".sync.yaml"),
)


@pytest.fixture(params=MODES)
def options(request: pytest.FixtureRequest) -> WatchOptions:
    return MODES[request.param]


@pytest.mark.parametrize("owner_of", [word_owner, libreoffice_owner])
def test_one_that_somebody_has_open_waits_for_them_by_name(
    workspace: Workspace, options: WatchOptions, owner_of: Callable[[Path], Path]
) -> None:
    form = workspace.inbox / "phieu.xlsx"
    owner = owner_of(form)
    with running(workspace, options) as watcher:
        drop(workspace.inbox, form.name, SHEET)
        watcher.until(note_path(form).exists, "the text beside the form")
        assert WHO in note_path(form).read_text("utf-8-sig")
        owner.unlink()
        watcher.until(lambda: watcher.filed)
        watcher.until(lambda: not note_path(form).exists())
    (waited,) = watcher.of(FormState.WAITING)
    assert [problem.code for problem in waited.outcome.problems] == [STILL_OPEN]


def test_names_of_nobody_are_left_alone_and_never_told_of(workspace: Workspace, options: WatchOptions) -> None:
    files = [workspace.inbox / name for name in dict.fromkeys(IGNORED)]
    for path in files:
        path.write_bytes(OTHER)
    before = {path: path.stat().st_mtime_ns for path in files}
    with running(workspace, options) as watcher:
        drop(workspace.inbox, "phieu.yaml", TEXT)
        watcher.until(lambda: watcher.filed)
    assert len(watcher.decisions) == 1
    assert {path: path.stat().st_mtime_ns for path in files} == before
    assert [path for path in workspace.inbox.glob("*.txt") if not path.name.startswith("_")] == []


def test_our_own_texts_are_no_forms(workspace: Workspace, options: WatchOptions) -> None:
    form = workspace.inbox / "trong.yaml"
    with running(workspace, replace(options, give_up=60.0)) as watcher:
        drop(workspace.inbox, form.name, b"")
        watcher.until(note_path(form).exists)
        drop(workspace.inbox, "phieu.yaml", TEXT)
        watcher.until(lambda: watcher.filed)
        form.unlink()
        watcher.until(lambda: not note_path(form).exists(), "the text goes with its form")
    assert [one.path.name for one in watcher.decisions] == ["trong.yaml", "phieu.yaml"]


def test_a_signed_scan_waits_for_its_document(workspace: Workspace, options: WatchOptions) -> None:
    with running(workspace, options) as watcher:
        scan = drop(workspace.signed, "05-NQ.pdf", SCAN)
        watcher.until(note_path(scan).exists)
        drop(workspace.inbox, "phieu.yaml", WITH_RESOLUTION)
        watcher.until(lambda: len(watcher.of(FormState.SIGNED)) == 1)
        watcher.until(lambda: not scan.exists() and not note_path(scan).exists())
        drop(workspace.signed, "23-BB.pdf", SCAN + b"2")
        watcher.until(lambda: len(watcher.of(FormState.SIGNED)) == 2)


def test_a_file_that_keeps_growing_is_read_when_it_is_whole(
    workspace: Workspace, options: WatchOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[Path] = []
    parsed: list[str] = []

    def counting(prints: Mapping[Path, Print | None]) -> Hashing:
        hashed.extend(prints)
        return Hashing(prints)

    def reading(name: str, data: bytes, limits: object) -> object:
        parsed.append(name)
        return read_form(name, data, limits)  # type: ignore[arg-type]

    monkeypatch.setattr(sightings, "Hashing", counting)
    monkeypatch.setattr(readings, "read_form", reading)
    pieces = 40
    with running(workspace, replace(options, settle=0.5, give_up=60.0)) as watcher:
        with (workspace.inbox / "phieu.xlsx").open("wb") as file:
            for start in range(0, len(SHEET), len(SHEET) // pieces):
                file.write(SHEET[start:][: len(SHEET) // pieces])
                file.flush()
                time.sleep(0.02)
        assert parsed == []
        watcher.until(lambda: watcher.filed)
    assert len(hashed) < pieces / 3
    assert parsed == ["phieu.xlsx"]


def test_a_form_that_cannot_be_filed_at_once_is_parsed_once(
    workspace: Workspace, options: WatchOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []
    tries: list[str] = []

    def reading(name: str, data: bytes, limits: object) -> object:
        parsed.append(name)
        return read_form(name, data, limits)  # type: ignore[arg-type]

    def failing(office: object, name: str, *rest: object) -> object:
        tries.append(name)
        if len(tries) < 3:
            raise NoAccess(msg("The disk is full."))
        return file_form(office, name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(readings, "read_form", reading)
    monkeypatch.setattr(deciding, "file_form", failing)
    monkeypatch.setattr(sightings, "_FIRST_PAUSE", 0.05)
    with running(workspace, options) as watcher:
        form = drop(workspace.inbox, "phieu.yaml", TEXT)
        watcher.until(lambda: watcher.filed)
        watcher.until(lambda: not note_path(form).exists())
    assert (len(tries), parsed) == (3, ["phieu.yaml"])
    assert len(watcher.of(FormState.FAILED)) == 1


def test_one_look_hashes_no_more_than_its_budget_and_small_files_first(
    workspace: Workspace, options: WatchOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sightings, "_BUDGET", 10_000)
    for number in range(4):
        folder = workspace.inbox / f"ho-so-{number}"
        folder.mkdir()
        (folder / "anh-1.jpg").write_bytes(bytes(4_000))
        (folder / "anh-2.jpg").write_bytes(bytes(5_000))
    drop(workspace.inbox, "phieu.yaml", TEXT)
    with running(workspace, options) as watcher:
        watcher.until(lambda: len(watcher.decisions) == 5)
    assert watcher.decisions[0].outcome.state is FormState.FILED
    assert {one.outcome.problems[0].code for one in watcher.decisions[1:]} == {"no-form"}


def test_what_is_no_form_to_mend_in_its_folder_is_said(workspace: Workspace, options: WatchOptions) -> None:
    folder = workspace.to_mend / "ho-so"
    folder.mkdir(parents=True)
    (folder / "a.yaml").write_bytes(TEXT)
    (workspace.to_mend / "la.pdf").write_bytes(SCAN)
    with running(workspace, options) as watcher:
        watcher.until(lambda: len(watcher.of(FormState.WAITING)) == 2)
    assert {one.outcome.problems[0].code for one in watcher.decisions} == {"not-read-here"}
    assert (folder / "a.yaml").exists() and (workspace.to_mend / "la.pdf").exists()


def test_scans_are_found_in_the_folder_of_a_body_however_its_name_is_written(
    workspace: Workspace, options: WatchOptions
) -> None:
    drop(workspace.inbox / "Binh-Minh" / "_ban-ky", "23-BB.pdf", SCAN)
    drop(workspace.inbox, "phieu.yaml", TEXT)
    with running(workspace, options) as watcher:
        watcher.until(lambda: watcher.of(FormState.SIGNED))
