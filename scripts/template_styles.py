"""Paragraph and table styles of the official templates, as one table.

Sizes, cases and indents follow Hướng dẫn 36-HD/VPTW (reference: party-documents, section 2). An office that wants
another look changes a style in Word; no paragraph of a template carries formatting of its own. Style ids are ASCII and
stay the same in every language of Word; a style's name must not hold a comma, which Word reads as the start of an
alias.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FONT = "Times New Roman"

# A4 with margins top and bottom 20, left 30, right 15 mm; page number 10 mm below the edge. Twentieths of a point.
PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
TOP = BOTTOM = 1134
LEFT, RIGHT = 1701, 850
PAGE_NUMBER_FROM_EDGE = 567
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT

HEAD_LEFT = 4082  # 72 mm for superior and body, the rest for the title
HEAD_RIGHT = TEXT_WIDTH - HEAD_LEFT

# “ĐẢNG CỘNG SẢN VIỆT NAM” in Times New Roman bold 15: 28,218 units of 1/2048 em, by the font's own advance widths.
TITLE_WIDTH = round(28_218 / 2048 * 15 * 20)
TITLE_LINE_INDENT = (HEAD_RIGHT - TITLE_WIDTH) // 2

FIRST_LINE = 567  # 10 mm
CENTRE, LEFT_ALIGNED, JUSTIFIED = "center", "left", "both"


@dataclass(frozen=True)
class Style:
    """A paragraph style; sizes and spacing in points, indents in twentieths. None and False inherit from `based`."""

    id: str
    name: str
    based: str = "Normal"
    size: float | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    grey: bool = False
    align: str | None = None
    first_line: int | None = None
    left: int | None = None
    right: int | None = None
    hanging: int | None = None
    before: float | None = None
    after: float | None = None
    at_least: float | None = None  # height of a line
    exactly: float | None = None
    keep_next: bool = False
    line_above: bool = False
    dotted: bool = False  # a tab that runs to the right margin in dots: a line to write on
    following: str = ""  # the style of the paragraph typed after this one

    @property
    def xml(self) -> str:
        following = f'<w:next w:val="{self.following}"/>' if self.following else ""
        paragraph, run = self._paragraph(), self._run()
        return (
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            f'<w:basedOn w:val="{self.based}"/>{following}<w:uiPriority w:val="1"/><w:qFormat/>'
            + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
            + (f"<w:rPr>{run}</w:rPr>" if run else "")
            + "</w:style>"
        )

    def _paragraph(self) -> str:
        """Children of `w:pPr` in the order the schema asks for."""
        top = '<w:top w:val="single" w:sz="6" w:space="0" w:color="auto"/>'
        above = f"<w:pBdr>{top}</w:pBdr>" if self.line_above else ""
        align = f'<w:jc w:val="{self.align}"/>' if self.align else ""
        dots = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/></w:tabs>' if self.dotted else ""
        return ("<w:keepNext/>" if self.keep_next else "") + above + dots + self._spacing() + self._indents() + align

    def _spacing(self) -> str:
        height, rule = (self.exactly, "exact") if self.exactly else (self.at_least, "atLeast")
        values = {"before": _twips(self.before), "after": _twips(self.after), "line": _twips(height)}
        return _element("spacing", values | ({"lineRule": rule} if height else {}))

    def _indents(self) -> str:
        sides = {"left": self.left, "right": self.right, "hanging": self.hanging, "firstLine": self.first_line}
        return _element("ind", sides)

    def _run(self) -> str:
        """Children of `w:rPr` in the order the schema asks for; `cs` twins because Word keeps two sets."""
        half_points = round(self.size * 2) if self.size else None
        return (
            ("<w:b/><w:bCs/>" if self.bold else "")
            + ("<w:i/><w:iCs/>" if self.italic else "")
            + ('<w:color w:val="7F7F7F"/>' if self.grey else "")
            + (f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>' if half_points else "")
            + ('<w:u w:val="single"/>' if self.underline else "")
        )


def _twips(points: float | None) -> int | None:
    return None if points is None else round(points * 20)


def _element(name: str, values: dict[str, int | None] | dict[str, int | str | None]) -> str:
    given = "".join(f' w:{key}="{value}"' for key, value in values.items() if value is not None)
    return f"<w:{name}{given}/>" if given else ""


BODY = "VTNoiDung"
HELD = "VTNoiDungCuoi"
STYLES = (
    # Body: 14 pt justified, first line 10 mm in, lines at least 18 pt, 6 pt between paragraphs.
    Style(BODY, "VT Nội dung", align=JUSTIFIED, first_line=FIRST_LINE, after=6, at_least=18),
    # The last paragraphs, held on the page of the signatures.
    Style(HELD, "VT Nội dung cuối", BODY, keep_next=True),
    Style("VTLoiKet", "VT Lời kết", HELD, before=6),
    Style("VTSauBang", "VT Nội dung sau bảng", BODY, before=6),
    Style("VTDauSauBang", "VT Lời dẫn sau bảng", "VTSauBang", keep_next=True, following=BODY),
    Style("VTLoiDan", "VT Lời dẫn", BODY, keep_next=True, following=BODY),
    # Italic under 36-HD, upright under 05-HD.
    Style("VTCanCu", "VT Căn cứ", BODY, italic=True),
    Style("VTCanCuDung", "VT Căn cứ chữ đứng", BODY),
    # Headings are not stretched: a bound date in their second line would tear the first apart.
    Style("VTMuc", "VT Mục", BODY, align=LEFT_ALIGNED, bold=True, before=6, keep_next=True, following=BODY),
    Style("VTTieuMuc", "VT Tiểu mục", BODY, align=LEFT_ALIGNED, bold=True, before=3, keep_next=True, following=BODY),
    Style("VTDiem", "VT Điểm", BODY, align=LEFT_ALIGNED, bold=True, keep_next=True, following=BODY),
    # Head, components 1–4.
    Style("VTTieuDe", "VT Tiêu đề Đảng", size=15, bold=True, align=CENTRE),
    Style(
        "VTDuongKe",
        "VT Đường kẻ dưới tiêu đề",
        size=1,
        align=CENTRE,
        left=TITLE_LINE_INDENT,
        right=TITLE_LINE_INDENT,
        before=1,
        exactly=2,
        line_above=True,
    ),
    Style("VTNgayThang", "VT Địa danh ngày tháng", italic=True, align=CENTRE, before=4),
    Style("VTCapTren", "VT Cấp ủy cấp trên", align=CENTRE),
    Style("VTCoQuan", "VT Cơ quan ban hành", bold=True, align=CENTRE),
    Style("VTDauSao", "VT Dấu sao", align=CENTRE),
    Style("VTSoKyHieu", "VT Số và ký hiệu", align=CENTRE),
    Style("VTDuThao", "VT Dự thảo", bold=True, align=CENTRE),
    # Name of the type and abstract, component 5.
    Style("VTTenLoai", "VT Tên loại văn bản", size=16, bold=True, align=CENTRE, before=20, keep_next=True),
    Style("VTTrichYeu", "VT Trích yếu", bold=True, align=CENTRE, before=2, keep_next=True),
    Style(
        "VTGachTrichYeu", "VT Gạch dưới trích yếu", bold=True, align=CENTRE, after=12, keep_next=True, following=BODY
    ),
    # A letter: no name of a type; its abstract under the number; whom it goes to.
    Style("VTTrichYeuCongVan", "VT Trích yếu công văn", size=12, italic=True, align=CENTRE),
    Style("VTKinhGui", "VT Kính gửi", align=CENTRE, before=18, after=12, keep_next=True, following=BODY),
    Style("VTKinhGuiCacNoi", "VT Kính gửi các nơi", BODY, before=18, keep_next=True),
    Style("VTKinhGuiMuc", "VT Danh sách kính gửi", BODY, keep_next=True),
    Style("VTKinhGuiMucCuoi", "VT Nơi kính gửi cuối", "VTKinhGuiMuc", after=12, following=BODY),
    # Ballots, and lines to write on.
    Style("VTLePhieu", "VT Lề trên của phiếu", size=1, exactly=14, keep_next=True),
    Style("VTTenPhieu", "VT Tên phiếu", size=16, bold=True, align=CENTRE, before=14, keep_next=True),
    Style("VTNoiDungPhieu", "VT Nội dung phiếu", italic=True, align=CENTRE, before=4, keep_next=True),
    Style("VTHuongDanPhieu", "VT Hướng dẫn ghi phiếu", size=12, italic=True, align=CENTRE, before=6, after=6),
    Style("VTOPhieu", "VT Ô phiếu", size=13, align=LEFT_ALIGNED, left=142, before=1, after=1, keep_next=True),
    Style("VTOPhieuNho", "VT Ô phiếu nhỏ", "VTOPhieu", size=12, before=0, after=0),
    Style("VTCachO", "VT Khoảng cách giữa các ô", size=1, exactly=4, keep_next=True),
    Style("VTDongCham", "VT Dòng để viết", align=LEFT_ALIGNED, at_least=24, dotted=True),
    Style("VTDongChamCuoi", "VT Dòng để viết cuối", "VTDongCham", keep_next=True),
    # Tables.
    Style("VTBangDau", "VT Đầu bảng", size=13, bold=True, align=CENTRE, before=3, after=3, keep_next=True),
    Style("VTBangChu", "VT Chữ trong bảng", size=13, align=LEFT_ALIGNED, before=2, after=2),
    Style("VTBangSo", "VT Số trong bảng", size=13, align=CENTRE, before=2, after=2),
    Style("VTBangChuCuoi", "VT Chữ ở dòng cuối bảng", "VTBangChu", keep_next=True),
    Style("VTBangSoCuoi", "VT Số ở dòng cuối bảng", "VTBangSo", keep_next=True),
    Style("VTBangNhom", "VT Tên nhóm trong bảng", "VTBangChu", bold=True),
    Style("VTBangNhomSo", "VT Số của nhóm trong bảng", "VTBangSo", bold=True),
    Style("VTBangNhomTren", "VT Tên nhóm trên các mục", "VTBangNhom", keep_next=True),
    Style("VTBangNhomTrenSo", "VT Số của nhóm trên các mục", "VTBangNhomSo", keep_next=True),
    Style("VTBangMuc", "VT Mục con trong bảng", "VTBangChu", left=227),
    Style("VTBangNho", "VT Chữ nhỏ trong bảng", size=12, italic=True, align=LEFT_ALIGNED, left=227, after=2),
    # Signatures and recipients, components 7 and 8. The room before the name is for the signature: four lines.
    Style("VTQuyenHan", "VT Quyền hạn ký", bold=True, align=CENTRE, before=12, keep_next=True),
    Style("VTChucVu", "VT Chức vụ người ký", align=CENTRE, keep_next=True),
    Style("VTNguoiKy", "VT Họ tên người ký", bold=True, align=CENTRE, before=72, keep_next=True),
    Style("VTNoiNhan", "VT Nơi nhận", underline=True, align=LEFT_ALIGNED, before=12, keep_next=True),
    Style("VTNoiNhanMuc", "VT Danh sách nơi nhận", size=12, align=LEFT_ALIGNED, left=142, hanging=142, keep_next=True),
    # Furniture.
    Style("VTSoTrang", "VT Số trang", align=CENTRE),
    Style("VTLenh", "VT Lệnh", size=9, grey=True, align=LEFT_ALIGNED, keep_next=True),
    # Behind the last table, where Word wants a paragraph: so low that no page is too full for it.
    Style("VTCuoi", "VT Đoạn cuối", size=1, exactly=0.05),
)
# A chart as wide as the text. Only templates with charts bring it.
CHART = Style("VTBieuDo", "VT Biểu đồ", align=CENTRE, before=6, after=6)
NAMES = {style.id: style.name for style in (*STYLES, CHART)}
HELD_IN_TABLE = {
    "VTBangChu": "VTBangChuCuoi",
    "VTBangSo": "VTBangSoCuoi",
    "VTBangNhom": "VTBangNhomTren",
    "VTBangNhomSo": "VTBangNhomTrenSo",
}

TABLE, FRAME, SHEET = "VTBang", "VTKhung", "VTToPhieu"
TABLE_NAMES = {TABLE: "VT Bảng", FRAME: "VT Khung không kẻ", SHEET: "VT Tờ phiếu"}


def _table_style(style_id: str, borders: str, side: int) -> str:
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id}"><w:name w:val="{TABLE_NAMES[style_id]}"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="1"/><w:qFormat/>'
        f'<w:tblPr>{borders}<w:tblCellMar><w:left w:w="{side}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
    )


def _borders(*sides: str, kind: str = "single") -> str:
    lines = "".join(f'<w:{side} w:val="{kind}" w:sz="4" w:space="0" w:color="auto"/>' for side in sides)
    return f"<w:tblBorders>{lines}</w:tblBorders>"


def styles_xml(more: Sequence[Style] = ()) -> str:
    """The whole `word/styles.xml`: our styles and `more` in front of the user, Word's own hidden."""
    fonts = f'<w:rFonts w:ascii="{FONT}" w:eastAsia="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/>'
    return (
        f'<w:styles xmlns:w="{WORD}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="28"/><w:szCs w:val="28"/>'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        '</w:pPrDefault></w:docDefaults><w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"'
        ' w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
        + "".join(style.xml for style in (*STYLES, *more))
        + _table_style(TABLE, _borders("top", "left", "bottom", "right", "insideH", "insideV"), 85)
        + _table_style(FRAME, "", 0)
        + _table_style(SHEET, _borders("insideH", kind="dashed"), 0)  # where the ballots are cut apart
        + "</w:styles>"
    )
