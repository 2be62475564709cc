"""Cover and contents of a book, in the looks of official documents (36-HD/VPTW)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import count, groupby

from pipeline.office_files.bound_word import mark_of
from pipeline.office_files.word.package import word_package
from pipeline.reports.books.contents import BookKind, Entry

_PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
_FONT = "".join(f' w:{letters}="Times New Roman"' for letters in ("ascii", "eastAsia", "hAnsi", "cs"))
_STYLES = (
    f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{_FONT}/><w:sz w:val="28"/><w:szCs w:val="28"/>'
    '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
    '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
)
_SHEET = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701"'
    ' w:header="567" w:footer="567" w:gutter="0"/>'
)
_HEADS = (4082, 5273)  # as in the documents themselves
_COLUMNS = (
    ("Số, ký hiệu", 1500),
    ("Ngày, tháng, năm", 1400),
    ("Tên loại và trích yếu nội dung", 3855),
    ("Trang", 800),
    ("Ghi chú", 1800),
)
_GROUPS = {"BB": "Biên bản", "NQ": "Nghị quyết", "KL": "Kết luận (xếp chung trong sổ nghị quyết)"}
_HYPHEN = re.compile(r"(?<=\d)-(?=[A-ZĐ])")  # that of a number and its symbol: it stays in one line
_UNKNOWN = "…"  # where a page number goes that Word is to count


@dataclass(frozen=True)
class Cover:
    """What the cover says. `names` are the body's superior and its own name, or its own alone."""

    kind: BookKind
    names: Sequence[str]
    year: int

    @property
    def title(self) -> str:
        """Title and year in one line, for the file's properties."""
        return f"{self.kind.label} năm {self.year}"


def front(cover: Cover, entries: Sequence[Entry], pages: Sequence[int] | None) -> bytes:
    """Cover and contents as a .docx file; `pages` are the first pages of the documents, in their order."""
    return word_package(_cover(cover) + _contents(cover, entries, pages), _STYLES, "<w:p/>", cover.title, "")


def _cover(cover: Cover) -> str:
    *above, own = [name.upper() for name in cover.names]
    left = "".join(_paragraph(name) for name in above) + _paragraph(own, bold=True) + _paragraph("*")
    line = (
        '<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:pBdr>'
        '<w:spacing w:before="20" w:line="40" w:lineRule="exact"/><w:ind w:left="570" w:right="570"/>'
        '<w:jc w:val="center"/></w:pPr></w:p>'
    )
    right = _paragraph(_PARTY, bold=True, size=30) + line
    head = _table(_HEADS, [f"<w:tr>{_cell(_HEADS[0], left)}{_cell(_HEADS[1], right)}</w:tr>"], ruled=False)
    title = _paragraph(cover.kind.label.upper(), bold=True, size=52, before=4400, after=240)
    year = _paragraph(f"NĂM {cover.year}", bold=True, size=32)
    sides = ("top", "left", "bottom", "right")
    rules = "".join(f'<w:{side} w:val="double" w:sz="6" w:space="12" w:color="auto"/>' for side in sides)
    section = f'<w:sectPr>{_SHEET}<w:pgBorders w:offsetFrom="text">{rules}</w:pgBorders></w:sectPr>'
    return f"{head}{title}{year}<w:p><w:pPr>{section}</w:pPr></w:p>"


def _contents(cover: Cover, entries: Sequence[Entry], pages: Sequence[int] | None) -> str:
    title = _paragraph("MỤC LỤC", bold=True, size=30)
    span = _paragraph(cover.title, bold=True, after=200)
    empty = "" if entries else _paragraph(f"Năm {cover.year} không có văn bản.", before=200)
    table = _table([width for _heading, width in _COLUMNS], _rows(entries, pages), ruled=True) if entries else ""
    return f"{title}{span}{table}{empty}<w:p/><w:sectPr>{_SHEET}</w:sectPr>"


