"""Word files as somebody types them by hand: raw XML, direct formatting on a blank document of Word's own making.

Nothing here knows the project's templates, styles or checks: the numbers are those a typist reads off the guideline.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
ROMAN = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/>'


@dataclass(frozen=True)
class Run:
    """Some words and how they were set; `fonts` is the whole element, empty to leave it to the styles."""

    text: str
    size: float | None = 14
    bold: bool = False
    italic: bool = False
    underline: bool = False
    fonts: str = ROMAN
    more: str = ""  # further properties, in front
    inside: str = ""  # XML beside the text: a drawing

    @property
    def xml(self) -> str:
        size = "" if self.size is None else f'<w:sz w:val="{self.size * 2:g}"/><w:szCs w:val="{self.size * 2:g}"/>'
        look = (
            self.more
            + self.fonts
            + ("<w:b/><w:bCs/>" if self.bold else "")
            + ("<w:i/><w:iCs/>" if self.italic else "")
            + size
            + ('<w:u w:val="single"/>' if self.underline else "")
        )
        pieces = self.text.replace("\n", "\0\n\0").replace("\t", "\0\t\0").split("\0")
        marks = {"\n": "<w:br/>", "\t": "<w:tab/>"}
        text = "".join(
            marks.get(piece) or f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in pieces if piece
        )
        return f"<w:r><w:rPr>{look}</w:rPr>{self.inside}{text}</w:r>"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: runs, and its properties as XML in the order the schema wants."""

    runs: tuple[Run, ...]
    align: str = "left"
    spacing: str = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    indent: str = ""
    front: str = ""  # pStyle, keepNext, numPr, pBdr, tabs: what stands before the spacing

    @property
    def xml(self) -> str:
        properties = f'{self.front}{self.spacing}{self.indent}<w:jc w:val="{self.align}"/>'
        return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(run.xml for run in self.runs)}</w:p>"

    def but(self, **changes: Any) -> Paragraph:
        """The same, changed: fields of the paragraph, or of every run."""
        own = {name: changes.pop(name) for name in ("align", "spacing", "indent", "front", "runs") if name in changes}
        changed = replace(self, **own)
        return replace(changed, runs=tuple(replace(run, **changes) for run in changed.runs)) if changes else changed


def line(text: str, align: str = "center", **look: Any) -> Paragraph:
    """A line of a head or an end."""
    return Paragraph((Run(text, **look),), align)


FIRST_LINE = '<w:ind w:firstLine="567"/>'
AT_LEAST_18 = '<w:spacing w:before="0" w:after="120" w:line="360" w:lineRule="atLeast"/>'


def text(words: str, **look: Any) -> Paragraph:
    """A paragraph of running text."""
    return Paragraph((Run(words, **look),), "both", AT_LEAST_18, FIRST_LINE)


# The right column is 5355 wide, Word takes 108 off each side: 5139. The title is 72.9 mm long, 4133: 503 on each side.
UNDER_TITLE = Paragraph(
    (),
    "center",
    '<w:spacing w:before="20" w:after="0" w:line="40" w:lineRule="exact"/>',
    '<w:ind w:left="503" w:right="503"/>',
    '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:pBdr>',
)
LONG = (
    "Chi bộ đề ra các nhiệm vụ sau, giao từng đồng chí phụ trách, có thời hạn cụ thể và báo cáo kết quả trong kỳ sinh "
    "hoạt tháng sau; chi ủy theo dõi, đôn đốc việc thực hiện"
)

Named = dict[str, Paragraph]

