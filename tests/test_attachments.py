"""Folders dropped into the inbox: one form and what lies beside it are one job, filed together or not at all."""

from __future__ import annotations

import json
import os
import shutil
import sys
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from pipeline.archive import Manifest, durable
from pipeline.archive.manifest import parsed, read_manifest
from pipeline.errors import ExitCode
from pipeline.forms import meeting_to_yaml, read_form
from pipeline.meeting import Meeting, Stage
from pipeline.office_files.packages import file_digest
from pipeline.process import FormState, Outcome, open_office, process_inbox
from pipeline.process.filing.attachments import LONGEST, safe_name
from pipeline.process.intake.beside import FOLDER_NOTE_NAME
from pipeline.process.intake.jobs import PROGRAMS
from pipeline.process.withdrawing import withdraw
from pipeline.verify import verify_archive
from pipeline.verify.findings import FindingKind
from pipeline.workspace import Workspace
from tests.commands import rows, validator, vanthu
from tests.forms.mistyped import mistyped_form
from tests.sample import changed, sample_meeting
from tests.test_returned_forms import mended_workbook

REGULAR = sample_meeting("03")
PLAN, HELD_THEMATIC = sample_meeting("01"), sample_meeting("02")
FOLDER = "binh-minh/2018/10-thuong-ky"
PHOTO, LETTER = b"\xff\xd8\xff photo", b"%PDF-1.7 letter"
BESIDE = {"Ảnh họp.JPG": PHOTO, "công văn/Công văn 12.pdf": LETTER}

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names or links")


def now() -> datetime:
    return datetime(2018, 11, 20, 8, 0, tzinfo=UTC)


def run(workspace: Workspace) -> list[Outcome]:
    with open_office(workspace, now, lock_timeout=1) as office:
        return list(process_inbox(office, (), settle=0))


def one(workspace: Workspace) -> Outcome:
    (outcome,) = run(workspace)
    return outcome


@cache
def paper(text: str = "Tham luận") -> bytes:
    document, target = Document(), BytesIO()
    document.add_paragraph(text)
    document.save(target)
    return target.getvalue()


def table() -> bytes:
    book, target = Workbook(), BytesIO()
    assert book.active is not None
    book.active.append(["Họ và tên", "Ngày"])
    book.save(target)
    return target.getvalue()


def drop(workspace: Workspace, form: Meeting | None, beside: dict[str, bytes], folder: str = "hop") -> Path:
    """A folder in the inbox, with a form and other files."""
    path = workspace.inbox / folder
    files = beside | ({} if form is None else {"phieu.yaml": meeting_to_yaml(form).encode()})
    for name, data in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(data)
    return path


def manifest_of(workspace: Workspace, folder: str = FOLDER) -> Manifest:
    manifest = read_manifest(workspace.outbox / folder)
    assert manifest is not None
    return manifest


def attachments(workspace: Workspace, folder: str = FOLDER) -> dict[str, bytes]:
    """What lies in `kem-theo/`, held against the manifest."""
    filed = {
        entry.path.removeprefix("kem-theo/"): (workspace.outbox / folder / entry.path).read_bytes()
        for entry in manifest_of(workspace, folder).attachments
    }
    there = {path.name: path.read_bytes() for path in (workspace.outbox / folder / "kem-theo").iterdir()}
    assert filed == there
    return filed


def lying(workspace: Workspace) -> set[str]:
    """Every file and every folder in the inbox, but for the one that waits for scans."""
    there = {path for path in workspace.inbox.rglob("*") if path != workspace.signed}
    return {path.relative_to(workspace.inbox).as_posix() for path in there}


def codes(outcome: Outcome) -> list[str]:
    return [problem.code for problem in outcome.problems]


def assert_whole(workspace: Workspace) -> None:
    with open_office(workspace, now, as_it_is=True) as office:
        assert verify_archive(office).findings == ()


def test_what_lies_beside_a_form_is_filed_with_its_meeting_and_the_folder_is_gone(workspace: Workspace) -> None:
    drop(workspace, REGULAR, BESIDE)
    outcome = one(workspace)
    assert (outcome.form, outcome.state) == ("inbox/hop/phieu.yaml", FormState.FILED)
    assert attachments(workspace) == {"anh-hop.jpg": PHOTO, "cong-van-cong-van-12.pdf": LETTER}
    assert {entry.name: (entry.sha256, entry.size, entry.stage) for entry in manifest_of(workspace).attachments} == {
        name: (file_digest(data), len(data), Stage.HELD) for name, data in BESIDE.items()
    }
    assert [(one.name, one.path) for one in outcome.attachments] == [
        (entry.name, f"outbox/{FOLDER}/{entry.path}") for entry in manifest_of(workspace).attachments
    ]
    assert lying(workspace) == set()
    assert_whole(workspace)


