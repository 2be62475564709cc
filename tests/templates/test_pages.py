"""What LibreOffice prints: the layout rules of the reference “party-documents”, section 2, looked up on the pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.templates.render import render

from .contexts import DAY, SAMPLES, TEMPLATES, VOTE, Context, minutes, plan, resolution
from .printed import MISSING, dark_run, flowing, fonts, pages, printed, words

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
]

MORE = "Nội dung bổ sung để văn bản dài thêm một dòng."
PADDINGS = range(13)  # 13 × 24 pt: the block falls on every height of a third of a page, over the edge and beyond
PAGES = {
    "minutes-smallest": {1},
    "minutes": {4, 5},
    "minutes-long": {9, 10, 11},
    "resolution-smallest": {1},
    "resolution": {2},
    "resolution-thematic": {2},
    "resolution-long": {4, 5, 6},
    "plan-smallest": {1},
    "plan": {2, 3},
    "plan-long": {4, 5},
}


def _padded(kind: str, extra: int) -> Context:
    """The typical document made longer by so many paragraphs of one line before its end."""
    more = (MORE,) * extra
    if kind == "minutes":
        return minutes(votes=(VOTE,), score_lines=(), conclusion=(*minutes().conclusion, *more))
    if kind == "resolution":
        return resolution(implementation=(*resolution().implementation, *more))
    thematic = plan().thematic
    return plan(thematic=replace(thematic, content=thematic.content + more), assignments=())


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All samples and all padded documents, converted in one go."""
    documents = {name: render(TEMPLATES / file, context, day=DAY) for name, (file, context) in SAMPLES.items()}
    for kind in ("minutes", "resolution", "plan"):
        for extra in PADDINGS:
            documents[f"{kind}+{extra}"] = render(TEMPLATES / SAMPLES[kind][0], _padded(kind, extra), day=DAY)
    return printed(documents, tmp_path_factory.mktemp("printed"))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_has_as_many_pages_as_one_expects(pdfs: dict[str, Path], name: str) -> None:
    assert len(pages(pdfs[name])) in PAGES[name]


@pytest.mark.parametrize("name", SAMPLES)
def test_pages_are_numbered_from_the_second_on(pdfs: dict[str, Path], name: str) -> None:
    first, *others = pages(pdfs[name])
    assert first[0].endswith("ĐẢNG CỘNG SẢN VIỆT NAM")
    assert "1" not in first
    assert [page[0] for page in others] == [str(number) for number in range(2, len(others) + 2)]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_letter_comes_from_one_family(pdfs: dict[str, Path], name: str) -> None:
    assert {font.split("-")[0] for font in fonts(pdfs[name])} in ({"LiberationSerif"}, {"TimesNewRomanPSMT"})


@pytest.mark.parametrize("name", SAMPLES)
def test_the_line_under_the_title_is_as_long_as_the_title(pdfs: dict[str, Path], name: str) -> None:
    left, right, bottom = words(pdfs[name], "ĐẢNG", "CỘNG", "SẢN", "VIỆT", "NAM")
    start, end = dark_run(pdfs[name], top=bottom - 4, height=8, left=left - 20)
    assert abs(start - left) < 0.75, "the line begins elsewhere"
    assert abs(end - right) < 0.75, "the line ends elsewhere"


BLOCKS = [f"{kind}+{extra}" for kind in ("minutes", "resolution", "plan") for extra in PADDINGS]


@pytest.mark.parametrize("name", BLOCKS)
def test_the_signatures_stand_whole_on_a_page_with_text(pdfs: dict[str, Path], name: str) -> None:
    last = pages(pdfs[name])[-1]
    starts = [place for place, line in enumerate(last) if line.endswith(("T/M CHI BỘ", "CHỦ TRÌ"))]
    assert len(starts) == 1, "the block begins on another page"
    assert any("Trần Văn Hòa" in line for line in last[starts[0] :]), "the name is on another page"
    page_number = 1
    assert starts[0] - page_number >= 2, f"fewer than two lines above the signatures: {last}"


def test_the_paddings_push_the_block_over_the_edge_of_a_page(pdfs: dict[str, Path]) -> None:
    for kind in ("minutes", "resolution", "plan"):
        assert len({len(pages(pdfs[f"{kind}+{extra}"])) for extra in PADDINGS}) > 1


@pytest.mark.parametrize("name", [*SAMPLES, *BLOCKS])
def test_no_heading_is_the_last_line_of_a_page(pdfs: dict[str, Path], name: str) -> None:
    headings = ("I. ", "II. ", "III. ", "IV. ", "TT ")
    lasts = [page[-1] for page in pages(pdfs[name])[:-1]]
    assert not [line for line in lasts if line.startswith(headings) or line.endswith(":")]


