"""Tables far wider or longer than the form's: read into no more than they hold."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from pipeline.forms.grid.read import Grid
from pipeline.forms.grid.word import grid_of_word
from pipeline.office_files.word.values import Text, WordCell, WordRow, WordTable, WordValues

LABELS = ("Thuộc nội dung số", "Người phát biểu", "Nội dung ý kiến")
WIDE = 190


def row(number: int, texts: Iterable[str]) -> WordRow:
    return WordRow(number, tuple(WordCell(Text(text), at, at) for at, text in enumerate(texts)))


def grid(*rows: Iterable[str]) -> Grid:
    table = WordTable(0, tuple(row(number, texts) for number, texts in enumerate(rows)))
    return grid_of_word(WordValues((table,), keywords="vanthu-form 3 regular"))


def padded(*texts: str, width: int = WIDE) -> tuple[str, ...]:
    return (*texts, *[""] * (width - len(texts)))


def found(read: Grid) -> list[tuple[str, str]]:
    """Every text and its place, headings and headers left out."""
    (sheet,) = read.sheets
    return [
        (str(value), str(sheet.where_cell(at, column)))
        for at, column, value in sheet.filled()
        if value not in (*LABELS, "Ý kiến thảo luận")
    ]


@pytest.mark.parametrize("width", [WIDE - 1, WIDE, WIDE + 1])
def test_a_text_far_to_the_right_of_a_wide_row_is_told_with_its_place(width: int) -> None:
    typed = (*padded("1", "Mai", "Được", width=width - 1), "lạc")
    assert found(grid(padded(*LABELS), typed)) == [
        ("1", "table “Ý kiến thảo luận”, row 1, column “Thuộc nội dung số”"),
        ("Mai", "table “Ý kiến thảo luận”, row 1, column “Người phát biểu”"),
        ("Được", "table “Ý kiến thảo luận”, row 1, column “Nội dung ý kiến”"),
        ("lạc", "table “Ý kiến thảo luận”, row 1, column “”"),
    ]


def test_cells_split_below_one_header_are_one_text() -> None:
    read = grid(LABELS, ("1", "Mai", "Một", "Hai", "", "Ba"))
    assert [text for text, _ in found(read)] == ["1", "Mai", "Một\nHai\n\nBa"]


@pytest.mark.parametrize("width", [WIDE - 1, WIDE])
def test_a_thousand_wide_rows_without_a_text_say_nothing(width: int) -> None:
    rows = [padded(width=width)] * 1_000
    read = grid(padded(*LABELS), *rows)
    assert found(read) == []


def test_a_table_of_many_headers_is_no_wider_than_one() -> None:
    parts = [padded(*LABELS), (*padded("1", "Mai", "Được", width=WIDE - 1), "lạc")] * 100
    (sheet,) = grid(*parts).sheets
    assert max(column for _, column, _ in sheet.filled()) < WIDE
    assert sum(value == "lạc" for _, _, value in sheet.filled()) == 100


def test_an_answer_over_thousands_of_merged_rows_is_one_answer() -> None:
    answer = row(0, ("Kết luận cuộc họp", "Dòng 0"))
    more = (
        WordRow(n, (WordCell(Text(""), 0, 0, continues=True), WordCell(Text(f"Dòng {n} " + "dài " * 500), 1, 1)))
        for n in range(1, 4_000)
    )
    (sheet,) = grid_of_word(WordValues((WordTable(0, (answer, *more)),), keywords="vanthu-form 3 regular")).sheets
    (typed,) = [value for _, column, value in sheet.filled() if column == 1]
    assert isinstance(typed, str)
    assert [line.split()[1] for line in typed.split("\n")] == [str(n) for n in range(4_000)]