def test_a_folder_in_the_folder_of_a_body_is_a_job_too_but_the_body_s_own_folder_is_none(workspace: Workspace) -> None:
    drop(workspace, REGULAR, {"anh.jpg": PHOTO}, "binh-minh/hop")
    drop(workspace, sample_meeting("04"), {"loi-nhan.pdf": LETTER}, "binh-minh")
    assert {outcome.form: outcome.state for outcome in run(workspace)} == {
        "inbox/binh-minh/hop/phieu.yaml": FormState.FILED,
        "inbox/binh-minh/phieu.yaml": FormState.FILED,
        "inbox/binh-minh/loi-nhan.pdf": FormState.RETURNED,
    }
    assert attachments(workspace) == {"anh.jpg": PHOTO}
    assert lying(workspace) == {"binh-minh", "_can-sua", "_can-sua/loi-nhan.pdf", "_can-sua/loi-nhan.pdf.txt"}


def test_a_job_in_the_folder_of_another_body_is_filed_with_a_warning(workspace: Workspace) -> None:
    drop(workspace, REGULAR, {"anh.jpg": PHOTO}, "thcs-tan-phu/hop")
    outcome = one(workspace)
    assert (outcome.state, codes(outcome)) == (FormState.FILED, ["uncertain-score-sheet", "other-body"])


def test_papers_and_tables_are_told_from_forms_by_what_they_hold(workspace: Workspace, office: Path) -> None:
    beside = {"tham luan.docx": paper(), "danh sach.xlsx": table(), "ghi chu.yaml": b"kind: x\nnote: y\n"}
    made = {path.name: path.read_bytes() for path in (office / "outbox").rglob("*.docx")}
    assert len(made) > 10
    assert {read_form(name, data).kind for name, data in (beside | made).items()} == {None}
    drop(workspace, REGULAR, beside)
    assert one(workspace).state is FormState.FILED
    assert set(attachments(workspace)) == {"tham-luan.docx", "danh-sach.xlsx", "ghi-chu.yaml"}


def test_a_form_alone_in_its_folder_is_taken_as_any_form(workspace: Workspace) -> None:
    drop(workspace, None, {"sai.yaml": b"stage: held\nkind: regular\n"})
    assert one(workspace).moved_to == workspace.to_mend / "sai.yaml"
    assert lying(workspace) >= {"hop", "_can-sua/sai.yaml"}


def test_of_several_forms_in_a_folder_each_is_its_own_and_what_else_lies_there_is_asked_about(
    workspace: Workspace,
) -> None:
    folder = drop(workspace, REGULAR, {"khac.yaml": meeting_to_yaml(sample_meeting("04")).encode(), "anh.jpg": PHOTO})
    outcomes = {outcome.form: outcome for outcome in run(workspace)}
    assert {form: outcome.state for form, outcome in outcomes.items()} == {
        "inbox/hop/phieu.yaml": FormState.FILED,
        "inbox/hop/khac.yaml": FormState.FILED,
        "inbox/hop": FormState.WAITING,
    }
    assert codes(outcomes["inbox/hop"]) == ["which-form"]
    assert "anh.jpg" in (folder / FOLDER_NOTE_NAME).read_text("utf-8-sig")
    assert lying(workspace) == {"hop", "hop/anh.jpg", f"hop/{FOLDER_NOTE_NAME}"}
    assert manifest_of(workspace).attachments == ()


def test_a_folder_without_a_form_is_told_once_and_becomes_a_job_when_the_form_is_put_in(workspace: Workspace) -> None:
    folder = drop(workspace, None, BESIDE)
    outcome = one(workspace)
    assert (outcome.form, outcome.state, codes(outcome)) == ("inbox/hop", FormState.WAITING, ["no-form"])
    before = (folder / FOLDER_NOTE_NAME).stat().st_mtime_ns
    assert codes(one(workspace)) == ["no-form"]
    assert (folder / FOLDER_NOTE_NAME).stat().st_mtime_ns == before
    drop(workspace, REGULAR, {})
    assert one(workspace).state is FormState.FILED
    assert set(attachments(workspace)) == {"anh-hop.jpg", "cong-van-cong-van-12.pdf"}
    assert lying(workspace) == set()


