"""`bao-cao-nam.docx`: what a year brought, of a cell or of a party committee over its cells."""

from __future__ import annotations

from docx.document import Document

from scripts.template_frames import head, signature
from scripts.template_package import empty_document
from scripts.template_parts import ARABIC, ROMAN, closing, counter, given, given_line, line, paragraphs
from scripts.template_styles import CHART
from scripts.template_tables import Column, table

DUTIES: tuple[Column, ...] = (
    ("Nội dung", 57, "VTBangChu", "{{ d.duty }}"),
    ("Đến hạn", 20, "VTBangSo", "{{ d.due }}"),
    ("Đạt", 20, "VTBangSo", "{{ d.met }}"),
    ("Chậm", 20, "VTBangSo", "{{ d.late }}"),
    ("Có giải trình", 28, "VTBangSo", "{{ d.explained }}"),
    ("Thiếu", 20, "VTBangSo", "{{ d.missing }}"),
)
KINDS: tuple[Column, ...] = (
    ("Loại cuộc họp", 52, "VTBangChu", "{{ k.kind }}"),
    ("Số cuộc họp", 25, "VTBangSo", "{{ k.held }}"),
    ("Lượt phải dự", 33, "VTBangSo", "{{ k.expected }}"),
    ("Lượt có mặt", 28, "VTBangSo", "{{ k.present }}"),
    ("Tỷ lệ có mặt", 27, "VTBangSo", "{{ k.share }}"),
)
DOCUMENTS: tuple[Column, ...] = (
    ("Loại văn bản", 75, "VTBangChu", "{{ v.kind }}"),
    ("Đã lập", 30, "VTBangSo", "{{ v.numbered }}"),
    ("Đã ban hành", 30, "VTBangSo", "{{ v.issued }}"),
    ("Số không dùng", 30, "VTBangSo", "{{ v.void }}"),
)
CELLS: tuple[Column, ...] = (
    ("TT", 10, "VTBangSo", "{{ c.number }}"),
    ("Chi bộ", 38, "VTBangChu", "{{ c.cell }}"),
    ("Thường kỳ", 23, "VTBangSo", "{{ c.regular }}"),
    ("Chuyên đề", 23, "VTBangSo", "{{ c.thematic }}"),
    ("Dự họp", 18, "VTBangSo", "{{ c.attended }}"),
    ("Phát biểu", 18, "VTBangSo", "{{ c.spoke }}"),
    ("Điểm", 16, "VTBangSo", "{{ c.average }}"),
    ("Nghị quyết", 19, "VTBangSo", "{{ c.done }}"),
)


def year_report() -> Document:
    """The template of the year's report (`YearReportContext`)."""
    document = empty_document("Báo cáo {{ abstract }}", "{{ body }}", styles=(CHART,))
    head(document, "BÁO CÁO")
    line(document, "{{ opening }}", "VTLoiDan")
    counter(document, "muc", ROMAN)
    line(document, "{{ muc.next() }}. TÌNH HÌNH CHUNG", "VTMuc")
    paragraphs(document, "situation")
    line(document, "{{ muc.next() }}. KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM {{ year }}", "VTMuc")
    counter(document, "so", ARABIC)
    _meetings(document)
    line(document, "{{ so.next() }}. Thực hiện nghị quyết", "VTTieuMuc")
    paragraphs(document, "resolutions")
    line(document, "{{ so.next() }}. Công tác đảng viên, văn bản", "VTTieuMuc")
    paragraphs(document, "members")
    with given(document, "documents"):
        table(document, "v in documents", DOCUMENTS)
    with given(document, "cells"):
        line(document, "{{ so.next() }}. Kết quả của các chi bộ", "VTTieuMuc")
        table(document, "c in cells", CELLS)
        line(
            document,
            "Thường kỳ, chuyên đề: số kỳ đạt trên số kỳ đến hạn. Điểm: bình quân chi bộ chấm. "
            "Nghị quyết: tỷ lệ nhiệm vụ hoàn thành. Dấu “–” là chưa ghi nhận hoặc chưa đến hạn.",
            "VTSauBang",
        )
    line(document, "{{ muc.next() }}. HẠN CHẾ, KHUYẾT ĐIỂM, NGUYÊN NHÂN", "VTMuc")
    with given(document, "weaknesses"):  # the first leads to the others
        line(document, "{{ weaknesses[0] }}", "VTLoiDan")
        paragraphs(document, "weaknesses[1:]")
    line(document, "{{ muc.next() }}. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM {{ next_year }}", "VTMuc")
    line(document, "\t", "VTDongCham")
    line(document, "\t", "VTDongChamCuoi")
    closing(document)
    signature(document)
    return document


def _meetings(document: Document) -> None:
    line(document, "{{ so.next() }}. Nền nếp, chế độ sinh hoạt", "VTTieuMuc")
    paragraphs(document, "routine")
    with given(document, "duties"):
        table(document, "d in duties", DUTIES)
    given_line(document, "charts.duties", "{{ charts.duties }}", CHART.id)
    line(document, "{{ so.next() }}. Chất lượng sinh hoạt", "VTTieuMuc")
    paragraphs(document, "quality")
    with given(document, "kinds"):
        table(document, "k in kinds", KINDS)
    given_line(document, "charts.attendance", "{{ charts.attendance }}", CHART.id)
    paragraphs(document, "scoring")
    given_line(document, "charts.scores", "{{ charts.scores }}", CHART.id)
    paragraphs(document, "topics")
