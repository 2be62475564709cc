"""A printed list as a workbook: one sheet a part, headings frozen and repeated, ready for filters and for A4."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO

from pipeline.office_files.word.tables import Column
from pipeline.office_files.workbooks import line_count, new_workbook, with_growing_rows

_A4 = 9
_LETTERS = 190  # of all columns together; printed, they are made to fit a landscape page
_LINE = 16.5  # points
_LONGEST_NAME = 31  # of a sheet
_LONGEST_HEAD = 200  # Excel takes 255 signs with what says how they look
_OF_ITS_OWN_SIZE = {"scale_with_doc": False}  # however much the table is made smaller
_LONGEST_TEXT = 32_767  # of a cell
_CUT = "… (xem tiếp trong biểu mẫu)"
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", "-"))

Value = str | int | date | None


def list_workbook(
    title: str, parts: Iterable[tuple[str, str, list[Column], list[list[Value]]]], *, grouped: bool = False
) -> bytes:
    """The list as an .xlsx file: of each part its name, head in print, columns and rows. Same arguments, same bytes.

    `grouped`: thousands are set apart, in the way of the reader's computer; numbers of documents must not be.
    """
    target = BytesIO()
    book = new_workbook(target, title=title)
    usual = {"font_name": "Times New Roman", "font_size": 12, "border": 1, "text_wrap": True, "valign": "top"}
    text = book.add_format(usual)
    centred = book.add_format({**usual, "align": "center"})
    whole_number = book.add_format({**usual, "align": "center", "num_format": "#,##0"}) if grouped else centred
    day = book.add_format({**usual, "align": "center", "num_format": "dd/mm/yyyy"})
    heading = book.add_format({**usual, "bold": True, "align": "center", "bg_color": "#F2DCC4"})
    used: set[str] = set()
    for name, head, columns, rows in parts:
        sheet = book.add_worksheet(_sheet_name(name, used))
        whole = sum(column.share for column in columns)
        widths = [round(_LETTERS * column.share / whole) for column in columns]
        for place, (column, width) in enumerate(zip(columns, widths, strict=True)):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, column.heading, heading)
        sheet.set_row(0, _height([column.heading for column in columns], widths))
        for number, row in enumerate(rows, 1):
            sheet.set_row(number, _height(row, widths))
            for place, value in enumerate(row):
                look = centred if columns[place].is_centred else text
                match value:
                    case None:
                        sheet.write_blank(number, place, None, look)
                    case date():
                        sheet.write_datetime(number, place, value, day)
                    case int():
                        sheet.write_number(number, place, value, whole_number)
                    case _:
                        sheet.write_string(number, place, _fitting(value), look)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_header(f'&C&"Times New Roman,Bold"&14 {head[:_LONGEST_HEAD].replace("&", "&&")}', _OF_ITS_OWN_SIZE)
        sheet.set_footer("&C&P/&N", _OF_ITS_OWN_SIZE)
    book.close()
    return with_growing_rows(target.getvalue())


def _fitting(text: str) -> str:
    """As much as a cell holds: of more nothing at all would be written."""
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - len(_CUT)] + _CUT


def _height(values: Sequence[Value], widths: Sequence[int]) -> float:
    """The height a row begins with: LibreOffice does not make room for several lines on its own."""
    texts = zip(values, widths, strict=True)
    return _LINE * max(line_count(text, width) for text, width in texts if isinstance(text, str)) + 3


def _sheet_name(name: str, used: set[str]) -> str:
    """A name as a workbook takes it: short, without certain signs, once whatever the case."""
    base = name.translate(_FORBIDDEN)[:_LONGEST_NAME].strip() or "1"
    candidate, number = base, 1
    while candidate.casefold() in used:
        number += 1
        candidate = f"{base[: _LONGEST_NAME - 5]} ({number})"
    used.add(candidate.casefold())
    return candidate
