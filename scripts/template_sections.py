"""Sections that several documents share: grounds, the roll in words, assessment, tasks, agenda items, votes."""

from __future__ import annotations

from docx.document import Document

from scripts.template_parts import (
    ARABIC,
    Place,
    counter,
    each,
    given,
    given_line,
    held_paragraphs,
    line,
    paragraphs,
    parts,
    tag,
)
from scripts.template_styles import BODY, HELD
from scripts.template_tables import Column, table

NUMBER: Column = ("TT", 10, "VTBangSo", "{{ t.number }}")
LAST_TASKS: tuple[Column, ...] = (
    NUMBER,
    ("Nhiệm vụ", 67, "VTBangChu", "{{ t.task }}"),
    ("Tình trạng", 34, "VTBangChu", "{{ t.state }}"),
    ("Kết quả", 54, "VTBangChu", "{{ t.result }}"),
)
NEW_TASKS: tuple[Column, ...] = (
    NUMBER,
    ("Nhiệm vụ", 54, "VTBangChu", "{{ t.task }}"),
    ("Chỉ tiêu", 38, "VTBangChu", "{{ t.target }}"),
    ("Người phụ trách", 37, "VTBangChu", "{{ t.owner }}"),
    ("Thời hạn", 26, "VTBangSo", "{{ t.deadline }}"),
)
CHOICES: tuple[Column, ...] = (
    ("TT", 12, "VTBangSo", "{{ c.number }}"),
    ("Người ứng cử, phương án", 88, "VTBangChu", "{{ c.name }}"),
    ("Số phiếu, tỷ lệ", 65, "VTBangSo", "{{ c.votes }}"),
)


def grounds(place: Place) -> None:
    """What the document rests on: italic or upright, as the rule set has it."""
    with given(place, "grounds_upright"):
        paragraphs(place, "grounds", style="VTCanCuDung")
        tag(place, "else")
        paragraphs(place, "grounds", style="VTCanCu")


def attendance(place: Place) -> None:
    """The roll in words, numbered, then chair and recorder."""
    counter(place, "so", ARABIC)
    number = "{{ so.next() }}. "
    attendance_counts(place, number)
    given_line(
        place, "attendance.exempt", f"{number}Được miễn công tác và sinh hoạt đảng: {{{{ attendance.exempt }}}}."
    )
    with given(place, "attendance.others"):
        line(place, f"{number}Trường hợp khác:", "VTLoiDan")
        with each(place, "o in attendance.others"):
            line(place, "- Đồng chí {{ o.name }}: {{ o.state }}{% if o.note %} ({{ o.note }}){% endif %}.")
    with given(place, "attendance.guests"):
        line(place, f"{number}Khách mời:", "VTLoiDan")
        with each(place, "g in attendance.guests"):
            line(place, "- {{ g }}.")
    chair_and_recorder(place, number)


def attendance_counts(place: Place, number: str) -> None:
    """Total, present, absent; those who are absent by name."""
    line(place, f"{number}Tổng số {{{{ attendees }}}}: {_count('total')}.")
    line(place, f"{number}Có mặt: {_count('present')}.")
    with given(place, "attendance.absences"):
        line(place, f"{number}Vắng mặt: {_count('absent')}, gồm:", "VTLoiDan")
        with each(place, "a in attendance.absences"):
            line(place, "- Đồng chí {{ a.name }}{% if a.reason %}, {{ a.reason }}{% endif %}.")
        tag(place, "else")
        line(place, f"{number}Vắng mặt: {_count('absent')}.")


def attendance_summary(place: Place, number: str = "", style: str = HELD) -> None:
    """The roll in a few lines, without names: where they stand above, or do not matter; `style` of the last lines."""
    line(place, f"{number}Tổng số {{{{ attendees }}}}: {_count('total')}.")
    line(place, f"{number}Có mặt: {_count('present')}.", style)
    line(place, f"{number}Vắng mặt: {_count('absent')}.", style)
    exempt = f"{number}Được miễn công tác và sinh hoạt đảng: {{{{ attendance.exempt }}}}."
    given_line(place, "attendance.exempt", exempt, style)


