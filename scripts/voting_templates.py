"""A vote on paper: `phieu-bieu-quyet.docx`, `bien-ban-kiem-phieu.docx`, and `trich-bien-ban.docx` on a decision."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Cell

from scripts.template_frames import extract_signatures, head, letterhead, two_signatures
from scripts.template_package import empty_document
from scripts.template_parts import (
    ARABIC,
    ROMAN,
    Place,
    closing,
    counter,
    each,
    given,
    given_line,
    line,
)
from scripts.template_sections import CHOICES, agenda_item, attendance_summary, chair_and_recorder, in_favour, vote
from scripts.template_styles import BODY, HELD, SHEET, TEXT_WIDTH
from scripts.template_tables import Cell, Row, emptied, fill, row_property, table, unlined

BALLOT_HEIGHT = 7200  # 127 mm: two of them fill the 257 mm between the margins, less the paragraph Word wants behind
BOX = 397  # 7 mm
ANSWERS = (
    CHOICES[0],
    ("{% if vote.choices %}Người ứng cử, phương án{% else %}Ý kiến{% endif %}", *CHOICES[1][1:]),
    CHOICES[2],
)
APART = 12  # more choices than these stand closer, their boxes touch: thirty candidates still fit on a page


def ballot() -> Document:
    """The template of the ballots (`BallotContext`): two alike on a page; long ones take a page each.

    No page has a number: it would tell one ballot from the other.
    """
    document = empty_document("{{ title }}", "{{ body }}", numbered=False)
    sheet = unlined(document, (TEXT_WIDTH,), rows=2, style=SHEET)
    for row in sheet.rows:
        row_property(row, "w:trHeight", val=BALLOT_HEIGHT, hRule="atLeast")
        _ballot(emptied(row.cells[0]))
    line(document, "", "VTCuoi")
    return document


def _ballot(place: _Cell) -> None:
    line(place, "", "VTLePhieu")
    letterhead(place)
    line(place, "{{ title }}", "VTTenPhieu")
    line(place, "{{ motion }}", "VTTrichYeu")
    given_line(place, "person", "Người được xét: {{ person }}", "VTTrichYeu")
    given_line(place, "meeting", "({{ meeting }})", "VTNoiDungPhieu")
    line(place, "", "VTCachO")
    _boxes(place)
    line(place, "{{ instruction }}", "VTHuongDanPhieu")


def _boxes(place: _Cell) -> None:
    """A box drawn with lines before each choice: the usual fonts have no such character."""
    gap = (Cell("VTCachO", ""),) * 3
    rows: tuple[Row, ...] = (
        "for c in choices",
        f"if choices|length <= {APART}",
        (Cell("VTCachO", ""), Cell("VTOPhieu", ""), Cell("VTOPhieu", "{{ c.name }}")),
        gap,
        "else",
        (Cell("VTCachO", ""), Cell("VTOPhieuNho", ""), Cell("VTOPhieuNho", "{{ c.name }}")),
        "endif",
        "endfor",
    )
    left = TEXT_WIDTH // 6
    made = unlined(place, (left, BOX, TEXT_WIDTH - left - BOX), rows=len(rows))
    for there, row in zip(made.rows, rows, strict=True):
        fill(there, row)
    _boxed(made.rows[2].cells[1])
    _boxed(made.rows[5].cells[1])


def _boxed(cell: _Cell) -> None:
    borders: Any = OxmlElement("w:tcBorders")
    for side in ("top", "left", "bottom", "right"):
        border = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "8"), ("space", "0"), ("color", "auto")):
            border.set(qn(f"w:{key}"), value)
        borders.append(border)
    cell._tc.get_or_add_tcPr().append(borders)


def vote_count() -> Document:
    """The template of the count of a secret vote (`VoteCountContext`)."""
    document = empty_document("Biên bản {{ abstract }}", "{{ body }}")
    head(document, "BIÊN BẢN")
    with given(document, "tellers"):
        line(document, "{{ opening }}", "VTLoiDan")
        with each(document, "t in tellers"):
            line(document, "- {{ t }}{% if loop.last %}.{% else %};{% endif %}")
    with given(document, "not tellers"):
        line(document, "{{ opening }}")
    counter(document, "muc", ROMAN)
    line(document, "{{ muc.next() }}. NỘI DUNG BIỂU QUYẾT", "VTMuc")
    _matter(document)
    line(document, "{{ muc.next() }}. KẾT QUẢ KIỂM PHIẾU", "VTMuc")
    given_line(document, "vote.ballots", "Số phiếu: {{ vote.ballots }}.", HELD)
    with given(document, "rows"):
        line(document, "Kết quả cụ thể như sau:", "VTLoiDan")
        table(document, "c in rows", ANSWERS, last="not vote.result", counted="người ứng cử")
    with given(document, "not rows"):
        in_favour(document, "vote")
    given_line(document, "vote.result", "Kết luận: {{ vote.result }}.", "VTLoiKet")
    closing(document)
    two_signatures(document, recipients=False)
    return document


def _matter(document: Document) -> None:
    line(document, "Nội dung: {{ vote.motion }}.")
    given_line(document, "person", "Người được xét: {{ person }}.")
    line(document, "Hình thức biểu quyết: {{ vote.ballot }}{% if vote.base %} ({{ vote.base }}){% endif %}.")


def extract() -> Document:
    """The template of an extract of minutes (`ExtractContext`)."""
    document = empty_document("Trích biên bản {{ abstract }}", "{{ body }}")
    head(document, "TRÍCH BIÊN BẢN")
    line(document, "Trích {{ source }}.")
    line(document, "{{ opening }}")
    counter(document, "muc", ROMAN)
    line(document, "{{ muc.next() }}. THÀNH PHẦN THAM DỰ", "VTMuc")
    counter(document, "so", ARABIC)
    attendance_summary(document, "{{ so.next() }}. ", BODY)
    chair_and_recorder(document, "{{ so.next() }}. ")
    _discussed(document)
    line(document, "{{ muc.next() }}. KẾT QUẢ BIỂU QUYẾT", "VTMuc")
    line(document, "Nội dung: {{ vote.motion }}.", "VTLoiDan")
    vote(document, "vote")
    closing(document)
    extract_signatures(document)
    return document


def _discussed(document: Place) -> None:
    with given(document, "person or items"):
        line(document, "{{ muc.next() }}. NỘI DUNG", "VTMuc")
        given_line(document, "person", "Người được xét: {{ person }}.", HELD)
        with each(document, "item in items"):
            agenda_item(document)
