"""Forms dropped into an inbox, the way a clerk does it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from docx import Document

from pipeline.archive import Archive, durable
from pipeline.archive.manifest import read_manifest
from pipeline.errors import BadConfiguration, ExitCode, VanthuError
from pipeline.forms import cleared, meeting_to_yaml
from pipeline.meeting import DocumentKindName, Meeting, MeetingKind, Stage
from pipeline.meeting import Outcome as MeetingOutcome
from pipeline.office_files.packages import file_digest
from pipeline.process import FormState, Office, Outcome, open_office, process_inbox, queue
from pipeline.process.intake import leaving
from pipeline.process.offices import make_demo_office
from pipeline.process.outcome import Earlier
from pipeline.process.whole import reindex
from pipeline.vietnamese.dates import Month
from pipeline.workspace import Workspace, shipped_templates
from tests.commands import vanthu
from tests.sample import changed, sample_meeting

REGULAR = sample_meeting("03")


FEW = """  documents:
    - {meeting: regular, stage: held, kinds: [minutes, resolution]}
    - {meeting: thematic, stage: planned, kinds: [thematic-plan]}
    - {meeting: thematic, stage: held, kinds: [minutes, resolution]}
    - {meeting: extraordinary, stage: held, kinds: [minutes, resolution]}
    - {meeting: committee, stage: held, kinds: [minutes]}

