"""What surrounds the text: head, address of a letter, signatures and recipients."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.table import _Cell

from scripts.template_parts import Place, each, given, given_line, line, tag
from scripts.template_styles import HEAD_LEFT, HEAD_RIGHT, TEXT_WIDTH
from scripts.template_tables import frame


def head(place: Place, type_name: str) -> None:
    """Components 1–5: superior, body, number on the left; title, place, date on the right; name and abstract below."""
    letterhead(place)
    name_and_abstract(place, type_name)


def letterhead(place: Place) -> None:
    """Components 1–4; a letter has its abstract under the number."""
    ((left, right),) = frame(place, (HEAD_LEFT, HEAD_RIGHT))
    given_line(left, "header.superior", "{{ header.superior }}", "VTCapTren")
    line(left, "{{ header.body }}", "VTCoQuan")
    line(left, "*", "VTDauSao")
    given_line(left, "header.number", "{{ header.number }}", "VTSoKyHieu")
    given_line(left, "header.letter_abstract", "{{ header.letter_abstract }}", "VTTrichYeuCongVan")
    given_line(left, "header.draft", "DỰ THẢO", "VTDuThao")
    line(right, "ĐẢNG CỘNG SẢN VIỆT NAM", "VTTieuDe")
    line(right, "", "VTDuongKe")
    given_line(right, "header.place_and_date", "{{ header.place_and_date }}", "VTNgayThang")


def name_and_abstract(place: Place, type_name: str) -> None:
    """Component 5."""
    line(place, type_name, "VTTenLoai")
    line(place, "{{ abstract }}", "VTTrichYeu")
    line(place, "-----", "VTGachTrichYeu")


def address(document: Document) -> None:
    """`Kính gửi: …` in the middle; where a letter goes to several, each on a line of its own."""
    with given(document, "addressed|length == 1"):
        line(document, "{{ address_word }}: {{ addressed[0] }}", "VTKinhGui")
        tag(document, "elif addressed")
        line(document, "{{ address_word }}:", "VTKinhGuiCacNoi")
        with each(document, "a in addressed[:-1]"):
            line(document, "- {{ a }}", "VTKinhGuiMuc")
        line(document, "- {{ addressed[-1] }}", "VTKinhGuiMucCuoi")


def signature(document: Document) -> None:
    """Components 7 and 8: recipients on the left, the signer on the right.

    The left cell keeps a paragraph even where nobody is to receive the document: a cell without one is a damaged file.
    """
    ((left, right),) = frame(document, (HEAD_LEFT, HEAD_RIGHT))
    line(left, "{% if recipients %}Nơi nhận:{% endif %}", "VTNoiNhan")
    with each(left, "r in recipients"):
        line(left, "- {{ r }}", "VTNoiNhanMuc")
    line(right, "{{ signature.authority }}", "VTQuyenHan")
    given_line(right, "signature.office", "{{ signature.office }}", "VTChucVu")
    line(right, "{{ signature.name }}", "VTNguoiKy")
    the_end(document)


def two_signatures(document: Document, *, recipients: bool) -> None:
    """The two of `signers`; where there is an authority, the title on the right is the office below it."""
    left, right = _sides(document, ("{{ signers.left_name }}", "{{ signers.right_name }}"), recipients=recipients)
    line(left, "{{ signers.left_title }}", "VTQuyenHan")
    with given(right, "signers.right_authority"):
        line(right, "{{ signers.right_authority }}", "VTQuyenHan")
        line(right, "{{ signers.right_title }}", "VTChucVu")
        tag(right, "else")
        line(right, "{{ signers.right_title }}", "VTQuyenHan")


def extract_signatures(document: Document) -> None:
    """Whoever made the extract on the left, the signer for the body on the right."""
    left, right = _sides(document, ("{{ recorder_name }}", "{{ signature.name }}"), recipients=True)
    line(left, "{{ recorder_title }}", "VTQuyenHan")
    line(right, "{{ signature.authority }}", "VTQuyenHan")
    given_line(right, "signature.office", "{{ signature.office }}", "VTChucVu")


def author_signature(document: Document) -> None:
    """The place where the author of a paper signs."""
    ((left, right),) = frame(document, (HEAD_LEFT, HEAD_RIGHT))
    line(left, "", "VTQuyenHan")
    line(right, "NGƯỜI VIẾT", "VTQuyenHan")
    line(right, "{{ author }}", "VTNguoiKy")
    the_end(document)


def _sides(document: Document, names: Sequence[str], *, recipients: bool) -> tuple[_Cell, _Cell]:
    """Two columns of two rows, so that both names stand on one line; the cells of the titles come back.

    Recipients stand in the row of the names, which cannot be split: as paragraphs below it they would at times stand
    alone on a page.
    """
    half = TEXT_WIDTH // 2
    titles, below = frame(document, (half, TEXT_WIDTH - half), rows=2)
    for cell, name in zip(below, names, strict=True):
        line(cell, name, "VTNguoiKy")
    if recipients:
        with given(below[0], "recipients"):
            line(below[0], "Nơi nhận:", "VTNoiNhan")
            with each(below[0], "r in recipients"):
                line(below[0], "- {{ r }}", "VTNoiNhanMuc")
    the_end(document)
    return titles[0], titles[1]


def the_end(document: Document) -> None:
    """Word wants a paragraph behind the last table."""
    line(document, "", "VTCuoi")
