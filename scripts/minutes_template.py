"""`bien-ban.docx`: the minutes of every kind of meeting (`MinutesContext`)."""

from __future__ import annotations

from docx.document import Document

from scripts.template_frames import head, two_signatures
from scripts.template_package import empty_document
from scripts.template_parts import ROMAN, counter, each, given, given_line, last_paragraphs, line, paragraphs, tag
from scripts.template_sections import LAST_TASKS, NEW_TASKS, agenda_item, attendance, vote
from scripts.template_styles import HELD
from scripts.template_tables import Column, table

SCORE: tuple[Column, ...] = (
    ("TT", 11, "VTBangSo", "{{ s.number }}"),
    ("Nội dung", 82, "VTBangChu", "{{ s.criterion }}"),
    ("Điểm tối đa", 24, "VTBangSo", "{{ s.points }}"),
    ("Tự chấm", 24, "VTBangSo", "{{ s.self_score }}"),
    ("Chi bộ chấm", 24, "VTBangSo", "{{ s.cell_score }}"),
)


def minutes() -> Document:
    """The template of the minutes."""
    document = empty_document("Biên bản {{ abstract }}", "{{ body }}")
    head(document, "BIÊN BẢN")
    line(document, "{{ opening }}")
    given_line(document, "reason", "Lý do tổ chức cuộc họp: {{ reason }}")
    counter(document, "muc", ROMAN)
    line(document, "{{ muc.next() }}. THÀNH PHẦN THAM DỰ", "VTMuc")
    attendance(document)
    _content(document)
    _conclusion(document)
    two_signatures(document, recipients=True)
    return document


def _content(document: Document) -> None:
    """The sections that are there, each under the number the context gives it."""
    with given(document, "numbers"):
        line(document, "{{ muc.next() }}. NỘI DUNG", "VTMuc")
        with given(document, "superior_documents"):
            _title(document, "superior_documents", "Phổ biến, quán triệt văn bản của cấp trên")
            with each(document, "d in superior_documents"):
                line(document, "- {{ d }}{% if loop.last %}.{% else %};{% endif %}")
        with given(document, "dues"):
            _title(document, "dues", "Tình hình đóng đảng phí")
            paragraphs(document, "dues")
        with given(document, "last_tasks"):
            _title(document, "last_tasks", "Kết quả thực hiện nghị quyết kỳ trước")
            table(document, "t in last_tasks", LAST_TASKS)
        with given(document, "assessment"):
            _title(document, "assessment", "Đánh giá tình hình")
            _assessment(document)
        with given(document, "thematic"):
            _title(document, "thematic", "Sinh hoạt chuyên đề: “{{ thematic.topic }}”")
            _thematic(document)
        with given(document, "agenda"):
            _title(document, "agenda", "Nội dung trao đổi, thảo luận")
            with each(document, "item in agenda"):
                agenda_item(document)
        with given(document, "new_tasks"):
            _title(document, "new_tasks", "Phương hướng, nhiệm vụ thời gian tới")
            table(document, "t in new_tasks", NEW_TASKS)
        with given(document, "votes"):
            _title(document, "votes", "Biểu quyết")
            with each(document, "v in votes"):
                line(document, "{{ numbers.votes }}.{{ v.number }}. {{ v.motion }}", "VTDiem")
                vote(document, "v")
        with given(document, '"score" in numbers'):
            _score(document)


def _title(document: Document, key: str, text: str) -> None:
    line(document, f"{{{{ numbers.{key} }}}}. {text}", "VTTieuMuc")


def _assessment(document: Document) -> None:
    for part, label in (
        ("ideology", "Về chính trị, tư tưởng"),
        ("political_tasks", "Về thực hiện nhiệm vụ chính trị"),
        ("party_building", "Về công tác xây dựng Đảng"),
        ("results", "Đánh giá chung"),
        ("weaknesses", "Hạn chế, khuyết điểm"),
        ("causes", "Nguyên nhân"),
        ("remedies", "Biện pháp khắc phục"),
        ("praise", "Biểu dương"),
        ("reminders", "Phê bình, nhắc nhở"),
    ):
        paragraphs(document, f"assessment.{part}", f"- {label}:")


def _thematic(document: Document) -> None:
    given_line(document, "thematic.presenter", "- Người trình bày chuyên đề: đồng chí {{ thematic.presenter }}.")
    with each(document, "paper in thematic.papers"):
        line(document, "- Tham luận {{ paper.number }}: “{{ paper.topic }}”, đồng chí {{ paper.author }} trình bày.")
    paragraphs(document, "thematic.content", "- Nội dung chuyên đề:")
    paragraphs(document, "thematic.questions", "- Vấn đề gợi ý thảo luận:")
    paragraphs(document, "thematic.agreed", "- Nội dung thống nhất:")
    paragraphs(document, "thematic.targets", "- Chỉ tiêu:")


def _score(document: Document) -> None:
    _title(document, "score", "Chấm điểm, xếp loại chất lượng buổi sinh hoạt")
    with given(document, "score_lines"):
        table(document, "s in score_lines", SCORE)
    given_line(
        document,
        "score_total or grade",
        "{% if score_total %}Tổng điểm: {{ score_total }} điểm{% if grade %}; xếp loại: {% endif %}"
        "{% else %}Xếp loại: {% endif %}{{ grade }}.",
        "VTSauBang",
    )


def _conclusion(document: Document) -> None:
    """Conclusion and end under one title: with it, even a single sentence has company above the signatures."""
    with given(document, "conclusion"):
        line(document, "{{ muc.next() }}. KẾT LUẬN", "VTMuc")
        last_paragraphs(document, "conclusion")
        tag(document, "else")
        line(document, "{{ muc.next() }}. KẾT THÚC", "VTMuc")
    with each(document, "p in closing"):
        line(document, "{{ p }}", HELD)
