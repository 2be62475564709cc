"""Meetings to test with. All names are invented."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

from pipeline.meeting import (
    Absence,
    AbsentMember,
    AgendaItem,
    Assessment,
    Ballot,
    Ballots,
    DocumentDetails,
    DocumentKindName,
    Dues,
    Guest,
    LastTask,
    Meeting,
    MeetingKind,
    Opinion,
    OtherAttendance,
    Outcome,
    Paper,
    Period,
    Presence,
    Resolution,
    Roll,
    ScoreRow,
    Secrecy,
    Stage,
    SuperiorDocument,
    Task,
    TaskState,
    ThematicPart,
    Vote,
    VotePurpose,
)
from pipeline.vietnamese.dates import Month


def make_meeting(**changes: Any) -> Meeting:
    """A regular meeting that was held, every field filled; `changes` replace fields of it."""
    values: dict[str, Any] = {
        "code": "binh-minh-2018-10-thuong-ky-1",
        "stage": Stage.HELD,
        "kind": MeetingKind.REGULAR,
        "body": "binh-minh",
        "secrecy": Secrecy.NONE,
        "confirmed": True,
        "period": Period(month=Month(2018, 10), assessed=Month(2018, 9), planned=Month(2018, 10)),
        "ordinal": 1,
        "day": date(2018, 10, 5),
        "earlier_day": date(2018, 10, 3),
        "opened": time(14, 0),
        "closed": time(16, 30),
        "place": "Phòng họp Trường Tiểu học Bình Minh",
        "chair": "Trần Văn Hòa",
        "recorder": "Đỗ Thị Kim Oanh",
        "reason": "Dời từ ngày 03/10 do mưa lũ.",
        "roll": _roll(),
        "dues": Dues(paid_members=26, amount=1_560_000, note="Đã đóng đủ đến hết tháng 9/2018"),
        "superior_documents": (
            SuperiorDocument(
                number="12-HD/BTCTW",
                issued=date(2018, 7, 6),
                abstract="Hướng dẫn một số vấn đề về nâng cao chất lượng sinh hoạt chi bộ",
            ),
            SuperiorDocument(abstract="Thông báo kết quả kiểm tra quý III"),
        ),
        "agenda": _agenda(),
        "assessment": _assessment(),
        "last_tasks": (
            LastTask(task="Hoàn thành sổ theo dõi phổ cập", state=TaskState.DONE, result="Xong trước ngày 25/9"),
            LastTask(task="Vận động 02 học sinh trở lại lớp", state=TaskState.IN_PROGRESS),
        ),
        "new_tasks": (
            Task(
                task="Phụ đạo học sinh yếu khối 3",
                target="100%",
                owner="Phạm Thị Ngọc Lan",
                deadline=date(2018, 10, 31),
            ),
            Task(task="Tổ chức Hội nghị cán bộ, viên chức"),
        ),
        "thematic": make_thematic_part(),
        "conclusion": "Chủ trì tóm tắt, kết luận các nội dung đã thống nhất.\nGiao chi ủy theo dõi.",
        "votes": _votes(),
        "outcome": Outcome.RESOLUTION,
        "resolution": Resolution(
            abstract="về lãnh đạo thực hiện nhiệm vụ tháng 10 năm 2018",
            directions="1. Tập trung nâng cao chất lượng dạy và học.\n2. Giữ vững sĩ số 100%.",
            implementation="Chi ủy phân công theo dõi.\nĐảng viên thực hiện nghị quyết.",
        ),
        "score": (
            ScoreRow(
                criterion="Thời gian sinh hoạt",
                self_score=Decimal("5"),
                cell_score=Decimal("5"),
                superior_score=Decimal("4.5"),
            ),
            ScoreRow(criterion="Tiến hành sinh hoạt", self_score=Decimal("37.75"), cell_score=Decimal("0")),
        ),
        "grade": "Tốt",
        "documents": _documents(),
        "attachments": ("Báo cáo tháng 9", "Danh sách học sinh cần phụ đạo"),
        **changes,
    }
    return Meeting(**values)


def make_thematic(**changes: Any) -> Meeting:
    """A thematic meeting that is planned: no roll, no votes, no score yet; `changes` replace fields of it."""
    values: dict[str, Any] = {
        "code": "binh-minh-2018-10-chuyen-de-1",
        "stage": Stage.PLANNED,
        "kind": MeetingKind.THEMATIC,
        "body": "binh-minh",
        "period": Period(month=Month(2018, 10)),
        "day": date(2018, 10, 20),
        "opened": time(7, 30),
        "place": "Phòng họp Trường Tiểu học Bình Minh",
        "chair": "Trần Văn Hòa",
        "recorder": "Đỗ Thị Kim Oanh",
        "agenda": (
            AgendaItem(title="Thông qua kế hoạch sinh hoạt chuyên đề", presenter="Nguyễn Thị Minh Châu"),
            AgendaItem(title="Trình bày chuyên đề", presenter="Phạm Thị Ngọc Lan"),
        ),
        "thematic": make_thematic_part(agreed=""),
        "outcome": Outcome.RESOLUTION,
        **changes,
    }
    return Meeting(**values)


def make_thematic_part(**changes: Any) -> ThematicPart:
    """A thematic part with every field filled."""
    values: dict[str, Any] = {
        "topic": "Giải pháp chống lưu ban, bỏ học năm học 2018-2019",
        "aim": "Đánh giá đúng thực trạng, thống nhất giải pháp.",
        "requirements": "Mỗi đảng viên nghiên cứu tài liệu và có ý kiến.",
        "content": "I. Thực trạng\nII. Nguyên nhân\nIII. Giải pháp",
        "presenter": "Phạm Thị Ngọc Lan",
        "plan_presenter": "Nguyễn Thị Minh Châu",
        "reviewer": "Trần Văn Hòa",
        "papers": (Paper(author="Phạm Thị Ngọc Lan", topic="Kinh nghiệm phụ đạo học sinh yếu khối 3"),),
        "questions": ("Vì sao học sinh bỏ học?", "Mỗi đảng viên giúp đỡ được mấy em?"),
        "draft_due": date(2018, 10, 10),
        "approval_due": date(2018, 10, 15),
        "sending_due": date(2018, 10, 18),
        "targets": "Tỷ lệ học sinh lên lớp thẳng từ 99% trở lên.",
        "agreed": "Mỗi đảng viên nhận giúp đỡ 01 học sinh.",
        **changes,
    }
    return ThematicPart(**values)


def _roll() -> Roll:
    return Roll(
        total_official=24,
        total_probationary=2,
        present_official=22,
        present_probationary=2,
        absent_excused=1,
        absent_unexcused=0,
        exempt=1,
        absences=(AbsentMember(name="Lê Thị Thu Hà", excuse=Absence.EXCUSED, reason="Nghỉ thai sản"),),
        others=(
            OtherAttendance(name="Vũ Đình Khải", state=Presence.LATE, note="15 phút, đi công tác về"),
            OtherAttendance(name="Hoàng Thị Sáu", state=Presence.EXEMPT),
        ),
        guests=(Guest(name="Nguyễn Văn Bình", office="Ủy viên Ban Thường vụ Đảng ủy xã"),),
    )


def _agenda() -> tuple[AgendaItem, ...]:
    return (
        AgendaItem(
            title="Đánh giá tình hình thực hiện nhiệm vụ tháng 9",
            presenter="Trần Văn Hòa",
            report="Báo cáo kết quả thực hiện nghị quyết tháng 9.\n- Sĩ số: 100%\n- Phổ cập: đúng hạn",
            opinions=(
                Opinion(speaker="Phạm Thị Ngọc Lan", text="Nhất trí; đề nghị phụ đạo vào chiều thứ Năm."),
                Opinion(speaker="Vũ Đình Khải", text="Đề nghị R&D <mới> và “{{ x }}”.\nÝ thứ hai."),
            ),
            differing="Đ/c Khải đề nghị chiều thứ Sáu; sau trao đổi thống nhất chiều thứ Năm.",
            conclusion="Thống nhất như báo cáo.",
        ),
        AgendaItem(title="Xem xét việc đột xuất"),
        AgendaItem(
            title="Phương hướng tháng 10",
            presenter="Nguyễn Thị Minh Châu",
            opinions=(Opinion(speaker="Phạm Thị Ngọc Lan", text="=1+1 là hai."),),
        ),
    )


def _assessment() -> Assessment:
    return Assessment(
        ideology="Tư tưởng cán bộ, đảng viên ổn định, yên tâm công tác.",
        political_tasks="Duy trì sĩ số 100%; hoàn thành kế hoạch tháng.",
        party_building="Giám sát 01 đảng viên theo kế hoạch.",
        weaknesses="Việc phụ đạo học sinh yếu ở khối 3 còn chậm.",
        causes="Chưa phân công rõ người theo dõi.",
        remedies="Giao tổ trưởng khối 3 theo dõi, báo cáo hằng tuần.",
        praise="Đồng chí Phạm Thị Ngọc Lan hoàn thành tốt chuyên đề cấp trường.",
        reminders="Nhắc nhở việc nộp báo cáo chậm.",
    )


def _votes() -> tuple[Vote, ...]:
    return (
        Vote(
            motion="Thông qua Nghị quyết tháng 10/2018",
            official_total=24,
            official_present=22,
            in_favour=21,
            against=0,
            abstained=1,
            declared_passed=True,
        ),
        Vote(
            motion="Đề nghị kết nạp quần chúng Bùi Thị Mai",
            purpose=VotePurpose.ADMISSION,
            official_total=24,
            official_present=22,
            in_favour=15,
            against=6,
            abstained=1,
            ballot=Ballot.SECRET,
            ballots=Ballots(issued=22, collected=22, valid=22, invalid=0),
            declared_passed=False,
        ),
    )


def _documents() -> tuple[DocumentDetails, ...]:
    return (
        DocumentDetails(kind=DocumentKindName.MINUTES, signer="Trần Văn Hòa"),
        DocumentDetails(
            kind=DocumentKindName.RESOLUTION,
            day=date(2018, 10, 6),
            signer="Trần Văn Hòa",
            number=5,
            recipients=("Đảng ủy xã (để báo cáo)", "Các đồng chí đảng viên", "Lưu chi bộ"),
            issued=date(2018, 10, 6),
            sent_how="Bản giấy",
        ),
    )
