"""`bao-cao.docx` and `ket-luan.docx`: what a month brought, and what a meeting came to."""

from __future__ import annotations

from docx.document import Document

from scripts.template_frames import head, signature
from scripts.template_package import empty_document
from scripts.template_parts import (
    ARABIC,
    ROMAN,
    closing,
    counter,
    each,
    given,
    given_line,
    held_paragraphs,
    line,
    titled,
)
from scripts.template_sections import assessment, directions_and_tasks
from scripts.template_styles import HELD


def report() -> Document:
    """The template of the monthly report (`ReportContext`)."""
    document = empty_document("Báo cáo {{ abstract }}", "{{ body }}")
    head(document, "BÁO CÁO")
    line(document, "{{ opening }}", "VTLoiDan")
    given_line(document, "members", "{{ members }}", HELD)
    counter(document, "muc", ROMAN)
    with given(document, "assessment or last_tasks or thematic or score"):
        line(document, "{{ muc.next() }}. KẾT QUẢ THỰC HIỆN NHIỆM VỤ {{ assessed|upper }}", "VTMuc")
        counter(document, "so", ARABIC)
        assessment(document)
        _thematic(document)
        with given(document, "score"):
            line(document, "{{ so.next() }}. Chấm điểm, xếp loại chất lượng sinh hoạt", "VTTieuMuc")
            line(document, "{{ score }}", HELD)
    with given(document, "directions or new_tasks"):
        line(document, "{{ muc.next() }}. PHƯƠNG HƯỚNG, NHIỆM VỤ {{ planned|upper }}", "VTMuc")
        directions_and_tasks(document, "proposals")
    titled(document, "proposals", "{{ muc.next() }}. KIẾN NGHỊ, ĐỀ XUẤT", "VTMuc")
    closing(document)
    signature(document)
    return document


def _thematic(document: Document) -> None:
    with given(document, "thematic"):
        line(document, "{{ so.next() }}. Sinh hoạt chuyên đề", "VTTieuMuc")
        line(
            document,
            "Chuyên đề: “{{ thematic.topic }}”"
            "{% if thematic.presenter %}; đồng chí {{ thematic.presenter }} trình bày{% endif %}.",
            HELD,
        )
        with given(document, "thematic.agreed"):
            line(document, "- Nội dung thống nhất:", "VTLoiDan")
            held_paragraphs(document, "thematic.agreed", "not thematic.targets")
        titled(document, "thematic.targets", "- Chỉ tiêu:", "VTLoiDan")


def conclusion() -> Document:
    """The template of the conclusion of a meeting (`ConclusionContext`)."""
    document = empty_document("Kết luận {{ abstract }}", "{{ body }}")
    head(document, "KẾT LUẬN")
    line(document, "{{ opening }}", "VTLoiDan")
    counter(document, "muc", ROMAN)
    with given(document, "items"):
        line(document, "{{ muc.next() }}. KẾT LUẬN TỪNG NỘI DUNG", "VTMuc")
        with each(document, "item in items"):
            line(document, "{{ item.number }}. {{ item.title }}", "VTTieuMuc")
            with given(document, "item.conclusion"):
                held_paragraphs(document, "item.conclusion", "loop.last")
    titled(document, "conclusion", "{{ muc.next() }}. KẾT LUẬN CHUNG", "VTMuc")
    with given(document, "directions or new_tasks"):
        line(document, "{{ muc.next() }}. NHIỆM VỤ THỜI GIAN TỚI", "VTMuc")
        directions_and_tasks(document, "implementation")
    titled(document, "implementation", "{{ muc.next() }}. TỔ CHỨC THỰC HIỆN", "VTMuc")
    closing(document)
    signature(document)
    return document