def test_a_file_that_may_be_the_form_is_named_with_what_is_wrong_with_it(workspace: Workspace) -> None:
    drop(workspace, None, {"phieu.xlsx": b"PK\x03\x04", "anh.jpg": PHOTO})
    outcome = one(workspace)
    assert (outcome.form, outcome.state, codes(outcome)) == ("inbox/hop", FormState.WAITING, ["not-a-workbook"])
    assert str(outcome.problems[0].where) == "phieu.xlsx"


def test_a_text_that_cannot_be_read_is_a_form_to_mend_and_no_attachment(workspace: Workspace) -> None:
    folder = drop(workspace, None, {"phieu.yaml": b"body: [", "anh.jpg": PHOTO})
    outcome = one(workspace)
    assert (outcome.form, outcome.state, codes(outcome)) == (
        "inbox/hop/phieu.yaml",
        FormState.RETURNED,
        ["yaml-syntax"],
    )
    drop(workspace, REGULAR, {"phieu2.yaml": b"body: ["})
    assert codes({outcome.form: outcome for outcome in run(workspace)}["inbox/hop"]) == ["which-form"]
    assert (folder / "anh.jpg").read_bytes() == PHOTO


def test_a_text_of_the_clerk_s_own_under_our_name_is_left_alone(workspace: Workspace) -> None:
    folder = drop(workspace, None, {"anh.jpg": PHOTO, FOLDER_NOTE_NAME: b"cua toi"})
    assert codes(one(workspace)) == ["no-form"]
    assert (folder / FOLDER_NOTE_NAME).read_bytes() == b"cua toi"
    drop(workspace, REGULAR, {})
    run(workspace)
    assert attachments(workspace) == {"anh.jpg": PHOTO, "ly-do-chua-luu.txt": b"cua toi"}


@pytest.mark.parametrize("name", ["~$am luan.docx", ".~lock.tham luan.docx#", "phim.mp4.crdownload"])
def test_while_one_file_is_open_or_on_its_way_the_whole_job_waits(workspace: Workspace, name: str) -> None:
    folder = drop(workspace, REGULAR, {"tham luan.docx": paper(), name: b"x"})
    outcome = one(workspace)
    assert (outcome.form, outcome.state) == ("inbox/hop", FormState.WAITING)
    named = name if name.endswith("crdownload") else "tham luan.docx"
    assert str(outcome.problems[0].where) == named
    (folder / name).unlink()
    assert one(workspace).state is FormState.FILED
    assert set(attachments(workspace)) == {"tham-luan.docx"}


def settling(workspace: Workspace, meanwhile: Callable[[], object]) -> list[Outcome]:
    """A pass that looks twice, a moment apart; between the two something happens."""
    times = iter((0.0, 0.0, 10.0, 20.0, 30.0))

    def sleep(_seconds: float) -> None:
        meanwhile()

    with open_office(workspace, now, lock_timeout=1) as office:
        return list(process_inbox(office, (), settle=2, clock=lambda: next(times), sleep=sleep))


def test_a_file_that_grows_or_comes_while_the_folder_is_looked_at_keeps_the_job_waiting(workspace: Workspace) -> None:
    folder = drop(workspace, REGULAR, {"phim.mp4": b"half"})
    os.utime(folder / "phim.mp4", (2e9, 2e9))
    (grown,) = settling(workspace, lambda: (folder / "phim.mp4").write_bytes(b"half more"))
    assert (grown.form, codes(grown), str(grown.problems[0].where)) == ("inbox/hop", ["still-copying"], "phim.mp4")
    (come,) = settling(workspace, lambda: (folder / "anh.jpg").write_bytes(PHOTO))
    assert (come.form, codes(come), str(come.problems[0].where)) == ("inbox/hop", ["still-copying"], "anh.jpg")
    assert one(workspace).state is FormState.FILED
    assert set(attachments(workspace)) == {"phim.mp4", "anh.jpg"}


