"""`nghi-quyet.docx`: the monthly and the thematic resolution (`ResolutionContext`).

One thread for both: a thematic one opens with its subject and names its tasks under what was agreed; a monthly one
opens with the month assessed, and has a part of its own for a subject joined to it.
"""

from __future__ import annotations

from docx.document import Document

from scripts.template_frames import head, signature
from scripts.template_package import empty_document
from scripts.template_parts import (
    ARABIC,
    ROMAN,
    closing,
    counter,
    given,
    given_line,
    line,
    parts,
    tag,
    titled,
)
from scripts.template_sections import assessment, directions_and_tasks
from scripts.template_styles import HELD


def resolution() -> Document:
    """The template of the resolution."""
    document = empty_document("Nghị quyết {{ abstract }}", "{{ body }}")
    head(document, "NGHỊ QUYẾT")
    line(document, "{{ opening }}")
    line(document, "Sau khi thảo luận, {{ body }} thống nhất quyết nghị:", "VTLoiDan")
    counter(document, "muc", ROMAN)
    with given(document, "is_thematic and thematic"):
        titled(
            document,
            "thematic.content",
            "{{ muc.next() }}. {% if header.draft %}NỘI DUNG CHUYÊN ĐỀ{% else %}ĐÁNH GIÁ THỰC TRẠNG{% endif %}",
            "VTMuc",
        )
    with given(document, "assessment or last_tasks"):
        line(document, "{{ muc.next() }}. ĐÁNH GIÁ KẾT QUẢ THỰC HIỆN NHIỆM VỤ {{ assessed|upper }}", "VTMuc")
        counter(document, "so", ARABIC)
        assessment(document)
    with given(document, "is_thematic and thematic"):
        _thematic_parts(document)
        tag(document, "else")
        _monthly_parts(document)
    directions_and_tasks(document, "implementation or score")
    titled(document, "implementation", "{{ muc.next() }}. TỔ CHỨC THỰC HIỆN", "VTMuc")
    given_line(document, "score", "{{ score }}", HELD)
    closing(document)
    signature(document)
    return document


def _thematic_parts(document: Document) -> None:
    with given(document, "thematic.agreed or thematic.targets or directions or new_tasks"):
        line(document, "{{ muc.next() }}. NỘI DUNG THỐNG NHẤT, NHIỆM VỤ VÀ GIẢI PHÁP", "VTMuc")
    _agreed(document)
    given_line(document, "directions or new_tasks", "{{ so.next() }}. Nhiệm vụ, giải pháp", "VTTieuMuc")


def _agreed(document: Document) -> None:
    counter(document, "so", ARABIC)
    parts(document, ("Nội dung thống nhất", "thematic.agreed"), ("Chỉ tiêu", "thematic.targets"))


def _monthly_parts(document: Document) -> None:
    with given(document, "thematic and (thematic.agreed or thematic.targets)"):
        line(document, "{{ muc.next() }}. NỘI DUNG SINH HOẠT CHUYÊN ĐỀ “{{ thematic.topic|upper }}”", "VTMuc")
        _agreed(document)
    given_line(
        document, "directions or new_tasks", "{{ muc.next() }}. PHƯƠNG HƯỚNG, NHIỆM VỤ {{ planned|upper }}", "VTMuc"
    )
