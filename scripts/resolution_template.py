"""`nghi-quyet.docx`: the monthly and the thematic resolution (`ResolutionContext`).

One thread for both: a thematic one opens with its subject and names its tasks under what was agreed; a monthly one
opens with the month assessed, and has a part of its own for a subject joined to it.
"""

from __future__ import annotations

from docx.document import Document

from scripts.minutes_template import LAST_TASKS, NEW_TASKS
from scripts.template_package import empty_document
from scripts.template_parts import given, head, last_paragraphs, line, paragraphs, signature, table, tag


def resolution() -> Document:
    """The template of the resolution."""
    document = empty_document("Nghị quyết {{ abstract }}", "{{ body }}")
    head(document, "NGHỊ QUYẾT")
    line(document, "{{ opening }}")
    line(document, "Sau khi thảo luận, {{ body }} thống nhất quyết nghị:", "VTLoiDan")
    tag(document, 'set muc = cycler("I", "II", "III", "IV", "V")')
    with given(document, "is_thematic and thematic and thematic.content"):
        line(document, "{{ muc.next() }}. ĐÁNH GIÁ THỰC TRẠNG", "VTMuc")
        paragraphs(document, "thematic.content")
    with given(document, "assessment or last_tasks"):
        line(document, "{{ muc.next() }}. ĐÁNH GIÁ KẾT QUẢ THỰC HIỆN NHIỆM VỤ {{ assessed|upper }}", "VTMuc")
        _assessment(document)
    with given(document, "is_thematic and thematic"):
        _thematic_parts(document)
        tag(document, "else")
        _monthly_parts(document)
    _tasks(document)
    _implementation(document)
    signature(document)
    return document


def _thematic_parts(document: Document) -> None:
    with given(document, "thematic.agreed or thematic.targets or directions or new_tasks"):
        line(document, "{{ muc.next() }}. NỘI DUNG THỐNG NHẤT, NHIỆM VỤ VÀ GIẢI PHÁP", "VTMuc")
    _agreed(document)
    with given(document, "directions or new_tasks"):
        line(document, "{{ so.next() }}. Nhiệm vụ, giải pháp", "VTTieuMuc")


def _agreed(document: Document) -> None:
    tag(document, 'set so = cycler("1", "2", "3")')
    _titled(document, "thematic.agreed", "Nội dung thống nhất")
    _titled(document, "thematic.targets", "Chỉ tiêu")


def _titled(document: Document, source: str, title: str) -> None:
    with given(document, source):
        line(document, f"{{{{ so.next() }}}}. {title}", "VTTieuMuc")
        paragraphs(document, source)


def _monthly_parts(document: Document) -> None:
    with given(document, "thematic and (thematic.agreed or thematic.targets)"):
        line(document, "{{ muc.next() }}. NỘI DUNG SINH HOẠT CHUYÊN ĐỀ “{{ thematic.topic|upper }}”", "VTMuc")
        _agreed(document)
    with given(document, "directions or new_tasks"):
        line(document, "{{ muc.next() }}. PHƯƠNG HƯỚNG, NHIỆM VỤ {{ planned|upper }}", "VTMuc")


def _assessment(document: Document) -> None:
    """What was good, the table of the last tasks, praise, then what was weak and why: the order of Hướng dẫn 42-HD."""
    tag(document, 'set so = cycler("1", "2", "3", "4", "5", "6", "7", "8", "9", "10")')
    _assessed(
        document,
        ("ideology", "Về chính trị, tư tưởng"),
        ("political_tasks", "Về thực hiện nhiệm vụ chính trị"),
        ("party_building", "Về công tác xây dựng Đảng"),
    )
    with given(document, "last_tasks"):
        line(document, "{{ so.next() }}. Kết quả thực hiện nghị quyết kỳ trước", "VTTieuMuc")
        table(document, "t in last_tasks", LAST_TASKS)
    _assessed(
        document,
        ("results", "Đánh giá chung"),
        ("praise", "Biểu dương"),
        ("reminders", "Phê bình, nhắc nhở"),
        ("weaknesses", "Hạn chế, khuyết điểm"),
        ("causes", "Nguyên nhân"),
        ("remedies", "Biện pháp khắc phục"),
    )


def _assessed(document: Document, *parts: tuple[str, str]) -> None:
    with given(document, "assessment"):
        for part, title in parts:
            _titled(document, f"assessment.{part}", title)


def _tasks(document: Document) -> None:
    paragraphs(document, "directions")
    with given(document, "new_tasks"):
        line(document, "Nhiệm vụ cụ thể:", "VTLoiDan")
        table(document, "t in new_tasks", NEW_TASKS)


def _implementation(document: Document) -> None:
    with given(document, "implementation"):
        line(document, "{{ muc.next() }}. TỔ CHỨC THỰC HIỆN", "VTMuc")
        last_paragraphs(document, "implementation")
    with given(document, "score"):
        line(document, "{{ score }}", "VTNoiDungCuoi")
    line(document, "{{ closing }}", "VTLoiKet")