"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """The sample office, which chose few documents: what is tested here is what becomes of forms."""
    workspace = Workspace.at(tmp_path / "office")
    make_demo_office(workspace)
    text = workspace.organisation.read_text("utf-8")
    before, behind = text.index("  documents:"), text.index("bodies:")
    workspace.organisation.write_text(text[:before] + FEW + text[behind:], encoding="utf-8")
    return workspace


@contextmanager
def opened(workspace: Workspace, year: int = 2026) -> Iterator[Office]:
    with open_office(workspace, lambda: datetime(year, 11, 22, 8, 0, tzinfo=UTC), lock_timeout=1) as office:
        yield office


def drop(workspace: Workspace, meeting: Meeting | str, name: str = "phieu.yaml", folder: str = "") -> Path:
    path = workspace.inbox / folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = meeting if isinstance(meeting, str) else meeting_to_yaml(meeting)
    path.write_text(text, encoding="utf-8")
    return path


def run(workspace: Workspace, named: tuple[Path, ...] = ()) -> list[Outcome]:
    with opened(workspace) as office:
        return list(process_inbox(office, named, settle=0))


def one(workspace: Workspace) -> Outcome:
    (outcome,) = run(workspace)
    return outcome


def documents(workspace: Workspace) -> dict[str, bytes]:
    return {
        path.relative_to(workspace.outbox).as_posix(): path.read_bytes() for path in workspace.outbox.rglob("*.docx")
    }


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_held_form_is_filed_with_its_documents_and_leaves_the_inbox(workspace: Workspace) -> None:
    form = drop(workspace, REGULAR)
    data = form.read_bytes()
    outcome = one(workspace)
    assert (outcome.state, outcome.meeting) == (FormState.FILED, "binh-minh-2018-10-thuong-ky-1")
    assert [(document.kind, document.number) for document in outcome.documents] == [
        ("minutes", "23-BB/CB"),
        ("resolution", "05-NQ/CB"),
    ]
    folder = workspace.outbox / "binh-minh" / "2018" / "10-thuong-ky"
    assert files(folder) == {"23-BB-bien-ban.docx", "05-NQ-nghi-quyet.docx", "bieu-mau-da-hop.yaml", "manifest.json"}
    assert (folder / "bieu-mau-da-hop.yaml").read_bytes() == data
    assert files(workspace.inbox) == set()
    for document in outcome.documents:
        assert file_digest((workspace.root / document.path).read_bytes()) == document.sha256


def test_plan_and_minutes_of_one_meeting_lie_in_one_folder(workspace: Workspace) -> None:
    drop(workspace, sample_meeting("02"), "a-da-hop.yaml")
    drop(workspace, sample_meeting("01"), "b-ke-hoach.yaml")
    outcomes = run(workspace)
    assert [outcome.state for outcome in outcomes] == [FormState.FILED, FormState.FILED]
    assert {outcome.meeting for outcome in outcomes} == {"binh-minh-2018-10-chuyen-de-1"}
    manifest = read_manifest(workspace.outbox / "binh-minh" / "2018" / "10-chuyen-de")
    assert manifest is not None
    assert {form.stage for form in manifest.forms} == {Stage.PLANNED, Stage.HELD}
    assert {document.kind for document in manifest.documents} == {
        DocumentKindName.THEMATIC_PLAN,
        DocumentKindName.MINUTES,
        DocumentKindName.RESOLUTION,
    }


@pytest.mark.parametrize("kept", [500, 0])
def test_forms_dropped_together_are_numbered_by_date(
    workspace: Workspace, kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "KEPT_IN_MEMORY", kept)
    november = changed(
        changed(REGULAR, "day", REGULAR.day and REGULAR.day.replace(month=11)),
        "period.month",
        REGULAR.period.month.plus(1),
    )
    drop(workspace, changed(changed(november, "new_tasks", ()), "documents", ()), "a.yaml")
    drop(workspace, REGULAR, "b.yaml")
    numbers = {outcome.meeting: outcome.documents[0].number for outcome in run(workspace)}
    assert numbers == {"binh-minh-2018-10-thuong-ky-1": "23-BB/CB", "binh-minh-2018-11-thuong-ky-1": "24-BB/CB"}


def test_the_same_content_again_changes_nothing(workspace: Workspace) -> None:
    drop(workspace, REGULAR)
    first = one(workspace)
    before = {path: path.stat().st_mtime_ns for path in workspace.outbox.rglob("*")}
    drop(workspace, "# lưu lại\n" + meeting_to_yaml(REGULAR), "khac.yaml")
    second = one(workspace)
    assert second.state is FormState.DUPLICATE
    assert (second.meeting, second.documents) == (first.meeting, first.documents)
    ((folder, manifest),) = Archive(workspace.outbox).manifests()
    same = Earlier(workspace.relative(folder / "bieu-mau-da-hop.yaml"), manifest.history[0].at)
    assert second.earlier == same
    assert {path: path.stat().st_mtime_ns for path in workspace.outbox.rglob("*")} == before
    assert files(workspace.inbox) == {"_trung-lap/khac.yaml"}


def test_a_corrected_form_is_a_revision_with_the_same_numbers_and_the_old_version_kept(workspace: Workspace) -> None:
    drop(workspace, REGULAR)
    first = one(workspace)
    old = documents(workspace)
    drop(workspace, changed(REGULAR, "place", "Hội trường Ủy ban nhân dân xã"))
    second = one(workspace)
    assert second.state is FormState.REVISED
    assert [document.number for document in second.documents] == [document.number for document in first.documents]
    folder = workspace.outbox / "binh-minh" / "2018" / "10-thuong-ky"
    assert (folder / "lich-su/da-hop-1/23-BB-bien-ban.docx").read_bytes() == old[
        "binh-minh/2018/10-thuong-ky/23-BB-bien-ban.docx"
    ]
    assert (folder / "lich-su/da-hop-1/bieu-mau-da-hop.yaml").exists()
    assert (folder / "23-BB-bien-ban.docx").read_bytes() != old["binh-minh/2018/10-thuong-ky/23-BB-bien-ban.docx"]
    manifest = read_manifest(folder)
    assert manifest is not None
    assert [(entry.action, entry.version) for entry in manifest.history] == [("filed", 1), ("revised", 2)]


def test_a_resolution_that_is_no_longer_wanted_goes_to_the_history(workspace: Workspace) -> None:
    drop(workspace, REGULAR)
    one(workspace)
    drop(workspace, changed(REGULAR, "outcome", MeetingOutcome.MINUTES_ONLY))
    assert one(workspace).state is FormState.REVISED
    folder = workspace.outbox / "binh-minh" / "2018" / "10-thuong-ky"
    assert not (folder / "05-NQ-nghi-quyet.docx").exists()
    assert (folder / "lich-su/da-hop-1/05-NQ-nghi-quyet.docx").exists()


def test_a_document_edited_by_hand_is_never_overwritten(workspace: Workspace) -> None:
    drop(workspace, REGULAR)
    one(workspace)
    minutes = workspace.outbox / "binh-minh/2018/10-thuong-ky/23-BB-bien-ban.docx"
    minutes.write_bytes(b"edited in Word")
    drop(workspace, changed(REGULAR, "place", "Hội trường"))
    outcome = one(workspace)
    assert outcome.state is FormState.REVISED
    assert minutes.read_bytes() == b"edited in Word"
    assert [problem.code for problem in outcome.problems] == ["hand-edited"]


def test_a_form_with_mistakes_goes_back_with_a_text_beside_it_and_takes_no_number(workspace: Workspace) -> None:
    wrong = changed(REGULAR, "votes.0.in_favour", 40)
    form = drop(workspace, wrong, "Biên bản tháng 10.yaml")
    data = form.read_bytes()
    outcome = one(workspace)
    assert outcome.state is FormState.RETURNED
    returned = workspace.to_mend / "Biên bản tháng 10.yaml"
    assert cleared(returned.name, returned.read_bytes()) == data
    text = (workspace.to_mend / "Biên bản tháng 10.yaml.txt").read_text("utf-8-sig")
    assert "votes[1].in_favour" in text
    assert "Xác nhận đúng thực tế" in text
    assert documents(workspace) == {}
    drop(workspace, REGULAR)
    assert [document.number for document in one(workspace).documents] == ["23-BB/CB", "05-NQ/CB"]


def test_a_returned_form_is_mended_in_place(workspace: Workspace) -> None:
    drop(workspace, changed(REGULAR, "votes.0.in_favour", 40))
    one(workspace)
    assert run(workspace) == []
    drop(workspace, REGULAR, folder="_can-sua")
    assert one(workspace).state is FormState.FILED
    assert files(workspace.inbox) == set()


def test_two_bad_forms_of_one_name_are_both_kept(workspace: Workspace) -> None:
    for votes in (40, 41):
        drop(workspace, changed(REGULAR, "votes.0.in_favour", votes))
        assert one(workspace).state is FormState.RETURNED
    assert files(workspace.to_mend) == {"phieu.yaml", "phieu.yaml.txt", "phieu (2).yaml", "phieu (2).yaml.txt"}


def test_the_same_bad_form_again_is_kept_once(workspace: Workspace) -> None:
    for _ in range(2):
        drop(workspace, changed(REGULAR, "votes.0.in_favour", 40))
        assert one(workspace).state is FormState.RETURNED
    assert files(workspace.to_mend) == {"phieu.yaml", "phieu.yaml.txt"}


def test_a_confirmed_contradiction_is_filed_with_a_warning(workspace: Workspace) -> None:
    drop(workspace, changed(changed(REGULAR, "votes.0.in_favour", 40), "confirmed", True))
    outcome = one(workspace)
    assert outcome.state is FormState.FILED
    assert "too-many-votes" in {problem.code for problem in outcome.problems}


def test_a_form_marked_secret_is_not_read_and_says_what_to_do(workspace: Workspace) -> None:
    drop(
        workspace,
        meeting_to_yaml(REGULAR) + "secrecy: Mật\n"
        if "secrecy" not in meeting_to_yaml(REGULAR)
        else meeting_to_yaml(REGULAR).replace("secrecy: none", "secrecy: Mật"),
    )
    outcome = one(workspace)
    assert outcome.state is FormState.RETURNED
    assert [problem.code for problem in outcome.problems] == ["secret-form"]
    assert documents(workspace) == {}


def test_a_plan_dropped_after_the_meeting_was_held_is_returned(workspace: Workspace) -> None:
    drop(workspace, sample_meeting("02"))
    one(workspace)
    drop(workspace, sample_meeting("01"))
    outcome = one(workspace)
    assert [problem.code for problem in outcome.problems] == ["already-held"]
    assert outcome.state is FormState.RETURNED


def test_a_second_extraordinary_meeting_of_the_month_is_another_meeting(workspace: Workspace) -> None:
    assert REGULAR.day is not None
    first = changed(changed(REGULAR, "kind", MeetingKind.EXTRAORDINARY), "new_tasks", ())
    drop(workspace, first, "a.yaml")
    drop(workspace, changed(first, "day", REGULAR.day.replace(day=20)), "b.yaml")
    assert [outcome.meeting for outcome in run(workspace)] == [
        "binh-minh-2018-10-bat-thuong-1",
        "binh-minh-2018-10-bat-thuong-2",
    ]
    drop(workspace, changed(changed(first, "ordinal", 2), "place", "Phòng khác"))
    assert one(workspace).meeting == "binh-minh-2018-10-bat-thuong-2"


def test_a_meeting_held_on_another_day_stays_the_same_meeting(workspace: Workspace) -> None:
    assert REGULAR.day is not None
    drop(workspace, REGULAR)
    one(workspace)
    drop(workspace, changed(REGULAR, "day", REGULAR.day.replace(day=8)))
    outcome = one(workspace)
    assert (outcome.state, outcome.meeting) == (FormState.REVISED, "binh-minh-2018-10-thuong-ky-1")
    assert "day-changed" in {problem.code for problem in outcome.problems}


def test_a_code_that_does_not_fit_is_returned(workspace: Workspace) -> None:
    drop(workspace, changed(REGULAR, "code", "binh-minh-2018-10-chuyen-de-1"))
    assert [problem.code for problem in one(workspace).problems] == ["code-differs"]


def test_a_code_printed_for_a_month_in_which_the_meeting_was_not_held_keeps_nobody_out(workspace: Workspace) -> None:
    drop(workspace, changed(REGULAR, "code", "binh-minh-2018-09-thuong-ky-1"))
    assert one(workspace).meeting == "binh-minh-2018-10-thuong-ky-1"
    drop(workspace, changed(changed(REGULAR, "code", "binh-minh-2018-10-thuong-ky-1"), "period.month", Month(2018, 11)))
    assert [problem.code for problem in one(workspace).problems] == ["code-differs"]


def test_a_stated_number_that_is_taken_is_returned_and_takes_nothing(workspace: Workspace) -> None:
    drop(workspace, REGULAR)
    one(workspace)
    details = tuple(
        d.model_copy(update={"number": 5})
        for d in sample_meeting("02").documents
        if d.kind is DocumentKindName.RESOLUTION
    )
    drop(workspace, changed(sample_meeting("02"), "documents", details))
    outcome = one(workspace)
    assert outcome.state is FormState.RETURNED
    assert [problem.code for problem in outcome.problems] == ["number-taken"]
    drop(workspace, sample_meeting("02"))
    assert [document.number for document in one(workspace).documents] == ["24-BB/CB", "06-NQ/CB"]


def test_same_input_same_bytes_on_another_day(tmp_path: Path) -> None:
    made = []
    for number, year in enumerate((2026, 2031)):
        workspace = Workspace.at(tmp_path / str(number))
        make_demo_office(workspace)
        for start in ("01", "02", "03", "04", "06", "07", "08", "09", "11"):
            drop(workspace, sample_meeting(start), f"{start}.yaml")
        with opened(workspace, year) as office:
            list(process_inbox(office, settle=0))
        drop(workspace, sample_meeting("10"))
        with opened(workspace, year) as office:
            list(process_inbox(office, settle=0))
        made.append(documents(workspace))
    assert made[0] == made[1]
    assert len(made[0]) == 40


def test_an_open_or_growing_form_waits(workspace: Workspace) -> None:
    drop(workspace, REGULAR)
    owner = workspace.inbox / ".~lock.phieu.yaml#"
    owner.touch()
    outcome = one(workspace)
    assert (outcome.state, outcome.problems[0].code) == (FormState.WAITING, "still-open")
    owner.unlink()

    def still_copying(_seconds: float) -> None:
        with (workspace.inbox / "phieu.yaml").open("ab") as file:
            file.write(b"# ...\n")

    with opened(workspace) as office:
        ticks = iter(range(100))
        (outcome,) = process_inbox(office, settle=2, clock=lambda: float(next(ticks)), sleep=still_copying)
    assert (outcome.state, outcome.problems[0].code) == (FormState.WAITING, "still-copying")
    assert one(workspace).state is FormState.FILED


def test_files_that_are_no_forms_are_left_or_returned(workspace: Workspace) -> None:
    for name in ("~$phieu.xlsx", ".hidden", "Thumbs.db", "phieu.xlsx.part"):
        (workspace.inbox / name).write_bytes(b"x")
    assert run(workspace) == []
    (workspace.inbox / "anh.png").write_bytes(b"\x89PNG")
    assert [problem.code for problem in one(workspace).problems] == ["unknown-form-type"]
    assert (workspace.to_mend / "anh.png").read_bytes() == b"\x89PNG"


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither")
def test_links_and_pipes_are_not_read(workspace: Workspace, tmp_path: Path) -> None:
    outside = tmp_path / "ngoai.yaml"
    outside.write_text(meeting_to_yaml(REGULAR), "utf-8")
    (workspace.inbox / "lien-ket.yaml").symlink_to(outside)
    os.mkfifo(workspace.inbox / "ong.yaml")
    outcomes = run(workspace)
    assert [(outcome.state, outcome.problems[0].code) for outcome in outcomes] == [
        (FormState.WAITING, "not-a-file")
    ] * 2
    assert outside.exists()


def test_a_named_form_outside_the_inbox_stays_where_it_is(workspace: Workspace, tmp_path: Path) -> None:
    good, bad = tmp_path / "tot.yaml", tmp_path / "xau.yaml"
    good.write_text(meeting_to_yaml(REGULAR), "utf-8")
    bad.write_text("stage: held\n", "utf-8")
    states = [outcome.state for outcome in run(workspace, (good, bad))]
    assert sorted(state.value for state in states) == ["filed", "returned"]
    assert good.exists() and bad.exists()
    assert (workspace.to_mend / "xau.yaml").exists()


def test_a_bad_template_leaves_the_form_and_takes_no_number(workspace: Workspace) -> None:
    workspace.templates.mkdir()
    (workspace.templates / "nghi-quyet.docx").write_bytes(b"not a Word file")
    form = drop(workspace, REGULAR)
    outcome = one(workspace)
    assert outcome.state is FormState.FAILED
    assert form.exists()
    assert documents(workspace) == {}
    (workspace.templates / "nghi-quyet.docx").unlink()
    assert [document.number for document in one(workspace).documents] == ["23-BB/CB", "05-NQ/CB"]


def test_one_bad_form_does_not_stop_the_others(workspace: Workspace) -> None:
    drop(workspace, "{", "a.yaml")
    drop(workspace, REGULAR, "b.yaml")
    assert {outcome.state for outcome in run(workspace)} == {FormState.RETURNED, FormState.FILED}


def test_a_full_disk_leaves_the_form_in_the_inbox(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    form = drop(workspace, REGULAR)

    def full(_path: Path, _data: bytes) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(durable, "write_durably", full)
        assert one(workspace).state is FormState.FAILED
    assert form.exists()
    assert [document.number for document in one(workspace).documents] == ["23-BB/CB", "05-NQ/CB"]


def test_killed_between_filing_and_moving_the_form_it_is_a_duplicate_next_time(workspace: Workspace) -> None:
    form = drop(workspace, REGULAR)
    data = form.read_bytes()
    one(workspace)
    form.write_bytes(data)
    assert one(workspace).state is FormState.DUPLICATE


def test_a_lost_register_is_rebuilt_from_the_manifests(workspace: Workspace) -> None:
    drop(workspace, REGULAR)
    one(workspace)
    (workspace.state / "register.sqlite3").unlink()
    drop(workspace, sample_meeting("02"))
    assert [document.number for document in one(workspace).documents] == ["24-BB/CB", "06-NQ/CB"]


def test_the_manifest_says_what_was_filed(workspace: Workspace) -> None:
    drop(workspace, REGULAR)
    one(workspace)
    ((folder, manifest),) = Archive(workspace.outbox).manifests()
    assert manifest.forms[0].record.place == REGULAR.place
    for document in manifest.documents:
        assert file_digest((folder / document.path).read_bytes()) == document.sha256
        assert document.rule_set == "36-HD/VPTW"
    plain = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert plain["history"][0]["at"].startswith("2026-11-22T")


def test_a_workspace_without_an_office_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration), opened(Workspace.at(tmp_path)):
        pass


def test_problems_of_the_office_come_with_their_lines(workspace: Workspace) -> None:
    workspace.organisation.write_text("bodies:\n  - id: Một\n", "utf-8")
    with pytest.raises(VanthuError) as caught, opened(workspace):
        pass
    assert [str(problem.where) for problem in caught.value.problems] == [
        "line 2, key “bodies[1].id”",
        "line 2, key “bodies[1].name”",
        "line 2, key “bodies[1].place”",
    ]


def test_a_form_half_taken_by_a_killed_run_comes_back(workspace: Workspace) -> None:
    form = drop(workspace, REGULAR)
    form.rename(form.with_name(".phieu.yaml.da-nhan"))
    assert one(workspace).state is FormState.FILED
    assert files(workspace.inbox) == set()


def test_a_form_taken_by_another_run_in_the_meantime_is_passed_over(workspace: Workspace) -> None:
    drop(workspace, REGULAR, "a.yaml")
    with opened(workspace) as first, opened(workspace) as second:
        waiting = process_inbox(
            second, settle=0, progress=lambda step, *_: run_first(first) if step == "file" else None
        )
        assert list(waiting) == []
    assert len(documents(workspace)) == 2
    assert files(workspace.inbox) == set()


def run_first(office: Office) -> None:
    (outcome,) = process_inbox(office, settle=0)
    assert outcome.state is FormState.FILED


def test_a_form_saved_again_while_it_is_read_waits(workspace: Workspace) -> None:
    form = drop(workspace, REGULAR)

    def save_again(step: str, _done: int, _total: int) -> None:
        if step == "file":
            form.write_text(meeting_to_yaml(changed(REGULAR, "place", "Hội trường")), "utf-8")

    with opened(workspace) as office:
        (outcome,) = process_inbox(office, settle=0, progress=save_again)
    assert (outcome.state, outcome.problems[0].code) == (FormState.WAITING, "still-copying")
    assert form.exists()
    assert one(workspace).state is FormState.FILED


EXTRAORDINARY = changed(changed(REGULAR, "kind", MeetingKind.EXTRAORDINARY), "new_tasks", ())


def test_a_name_that_is_too_long_or_damaged_stops_only_that_form(workspace: Workspace) -> None:
    drop(workspace, REGULAR, "ữ" * 80 + ".yaml")
    (workspace.inbox / os.fsdecode(b"h\xf2ng.yaml")).write_text("x", "utf-8")
    drop(workspace, sample_meeting("04"), "tot.yaml")
    found = {outcome.problems[0].code if outcome.problems else "": outcome.state for outcome in run(workspace)}
    assert found == {"name-too-long": FormState.FAILED, "name-unreadable": FormState.FAILED, "": FormState.FILED}


def test_a_state_folder_older_than_the_archive_gives_no_number_twice(workspace: Workspace, tmp_path: Path) -> None:
    drop(workspace, sample_meeting("04"))
    one(workspace)
    backup = shutil.copytree(workspace.state, tmp_path / "backup")
    drop(workspace, REGULAR)
    first = one(workspace)
    shutil.rmtree(workspace.state)
    shutil.copytree(backup, workspace.state)
    drop(workspace, sample_meeting("02"))
    second = one(workspace)
    assert not {d.number for d in first.documents} & {d.number for d in second.documents}
    assert [document.number for document in second.documents] == ["25-BB/CB", "06-NQ/CB"]


def test_the_number_of_a_document_no_longer_made_is_void_and_never_given_again(workspace: Workspace) -> None:
    drop(workspace, REGULAR)
    one(workspace)
    drop(workspace, changed(REGULAR, "outcome", MeetingOutcome.MINUTES_ONLY))
    outcome = one(workspace)
    assert [problem.code for problem in outcome.problems] == ["number-void"]
    assert [document.number for document in outcome.documents] == ["23-BB/CB"]
    shutil.rmtree(workspace.state)
    drop(workspace, sample_meeting("02"))
    assert [document.number for document in one(workspace).documents] == ["24-BB/CB", "06-NQ/CB"]
    drop(workspace, changed(REGULAR, "place", "Hội trường"))
    assert [document.number for document in one(workspace).documents] == ["23-BB/CB", "07-NQ/CB"]  # 05 was void


def test_a_missing_document_is_made_again_when_its_form_is_dropped_again(workspace: Workspace) -> None:
    drop(workspace, REGULAR)
    one(workspace)
    minutes = workspace.outbox / "binh-minh/2018/10-thuong-ky/23-BB-bien-ban.docx"
    data = minutes.read_bytes()
    minutes.rename(minutes.with_name("sua-tay.docx"))
    drop(workspace, REGULAR)
    assert one(workspace).state is FormState.REVISED
    assert minutes.read_bytes() == data
    drop(workspace, REGULAR)
    assert one(workspace).state is FormState.DUPLICATE


def test_of_two_versions_dropped_together_the_one_saved_last_holds(workspace: Workspace) -> None:
    old = drop(workspace, REGULAR, "bien-ban.yaml")
    new = drop(workspace, changed(REGULAR, "place", "Hội trường"), "bien-ban (2).yaml")
    os.utime(old, (1_000_000_000, 1_000_000_000))
    os.utime(new, (1_000_000_100, 1_000_000_100))
    assert [outcome.state for outcome in run(workspace)] == [FormState.FILED, FormState.REVISED]
    manifest = read_manifest(workspace.outbox / "binh-minh/2018/10-thuong-ky")
    assert manifest is not None and manifest.forms[0].record.place == "Hội trường"


def test_another_meeting_on_the_same_day_is_asked_about_not_overwritten(workspace: Workspace) -> None:
    drop(workspace, EXTRAORDINARY)
    first = one(workspace)
    other = changed(
        changed(EXTRAORDINARY, "agenda", sample_meeting("04").agenda),
        "opened",
        EXTRAORDINARY.opened and EXTRAORDINARY.opened.replace(hour=8),
    )
    drop(workspace, other)
    outcome = one(workspace)
    assert (outcome.state, [problem.code for problem in outcome.problems]) == (FormState.RETURNED, ["which-meeting"])
    drop(workspace, changed(other, "ordinal", 2))
    assert one(workspace).meeting == "binh-minh-2018-10-bat-thuong-2"
    drop(workspace, changed(changed(other, "code", first.meeting), "place", "Hội trường"))
    assert one(workspace).state is FormState.REVISED


def test_a_meeting_after_a_cancelled_one_is_another_meeting(workspace: Workspace) -> None:
    assert REGULAR.day is not None
    drop(workspace, changed(changed(EXTRAORDINARY, "stage", Stage.CANCELLED), "reason", "Hoãn việc"))
    one(workspace)
    drop(workspace, changed(EXTRAORDINARY, "day", REGULAR.day.replace(day=20)))
    assert one(workspace).meeting == "binh-minh-2018-10-bat-thuong-2"


def test_a_document_open_in_word_is_not_replaced_underneath(workspace: Workspace) -> None:
    drop(workspace, REGULAR)
    one(workspace)
    folder = workspace.outbox / "binh-minh/2018/10-thuong-ky"
    (folder / "~$-BB-bien-ban.docx").touch()
    form = drop(workspace, changed(REGULAR, "place", "Hội trường"))
    outcome = one(workspace)
    assert (outcome.state, outcome.problems[0].code) == (FormState.WAITING, "document-open")
    assert form.exists()
    (folder / "~$-BB-bien-ban.docx").unlink()
    assert one(workspace).state is FormState.REVISED


def test_forms_in_folders_of_the_inbox_are_seen_and_a_foreign_folder_is_said(workspace: Workspace) -> None:
    drop(workspace, REGULAR, folder="thcs-tan-phu/2018")
    drop(workspace, sample_meeting("04"), "b.yaml", folder="thcs-tan-phu")
    outcomes = {outcome.form: outcome for outcome in run(workspace)}
    assert {outcome.state for outcome in outcomes.values()} == {FormState.FILED}
    assert [problem.code for problem in outcomes["inbox/thcs-tan-phu/b.yaml"].problems] == ["other-body"]


def test_foreign_files_in_a_meetings_folder_are_said_and_kept(workspace: Workspace) -> None:
    foreign = workspace.outbox / "binh-minh/2018/10-thuong-ky/anh.jpg"
    foreign.parent.mkdir(parents=True)
    foreign.write_bytes(b"x")
    form = drop(workspace, REGULAR)
    outcome = one(workspace)
    assert outcome.state is FormState.FAILED
    assert "binh-minh/2018/10-thuong-ky" in str(outcome.problems[0].message)
    assert foreign.exists() and form.exists()
    assert not list(workspace.outbox.rglob(".dang-lap-*"))


def test_a_code_may_not_leave_a_gap(workspace: Workspace) -> None:
    drop(workspace, changed(EXTRAORDINARY, "code", "binh-minh-2018-10-bat-thuong-50"))
    assert [problem.code for problem in one(workspace).problems] == ["ordinal-gap"]


def test_a_mended_form_dropped_anew_clears_the_returned_one(workspace: Workspace) -> None:
    drop(workspace, changed(REGULAR, "votes.0.in_favour", 40))
    one(workspace)
    drop(workspace, REGULAR)
    assert one(workspace).state is FormState.FILED
    assert files(workspace.inbox) == {"_trung-lap/phieu.yaml"}


def test_a_form_that_cannot_be_moved_is_filed_all_the_same(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(workspace, REGULAR)

    def refuse(_form: Path, _sha256: str) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(leaving, "take_filed", refuse)
    outcome = one(workspace)
    assert (outcome.state, [problem.code for problem in outcome.problems]) == (FormState.FILED, ["form-not-moved"])


def test_a_folder_that_cannot_be_read_keeps_nobody_from_the_others(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = workspace.inbox / "khoa"
    closed.mkdir()
    drop(workspace, REGULAR)
    listing = Path.iterdir

    def refuse(folder: Path) -> Iterator[Path]:
        if folder == closed:
            raise PermissionError(13, "Permission denied")
        return listing(folder)

    monkeypatch.setattr(Path, "iterdir", refuse)
    found = {outcome.form: outcome.state for outcome in run(workspace)}
    assert found == {"inbox/khoa": FormState.FAILED, "inbox/phieu.yaml": FormState.FILED}


def test_a_publication_that_fails_late_gives_its_numbers_to_nobody_else(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(workspace, REGULAR, "a.yaml")
    drop(workspace, sample_meeting("02"), "b.yaml")
    flush = durable.flush_folder

    def fails_behind_the_rename(folder: Path) -> None:
        if (folder / "10-thuong-ky").exists() and not (folder / "10-chuyen-de").exists():
            raise OSError(5, "Input/output error")
        flush(folder)

    with monkeypatch.context() as patch:
        patch.setattr(durable, "flush_folder", fails_behind_the_rename)
        run(workspace)
    run(workspace)
    numbers = [d.symbol for _, manifest in Archive(workspace.outbox).manifests() for d in manifest.documents]
    assert sorted(filter(None, numbers)) == ["05-NQ/CB", "06-NQ/CB", "23-BB/CB", "24-BB/CB"]


def test_a_change_that_fails_half_way_is_finished_before_the_next_one(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(workspace, REGULAR)
    one(workspace)
    drop(workspace, changed(REGULAR, "place", "Hội trường"))
    replaced = durable.replace

    def fails_at_the_minutes(source: str | Path, target: str | Path) -> None:
        if Path(target).name == "23-BB-bien-ban.docx" and "lich-su" not in Path(target).parts:
            raise OSError(5, "Input/output error")
        replaced(source, target)

    with opened(workspace) as office:
        with monkeypatch.context() as patch:
            patch.setattr(durable, "replace", fails_at_the_minutes)
            assert [outcome.state for outcome in process_inbox(office, settle=0)] == [FormState.FAILED]
        drop(workspace, changed(REGULAR, "place", "Nhà văn hóa"))
        assert [outcome.state for outcome in process_inbox(office, settle=0)] == [FormState.REVISED]
    folder = workspace.outbox / "binh-minh/2018/10-thuong-ky"
    manifest = read_manifest(folder)
    assert manifest is not None
    assert [entry.version for entry in manifest.history] == [1, 2, 3]
    assert {path.name for path in (folder / "lich-su").iterdir()} == {"da-hop-1", "da-hop-2"}
    for document in manifest.documents:
        assert file_digest((folder / document.path).read_bytes()) == document.sha256


def test_another_meeting_of_the_kind_is_not_taken_for_the_planned_one(workspace: Workspace) -> None:
    day = sample_meeting("02").day
    assert day is not None
    planned = changed(changed(REGULAR, "kind", MeetingKind.EXTRAORDINARY), "stage", Stage.PLANNED)
    planned = changed(changed(planned, "reason", "Kỷ luật"), "outcome", None)
    drop(workspace, planned)
    assert one(workspace).state is FormState.FILED
    other = changed(changed(REGULAR, "kind", MeetingKind.EXTRAORDINARY), "reason", "Phòng chống bão")
    item = REGULAR.agenda[0].model_copy(update={"title": "Phòng chống bão"})
    other = changed(changed(changed(other, "agenda", (item,)), "day", day), "documents", ())
    drop(workspace, other)
    outcome = one(workspace)
    assert outcome.state is FormState.RETURNED
    assert "which-meeting" in {problem.code for problem in outcome.problems}


def test_no_number_is_printed_with_a_faulty_template(workspace: Workspace) -> None:
    own = workspace.templates / "bien-ban.docx"
    own.parent.mkdir(exist_ok=True)
    document = Document(str(shipped_templates() / "bien-ban.docx"))
    document.add_paragraph("Nơi họp: {{ placee }}")
    document.save(str(own))
    drop(workspace, REGULAR)
    outcome = one(workspace)
    assert outcome.state is FormState.FAILED
    assert "placee" in str(outcome.problems[0])
    assert documents(workspace) == {}
    document = Document(str(shipped_templates() / "bien-ban.docx"))
    document.add_paragraph("Đã đối chiếu.")
    document.save(str(own))
    assert [document.number for document in one(workspace).documents] == ["23-BB/CB", "05-NQ/CB"]


def test_a_meeting_held_goes_to_its_own_of_two_plans(workspace: Workspace) -> None:
    def meeting(subject: str, stage: Stage, day: int, ordinal: int | None = None) -> Meeting:
        item = REGULAR.agenda[0].model_copy(update={"title": subject})
        found = changed(changed(REGULAR, "kind", MeetingKind.EXTRAORDINARY), "agenda", (item,))
        found = changed(changed(found, "stage", stage), "day", date(2018, 10, day))
        return changed(changed(changed(found, "reason", subject), "ordinal", ordinal), "documents", ())  # type: ignore[no-any-return]

    for number, (subject, day) in enumerate((("Việc A", 12), ("Việc B", 20)), 1):
        drop(workspace, meeting(subject, Stage.PLANNED, day, number))
        assert one(workspace).state is FormState.FILED
    drop(workspace, meeting("Việc B", Stage.HELD, 20))
    outcome = one(workspace)
    assert (outcome.state, outcome.meeting) == (FormState.FILED, "binh-minh-2018-10-bat-thuong-2")


NEXT = {"period.month": Month(2018, 11), "day": date(2018, 11, 5)}


@pytest.fixture
def of_two(workspace: Workspace) -> Workspace:
    """An office whose cell filed October's meeting; the forms of its next one and of the committee's wait."""
    drop(workspace, REGULAR)
    one(workspace)
    meeting = REGULAR
    for name, value in NEXT.items():
        meeting = changed(meeting, name, value)
    drop(workspace, meeting.model_copy(update={"code": None}), "cell.yaml")
    drop(workspace, sample_meeting("09"), "committee.yaml")
    return workspace


def states(outcomes: list[Outcome]) -> dict[str, FormState]:
    return {Path(outcome.form).name: outcome.state for outcome in outcomes}


def test_a_manifest_that_cannot_be_read_stops_no_other_meeting(of_two: Workspace) -> None:
    (of_two.outbox / "binh-minh" / "2018" / "10-thuong-ky" / "manifest.json").write_text("{", "utf-8")
    drop(of_two, changed(REGULAR, "place", "Hội trường"), "corrected.yaml")
    outcomes = run(of_two)
    assert states(outcomes) == {
        "cell.yaml": FormState.FILED,
        "committee.yaml": FormState.FILED,
        "corrected.yaml": FormState.FAILED,
    }
    numbers = {document.number for outcome in outcomes for document in outcome.documents}
    assert {"24-BB/CB", "06-NQ/CB"} <= numbers, "the register knew October's"


@pytest.mark.parametrize("loses_register", [True, False], ids=["register lost", "register older"])
def test_no_number_is_given_where_it_is_not_known_which_are_taken(of_two: Workspace, loses_register: bool) -> None:
    manifest = of_two.outbox / "binh-minh" / "2018" / "10-thuong-ky" / "manifest.json"
    whole = manifest.read_bytes()
    manifest.write_text("{", "utf-8")
    if loses_register:
        (of_two.state / "register.sqlite3").unlink()
    else:
        Archive(of_two.outbox).note_serial("another", "")
    for _ in range(2):  # what another body files makes nobody forget it
        outcomes = run(of_two)
        (failed,) = [outcome for outcome in outcomes if outcome.state is FormState.FAILED]
        assert "binh-minh/2018/10-thuong-ky" in failed.problems[0].message.text(str)
        assert states(outcomes).get("committee.yaml", FormState.FILED) is FormState.FILED
    with opened(of_two) as office:
        held = office.register.holders()
        assert [one.folder.name for one in office.troubled] == ["10-thuong-ky"]
        with pytest.raises(VanthuError):
            reindex(office, forgetting=True)
        assert office.register.holders() == held
    manifest.write_bytes(whole)
    (outcome,) = run(of_two)
    assert [document.number for document in outcome.documents] == ["24-BB/CB", "06-NQ/CB"]


def test_a_change_that_cannot_be_finished_stops_only_its_own_folder(of_two: Workspace) -> None:
    work = of_two.outbox / "binh-minh" / "2018" / "10-thuong-ky" / ".dang-sua"
    work.mkdir()
    (work / "journal.json").write_text("{", "utf-8")
    drop(of_two, changed(REGULAR, "place", "Hội trường"), "corrected.yaml")
    done = vanthu("process", "--settle", "0", cwd=of_two.root)
    assert done.returncode == ExitCode.SOME_WORK_FAILED
    assert "binh-minh/2018/10-thuong-ky" in done.stderr
    assert {path.name for path in of_two.inbox.glob("*.yaml")} == {"corrected.yaml"}
