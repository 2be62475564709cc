"""What a clerk types among the marks of a returned form: kept where it stands, or told because it will not be read."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.errors import Problem
from pipeline.forms import cleared, marked, read_form, typed_among_marks
from pipeline.office_files.marks import OURS_END
from pipeline.office_files.packages import packed, unpacked
from pipeline.office_files.word.values import read_word

from . import test_marking_docx as word
from . import test_marking_xlsx as excel
from .marks import at, opened, problem, saved_by_libreoffice, saved_by_openpyxl

MANY = [problem(f"Sai {number}.", at(excel.FIRST, "B22"), warning=number % 2 == 0) for number in range(3_000)]


def returned(suffix: str, problems: list[Problem] | None = None) -> bytes:
    """The regular form of that kind, marked."""
    if suffix == ".xlsx":
        return excel.returned(excel.FORM, problems or excel.PROBLEMS)
    return word.returned(word.FORM, problems or word.PROBLEMS)


def workbook(data: bytes, change: Callable[[Workbook], object]) -> bytes:
    book, target = opened(data), BytesIO()
    change(book)
    book.save(target)
    return target.getvalue()


def document(data: bytes, change: Callable[[Document], object]) -> bytes:
    found, target = docx.Document(BytesIO(data)), BytesIO()
    change(found)
    found.save(target)
    return target.getvalue()


def on_list(change: Callable[[Worksheet], object]) -> tuple[str, ...]:
    """What is found after a change on the list of a marked workbook."""
    return typed_among_marks("mau.xlsx", workbook(returned(".xlsx"), lambda book: change(book[excel.LIST])))


def as_of_old(data: bytes) -> bytes:
    """A file as earlier versions marked it: the ends of our texts are not told."""
    return packed({name: content.replace(OURS_END.encode(), b"") for name, content in unpacked(data).items()})


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
@pytest.mark.parametrize("problems", [None, MANY], ids=["few", "more than are listed"])
@pytest.mark.parametrize("version", [bytes, as_of_old], ids=["now", "earlier"])
def test_where_nothing_was_typed_nothing_is_told(
    suffix: str, problems: list[Problem] | None, version: Callable[[bytes], bytes]
) -> None:
    assert typed_among_marks(f"mau{suffix}", version(returned(suffix, problems))) == ()


@pytest.mark.parametrize("name", ["mau.xlsx", "mau.docx", "mau.yaml", "mau.xls", "mau"])
@pytest.mark.parametrize("data", [b"", b"khong phai zip", returned(".xlsx")[:9_000]], ids=["empty", "text", "cut off"])
def test_what_cannot_be_read_tells_nothing(name: str, data: bytes) -> None:
    assert typed_among_marks(name, data) == ()


def test_a_form_without_marks_tells_nothing() -> None:
    assert typed_among_marks("mau.xlsx", excel.FORM) == typed_among_marks("mau.docx", word.FORM) == ()


def set_value(cell: str, value: object) -> Callable[[Worksheet], object]:
    return lambda sheet: setattr(sheet[cell], "value", value)


def type_behind(cell: str, text: str) -> Callable[[Worksheet], object]:
    return lambda sheet: setattr(sheet[cell], "value", f"{sheet[cell].value}{text}")


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (set_value("E7", "Đã sửa\nngày 5/10"), "Đã sửa ngày 5/10"),
        (set_value("A40", "Thiếu một ý kiến của đồng chí Hà"), "Thiếu một ý kiến của đồng chí Hà"),
        (set_value("D6", "Họp ngày 05/10/2018"), "Họp ngày 05/10/2018"),
        (type_behind("C6", " – ngày 05/10"), "– ngày 05/10"),
        (type_behind("A2", " (đã xem)"), "(đã xem)"),
        (set_value("F3", 22), "22"),
        (set_value("F3", date(2018, 10, 5)), "05/10/2018"),
        (set_value("F7", "Họp\u00a0ngày 05/10/2018\u00a0"), "Họp ngày 05/10/2018"),
        (set_value("A1", "ĐÃ SỬA"), "ĐÃ SỬA"),
        (set_value("A7", 99), None),  # a serial number that was typed over
        (lambda sheet: setattr(sheet["C6"], "comment", Comment("Hỏi lại\nđồng chí bí thư", "Hà")), "Hỏi lại đồng chí bí thư"),
        (lambda sheet: sheet.delete_rows(6), None),
        (lambda sheet: sheet.insert_cols(1), None),
        (lambda sheet: setattr(sheet, "title", "Cần sửa (2)"), None),
    ],
)  # fmt: skip
def test_texts_on_the_list_of_a_workbook_are_found(change: Callable[[Worksheet], object], found: str | None) -> None:
    assert on_list(change) == ((found,) if found else ())


def test_several_texts_are_told_in_their_order_and_once() -> None:
    def change(sheet: Worksheet) -> None:
        sheet["F3"], sheet["E7"], sheet["E8"], sheet["A50"] = "một", "hai", "hai", "ba"

    assert on_list(change) == ("một", "hai", "ba")


def test_on_the_list_of_an_earlier_version_what_stands_beside_and_below_is_found() -> None:
    def change(book: Workbook) -> None:
        book[excel.LIST]["F7"], book[excel.LIST]["B60"] = "bên cạnh", "bên dưới"

    assert typed_among_marks("mau.xlsx", workbook(as_of_old(returned(".xlsx")), change)) == ("bên cạnh", "bên dưới")


def type_into_table(found: Document) -> None:
    found.tables[0].cell(1, 3).paragraphs[0].add_run(" Họp ngày 05/10/2018")
    last = found.tables[0].rows[-1]
    last._tr.addnext(deepcopy(last._tr))
    for cell, text in zip(found.tables[0].rows[-1].cells, ("", "Thiếu biểu quyết", "", ""), strict=True):
        cell.text = text


def test_texts_in_the_tables_and_paragraphs_of_the_first_page_are_found() -> None:
    def change(found: Document) -> None:
        found.paragraphs[1].add_run(" (đã xem)")
        type_into_table(found)

    data = document(returned(".docx"), change)
    assert typed_among_marks("mau.docx", data) == ("(đã xem)", "Họp ngày 05/10/2018", "Thiếu biểu quyết")


@pytest.mark.parametrize("title", ["Đã sửa xong – {}", "BIỂU MẪU ĐÃ SỬA", ""])
def test_the_page_goes_whatever_was_done_to_its_title(title: str) -> None:
    def change(found: Document) -> None:
        run = found.paragraphs[0].runs[0]
        run.text = title.format(run.text)

    after = read_word(cleared("mau.docx", document(returned(".docx"), change))).body
    form = read_word(word.FORM).body
    assert after[len(after) - len(form) :] == form
    assert len(after) - len(form) == ("{}" not in title)  # without our words it is a paragraph of the clerk's own


def test_a_paragraph_of_the_clerks_own_stays_and_need_not_be_told() -> None:
    data = document(returned(".docx"), lambda found: found.paragraphs[1].insert_paragraph_before("Ghi thêm"))
    assert typed_among_marks("mau.docx", data) == ()
    assert docx.Document(BytesIO(cleared("mau.docx", data))).paragraphs[0].text == "Ghi thêm"


def type_beside(book: Workbook) -> None:
    book[excel.LIST]["E7"] = "Họp ngày 05/10/2018"


def retold(data: bytes, cell: str, change: Callable[[str], str]) -> bytes:
    """The marked workbook with another text in the note at a cell."""

    def edit(book: Workbook) -> None:
        note = book[excel.FIRST][cell].comment
        assert note is not None
        book[excel.FIRST][cell].comment = Comment(change(note.text), note.author)

    return workbook(data, edit)


def test_what_is_typed_into_a_note_stays_there() -> None:
    data = retold(returned(".xlsx"), "B22", lambda text: f"{text} đã hỏi bí thư")
    data = retold(data, "B25", lambda text: text.replace("\n", "dòng một\n") + "\ndòng hai")
    data = retold(data, "A12", lambda text: text.replace(OURS_END, f"{OURS_END} nhãn cũ", 1))
    after = cleared("mau.xlsx", data)
    help_text = excel.note(excel.FORM, at(excel.FIRST, "A12"))
    assert excel.note(after, at(excel.FIRST, "B22")) == "đã hỏi bí thư"
    assert excel.note(after, at(excel.FIRST, "B25")) == "dòng một\ndòng hai"
    assert excel.note(after, at(excel.FIRST, "A12")) == f"nhãn cũ\n{help_text}"


def test_what_is_typed_into_a_comment_stays_there() -> None:
    def change(found: Document) -> None:
        first, second, *_ = found.comments
        first.paragraphs[0].add_run(" đã hỏi bí thư")
        second.add_paragraph("Dòng riêng")

    data = document(returned(".docx"), change)
    assert [(text or "").strip() for _, text in word.comments(cleared("mau.docx", data))] == [
        "đã hỏi bí thư",
        "Dòng riêng",
    ]


@pytest.mark.parametrize("change", [set_value("A1", "ĐÃ SỬA"), lambda sheet: sheet.insert_rows(1)])
def test_the_list_goes_whatever_was_done_to_its_title(change: Callable[[Worksheet], object]) -> None:
    data = workbook(returned(".xlsx"), lambda book: change(book[excel.LIST]))
    assert opened(cleared("mau.xlsx", data)).sheetnames == opened(excel.FORM).sheetnames


@pytest.mark.libreoffice
def test_texts_among_the_marks_are_found_in_what_libreoffice_saved(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book[excel.LIST]["E7"], book[excel.LIST]["F8"] = "Đã sửa", date(2018, 10, 5)

    files = {
        "marked.xlsx": returned(".xlsx"),
        "typed.xlsx": retold(workbook(returned(".xlsx"), change), "B22", lambda text: f"{text} đã hỏi bí thư"),
        "marked.docx": returned(".docx"),
        "typed.docx": document(returned(".docx"), type_into_table),
    }
    saved = saved_by_libreoffice(tmp_path, files)
    found = {name: typed_among_marks(name, data) for name, data in saved.items()}
    assert found == {
        "marked.xlsx": (),
        "typed.xlsx": ("Đã sửa", "05/10/2018"),
        "marked.docx": (),
        "typed.docx": ("Họp ngày 05/10/2018", "Thiếu biểu quyết"),
    }
    after = cleared("typed.xlsx", saved["typed.xlsx"])
    assert excel.note(after, at(excel.FIRST, "B22")).strip() == "đã hỏi bí thư"
    assert typed_among_marks("marked.xlsx", saved_by_openpyxl(saved["marked.xlsx"])) == ()
    assert marked("typed.xlsx", saved["typed.xlsx"], excel.PROBLEMS) is not None


@pytest.mark.libreoffice
@pytest.mark.parametrize("suffix", ["ods", "xls"])
def test_texts_on_a_list_that_was_saved_as_another_kind_of_workbook_are_told(tmp_path: Path, suffix: str) -> None:
    files = {"plain.xlsx": returned(".xlsx"), "typed.xlsx": workbook(returned(".xlsx"), type_beside)}
    told = {}
    for name, data in saved_by_libreoffice(tmp_path, files, suffix).items():
        problems = read_form(f"mau.{suffix}", data).problems
        told[name] = [str(problem.where) for problem in problems if problem.code == "unread-sheet"]
    assert told["plain.xlsx"] == []
    assert len(told["typed.xlsx"]) == 1
