"""`vanthu verify`: what is not as the manifests say is found, and put right where nothing can be lost by it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import ExitCode
from pipeline.office_files.packages import file_digest
from pipeline.process import FormState
from pipeline.register import NAME as REGISTER
from pipeline.workspace import Workspace
from tests.commands import rows, validator, vanthu
from tests.faults.offices import form, run
from tests.sample import changed, sample_meeting

MEETING = Path("outbox") / "binh-minh" / "2018" / "10-thuong-ky"
DATA = Path(__file__).parent / "data"


def documents(office: Path) -> dict[str, str]:
    return {
        path.relative_to(office).as_posix(): file_digest(path.read_bytes())
        for path in sorted((office / "outbox").rglob("*.docx"))
    }


def findings(office: Path, *options: str) -> list[tuple[str, str]]:
    """Kind and path of each finding; the JSON lines follow their schema."""
    done = vanthu("verify", "--json", *options, cwd=office)
    lines = rows(done)
    for line in lines:
        validator("verify.schema.json").validate(line)
    assert list(lines[-1]) == ["summary"]
    assert sum(lines[-1]["summary"]["findings"].values()) == len(lines) - 1
    whole = all(line.get("repaired", False) for line in lines[:-1])
    assert done.returncode == (ExitCode.OK if whole else ExitCode.ARCHIVE_DAMAGED)
    return [(line["finding"], line["path"]) for line in lines[:-1]]


def test_an_archive_as_it_was_filed_is_found_whole(office: Path) -> None:
    done = vanthu("verify", cwd=office, lang="vi")
    assert done.returncode == ExitCode.OK
    assert "6 cuộc họp, 40 văn bản" in done.stdout


def edit_minutes(office: Path) -> None:
    with (office / MEETING / "24-BB-bien-ban.docx").open("ab") as file:
        file.write(b"x")


def lose_resolution(office: Path) -> None:
    (office / MEETING / "05-NQ-nghi-quyet.docx").unlink()


def lose_form(office: Path) -> None:
    (office / MEETING / "bieu-mau-da-hop.xlsx").unlink()


def put_among_documents(office: Path) -> None:
    (office / MEETING / "ghi chú.txt").write_text("của tôi", "utf-8")


def put_among_meetings(office: Path) -> None:
    (office / MEETING.parent / "ảnh").mkdir()


def put_folder_for_manifest(office: Path) -> None:
    (office / MEETING / "manifest.json").unlink()
    (office / MEETING / "manifest.json").mkdir()


def break_manifest(office: Path) -> None:
    (office / MEETING / "manifest.json").write_text("{", "utf-8")


def leave_staged(office: Path) -> None:
    (office / MEETING.parent / ".dang-lap-12-thuong-ky").mkdir()


def copy_meeting(office: Path) -> None:
    shutil.copytree(office / MEETING, office / MEETING.with_name("10-thuong-ky-2"))


def lose_meeting(office: Path) -> None:
    shutil.rmtree(office / MEETING)


PLACE = MEETING.as_posix()
DAMAGE: dict[str, tuple[Callable[[Path], None], set[tuple[str, str]]]] = {
    "a document edited by hand": (edit_minutes, {("changed", f"{PLACE}/24-BB-bien-ban.docx")}),
    "a document that is gone": (lose_resolution, {("missing", f"{PLACE}/05-NQ-nghi-quyet.docx")}),
    "a form that is gone": (lose_form, {("missing", f"{PLACE}/bieu-mau-da-hop.xlsx")}),
    "a file of somebody else": (put_among_documents, {("foreign", f"{PLACE}/ghi chú.txt")}),
    "a folder of somebody else": (put_among_meetings, {("foreign", f"{MEETING.parent.as_posix()}/ảnh")}),
    "an interrupted publication": (leave_staged, {("leftover", f"{MEETING.parent.as_posix()}/.dang-lap-12-thuong-ky")}),
}


@pytest.mark.parametrize(("damage", "found"), DAMAGE.values(), ids=DAMAGE.keys())
def test_damage_is_found_where_it_is(office: Path, damage: Callable[[Path], None], found: set[tuple[str, str]]) -> None:
    damage(office)
    assert set(findings(office)) == found


@pytest.mark.parametrize("damage", [break_manifest, put_folder_for_manifest])
def test_a_manifest_that_cannot_be_read_is_said_and_its_numbers_are_missed(
    office: Path, damage: Callable[[Path], None]
) -> None:
    damage(office)
    found = findings(office)
    assert ("unreadable", f"{PLACE}/manifest.json") in found
    assert {kind for kind, _ in found} == {"unreadable", "gap", "register-differs"}


@pytest.mark.parametrize("path", ["../ngoai.docx", "/etc/hostname", "a/../../b.docx", "C:\\b.docx", ""])
def test_a_manifest_whose_paths_leave_its_folder_is_not_believed(office: Path, path: str) -> None:
    manifest = office / MEETING / "manifest.json"
    plain = json.loads(manifest.read_bytes())
    plain["documents"][0]["path"] = path
    manifest.write_text(json.dumps(plain), "utf-8")
    before = {one: one.read_bytes() for one in office.parent.rglob("*") if one.is_file() and ".vanthu" not in one.parts}
    assert ("unreadable", f"{PLACE}/manifest.json") in findings(office, "--repair")
    assert vanthu("export", "-o", "nam.zip", cwd=office).returncode == ExitCode.ARCHIVE_DAMAGED
    after = {one: one.read_bytes() for one in office.parent.rglob("*") if one.is_file() and ".vanthu" not in one.parts}
    assert after == before


def test_numbers_that_only_the_register_knows_are_never_forgotten_by_a_repair(office: Path) -> None:
    away = office / "giu"
    (office / MEETING).rename(away)
    assert "register-differs" in {kind for kind, _ in findings(office, "--repair")}
    refused = vanthu("reindex", cwd=office, lang="vi")
    assert refused.returncode == ExitCode.USAGE
    assert "24-BB" in refused.stderr
    away.rename(office / MEETING)
    assert findings(office) == []
    (office / MEETING).rename(away)
    assert vanthu("reindex", "--yes", cwd=office).returncode == ExitCode.OK
    assert "gap" in {kind for kind, _ in findings(office)}


def test_numbers_given_twice_or_not_at_all_are_found(office: Path) -> None:
    copy_meeting(office)
    assert {kind for kind, _ in findings(office)} == {"double", "misplaced"}
    shutil.rmtree(office / MEETING.with_name("10-thuong-ky-2"))
    lose_meeting(office)
    assert {kind for kind, _ in findings(office)} == {"gap", "register-differs"}


def test_every_lost_document_is_made_again_as_it_was(office: Path) -> None:
    before = documents(office)
    for path in before:
        (office / path).unlink()
    assert {kind for kind, _ in findings(office, "--repair")} == {"missing"}
    assert documents(office) == before
    assert findings(office) == []


def test_a_document_that_would_not_come_out_as_it_was_is_not_made_again(office: Path) -> None:
    lose_resolution(office)
    templates = office / "templates_docx"
    templates.mkdir(exist_ok=True)
    shutil.copyfile(Path(__file__).parent.parent / "templates_docx" / "ket-luan.docx", templates / "nghi-quyet.docx")
    assert findings(office, "--repair") == [("missing", f"{PLACE}/05-NQ-nghi-quyet.docx")]
    assert not (office / MEETING / "05-NQ-nghi-quyet.docx").exists()


def test_what_a_person_edited_or_put_there_is_left_alone(office: Path) -> None:
    edit_minutes(office)
    put_among_documents(office)
    before = documents(office)
    assert len(findings(office, "--repair")) == 2
    assert documents(office) == before
    assert (office / MEETING / "ghi chú.txt").is_file()


def test_an_old_manifest_is_written_anew_and_the_earlier_one_kept(office: Path) -> None:
    path = office / "outbox" / "binh-minh" / "2018" / "11-thuong-ky" / "manifest.json"
    old = json.loads((DATA / "manifest-1.json").read_bytes())
    of_today = {document["path"]: document for document in json.loads(path.read_bytes())["documents"]}
    for document in old["documents"]:  # the documents are of today
        document |= {name: of_today[document["path"]][name] for name in ("sha256", "content_sha256")}
    path.write_text(json.dumps(old), "utf-8")
    assert findings(office) == [("old-manifest", path.relative_to(office).as_posix())]
    findings(office, "--repair")
    assert findings(office) == []
    assert json.loads(path.read_bytes())["format"] > 1
    (kept,) = path.parent.glob("lich-su/manifest-*.json")
    assert json.loads(kept.read_bytes()) == old


@pytest.mark.parametrize("damaged", [False, True], ids=["gone", "edited"])
def test_the_register_comes_back_from_the_archive_alone(office: Path, damaged: bool) -> None:
    before = rows(vanthu("register", "--json", cwd=office))
    (office / ".vanthu" / REGISTER).unlink()
    if damaged:
        shutil.copytree(office / MEETING, office / "giu")
        lose_meeting(office)
        assert vanthu("reindex", cwd=office).returncode == ExitCode.OK
        (office / "giu").rename(office / MEETING)
        assert {kind for kind, _ in findings(office)} == {"register-differs"}
    assert vanthu("reindex", cwd=office).returncode == ExitCode.OK
    assert rows(vanthu("register", "--json", cwd=office)) == before
    assert findings(office) == []


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links on this system")
def test_a_link_out_of_the_archive_is_foreign_and_not_followed(office: Path, tmp_path: Path) -> None:
    (tmp_path / "ngoai").mkdir()
    (office / MEETING.parent / "lien-ket").symlink_to(tmp_path / "ngoai", target_is_directory=True)
    assert findings(office) == [("foreign", f"{MEETING.parent.as_posix()}/lien-ket")]


def test_a_journal_that_cannot_be_read_is_found_and_left(office: Path) -> None:
    work = office / MEETING / ".dang-sua"
    work.mkdir()
    (work / "journal.json").write_text("{", "utf-8")
    lose_resolution(office)
    expected = {("unreadable", f"{PLACE}/.dang-sua"), ("missing", f"{PLACE}/05-NQ-nghi-quyet.docx")}
    assert set(findings(office)) == expected
    assert set(findings(office, "--repair")) == expected
    assert (work / "journal.json").read_text("utf-8") == "{"


@pytest.mark.parametrize("scan_is_there", [True, False])
def test_an_issued_document_that_is_lost_is_said_as_such(office: Path, scan_is_there: bool) -> None:
    scan = office / "NQ 05.pdf"
    scan.write_bytes(b"%PDF-1.7\nsigned\n%%EOF\n")
    document = f"{PLACE}/05-NQ-nghi-quyet.docx"
    assert vanthu("sign", scan, "--document", document, cwd=office).returncode == ExitCode.OK
    lose_resolution(office)
    if not scan_is_there:
        (office / MEETING / "05-NQ-nghi-quyet-ban-ky.pdf").unlink()
    (said,) = [row["detail"] for row in rows(vanthu("verify", "--json", cwd=office)) if row.get("path") == document]
    assert "issued document is lost" in said
    assert ("05-NQ-nghi-quyet-ban-ky.pdf" in said) == scan_is_there


def test_a_folder_that_somebody_renamed_is_found_and_put_back(office: Path) -> None:
    moved = (office / MEETING).rename(office / "outbox" / "dang-uy-tan-phu" / "2018" / "10-thuong-ky")
    assert findings(office) == [("misplaced", moved.relative_to(office).as_posix())]
    findings(office, "--repair")
    assert findings(office) == []
    assert (office / MEETING).is_dir()


def test_a_copied_folder_is_out_of_its_place_and_left(office: Path) -> None:
    copy = office / f"{PLACE}-2"
    shutil.copytree(office / MEETING, copy)
    assert ("misplaced", copy.relative_to(office).as_posix()) in findings(office)
    assert ("misplaced", copy.relative_to(office).as_posix()) in findings(office, "--repair")
    assert copy.is_dir()
    assert "24-BB" in vanthu("reindex", cwd=office).stderr


def test_a_form_of_a_meeting_whose_folder_was_moved_makes_no_second_one(office: Path) -> None:
    workspace = Workspace.at(office)
    (office / MEETING).rename((office / MEETING).with_name("10-thuong-ky cu"))
    (workspace.inbox / "hop.yaml").write_bytes(form(changed(sample_meeting("03"), "place", "Hội trường")))
    (outcome,) = run(workspace)
    assert outcome.state is FormState.FAILED
    assert "10-thuong-ky cu" in outcome.problems[0].message.text(str)
    assert not (office / MEETING).exists()
    assert (workspace.inbox / "hop.yaml").is_file()
