"""`vanthu report book`: from a filed office to a Word file, with and without LibreOffice."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from pipeline.errors import ExitCode
from pipeline.office_files.packages import unpacked
from tests.commands import vanthu
from tests.forms.marks import faults
from tests.templates.printed import pages, printed

MINUTES = ("report", "book", "minutes", "--year", "2018", "--cell", "binh-minh")
NO_LIBREOFFICE = {"PATH": "/nowhere", "ProgramFiles": "", "ProgramFiles(x86)": ""}
FIRST = "outbox/binh-minh/2018/10-chi-uy/23-BB-bien-ban.docx"


def contents(path: Path) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in docx.Document(str(path)).tables[1].rows[1:]]


def test_without_libreoffice_word_counts_the_pages_and_the_command_says_how(office: Path) -> None:
    done = vanthu(*MINUTES, cwd=office, **NO_LIBREOFFICE)
    assert done.returncode == ExitCode.OK
    assert "press Ctrl+A, then F9" in done.stderr
    path = office / "so-bien-ban-binh-minh-2018.docx"
    assert [row[3] for row in contents(path)] == ["…"] * 5
    assert docx.Document(str(path)).settings.element.find(qn("w:updateFields")) is not None
    assert faults(path.read_bytes(), ".docx") == []
    again = office / "lan-hai.docx"
    assert vanthu(*MINUTES, "-o", again, cwd=office, **NO_LIBREOFFICE).returncode == ExitCode.OK
    assert again.read_bytes() == path.read_bytes()


@pytest.mark.libreoffice
def test_with_libreoffice_the_contents_have_the_pages_on_which_documents_begin(office: Path, tmp_path: Path) -> None:
    path = office / "so.docx"
    done = vanthu(*MINUTES, "-o", path, cwd=office)
    assert done.returncode == ExitCode.OK
    assert "F9" not in done.stderr
    assert b"updateFields" not in unpacked(path.read_bytes())["word/settings.xml"]
    shown = pages(printed({"so": path.read_bytes()}, tmp_path)["so"])
    begins = [number for number, lines in enumerate(shown, -1) if any(line == "BIÊN BẢN" for line in lines)]
    assert [int(row[3]) for row in contents(path)] == begins[-5:] == begins
    again = office / "lan-hai.docx"
    assert vanthu(*MINUTES, "-o", again, cwd=office).returncode == ExitCode.OK
    assert again.read_bytes() == path.read_bytes()


@pytest.mark.libreoffice
def test_every_document_of_a_synthetic_year_is_in_the_book_page_by_page(tmp_path: Path) -> None:
    assert vanthu("synth", "lon", "--cells", "1", "--year", "2019", "--filed", cwd=tmp_path).returncode == ExitCode.OK
    office = tmp_path / "lon"
    (body,) = [one.name for one in (office / "outbox").iterdir() if one.is_dir() and one.name.startswith("chi-bo")]
    book = office / "so.docx"
    done = vanthu("report", "book", "resolutions", "--year", "2019", "--cell", body, "-o", book, cwd=office)
    assert done.returncode == ExitCode.OK
    filed = sorted((office / "outbox" / body).rglob("*-NQ-nghi-quyet.docx"), key=lambda one: one.name)
    assert len(filed) == len(contents(book)) > 5
    documents = {f"t{number:02}": one.read_bytes() for number, one in enumerate(filed)}
    made = printed(documents | {"so": book.read_bytes()}, tmp_path)
    whole = pages(made["so"])[2:]
    for name, row in zip(documents, contents(book), strict=True):
        start, alone = int(row[3]) - 1, pages(made[name])
        assert alone[0] == whole[start]
        assert [lines[1:] for lines in alone[1:]] == [lines[1:] for lines in whole[start + 1 : start + len(alone)]]
        assert [lines[0] for lines in whole[start + 1 : start + len(alone)]] == [
            str(start + number) for number in range(2, len(alone) + 1)
        ]


def test_a_missing_document_stops_the_book_and_nothing_is_written(office: Path) -> None:
    (office / FIRST).unlink()
    done = vanthu(*MINUTES, "-o", "so.docx", cwd=office)
    assert done.returncode == ExitCode.SOME_WORK_FAILED
    assert FIRST in done.stderr
    assert not (office / "so.docx").exists()


def test_a_document_that_is_open_in_word_stops_the_book(office: Path) -> None:
    path = office / FIRST
    path.with_name(f"~${path.name[2:]}").write_bytes(b"owner")
    done = vanthu(*MINUTES, "-o", "so.docx", cwd=office)
    assert done.returncode == ExitCode.SOME_WORK_FAILED
    assert FIRST in done.stderr and "open in Word" in done.stderr
    assert not (office / "so.docx").exists()


def test_a_manifest_that_cannot_be_read_stops_the_book_of_its_body_only(office: Path) -> None:
    (office / "outbox/binh-minh/2018/10-chi-uy/manifest.json").write_bytes(b"{")
    done = vanthu(*MINUTES, "-o", "so.docx", cwd=office, **NO_LIBREOFFICE)
    assert (done.returncode, (office / "so.docx").exists()) == (ExitCode.ARCHIVE_DAMAGED, False)
    other = ("report", "book", "minutes", "--year", "2018", "--cell", "dang-uy-tan-phu", "-o", "so.docx")
    assert vanthu(*other, cwd=office, **NO_LIBREOFFICE).returncode == ExitCode.OK


def test_a_file_that_is_there_is_replaced_only_by_force_and_the_archive_never(office: Path) -> None:
    (office / "so.docx").write_bytes(b"mine")
    asked = ("report", "book", "resolutions", "--year", "2018", "--cell", "dang-uy-tan-phu", "-o")
    done = vanthu(*asked, "so.docx", cwd=office, **NO_LIBREOFFICE)
    assert (done.returncode, (office / "so.docx").read_bytes()) == (ExitCode.USAGE, b"mine")
    assert vanthu(*asked, FIRST, "--force", cwd=office, **NO_LIBREOFFICE).returncode == ExitCode.USAGE
    assert vanthu(*asked, "so.docx", "--force", cwd=office, **NO_LIBREOFFICE).returncode == ExitCode.OK
    assert [row[0] for row in contents(office / "so.docx")] == [
        "Kết luận (xếp chung trong sổ nghị quyết)",
        "01-KL/ĐU",
    ]


def test_a_year_without_papers_gives_a_book_that_says_so(office: Path) -> None:
    done = vanthu("report", "book", "minutes", "--year", "2017", "--cell", "binh-minh", "-o", "so.docx", cwd=office)
    assert done.returncode == ExitCode.OK
    assert "Năm 2017 không có văn bản." in [one.text for one in docx.Document(str(office / "so.docx")).paragraphs]


def test_a_body_that_is_not_there_is_said(office: Path) -> None:
    done = vanthu("report", "book", "minutes", "--year", "2018", "--cell", "khong-co", cwd=office)
    assert done.returncode == ExitCode.USAGE
    assert "khong-co" in done.stderr
