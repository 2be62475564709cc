"""`ke-hoach-chuyen-de.docx` and `chuong-trinh-chuyen-de.docx`: what a cell plans to talk about, once and in a year."""

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
    line,
    paragraphs,
    tag,
    titled,
)
from scripts.template_sections import NUMBER, grounds
from scripts.template_styles import BODY, HELD
from scripts.template_tables import Column, table

ASSIGNMENTS: tuple[Column, ...] = (
    NUMBER,
    ("Công việc", 83, "VTBangChu", "{{ t.task }}{% if t.target %} ({{ t.target }}){% endif %}"),
    ("Người thực hiện", 46, "VTBangChu", "{{ t.owner }}"),
    ("Thời hạn", 26, "VTBangSo", "{{ t.deadline }}"),
)
TOPICS: tuple[Column, ...] = (
    NUMBER,
    ("Thời gian", 27, "VTBangSo", "{{ t.when }}"),
    ("Chuyên đề", 48, "VTBangChu", "{{ t.topic }}"),
    ("Nội dung chính", 44, "VTBangChu", "{{ t.content }}"),
    ("Người chuẩn bị", 36, "VTBangChu", "{{ t.owner }}"),
)


def thematic_plan() -> Document:
    """The template of the plan of one thematic meeting (`ThematicPlanContext`)."""
    document = empty_document("Kế hoạch {{ abstract }}", "{{ body }}")
    head(document, "KẾ HOẠCH")
    grounds(document)
    line(document, "{{ body }} xây dựng kế hoạch sinh hoạt chuyên đề như sau:", "VTLoiDan")
    counter(document, "muc", ROMAN)
    _aims(document)
    _content(document)
    _time_and_place(document)
    _organisation(document)
    closing(document)
    signature(document)
    return document


def programme() -> Document:
    """The template of the thematic meetings of a year or a term (`ProgrammeContext`)."""
    document = empty_document("Chương trình {{ abstract }}", "{{ body }}")
    head(document, "CHƯƠNG TRÌNH")
    grounds(document)
    line(document, "{{ body }} xây dựng Chương trình sinh hoạt chuyên đề {{ span }} như sau:", "VTLoiDan")
    counter(document, "muc", ROMAN)
    titled(document, "aim", "{{ muc.next() }}. MỤC ĐÍCH, YÊU CẦU", "VTMuc")
    with given(document, "topics"):
        line(document, "{{ muc.next() }}. NỘI DUNG, THỜI GIAN", "VTMuc")
        table(document, "t in topics", TOPICS, last="not implementation", counted="chuyên đề")
    titled(document, "implementation", "{{ muc.next() }}. TỔ CHỨC THỰC HIỆN", "VTMuc")
    closing(document)
    signature(document)
    return document


def _aims(document: Document) -> None:
    with given(document, "thematic.aim or thematic.requirements"):
        line(document, "{{ muc.next() }}. MỤC ĐÍCH, YÊU CẦU", "VTMuc")
        counter(document, "so", ARABIC)
        _titled(document, "thematic.aim", "Mục đích")
        _titled(document, "thematic.requirements", "Yêu cầu")


def _content(document: Document) -> None:
    line(document, "{{ muc.next() }}. NỘI DUNG", "VTMuc")
    counter(document, "so", ARABIC)
    line(document, "{{ so.next() }}. Chuyên đề: “{{ thematic.topic }}”", "VTTieuMuc")
    _titled(document, "thematic.content", "Nội dung chính")
    with given(document, "thematic.papers"):
        line(document, "{{ so.next() }}. Tham luận", "VTTieuMuc")
        with each(document, "paper in thematic.papers"):
            line(document, "- Tham luận {{ paper.number }}: “{{ paper.topic }}”, đồng chí {{ paper.author }} chuẩn bị.")
    _titled(document, "thematic.questions", "Gợi ý thảo luận")
    _titled(document, "thematic.targets", "Chỉ tiêu dự kiến")


def _titled(document: Document, source: str, title: str) -> None:
    with given(document, source):
        line(document, f"{{{{ so.next() }}}}. {title}", "VTTieuMuc")
        paragraphs(document, source)


def _time_and_place(document: Document) -> None:
    line(document, "{{ muc.next() }}. THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN", "VTMuc")
    counter(document, "so", ARABIC)
    for name, label in (
        ("when", "Thời gian"),
        ("where", "Địa điểm"),
        ("attendees", "Thành phần"),
        ("chair", "Chủ trì"),
        ("recorder", "Thư ký"),
    ):
        held = name in ("attendees", "chair", "recorder")  # one of them is the last line where nothing was assigned
        given_line(document, name, f"{{{{ so.next() }}}}. {label}: {{{{ {name} }}}}.", HELD if held else BODY)


def _organisation(document: Document) -> None:
    """The table says who does what until when; the lines stand in for it where no work was assigned."""
    with given(document, "assignments or thematic.draft_due or thematic.approval_due or thematic.sending_due"):
        line(document, "{{ muc.next() }}. TỔ CHỨC THỰC HIỆN, PHÂN CÔNG", "VTMuc")
    with given(document, "assignments"):
        line(document, "Phân công cụ thể như sau:", "VTLoiDan")
        table(document, "t in assignments", ASSIGNMENTS, last="true", counted="công việc")
        tag(document, "else")
        for name, label in (
            ("plan_presenter", "Trình bày kế hoạch: đồng chí"),
            ("presenter", "Chuẩn bị và trình bày chuyên đề: đồng chí"),
            ("reviewer", "Duyệt dự thảo chuyên đề: đồng chí"),
            ("draft_due", "Hạn hoàn thành dự thảo:"),
            ("approval_due", "Ngày duyệt dự thảo:"),
            ("sending_due", "Ngày gửi tài liệu cho đảng viên:"),
        ):
            given_line(document, f"thematic.{name}", f"- {label} {{{{ thematic.{name} }}}}.", HELD)
