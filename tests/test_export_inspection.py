"""`vanthu export --inspection`: what an inspector asks for, folder by folder, complete or absent."""

from __future__ import annotations

import shutil
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from pipeline.errors import ExitCode
from pipeline.meeting import Explanation, FollowUp, Gap
from pipeline.vietnamese.dates import parse_date
from tests.commands import vanthu
from tests.faults.offices import form
from tests.forms.marks import faults
from tests.sample import changed, sample_meeting

YEAR = ("--year", "2018")
RESOLUTION = "binh-minh/2018/10-thuong-ky/05-NQ-nghi-quyet"
SUPERVISED = "binh-minh/2018/10-chuyen-de/bien-ban-giam-sat"
FOLDERS = [
    "00-muc-luc.docx",
    "01-so-dang-ky",
    "02-bien-ban-nghi-quyet",
    "03-kiem-tra-giam-sat",
    "04-diem-danh",
    "05-dang-phi",
    "06-cham-diem",
    "07-van-ban-cap-tren",
    "08-thieu-cham-giai-trinh",
]


def sign(office: Path, document: str) -> None:
    scan = office / "ban-ky.pdf"
    scan.write_bytes(f"%PDF-1.7 {document} %%EOF".encode())
    done = vanthu("sign", scan, "--document", f"outbox/{document}.docx", cwd=office)
    assert done.returncode == ExitCode.OK, done.stderr


def packed(office: Path, *options: str) -> zipfile.ZipFile:
    done = vanthu("export", "--inspection", *YEAR, *options, "-o", "kt.zip", "--force", cwd=office, lang="vi")
    assert done.returncode == ExitCode.OK, done.stderr
    return zipfile.ZipFile(office / "kt.zip")


def rows(pack: zipfile.ZipFile, name: str, sheet: str) -> list[dict[str, Any]]:
    book = openpyxl.load_workbook(BytesIO(pack.read(name)))
    head, *others = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in others]


def test_the_folders_stand_in_the_order_of_an_inspection(office: Path) -> None:
    names = packed(office).namelist()
    assert list(dict.fromkeys(name.split("/")[0] for name in names)) == FOLDERS


def test_scans_stand_before_the_documents_of_their_meeting(office: Path) -> None:
    sign(office, RESOLUTION)
    sign(office, SUPERVISED)
    names = packed(office, "--cell", "binh-minh").namelist()
    of_october = [name for name in names if name.startswith("02-bien-ban-nghi-quyet/binh-minh/2018/10-thuong-ky/")]
    assert [name.rsplit("/")[-1] for name in of_october] == [
        "05-NQ-nghi-quyet-ban-ky.pdf",
        "24-BB-bien-ban.docx",
        "05-NQ-nghi-quyet.docx",
    ]
    inspected = [name.rsplit("/")[-1] for name in names if name.startswith("03-")]
    assert inspected == [
        "bien-ban-giam-sat-ban-ky.pdf",
        "bien-ban-giam-sat.docx",
        "02-CTR-chuong-trinh-kiem-tra-giam-sat.docx",
    ]
    assert not [name for name in names if "dang-uy" in name or "giay-moi" in name]


def test_the_contents_count_what_is_there(office: Path) -> None:
    sign(office, SUPERVISED)
    pack = packed(office, "--cell", "binh-minh")
    data = pack.read("00-muc-luc.docx")
    assert faults(data, ".docx") == []
    tables = [
        [[cell.text for cell in row.cells] for row in table.rows] for table in docx.Document(BytesIO(data)).tables
    ]
    counted = [(row[2], row[3].split()) for table in tables for row in table[2:] if len(row) == 4]
    counts = {place: int(number) for place, (number, *_unit) in counted}
    assert dict(counted)["03-kiem-tra-giam-sat/"][1:] == ["văn", "bản"]
    for folder in ("02-bien-ban-nghi-quyet/", "03-kiem-tra-giam-sat/"):
        assert counts[folder] == len([n for n in pack.namelist() if n.startswith(folder) and n.endswith(".docx")]) > 0
    gaps = "08-thieu-cham-giai-trinh/thieu-cham-giai-trinh.xlsx"
    assert counts[gaps] == len(rows(pack, gaps, "Thiếu, chậm, giải trình"))
    (record,) = [
        row for table in tables for row in table if any("Biên bản giám sát sinh hoạt chi bộ" in one for one in row)
    ]
    assert "x" in record