def test_a_file_put_in_before_the_job_is_filed_makes_it_wait(workspace: Workspace) -> None:
    folder = drop(workspace, REGULAR, {"anh.jpg": PHOTO})

    def put_in(step: str, _done: int, _total: int) -> None:
        if step == "file":
            (folder / "muon.pdf").write_bytes(LETTER)

    with open_office(workspace, now, lock_timeout=1) as office:
        (outcome,) = process_inbox(office, (), settle=0, progress=put_in)
    assert (outcome.state, str(outcome.problems[0].where)) == (FormState.WAITING, "muon.pdf")
    assert one(workspace).state is FormState.FILED
    assert set(attachments(workspace)) == {"anh.jpg", "muon.pdf"}


def test_a_file_put_in_while_the_job_is_filed_keeps_the_form_and_follows_in_the_next_pass(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = drop(workspace, REGULAR, {"anh.jpg": PHOTO})
    replace = durable.replace

    def late(source: str | Path, target: str | Path) -> None:
        if source == folder / "anh.jpg":
            (folder / "muon.pdf").write_bytes(LETTER)
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(durable, "replace", late)
        assert one(workspace).state is FormState.FILED
    assert lying(workspace) == {"hop", "hop/phieu.yaml", "hop/muon.pdf"}
    outcome = one(workspace)
    assert (outcome.state, outcome.documents) == (FormState.REVISED, ())
    assert [added.name for added in outcome.attachments] == ["muon.pdf"]
    assert set(attachments(workspace)) == {"anh.jpg", "muon.pdf"}
    assert lying(workspace) == set()


def test_a_file_that_cannot_be_taken_away_is_filed_once_and_taken_in_the_next_pass(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = drop(workspace, REGULAR, {"anh.jpg": PHOTO})
    replace = durable.replace

    def refuse(source: str | Path, target: str | Path) -> None:
        if source == folder / "anh.jpg":
            raise PermissionError(13, "Permission denied", str(source))
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(durable, "replace", refuse)
        outcome = one(workspace)
    assert (outcome.state, codes(outcome)) == (FormState.FILED, ["uncertain-score-sheet", "form-not-moved"])
    assert "anh.jpg" in str(outcome.problems[-1].message)
    before = manifest_of(workspace)
    assert one(workspace).state is FormState.DUPLICATE
    assert manifest_of(workspace) == before
    assert lying(workspace) == {"_trung-lap", "_trung-lap/phieu.yaml"}


def test_dropped_again_with_one_file_more_only_that_file_is_added(workspace: Workspace) -> None:
    drop(workspace, REGULAR, BESIDE)
    run(workspace)
    before = manifest_of(workspace)
    drop(workspace, REGULAR, BESIDE)
    again = one(workspace)
    assert (again.state, again.attachments) == (FormState.DUPLICATE, ())
    assert manifest_of(workspace) == before
    drop(workspace, REGULAR, BESIDE | {"bieu.xlsx": table()}, "hop lai")
    outcome = one(workspace)
    assert (outcome.state, [added.name for added in outcome.attachments]) == (FormState.REVISED, ["bieu.xlsx"])
    after = manifest_of(workspace)
    assert (after.documents, after.forms) == (before.documents, before.forms)
    assert [(entry.action, entry.kept) for entry in after.history] == [("filed", ()), ("attached", ())]
    assert len(attachments(workspace)) == 3
    assert lying(workspace) == {"_trung-lap", "_trung-lap/phieu.yaml"}
    assert_whole(workspace)


def test_other_content_under_the_same_name_is_a_new_version_and_the_earlier_one_is_kept(workspace: Workspace) -> None:
    for content in (PHOTO, LETTER, PHOTO, LETTER):
        drop(workspace, REGULAR, {"anh.jpg": content})
        run(workspace)
        assert attachments(workspace) == {"anh.jpg": content}
    kept = {path for entry in manifest_of(workspace).history for path in entry.kept}
    folder = workspace.outbox / FOLDER
    assert {(folder / path).read_bytes() for path in kept} == {PHOTO, LETTER}
    assert all(path.startswith("lich-su/kem-theo/anh-") for path in kept)
    assert_whole(workspace)


def test_a_corrected_form_dropped_alone_leaves_what_was_attached(workspace: Workspace) -> None:
    drop(workspace, REGULAR, BESIDE)
    run(workspace)
    (workspace.inbox / "sua.yaml").write_text(meeting_to_yaml(changed(REGULAR, "place", "Hội trường")), "utf-8")
    assert one(workspace).state is FormState.REVISED
    assert len(attachments(workspace)) == 2
    drop(workspace, changed(REGULAR, "place", "Sân trường"), {"Ảnh họp.JPG": b"other"})
    outcome = one(workspace)
    assert (outcome.state, [added.name for added in outcome.attachments]) == (FormState.REVISED, ["Ảnh họp.JPG"])
    assert outcome.documents
    assert attachments(workspace)["anh-hop.jpg"] == b"other"
    assert_whole(workspace)


def test_what_the_plan_had_stays_beside_what_the_held_meeting_brings(workspace: Workspace) -> None:
    folder = "binh-minh/2018/10-chuyen-de"
    drop(workspace, PLAN, {"tham luan.docx": paper("dự thảo"), "anh.jpg": PHOTO})
    run(workspace)
    drop(workspace, HELD_THEMATIC, {"tham luan.docx": paper("đã đọc"), "anh.jpg": PHOTO})
    outcome = one(workspace)
    assert [added.name for added in outcome.attachments] == ["tham luan.docx"]
    assert attachments(workspace, folder) == {
        "tham-luan.docx": paper("dự thảo"),
        "tham-luan-2.docx": paper("đã đọc"),
        "anh.jpg": PHOTO,
    }


def test_a_filed_one_that_was_lost_or_changed_is_put_right_by_dropping_it_again(workspace: Workspace) -> None:
    drop(workspace, REGULAR, BESIDE)
    run(workspace)
    folder = workspace.outbox / FOLDER / "kem-theo"
    (folder / "anh-hop.jpg").unlink()
    (folder / "cong-van-cong-van-12.pdf").write_bytes(b"changed")
    with open_office(workspace, now, as_it_is=True) as office:
        found = {(finding.kind, finding.path.name) for finding in verify_archive(office).findings}
    assert found == {(FindingKind.MISSING, "anh-hop.jpg"), (FindingKind.CHANGED, "cong-van-cong-van-12.pdf")}
    drop(workspace, REGULAR, BESIDE)
    assert one(workspace).state is FormState.REVISED
    assert set(attachments(workspace).values()) == {PHOTO, LETTER}
    (kept,) = manifest_of(workspace).history[-1].kept
    assert (workspace.outbox / FOLDER / kept).read_bytes() == b"changed"
    assert_whole(workspace)


def test_a_filed_one_that_is_open_is_not_replaced(workspace: Workspace) -> None:
    drop(workspace, REGULAR, {"tham luan.docx": paper()})
    run(workspace)
    owner = workspace.outbox / FOLDER / "kem-theo" / ".~lock.tham-luan.docx#"
    owner.write_bytes(b"")
    drop(workspace, REGULAR, {"tham luan.docx": paper("khác")})
    assert codes(one(workspace)) == ["document-open"]
    assert lying(workspace) == {"hop", "hop/phieu.yaml", "hop/tham luan.docx"}
    owner.unlink()
    assert one(workspace).state is FormState.REVISED
    assert attachments(workspace) == {"tham-luan.docx": paper("khác")}


@pytest.mark.parametrize("suffix", [".xlsx", ".json"])
def test_a_returned_job_stays_together_where_it_lies_until_its_form_is_mended(
    workspace: Workspace, suffix: str
) -> None:
    folder = drop(workspace, None, {"anh.jpg": PHOTO})
    form = folder / f"phieu{suffix}"
    json_form = b'{"stage": "held", "kind": "regular", "body": "binh-minh"}'
    form.write_bytes(mistyped_form(suffix, REGULAR, {"date": "31/02/2018"}) if suffix == ".xlsx" else json_form)
    outcome = one(workspace)
    assert (outcome.state, outcome.moved_to) == (FormState.RETURNED, form)
    kept = {"hop", "hop/anh.jpg", f"hop/phieu{suffix}", f"hop/phieu{suffix}.txt"}
    assert {name for name in lying(workspace) if "_trung-lap" not in name} == kept
    marked = form.read_bytes()
    again = one(workspace)
    assert (again.state, codes(again)) == (FormState.WAITING, ["still-to-mend"])
    assert form.read_bytes() == marked
    if suffix == ".xlsx":
        form.write_bytes(mended_workbook(marked))
        assert one(workspace).state is FormState.FILED
        assert attachments(workspace) == {"anh.jpg": PHOTO}
        assert not folder.exists()


def test_a_returned_form_dropped_anew_with_its_folder_is_looked_at_anew(workspace: Workspace) -> None:
    wrong = b"stage: held\nkind: regular\nbody: binh-minh\n"
    drop(workspace, None, {"anh.jpg": PHOTO, "phieu.yaml": wrong})
    run(workspace)
    shutil.rmtree(workspace.inbox / "hop")
    drop(workspace, None, {"anh.jpg": PHOTO, "phieu.yaml": wrong})
    assert one(workspace).state is FormState.RETURNED


@pytest.mark.parametrize("suffix", PROGRAMS)
def test_programs_are_refused_and_the_job_stays(workspace: Workspace, suffix: str) -> None:
    name = f"cai dat{suffix.upper()}"
    folder = drop(workspace, REGULAR, {name: b"MZ"})
    outcome = one(workspace)
    assert (outcome.form, outcome.state, codes(outcome)) == ("inbox/hop", FormState.FAILED, ["program-attached"])
    assert name in (folder / FOLDER_NOTE_NAME).read_text("utf-8-sig")
    assert lying(workspace) == {"hop", "hop/phieu.yaml", f"hop/{name}", f"hop/{FOLDER_NOTE_NAME}"}
    assert not (workspace.outbox / FOLDER).exists()


@pytest.mark.parametrize(
    ("limit", "files"),
    [
        ("attachments: 2", {"1.jpg": b"", "2.jpg": b"", "3.jpg": b""}),
        ("attachment_mb: 1", {"1.jpg": b"x" * (1024 * 1024 + 1)}),
        ("attachments_mb: 1", {"1.jpg": b"x" * 1024 * 1024, "2.jpg": b"x"}),
    ],
)
def test_too_many_or_too_large_files_are_refused_in_words(
    workspace: Workspace, limit: str, files: dict[str, bytes]
) -> None:
    text = workspace.organisation.read_text("utf-8")
    workspace.organisation.write_text(text.replace("options:\n", f"options:\n  limits: {{{limit}}}\n", 1), "utf-8")
    folder = drop(workspace, REGULAR, files)
    outcome = one(workspace)
    assert (outcome.form, outcome.state, codes(outcome)) == ("inbox/hop", FormState.FAILED, ["too-much-attached"])
    assert (folder / FOLDER_NOTE_NAME).exists()
    (folder / sorted(files)[0]).unlink()
    if len(files) > 1:
        assert one(workspace).state is FormState.FILED
        assert not folder.exists()


def test_a_form_of_changes_of_the_roster_takes_no_files_along(workspace: Workspace) -> None:
    changes = b"body: binh-minh\nchanges:\n  - {kind: joined, name: X, day: 2018-10-01}\n"
    drop(workspace, None, {"bien-dong.yaml": changes, "quyet dinh.pdf": LETTER})
    outcome = one(workspace)
    assert (outcome.form, codes(outcome)) == ("inbox/hop", ["roster-attached"])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Tham luận của đ/c Hòa.DOCX", ("tham-luan-cua-d-c-hoa", ".docx")),
        ("CON.pdf", ("tep-con", ".pdf")),
        ("lpt1", ("tep-lpt1", "")),
        ("会议.pdf", ("tep", ".pdf")),
        ("../../thoat.jpg", ("thoat", ".jpg")),
        ("a.tar.gz", ("a-tar", ".gz")),
        ("a.p-d f", ("a-p-d-f", "")),
        ("..\\..\\x:y.jpg", ("x-y", ".jpg")),
    ],
)
def test_names_in_the_archive_are_of_our_making(name: str, expected: tuple[str, str]) -> None:
    assert safe_name(name) == expected