def _rows(entries: Sequence[Entry], pages: Sequence[int] | None) -> Iterator[str]:
    yield _row([_paragraph(heading, bold=True, size=24) for heading, _width in _COLUMNS], is_heading=True)
    places = count(1)
    groups = _groups(entries)
    is_told = len(groups) > 1 or any(entry.type == "KL" for entry in entries)
    terms = {entry.term for entry in entries if entry.term}
    for (type_, term), of_group in groups:
        if is_told:
            said = _GROUPS[type_] + (f", nhiệm kỳ {term}" if term and len(terms) > 1 else "")
            yield _group(said)
        for entry in of_group:
            for one in (entry, *entry.behind):
                yield _entry(one, next(places) if one.file is not None else None, pages)


def _groups(entries: Sequence[Entry]) -> list[tuple[tuple[str, str], list[Entry]]]:
    """Lines of one type and term; a paper without a number goes with the one before it."""
    keys: list[tuple[str, str]] = []
    for place, entry in enumerate(entries):
        later = next((one.term for one in entries[place:] if one.type == entry.type and one.term), "")
        before = keys[-1][1] if keys and keys[-1][0] == entry.type else later
        keys.append((entry.type, entry.term or before))
    paired = groupby(zip(keys, entries, strict=True), key=lambda one: one[0])
    return [(key, [entry for _key, entry in of_group]) for key, of_group in paired]


def _entry(entry: Entry, place: int | None, pages: Sequence[int] | None) -> str:
    page = _paragraph("–", size=24) if place is None else _page(place, pages)
    return _row(
        [
            _paragraph(entry.symbol, size=24),
            _paragraph(f"{entry.day:%d/%m/%Y}", size=24),
            _paragraph(entry.abstract, size=24, is_centred=False),
            page,
            _paragraph(entry.note, size=24, is_centred=False),
        ]
    )


def _page(place: int, pages: Sequence[int] | None) -> str:
    """The page as a field that Word counts, and as a link."""
    shown = _UNKNOWN if pages is None else str(pages[place - 1])
    mark = mark_of(place)
    letters = _letters(24)
    steps = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> PAGEREF {mark} \\h </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{shown}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    runs = "".join(f"<w:r>{letters}{step}</w:r>" for step in steps)
    link = f'<w:hyperlink w:anchor="{mark}" w:history="1">{runs}</w:hyperlink>'
    return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{link}</w:p>'


def _group(text: str) -> str:
    width = sum(width for _heading, width in _COLUMNS)
    cell = _paragraph(text, bold=True, size=24, is_centred=False, keep=True)
    span = f'<w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{len(_COLUMNS)}"/>'
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr>{span}</w:tcPr>{cell}</w:tc></w:tr>"


def _row(cells: Sequence[str], *, is_heading: bool = False) -> str:
    filled = "".join(_cell(width, cell) for (_heading, width), cell in zip(_COLUMNS, cells, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if is_heading else ''}</w:trPr>{filled}</w:tr>"


def _cell(width: int, content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def _table(widths: Sequence[int], rows: Sequence[str] | Iterator[str], *, ruled: bool) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    rules = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in sides)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    margins = '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f"{f'<w:tblBorders>{rules}</w:tblBorders>' if ruled else ''}"
        f'<w:tblLayout w:type="fixed"/>{margins if ruled else ""}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(rows)}</w:tbl>"
    )


def _paragraph(
    text: str,
    *,
    bold: bool = False,
    size: int = 28,
    before: int = 0,
    after: int = 0,
    is_centred: bool = True,
    keep: bool = False,
) -> str:
    look = f'{"<w:keepNext/>" if keep else ""}<w:spacing w:before="{before}" w:after="{after}"/>'
    look += f'<w:jc w:val="{"center" if is_centred else "left"}"/>'
    pieces = (f'<w:t xml:space="preserve">{escape(piece, quote=False)}</w:t>' for piece in _HYPHEN.split(text))
    run = f"<w:r>{_letters(size, bold)}{'<w:noBreakHyphen/>'.join(pieces)}</w:r>"
    return f"<w:p><w:pPr>{look}</w:pPr>{run if text else ''}</w:p>"


def _letters(size: int, bold: bool = False) -> str:
    return f'<w:rPr>{"<w:b/><w:bCs/>" if bold else ""}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
