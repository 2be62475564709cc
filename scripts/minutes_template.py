"""`bien-ban.docx`: the minutes of every kind of meeting (`MinutesContext`)."""

from __future__ import annotations

from docx.document import Document

from scripts.template_package import empty_document
from scripts.template_parts import (
    Column,
    each,
    given,
    head,
    last_paragraphs,
    line,
    paragraphs,
    table,
    tag,
    two_signatures,
)
from scripts.template_styles import BODY

LAST_TASKS: tuple[Column, ...] = (
    ("TT", 10, "VTBangSo", "{{ t.number }}"),
    ("Nhiệm vụ", 67, "VTBangChu", "{{ t.task }}"),
    ("Tình trạng", 34, "VTBangChu", "{{ t.state }}"),
    ("Kết quả", 54, "VTBangChu", "{{ t.result }}"),
)
NEW_TASKS: tuple[Column, ...] = (
    ("TT", 10, "VTBangSo", "{{ t.number }}"),
    ("Nhiệm vụ", 54, "VTBangChu", "{{ t.task }}"),
    ("Chỉ tiêu", 38, "VTBangChu", "{{ t.target }}"),
    ("Người phụ trách", 37, "VTBangChu", "{{ t.owner }}"),
    ("Thời hạn", 26, "VTBangSo", "{{ t.deadline }}"),
)
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
    with given(document, "reason"):
        line(document, "Lý do tổ chức cuộc họp: {{ reason }}")
    tag(document, 'set muc = cycler("I", "II", "III")')
    _attendance(document)
    _content(document)
    _conclusion(document)
    two_signatures(document)
    return document


def _attendance(document: Document) -> None:
    line(document, "{{ muc.next() }}. THÀNH PHẦN THAM DỰ", "VTMuc")
    tag(document, 'set so = cycler("1", "2", "3", "4", "5", "6", "7", "8")')
    _count(document, "Tổng số {{ attendees }}", "total")
    _count(document, "Có mặt", "present")
    with given(document, "attendance.absences"):
        _count(document, "Vắng mặt", "absent", ", gồm:", "VTLoiDan")
        with each(document, "a in attendance.absences"):
            line(document, "- Đồng chí {{ a.name }}{% if a.reason %}, {{ a.reason }}{% endif %}.")
        tag(document, "else")
        _count(document, "Vắng mặt", "absent")
    with given(document, "attendance.exempt"):
        line(document, "{{ so.next() }}. Được miễn công tác và sinh hoạt đảng: {{ attendance.exempt }}.")
    with given(document, "attendance.others"):
        line(document, "{{ so.next() }}. Trường hợp khác:", "VTLoiDan")
        with each(document, "o in attendance.others"):
            line(document, "- Đồng chí {{ o.name }}: {{ o.state }}{% if o.note %} ({{ o.note }}){% endif %}.")
    with given(document, "attendance.guests"):
        line(document, "{{ so.next() }}. Khách mời:", "VTLoiDan")
        with each(document, "g in attendance.guests"):
            line(document, "- Đồng chí {{ g }}.")
    for name, label in (("chair", "Chủ trì"), ("recorder", "Thư ký")):
        with given(document, name):
            line(document, f"{{{{ so.next() }}}}. {label}: {{{{ {name} }}}}.")


def _count(document: Document, label: str, number: str, end: str = ".", style: str = BODY) -> None:
    """`2. Có mặt: 24 đồng chí (chính thức: …).`"""
    detail = f"attendance.{number}_detail"
    more = f"{{% if {detail} %}} ({{{{ {detail} }}}}){{% endif %}}"
    line(document, f"{{{{ so.next() }}}}. {label}: {{{{ attendance.{number} }}}}{more}{end}", style)


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
                _agenda_item(document)
        with given(document, "new_tasks"):
            _title(document, "new_tasks", "Phương hướng, nhiệm vụ thời gian tới")
            table(document, "t in new_tasks", NEW_TASKS)
        with given(document, "votes"):
            _title(document, "votes", "Biểu quyết")
            with each(document, "v in votes"):
                _vote(document)
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
    with given(document, "thematic.presenter"):
        line(document, "- Người trình bày chuyên đề: đồng chí {{ thematic.presenter }}.")
    with each(document, "paper in thematic.papers"):
        line(document, "- Tham luận {{ paper.number }}: “{{ paper.topic }}”, đồng chí {{ paper.author }} trình bày.")
    paragraphs(document, "thematic.content", "- Nội dung chuyên đề:")
    paragraphs(document, "thematic.questions", "- Vấn đề gợi ý thảo luận:")
    paragraphs(document, "thematic.agreed", "- Nội dung thống nhất:")
    paragraphs(document, "thematic.targets", "- Chỉ tiêu:")


def _agenda_item(document: Document) -> None:
    line(document, "{{ item.number }}. {{ item.title }}", "VTDiem")
    with given(document, "item.presenter"):
        line(document, "Đồng chí {{ item.presenter }} trình bày{% if item.report %}:{% else %}.{% endif %}", "VTLoiDan")
    paragraphs(document, "item.report")
    with given(document, "item.opinions"):
        line(document, "Ý kiến thảo luận:", "VTLoiDan")
        with each(document, "o in item.opinions"):
            line(document, "- Đồng chí {{ o.speaker }}: {{ o.first }}")
            paragraphs(document, "o.more")
    paragraphs(document, "item.differing", "Ý kiến khác nhau:")
    paragraphs(document, "item.conclusion", "Chủ trì kết luận:")


def _vote(document: Document) -> None:
    line(document, "{{ numbers.votes }}.{{ v.number }}. {{ v.motion }}", "VTDiem")
    line(document, "- Hình thức biểu quyết: {{ v.ballot }}{% if v.base %} ({{ v.base }}){% endif %}.")
    with given(document, "v.ballots"):
        line(document, "- Số phiếu: {{ v.ballots }}.")
    line(
        document,
        "- Tán thành: {{ v.in_favour }}; không tán thành: {{ v.against }}; không có ý kiến: {{ v.abstained }}.",
    )
    with given(document, "v.result"):
        line(document, "- Kết quả: {{ v.result }}.")


def _score(document: Document) -> None:
    _title(document, "score", "Chấm điểm, xếp loại chất lượng buổi sinh hoạt")
    with given(document, "score_lines"):
        table(document, "s in score_lines", SCORE)
    with given(document, "score_total or grade"):
        line(
            document,
            "{% if score_total %}Tổng điểm: {{ score_total }} điểm{% if grade %}; xếp loại: {% endif %}"
            "{% else %}Xếp loại: {% endif %}{{ grade }}.",
            "VTSauBang",
        )


def _conclusion(document: Document) -> None:
    with given(document, "conclusion"):
        line(document, "{{ muc.next() }}. KẾT LUẬN", "VTMuc")
        last_paragraphs(document, "conclusion")
    with each(document, "p in closing"):
        line(document, "{{ p }}", "VTNoiDungCuoi")
