"""The largest meeting: 200 members, 30 items, opinions of 10,000 characters, long names everywhere. All invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.documents.context_parts import (
    Absent,
    AgendaLine,
    ChoiceRow,
    CorrectionText,
    InspectionLine,
    ItemText,
    LastTaskRow,
    OpinionText,
    PaperText,
    RollRow,
    ScoreText,
    Signature,
    TaskRow,
    TopicRow,
    TwoSigners,
)
from pipeline.documents.contexts import Context
from pipeline.documents.contexts_year import CellRow, YearReportContext

from . import sample_after as after
from . import sample_before as before
from . import sample_inspecting as inspecting
from . import sample_meetings as meetings
from . import sample_slips as slips
from . import sample_year as year
from .sample_parts import ASSESSMENT, BALLOT, HEADER, ITEM, ROLL, THEMATIC, VOTE

MEMBERS = 200
ITEMS = 30
OPINION = 10_000  # characters

LONG_HEADER = replace(
    HEADER,
    superior="ĐẢNG BỘ PHƯỜNG VĨNH THANH VÂN, THÀNH PHỐ RẠCH GIÁ, TỈNH KIÊN GIANG",
    body="CHI BỘ TRƯỜNG PHỔ THÔNG DÂN TỘC NỘI TRÚ TRUNG HỌC CƠ SỞ AN BIÊN",
    number="Số 1234-NQ/CB",
    place_and_date="Vĩnh Thanh Vân, ngày 25 tháng 12 năm 2018",
)
LETTER_HEADER = replace(
    LONG_HEADER, letter_abstract="về việc hoãn sinh hoạt chi bộ thường kỳ tháng 12 năm 2018 và sinh hoạt chuyên đề"
)
SIGNER = Signature("T/M BAN CHẤP HÀNH CHI BỘ", "PHỤ TRÁCH CHI BỘ", "Tôn Nữ Hoàng Thị Phương Khánh Nguyên")
SIGNERS = TwoSigners(
    "NGƯỜI GHI BIÊN BẢN",
    "Công Tằng Tôn Nữ Thị Phương Thảo",
    "T/M TỔ KIỂM PHIẾU",
    "TỔ TRƯỞNG TỔ KIỂM PHIẾU",
    "Nguyễn Hoàng Thị Bảo Trân Châu",
)
RECIPIENTS = tuple(f"Đảng ủy, Ban Giám hiệu và tổ chuyên môn thứ {number} của nhà trường," for number in range(1, 11))
OFFICE = "Tổ trưởng tổ Khoa học tự nhiên, Chủ tịch Công đoàn cơ sở"


_MIDDLE = ("Hoàng Phương", "Ngọc Khánh", "Thị Thanh", "Quốc Trường", "Minh Nghĩa")
_GIVEN = ("An", "Bình", "Chi", "Dung", "Giang", "Hạnh", "Khuyên", "Nghiêng", "Quỳnh", "Thương")


def name(number: int) -> str:
    """A name of five words, with a number that tells it from the others."""
    return f"Nguyễn Phước {_MIDDLE[number % 5]} {_GIVEN[number % 10]} {number}"


def long_text(topic: str, length: int = OPINION) -> str:
    """So many characters of numbered sentences."""
    sentences: list[str] = []
    while sum(map(len, sentences)) + len(sentences) < length:
        sentences.append(f"Ý thứ {len(sentences) + 1} về {topic} là cần phân công rõ người, rõ việc, rõ thời hạn.")
    return " ".join(sentences)[:length].rstrip()


def _item(number: int, prefix: str = "6.") -> ItemText:
    opinions = (
        OpinionText(name(number), long_text(f"nội dung {number}"), ()),
        OpinionText(name(number + 50), "Nhất trí với báo cáo.", (f"Đề nghị bổ sung kinh phí cho nội dung {number}.",)),
        OpinionText(name(number + 100), f"Đề nghị làm rõ thời hạn của nội dung {number}.", ()),
    )
    return replace(
        ITEM,
        number=f"{prefix}{number}",
        title=f"Nội dung thứ {number} về kế hoạch phát triển giáo dục nhà trường giai đoạn 2018 - 2023",
        presenter=name(number + 150),
        opinions=opinions,
        conclusion=(f"Thống nhất nội dung {number}; giao các tổ thực hiện.", f"Báo cáo kết quả nội dung {number}."),
    )


TASKS = tuple(
    TaskRow(
        str(number),
        f"Nhiệm vụ mới thứ {number}: rà soát, bổ sung hồ sơ của các tổ chuyên môn và các đoàn thể trong nhà trường",
        f"100% hồ sơ đợt {number}",
        f"đ/c {name(number)}",
        "31/12/2018",
    )
    for number in range(1, 61)
)
DONE = tuple(
    LastTaskRow(str(number), f"Nhiệm vụ cũ thứ {number} của nghị quyết", "Đang thực hiện", f"Đã xong bước {number}")
    for number in range(1, 61)
)
CHOICES = tuple(ChoiceRow(str(number), name(number), f"{number:02}/180 phiếu (50,5%)") for number in range(1, 31))
SCORES = tuple(
    ScoreText(
        str(number // 4 + 1) if number % 4 == 0 else "",
        f"Tiêu chí thứ {number}: bảo đảm thời gian, nội dung, nguyên tắc và chất lượng của buổi sinh hoạt",
        "5",
        "4,5",
        "4,5",
        "4",
        "" if number % 4 == 0 else f"từ 90% trở lên: {number} điểm; từ 75% đến dưới 90%: 3 điểm; dưới 75%: 1 điểm",
    )
    for number in range(60)
)
MANY = replace(
    ROLL,
    total="200 đồng chí",
    absences=tuple(Absent(name(number), "có lý do: đi công tác dài ngày") for number in range(60)),
    guests=tuple(f"Đồng chí {name(number)}, {OFFICE}" for number in range(20)),
)
MEETING_TEXT = replace(
    ASSESSMENT,
    political_tasks=(long_text("nhiệm vụ chính trị"),),
    results=("Chi bộ hoàn thành tốt nhiệm vụ.",),
)
TOPIC = replace(
    THEMATIC,
    topic=long_text("đổi mới sinh hoạt", 200),
    content=(long_text("thực trạng"),),
    papers=tuple(PaperText(str(n), name(n), f"Tham luận số {n} về kinh nghiệm giúp đỡ học sinh") for n in range(1, 31)),
)

LARGEST: Mapping[str, Context | YearReportContext] = {
    "yearly": replace(
        year.long_year_report(),
        header=LONG_HEADER,
        situation=(long_text("tình hình chung"),),
        weaknesses=(*year.year_report().weaknesses, *(f"- {long_text(f'hạn chế {n}', 900)}" for n in range(1, 21))),
        topics=(long_text("chuyên đề"),),
        cells=tuple(
            CellRow(str(n), f"Chi bộ ấp thứ {n} {LONG_HEADER.body}", "12/12", "4/4", "96,2%", "34,4%", "95,12", "90%")
            for n in range(1, 201)
        ),
        recipients=RECIPIENTS,
        signature=SIGNER,
    ),
    "minutes": meetings.minutes(
        header=LONG_HEADER,
        attendance=MANY,
        assessment=MEETING_TEXT,
        thematic=TOPIC,
        agenda=tuple(_item(number) for number in range(1, ITEMS + 1)),
        last_tasks=DONE,
        new_tasks=TASKS,
        votes=(VOTE, replace(BALLOT, choices=CHOICES)),
        score_lines=SCORES,
        signers=SIGNERS,
        recipients=RECIPIENTS,
    ),
    "resolution": meetings.resolution(
        header=LONG_HEADER,
        assessment=MEETING_TEXT,
        thematic=TOPIC,
        last_tasks=DONE,
        new_tasks=TASKS,
        implementation=(long_text("tổ chức thực hiện"),),
        score="",
        closing="Nghị quyết này đã được Chi bộ thảo luận và biểu quyết thông qua với 180/180 đồng chí có quyền biểu "
        "quyết có mặt tán thành, đạt 100% (bằng 95,7% tổng số đảng viên chính thức)./.",
        recipients=RECIPIENTS,
        signature=SIGNER,
    ),
    "plan": meetings.plan(
        header=LONG_HEADER, thematic=TOPIC, assignments=TASKS, recipients=RECIPIENTS, signature=SIGNER
    ),
    "invitation": replace(
        before.invitation(),
        header=LONG_HEADER,
        invited=tuple(f"Đồng chí {name(number)}, {OFFICE}" for number in range(1, 31)),
        agenda=tuple(AgendaLine(str(n), f"Báo cáo chuyên đề thứ {n}", f"đồng chí {name(n)}") for n in range(1, 31)),
        requests=(long_text("chuẩn bị tài liệu"), "Gửi ý kiến về trước ngày họp."),
        recipients=RECIPIENTS,
        signature=SIGNER,
    ),
    "programme": replace(
        before.programme(),
        header=LONG_HEADER,
        topics=tuple(
            TopicRow(str(n), f"Quý {n}", f"Chuyên đề thứ {n} về giữ gìn trường học an toàn", "Thực trạng", name(n))
            for n in range(1, 31)
        ),
        implementation=(),
        recipients=RECIPIENTS,
        signature=SIGNER,
    ),
    "inspection": replace(
        inspecting.inspection(),
        header=LONG_HEADER,
        rows=tuple(
            InspectionLine(
                str(n), f"Quý {n}", "Kiểm tra, giám sát", f"Nội dung thứ {n} về dạy thêm", name(n), name(n + 50)
            )
            for n in range(1, 31)
        ),
        implementation=(),
        recipients=RECIPIENTS,
        signature=SIGNER,
    ),
    "paper": replace(
        slips.paper(),
        header=LONG_HEADER,
        abstract=long_text("kinh nghiệm", 300),
        thematic=TOPIC,
        author=name(7),
        author_office=OFFICE,
    ),
    "ballot": replace(
        slips.ballot(),
        header=replace(LONG_HEADER, number=""),
        motion="Bầu Ban Chấp hành Chi bộ nhiệm kỳ 2018 - 2023",
        person="",
        choices=tuple(replace(choice, votes="") for choice in CHOICES),
        instruction="Đánh dấu x vào các ô của những người được bầu.",
    ),
    "score": replace(slips.score_sheet(), header=LONG_HEADER, rows=SCORES, recipients=RECIPIENTS, signature=SIGNER),
    "postponement": replace(
        before.postponement_letter(),
        header=LETTER_HEADER,
        addressed=tuple(f"Đồng chí {name(number)}, {OFFICE};" for number in range(1, 11)),
        reason=long_text("công việc đột xuất", 3000),
        recipients=RECIPIENTS,
        signature=SIGNER,
    ),
    "conclusion": replace(
        after.conclusion(),
        header=LONG_HEADER,
        items=tuple(_item(number, "") for number in range(1, ITEMS + 1)),
        conclusion=(long_text("kết luận chung"),),
        new_tasks=TASKS,
        implementation=(),
        recipients=RECIPIENTS,
        signature=SIGNER,
    ),
    "roll": replace(
        slips.roll(),
        header=LONG_HEADER,
        rows=tuple(
            RollRow(
                str(number),
                name(number),
                OFFICE if number % 3 == 0 else "Giáo viên",
                "Dự bị" if number % 20 == 0 else "Chính thức",
                "" if number % 10 == 0 else "x",
                "Không lý do" if number % 10 == 0 else "",
                "Được miễn công tác và sinh hoạt đảng" if number % 25 == 0 else "",
            )
            for number in range(1, MEMBERS + 1)
        ),
        guests=MANY.guests,
        attendance=replace(MANY, absences=()),
        signers=SIGNERS,
    ),
    "count": replace(
        after.vote_count(),
        header=LONG_HEADER,
        tellers=tuple(f"Đồng chí {name(number)}, Thành viên" for number in range(1, 12)),
        rows=CHOICES,
        vote=replace(BALLOT, result=""),
        closing="Biên bản được lập sau khi kiểm phiếu./.",
        signers=SIGNERS,
    ),
    "extract": replace(
        after.extract(),
        header=LONG_HEADER,
        items=tuple(_item(number, "") for number in range(1, 4)),
        vote=replace(BALLOT, in_favour="", choices=CHOICES, result=""),
        recipients=RECIPIENTS,
        signature=SIGNER,
    ),
    "report": replace(
        after.report(),
        header=LONG_HEADER,
        assessment=MEETING_TEXT,
        last_tasks=DONE,
        thematic=TOPIC,
        new_tasks=TASKS,
        proposals=(),
        recipients=RECIPIENTS,
        signature=SIGNER,
    ),
    "supplement": replace(
        after.supplement(),
        header=LONG_HEADER,
        supplement=(long_text("ý kiến bổ sung"),),
        closing="Biên bản bổ sung là một phần của biên bản cuộc họp; các nội dung khác của biên bản không thay đổi./.",
        signers=SIGNERS,
        recipients=RECIPIENTS,
    ),
    "supervision": replace(
        inspecting.supervision(),
        header=replace(LONG_HEADER, number=""),
        attendance=replace(MANY, absences=(), others=(), guests=()),
        strengths=(long_text("ưu điểm"),),
        weaknesses=(long_text("hạn chế"),),
        recommendations=("Gửi dự thảo sớm hơn.",),
        signers=SIGNERS,
        recipients=RECIPIENTS,
    ),
    "correction": replace(
        after.correction(),
        header=LETTER_HEADER,
        corrections=tuple(
            CorrectionText(str(n), f"Nghị quyết số {n}-NQ/CB, ngày 05/10/2018", f"mục {n}", f"in {n}", f"sửa {n}")
            for n in range(1, 31)
        ),
        recipients=RECIPIENTS,
        signature=SIGNER,
    ),
    "transmittal": replace(
        after.transmittal(),
        header=LETTER_HEADER,
        addressed=tuple(f"Đảng ủy xã thứ {number}," for number in range(1, 11)),
        documents=tuple(f"Nghị quyết số {number}-NQ/CB, ngày 05/10/2018;" for number in range(1, 31)),
        recipients=RECIPIENTS,
        signature=SIGNER,
    ),
}
