"""`vanthu report year` over the sample office: on the screen, as JSON, as a workbook, as documents."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import load_workbook

from pipeline.errors import ExitCode
from tests.commands import rows, validator, vanthu
from tests.layout.held import told
from tests.templates.values import all_text

YEAR = ("report", "year", "--year", "2018", "--as-of", "10/01/2019")
TEMPLATES = Path(__file__).parent.parent.parent / "templates_docx"


def manifests(office: Path, body: str) -> list[dict[str, Any]]:
    found = sorted((office / "outbox" / body / "2018").glob("*/manifest.json"))
    return [json.loads(path.read_text("utf-8")) for path in found]


def test_every_line_of_json_is_as_its_schema_says_and_agrees_with_the_archive(office: Path) -> None:
    done = vanthu(*YEAR, "--json", cwd=office)
    assert done.returncode == ExitCode.OK, done.stderr
    found = {row["cell"]: row for row in rows(done)}
    for row in found.values():
        validator("report-year.schema.json").validate(row)
    cell = found["binh-minh"]
    filed = [one for one in manifests(office, "binh-minh") if not one["withdrawn"]]
    held = [one for one in filed if any(form["stage"] == "held" for form in one["forms"])]
    assert sum(count["held"] for count in cell["meetings"].values()) == len(held) > 0
    numbered = [
        document
        for one in filed
        for document in one["documents"]
        if document["number"] is not None and document["status"] == "filed"
    ]
    assert sum(count["numbered"] for count in cell["documents"].values()) == len(numbered) > 0
    assert all((office / "outbox" / record).is_file() for record in cell["records"])
    assert len(cell["records"]) == sum(len(one["forms"]) for one in filed)


def test_numbers_of_a_withdrawn_meeting_are_void_as_in_the_register(office: Path) -> None:
    def counted() -> dict[str, int]:
        (row,) = rows(vanthu(*YEAR, "--cell", "binh-minh", "--json", cwd=office))
        return {name: sum(one[name] for one in row["documents"].values()) for name in ("numbered", "void")}

    before = counted()
    one = next(one for one in manifests(office, "binh-minh") if any(row["number"] for row in one["documents"]))
    gone = sum(document["number"] is not None for document in one["documents"])
    assert vanthu("withdraw", one["meeting"], "--reason", "Nhập nhầm", cwd=office).returncode == ExitCode.OK
    assert counted() == {"numbered": before["numbered"] - gone, "void": before["void"] + gone}
    assert gone > 0


def test_a_party_committee_asked_for_alone_tells_of_its_cells_too(office: Path) -> None:
    every = {row["cell"]: row for row in rows(vanthu(*YEAR, "--json", cwd=office))}
    (committee,) = [key for key, row in every.items() if row["kind"] == "party-committee"]
    (alone,) = rows(vanthu(*YEAR, "--cell", committee, "--json", cwd=office))
    assert alone == every[committee]
    assert "binh-minh" in alone["cells"]


def test_the_tables_are_shown_and_written(office: Path, tmp_path: Path) -> None:
    shown = vanthu(*YEAR, "--cell", "binh-minh", cwd=office, lang="vi")
    assert shown.returncode == ExitCode.OK
    assert "Kết quả công tác năm" in shown.stdout
    assert vanthu(*YEAR, "-o", tmp_path / "nam.xlsx", cwd=office).returncode == ExitCode.OK
    book = load_workbook(BytesIO((tmp_path / "nam.xlsx").read_bytes()))
    assert book.sheetnames == ["Sinh hoạt", "Kết quả"]
    names = [row[0].value for row in book["Kết quả"].iter_rows(min_row=2)]
    assert "Chi bộ Trường Tiểu học Bình Minh" in names


def test_a_folder_gets_a_document_of_each_body_each_in_order(office: Path, tmp_path: Path) -> None:
    folder = tmp_path / "bao-cao"
    done = vanthu(*YEAR, "-o", folder, "--json", cwd=office)
    assert done.returncode == ExitCode.OK, done.stderr
    bodies = [row["cell"] for row in rows(done)]
    assert {path.name for path in folder.iterdir()} == {f"bao-cao-nam-2018-{body}.docx" for body in bodies}
    assert len(bodies) > 1
    for path in folder.iterdir():
        assert told(path.read_bytes()) == ""
    before = {path: path.read_bytes() for path in folder.iterdir()}
    again = vanthu(*YEAR, "-o", folder, cwd=office)
    assert again.returncode == ExitCode.USAGE  # nothing is written over
    forced = vanthu(*YEAR, "-o", folder, "--force", cwd=office)
    assert forced.returncode == ExitCode.OK
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_one_file_holds_the_report_of_one_body(office: Path, tmp_path: Path) -> None:
    several = vanthu(*YEAR, "-o", tmp_path / "a.docx", cwd=office)
    assert (several.returncode, "--cell" in several.stderr) == (ExitCode.USAGE, True)
    one = vanthu(*YEAR, "--cell", "binh-minh", "-o", tmp_path / "a.docx", cwd=office)
    assert one.returncode == ExitCode.OK
    properties = docx.Document(str(tmp_path / "a.docx")).core_properties
    assert properties.title == "Báo cáo kết quả công tác năm 2018, phương hướng, nhiệm vụ năm 2019"
    assert f"{properties.created:%d/%m/%Y}" == "10/01/2019"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["a.docx"]


def test_the_offices_own_template_is_used_and_checked(office: Path, tmp_path: Path) -> None:
    own = office / "templates_docx"
    (own / "binh-minh").mkdir(parents=True, exist_ok=True)
    changed = docx.Document(str(TEMPLATES / "bao-cao-nam.docx"))
    changed.add_paragraph("Mẫu riêng của {{ body }}")
    changed.save(str(own / "binh-minh" / "bao-cao-nam.docx"))
    assert vanthu("template", "check", cwd=office).returncode == ExitCode.OK
    done = vanthu(*YEAR, "-o", tmp_path / "moi", cwd=office)
    assert done.returncode == ExitCode.OK
    with_own = {path.name for path in (tmp_path / "moi").iterdir() if "Mẫu riêng của" in all_text(path.read_bytes())}
    assert with_own == {"bao-cao-nam-2018-binh-minh.docx"}
    changed.add_paragraph("{{ khong_co }}")
    changed.save(str(own / "binh-minh" / "bao-cao-nam.docx"))
    checked = vanthu("template", "check", cwd=office)
    assert (checked.returncode, "khong_co" in checked.stdout) == (ExitCode.BAD_CONFIGURATION, True)
    refused = vanthu(*YEAR, "--cell", "binh-minh", "-o", tmp_path / "b.docx", cwd=office)
    assert refused.returncode == ExitCode.BAD_CONFIGURATION
    assert not (tmp_path / "b.docx").exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--cell", "khong-co"), ExitCode.USAGE),
        (("-o", "nam.pdf"), ExitCode.USAGE),
        (("-o", "outbox/nam"), ExitCode.USAGE),
        (("-o", "organisation.yaml"), ExitCode.USAGE),
        (("--cell", "binh-minh", "-o", "inbox/nam.docx"), ExitCode.USAGE),
    ],
)
def test_what_cannot_be_reported_is_refused(office: Path, arguments: tuple[str, ...], code: ExitCode) -> None:
    assert vanthu(*YEAR, *arguments, cwd=office).returncode == code


def test_a_body_that_was_not_there_in_the_year_has_no_report(office: Path, tmp_path: Path) -> None:
    organisation = office / "organisation.yaml"
    text = organisation.read_text("utf-8")
    before, found, after = text.partition("id: binh-minh\n")
    indent = before.rpartition("\n")[2].replace("-", " ")
    organisation.write_text(f"{before}{found}{indent}from: 2019-01-01\n{after}", "utf-8")
    done = vanthu(*YEAR, "--cell", "binh-minh", "-o", tmp_path / "a.docx", cwd=office)
    assert (done.returncode, "2018" in done.stderr) == (ExitCode.USAGE, True)
    assert not (tmp_path / "a.docx").exists()


def test_figures_that_lack_a_folder_are_said_to(office: Path) -> None:
    (office / "outbox/binh-minh/2018/11-thuong-ky/manifest.json").write_bytes(b"{")
    done = vanthu(*YEAR, "--json", cwd=office)
    assert done.returncode == ExitCode.ARCHIVE_DAMAGED
    assert "11-thuong-ky" in done.stderr


@pytest.mark.parametrize("asked", [("--year", "2199"), ("--year", "2018", "--as-of", "31/12/2017")])
def test_of_a_year_that_has_not_begun_no_document_is_written(
    office: Path, tmp_path: Path, asked: tuple[str, ...]
) -> None:
    done = vanthu("report", "year", *asked, "--cell", "binh-minh", "-o", tmp_path / "a.docx", cwd=office)
    assert done.returncode == ExitCode.USAGE
    assert "has not begun" in done.stderr
    assert not (tmp_path / "a.docx").exists()
