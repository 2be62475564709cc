"""What of an archive is made again and why: only what has a reason, with the numbers and dates that it has."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pipeline.archive import FORMAT
from pipeline.archive.manifest import Manifest, parsed, read_manifest
from pipeline.meeting import DocumentKindName, MeetingKind
from pipeline.office_files.file_kinds import OLE
from pipeline.office_files.packages import LIMITS, packed, unpacked
from pipeline.process import FormState, open_office, process_inbox
from pipeline.process.regenerating import Action, Reason
from pipeline.process.synthetic import make_synthetic_office
from pipeline.process.withdrawing import withdraw
from pipeline.verify import verify_archive
from pipeline.workspace import Workspace
from tests.faults.offices import HELD, SCENARIOS, SMALL, archived, form, given_numbers, make_office, now
from tests.regenerated import change_manifests, change_template, contents, plan_of, reasons, regenerate, repack, rows
from tests.sample import changed, sample_meeting
from tests.test_followup import followed, sent
from tests.test_issued_documents import drop, issue, replacing

FOLDER = Path("binh-minh") / "2018" / "11-thuong-ky"
RESOLUTION = "11-thuong-ky/05-NQ-nghi-quyet.docx"


@pytest.fixture
def filed(workspace: Workspace) -> Workspace:
    """The meeting of November filed."""
    drop(workspace, HELD)
    return workspace


def manifest(workspace: Workspace) -> Manifest:
    found = read_manifest(workspace.outbox / FOLDER)
    assert found is not None
    return found


def check_whole(workspace: Workspace) -> None:
    with open_office(workspace, now, as_it_is=True) as office:
        assert verify_archive(office).findings == ()


# What filing leaves is never made again by itself, and comes out the same where it is.


def sample_office(workspace: Workspace, sample: Path) -> None:
    shutil.rmtree(workspace.root)
    shutil.copytree(sample, workspace.root)


def a_replaced_one(workspace: Workspace, sample: Path) -> None:
    drop(workspace, HELD)
    issue(workspace)
    drop(workspace, replacing())


def a_letter_before_its_paper_was_replaced(workspace: Workspace, sample: Path) -> None:
    drop(workspace, HELD)
    drop(
        workspace,
        followed(date(2018, 11, 9), sent_to=("Đảng ủy xã",), dispatches=(sent(number=5, issued=date(2018, 11, 9)),)),
        "sau.yaml",
    )
    drop(workspace, replacing())


def papers_of_which_one_is_issued(workspace: Workspace, sample: Path) -> None:
    """Dropped from the form and put in another order, they keep the parts by which they were filed."""
    planned = sample_meeting("01")
    drop(workspace, planned)
    scan = workspace.signed / "tham-luan-vo-thanh-liem.pdf"
    (folder,) = (path.parent for path in workspace.outbox.rglob("tham-luan-vo-thanh-liem.docx"))
    plain = json.loads((folder / "manifest.json").read_text("utf-8"))
    for one in plain["documents"]:
        if one["path"] == "tham-luan-vo-thanh-liem.docx":
            one["scans"] = [{"path": scan.name, "sha256": "0", "at": "2018-10-05T08:00:00+07:00"}]
    (folder / scan.name).write_bytes(b"%PDF-1.7\n")
    (folder / "manifest.json").write_text(json.dumps(plain), "utf-8")
    assert planned.thematic is not None
    drop(workspace, changed(planned, "thematic.papers", planned.thematic.papers[::-1]))


OFFICES: dict[str, Callable[[Workspace, Path], None]] = {
    "sample": sample_office,
    "replaced": a_replaced_one,
    "letter": a_letter_before_its_paper_was_replaced,
    "papers": papers_of_which_one_is_issued,
}


@pytest.mark.parametrize("name", OFFICES)
def test_what_was_filed_is_unchanged_and_made_again_says_the_same(
    workspace: Workspace, sample: Path, name: str
) -> None:
    OFFICES[name](workspace, sample)
    assert reasons(plan_of(workspace).values()) <= {"unchanged", "issued"}
    before = contents(workspace)
    change_manifests(workspace, render_version=0)
    found = rows(regenerate(workspace))
    assert reasons(found.values()) <= {"render-changed", "issued"}
    assert {row.action for row in found.values()} <= {Action.WRITE, Action.KEEP}
    assert contents(workspace) == before
    assert reasons(plan_of(workspace).values()) <= {"unchanged", "issued"}


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_any_pass_leaves_is_unchanged_and_made_again_says_the_same(tmp_path: Path, name: str) -> None:
    scenario = SCENARIOS[name]()
    workspace = make_office(tmp_path / "office", scenario)
    scenario.act(workspace)
    before, numbers = contents(workspace), given_numbers(workspace)
    assert reasons(plan_of(workspace).values()) <= {"unchanged", "issued"}
    change_manifests(workspace, render_version=0)
    regenerate(workspace)
    assert contents(workspace) == before
    assert given_numbers(workspace) == numbers


def test_a_synthetic_year_made_again_says_the_same(tmp_path: Path) -> None:
    workspace = Workspace.at(tmp_path / "office")
    forms = make_synthetic_office(workspace, cells=2, year=2018, seed=3, suffix="yaml")
    with open_office(workspace, now, lock_timeout=5) as office:
        assert {one.state for one in process_inbox(office, forms)} <= {FormState.FILED, FormState.REVISED}
    before = contents(workspace)
    assert reasons(plan_of(workspace).values()) == {"unchanged"}
    change_manifests(workspace, render_version=0)
    assert reasons(rows(regenerate(workspace)).values()) == {"render-changed"}
    assert contents(workspace) == before
    check_whole(workspace)


# Each reason, and which comes first.


def lose(workspace: Workspace) -> None:
    (workspace.outbox / FOLDER / "05-NQ-nghi-quyet.docx").unlink()


def cut(workspace: Workspace) -> None:
    path = workspace.outbox / FOLDER / "05-NQ-nghi-quyet.docx"
    path.write_bytes(path.read_bytes()[:1000])


def blank(workspace: Workspace) -> None:
    path = workspace.outbox / FOLDER / "05-NQ-nghi-quyet.docx"
    path.write_bytes(bytes(path.stat().st_size))


def edit(workspace: Workspace) -> None:
    path = workspace.outbox / FOLDER / "05-NQ-nghi-quyet.docx"
    members = unpacked(path.read_bytes())
    path.write_bytes(packed(members | {"word/document.xml": members["word/document.xml"].replace(b"2018", b"2081")}))


def save_with_password(workspace: Workspace) -> None:
    """Word then writes the container of .doc files."""
    (workspace.outbox / FOLDER / "05-NQ-nghi-quyet.docx").write_bytes(OLE + bytes(4096))


def save_as_rtf(workspace: Workspace) -> None:
    (workspace.outbox / FOLDER / "05-NQ-nghi-quyet.docx").write_bytes(b"{\\rtf1 Quyet nghi}")


def save_on_the_web(workspace: Workspace) -> None:
    """Word on the web calls the text `document2.xml`."""
    path = workspace.outbox / FOLDER / "05-NQ-nghi-quyet.docx"
    members = unpacked(path.read_bytes())
    path.write_bytes(packed({name.replace("document.xml", "document2.xml"): data for name, data in members.items()}))


def paste_too_much(workspace: Workspace) -> None:
    path = workspace.outbox / FOLDER / "05-NQ-nghi-quyet.docx"
    pictures = {f"word/media/image{number}.png": b"" for number in range(LIMITS.members)}
    path.write_bytes(packed(unpacked(path.read_bytes()) | pictures))


def pack_otherwise(workspace: Workspace) -> None:
    repack(workspace.outbox / FOLDER / "05-NQ-nghi-quyet.docx")


def migrate(workspace: Workspace) -> None:
    path = workspace.outbox / FOLDER / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"format": 1}), "utf-8")


def change_form(workspace: Workspace) -> None:
    record = changed(HELD, "place", "Hội trường")
    (workspace.outbox / FOLDER / "bieu-mau-da-hop.yaml").write_bytes(form(record))


def save_form_anew(workspace: Workspace) -> None:
    path = workspace.outbox / FOLDER / "bieu-mau-da-hop.yaml"
    path.write_bytes(b"# \n" + path.read_bytes())


def change_resolution(workspace: Workspace) -> None:
    change_template(workspace, "nghi-quyet.docx")


def an_earlier_program(workspace: Workspace) -> None:
    change_manifests(workspace, render_version=0)


def another_place(workspace: Workspace) -> None:
    """Of the heading of every document."""
    text = workspace.organisation.read_text("utf-8")
    assert "Tân Phú" in text
    workspace.organisation.write_text(text.replace("Tân Phú", "Tân Thịnh"), "utf-8")


def a_comment(workspace: Workspace) -> None:
    workspace.organisation.write_text("# của văn phòng\n" + workspace.organisation.read_text("utf-8"), "utf-8")


def another_member(workspace: Workspace) -> None:
    text = workspace.organisation.read_text("utf-8")
    found = re.search(r"\n( +)- name: [^\n]*", text)
    assert found is not None
    more = f"\n{found[1]}- {{name: Huỳnh Gia Bảo, from: 1/1/2030}}"
    workspace.organisation.write_text(text[: found.start()] + more + text[found.start() :], "utf-8")


def issue_it(workspace: Workspace) -> None:
    issue(workspace)


Change = Callable[[Workspace], None]


@pytest.mark.parametrize(
    ("changes", "reason", "action"),
    [
        ([], Reason.UNCHANGED, Action.KEEP),
        ([lose], Reason.MISSING, Action.WRITE),
        ([cut], Reason.DAMAGED, Action.WRITE),
        ([blank], Reason.DAMAGED, Action.WRITE),
        ([edit], Reason.HAND_EDITED, Action.KEEP),
        ([save_with_password], Reason.HAND_EDITED, Action.KEEP),
        ([save_as_rtf], Reason.HAND_EDITED, Action.KEEP),
        ([save_on_the_web], Reason.HAND_EDITED, Action.KEEP),
        ([paste_too_much], Reason.HAND_EDITED, Action.KEEP),
        ([pack_otherwise], Reason.UNCHANGED, Action.KEEP),
        ([change_form], Reason.FORM_CHANGED, Action.WRITE),
        ([save_form_anew], Reason.UNCHANGED, Action.KEEP),
        ([migrate], Reason.RECORD_MIGRATED, Action.WRITE),
        ([change_resolution], Reason.TEMPLATE_CHANGED, Action.WRITE),
        ([an_earlier_program], Reason.RENDER_CHANGED, Action.WRITE),
        ([another_place], Reason.RULES_CHANGED, Action.WRITE),
        ([a_comment], Reason.UNCHANGED, Action.KEEP),
        ([issue_it], Reason.ISSUED, Action.KEEP),
        # the one that stands first in the table of reasons is told
        ([issue_it, edit], Reason.ISSUED, Action.KEEP),
        ([issue_it, lose], Reason.ISSUED, Action.KEEP),
        ([edit, change_form, change_resolution], Reason.HAND_EDITED, Action.KEEP),
        ([lose, change_form], Reason.MISSING, Action.WRITE),
        ([cut, migrate], Reason.DAMAGED, Action.WRITE),
        ([migrate, change_form], Reason.FORM_CHANGED, Action.WRITE),
        ([migrate, change_resolution], Reason.RECORD_MIGRATED, Action.WRITE),
        ([an_earlier_program, change_resolution], Reason.TEMPLATE_CHANGED, Action.WRITE),
        ([an_earlier_program, another_place], Reason.RENDER_CHANGED, Action.WRITE),
    ],
    ids=lambda value: "-".join(one.__name__ for one in value) if isinstance(value, list) else None,
)
def test_why_a_document_is_made_again(filed: Workspace, changes: list[Change], reason: Reason, action: Action) -> None:
    for change in changes:
        change(filed)
    before = archived(filed)
    row = plan_of(filed)[RESOLUTION]
    assert (row.reason, row.action) == (reason, action)
    assert archived(filed) == before
    done = rows(regenerate(filed))
    assert (done[RESOLUTION].reason, done[RESOLUTION].action) == (reason, action)
    assert plan_of(filed)[RESOLUTION].action is Action.KEEP
    written = any(row.action is Action.WRITE for row in done.values())
    assert (manifest(filed).history[-1].action == "regenerated") == written
    if not written:
        assert archived(filed) == before
    elif action is Action.WRITE:
        check_whole(filed)


def test_a_member_who_joins_later_lets_every_document_as_it_is(filed: Workspace) -> None:
    another_member(filed)
    before = archived(filed)
    assert reasons(rows(regenerate(filed)).values()) == {"unchanged"}
    assert archived(filed) == before


def test_what_is_replaced_is_kept_in_the_history_under_names_of_its_own(filed: Workspace) -> None:
    path = filed.outbox / FOLDER / "05-NQ-nghi-quyet.docx"
    earlier = [path.read_bytes()]
    for text in ("Đồng chí", "Các đồng chí"):
        change_template(filed, "nghi-quyet.docx", text)
        found = rows(regenerate(filed))
        assert [name for name, row in found.items() if row.action is Action.WRITE] == [RESOLUTION]
        earlier.append(path.read_bytes())
    kept = [entry.kept for entry in manifest(filed).history if entry.action == "regenerated"]
    assert kept == [(f"lich-su/lap-lai-{number}/05-NQ-nghi-quyet.docx",) for number in (1, 2)]
    assert [(path.parent / one[0]).read_bytes() for one in kept] == earlier[:2]
    drop(filed, changed(HELD, "place", "Hội trường"))  # a correction puts nothing over what lies there
    assert [(path.parent / one[0]).read_bytes() for one in kept] == earlier[:2]
    check_whole(filed)


def test_a_document_that_comes_out_the_same_stays_as_it_is_packed(filed: Workspace) -> None:
    pack_otherwise(filed)
    an_earlier_program(filed)
    before = (filed.outbox / FOLDER / "05-NQ-nghi-quyet.docx").read_bytes()
    regenerate(filed)
    assert (filed.outbox / FOLDER / "05-NQ-nghi-quyet.docx").read_bytes() == before
    assert not list(filed.outbox.rglob("lap-lai-*"))
    check_whole(filed)


def test_numbers_dates_and_the_register_stay_as_they_are(filed: Workspace) -> None:
    numbers = given_numbers(filed)
    before = [(one.symbol, one.date, one.path) for one in manifest(filed).documents]
    change_resolution(filed)
    another_place(filed)
    regenerate(filed)
    assert [(one.symbol, one.date, one.path) for one in manifest(filed).documents] == before
    assert given_numbers(filed) == numbers


def test_a_manifest_of_an_earlier_format_is_kept_beside_its_documents(filed: Workspace) -> None:
    migrate(filed)
    before = (filed.outbox / FOLDER / "manifest.json").read_bytes()
    regenerate(filed)
    (kept,) = (filed.outbox / FOLDER / "lich-su").glob("manifest-*.json")
    assert kept.read_bytes() == before
    assert json.loads((filed.outbox / FOLDER / "manifest.json").read_bytes())["format"] == FORMAT


def test_a_changed_form_is_the_record_from_now_on(filed: Workspace) -> None:
    before = (filed.outbox / FOLDER / "manifest.json").read_bytes()
    change_form(filed)
    regenerate(filed)
    now_ = manifest(filed)
    assert now_.forms[0].record.place == "Hội trường"
    (kept,) = (filed.outbox / FOLDER / "lich-su").glob("manifest-*.json")
    assert kept.read_bytes() == before
    assert drop(filed, changed(HELD, "place", "Hội trường")).state is FormState.DUPLICATE


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"{", "cannot be used"),
        (b"", "cannot be used"),
        (form(SMALL), "of another meeting"),
        (form(changed(HELD, "day", date(2018, 11, 8))), "drop it into the inbox"),
    ],
    ids=["unreadable", "empty", "other-meeting", "other-day"],
)
def test_a_changed_form_that_cannot_be_followed_leaves_the_folder_alone(
    filed: Workspace, data: bytes, word: str
) -> None:
    (filed.outbox / FOLDER / "bieu-mau-da-hop.yaml").write_bytes(data)
    lose(filed)
    before = archived(filed)
    (found,) = regenerate(filed)
    assert found.failure is not None
    assert word in str(found.failure)
    assert archived(filed) == before


def test_a_changed_form_of_which_one_document_cannot_be_made_waits_as_a_whole(filed: Workspace) -> None:
    change_form(filed)
    lock = filed.outbox / FOLDER / ".~lock.05-NQ-nghi-quyet.docx#"
    lock.write_text(",,,,;", "utf-8")
    before = archived(filed)
    (found,) = regenerate(filed)
    assert "open in an office program" in str(found.failure)
    assert archived(filed) == before
    lock.unlink()
    assert rows(regenerate(filed))[RESOLUTION].action is Action.WRITE


def test_a_worker_of_another_version_writes_nothing(filed: Workspace) -> None:
    lose(filed)
    before = archived(filed)
    (found,) = regenerate(filed, program="0.0/0")
    assert "another version" in str(found.failure)
    assert archived(filed) == before


def test_a_lost_form_stands_as_the_manifest_tells_it(filed: Workspace) -> None:
    (filed.outbox / FOLDER / "bieu-mau-da-hop.yaml").unlink()
    lose(filed)
    assert rows(regenerate(filed))[RESOLUTION].action is Action.WRITE


def test_only_what_is_asked_for_is_made(workspace: Workspace, sample: Path) -> None:
    sample_office(workspace, sample)
    an_earlier_program(workspace)
    before = [one for one in plan_of(workspace).values() if one.action is Action.WRITE]
    found = rows(regenerate(workspace, document_kind=DocumentKindName.MINUTES, meeting_kind=MeetingKind.THEMATIC))
    assert list(found) == ["10-chuyen-de/25-BB-bien-ban.docx"]
    left = [one for one in plan_of(workspace).values() if one.action is Action.WRITE]
    assert len(left) == len(before) - 1


def test_withdrawn_meetings_and_void_documents_are_passed_over(filed: Workspace) -> None:
    with open_office(filed, now, lock_timeout=5) as office:
        withdraw(office, "binh-minh-2018-11-thuong-ky-1", "Ghi nhầm tháng")
    before = archived(filed)
    assert rows(regenerate(filed)) == {}
    assert archived(filed) == before


def test_what_counts_as_issued_after_so_many_days_is_not_made_again(filed: Workspace) -> None:
    an_earlier_program(filed)
    found = rows(regenerate(filed, presumed=date(2018, 11, 30)))
    assert found[RESOLUTION].reason is Reason.ISSUED
    assert found["11-thuong-ky/danh-sach-diem-danh.docx"].action is Action.WRITE


def test_an_issued_document_is_made_elsewhere_to_compare(filed: Workspace, tmp_path: Path) -> None:
    issue(filed)
    another_place(filed)
    before = (filed.outbox / FOLDER / "05-NQ-nghi-quyet.docx").read_bytes()
    for _again in range(2):
        row = rows(regenerate(filed, issued_to=tmp_path / "copies", shows_diff=True))[RESOLUTION]
        assert (row.reason, row.action) == (Reason.ISSUED, Action.KEEP)
        assert "+" in row.diff
    (copy,) = (tmp_path / "copies").rglob("*.docx")
    assert copy.relative_to(tmp_path / "copies") == FOLDER / "05-NQ-nghi-quyet.docx"
    assert copy.read_bytes() != before
    assert (filed.outbox / FOLDER / "05-NQ-nghi-quyet.docx").read_bytes() == before


def test_an_issued_document_whose_file_is_gone_is_said(filed: Workspace) -> None:
    issue(filed)
    lose(filed)
    row = rows(regenerate(filed))[RESOLUTION]
    assert row.detail is not None
    assert "file is gone" in str(row.detail)


def test_a_document_that_would_lose_its_number_is_kept(filed: Workspace) -> None:
    """The office numbers its minutes no longer: those that bear a number keep it."""
    text = filed.organisation.read_text("utf-8")
    assert "minutes_numbered: có" in text
    filed.organisation.write_text(text.replace("minutes_numbered: có", "minutes_numbered: không"), "utf-8")
    (name,) = [one.path for one in manifest(filed).documents if one.kind is DocumentKindName.MINUTES]
    row = rows(regenerate(filed))[f"11-thuong-ky/{name}"]
    assert (row.action, row.reason) == (Action.KEEP, Reason.RULES_CHANGED)
    (filed.outbox / FOLDER / name).unlink()
    assert plan_of(filed)[f"11-thuong-ky/{name}"].action is Action.SKIP  # told before anything is done
    assert rows(regenerate(filed))[f"11-thuong-ky/{name}"].action is Action.SKIP


def test_a_broken_template_keeps_no_other_document_from_being_made(filed: Workspace) -> None:
    an_earlier_program(filed)
    change_template(filed, "nghi-quyet.docx", "{{ khong.co }}")
    found = rows(regenerate(filed))
    assert found[RESOLUTION].action is Action.SKIP
    assert {row.action for name, row in found.items() if name != RESOLUTION} == {Action.WRITE}


def test_an_open_document_waits(filed: Workspace) -> None:
    (filed.outbox / FOLDER / ".~lock.05-NQ-nghi-quyet.docx#").write_text(",,,,;", "utf-8")
    change_resolution(filed)
    row = rows(regenerate(filed))[RESOLUTION]
    assert row.action is Action.SKIP


def test_a_folder_that_cannot_be_read_keeps_no_other_from_being_done(filed: Workspace) -> None:
    drop(filed, SMALL, "khac.yaml")
    lose(filed)
    (other,) = [path for path in filed.outbox.rglob("manifest.json") if FOLDER.name not in path.parts]
    other.write_text("{", "utf-8")
    failed, done = sorted(regenerate(filed), key=lambda one: one.failure is None)
    assert failed.failure is not None
    assert done.has_work


def test_a_folder_copied_within_the_archive_is_not_taken_for_the_meeting(filed: Workspace) -> None:
    shutil.copytree(filed.outbox / FOLDER, filed.outbox / FOLDER.parent / "11-thuong-ky-2")
    lose(filed)
    found = {one.folder: one for one in regenerate(filed)}
    assert found[f"{FOLDER.as_posix()}-2"].failure is not None
    assert found[FOLDER.as_posix()].has_work


def test_a_manifest_that_could_not_be_made_again_is_not_left_between(filed: Workspace) -> None:
    """What an earlier version filed has no such notes; it is made again once and not a second time."""
    change_manifests(filed, render_version=0, rules_sha256="")
    before = contents(filed)
    assert {row.reason for row in rows(regenerate(filed)).values()} == {Reason.RENDER_CHANGED}
    assert contents(filed) == before
    once = archived(filed)
    assert {row.action for row in rows(regenerate(filed)).values()} == {Action.KEEP}
    assert archived(filed) == once


def test_the_manifest_as_it_lies_there_is_read_as_any_other(filed: Workspace) -> None:
    data = (filed.outbox / FOLDER / "manifest.json").read_bytes()
    assert parsed(data) == parsed(json.dumps(json.loads(data)).encode())
