"""The register on paper and as a workbook, in the columns of the printed book.

Source of the columns: 425/VTLTNN-NVTW (2005), appendix on the register of outgoing documents, which Party offices keep
too (sure: B). Two of them the archive cannot know and leaves to the clerk's pen: who keeps the file copy, and how many
copies were made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from pipeline.archive import DocumentStatus
from pipeline.office_files.list_workbook import Value, list_workbook
from pipeline.office_files.word.tables import Column, ListPart, list_document
from pipeline.organisation import Organisation
from pipeline.reports.heads import list_part, names_of
from pipeline.reports.register import RegisterLine

TITLE = "SỔ ĐĂNG KÝ VĂN BẢN ĐI"
COLUMNS = (
    Column("Số, ký hiệu văn bản", 14, is_centred=True),
    Column("Ngày, tháng, năm văn bản", 13, is_centred=True),
    Column("Tên loại và trích yếu nội dung văn bản", 40),
    Column("Người ký", 18),
    Column("Nơi nhận văn bản", 20),
    Column("Đơn vị, người nhận bản lưu", 14),
    Column("Số lượng bản", 10, is_centred=True),
    Column("Ghi chú", 21),
)


def register_document(lines: Iterable[RegisterLine], organisation: Organisation, span: str) -> bytes:
    """The register as a .docx, each cell from a new page on; `span` says of what time (“Năm 2018”)."""
    parts = [_part(organisation, cell, span, list(rows)) for cell, rows in groupby(lines, lambda one: one.cell)]
    return list_document(TITLE, parts or [list_part((), TITLE, span, COLUMNS, ())])


def register_workbook(lines: Iterable[RegisterLine], organisation: Organisation) -> bytes:
    """The register as an .xlsx, a sheet for each cell: dates are dates, numbers have a column to sort by."""
    columns = [Column("Số", 6, is_centred=True), *COLUMNS, Column("Trạng thái", 14), Column("Tệp", 30)]
    parts = [_sheet(organisation, cell, columns, list(rows)) for cell, rows in groupby(lines, lambda one: one.cell)]
    return list_workbook(TITLE, parts or [(TITLE, TITLE, columns, [])])


def _part(organisation: Organisation, cell: str, span: str, lines: Sequence[RegisterLine]) -> ListPart:
    return list_part(_names(organisation, cell, lines), TITLE, span, COLUMNS, [_texts(line) for line in lines])


def _sheet(
    organisation: Organisation, cell: str, columns: list[Column], lines: Sequence[RegisterLine]
) -> tuple[str, str, list[Column], list[list[Value]]]:
    name = _names(organisation, cell, lines)[-1]
    return name, f"{TITLE} – {name}", columns, [_values(line) for line in lines]


def _names(organisation: Organisation, cell: str, lines: Sequence[RegisterLine]) -> list[str]:
    return names_of(organisation, cell, max(line.day for line in lines))


def _texts(line: RegisterLine) -> list[str]:
    return [
        line.symbol,
        f"{line.day:%d/%m/%Y}",
        line.title,
        line.signer,
        "\n".join(line.sent_to),
        "",
        "",
        _note(line),
    ]


def _values(line: RegisterLine) -> list[Value]:
    symbol, _day, *rest = _texts(line)
    file = f"{line.meeting}/{line.path}" if line.path else None
    return [line.number, symbol, line.day, *(text or None for text in rest), line.status.label, file]


def _note(line: RegisterLine) -> str:
    said = [_became(line)]
    said += [f"Thay thế số {line.replaces}"] if line.replaces else []
    said += ["Bản Word đã sửa tay"] if line.is_edited else []
    return ". ".join(said)


def _became(line: RegisterLine) -> str:
    match line.status:
        case DocumentStatus.VOID:
            return f"Hủy số. {line.note}".strip()
        case DocumentStatus.ISSUED if line.kind is None:
            return line.note
        case DocumentStatus.SUPERSEDED:
            return f"Được thay thế bằng số {line.replaced_by}"
        case DocumentStatus.ISSUED if line.issued:
            return f"Ban hành ngày {line.issued:%d/%m/%Y}"
        case DocumentStatus.FILED:
            return "Chưa ghi ngày ban hành"
        case _:
            return line.status.label
