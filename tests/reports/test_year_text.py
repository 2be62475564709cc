"""The sentences of the year's report: right for none, one and many, and nothing said that is not recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pipeline.meeting import DocumentKindName, MeetingKind
from pipeline.organisation import BodyKind
from pipeline.reports.attendance import Tally
from pipeline.reports.duties import Duty
from pipeline.reports.points import Points
from pipeline.reports.year import YearFigures, YearReport, text_meetings, text_work
from pipeline.reports.year.model import (
    Again,
    DocumentCount,
    DutyCount,
    GivenPoints,
    KindCount,
    RosterCount,
    ScoreCount,
    SpeakingCount,
    TaskCount,
    Topic,
    WeaknessCount,
)
from pipeline.reports.year.sums import Share
from pipeline.reports.year.told import Told
from pipeline.vietnamese.dates import Month
from tests.reports.year_made import cell

NOTHING = YearFigures("binh-minh", date(2019, 1, 1), date(2019, 12, 31))
PARTS = (
    text_meetings.situation,
    text_meetings.routine,
    text_meetings.quality,
    text_work.scoring,
    text_work.topics,
    text_work.resolutions,
    text_work.members,
    text_work.weaknesses,
)


def told(figures: YearFigures, **more: Any) -> Told:
    report = YearReport(cell(), figures, figures)
    return Told(report, "Chi bộ Bình Minh", "Chi bộ", "Đảng bộ xã Tân Phú", "Chi ủy Chi bộ Bình Minh", {}, **more)


def told_of_all(figures: YearFigures, own: YearFigures = NOTHING) -> Told:
    body = cell(id="dang-uy", kind=BodyKind.PARTY_COMMITTEE)
    report = YearReport(body, figures, own, (NOTHING,) * figures.cells)
    names = {"binh-minh": "Chi bộ Bình Minh"}
    return Told(report, "Đảng bộ xã Tân Phú", "Đảng ủy", "Đảng bộ tỉnh An Bình", "Đảng ủy xã Tân Phú", names)


def said(part: Callable[[Told], Any], **figures: Any) -> str:
    return " ".join(part(told(replace(NOTHING, **figures))))


def test_what_is_not_recorded_is_said_to_be_so_and_never_guessed() -> None:
    assert [list(part(told(NOTHING))) for part in PARTS] == [
        ["Chi bộ Bình Minh trực thuộc Đảng bộ xã Tân Phú.", "Số đảng viên: chưa ghi nhận."],
        [
            "Số cuộc họp của Chi bộ trong năm: chưa ghi nhận.",
            "Theo các quy định được áp dụng, trong năm chưa có kỳ họp nào đến hạn phải tổ chức.",
        ],
        [
            "Tỷ lệ đảng viên dự sinh hoạt: chưa ghi nhận.",
            "Tỷ lệ dự sinh hoạt của các đồng chí giữ chức vụ trong cấp ủy: chưa ghi nhận.",
            "Phát biểu ý kiến: chưa ghi nhận.",
        ],
        ["Chấm điểm chất lượng sinh hoạt: chưa có cuộc họp nào thuộc diện chấm điểm."],
        ["Chuyên đề đã sinh hoạt: chưa ghi nhận."],
        ["Nhiệm vụ của nghị quyết: chưa ghi nhận."],
        ["Kết nạp đảng viên, công nhận đảng viên chính thức: chưa ghi nhận.", "Văn bản có số: chưa ghi nhận."],
        ["Hạn chế, khuyết điểm: chưa ghi nhận."],
    ]


@pytest.mark.parametrize(
    ("roster", "sentences"),
    [
        (
            RosterCount(1, 0, 1, 0, 1),
            "Đầu năm, Chi bộ chưa có đảng viên; đến ngày 31/12/2019 có 01 đảng viên. "
            "Trong thời gian đó, số đảng viên tăng 01 đồng chí.",
        ),
        (
            RosterCount(1, 26, 26, 2),
            "Đầu năm, Chi bộ có 26 đảng viên; đến ngày 31/12/2019 có 26 đảng viên (chính thức: 24 đồng chí; dự bị: "
            "02 đồng chí). Trong thời gian đó, số đảng viên không tăng, không giảm.",
        ),
        (
            RosterCount(1, 12, 3, 0, 1, 10),
            "Đầu năm, Chi bộ có 12 đảng viên; đến ngày 31/12/2019 có 03 đảng viên. "
            "Trong thời gian đó, số đảng viên tăng 01 đồng chí, giảm 10 đồng chí.",
        ),
    ],
)
def test_members(roster: RosterCount, sentences: str) -> None:
    assert said(text_meetings.situation, roster=roster).removeprefix(
        "Chi bộ Bình Minh trực thuộc Đảng bộ xã Tân Phú. "
    ) == (sentences)


def test_a_cell_founded_within_the_year_is_told_from_that_day_on() -> None:
    founded = said(text_meetings.situation, first=date(2019, 4, 15), roster=RosterCount(1, 5, 5))
    assert "Khi thành lập, ngày 15/4/2019, Chi bộ có 05 đảng viên; đến ngày 31/12/2019 có 05 đảng viên." in founded


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (
            DutyCount(met=1),
            "Trong 01 kỳ họp đến hạn phải tổ chức theo quy định, 01 kỳ đúng thời hạn; không có kỳ nào chậm, thiếu.",
        ),
        (
            DutyCount(missing=12),
            "Trong 12 kỳ họp đến hạn phải tổ chức theo quy định, không có kỳ nào đúng thời hạn; thiếu 12 kỳ.",
        ),
        (
            DutyCount(9, 1, 1, 1),
            "Trong 12 kỳ họp đến hạn phải tổ chức theo quy định, 09 kỳ đúng thời hạn; 01 kỳ chậm; "
            "01 kỳ có giải trình; thiếu 01 kỳ.",
        ),
    ],
)
def test_meetings_due(count: DutyCount, sentence: str) -> None:
    """Long enough and issued are no meetings: they are not counted here."""
    duties = {Duty.REGULAR: count, Duty.DURATION: DutyCount(missing=5)}
    assert said(text_meetings.routine, duties=duties).endswith(sentence)


def test_meetings_held_by_kind() -> None:
    kinds = {MeetingKind.COMMITTEE: KindCount(12), MeetingKind.REGULAR: KindCount(1)}
    assert said(text_meetings.routine, held=kinds).startswith(
        "Trong năm, Chi bộ đã họp 13 cuộc, gồm: sinh hoạt thường kỳ 01 cuộc; họp chi ủy 12 cuộc."
    )


def test_our_words_are_spelt_as_the_office_spells_them() -> None:
    modern = told(
        replace(NOTHING, held={MeetingKind.COMMITTEE: KindCount(1)}), spelled=lambda words: words.replace("ủy", "uỷ")
    )
    assert "họp chi uỷ 01 cuộc" in " ".join(text_meetings.routine(modern))
    assert "trong cấp uỷ:" in " ".join(text_meetings.quality(modern))


def test_attendance_and_speaking() -> None:
    kinds = {MeetingKind.REGULAR: KindCount(12, 11, Tally(present=1000, excused=43, exempt=3))}
    many = said(
        text_meetings.quality,
        held=kinds,
        officers=Share(33, 33),
        speaking=SpeakingCount(12, 11, 1000, 344, silent=3, attended=24),
    )
    assert many == (
        "Tỷ lệ đảng viên dự sinh hoạt: 95,9% (1.000/1.043 lượt phải dự), theo điểm danh của 11/12 cuộc họp. "
        "Tỷ lệ dự sinh hoạt của các đồng chí giữ chức vụ trong cấp ủy: 100% (33/33 lượt phải dự). "
        "Tỷ lệ phát biểu ý kiến: 34,4% (344/1.000 lượt có mặt), ghi nhận tại 11/12 cuộc họp; "
        "03 đồng chí có dự nhưng chưa phát biểu lần nào."
    )
    everybody = said(text_meetings.quality, speaking=SpeakingCount(1, 1, 5, 5, silent=0, attended=5))
    assert everybody.endswith("ghi nhận tại 1/1 cuộc họp; các đồng chí có dự đều đã phát biểu.")


def test_scores() -> None:
    lost = {("Thời gian", 5): Points(Decimal(0), 2), ("Kết quả", 30): Points(Decimal(5), 2)}
    scores = ScoreCount(
        owed=3,
        scored=2,
        given=GivenPoints(own=Points(Decimal(189), 2), cell=Points(Decimal(95), 1)),
        grades={"Khá": 1, "Tốt": 2},
        lost=lost,
    )
    assert said(text_work.scoring, scores=scores) == (
        "Đã chấm điểm chất lượng sinh hoạt 2/3 cuộc họp. Điểm bình quân: tự chấm 94,5 điểm; chi bộ chấm 95 điểm; "
        "cấp trên chấm: chưa ghi nhận. Xếp loại đã biểu quyết: Tốt 02 cuộc; Khá 01 cuộc. "
        "Nội dung mất điểm nhiều nhất, bình quân mỗi cuộc: “Kết quả” mất 2,5/30 điểm. "
        "Cấp trên chấm điểm, xếp loại: chưa ghi nhận."
    )
    full = replace(scores, lost={("Thời gian", 5): Points(Decimal(0), 2)}, by_superior=1, superior_grades={"Tốt": 1})
    assert said(text_work.scoring, scores=full).endswith(
        "Không có nội dung nào bị mất điểm. Cấp trên đã chấm điểm, xếp loại 01 cuộc họp: Tốt 01 cuộc."
    )
    assert said(text_work.scoring, scores=ScoreCount(owed=12)) == (
        "Chấm điểm chất lượng sinh hoạt: chưa ghi nhận (12 cuộc họp thuộc diện chấm điểm)."
    )


def test_themes() -> None:
    one = Topic(Month(2019, 2), "Nêu gương.")
    assert said(text_work.topics, topics=(one,)) == "Đã sinh hoạt 01 chuyên đề: “Nêu gương” (tháng\u00a002/2019)."
    both = said(text_work.topics, topics=(one, Topic(Month(2019, 10), "Chống bỏ học")))
    assert both == "Đã sinh hoạt 02 chuyên đề: “Nêu gương” (tháng\u00a002/2019); “Chống bỏ học” (tháng\u00a010/2019)."


@pytest.mark.parametrize(
    ("tasks", "sentences"),
    [
        (
            TaskCount(new=1, done=1, told_done=1, told=1),
            "Tổng số nhiệm vụ của nghị quyết: 01 nhiệm vụ (01 nhiệm vụ đề ra trong năm). Kết quả: hoàn thành 01 nhiệm vụ (100%). "
            "Trong đó, không có nhiệm vụ quá hạn. Kết quả thực hiện nghị quyết kỳ trước, báo cáo tại các kỳ sinh hoạt "
            "thường kỳ: hoàn thành 100% (1/1 lượt nhiệm vụ).",
        ),
        (
            TaskCount(carried=2, not_reported=2, overdue=2),
            "Tổng số nhiệm vụ của nghị quyết: 02 nhiệm vụ (02 nhiệm vụ từ trước chuyển sang). Kết quả: chưa báo cáo 02 nhiệm vụ. "
            "Trong đó, quá hạn 02 nhiệm vụ. Kết quả thực hiện nghị quyết kỳ trước, báo cáo tại các kỳ sinh hoạt "
            "thường kỳ: chưa ghi nhận.",
        ),
    ],
)
def test_tasks(tasks: TaskCount, sentences: str) -> None:
    assert said(text_work.resolutions, tasks=tasks) == sentences


@pytest.mark.parametrize(
    ("roster", "documents", "sentences"),
    [
        (
            RosterCount(1, 3, 3),
            {DocumentKindName.MINUTES: DocumentCount(1, 1)},
            "Theo danh sách đảng viên, trong năm không kết nạp đảng viên, không công nhận đảng viên chính thức. "
            "Văn bản có số: đã lập 01 văn bản; đã ban hành 01 văn bản.",
        ),
        (
            RosterCount(1, 3, 4, admitted=1, made_official=2),
            {DocumentKindName.MINUTES: DocumentCount(12, 11), DocumentKindName.RESOLUTION: DocumentCount(1, 0, 2)},
            "Theo danh sách đảng viên, trong năm kết nạp 01 đồng chí; công nhận đảng viên chính thức 02 đồng chí. "
            "Văn bản có số: đã lập 13 văn bản; đã ban hành 11 văn bản; chưa ghi nhận ban hành 02 văn bản; 02 số không dùng.",
        ),
    ],
)
def test_members_and_documents(
    roster: RosterCount, documents: dict[DocumentKindName, DocumentCount], sentences: str
) -> None:
    assert said(text_work.members, roster=roster, documents=documents) == sentences


def test_weaknesses() -> None:
    assert said(text_work.weaknesses, weaknesses=WeaknessCount(3, 1)) == (
        "Qua 01 cuộc họp có ghi nội dung này, không có hạn chế, khuyết điểm."
    )
    assert said(text_work.weaknesses, weaknesses=WeaknessCount(3, 2, 1)) == (
        "Qua 02 cuộc họp có ghi nội dung này, có 01 hạn chế, không có hạn chế nào lặp lại ở nhiều tháng."
    )
    again = (
        Again("binh-minh", "Họp chậm giờ.", 2, ("Đường xa.", "Bận việc;", "Mưa", "Lũ")),
        Again("binh-minh", "Ít ý kiến", 5, ()),
    )
    assert list(text_work.weaknesses(told(replace(NOTHING, weaknesses=WeaknessCount(3, 3, 4, again))))) == [
        "Qua 03 cuộc họp có ghi nội dung này, có 04 hạn chế khác nhau, trong đó 02 hạn chế lặp lại ở nhiều tháng:",
        "- Ít ý kiến (05 tháng).",
        "- Họp chậm giờ (02 tháng). Nguyên nhân đã nêu: đường xa; bận việc; mưa.",
    ]


@pytest.mark.parametrize(
    ("different", "sentence"),
    [
        (1, "Qua 03 cuộc họp có ghi nội dung này, có 01 hạn chế, lặp lại ở nhiều tháng:"),
        (2, "Qua 03 cuộc họp có ghi nội dung này, có 02 hạn chế khác nhau, đều lặp lại ở nhiều tháng:"),
    ],
)
def test_where_every_weakness_came_back_their_number_is_said_once(different: int, sentence: str) -> None:
    again = tuple(Again("binh-minh", f"Hạn chế {number}", 2, ()) for number in range(different))
    count = WeaknessCount(3, 3, different, again)
    assert next(text_work.weaknesses(told(replace(NOTHING, weaknesses=count)))) == sentence


def test_of_a_party_committee_the_sum_of_its_cells_is_told_and_which_cell_a_weakness_is_of() -> None:
    again = tuple(Again("binh-minh", f"Hạn chế {number}", number, ()) for number in range(2, 14))
    figures = replace(
        NOTHING,
        cells=2,
        held={MeetingKind.REGULAR: KindCount(24)},
        roster=RosterCount(1, 20, 21, 0, 1),
        topics=(Topic(Month(2019, 2), "Nêu gương"),),
        weaknesses=WeaknessCount(24, 20, 15, again),
    )
    all_together = told_of_all(figures, replace(NOTHING, held={MeetingKind.REGULAR: KindCount(4)}))
    assert list(text_meetings.situation(all_together)) == [
        "Đảng bộ xã Tân Phú trực thuộc Đảng bộ tỉnh An Bình, trong năm có 02 chi bộ trực thuộc.",
        "Đầu năm, các chi bộ có 20 đảng viên; đến ngày 31/12/2019 có 21 đảng viên.",
        "Trong thời gian đó, số đảng viên tăng 01 đồng chí, kể cả chuyển sinh hoạt giữa các chi bộ.",
        "Số liệu đảng viên là của 1/2 chi bộ có danh sách.",
    ]
    assert list(text_meetings.routine(all_together))[:2] == [
        "Trong năm, Đảng ủy xã Tân Phú đã họp 04 cuộc.",
        "Trong năm, các chi bộ đã họp 24 cuộc, gồm: sinh hoạt thường kỳ 24 cuộc.",
    ]
    assert list(text_work.members(all_together))[1:] == [
        "Văn bản có số của Đảng ủy xã Tân Phú: chưa ghi nhận.",
        "Văn bản có số của các chi bộ: chưa ghi nhận.",
    ]
    assert list(text_work.topics(all_together)) == ["Các chi bộ đã sinh hoạt 01 lượt chuyên đề."]
    intro, *listed = text_work.weaknesses(all_together)
    assert intro.endswith("trong đó 12 hạn chế lặp lại ở nhiều tháng, nhiều lần nhất là:")
    assert (len(listed), listed[0]) == (10, "- Chi bộ Bình Minh: Hạn chế 13 (13 tháng).")


def test_a_party_committee_without_cells_says_so() -> None:
    nobody = told_of_all(replace(NOTHING, cells=0))
    assert next(text_meetings.situation(nobody)) == (
        "Đảng bộ xã Tân Phú trực thuộc Đảng bộ tỉnh An Bình: chưa ghi nhận chi bộ trực thuộc."
    )
    assert next(text_meetings.routine(nobody)) == "Số cuộc họp của Đảng ủy xã Tân Phú trong năm: chưa ghi nhận."
