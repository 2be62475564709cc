"""Records to write into forms. All names are invented."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.meeting import (
    Address,
    Ballot,
    Ballots,
    Correction,
    Dispatch,
    DocumentDetails,
    DocumentKindName,
    Explanation,
    FollowUp,
    Gap,
    Guest,
    InspectionProgramme,
    InspectionRow,
    InspectionSort,
    Meeting,
    MeetingKind,
    Period,
    Programme,
    ProgrammeTopic,
    Stage,
    SuperiorScore,
    Supervision,
    VoidNumber,
    Vote,
    VoteChoice,
    VotePurpose,
)
from pipeline.vietnamese.dates import Month
from tests.builders import make_meeting, make_thematic

GUESTS = (
    Guest(name="Nguyễn Văn Bình", office="Ủy viên Ban Thường vụ Đảng ủy xã"),
    Guest(name="Hồ Thị Lựu", office="Trưởng ban đại diện cha mẹ học sinh", address=Address.MRS),
)
ELECTION = Vote(
    motion="Bầu bổ sung chi ủy viên",
    purpose=VotePurpose.ELECTION,
    ballot=Ballot.SECRET,
    ballots=Ballots(issued=22, collected=22, valid=21, invalid=1),
    choices=(VoteChoice(name="Phạm Thị Ngọc Lan", votes=15), VoteChoice(name="Vũ Đình Khải", votes=6)),
)
ADMISSION = Vote(
    motion="Đề nghị kết nạp quần chúng ưu tú",
    purpose=VotePurpose.ADMISSION,
    official_total=24,
    official_present=22,
    in_favour=21,
    against=1,
    abstained=0,
    ballot=Ballot.SECRET,
    person="Huỳnh Thị Cẩm Tú",
    extract=True,
    declared_passed=True,
)
PROGRAMME = Programme(
    span="năm 2019",
    aim="Mỗi quý sinh hoạt ít nhất 01 chuyên đề.\nGắn với nhiệm vụ năm học.",
    topics=(
        ProgrammeTopic(when="Quý I", topic="Trường học xanh, sạch, đẹp", content="Giải pháp", owner="Vũ Đình Khải"),
        ProgrammeTopic(when="Quý II", topic="Phụ đạo học sinh yếu"),
    ),
    implementation="Chi ủy phân công người chuẩn bị trước 15 ngày.",
)
INSPECTION = InspectionProgramme(
    span="năm 2019",
    aim="Chủ động phòng ngừa vi phạm.\nMỗi quý có ít nhất 01 nội dung.",
    rows=(
        InspectionRow(
            when="Quý I",
            sort=InspectionSort.INSPECTION,
            content="Thu, nộp đảng phí",
            inspected="Vũ Đình Khải",
            owner="Trần Văn Hòa",
        ),
        InspectionRow(when="Quý II", content="Thực hiện nhiệm vụ được phân công"),
    ),
    implementation="Chi ủy báo cáo kết quả cuối mỗi quý.",
)
SUPERVISION = Supervision(
    day=date(2018, 10, 6),
    supervisor="Nguyễn Văn Bình",
    office="Ủy viên Ban Thường vụ Đảng ủy xã Tân Phú",
    strengths="Sinh hoạt đúng ngày.\nNội dung chuẩn bị chu đáo.",
    weaknesses="Số đảng viên phát biểu còn ít.",
    recommendations="Gửi dự thảo nghị quyết trước 03 ngày.",
    opinion="Chi bộ nhất trí, tiếp thu.",
    grade="Tốt",
)
FOLLOW_UP = FollowUp(
    supplement="Bổ sung ý kiến của đồng chí Lê Thị Thu Hà.\nĐã thông qua chi ủy.",
    supervision=SUPERVISION,
    corrections=(
        Correction(
            document="Nghị quyết số 05-NQ/CB", place="mục II, dòng 3", printed="30/11/2018", corrected="30/10/2018"
        ),
        Correction(document="Biên bản họp", printed="Phạm Thị Lan", corrected="Phạm Thị Ngọc Lan"),
    ),
    sent_documents=("Nghị quyết số 05-NQ/CB, ngày 05/10/2018", "Biên bản họp"),
    sent_to=("Đảng ủy xã", "Ban Tổ chức Huyện ủy"),
    dispatches=(
        Dispatch(
            kind=DocumentKindName.RESOLUTION,
            number=5,
            issued=date(2018, 10, 6),
            sent=date(2018, 10, 8),
            sent_to=("Đảng ủy xã", "Hai trường"),
            sent_how="Bản giấy",
            received=date(2018, 10, 9),
        ),
        Dispatch(kind=DocumentKindName.MINUTES),
    ),
    superior_scores=(
        SuperiorScore(criterion="Thời gian sinh hoạt", points=Decimal("4.5")),
        SuperiorScore(criterion="Công tác chuẩn bị"),
    ),
    superior_total=Decimal("91.25"),
    superior_grade="Tốt",
    superior_scored=date(2018, 10, 20),
    postponed_to=date(2018, 10, 12),
    postponement_reason="Bão số 6.\nĐường ngập.",
    void_numbers=(VoidNumber(kind=DocumentKindName.RESOLUTION, number=7, reason="Ghi nhầm số", taken_back=True),),
    explanations=(
        Explanation(gap=Gap.SHORT_MEETING, concerning="tháng 10/2018", text="Họp ghép với hội nghị của trường."),
        Explanation(text="Không có."),
    ),
)


def everything(**changes: Any) -> Meeting:
    """A meeting with something said in every field that a record has."""
    meeting = make_meeting(
        announced=date(2018, 10, 1),
        programme=PROGRAMME,
        inspection=INSPECTION,
        tellers=("Lê Thị Thu Hà", "Vũ Đình Khải"),
        proposals="Đề nghị Đảng ủy hỗ trợ sửa chữa phòng học.\nĐề nghị cấp tài liệu.",
        follow_up=FOLLOW_UP,
    )
    return meeting.model_copy(
        update={
            "roll": meeting.roll.model_copy(update={"guests": GUESTS}),
            "assessment": meeting.assessment.model_copy(update={"results": "Đạt 80% chỉ tiêu."}),
            "votes": (*meeting.votes, ELECTION, ADMISSION),
            "documents": tuple(row.model_copy(update={"replaces": 3}) for row in meeting.documents),
            **changes,
        }
    )


def planned_with_ballots(**changes: Any) -> Meeting:
    """A thematic meeting with what has to be known before it: guests to invite, candidates to print ballots for."""
    known = ELECTION.model_copy(
        update={"ballots": Ballots(), "choices": tuple(VoteChoice(name=row.name) for row in ELECTION.choices)}
    )
    meeting = make_thematic(announced=date(2018, 10, 12), votes=(Vote(motion="Thông qua nghị quyết"), known))
    return meeting.model_copy(update={"roll": meeting.roll.model_copy(update={"guests": GUESTS}), **changes})


def followed_up(**changes: Any) -> Meeting:
    """What a form says that is dropped after the meeting: which one it was, and what came later."""
    values: dict[str, Any] = {
        "code": "binh-minh-2018-10-thuong-ky-1",
        "stage": Stage.FOLLOWED_UP,
        "kind": MeetingKind.REGULAR,
        "body": "binh-minh",
        "period": Period(month=Month(2018, 10)),
        "day": date(2018, 10, 5),
        "announced": date(2018, 10, 1),
        "follow_up": FOLLOW_UP,
        "documents": (DocumentDetails(kind=DocumentKindName.SUPPLEMENT, day=date(2018, 10, 9), number=3, replaces=2),),
        **changes,
    }
    return Meeting(**values)
