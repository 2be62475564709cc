"""How the Word form looks: styles, colours, page, and the width of each column."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.forms.entries import Entry, EntryKind
from pipeline.forms.sheets import SheetLayout

YELLOW, LABEL, HEADER, GREY = "FFFBE6", "FAF3EC", "F1D9C4", "F4F4F2"
LINE = "CDBFB2"
_RED, _DARK = "9E1B1B", "7A1414"

A4 = (11906, 16838)  # twentieths of a point, as all lengths here
MARGIN = 794  # 1.4 cm
_CM = 567
_MANY_COLUMNS = 5  # more do not stand side by side on an upright page
_CROWDED = 9  # columns from which the print is small

# By what is written in a column: the width it needs, then its part of the room that is left.
_WIDTHS: dict[EntryKind, tuple[float, float]] = {
    EntryKind.LINE: (2.4, 1.0),
    EntryKind.PROSE: (3.0, 2.0),
    EntryKind.LINES: (3.0, 1.4),
    EntryKind.PERSON: (2.6, 0.7),
    EntryKind.CHOICE: (2.2, 0.5),
    EntryKind.DATE: (2.3, 0.0),
    EntryKind.TIME: (1.6, 0.0),
    EntryKind.MONTH: (1.9, 0.0),
    EntryKind.WHOLE: (1.35, 0.1),
    EntryKind.POINTS: (1.9, 0.1),
    EntryKind.MARK: (1.5, 0.0),
    EntryKind.YES_NO: (1.5, 0.0),
}
_NARROW_LEAD, _WIDE_LEAD = 1.45, 2.0
_ANSWER_PARTS = (0.29, 0.43, 0.28)


def is_landscape(layout: SheetLayout) -> bool:
    """Whether a part of the form lies across its pages."""
    return layout.landscape and any(len(table.labels) > _MANY_COLUMNS for table in layout.tables)


def text_width(landscape: bool) -> int:
    return A4[1 if landscape else 0] - 2 * MARGIN


def answer_widths(landscape: bool) -> tuple[int, ...]:
    """Of the label, the answer, and the grey words beside it."""
    return tuple(int(part * text_width(landscape)) for part in _ANSWER_PARTS)


def is_crowded(columns: Sequence[Entry | str]) -> bool:
    return len(columns) >= _CROWDED


def column_widths(table_columns: Sequence[Entry | str], lead: str, landscape: bool) -> tuple[int, ...]:
    """Of the first column and those after it: what each needs, and its part of what is left."""
    needs = [(_NARROW_LEAD if len(lead) <= 4 else _WIDE_LEAD, 0.0)]
    needs += [_WIDTHS[column.kind] if isinstance(column, Entry) else (1.9, 0.0) for column in table_columns]
    room = text_width(landscape) / _CM
    left = room - sum(width for width, _ in needs)
    parts = sum(part for _, part in needs) or 1.0
    widths = [width + left * part / parts if left > 0 else width * room / (room - left) for width, part in needs]
    return tuple(int(width * _CM) for width in widths)


def section(landscape: bool, footer: str) -> str:
    """The set-up of the pages that end here."""
    width, height = (A4[1], A4[0]) if landscape else A4
    turned = ' w:orient="landscape"' if landscape else ""
    return (
        f'<w:sectPr><w:footerReference xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        f' w:type="default" r:id="{footer}"/><w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar w:top="{MARGIN}" w:right="{MARGIN}" w:bottom="{MARGIN}" w:left="{MARGIN}" w:header="400"'
        ' w:footer="400" w:gutter="0"/></w:sectPr>'
    )


def _paragraph_style(name: str, paragraph: str, run: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )


def _size(points: float) -> str:
    half = int(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _spacing(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


_CENTRED = '<w:jc w:val="center"/>'
_BOLD, _ITALIC = "<w:b/>", "<w:i/>"


def _colour(colour: str) -> str:
    return f'<w:color w:val="{colour}"/>'


_FONT = "<w:rFonts" + "".join(f' w:{part}="Times New Roman"' for part in ("ascii", "hAnsi", "eastAsia", "cs")) + "/>"
_GREY_TEXT = _colour("6B6B6B")

STYLES = "".join(
    (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_FONT}{_size(12)}"
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>",
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>',
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>",
        '<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/>'
        f"<w:rPr>{_colour('767676')}{_size(10)}</w:rPr></w:style>",
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
        f'<w:next w:val="Normal"/><w:pPr><w:keepNext/><w:shd w:val="clear" w:color="auto" w:fill="{_RED}"/>'
        f'{_spacing(280, 60)}<w:outlineLvl w:val="0"/></w:pPr>'
        f"<w:rPr>{_BOLD}{_colour('FFFFFF')}{_size(13)}</w:rPr></w:style>",
        '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/>'
        f'<w:next w:val="Normal"/><w:pPr><w:keepNext/>{_spacing(160, 60)}<w:outlineLvl w:val="1"/></w:pPr>'
        f"<w:rPr>{_BOLD}{_colour(_DARK)}{_size(12.5)}</w:rPr></w:style>",
        _paragraph_style("FormTitle", _spacing(0, 60) + _CENTRED, _BOLD + _colour(_RED) + _size(17)),
        _paragraph_style("FormSubtitle", _spacing(0, 80) + _CENTRED, _ITALIC + _colour(_RED)),
        _paragraph_style(
            "FormSecrecy", '<w:shd w:val="clear" w:color="auto" w:fill="FDEDEA"/>' + _spacing(0, 80) + _CENTRED,
            _BOLD + _colour("C00000"),
        ),
        _paragraph_style("FormGuide", _spacing(0, 40), _colour("4A4A4A") + _size(11)),
        _paragraph_style("FormHelp", "<w:keepNext/>" + _spacing(0, 40), _ITALIC + _GREY_TEXT + _size(10)),
        _paragraph_style("FormLabel", _spacing(30, 30), _BOLD + _size(11.5)),
        _paragraph_style("FormHint", _spacing(10, 10), _ITALIC + _GREY_TEXT + _size(9.5)),
        _paragraph_style("FormAnswer", _spacing(30, 30), ""),
        _paragraph_style("FormNumber", _spacing(30, 30) + _CENTRED, ""),
        _paragraph_style("FormHeader", _spacing(30, 30) + _CENTRED, _BOLD + _size(11)),
        _paragraph_style("FormExample", _spacing(20, 20), _ITALIC + _GREY_TEXT + _size(10.5)),
        _paragraph_style("FormHeaderSmall", _spacing(10, 10) + _CENTRED, _BOLD + _size(8.5)),
        _paragraph_style("FormAnswerSmall", _spacing(20, 20), _size(10)),
        _paragraph_style("FormNumberSmall", _spacing(20, 20) + _CENTRED, _size(10)),
        _paragraph_style("FormExampleSmall", _spacing(10, 10), _ITALIC + _GREY_TEXT + _size(8.5)),
        _paragraph_style("FormEnd", '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>', _size(1)),
        _paragraph_style("FormFooter", _CENTRED, _ITALIC + _GREY_TEXT + _size(9)),
    )
)  # fmt: skip
