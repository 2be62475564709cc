"""`vanthu export`: a year to hand on, complete or absent, its signed scans first."""

from __future__ import annotations

import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest

from pipeline.archive.manifest import parsed
from pipeline.errors import ExitCode
from pipeline.office_files.packages import file_digest
from pipeline.workspace import Workspace
from tests.commands import vanthu
from tests.faults.layer import Disk, failing, in_a_process_of_its_own
from tests.faults.offices import form, run
from tests.forms.marks import faults
from tests.sample import changed, sample_meeting

MEETING = "binh-minh/2018/10-thuong-ky"


def signed(office: Path) -> Path:
    scan = office / "NQ 05.pdf"
    scan.write_bytes(b"%PDF-1.7 signed %%EOF")
    document = f"outbox/{MEETING}/05-NQ-nghi-quyet.docx"
    assert vanthu("sign", scan, "--document", document, cwd=office).returncode == ExitCode.OK
    return office


def exported(office: Path, *options: str) -> zipfile.ZipFile:
    done = vanthu("export", *options, "-o", "nam.zip", "--force", cwd=office, lang="vi")
    assert done.returncode == ExitCode.OK, done.stderr
    return zipfile.ZipFile(office / "nam.zip")


def test_contents_and_register_stand_first_then_each_meeting_with_its_scans_before_its_documents(office: Path) -> None:
    names = exported(signed(office), "--year", "2018", "--cell", "binh-minh").namelist()
    assert names[:3] == ["00-muc-luc.docx", "00-so-dang-ky-van-ban-di.docx", "00-so-dang-ky-van-ban-di.xlsx"]
    of_meeting = [name.removeprefix(f"{MEETING}/") for name in names if name.startswith(MEETING)]
    assert of_meeting[0] == "05-NQ-nghi-quyet-ban-ky.pdf"
    assert of_meeting[-1] == "manifest.json"
    assert "24-BB-bien-ban.docx" in of_meeting
    assert not [name for name in names if "bieu-mau" in name or "lich-su" in name or "dang-uy" in name]


def test_the_contents_list_every_document_and_which_are_signed(office: Path) -> None:
    packed = exported(signed(office), "--year", "2018")
    data = packed.read("00-muc-luc.docx")
    assert faults(data, ".docx") == []
    tables = docx.Document(BytesIO(data)).tables
    rows = [[cell.text for cell in row.cells] for row in tables[1].rows[2:]]
    assert len([name for name in packed.namelist() if name.startswith("binh-minh") and name.endswith(".docx")]) == len(
        rows
    )
    (resolution,) = [row for row in rows if row[2] == "05-NQ/CB"]
    assert resolution[3:] == ["Nghị quyết về lãnh đạo thực hiện nhiệm vụ tháng 10 năm 2018", "x", ""]


def test_the_same_archive_gives_the_same_file(office: Path) -> None:
    exported(office)
    before = (office / "nam.zip").read_bytes()
    exported(office)
    assert (office / "nam.zip").read_bytes() == before


def test_a_change_that_was_interrupted_is_finished_before_anything_is_packed(office: Path, tmp_path: Path) -> None:
    corrected = form(changed(sample_meeting("04"), "place", "Hội trường"))
    (office / "inbox" / "hop.yaml").write_bytes(corrected)
    undisturbed = shutil.copytree(office, tmp_path / "undisturbed")
    with failing(Disk()) as disk:
        run(Workspace.at(undisturbed))
    half_way = disk.steps.index("replace journal.json") + 4

    def half() -> None:
        with failing(Disk("kill", half_way)):
            run(Workspace.at(office))

    in_a_process_of_its_own(half)
    assert list((office / "outbox").rglob("journal.json"))
    packed = exported(office)
    folder = "binh-minh/2018/10-chi-uy"
    manifest = parsed(packed.read(f"{folder}/manifest.json"))
    for document in manifest.documents:
        assert file_digest(packed.read(f"{folder}/{document.path}")) == document.sha256


def test_where_a_file_is_missing_nothing_is_written(office: Path) -> None:
    (office / "nam.zip").write_bytes(b"earlier")
    (office / "outbox" / MEETING / "24-BB-bien-ban.docx").unlink()
    done = vanthu("export", "-o", "nam.zip", "--force", cwd=office, lang="vi")
    assert done.returncode == ExitCode.ARCHIVE_DAMAGED
    assert "24-BB-bien-ban.docx" in done.stderr
    assert (office / "nam.zip").read_bytes() == b"earlier"
    assert not list(office.glob(".nam*"))


@pytest.mark.parametrize(
    "options", [("--year", "1999", "-o", "nam.zip"), ("-o", "nam.rar"), ("--cell", "la", "-o", "a.zip")]
)
def test_what_cannot_be_handed_on_is_said(office: Path, options: tuple[str, ...]) -> None:
    done = vanthu("export", *options, cwd=office)
    assert done.returncode == ExitCode.USAGE
    assert not list(office.glob("*.zip"))


def test_a_file_that_is_there_already_is_replaced_only_where_that_is_said(office: Path) -> None:
    (office / "nam.zip").write_bytes(b"earlier")
    done = vanthu("export", "-o", "nam.zip", cwd=office)
    assert (done.returncode, "nam.zip" in done.stderr) == (ExitCode.USAGE, True)
    assert (office / "nam.zip").read_bytes() == b"earlier"
    assert exported(office).namelist()


@pytest.mark.parametrize("place", ["outbox", "outbox/binh-minh/2018", "inbox", "inbox/moi"])
def test_nothing_is_written_among_forms_or_documents(office: Path, place: str) -> None:
    done = vanthu("export", "-o", f"{place}/nam.zip", "--force", cwd=office)
    assert done.returncode == ExitCode.USAGE
    assert not list(office.rglob("*.zip"))
    assert not (office / "inbox" / "moi").exists()


def put_into_another_year(office: Path) -> None:
    folder = office / "outbox" / "binh-minh" / "2016" / "05-thuong-ky"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{", "utf-8")


def test_an_unreadable_manifest_stops_only_what_it_belongs_to(office: Path) -> None:
    (office / "outbox" / MEETING / "manifest.json").write_text("{", "utf-8")
    assert exported(office, "--cell", "dang-uy-tan-phu").namelist()
    done = vanthu("export", "--cell", "binh-minh", "-o", "nam.zip", "--force", cwd=office)
    assert done.returncode == ExitCode.ARCHIVE_DAMAGED
    assert MEETING in done.stderr


def test_a_year_is_packed_though_an_earlier_one_cannot_be_read_and_that_is_said(office: Path) -> None:
    put_into_another_year(office)
    done = vanthu("export", "--year", "2018", "-o", "nam.zip", cwd=office)
    assert done.returncode == ExitCode.OK
    assert "binh-minh/2016/05-thuong-ky" in done.stderr
    assert vanthu("export", "-o", "het.zip", cwd=office).returncode == ExitCode.ARCHIVE_DAMAGED


def test_nothing_is_packed_of_a_folder_whose_change_cannot_be_finished(office: Path) -> None:
    work = office / "outbox" / MEETING / ".dang-sua"
    work.mkdir()
    (work / "journal.json").write_text("{", "utf-8")
    assert vanthu("export", "--cell", "binh-minh", "-o", "a.zip", cwd=office).returncode == ExitCode.ARCHIVE_DAMAGED
    assert exported(office, "--cell", "dang-uy-tan-phu").namelist()
