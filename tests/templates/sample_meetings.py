"""Sample contexts of the minutes, the resolution and the plan: a smallest, a typical and a long one each."""

from __future__ import annotations

from dataclasses import replace

from pipeline.documents.context_parts import Paragraphs, TaskRow, ThematicText
from pipeline.documents.contexts import MinutesContext, ResolutionContext, ThematicPlanContext

from .sample_parts import (
    ASSESSMENT,
    BALLOT,
    CELL,
    CHAIR,
    ELECTION,
    HEADER,
    ITEM,
    LAST_TASKS,
    NEW_TASKS,
    NOBODY,
    RECIPIENTS,
    RECORDER,
    ROLL,
    SCORE,
    SECRETARY,
    SIGNERS,
    THEMATIC,
    VOTE,
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
        signers=SIGNERS,
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
        votes=(VOTE, BALLOT, ELECTION),
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
        grounds_upright=False,
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
