"""`giay-moi.docx` and `thong-bao-hoan.docx`: a meeting announced, and put off."""

from __future__ import annotations

from docx.document import Document

from scripts.template_frames import address, head, letterhead, name_and_abstract, signature
from scripts.template_package import empty_document
from scripts.template_parts import closing, each, given, given_line, last_paragraphs, line
from scripts.template_styles import HELD


def invitation() -> Document:
    """The template of the invitation (`InvitationContext`)."""
    document = empty_document("Giấy mời {{ abstract }}", "{{ body }}")
    head(document, "GIẤY MỜI")
    line(document, "{{ inviter }} trân trọng kính mời:", "VTLoiDan")
    with each(document, "i in invited"):
        line(document, "- {{ i }}{% if loop.last %}.{% else %};{% endif %}")
    for name, label in (
        ("meeting", "Tới dự"),
        ("when", "Thời gian"),
        ("where", "Địa điểm"),
        ("chair", "Chủ trì"),
    ):
        given_line(document, name, f"{label}: {{{{ {name} }}}}.", HELD)
    with given(document, "agenda"):
        line(document, "Chương trình dự kiến:", "VTLoiDan")
        _agenda(document)
    with given(document, "requests"):
        line(document, "Nội dung đề nghị chuẩn bị:", "VTLoiDan")
        last_paragraphs(document, "requests", "- {}")
    closing(document)
    signature(document)
    return document


def _agenda(document: Document) -> None:
    """The last item stays with what follows; nothing else may follow than the closing sentence."""
    for source, style in (("agenda[:-1]", "VTNoiDung"), ("agenda[-1:]", HELD)):
        with each(document, f"a in {source}"):
            line(
                document,
                "{{ a.number }}. {{ a.title }}{% if a.presenter %} ({{ a.presenter }} trình bày){% endif %}.",
                style,
            )


def postponement() -> Document:
    """The template of the notice, or letter, that a meeting is put off (`PostponementContext`)."""
    document = empty_document(
        "{% if header.letter_abstract %}Công văn {{ header.letter_abstract }}"
        "{% else %}Thông báo {{ abstract }}{% endif %}",
        "{{ body }}",
    )
    letterhead(document)
    with given(document, "not header.letter_abstract"):
        name_and_abstract(document, "THÔNG BÁO")
    address(document)
    line(
        document,
        "{{ issuer }} thông báo hoãn {{ meeting }}{% if earlier %} đã dự kiến tổ chức vào {{ earlier }}{% endif %}.",
        HELD,
    )
    given_line(document, "reason", "Lý do: {{ reason }}", HELD)
    given_line(document, "when", "Thời gian tổ chức lại: {{ when }}.", HELD)
    given_line(document, "where", "Địa điểm: {{ where }}.", HELD)
    closing(document)
    signature(document)
    return document