ORDER = {
    "minutes": (
        "ĐẢNG BỘ XÃ TÂN PHÚ", "Số 10-BB/CB", "BIÊN BẢN họp chi bộ thường kỳ tháng 10 năm 2018 -----", "Hôm nay, vào",
        "I. THÀNH PHẦN THAM DỰ 1. Tổng số đảng viên: 26 đồng chí (chính thức: 24", "2. Có mặt: 24 đồng chí",
        "3. Vắng mặt: 02 đồng chí", "- Đồng chí Nguyễn Thị Kim Ngân, có lý do: nghỉ thai sản.",
        "4. Được miễn công tác và sinh hoạt đảng: 01 đồng chí.", "5. Trường hợp khác:", "6. Khách mời: - Đồng chí Nguyễn Văn Bình",
        "7. Chủ trì: đồng chí Trần Văn Hòa", "8. Thư ký:", "II. NỘI DUNG 1. Phổ biến, quán triệt văn bản",
        "2. Tình hình đóng đảng phí", "3. Kết quả thực hiện nghị quyết kỳ trước", "TT Nhiệm vụ Tình trạng Kết quả",
        "4. Đánh giá tình hình - Về chính trị, tư tưởng: Đảng viên", "- Phê bình, nhắc nhở:",
        "5. Sinh hoạt chuyên đề: “Nâng cao", "6. Nội dung trao đổi", "6.1. Kế hoạch", "Ý kiến thảo luận:",
        "- Đồng chí Lê Thị Thu Hương: Đề nghị", "Ý kiến khác nhau:", "Chủ trì kết luận:", "6.2. Công tác",
        "7. Phương hướng", "8. Biểu quyết 8.1. Thông qua", "- Tán thành: 22/22 đồng chí (100%)", "8.2. Giới thiệu",
        "9. Chấm điểm", "Tổng điểm: 94 điểm; xếp loại: Tốt.", "III. KẾT LUẬN", "Cuộc họp kết thúc",
        "THƯ KÝ CHỦ TRÌ Lê Thị Thu Hương Trần Văn Hòa", "Nơi nhận: - Đảng ủy xã",
    ),
    "resolution": (
        "Số 05-NQ/CB", "NGHỊ QUYẾT về lãnh đạo", "thống nhất quyết nghị: I. ĐÁNH GIÁ", "THÁNG 9 NĂM 2018",
        "1. Về chính trị", "2. Về thực hiện nhiệm vụ chính trị", "3. Về công tác xây dựng Đảng", "4. Kết quả",
        "5. Biểu dương", "6. Phê bình", "7. Hạn chế", "8. Nguyên nhân", "9. Biện pháp", "II. PHƯƠNG HƯỚNG",
        "Nhiệm vụ cụ thể: TT Nhiệm vụ Chỉ tiêu Người phụ trách Thời hạn", "III. TỔ CHỨC THỰC HIỆN",
        "xếp loại Tốt.", "Nghị quyết này đã được", "Nơi nhận: T/M CHI BỘ", "BÍ THƯ", "Trần Văn Hòa",
    ),
    "plan": (
        "Số 41-KH/CB", "KẾ HOẠCH sinh hoạt chuyên đề", "Căn cứ Hướng dẫn", "như sau: I. MỤC ĐÍCH, YÊU CẦU 1. Mục đích",
        "2. Yêu cầu", "II. NỘI DUNG 1. Chuyên đề:", "2. Nội dung chính", "3. Tham luận", "4. Gợi ý", "5. Chỉ tiêu",
        "III. THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN 1. Thời gian: 14 giờ 00 phút", "5. Thư ký:",
        "IV. TỔ CHỨC THỰC HIỆN, PHÂN CÔNG", "Phân công cụ thể như sau: TT Công việc", "24/10/2018",
        "Trên đây là kế hoạch", "T/M CHI BỘ", "Trần Văn Hòa",
    ),
    "plan-smallest": (
        "như sau: I. NỘI DUNG 1. Chuyên đề:", "II. THỜI GIAN", "3. Thành phần:", "III. TỔ CHỨC THỰC HIỆN",
    ),
    "resolution-thematic": (
        "I. ĐÁNH GIÁ THỰC TRẠNG", "II. NỘI DUNG THỐNG NHẤT", "1. Nội dung thống nhất", "2. Chỉ tiêu", "3. Nhiệm vụ",
        "III. TỔ CHỨC THỰC HIỆN",
    ),
    "resolution-long": (
        "I. ĐÁNH GIÁ", "II. NỘI DUNG SINH HOẠT CHUYÊN ĐỀ “NÂNG CAO", "III. PHƯƠNG HƯỚNG", "IV. TỔ CHỨC THỰC HIỆN",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ORDER)
def test_the_text_follows_the_order_of_the_official_form(pdfs: dict[str, Path], name: str) -> None:
    text = flowing(pdfs[name]).replace("\u00a0", " ")
    text = " ".join(text.split())
    place = 0
    for piece in ORDER[name]:
        found = text.find(piece, place)
        assert found >= 0, f"“{piece}” is missing, or stands before “{text[place : place + 40]}…”"
        place = found