FULL: Named = {
    "superior": line("ĐẢNG BỘ XÃ AN THỊNH"),
    "body-name": line("CHI BỘ TRƯỜNG MẦM NON HOA SEN", bold=True),
    "star": line("*"),
    "number": line("Số 07-NQ/CB"),
    "title": line("ĐẢNG CỘNG SẢN VIỆT NAM", size=15, bold=True),
    "under-title": UNDER_TITLE,
    "date": line("An Thịnh, ngày 08 tháng 3 năm 2019", italic=True),
    "type": line("NGHỊ QUYẾT", size=16, bold=True),
    "abstract": line("về lãnh đạo thực hiện nhiệm vụ tháng 3 năm 2019", bold=True),
    "dashes": line("-----", bold=True),
    "ground-1": text("Căn cứ Điều lệ Đảng Cộng sản Việt Nam;", italic=True),
    "ground-2": text("Căn cứ tình hình thực tế của Chi bộ,", italic=True),
    "text-1": text(f"{LONG}."),
    "heading": text("I. NHIỆM VỤ THÁNG 3", bold=True),
    "text-2": text(f"1. {LONG}."),
    "text-3": text(f"- {LONG}./."),
    "label": line("Nơi nhận:", "left", underline=True),
    "to-1": line("- Đảng ủy xã (để báo cáo),", "left", size=12),
    "to-2": line("- Các đồng chí đảng viên,", "left", size=12),
    "to-3": line("- Lưu Chi bộ.", "left", size=12),
    "authority": line("T/M CHI BỘ", bold=True),
    "office": line("BÍ THƯ"),
    "room": line(""),
    "signer": line("Lý Thị Mộng Tuyền", bold=True),
}
FULL_2026 = {
    **FULL,
    "date": line("An Thịnh, ngày 15 tháng 6 năm 2026", italic=True),
    "ground-1": text("Căn cứ Điều lệ Đảng Cộng sản Việt Nam;"),
    "ground-2": text("Căn cứ tình hình thực tế của Chi bộ;"),
    "text-3": text(f"- {LONG}."),
    "to-1": line("- Đảng ủy xã (để báo cáo);", "left", size=12),
    "to-2": line("- Các đồng chí đảng viên;", "left", size=12),
}
MINUTES: Named = {
    **{name: FULL[name] for name in ("superior", "body-name", "star")},
    "number": line("Số 11-BB/CB"),
    **{name: FULL[name] for name in ("title", "under-title", "date")},
    "type": line("BIÊN BẢN", size=15, bold=True),
    "abstract": line("sinh hoạt chi bộ thường kỳ tháng 3 năm 2019", bold=True),
    "dashes": line("-----"),
    "text-1": text(f"Hôm nay, ngày 08 tháng 3 năm 2019, tại văn phòng nhà trường, {LONG}."),
    "heading": text("I. THÀNH PHẦN", bold=True),
    "text-2": text("1. Có mặt: 12 đồng chí."),
    "text-3": text("Cuộc họp kết thúc vào hồi 16 giờ 30 phút cùng ngày./."),
    "recorder": line("THƯ KÝ", bold=True),
    "recorder-name": line("Âu Dương Hải Yến", bold=True),
    "chair": line("CHỦ TRÌ", bold=True),
    "chair-name": line("Lý Thị Mộng Tuyền", bold=True),
}
MINUTES_2026: Named = {
    **{name: paragraph for name, paragraph in MINUTES.items() if name != "date"},
    "text-1": text(f"Hôm nay, ngày 15 tháng 6 năm 2026, tại văn phòng nhà trường, {LONG}."),
    "text-3": text("Cuộc họp kết thúc vào hồi 16 giờ 30 phút cùng ngày."),
    "recorder": line("NGƯỜI GHI BIÊN BẢN", bold=True),
    "chair": line("CHỦ TRÌ HỘI NGHỊ", bold=True),
}
LETTER: Named = {
    **{name: FULL[name] for name in ("superior", "body-name", "star")},
    "number": line("Số 09-CV/CB"),
    "letter-abstract": line("Về việc báo cáo kết quả sinh hoạt chi bộ quý I", size=12, italic=True),
    **{name: FULL[name] for name in ("title", "under-title", "date")},
    "address": line("Kính gửi: Đảng ủy xã An Thịnh"),
    "text-1": text(f"{LONG}."),
    "text-3": text(f"{LONG}./."),
    **{name: FULL[name] for name in ("label", "to-1", "to-2", "to-3", "authority", "office", "room", "signer")},
}

HEAD_LEFT = ("superior", "body-name", "star", "number", "letter-abstract")
HEAD_RIGHT = ("title", "under-title", "date")
END_LEFT = ("recorder", "recorder-name", "label", "to-1", "to-2", "to-3")
END_RIGHT = ("authority", "office", "room", "signer", "chair", "chair-name")


def columns(left: Iterable[str], right: Iterable[str], widths: tuple[int, int] = (4000, 5355)) -> str:
    """A table without borders, a row of two cells; each cell holds a paragraph at least, as Word wants it."""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{"".join(inside) or "<w:p/>"}</w:tc>'
        for width, inside in zip(widths, (list(left), list(right)), strict=True)
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr>{cells}</w:tr></w:tbl>"
    )


def order(named: Named) -> list[str]:
    """The paragraphs' names in the order in which they come in the file."""
    tabled = (HEAD_LEFT, HEAD_RIGHT, END_LEFT, END_RIGHT)
    between = [name for name in named if not any(name in names for names in tabled)]
    groups = (HEAD_LEFT, HEAD_RIGHT, between, END_LEFT, END_RIGHT)
    return [name for names in groups for name in names if name in named]


def number_of(named: Named, name: str) -> int:
    """Which paragraph of the file it is, counted from 1."""
    return order(named).index(name) + 1


