"""Copies that `vanthu export` hands on: PDF/A and plain text beside each document, or of one document alone."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path, PurePosixPath

import docx
import pytest

from pipeline.errors import ExitCode, FormRefused
from pipeline.office_files.word.plain import plain_text
from pipeline.pdf.readback import is_of, is_untouched, read_pdf
from tests.commands import vanthu
from tests.test_export import MEETING, signed
from tests.test_pdf import launches, stand_in, word

RESOLUTION = f"outbox/{MEETING}/05-NQ-nghi-quyet.docx"
MINUTES = f"outbox/{MEETING}/24-BB-bien-ban.docx"


def members(office: Path, *options: str | Path, name: str = "nam.zip") -> dict[str, bytes]:
    done = vanthu("export", *options, "--force", "-o", name, cwd=office)
    assert done.returncode == ExitCode.OK, done.stderr
    with zipfile.ZipFile(office / name) as packed:
        assert len(set(packed.namelist())) == len(packed.namelist())
        return {one: packed.read(one) for one in packed.namelist()}


def is_document(name: str) -> bool:
    return name.endswith(".docx") and "/" in name


# --- in the zip ---


def test_each_document_is_followed_by_its_pdf_and_its_text_and_all_else_is_as_without(
    office: Path, tmp_path: Path
) -> None:
    stand_in(tmp_path)
    without = members(signed(office))
    packed = members(office, "--pdf", "--text", "--soffice", tmp_path / "soffice")
    names = list(packed)
    documents = [name for name in names if is_document(name)]
    assert len(documents) > 30
    for name in documents:
        at = names.index(name)
        assert names[at + 1 : at + 3] == [f"{name.removesuffix('.docx')}.pdf", f"{name.removesuffix('.docx')}.txt"]
        pdf, text = (packed[one] for one in names[at + 1 : at + 3])
        assert is_untouched(pdf)
        assert is_of(pdf, packed[name], "")
        assert text == plain_text(packed[name])
    copies = {str(PurePosixPath(name).with_suffix(suffix)) for name in documents for suffix in (".pdf", ".txt")}
    assert {name: data for name, data in packed.items() if name not in copies} == without


def test_only_what_is_asked_for_goes_along_and_of_this_cell(office: Path) -> None:
    packed = members(office, "--text", "--cell", "binh-minh", "--year", "2018")
    assert not [name for name in packed if name.endswith(".pdf")]
    assert {name.partition("/")[0] for name in packed if name.endswith(".txt")} == {"binh-minh"}


def test_the_same_archive_gives_the_same_texts(office: Path) -> None:
    members(office, "--text", name="1.zip")
    members(office, "--text", name="2.zip")
    assert (office / "1.zip").read_bytes() == (office / "2.zip").read_bytes()


def assert_nothing_was_written(office: Path, said: str, code: ExitCode, *options: str | Path, **more: str) -> None:
    (office / "nam.zip").write_bytes(b"earlier")
    done = vanthu("export", *options, "--force", "-o", "nam.zip", cwd=office, **more)
    assert done.returncode == code, done
    assert said in done.stderr
    assert (office / "nam.zip").read_bytes() == b"earlier"
    assert not list(office.glob(".nam*"))


def test_where_libreoffice_is_missing_it_is_said_and_nothing_written(office: Path, tmp_path: Path) -> None:
    where = {"PATH": str(tmp_path), "ProgramFiles": str(tmp_path), "ProgramFiles(x86)": str(tmp_path)}
    if Path("/Applications/LibreOffice.app").exists():
        pytest.skip("LibreOffice is where macOS keeps it")
    assert_nothing_was_written(office, "LibreOffice was not found", ExitCode.BAD_CONFIGURATION, "--pdf", **where)


@pytest.mark.parametrize("misbehave", ["result = b''", "sys.exit(1)"])
def test_a_document_that_becomes_no_pdf_is_named_and_nothing_written(
    office: Path, tmp_path: Path, misbehave: str
) -> None:
    stand_in(tmp_path, misbehave)
    (office / MINUTES).write_bytes(word("MARK"))
    options = ("--pdf", "--soffice", tmp_path / "soffice")
    assert_nothing_was_written(office, "24-BB-bien-ban.docx", ExitCode.SOME_WORK_FAILED, *options)


def test_a_damaged_document_is_named_and_nothing_written(office: Path) -> None:
    (office / MINUTES).write_bytes(b"PK\3\4 cut off")
    assert_nothing_was_written(office, "24-BB-bien-ban.docx", ExitCode.SOME_WORK_FAILED, "--text")


def test_a_missing_document_is_said_before_libreoffice_is_started(office: Path, tmp_path: Path) -> None:
    stand_in(tmp_path)
    (office / MINUTES).unlink()
    options = ("--pdf", "--soffice", tmp_path / "soffice")
    assert_nothing_was_written(office, "24-BB-bien-ban.docx", ExitCode.ARCHIVE_DAMAGED, *options)
    assert not (tmp_path / "launches").exists()


def test_the_archive_is_not_held_up_while_libreoffice_works(office: Path, tmp_path: Path) -> None:
    command = [
        *(sys.executable, "-c", "from pipeline.cli import main; main()"),
        *("--workspace", str(office), "--lock-timeout", "1"),
        *("reserve", "--cell", "binh-minh", "--type", "NQ", "--date", "14/11/2018"),
    ]
    code = f"(here / 'code').write_text(str(subprocess.run({command!r}, cwd={str(Path.cwd())!r}).returncode))"
    stand_in(tmp_path, code)
    (office / MINUTES).write_bytes(word("MARK"))
    members(office, "--pdf", "--soffice", tmp_path / "soffice")
    assert (tmp_path / "code").read_text() == "0"


def test_a_copy_never_goes_with_another_text_than_it_was_made_of(office: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.docx"
    other.write_bytes(word("Sửa tay"))
    stand_in(tmp_path, f"Path({str(office / MINUTES)!r}).write_bytes(Path({str(other)!r}).read_bytes())")
    (office / MINUTES).write_bytes(word("MARK"))
    options = ("--pdf", "--soffice", tmp_path / "soffice")
    assert_nothing_was_written(office, "24-BB-bien-ban.docx", ExitCode.SOME_WORK_FAILED, *options)


# --- one document ---


def test_the_text_of_one_document_is_the_one_of_the_zip(office: Path) -> None:
    done = vanthu("export", "--document", RESOLUTION, "-o", "moi/nq.txt", cwd=office)
    assert done.returncode == ExitCode.OK, done.stderr
    assert "nq.txt" in done.stdout
    text = (office / "moi/nq.txt").read_bytes()
    assert text == members(office, "--text")[f"{MEETING}/05-NQ-nghi-quyet.txt"]
    lines = text.decode("utf-8-sig").split("\r\n")
    assert text.startswith(b"\xef\xbb\xbf")
    assert lines[0] == "ĐẢNG BỘ XÃ TÂN PHÚ\tĐẢNG CỘNG SẢN VIỆT NAM"
    assert "về lãnh đạo thực hiện nhiệm vụ tháng 10 năm 2018" in lines
    assert lines[-1] == ""


@pytest.mark.libreoffice
def test_the_pdf_of_one_document_is_pdf_a_and_says_the_same(office: Path) -> None:
    whole = str(office / RESOLUTION)
    done = vanthu("export", "--document", whole, "-o", "nq.PDF", cwd=office)
    assert done.returncode == ExitCode.OK, done.stderr
    facts = read_pdf((office / "nq.PDF").read_bytes())
    assert facts is not None and facts.is_pdf_a_2b
    said = subprocess.run(["pdftotext", office / "nq.PDF", "-"], capture_output=True, check=True).stdout.decode()
    assert "nhiệm vụ tháng 10 năm 2018" in " ".join(said.split())


def test_only_the_one_document_is_converted(office: Path, tmp_path: Path) -> None:
    program = stand_in(tmp_path)
    options = ("--document", RESOLUTION, "--soffice", tmp_path / "soffice")
    assert vanthu("export", *options, "-o", "nq.pdf", cwd=office).returncode == ExitCode.OK
    assert [count for _, count in launches(program)] == [1]
    assert is_of((office / "nq.pdf").read_bytes(), (office / RESOLUTION).read_bytes(), "")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--document", RESOLUTION, "-o", "nq.zip"), ".txt"),
        (("--document", RESOLUTION, "-o", "nq.docx"), ".txt"),
        (("--document", RESOLUTION, "--year", "2018", "-o", "nq.txt"), "--year"),
        (("--document", RESOLUTION, "--pdf", "-o", "nq.pdf"), "--pdf"),
        (("--document", "outbox/khong-co.docx", "-o", "nq.txt"), "khong-co.docx"),
        (("--document", f"outbox/{MEETING}/manifest.json", "-o", "nq.txt"), "manifest.json"),
        (("--text", "-o", "nq.txt"), ".zip"),
    ],
)
def test_what_cannot_be_copied_is_said(office: Path, options: tuple[str, ...], said: str) -> None:
    done = vanthu("export", *options, cwd=office)
    assert done.returncode == ExitCode.USAGE
    assert said in done.stderr
    assert not list(office.glob("nq.*"))


def test_a_file_is_replaced_by_a_copy_only_with_force(office: Path) -> None:
    target = office / "nq.txt"
    target.write_bytes(b"of somebody")
    options = ("--document", RESOLUTION, "-o", target)
    done = vanthu("export", *options, cwd=office)
    assert done.returncode == ExitCode.USAGE
    assert "--force" in done.stderr
    assert target.read_bytes() == b"of somebody"
    assert vanthu("export", *options, "--force", cwd=office).returncode == ExitCode.OK
    assert target.read_bytes() == plain_text((office / RESOLUTION).read_bytes())


def test_no_copy_is_put_into_the_archive_itself(office: Path) -> None:
    done = vanthu("export", "--document", RESOLUTION, "-o", f"outbox/{MEETING}/nq.txt", cwd=office)
    assert done.returncode == ExitCode.USAGE
    assert not (office / "outbox" / MEETING / "nq.txt").exists()


# --- the text itself ---


def test_a_paragraph_is_a_line_and_cells_stand_side_by_side() -> None:
    document = docx.Document()
    document.add_paragraph("Số\u00a005-NQ/CB, ngày\u00a005/10/2018 ")
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "Nơi nhận:\n- Đảng ủy xã,\n- Lưu."
    table.cell(0, 1).text = "T/M CHI BỘ\nBÍ THƯ"
    table.cell(1, 1).text = "Trần Văn Hòa"
    document.add_paragraph("")
    document.add_paragraph("Kết thúc\tbuổi họp")
    document.add_paragraph("")
    target = BytesIO()
    document.save(target)
    assert plain_text(target.getvalue()).decode("utf-8") == (
        "\ufeffSố 05-NQ/CB, ngày 05/10/2018\r\n"
        "Nơi nhận:\tT/M CHI BỘ\r\n- Đảng ủy xã,\tBÍ THƯ\r\n- Lưu.\r\n"
        "\tTrần Văn Hòa\r\n"
        "\r\nKết thúc\tbuổi họp\r\n"
    )


def test_what_is_no_word_document_has_no_text() -> None:
    with pytest.raises(FormRefused):
        plain_text(b"PK\3\4 cut off")