def _count(name: str) -> str:
    """`24 đồng chí (chính thức: …)`."""
    detail = f"attendance.{name}_detail"
    return f"{{{{ attendance.{name} }}}}{{% if {detail} %}} ({{{{ {detail} }}}}){{% endif %}}"


def chair_and_recorder(place: Place, number: str, style: str = BODY) -> None:
    for name, label in (("chair", "Chủ trì"), ("recorder", "Thư ký")):
        given_line(place, name, f"{number}{label}: {{{{ {name} }}}}.", style)


def assessment(place: Place) -> None:
    """What was good, the table of the last tasks, praise, then what was weak and why: the order of Hướng dẫn 42-HD."""
    with given(place, "assessment"):
        parts(
            place,
            ("Về chính trị, tư tưởng", "assessment.ideology"),
            ("Về thực hiện nhiệm vụ chính trị", "assessment.political_tasks"),
            ("Về công tác xây dựng Đảng", "assessment.party_building"),
        )
    with given(place, "last_tasks"):
        line(place, "{{ so.next() }}. Kết quả thực hiện nghị quyết kỳ trước", "VTTieuMuc")
        table(place, "t in last_tasks", LAST_TASKS, last="true", counted="nhiệm vụ")
    with given(place, "assessment"):
        parts(
            place,
            ("Đánh giá chung", "assessment.results"),
            ("Biểu dương", "assessment.praise"),
            ("Phê bình, nhắc nhở", "assessment.reminders"),
            ("Hạn chế, khuyết điểm", "assessment.weaknesses"),
            ("Nguyên nhân", "assessment.causes"),
            ("Biện pháp khắc phục", "assessment.remedies"),
        )


def directions_and_tasks(place: Place, following: str) -> None:
    """What is to be done: paragraphs, then the table of tasks; `following` is what else may stand before the end."""
    with given(place, "directions"):
        held_paragraphs(place, "directions", f"not (new_tasks or {following})")
    with given(place, "new_tasks"):
        line(place, "Nhiệm vụ cụ thể:", "VTLoiDan")
        table(place, "t in new_tasks", NEW_TASKS, last=f"not ({following})", counted="nhiệm vụ")


def agenda_item(place: Place) -> None:
    """One `item` as minutes record it: who presented what, who said what, what the chair concluded."""
    line(place, "{{ item.number }}. {{ item.title }}", "VTDiem")
    with given(place, "item.presenter"):
        line(place, "Đồng chí {{ item.presenter }} trình bày{% if item.report %}:{% else %}.{% endif %}", "VTLoiDan")
    paragraphs(place, "item.report")
    with given(place, "item.opinions"):
        line(place, "Ý kiến thảo luận:", "VTLoiDan")
        with each(place, "o in item.opinions"):
            line(place, "- Đồng chí {{ o.speaker }}: {{ o.first }}")
            paragraphs(place, "o.more")
    paragraphs(place, "item.differing", "Ý kiến khác nhau:")
    paragraphs(place, "item.conclusion", "Chủ trì kết luận:")


def vote(place: Document, name: str) -> None:
    """How was voted and with what result. An election has choices instead of those in favour."""
    line(
        place,
        f"- Hình thức biểu quyết: {{{{ {name}.ballot }}}}{{% if {name}.base %}} ({{{{ {name}.base }}}}){{% endif %}}.",
    )
    given_line(place, f"{name}.ballots", f"- Số phiếu: {{{{ {name}.ballots }}}}.")
    with given(place, f"{name}.choices"):
        line(place, "- Kết quả cụ thể:", "VTLoiDan")
        table(
            place,
            f"c in {name}.choices",
            CHOICES,
            last=f"not ({name}.in_favour or {name}.result)",
            counted="người ứng cử",
        )
    in_favour(place, name)
    given_line(place, f"{name}.result", f"- Kết quả: {{{{ {name}.result }}}}.", "VTLoiKet")


def in_favour(place: Place, name: str) -> None:
    """`- Tán thành: …; không tán thành: …; không có ý kiến: ….`"""
    given_line(
        place,
        f"{name}.in_favour",
        f"- Tán thành: {{{{ {name}.in_favour }}}}; không tán thành: {{{{ {name}.against }}}}; "
        f"không có ý kiến: {{{{ {name}.abstained }}}}.",
        HELD,
    )