def test_names_that_clash_are_numbered_and_long_ones_cut(workspace: Workspace) -> None:
    long = "Báo cáo " * 12
    drop(
        workspace,
        REGULAR,
        {f"{long}1.pdf": b"1", f"{long}2.pdf": b"2", "anh.jpg": b"3", "Ảnh.jpg": b"4", "ánh.JPG": b"5"},
    )
    run(workspace)
    filed = attachments(workspace)
    assert set(filed) >= {"anh.jpg", "anh-2.jpg", "anh-3.jpg"}
    assert sorted(filed.values()) == [b"1", b"2", b"3", b"4", b"5"]
    assert max(len(Path(name).stem) for name in filed) <= LONGEST


@posix_only
def test_a_name_taken_apart_by_a_mac_is_the_same_name(workspace: Workspace) -> None:
    drop(workspace, REGULAR, {unicodedata.normalize("NFD", "Ảnh họp.jpg"): PHOTO})
    run(workspace)
    drop(workspace, REGULAR, {"Ảnh họp.jpg": PHOTO})
    assert one(workspace).state is FormState.DUPLICATE
    both = {unicodedata.normalize(form, "Ảnh họp.jpg"): form.encode() for form in ("NFC", "NFD")}
    drop(workspace, REGULAR, both)
    assert one(workspace).state is FormState.REVISED
    assert sorted(attachments(workspace).values()) == [b"NFC", b"NFD"]


