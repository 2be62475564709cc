"""Sample contexts: a smallest, a typical and a long one for each template. Every name is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline.documents.contexts import (
    Absent,
    AssessmentText,
    Attendance,
    Header,
    ItemText,
    LastTaskRow,
    MinutesContext,
    OpinionText,
    PaperText,
    Paragraphs,
    Present,
    ResolutionContext,
    ScoreText,
    Signature,
    TaskRow,
    ThematicPlanContext,
    ThematicText,
    VoteText,
)

DAY = date(2018, 10, 5)
TEMPLATES = Path(__file__).resolve().parents[2] / "templates_docx"
Context = MinutesContext | ResolutionContext | ThematicPlanContext

CELL = "Chi bộ Trường Tiểu học Bình Minh"
HEADER = Header(
    superior="ĐẢNG BỘ XÃ TÂN PHÚ",
    body="CHI BỘ TRƯỜNG TIỂU HỌC BÌNH MINH",
    number="Số 05-NQ/CB",
    place_and_date="Tân Phú, ngày 05 tháng 10 năm 2018",
    draft=False,
)
SECRETARY = Signature(authority="T/M CHI BỘ", office="BÍ THƯ", name="Trần Văn Hòa")
RECIPIENTS = ("Đảng ủy xã Tân Phú (để báo cáo),", "Các đồng chí đảng viên trong chi bộ,", "Lưu Chi bộ.")
CHAIR = "đồng chí Trần Văn Hòa, Bí thư Chi bộ"
RECORDER = "đồng chí Lê Thị Thu Hương, Chi ủy viên"

NOBODY = Attendance(
    total="05 đồng chí",
    total_detail="",
    present="05 đồng chí",
    present_detail="",
    absent="00 đồng chí",
    absent_detail="",
    exempt="",
    absences=(),
    others=(),
    guests=(),
)
ROLL = Attendance(
    total="26 đồng chí",
    total_detail="chính thức: 24 đồng chí; dự bị: 02 đồng chí",
    present="24 đồng chí",
    present_detail="chính thức: 22 đồng chí; dự bị: 02 đồng chí",
    absent="02 đồng chí",
    absent_detail="có lý do: 01 đồng chí; không lý do: 01 đồng chí",
    exempt="01 đồng chí",
    absences=(
        Absent("Nguyễn Thị Kim Ngân", "có lý do: nghỉ thai sản"),
        Absent("Phạm Quốc Đạt", "không lý do"),
    ),
    others=(Present("Võ Thị Lài", "được miễn công tác và sinh hoạt đảng", "vẫn dự họp"),),
    guests=("Nguyễn Văn Bình, Ủy viên Ban Thường vụ Đảng ủy xã Tân Phú",),
)
ASSESSMENT = AssessmentText(
    ideology=("Đảng viên, giáo viên, nhân viên có lập trường tư tưởng vững vàng, an tâm công tác.",),
    political_tasks=(
        "Hoàn thành ổn định nề nếp đầu năm học; duy trì sĩ số 100%; tổ chức tốt Lễ khai giảng và Hội nghị viên chức.",
        "Thực hiện đúng chương trình, thời khóa biểu; kiểm tra hồ sơ, dự giờ 12 tiết.",
    ),
    party_building=("Duy trì nề nếp sinh hoạt; phân công đảng viên giúp đỡ 02 quần chúng ưu tú.",),
    results=(),
    weaknesses=("Một số giáo viên còn chậm đổi mới phương pháp; việc nộp báo cáo của tổ 4 chưa đúng hạn.",),
    causes=("Khối lượng công việc đầu năm học lớn; công tác đôn đốc chưa thường xuyên.",),
    remedies=("Phân công cấp ủy theo dõi từng tổ; nhắc việc trước hạn 03 ngày.",),
    praise=("Biểu dương đồng chí Lê Thị Thu Hương hoàn thành xuất sắc việc chuẩn bị Lễ khai giảng.",),
    reminders=("Nhắc nhở đồng chí Phạm Quốc Đạt vắng họp không lý do.",),
)
LAST_TASKS = (
    LastTaskRow("1", "Tổ chức Lễ khai giảng năm học 2018 - 2019", "Hoàn thành", "Đúng kế hoạch, an toàn"),
    LastTaskRow("2", "Vận động học sinh ra lớp đạt 100%", "Hoàn thành", "412/412 học sinh (100%)"),
    LastTaskRow("3", "Xây dựng quy chế chi tiêu nội bộ", "Đang thực hiện", "Đã có dự thảo, trình trong tháng 10"),
)
NEW_TASKS = (
    TaskRow("1", "Tổ chức Hội nghị viên chức, người lao động", "100% tổ dự", "đ/c Trần Văn Hòa", "12/10/2018"),
    TaskRow("2", "Thao giảng chào mừng ngày 20/11", "Mỗi tổ 02 tiết", "đ/c Lê Thị Thu Hương", "31/10/2018"),
    TaskRow("3", "Hoàn thành hồ sơ giới thiệu quần chúng ưu tú", "01 hồ sơ", "đ/c Đặng Minh Tâm", "25/10/2018"),
)
THEMATIC = ThematicText(
    topic="Nâng cao chất lượng sinh hoạt tổ chuyên môn theo hướng nghiên cứu bài học",
    aim=("Giúp đảng viên nhận thức đầy đủ về sinh hoạt chuyên môn theo hướng nghiên cứu bài học.",),
    requirements=("Nội dung thiết thực, sát thực tế nhà trường.", "Mỗi tổ có ít nhất 01 ý kiến tham luận."),
    content=(
        "Thực trạng sinh hoạt tổ chuyên môn của nhà trường trong hai năm học gần đây: các tổ sinh hoạt đúng định kỳ.",
        "Còn nặng về đánh giá giờ dạy của giáo viên, chưa chú ý việc học của học sinh.",
    ),
    presenter="Lê Thị Thu Hương",
    plan_presenter="Trần Văn Hòa",
    reviewer="Nguyễn Hữu Phước",
    papers=(
        PaperText("1", "Đặng Minh Tâm", "Xây dựng bài học minh họa ở tổ 4"),
        PaperText("2", "Huỳnh Ngọc Ánh", "Quan sát việc học của học sinh"),
    ),
    questions=("Làm thế nào để mọi thành viên cùng tham gia xây dựng bài học?",),
    draft_due="15/10/2018",
    approval_due="20/10/2018",
    sending_due="24/10/2018",
    targets=("Mỗi tổ thực hiện ít nhất 02 bài học nghiên cứu trong một học kỳ.",),
    agreed=("Đưa sinh hoạt chuyên môn theo hướng nghiên cứu bài học thành nền nếp từ tháng 11 năm 2018.",),
)
ITEM = ItemText(
    number="6.1",
    title="Kế hoạch tổ chức Hội nghị viên chức, người lao động",
    presenter="Trần Văn Hòa",
    report=("Báo cáo dự thảo kế hoạch: thời gian, nội dung, phân công chuẩn bị.",),
    opinions=(
        OpinionText("Lê Thị Thu Hương", "Đề nghị tổ chức vào chiều thứ Sáu để giáo viên không phải nghỉ dạy.", ()),
        OpinionText(
            "Đặng Minh Tâm",
            "Nhất trí với dự thảo; cần gửi tài liệu cho các tổ trước 03 ngày.",
            ("Tổ 4 nhận chuẩn bị hội trường.",),
        ),
    ),
    differing=("Đồng chí Huỳnh Ngọc Ánh đề nghị lùi sang tháng 11.",),
    conclusion=("Tổ chức vào chiều ngày 12/10/2018; các tổ góp ý bằng văn bản trước ngày 09/10/2018.",),
)
VOTE = VoteText(
    number="1",
    motion="Thông qua nghị quyết lãnh đạo thực hiện nhiệm vụ tháng 10 năm 2018",
    ballot="giơ tay",
    base="tổng số đảng viên chính thức: 24; có mặt: 22",
    ballots="",
    in_favour="22/22 đồng chí (100%)",
    against="00/22 đồng chí (0%)",
    abstained="00/22 đồng chí (0%)",
    result="được thông qua",
)
BALLOT = replace(
    VOTE,
    number="2",
    motion="Giới thiệu quần chúng ưu tú Ngô Thị Bích Thủy học lớp bồi dưỡng nhận thức về Đảng",
    ballot="phiếu kín",
    ballots="phát ra: 22 phiếu; thu về: 22 phiếu; hợp lệ: 22 phiếu; không hợp lệ: 00 phiếu",
)
SCORE = (
    ScoreText("1", "Thời gian, thời lượng sinh hoạt", "5", "5", "5", ""),
    ScoreText("2", "Đảng viên tham dự sinh hoạt", "5", "4", "4", ""),
    ScoreText("3", "Công tác chuẩn bị", "10", "10", "10", ""),
    ScoreText("4", "Tiến hành sinh hoạt", "40", "38", "38", ""),
    ScoreText("5", "Thực hiện nguyên tắc sinh hoạt", "5", "5", "5", ""),
    ScoreText("6", "Kết quả thực hiện nghị quyết kỳ trước", "30", "27", "27", ""),
    ScoreText("7", "Kết thúc sinh hoạt", "5", "5", "5", ""),
)


def smallest_minutes(**changes: object) -> MinutesContext:
    """Minutes of which only the required parts are there."""
    base = MinutesContext(
        header=replace(HEADER, number="", place_and_date=""),
        abstract="họp chi bộ thường kỳ tháng 10 năm 2018",
        body=CELL,
        opening="Hôm nay, vào hồi 14 giờ 00 phút, ngày 05 tháng 10 năm 2018, tại phòng họp nhà trường, "
        "Chi bộ Trường Tiểu học Bình Minh họp thường kỳ.",
        reason="",
        attendance=NOBODY,
        attendees="đảng viên",
        chair=CHAIR,
        recorder=RECORDER,
        numbers={},
        superior_documents=(),
        dues=(),
        assessment=None,
        last_tasks=(),
        thematic=None,
        agenda=(),
        new_tasks=(),
        votes=(),
        score_lines=(),
        score_total="",
        grade="",
        conclusion=(),
        closing=("Cuộc họp kết thúc vào hồi 16 giờ 00 phút cùng ngày.",),
        recorder_title="THƯ KÝ",
        chair_title="CHỦ TRÌ",
        recorder_name="Lê Thị Thu Hương",
        chair_name="Trần Văn Hòa",
        recipients=(),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


SECTIONS = (
    "superior_documents",
    "dues",
    "last_tasks",
    "assessment",
    "thematic",
    "agenda",
    "new_tasks",
    "votes",
    "score",
)


def minutes(**changes: object) -> MinutesContext:
    """Minutes with every part."""
    base = smallest_minutes(
        header=replace(HEADER, number="Số 10-BB/CB"),
        reason="họp thường kỳ theo Điều lệ Đảng.",
        attendance=ROLL,
        numbers={key: str(number) for number, key in enumerate(SECTIONS, 1)},
        superior_documents=(
            "Nghị quyết lãnh đạo thực hiện nhiệm vụ quý IV năm 2018 (số 05-NQ/ĐU, ngày 28/9/2018)",
            "Kế hoạch kiểm tra, giám sát quý IV năm 2018 (số 64-KH/ĐU, ngày 21/9/2018)",
        ),
        dues=("Đã thu đủ đảng phí tháng 10 của 26/26 đồng chí, nộp lên cấp trên đúng hạn.",),
        assessment=ASSESSMENT,
        last_tasks=LAST_TASKS,
        thematic=THEMATIC,
        agenda=(ITEM, replace(ITEM, number="6.2", title="Công tác chuẩn bị thao giảng", opinions=(), differing=())),
        new_tasks=NEW_TASKS,
        votes=(VOTE, BALLOT),
        score_lines=SCORE,
        score_total="94",
        grade="Tốt",
        conclusion=(
            "Đồng chí chủ trì kết luận: chi bộ thống nhất đánh giá tháng 9 và phương hướng tháng 10 như đã nêu trên.",
            "Các đồng chí được phân công thực hiện đúng thời hạn, báo cáo kết quả tại kỳ họp sau.",
        ),
        closing=(
            "Biên bản đã được đọc lại cho toàn thể hội nghị nghe và nhất trí thông qua.",
            "Cuộc họp kết thúc vào hồi 16 giờ 30 phút cùng ngày.",
        ),
        recipients=("Đảng ủy xã Tân Phú (để báo cáo),", "Lưu Chi bộ."),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def long_minutes() -> MinutesContext:
    """Minutes over many pages: eight items, a long score sheet, long names in the head."""
    items = tuple(replace(ITEM, number=f"6.{number}") for number in range(1, 9))
    score = tuple(replace(line, number=f"{group}.{line.number}") for group in range(1, 6) for line in SCORE)
    header = replace(
        HEADER,
        superior="ĐẢNG BỘ PHƯỜNG VĨNH THANH VÂN, THÀNH PHỐ RẠCH GIÁ",
        body="CHI BỘ TRƯỜNG PHỔ THÔNG DÂN TỘC NỘI TRÚ TRUNG HỌC CƠ SỞ AN BIÊN",
        place_and_date="Vĩnh Thanh Vân, ngày 25 tháng 12 năm 2018",
        draft=True,
    )
    return minutes(header=header, agenda=items, new_tasks=NEW_TASKS * 8, last_tasks=LAST_TASKS * 6, score_lines=score)


def smallest_resolution(**changes: object) -> ResolutionContext:
    base = ResolutionContext(
        header=HEADER,
        abstract="về lãnh đạo thực hiện nhiệm vụ tháng 10 năm 2018",
        body=CELL,
        opening="Ngày 05 tháng 10 năm 2018, tại phòng họp nhà trường, Chi bộ Trường Tiểu học Bình Minh họp thường kỳ. "
        "Tổng số đảng viên: 26 đồng chí; có mặt: 24 đồng chí; vắng mặt: 02 đồng chí. Chủ trì: đồng chí Trần Văn Hòa.",
        is_thematic=False,
        assessed="tháng 9 năm 2018",
        planned="tháng 10 năm 2018",
        assessment=None,
        last_tasks=(),
        thematic=None,
        directions=(),
        new_tasks=(),
        implementation=(),
        score="",
        closing="Nghị quyết này đã được 22/22 đồng chí (100%) biểu quyết thông qua.",
        recipients=(),
        signature=SECRETARY,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def resolution(**changes: object) -> ResolutionContext:
    """A monthly resolution with every part."""
    base = smallest_resolution(
        assessment=ASSESSMENT,
        last_tasks=LAST_TASKS,
        directions=("Tiếp tục lãnh đạo thực hiện nhiệm vụ năm học; giữ vững nền nếp, kỷ cương.",),
        new_tasks=NEW_TASKS,
        implementation=(
            "Chi ủy phân công, theo dõi và kiểm tra việc thực hiện nghị quyết.",
            "Các đồng chí đảng viên có trách nhiệm thực hiện và báo cáo kết quả tại kỳ sinh hoạt sau.",
        ),
        score="Chi bộ tự chấm điểm buổi sinh hoạt: 94 điểm, xếp loại Tốt.",
        recipients=RECIPIENTS,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def thematic_resolution(**changes: object) -> ResolutionContext:
    base = resolution(
        abstract="về nâng cao chất lượng sinh hoạt tổ chuyên môn",
        is_thematic=True,
        assessment=None,
        last_tasks=(),
        thematic=THEMATIC,
        score="",
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def long_resolution() -> ResolutionContext:
    """A monthly resolution with a thematic part joined, over several pages."""
    return resolution(
        thematic=THEMATIC,
        last_tasks=LAST_TASKS * 6,
        new_tasks=NEW_TASKS * 8,
        directions=("Tiếp tục lãnh đạo thực hiện nhiệm vụ năm học; giữ vững nền nếp, kỷ cương.",) * 12,
    )


def smallest_plan(**changes: object) -> ThematicPlanContext:
    nothing: Paragraphs = ()
    base = ThematicPlanContext(
        header=replace(HEADER, number="Số 41-KH/CB"),
        abstract="sinh hoạt chuyên đề “Nâng cao chất lượng sinh hoạt tổ chuyên môn”",
        body=CELL,
        grounds=(),
        thematic=ThematicText(
            topic="Nâng cao chất lượng sinh hoạt tổ chuyên môn",
            aim=nothing,
            requirements=nothing,
            content=nothing,
            presenter="Lê Thị Thu Hương",
            plan_presenter="",
            reviewer="",
            papers=(),
            questions=nothing,
            draft_due="",
            approval_due="",
            sending_due="",
            targets=nothing,
            agreed=nothing,
        ),
        when="14 giờ 00 phút, ngày 26 tháng 10 năm 2018",
        where="phòng họp nhà trường",
        attendees="toàn thể đảng viên chi bộ",
        chair="",
        recorder="",
        assignments=(),
        closing="Trên đây là kế hoạch sinh hoạt chuyên đề; đề nghị các đồng chí đảng viên thực hiện.",
        recipients=(),
        signature=SECRETARY,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def plan(**changes: object) -> ThematicPlanContext:
    base = smallest_plan(
        grounds=(
            "Căn cứ Hướng dẫn số 12-HD/BTCTW ngày 06/7/2018 của Ban Tổ chức Trung ương về một số vấn đề nâng cao chất "
            "lượng sinh hoạt chi bộ;",
            "Căn cứ Kế hoạch số 02-KH/CB ngày 05/01/2018 của Chi bộ về sinh hoạt chuyên đề năm 2018;",
        ),
        thematic=THEMATIC,
        chair=CHAIR,
        recorder=RECORDER,
        assignments=(
            TaskRow("1", "Dự thảo nội dung chuyên đề", "bản thảo", "Lê Thị Thu Hương", "15/10/2018"),
            TaskRow("2", "Gửi tài liệu cho đảng viên nghiên cứu", "", "Chi ủy", "24/10/2018"),
        ),
        closing="Trên đây là kế hoạch sinh hoạt chuyên đề tháng 10 năm 2018; đề nghị các đồng chí đảng viên nghiêm túc "
        "thực hiện. Trong quá trình thực hiện nếu có vướng mắc thì báo cáo Chi ủy xem xét, giải quyết./.",
        recipients=RECIPIENTS,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def long_plan() -> ThematicPlanContext:
    content = ("Thực trạng sinh hoạt tổ chuyên môn của nhà trường: các tổ sinh hoạt đúng định kỳ hai tuần một lần.",)
    return plan(thematic=replace(THEMATIC, content=content * 20), assignments=plan().assignments * 10)


SAMPLES: dict[str, tuple[str, Context]] = {
    "minutes-smallest": ("bien-ban.docx", smallest_minutes()),
    "minutes": ("bien-ban.docx", minutes()),
    "minutes-long": ("bien-ban.docx", long_minutes()),
    "resolution-smallest": ("nghi-quyet.docx", smallest_resolution()),
    "resolution": ("nghi-quyet.docx", resolution()),
    "resolution-thematic": ("nghi-quyet.docx", thematic_resolution()),
    "resolution-long": ("nghi-quyet.docx", long_resolution()),
    "plan-smallest": ("ke-hoach-chuyen-de.docx", smallest_plan()),
    "plan": ("ke-hoach-chuyen-de.docx", plan()),
    "plan-long": ("ke-hoach-chuyen-de.docx", long_plan()),
}