def test_the_documents_of_a_body_are_listed_as_they_followed_each_other(office: Path) -> None:
    document = docx.Document(BytesIO(packed(office, "--cell", "binh-minh").read("00-muc-luc.docx")))
    listed = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    days = [
        parse_date(row[2])
        for row in listed
        if len(row) == 7 and row[-1].startswith("02-bien-ban-nghi-quyet/") and parse_date(row[2])
    ]
    assert len(set(days)) > 2
    assert days == sorted(days, key=str)


def test_dues_and_superior_documents_are_told_as_the_forms_say(office: Path) -> None:
    pack = packed(office, "--cell", "binh-minh")
    regular = sample_meeting("03")
    dues = {row["Kỳ"]: row for row in rows(pack, "05-dang-phi/dang-phi.xlsx", "Đảng phí")}
    assert dues["10/2018"]["Số đảng viên đã đóng"] == regular.dues.paid_members
    assert dues["10/2018"]["Số tiền (đồng)"] == regular.dues.amount
    passed = rows(pack, "07-van-ban-cap-tren/van-ban-cap-tren.xlsx", "Văn bản cấp trên")
    stated = {document.number for document in regular.superior_documents if document.number}
    assert stated and stated <= {row["Số, ký hiệu"] for row in passed}


def test_a_gap_stands_with_its_explanation_or_with_the_word_that_there_is_none(office: Path) -> None:
    book = "08-thieu-cham-giai-trinh/thieu-cham-giai-trinh.xlsx"
    text = "Tháng 9 tập trung khai giảng, họp ghép với tháng 10."
    explained = (Explanation(gap=Gap.NO_MEETING, concerning="9/2018", text=text),)
    later = changed(sample_meeting("10"), "follow_up", FollowUp(explanations=explained))
    before = {row["Kỳ"]: row for row in rows(packed(office), book, "Thiếu, chậm, giải trình")}
    assert before["09/2018"]["Giải trình"] == "Chưa có giải trình"
    (office / "giai-trinh.yaml").write_bytes(form(later))
    assert vanthu("process", "giai-trinh.yaml", cwd=office).returncode == ExitCode.OK
    after = [row for row in rows(packed(office), book, "Thiếu, chậm, giải trình") if row["Giải trình"] == text]
    assert [row["Kỳ"] for row in after if row["Kết quả"] == "Có giải trình"]


def test_the_same_archive_gives_the_same_pack(office: Path, tmp_path: Path) -> None:
    packed(office)
    before = (office / "kt.zip").read_bytes()
    copied = shutil.copytree(office, tmp_path / "elsewhere")
    packed(copied)
    assert (copied / "kt.zip").read_bytes() == before


@pytest.mark.parametrize("lost", [f"{RESOLUTION}.docx", f"{SUPERVISED}.docx", f"{RESOLUTION}-ban-ky.pdf"])
def test_where_a_file_is_missing_nothing_is_written(office: Path, lost: str) -> None:
    sign(office, RESOLUTION)
    (office / "kt.zip").write_bytes(b"earlier")
    (office / "outbox" / lost).unlink()
    done = vanthu("export", "--inspection", *YEAR, "-o", "kt.zip", "--force", cwd=office, lang="vi")
    assert done.returncode == ExitCode.ARCHIVE_DAMAGED
    assert Path(lost).name in done.stderr
    assert (office / "kt.zip").read_bytes() == b"earlier"
    assert not list(office.glob(".kt*"))


@pytest.mark.parametrize(
    "command",
    [
        ("export", "--inspection", *YEAR, "-o", "ra"),
        ("export", *YEAR, "-o", "ra"),
        ("report", "book", "minutes", *YEAR, "--cell", "binh-minh", "-o", "ra"),
    ],
)
def test_where_a_folder_is_gone_nothing_is_handed_on_as_whole(office: Path, command: tuple[str, ...]) -> None:
    shutil.rmtree((office / "outbox" / RESOLUTION).parent)
    ending = ".docx" if "book" in command else ".zip"
    done = vanthu(*command[:-1], f"ra{ending}", cwd=office, lang="vi")
    assert done.returncode == ExitCode.ARCHIVE_DAMAGED
    assert "24-BB" in done.stderr and "05-NQ" in done.stderr
    assert not (office / f"ra{ending}").exists()


@pytest.mark.parametrize(
    "options",
    [(), (*YEAR, "--pdf"), (*YEAR, "--text"), ("--year", "1999"), (*YEAR, "--cell", "la"), ("--document", "x.docx")],
)
def test_what_cannot_be_packed_is_said(office: Path, options: tuple[str, ...]) -> None:
    done = vanthu("export", "--inspection", *options, "-o", "kt.zip", cwd=office)
    assert done.returncode == ExitCode.USAGE
    assert not list(office.glob("*.zip"))