@posix_only
def test_a_link_in_the_folder_is_never_followed(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "rieng.pdf").write_bytes(LETTER)
    folder = drop(workspace, REGULAR, {"anh.jpg": PHOTO})
    (folder / "ngoai").symlink_to(tmp_path, target_is_directory=True)
    outcome = one(workspace)
    assert (outcome.form, codes(outcome)) == ("inbox/hop", ["not-a-file"])
    assert not (workspace.outbox / FOLDER).exists()


@pytest.mark.parametrize("inside", ["_rieng", "a/b/c/d/e"])
def test_a_folder_in_it_that_is_not_looked_into_is_said_before_anything_is_taken(
    workspace: Workspace, inside: str
) -> None:
    drop(workspace, REGULAR, {"anh.jpg": PHOTO, f"{inside}/x.pdf": LETTER})
    outcome = one(workspace)
    assert (outcome.form, outcome.state, codes(outcome)) == ("inbox/hop", FormState.WAITING, ["folder-not-read"])


def test_what_the_system_puts_into_folders_keeps_none_of_them_there(workspace: Workspace) -> None:
    drop(workspace, REGULAR, {"anh/1.jpg": PHOTO, "anh/Thumbs.db": b"x", ".DS_Store": b"x", "anh/._1.jpg": b"x"})
    run(workspace)
    assert attachments(workspace) == {"anh-1.jpg": PHOTO}
    assert lying(workspace) == set()