def body_xml(named: Named, table: str = "") -> str:
    """Head, text and end; `table` stands behind the first paragraph of the text."""

    def of(names: tuple[str, ...]) -> list[str]:
        return [named[name].xml for name in names if name in named]

    tabled = (*HEAD_LEFT, *HEAD_RIGHT, *END_LEFT, *END_RIGHT)
    between = "".join(named[name].xml + (table if name == "text-1" else "") for name in named if name not in tabled)
    return columns(of(HEAD_LEFT), of(HEAD_RIGHT)) + between + columns(of(END_LEFT), of(END_RIGHT)) + Paragraph(()).xml


SECTION = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>'
    "<w:titlePg/>"
)
PAGE_FIELD = (
    '<w:r><w:rPr>{look}</w:rPr><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr>{look}</w:rPr><w:t>2</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
LOOK_OF_NUMBER = f'{ROMAN}<w:sz w:val="28"/><w:szCs w:val="28"/>'


def page_number(align: str = "center", look: str = LOOK_OF_NUMBER, before: str = "") -> str:
    """A paragraph with the number of the page."""
    properties = f'<w:pStyle w:val="Header"/><w:jc w:val="{align}"/>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{before}{PAGE_FIELD.format(look=look)}</w:p>"


# As Word 2013 and later begin a blank document: everything in the theme's font, 11 points.
THEMED = (
    '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/>'
)
DEFAULTS = (
    f'<w:docDefaults><w:rPrDefault><w:rPr>{THEMED}<w:sz w:val="22"/><w:szCs w:val="22"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
)
NORMAL = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'

# LibreOffice keeps the look of a field where its style has it.
HEADER = (
    '<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/>'
    f"<w:rPr>{LOOK_OF_NUMBER}</w:rPr></w:style>"
)


def theme(latin: str = "Calibri", east: str = "", complex_script: str = "Arial") -> str:
    fonts = f'<a:latin typeface="{latin}"/><a:ea typeface="{east}"/><a:cs typeface="{complex_script}"/>'
    scheme = f'<a:fontScheme name="Office"><a:majorFont>{fonts}</a:majorFont><a:minorFont>{fonts}</a:minorFont></a:fontScheme>'
    colours = "".join(
        f'<a:{name}><a:srgbClr val="000000"/></a:{name}>'
        for name in ("dk1", "lt1", "dk2", "lt2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    formats = (
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{f'<a:ln>{fill}</a:ln>' * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
    )
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office"><a:themeElements>'
        f'<a:clrScheme name="Office">{colours}</a:clrScheme>{scheme}<a:fmtScheme name="Office">{formats}</a:fmtScheme>'
        "</a:themeElements></a:theme>"
    )


@dataclass(frozen=True)
class File:
    """Everything of a file beside its paragraphs; each part may be typed differently."""

    section: str = SECTION
    header: str = page_number()
    footer: str = ""
    styles: str = DEFAULTS + NORMAL + HEADER
    theme: str = theme()
    numbering: str = ""

    def docx(self, body: str) -> bytes:
        return packed(self.parts(body))

    def parts(self, body: str) -> dict[str, str]:
        references, parts = "", {}
        for kind, inside in (("header", self.header), ("footer", self.footer)):
            if inside:
                references += f'<w:{kind}Reference w:type="default" r:id="{kind}1"/>'
                root = {"header": "hdr", "footer": "ftr"}[kind]
                parts[f"word/{kind}1.xml"] = f"<w:{root} {SPACES}>{inside}</w:{root}>"
        parts["word/styles.xml"] = f"<w:styles {SPACES}>{self.styles}</w:styles>"
        parts["word/theme/theme1.xml"] = self.theme
        if self.numbering:
            parts["word/numbering.xml"] = f"<w:numbering {SPACES}>{self.numbering}</w:numbering>"
        section = f"<w:sectPr>{references}{self.section}</w:sectPr>"
        parts["word/document.xml"] = f"<w:document {SPACES}><w:body>{body}{section}</w:body></w:document>"
        return _with_relations(parts)


def _with_relations(parts: dict[str, str]) -> dict[str, str]:
    kinds = {name: name.split("/")[-1].rstrip("1.xml") for name in parts if name != "word/document.xml"}
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.'
        f'{"theme" if kind == "theme" else f"wordprocessingml.{kind}"}+xml"/>'
        for name, kind in {**kinds, "word/document.xml": "document.main"}.items()
    )
    inner = "".join(
        f'<Relationship Id="{kind if kind not in ("header", "footer") else kind + "1"}" Type="{R}/{kind}" '
        f'Target="{name.removeprefix("word/")}"/>'
        for name, kind in kinds.items()
    )
    types = (
        f'<Types xmlns="{TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    main = f'<Relationship Id="r1" Type="{R}/officeDocument" Target="word/document.xml"/>'
    return {
        "[Content_Types].xml": types,
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">{main}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{inner}</Relationships>',
        **parts,
    }


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A package of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def docx(named: Named, file: File | None = None, table: str = "") -> bytes:
    """The file with these paragraphs."""
    return (file or File()).docx(body_xml(named, table))
