"""`ke-hoach-chuyen-de.docx`: the plan of one thematic meeting (`ThematicPlanContext`)."""

from __future__ import annotations

from docx.document import Document

from scripts.template_package import empty_document
from scripts.template_parts import Column, each, given, head, line, paragraphs, signature, table, tag

ASSIGNMENTS: tuple[Column, ...] = (
    ("TT", 10, "VTBangSo", "{{ t.number }}"),
    ("Công việc", 83, "VTBangChu", "{{ t.task }}{% if t.target %} ({{ t.target }}){% endif %}"),
    ("Người thực hiện", 46, "VTBangChu", "{{ t.owner }}"),
    ("Thời hạn", 26, "VTBangSo", "{{ t.deadline }}"),
)


def thematic_plan() -> Document:
    """The template of the thematic plan."""
    document = empty_document("Kế hoạch {{ abstract }}", "{{ body }}")
    head(document, "KẾ HOẠCH")
    paragraphs(document, "grounds", style="VTCanCu")
    line(document, "{{ body }} xây dựng kế hoạch sinh hoạt chuyên đề như sau:", "VTLoiDan")
    tag(document, 'set muc = cycler("I", "II", "III", "IV")')
    _aims(document)
    _content(document)
    _time_and_place(document)
    _organisation(document)
    line(document, "{{ closing }}", "VTLoiKet")
    signature(document)
    return document


def _aims(document: Document) -> None:
    with given(document, "thematic.aim or thematic.requirements"):
        line(document, "{{ muc.next() }}. MỤC ĐÍCH, YÊU CẦU", "VTMuc")
        tag(document, 'set so = cycler("1", "2")')
        _titled(document, "thematic.aim", "Mục đích")
        _titled(document, "thematic.requirements", "Yêu cầu")


def _content(document: Document) -> None:
    line(document, "{{ muc.next() }}. NỘI DUNG", "VTMuc")
    line(document, "1. Chuyên đề: “{{ thematic.topic }}”", "VTTieuMuc")
    tag(document, 'set so = cycler("2", "3", "4", "5")')
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
    tag(document, 'set so = cycler("1", "2", "3", "4", "5")')
    for name, label in (
        ("when", "Thời gian"),
        ("where", "Địa điểm"),
        ("attendees", "Thành phần"),
        ("chair", "Chủ trì"),
        ("recorder", "Thư ký"),
    ):
        with given(document, name):
            line(document, f"{{{{ so.next() }}}}. {label}: {{{{ {name} }}}}.")


def _organisation(document: Document) -> None:
    """The table says who does what until when; the lines stand in for it where no work was assigned."""
    line(document, "{{ muc.next() }}. TỔ CHỨC THỰC HIỆN, PHÂN CÔNG", "VTMuc")
    with given(document, "assignments"):
        line(document, "Phân công cụ thể như sau:", "VTLoiDan")
        table(document, "t in assignments", ASSIGNMENTS)
        tag(document, "else")
        for name, label in (
            ("plan_presenter", "Trình bày kế hoạch: đồng chí"),
            ("presenter", "Chuẩn bị và trình bày chuyên đề: đồng chí"),
            ("reviewer", "Duyệt dự thảo chuyên đề: đồng chí"),
            ("draft_due", "Hạn hoàn thành dự thảo:"),
            ("approval_due", "Ngày duyệt dự thảo:"),
            ("sending_due", "Ngày gửi tài liệu cho đảng viên:"),
        ):
            with given(document, f"thematic.{name}"):
                line(document, f"- {label} {{{{ thematic.{name} }}}}.")
