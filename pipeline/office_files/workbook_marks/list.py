"""The first sheet of a marked workbook: all problems, errors first, each with a link to its cell. Prints on A4."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape  # that of `xml.sax` brings all of `urllib` with it

from pipeline.office_files.list_texts import shown_text, typed_in
from pipeline.office_files.marks import (
    COLUMNS,
    COUNTED,
    MORE_ROWS,
    TITLE,
    WARNINGS_TITLE,
    Mark,
    ended,
    escaped_text,
    in_order,
    one_line,
)
from pipeline.office_files.package_edit import OFFICE
from pipeline.office_files.workbook_marks.book import MAIN
from pipeline.office_files.workbook_marks.styles import ERROR_LIST, WARNING_LIST, Styles
from pipeline.office_files.workbook_values import SheetValues
from pipeline.office_files.workbooks import cell_address, line_count

Target = Callable[[Mark], str | None]  # where a link leads, e.g. `'2. Điểm danh'!C7`

GUIDE = (
    "Ô cần sửa có nền đỏ, ô nên kiểm tra có nền vàng đậm; đưa con trỏ vào ô đó để xem cần sửa gì. Bấm vào vị trí ghi "
    "trong bảng dưới đây để đến ngay ô đó.",
    "Sửa xong, xin lưu lại ngay tại đây hoặc thả biểu mẫu đã sửa vào thư mục inbox. Không cần xóa trang này, nền màu "
    "và ghi chú: công cụ tự bỏ; xin không ghi gì thêm ở trang này.",
)
MAX_ROWS = 1_000

_WIDTHS = (6, 32, 52, 52)
_BORDER = "".join(
    f"<{side} style='thin'><color rgb='FFCDBFB2'/></{side}>" for side in ("left", "right", "top", "bottom")
) + "<diagonal/>"  # fmt: skip
_NO_BORDER = "<left/><right/><top/><bottom/><diagonal/>"
_WRAP = "horizontal='left' vertical='top' wrapText='1' indent='1'"


def list_sheet(marks: Sequence[Mark], styles: Styles, target: Target) -> tuple[bytes, int]:
    """The sheet as XML, and the row of its header, from 1."""
    writer = _Writer(styles, target)
    writer.write(marks)
    return writer.xml(), writer.header_row


def typed_on_list_sheet(sheet: SheetValues) -> tuple[str, ...]:
    """What was typed on the list since, in its order."""
    return typed_in([[shown_text(value) for value in row] for row in sheet.rows], GUIDE)


def _font(size: int, inner: str = "", colour: str = "FF000000") -> str:
    return f"{inner}<sz val='{size}'/><color rgb='{colour}'/><name val='Times New Roman'/><family val='1'/>"


class _Writer:
    """Collects rows from the top down."""

    def __init__(self, styles: Styles, target: Target) -> None:
        self._target = target
        self._rows: list[str] = []
        self._merged: list[str] = []
        self._links: list[str] = []
        self.header_row = 0
        self._band = styles.format(
            _font(16, "<b/>", "FFFFFFFF"), "FF9E1B1B", _NO_BORDER, "horizontal='center' vertical='center'"
        )
        self._guide = styles.format(_font(12, "<i/>"), "", _NO_BORDER, "vertical='center' wrapText='1'")
        self._heading = styles.format(_font(13, "<b/>", "FF7A1414"), "FFF6DFD3", _NO_BORDER, "vertical='center'")
        self._header = styles.format(
            _font(12, "<b/>"), "FFF1D9C4", _BORDER, "horizontal='center' vertical='center' wrapText='1'"
        )
        self._numbers = {
            is_error: styles.format(
                _font(12, "<b/>"),
                ERROR_LIST if is_error else WARNING_LIST,
                _BORDER,
                "horizontal='center' vertical='top'",
            )
            for is_error in (True, False)
        }
        self._text = styles.format(_font(12), "", _BORDER, _WRAP)
        self._link = styles.format(_font(12, "<u/>", "FF0563C1"), "", _BORDER, _WRAP)

    def write(self, marks: Sequence[Mark]) -> None:
        errors = [mark for mark in in_order(marks) if mark.is_error]
        warnings = [mark for mark in in_order(marks) if not mark.is_error]
        self._across(TITLE, self._band, 32)
        self._across(f"{COUNTED}{len(errors)}", self._heading, 22)
        for line in GUIDE:
            self._across(line, self._guide, line_count(line, sum(_WIDTHS)) * 16.5 + 4)
        self._table(errors)
        if warnings:
            self._across(WARNINGS_TITLE, self._heading, 22)
            self._table(warnings)

    def _table(self, marks: Sequence[Mark]) -> None:
        if not marks:
            return
        self._row(22, [(text, self._header) for text in COLUMNS])
        self.header_row = self.header_row or len(self._rows)
        for number, mark in enumerate(marks[:MAX_ROWS], 1):
            self._mark(number, mark)
        if len(marks) > MAX_ROWS:
            self._across(MORE_ROWS.format(len(marks) - MAX_ROWS), self._guide, 22)

    def _mark(self, number: int, mark: Mark) -> None:
        where = one_line(mark.where)
        texts = (where[:1].upper() + where[1:], one_line(mark.message), one_line(mark.hint))
        lines = max(line_count(text, width) for text, width in zip(texts, _WIDTHS[1:], strict=True))
        target = self._target(mark)
        place_style = self._link if target else self._text
        styles = (self._numbers[mark.is_error], place_style, self._text, self._text)
        self._row(lines * 16.5 + 5, list(zip((number, *texts), styles, strict=True)))
        if target:
            self._links.append(f'<hyperlink ref="B{len(self._rows)}" location="{escape(target)}"/>')

    def _across(self, text: str, style: int, height: float) -> None:
        self._row(height, [(text, style), *(("", style) for _ in _WIDTHS[1:])])
        self._merged.append(f'<mergeCell ref="A{len(self._rows)}:D{len(self._rows)}"/>')

    def _row(self, height: float, cells: Sequence[tuple[str | int, int]]) -> None:
        row = len(self._rows)
        inner = "".join(_cell(row, column, text, style) for column, (text, style) in enumerate(cells))
        self._rows.append(f'<row r="{row + 1}" ht="{min(height, 409)}">{inner}</row>')

    def xml(self) -> bytes:
        columns = "".join(
            f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
            for number, width in enumerate(_WIDTHS, 1)
        )
        links = f"<hyperlinks>{''.join(self._links)}</hyperlinks>" if self._links else ""
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheetPr><tabColor rgb="FFC00000"/>'
            '<pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView showGridLines="0" tabSelected="1" '
            'workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="16.5"/>'
            f"<cols>{columns}</cols><sheetData>{''.join(self._rows)}</sheetData>"
            f'<mergeCells count="{len(self._merged)}">{"".join(self._merged)}</mergeCells>{links}'
            '<printOptions horizontalCentered="1"/>'
            '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.3"/>'
            '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>'
            "<headerFooter><oddFooter>&amp;C&amp;9Trang &amp;P/&amp;N</oddFooter></headerFooter></worksheet>"
        ).encode()


def _cell(row: int, column: int, content: str | int, style: int) -> str:
    address = cell_address(row, column)
    if not content:
        return f'<c r="{address}" s="{style}"/>'
    if isinstance(content, int):
        return f'<c r="{address}" s="{style}"><v>{content}</v></c>'
    shown = escape(escaped_text(ended(content)), quote=False)
    return f'<c r="{address}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'
