"""What templates are filled with: every name a template may use, as frozen values.

Texts come finished (dates in words, counts in two digits); a template only places them. Long texts are tuples of
paragraphs. Empty means: leave the line out.
"""

from __future__ import annotations

from dataclasses import dataclass

Paragraphs = tuple[str, ...]


@dataclass(frozen=True)
class Header:
    """The head of a document: components 1–4 of the layout rules."""

    superior: str  # ĐẢNG BỘ XÃ TÂN PHÚ
    body: str  # CHI BỘ TRƯỜNG TIỂU HỌC BÌNH MINH
    number: str  # Số 05-NQ/CB; empty where the document has none
    place_and_date: str  # Tân Phú, ngày 05 tháng 10 năm 2018; empty where the rules want none
    draft: bool  # print DỰ THẢO


@dataclass(frozen=True)
class Signature:
    """Component 7: whom the signer stands for, the office, the name."""

    authority: str  # T/M CHI BỘ
    office: str  # BÍ THƯ
    name: str


@dataclass(frozen=True)
class Absent:
    name: str
    reason: str  # có lý do: nghỉ thai sản


@dataclass(frozen=True)
class Present:
    """Another case on the roll: exempt, temporary, late."""

    name: str
    state: str
    note: str


@dataclass(frozen=True)
class Attendance:
    """The roll in words; counts have two digits."""

    total: str
    total_detail: str  # chính thức: 24 đồng chí; dự bị: 02 đồng chí
    present: str
    present_detail: str
    absent: str
    absent_detail: str  # có lý do: 01 đồng chí; không lý do: 00 đồng chí
    exempt: str  # empty where nobody is
    absences: tuple[Absent, ...]
    others: tuple[Present, ...]
    guests: Paragraphs  # Nguyễn Văn Bình, Ủy viên Ban Thường vụ Đảng ủy xã


@dataclass(frozen=True)
class OpinionText:
    speaker: str
    first: str  # stands behind the name
    more: Paragraphs


@dataclass(frozen=True)
class ItemText:
    """One item of the agenda."""

    number: str  # 3.2
    title: str
    presenter: str
    report: Paragraphs
    opinions: tuple[OpinionText, ...]
    differing: Paragraphs
    conclusion: Paragraphs


@dataclass(frozen=True)
class TaskRow:
    number: str
    task: str
    target: str
    owner: str
    deadline: str


@dataclass(frozen=True)
class LastTaskRow:
    number: str
    task: str
    state: str
    result: str


@dataclass(frozen=True)
class VoteText:
    number: str  # 1, 2, …
    motion: str
    ballot: str  # giơ tay, phiếu kín
    base: str  # tổng số đảng viên chính thức: 24; có mặt: 22
    ballots: str  # phát ra: 22 phiếu; thu về: …; empty for a show of hands
    in_favour: str  # 22/22 đồng chí (100%)
    against: str
    abstained: str
    result: str  # Được thông qua; empty where not stated


@dataclass(frozen=True)
class ScoreText:
    number: str
    criterion: str
    points: str
    self_score: str
    cell_score: str
    superior_score: str


@dataclass(frozen=True)
class AssessmentText:
    ideology: Paragraphs
    political_tasks: Paragraphs
    party_building: Paragraphs
    results: Paragraphs
    weaknesses: Paragraphs
    causes: Paragraphs
    remedies: Paragraphs
    praise: Paragraphs
    reminders: Paragraphs


@dataclass(frozen=True)
class PaperText:
    number: str
    author: str
    topic: str


@dataclass(frozen=True)
class ThematicText:
    topic: str
    aim: Paragraphs
    requirements: Paragraphs
    content: Paragraphs
    presenter: str
    plan_presenter: str
    reviewer: str
    papers: tuple[PaperText, ...]
    questions: Paragraphs
    draft_due: str
    approval_due: str
    sending_due: str
    targets: Paragraphs
    agreed: Paragraphs


@dataclass(frozen=True)
class MinutesContext:
    """`bien-ban.docx`: minutes of every kind of meeting."""

    header: Header
    abstract: str  # họp chi bộ thường kỳ tháng 10 năm 2018
    body: str  # Chi bộ Trường Tiểu học Bình Minh
    opening: str  # Hôm nay, vào hồi …
    reason: str
    attendance: Attendance
    attendees: str  # đảng viên, chi ủy viên: who is counted
    chair: str  # đồng chí Trần Văn Hòa, Bí thư Chi bộ
    recorder: str
    numbers: dict[str, str]  # the number of each section of the content that is there: superior_documents → 1
    superior_documents: Paragraphs
    dues: Paragraphs
    assessment: AssessmentText | None
    last_tasks: tuple[LastTaskRow, ...]
    thematic: ThematicText | None
    agenda: tuple[ItemText, ...]
    new_tasks: tuple[TaskRow, ...]
    votes: tuple[VoteText, ...]
    score_lines: tuple[ScoreText, ...]
    score_total: str
    grade: str
    conclusion: Paragraphs
    closing: Paragraphs  # the last paragraph stands on the page of the signatures
    recorder_title: str
    chair_title: str
    recorder_name: str
    chair_name: str
    recipients: Paragraphs


@dataclass(frozen=True)
class ResolutionContext:
    """`nghi-quyet.docx`: the monthly and the thematic resolution."""

    header: Header
    abstract: str  # về lãnh đạo thực hiện nhiệm vụ tháng 10 năm 2018
    body: str
    opening: str  # date, place, totals, present, absent, chair, recorder
    is_thematic: bool
    assessed: str  # tháng 9 năm 2018
    planned: str  # tháng 10 năm 2018
    assessment: AssessmentText | None
    last_tasks: tuple[LastTaskRow, ...]
    thematic: ThematicText | None
    directions: Paragraphs
    new_tasks: tuple[TaskRow, ...]
    implementation: Paragraphs
    score: str  # one sentence; empty where the meeting was not scored
    closing: str  # adopted with …; stands on the page of the signature
    recipients: Paragraphs
    signature: Signature


@dataclass(frozen=True)
class ThematicPlanContext:
    """`ke-hoach-chuyen-de.docx`: the plan of one thematic meeting."""

    header: Header
    abstract: str  # sinh hoạt chuyên đề “…”
    body: str
    grounds: Paragraphs
    thematic: ThematicText
    when: str  # 14 giờ 00 phút, ngày 26 tháng 10 năm 2018
    where: str
    attendees: str
    chair: str
    recorder: str
    assignments: tuple[TaskRow, ...]
    closing: str
    recipients: Paragraphs
    signature: Signature


Context = MinutesContext | ResolutionContext | ThematicPlanContext
