"""After a meeting: `bien-ban-bo-sung.docx`, `cong-van-dinh-chinh.docx`, `cong-van-gui.docx`."""

from __future__ import annotations

from docx.document import Document

from scripts.template_frames import address, head, letterhead, signature, two_signatures
from scripts.template_package import empty_document
from scripts.template_parts import closing, given, last_paragraphs, line
from scripts.template_tables import Column, table

CORRECTIONS: tuple[Column, ...] = (
    ("TT", 10, "VTBangSo", "{{ c.number }}"),
    ("Văn bản", 44, "VTBangChu", "{{ c.document }}"),
    ("Vị trí", 29, "VTBangChu", "{{ c.place }}"),
    ("Đã in là", 41, "VTBangChu", "{{ c.printed }}"),
    ("Nay sửa là", 41, "VTBangChu", "{{ c.corrected }}"),
)


def supplement() -> Document:
    """The template of what is added to signed minutes (`SupplementContext`)."""
    document = empty_document("Biên bản {{ abstract }}", "{{ body }}")
    head(document, "BIÊN BẢN")
    line(document, "{{ opening }}", "VTLoiDan")
    with given(document, "supplement"):
        last_paragraphs(document, "supplement")
    closing(document)
    two_signatures(document, recipients=True)
    return document


def correction() -> Document:
    """The template of the letter that mends mistakes of form (`CorrectionContext`)."""
    document = _letter()
    line(document, "{{ body }} đính chính văn bản đã ban hành như sau:", "VTLoiDan")
    with given(document, "corrections"):
        table(document, "c in corrections", CORRECTIONS, last="true", counted="chỗ đính chính")
    closing(document)
    signature(document)
    return document


def transmittal() -> Document:
    """The template of the letter that documents are sent with (`TransmittalContext`)."""
    document = _letter()
    line(document, "Sau {{ meeting }}, {{ body }} gửi kèm theo công văn này các văn bản sau:", "VTLoiDan")
    with given(document, "documents"):
        last_paragraphs(document, "documents", "- {}")
    closing(document)
    signature(document)
    return document


def _letter() -> Document:
    document = empty_document("Công văn {{ header.letter_abstract }}", "{{ body }}")
    letterhead(document)
    address(document)
    return document
