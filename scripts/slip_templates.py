"""What goes with a meeting and is no issued document.

`danh-sach-diem-danh.docx`, `phieu-cham-diem.docx`, `tham-luan.docx`.
"""

from __future__ import annotations

from docx.document import Document

from scripts.template_frames import author_signature, head, signature, two_signatures
from scripts.template_package import empty_document
from scripts.template_parts import given, given_line, last_paragraphs, line, tag
from scripts.template_sections import attendance_summary
from scripts.template_styles import HELD
from scripts.template_tables import Cell, Column, cells, grid, held, table

ROLL: tuple[Column, ...] = (
    ("TT", 11, "VTBangSo", "{{ r.number }}"),
    ("Họ và tên", 42, "VTBangChu", "{{ r.name }}"),
    ("Chức vụ, đơn vị", 32, "VTBangChu", "{{ r.office }}"),
    ("Đảng viên", 24, "VTBangSo", "{{ r.status }}"),
    ("Có mặt", 13, "VTBangSo", "{{ r.present }}"),
    ("Vắng", 20, "VTBangSo", "{{ r.absent }}"),
    ("Ghi chú", 23, "VTBangChu", "{{ r.note }}"),
)
POINTS = ("points", "self_score", "cell_score", "superior_score")
SCORE: tuple[Column, ...] = (
    ("TT", 11, "VTBangNhomSo", "{{ r.number }}"),
    ("Nội dung", 78, "VTBangNhom", "{{ r.criterion }}"),
    ("Điểm tối đa", 19, "VTBangNhomSo", "{{ r.points }}"),
    ("Tự chấm", 19, "VTBangNhomSo", "{{ r.self_score }}"),
    ("Chi bộ chấm", 19, "VTBangNhomSo", "{{ r.cell_score }}"),
    ("Cấp trên chấm", 19, "VTBangNhomSo", "{{ r.superior_score }}"),
)
PAPER = (
    ("I. KẾT QUẢ ĐẠT ĐƯỢC", 8),
    ("II. HẠN CHẾ, KHÓ KHĂN, VƯỚNG MẮC", 6),
    ("III. NGUYÊN NHÂN", 5),
    ("IV. ĐỀ XUẤT GIẢI PHÁP", 8),
    ("V. KIẾN NGHỊ", 4),
)


def roll() -> Document:
    """The template of the roll of a meeting (`RollContext`)."""
    document = empty_document("Danh sách điểm danh {{ abstract }}", "{{ body }}")
    head(document, "DANH SÁCH ĐIỂM DANH")
    given_line(document, "when", "Thời gian: {{ when }}.", HELD)
    given_line(document, "where", "Địa điểm: {{ where }}.", "VTLoiDan")
    with given(document, "rows"):
        table(document, "r in rows", ROLL)
    with given(document, "guests"):
        line(document, "Khách mời:", "VTDauSauBang")
        last_paragraphs(document, "guests", "- {}.")
    attendance_summary(document)
    two_signatures(document, recipients=False)
    return document


def score_sheet() -> Document:
    """The template of the score sheet, to be filled in by hand or filled (`ScoreSheetContext`)."""
    document = empty_document("Phiếu chấm điểm {{ abstract }}", "{{ body }}")
    head(document, "PHIẾU CHẤM ĐIỂM")
    group = cells(SCORE)
    item = (
        Cell("VTBangSo", ""),
        Cell("VTBangMuc", "{{ r.criterion }}", below="r.levels"),
        *(Cell("VTBangSo", f"{{{{ r.{name} }}}}") for name in POINTS),
    )
    group = (group[0], Cell("VTBangNhom", "{{ r.criterion }}", below="r.levels"), *group[2:])
    total = (
        Cell("VTBangNhomSo", "Tổng điểm", columns=2),
        *(Cell("VTBangNhomSo", f"{{{{ {name} }}}}") for name in ("most", "self_total", "cell_total", "superior_total")),
    )
    has_items = "if r.number and not loop.last and not loop.nextitem.number"
    rows = ("for r in rows", has_items, held(group), "elif r.number", group, "else", item, "endif", "endfor", total)
    grid(document, SCORE, rows)
    line(document, "Mức xếp loại: {{ scale }}.", "VTDauSauBang")
    _grades(document)
    signature(document)
    return document


def _grades(document: Document) -> None:
    with given(document, "blank"):
        line(document, "Xếp loại theo tổng điểm:\t", "VTDongChamCuoi")
        line(document, "Xếp loại đã biểu quyết:\t", "VTDongChamCuoi")
        tag(document, "else")
        given_line(document, "suggested", "Xếp loại theo tổng điểm: {{ suggested }}.", HELD)
        given_line(document, "grade", "Xếp loại đã biểu quyết: {{ grade }}.", HELD)
        given_line(document, "difference", "{{ difference }}", HELD)


def paper() -> Document:
    """The template of a paper's skeleton, with lines to write on (`PaperContext`)."""
    document = empty_document("Tham luận {{ abstract }}", "{{ body }}")
    head(document, "THAM LUẬN")
    line(
        document,
        "Người viết: đồng chí {{ author }}{% if author_office %}, {{ author_office }}{% endif %}.",
    )
    given_line(document, "meeting", "Trình bày tại: {{ meeting }}.")
    with given(document, "thematic"):
        line(document, "Chuyên đề: “{{ thematic.topic }}”.")
        with given(document, "thematic.questions"):
            line(document, "Vấn đề gợi ý:", "VTLoiDan")
            last_paragraphs(document, "thematic.questions", "- {}")
    given_line(document, "due", "Hạn gửi bản thảo: {{ due }}.")
    for title, lines in PAPER:
        line(document, title, "VTMuc")
        for number in range(lines):
            # Two lines stay with the title above them, two with the place of the signature below.
            line(document, "\t", "VTDongChamCuoi" if number == 0 or number >= lines - 2 else "VTDongCham")
    author_signature(document)
    return document
