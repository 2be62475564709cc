"""Sample contexts of ballots, score sheets, rolls and papers: a smallest and a typical one each."""

from __future__ import annotations

from dataclasses import replace

from pipeline.documents.context_parts import ChoiceRow, RollRow, ScoreText
from pipeline.documents.contexts import (
    BallotContext,
    PaperContext,
    RollContext,
    ScoreSheetContext,
)

from .sample_parts import (
    CELL,
    HEADER,
    MEETING,
    NOBODY,
    RECIPIENTS,
    ROLL,
    SECRETARY,
    SIGNERS,
    THEMATIC,
    WHEN,
    WHERE,
)


def smallest_paper() -> PaperContext:
    return PaperContext(
        header=replace(HEADER, number="", place_and_date=""),
        abstract="Kinh nghiệm phụ đạo học sinh yếu khối 3",
        body=CELL,
        meeting=MEETING,
        thematic=None,
        author="Đặng Minh Tâm",
        author_office="",
        due="",
    )


def paper() -> PaperContext:
    return replace(smallest_paper(), thematic=THEMATIC, author_office="Tổ trưởng tổ 4", due="10/10/2018")


def ballot() -> BallotContext:
    return BallotContext(
        header=replace(HEADER, number=""),
        body=CELL,
        title="PHIẾU BIỂU QUYẾT",
        motion="Đề nghị kết nạp đảng viên",
        person="Ngô Thị Bích Thủy",
        meeting=MEETING,
        choices=tuple(
            ChoiceRow(str(number), name, "")
            for number, name in enumerate(("Tán thành", "Không tán thành", "Không có ý kiến"), 1)
        ),
        instruction="Đánh dấu x vào một ô.",
    )


def smallest_ballot() -> BallotContext:
    return replace(ballot(), person="", choices=(ChoiceRow("1", "Tán thành", ""),))


GROUPS = (
    (
        "Thời gian, thời lượng sinh hoạt",
        "5",
        (
            ("Đúng ngày quy định", "2", ""),
            ("Đủ thời lượng", "3", "từ 90 phút trở lên: 3 điểm; dưới 90 phút: 1 điểm"),
        ),
    ),
    (
        "Đảng viên tham dự sinh hoạt",
        "5",
        (
            (
                "Tỷ lệ đảng viên tham dự",
                "4",
                "từ 90% trở lên: 4 điểm; từ 75% đến dưới 90%: 3 điểm; từ 65% đến dưới 75%: 2 điểm; dưới 65%: 1 điểm",
            ),
            ("Không có đảng viên vắng mặt 03 lần liên tiếp", "1", ""),
        ),
    ),
    ("Công tác chuẩn bị", "10", (("Có chương trình, dự thảo nghị quyết, tài liệu gửi trước", "10", ""),)),
    (
        "Tiến hành sinh hoạt",
        "40",
        (
            ("Đánh giá tình hình, kết quả lãnh đạo thực hiện nhiệm vụ", "20", ""),
            ("Đảng viên tham gia phát biểu", "5", "trên 50%: 5 điểm; từ 40% đến 50%: 4 điểm; dưới 30%: 2 điểm"),
            ("Kết luận, biểu quyết, phân công rõ người, rõ việc, rõ thời hạn", "15", ""),
        ),
    ),
    ("Thực hiện nguyên tắc sinh hoạt", "5", ()),
    ("Kết quả thực hiện nghị quyết kỳ trước", "30", (("Tỷ lệ chỉ tiêu hoàn thành", "30", ""),)),
    ("Kết thúc sinh hoạt", "5", ()),
)


def _score_rows(*, filled: bool) -> tuple[ScoreText, ...]:
    rows = []
    for number, (name, points, items) in enumerate(GROUPS, 1):
        score = points if filled else ""
        rows.append(ScoreText(str(number), name, points, score, score, score, ""))
        for item, most, levels in items:
            score = most if filled else ""
            rows.append(ScoreText("", item, most, score, score, "", levels))
    return tuple(rows)


def blank_score_sheet() -> ScoreSheetContext:
    return ScoreSheetContext(
        header=replace(HEADER, number="", place_and_date=""),
        abstract=MEETING,
        body=CELL,
        blank=True,
        rows=_score_rows(filled=False),
        most="100",
        self_total="",
        cell_total="",
        superior_total="",
        suggested="",
        grade="",
        difference="",
        scale="Tốt: từ 90 điểm trở lên; Khá: từ 70 đến dưới 90 điểm; Trung bình: từ 50 đến dưới 70 điểm; "
        "Kém: dưới 50 điểm",
        recipients=(),
        signature=SECRETARY,
    )


def score_sheet() -> ScoreSheetContext:
    return replace(
        blank_score_sheet(),
        header=replace(HEADER, number=""),
        blank=False,
        rows=_score_rows(filled=True),
        self_total="100",
        cell_total="100",
        superior_total="99",
        suggested="Tốt",
        grade="Khá",
        difference="Theo tổng điểm là loại Tốt; chi bộ đã biểu quyết xếp loại Khá.",
        recipients=RECIPIENTS,
    )


def smallest_score_sheet() -> ScoreSheetContext:
    return replace(blank_score_sheet(), rows=_score_rows(filled=True)[:3], blank=False)


ROWS = (
    RollRow("1", "Trần Văn Hòa", "Bí thư Chi bộ", "Chính thức", "x", "", ""),
    RollRow("2", "Lê Thị Thu Hương", "Chi ủy viên", "Chính thức", "x", "", ""),
    RollRow("3", "Nguyễn Thị Kim Ngân", "Giáo viên tổ 2", "Chính thức", "", "Có lý do", "Nghỉ thai sản"),
    RollRow("4", "Phạm Quốc Đạt", "Giáo viên tổ 5", "Chính thức", "", "Không lý do", ""),
    RollRow("5", "Võ Thị Lài", "", "Chính thức", "x", "", "Được miễn công tác và sinh hoạt đảng"),
    RollRow("6", "Huỳnh Ngọc Ánh", "Nhân viên thư viện", "Dự bị", "x", "", ""),
)


def roll() -> RollContext:
    return RollContext(
        header=replace(HEADER, number=""),
        abstract=f"đảng viên dự {MEETING}",
        body=CELL,
        when=WHEN,
        where=WHERE,
        rows=ROWS,
        guests=ROLL.guests,
        attendance=ROLL,
        attendees="đảng viên",
        signers=SIGNERS,
    )


def smallest_roll() -> RollContext:
    return replace(roll(), rows=ROWS[:1], guests=(), attendance=NOBODY, where="")
