"""The file name of a signed scan: which one document it is of, or that it stays where it is."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from pipeline.archive import VOID, Archive
from pipeline.meeting import DocumentKindName
from pipeline.organisation import BodyKind
from pipeline.process.signing.matching import Candidate, candidates, matches
from pipeline.process.signing.naming import in_reading_order
from tests.sample import regulations

TYPES = {one.id: one.name for one in regulations().types}
STAYS = ""


@pytest.fixture(scope="module")
def filed(sample: Path) -> list[Candidate]:
    """The documents of the sample office: a cell, with two meetings of its committee, and the party committee."""
    return list(candidates(Archive(sample / "outbox")))


def without_numbers(known: list[Candidate]) -> list[Candidate]:
    """The same where minutes bear no number."""
    gone = {"number": None, "symbol": None, "term": None}
    return [
        Candidate(one.folder, one.manifest, one.document.model_copy(update=gone))
        if one.document.kind is DocumentKindName.MINUTES
        else one
        for one in known
    ]


def of_cell(known: list[Candidate]) -> list[Candidate]:
    return [one for one in known if one.manifest.body == "binh-minh"]


@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        # as people write a number
        ("NQ số 05.pdf", "05-NQ/CB"),
        ("Nghị quyết 05.pdf", "05-NQ/CB"),
        ("nghi quyet so 5.pdf", "05-NQ/CB"),
        ("NGHỊ QUYẾT SỐ 05-NQ_CB.PDF", "05-NQ/CB"),
        ("Biên bản 24.pdf", "24-BB/CB"),
        ("Biên bản số 24-BB chi bộ.pdf", "24-BB/CB"),
        ("Công văn 02.pdf", "02-CV/CB"),
        ("Báo cáo 01-BC.pdf", "01-BC/CB"),
        ("Chương trình 01.pdf", "01-CTr/CB"),
        ("KL 01 Đảng ủy.pdf", "01-KL/ĐU"),
        ("44-BB-ĐU.pdf", "44-BB/ĐU"),
        ("05 NQ CB ký.pdf", "05-NQ/CB"),
        ("Số 05 NQ.pdf", "05-NQ/CB"),
        ("05.NQ.CB.pdf", "05-NQ/CB"),
        ("NQ05.pdf", "05-NQ/CB"),
        ("nq5 cb.pdf", "05-NQ/CB"),
        ("05NQ.pdf.pdf", "05-NQ/CB"),
        ("05-NQ Nghị quyết sinh hoạt thường kỳ.pdf", "05-NQ/CB"),
        ("NQ (05).pdf", "05-NQ/CB"),
        # with its own date
        ("Nghị quyết số 05-NQ_CB ngày 5.10.2018.pdf", "05-NQ/CB"),
        ("NQ số 05 ngày 05 tháng 10 năm 2018.pdf", "05-NQ/CB"),
        ("NQ 05 ngày 5-10.pdf", "05-NQ/CB"),
        ("20181005 05-NQ.pdf", "05-NQ/CB"),
        ("BB so 24 thang 10.pdf", "24-BB/CB"),
        ("BB 24 T10-2018.pdf", "24-BB/CB"),
        ("NQ số 05 năm 2018.pdf", "05-NQ/CB"),
        ("NQ số 05-2018.pdf", "05-NQ/CB"),
        ("05-NQ-CB 2018.pdf", "05-NQ/CB"),
        ("Năm 2018 05-NQ.pdf", "05-NQ/CB"),
        # copies and pages
        ("scan 05-NQ-CB (2).pdf", "05-NQ/CB"),
        ("05-NQ-CB trang 1.jpg", "05-NQ/CB"),
        ("Trang 2 NQ 05.jpg", "05-NQ/CB"),
        ("05-NQ-CB-2.jpg", "05-NQ/CB"),
        ("05-NQ-CB_0001.jpg", "05-NQ/CB"),
        ("05-NQ-CB (tr 2).jpg", "05-NQ/CB"),
        ("NQ 05 ký-2.jpg", "05-NQ/CB"),
        ("05-NQ-nghi-quyet-2.jpg", "05-NQ/CB"),
        # of something else, or of nobody knows what
        ("Nghị quyết số 05-NQ_CB ngày 9.10.2018.pdf", STAYS),
        ("NQ 05 ngày 9-10.pdf", STAYS),
        ("NQ 05 ngày 5-10-18.pdf", STAYS),
        ("20181006 05-NQ.pdf", STAYS),
        ("BB so 24 thang 11.pdf", STAYS),
        ("BB 24 T10-2019.pdf", STAYS),
        ("NQ số 05 năm 2021.pdf", STAYS),
        ("05-NQ-nghi-quyet-2021.pdf", STAYS),
        ("NQ 05-2018.pdf", STAYS),  # or that of May
        ("NQ05-11-2018.pdf", STAYS),
        ("2018-05 NQ.pdf", STAYS),
        ("7 BC ký 01.pdf", STAYS),
        ("6.BB.ký.24.pdf", STAYS),
        ("chi bộ 2 BC tháng 11.pdf", STAYS),
        ("CB 05 NQ.pdf", STAYS),
        ("Họp 5 NQ.pdf", STAYS),
        ("(2) CV tháng 10.pdf", STAYS),
        ("NQ 05-06.pdf", STAYS),
        ("05-NQ-06.pdf", STAYS),
        ("05-NQ va 06-NQ.pdf", STAYS),
        ("05-NQ-CB2.pdf", STAYS),
        ("05-NQ chi bộ 2.pdf", STAYS),
        ("NQ 05 Đảng ủy.pdf", STAYS),
        ("NQ 05 chi bộ Tân Lập.pdf", STAYS),
        ("Dự thảo nghị quyết 05.pdf", STAYS),
        ("Biên bản bổ sung 24.pdf", STAYS),
        ("Biên bản NQ 05.pdf", STAYS),
        ("Nghị quyết chuyên đề 05.pdf", STAYS),
        ("Biên bản kiểm phiếu 24.pdf", STAYS),
        ("Nghị quyết.pdf", STAYS),
        ("05.pdf", STAYS),
        ("NQ (5).pdf", STAYS),
        ("NQ 06 (05).pdf", STAYS),
        ("(05) NQ 06.pdf", STAYS),
        ("IMG_20181005_101500.jpg", STAYS),
        (".pdf", STAYS),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_is_of_one_document_or_of_none(filed: list[Candidate], name: str, symbol: str, form: str) -> None:
    found = matches(unicodedata.normalize(form, name), filed, TYPES)  # type: ignore[arg-type]
    assert [one.document.symbol for one in found] == ([symbol] if symbol else [])


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Biên bản họp chi bộ thường kỳ tháng 10.pdf", "binh-minh/2018/10-thuong-ky/24-BB-bien-ban.docx"),
        ("Biên bản sinh hoạt chuyên đề tháng 10-2018.pdf", "binh-minh/2018/10-chuyen-de/25-BB-bien-ban.docx"),
        ("BB họp chi ủy chi bộ tháng 10.pdf", "binh-minh/2018/10-chi-uy/23-BB-bien-ban.docx"),
        ("Biên bản họp chi bộ tháng 11.pdf", "binh-minh/2018/11-thuong-ky/26-BB-bien-ban.docx"),
        ("Biên bản họp CB T11 năm 2018 trang 2.jpg", "binh-minh/2018/11-thuong-ky/26-BB-bien-ban.docx"),
        ("Biên bản ngày 7-11-2018.pdf", "binh-minh/2018/11-thuong-ky/26-BB-bien-ban.docx"),
        ("Danh sách điểm danh tháng 11.pdf", "binh-minh/2018/11-thuong-ky/danh-sach-diem-danh.docx"),
        ("Biên bản kiểm phiếu tháng 11.pdf", "binh-minh/2018/11-thuong-ky/bien-ban-kiem-phieu.docx"),
        ("Biên bản họp chi bộ tháng 11 năm 2019.pdf", STAYS),
        ("Biên bản họp chi bộ 2 tháng 11.pdf", STAYS),
        ("Biên bản họp chi bộ tháng 11 (2).pdf", STAYS),
        ("Biên bản họp chi bộ tháng 11 lần 2.pdf", STAYS),
        ("Biên bản họp chi bộ bất thường tháng 11.pdf", STAYS),
        ("Biên bản họp chi bộ Tân Lập tháng 11.pdf", STAYS),
        ("Biên bản họp đảng ủy tháng 11.pdf", STAYS),
        ("Trích biên bản và nghị quyết tháng 11.pdf", STAYS),
        ("Biên bản năm 2018.pdf", STAYS),
        ("Nghị quyết tháng 11.pdf", STAYS),  # it has a number, which is to be said
    ],
)
def test_a_kind_and_a_month_are_enough_where_papers_of_one_body_bear_no_number(
    filed: list[Candidate], name: str, path: str
) -> None:
    known = without_numbers(of_cell(filed))
    found = matches(name, known, TYPES, BodyKind.CELL)
    assert [one.path.as_posix().partition("/outbox/")[2] for one in found] == ([path] if path else [])
    assert matches(name, known, TYPES) == []


@pytest.mark.parametrize(
    ("name", "meetings"),
    [
        ("Biên bản tháng 10.pdf", {"10-chi-uy", "10-chuyen-de", "10-thuong-ky"}),
        ("Biên bản họp chi bộ tháng 10.pdf", {"10-chuyen-de", "10-thuong-ky"}),
    ],
)
def test_minutes_of_several_meetings_of_a_month_are_all_named(
    filed: list[Candidate], name: str, meetings: set[str]
) -> None:
    found = matches(name, without_numbers(of_cell(filed)), TYPES, BodyKind.CELL)
    assert {one.folder.name for one in found} == meetings


def test_a_number_given_in_several_terms_is_said_with_the_meetings(filed: list[Candidate]) -> None:
    (one,) = matches("05-NQ.pdf", filed, TYPES)
    later = Candidate(
        one.folder.with_name("05-thuong-ky"),
        one.manifest.model_copy(update={"meeting": "binh-minh-2021-05"}),
        one.document,
    )
    found = matches("05-NQ.pdf", [*filed, later], TYPES)
    assert [each.name for each in found] == ["05-NQ/CB (binh-minh-2018-10-thuong-ky-1)", "05-NQ/CB (binh-minh-2021-05)"]


def test_a_void_number_is_known_and_named_as_such(filed: list[Candidate]) -> None:
    (one,) = matches("05-NQ.pdf", filed, TYPES)
    gone = Candidate(one.folder, one.manifest, one.document.model_copy(update={"status": VOID}))
    (found,) = matches("05-NQ.pdf", [gone], TYPES)
    assert (found.is_void, found.name) == (True, "05-NQ/CB (binh-minh-2018-10-thuong-ky-1, Hủy số)")


def test_pages_come_in_their_order() -> None:
    names = ["05-NQ-CB trang 10.jpg", "05-NQ-CB (tr 2).jpg", "05-NQ-CB-3.jpg", "05-NQ-CB.jpg", "04-NQ-CB trang 11.jpg"]
    assert sorted(names, key=in_reading_order) == [names[4], names[3], names[1], names[2], names[0]]
