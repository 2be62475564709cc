"""`vanthu report duties` over the sample office: on the screen, as JSON, as files."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from pipeline.errors import ExitCode
from tests.commands import rows, validator, vanthu

YEAR = ("report", "duties", "--year", "2018", "--as-of", "01/01/2019")
PNG = b"\x89PNG\r\n\x1a\n"


def test_every_line_of_json_is_as_its_schema_says(office: Path) -> None:
    found = rows(vanthu(*YEAR, "--cell", "binh-minh", "--json", cwd=office))
    for row in found:
        validator("report-duties.schema.json").validate(row)
    states = {row["span"]: row["state"] for row in found if row["duty"] == "regular"}
    assert states == {
        **dict.fromkeys(("07/2018", "08/2018", "09/2018", "12/2018"), "missing"),
        **dict.fromkeys(("10/2018", "11/2018"), "met"),
    }
    (thematic,) = [row for row in found if row["duty"] == "thematic" and row["state"] == "met"]
    assert (thematic["span"], thematic["done"]) == ("quý IV/2018", "2018-10-26")
    assert all((office / "outbox" / record).is_file() for row in found for record in row["records"])


def test_the_tables_are_shown_and_written(office: Path, tmp_path: Path) -> None:
    shown = vanthu(*YEAR, "--cell", "binh-minh", cwd=office, lang="vi")
    assert shown.returncode == ExitCode.OK
    assert "2/6" in shown.stdout
    book, paper = tmp_path / "nen-nep.xlsx", tmp_path / "nen-nep.docx"
    for target in (book, paper):
        assert vanthu(*YEAR, "-o", target, cwd=office).returncode == ExitCode.OK
    sheets = load_workbook(BytesIO(book.read_bytes()))
    assert sheets.sheetnames == ["Tổng hợp", "Còn thiếu, chậm"]
    summary = [[cell.value for cell in row] for row in sheets["Tổng hợp"].iter_rows()]
    assert summary[0][:3] == ["Chi bộ", "Sinh hoạt thường kỳ", "Họp chi ủy"]
    assert summary[1][1:4] == ["2/6", "1/6", "1/2"]
    text = "\n".join(paragraph.text for paragraph in Document(BytesIO(paper.read_bytes())).paragraphs)
    assert "THỰC HIỆN NỀN NẾP, CHẾ ĐỘ SINH HOẠT" in text


def test_the_heat_map_is_a_picture_and_the_same_each_time(office: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "a.png", tmp_path / "b.png"
    for target in (one, other):
        assert vanthu(*YEAR, "-o", target, cwd=office).returncode == ExitCode.OK
    assert one.read_bytes().startswith(PNG)
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--cell", "khong-co"), ExitCode.USAGE),
        (("--as-of", "hôm qua"), ExitCode.USAGE),
        (("-o", "a.pdf"), ExitCode.USAGE),
        (("-o", "outbox/a.xlsx"), ExitCode.USAGE),
    ],
)
def test_what_cannot_be_reported_is_refused(office: Path, arguments: tuple[str, ...], code: ExitCode) -> None:
    assert vanthu("report", "duties", "--year", "2018", *arguments, cwd=office).returncode == code


def test_figures_that_lack_a_folder_are_said_to(office: Path) -> None:
    (office / "outbox/binh-minh/2018/11-thuong-ky/manifest.json").write_bytes(b"{")
    done = vanthu(*YEAR, "--json", cwd=office)
    assert done.returncode == ExitCode.ARCHIVE_DAMAGED
    assert "11-thuong-ky" in done.stderr
    months = {
        row["span"]: row["state"] for row in rows(done) if row["cell"] == "binh-minh" and row["duty"] == "regular"
    }
    assert months["11/2018"] == "missing"


def test_an_office_that_filed_nothing_lacks_everything(tmp_path: Path) -> None:
    assert vanthu("init", tmp_path / "moi", cwd=tmp_path).returncode == ExitCode.OK
    done = vanthu("--workspace", tmp_path / "moi", "report", "duties", "--year", "2030", "--json", cwd=tmp_path)
    assert done.returncode == ExitCode.OK
    assert {row["state"] for row in rows(done)} <= {"not-due", "missing"}