def test_withdrawing_leaves_the_files_where_they_are_and_verify_knows_them(workspace: Workspace) -> None:
    drop(workspace, REGULAR, BESIDE)
    code = one(workspace).meeting
    assert code is not None
    with open_office(workspace, now, lock_timeout=1) as office:
        withdraw(office, code, "Ghi nhầm tháng")
    assert len(attachments(workspace)) == 2
    assert_whole(workspace)
    (workspace.outbox / FOLDER / "kem-theo" / "la.pdf").write_bytes(LETTER)
    with open_office(workspace, now, as_it_is=True) as office:
        assert [finding.kind for finding in verify_archive(office).findings] == [FindingKind.FOREIGN]


def test_an_older_manifest_has_none_and_a_path_out_of_the_folder_is_refused(workspace: Workspace) -> None:
    drop(workspace, REGULAR, {"anh.jpg": PHOTO})
    run(workspace)
    manifest = manifest_of(workspace)
    plain = manifest.model_dump(mode="json", by_alias=True)
    del plain["attachments"]
    assert parsed(json.dumps(plain).encode()).attachments == ()
    (entry,) = manifest.attachments
    for path in ("../anh.jpg", "/anh.jpg", "kem-theo\\anh.jpg"):
        bad = manifest.model_copy(update={"attachments": (entry.model_copy(update={"path": path}),)})
        with pytest.raises(ValueError, match="a path out of the folder"):
            parsed(bad.to_bytes())


def test_the_export_carries_them_behind_the_documents_and_json_tells_what_was_added(office: Path) -> None:
    workspace = Workspace.at(office)
    drop(workspace, REGULAR, {"anh.jpg": PHOTO})
    done = vanthu("process", "--settle", "0", "--json", cwd=office)
    assert done.returncode == ExitCode.OK, done.stderr
    (row,) = rows(done)
    validator("process.schema.json").validate(row)
    assert (row["state"], [added["name"] for added in row["attachments"]]) == ("revised", ["anh.jpg"])
    assert vanthu("export", "--year", "2018", "-o", "nam.zip", cwd=office).returncode == ExitCode.OK
    packed = zipfile.ZipFile(office / "nam.zip")
    of_meeting = [name.removeprefix(f"{FOLDER}/") for name in packed.namelist() if name.startswith(FOLDER)]
    assert of_meeting[-2:] == ["kem-theo/anh.jpg", "manifest.json"]
    assert packed.read(f"{FOLDER}/kem-theo/anh.jpg") == PHOTO
