"""`chuong-trinh-kiem-tra-giam-sat.docx` and `bien-ban-giam-sat.docx`: inspection by the cell and of the cell."""

from __future__ import annotations

from docx.document import Document

from scripts.template_frames import head, signature, two_signatures
from scripts.template_package import empty_document
from scripts.template_parts import (
    ARABIC,
    ROMAN,
    Part,
    closing,
    counter,
    each,
    given,
    given_line,
    held_paragraphs,
    line,
    titled,
)
from scripts.template_sections import attendance_summary, chair_and_recorder, grounds
from scripts.template_styles import HELD
from scripts.template_tables import Column, table

ROWS: tuple[Column, ...] = (
    ("TT", 10, "VTBangSo", "{{ r.number }}"),
    ("Thời gian", 23, "VTBangSo", "{{ r.when }}"),
    ("Hình thức", 23, "VTBangSo", "{{ r.sort }}"),
    ("Nội dung", 42, "VTBangChu", "{{ r.content }}"),
    ("Đối tượng", 31, "VTBangChu", "{{ r.inspected }}"),
    ("Người thực hiện", 36, "VTBangChu", "{{ r.owner }}"),
)
SEEN: tuple[Part, ...] = (
    ("ƯU ĐIỂM", "strengths"),
    ("HẠN CHẾ, KHUYẾT ĐIỂM", "weaknesses"),
    ("KIẾN NGHỊ", "recommendations"),
    ("Ý KIẾN CỦA CHI BỘ", "opinion"),
)


def inspection_programme() -> Document:
    """The template of what is to be inspected in a year (`InspectionProgrammeContext`)."""
    document = empty_document("Chương trình {{ abstract }}", "{{ body }}")
    head(document, "CHƯƠNG TRÌNH")
    grounds(document)
    line(document, "{{ body }} xây dựng Chương trình kiểm tra, giám sát {{ span }} như sau:", "VTLoiDan")
    counter(document, "muc", ROMAN)
    titled(document, "aim", "{{ muc.next() }}. MỤC ĐÍCH, YÊU CẦU", "VTMuc")
    with given(document, "rows"):
        line(document, "{{ muc.next() }}. NỘI DUNG, ĐỐI TƯỢNG, THỜI GIAN", "VTMuc")
        table(document, "r in rows", ROWS, last="not implementation", counted="nội dung")
    titled(document, "implementation", "{{ muc.next() }}. TỔ CHỨC THỰC HIỆN", "VTMuc")
    closing(document)
    signature(document)
    return document


def supervision_record() -> Document:
    """The template of a superior's record of a meeting (`SupervisionRecordContext`)."""
    document = empty_document("Biên bản {{ abstract }}", "{{ body }}")
    head(document, "BIÊN BẢN")
    line(document, "{{ opening }}", "VTLoiDan")
    counter(document, "muc", ROMAN)
    line(document, "{{ muc.next() }}. THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN", "VTMuc")
    counter(document, "so", ARABIC)
    given_line(document, "when", "{{ so.next() }}. Thời gian: {{ when }}.")
    given_line(document, "where", "{{ so.next() }}. Địa điểm: {{ where }}.")
    line(document, "{{ so.next() }}. Người giám sát: {{ supervisor }}.", HELD)  # nothing more need follow
    chair_and_recorder(document, "{{ so.next() }}. ", HELD)
    with given(document, "attendance"):
        attendance_summary(document, "{{ so.next() }}. ")
    listed = ", ".join(f'("{title}", {source})' for title, source in SEEN)
    with each(document, f"title, texts in ({listed}) if texts"):
        line(document, "{{ muc.next() }}. {{ title }}", "VTMuc")
        held_paragraphs(document, "texts", "loop.last and not grade")
    given_line(document, "grade", "Xếp loại buổi sinh hoạt: {{ grade }}.", HELD)
    closing(document)
    two_signatures(document, recipients=True)
    return document
