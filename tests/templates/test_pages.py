"""What LibreOffice prints: the layout rules of the reference “party-documents”, section 2, looked up on the pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.templates.render import render

from .contexts import DAY, SAMPLES, TEMPLATES, Context
from .printed import MISSING, above_signatures, dark_run, flowing, fonts, heading_at_a_foot, pages, printed, words
from .sample_meetings import minutes, plan, resolution
from .sample_parts import VOTE

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
    "invitation-smallest": {1},
    "invitation": {1},
    "programme-smallest": {1},
    "programme": {1, 2},
    "inspection-smallest": {1},
    "inspection": {1, 2},
    "paper-smallest": {2},
    "paper": {2},
    "ballot-smallest": {1},
    "ballot": {1},
    "score-smallest": {1},
    "score": {2},
    "score-blank": {2},
    "postponement-smallest": {1},
    "postponement": {1},
    "postponement-letter": {1},
    "conclusion-smallest": {1},
    "conclusion": {2},
    "roll-smallest": {1},
    "roll": {1},
    "count-smallest": {1},
    "count": {1, 2},
    "extract-smallest": {1},
    "extract": {2},
    "report-smallest": {1},
    "report": {2, 3},
    "supplement-smallest": {1},
    "supplement": {1},
    "supervision-smallest": {1},
    "supervision": {1, 2},
    "correction-smallest": {1},
    "correction": {1},
    "transmittal-smallest": {1},
    "transmittal": {1},
    "yearly-smallest": {1, 2},
    "yearly": {2},
    "yearly-long": {5},
}
UNSIGNED = ("ballot",)  # whoever votes in secret signs nothing


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
    assert len(above_signatures(pdfs[name], "Trần Văn Hòa")) >= 2


@pytest.mark.parametrize("name", [name for name in SAMPLES if name.split("-")[0] not in UNSIGNED])
def test_the_signatures_of_every_document_stand_whole_on_a_page_with_text(pdfs: dict[str, Path], name: str) -> None:
    signer = "Đặng Minh Tâm" if name.startswith("paper") else "Trần Văn Hòa"
    assert len(above_signatures(pdfs[name], signer)) >= 2


def test_the_paddings_push_the_block_over_the_edge_of_a_page(pdfs: dict[str, Path]) -> None:
    for kind in ("minutes", "resolution", "plan"):
        assert len({len(pages(pdfs[f"{kind}+{extra}"])) for extra in PADDINGS}) > 1


@pytest.mark.parametrize("name", [*SAMPLES, *BLOCKS])
def test_no_heading_is_the_last_line_of_a_page(pdfs: dict[str, Path], name: str) -> None:
    assert heading_at_a_foot(pdfs[name]) == []


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
        "8.3. Bầu Phó Bí thư",
        "- Kết quả cụ thể: TT Người ứng cử, phương án Số phiếu, tỷ lệ 1 Lê Thị Thu Hương 20/22 phiếu",
        "- Kết quả: đồng chí Lê Thị Thu Hương trúng cử.", "9. Chấm điểm",
        "Tổng điểm: 94 điểm; xếp loại: Tốt.", "III. KẾT LUẬN", "Cuộc họp kết thúc",
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
        "như sau: I. NỘI DUNG 1. Chuyên đề:", "II. THỜI GIAN", "3. Thành phần:",
    ),
    "resolution-thematic": (
        "I. ĐÁNH GIÁ THỰC TRẠNG", "II. NỘI DUNG THỐNG NHẤT", "1. Nội dung thống nhất", "2. Chỉ tiêu", "3. Nhiệm vụ",
        "III. TỔ CHỨC THỰC HIỆN",
    ),
    "minutes-smallest": (
        "Vắng mặt: 00 đồng chí.", "II. KẾT THÚC Cuộc họp kết thúc vào hồi 16 giờ 00 phút cùng ngày.", "THƯ KÝ CHỦ TRÌ",
    ),
    "invitation": (
        "Số 03-GM/CB", "GIẤY MỜI dự sinh hoạt", "Chi ủy Chi bộ Trường Tiểu học Bình Minh trân trọng kính mời:",
        "- Toàn thể", "- Đồng chí Nguyễn Văn Bình", "Tới dự: sinh hoạt", "Thời gian: 14 giờ", "Địa điểm:", "Chủ trì:",
        "Chương trình dự kiến: 1. Đánh giá", "(đồng chí Trần Văn Hòa trình bày).", "3. Trao đổi", "Nội dung đề nghị chuẩn bị:",
        "Đề nghị các đồng chí dự họp", "T/M CHI ỦY", "BÍ THƯ", "Trần Văn Hòa",
    ),
    "programme": (
        "CHƯƠNG TRÌNH sinh hoạt chuyên đề năm 2019", "Căn cứ Điều lệ", "năm 2019 như sau: I. MỤC ĐÍCH, YÊU CẦU",
        "II. NỘI DUNG, THỜI GIAN TT Thời gian Chuyên đề Nội dung chính Người chuẩn bị", "III. TỔ CHỨC THỰC HIỆN",
        "Trên đây là Chương trình", "T/M CHI BỘ",
    ),
    "inspection": (
        "CHƯƠNG TRÌNH kiểm tra, giám sát năm 2019", "Căn cứ Điều lệ", "năm 2019 như sau: I. MỤC ĐÍCH, YÊU CẦU",
        "II. NỘI DUNG, ĐỐI TƯỢNG, THỜI GIAN TT Thời gian",
        "III. TỔ CHỨC THỰC HIỆN", "Trên đây là Chương trình", "T/M CHI BỘ",
    ),
    "paper": (
        "THAM LUẬN Kinh nghiệm", "Người viết: đồng chí Đặng Minh Tâm, Tổ trưởng tổ 4.", "Hạn gửi bản thảo: 10/10/2018.",
        "I. KẾT QUẢ ĐẠT ĐƯỢC ....", "II. HẠN CHẾ, KHÓ KHĂN, VƯỚNG MẮC ....", "III. NGUYÊN NHÂN ....",
        "IV. ĐỀ XUẤT GIẢI PHÁP ....", "V. KIẾN NGHỊ ....", "NGƯỜI VIẾT Đặng Minh Tâm",
    ),
    "ballot": (
        "PHIẾU BIỂU QUYẾT Đề nghị kết nạp đảng viên Người được xét: Ngô Thị Bích Thủy",
        "Tán thành Không tán thành Không có ý kiến Đánh dấu x vào một ô.", "ĐẢNG CỘNG SẢN VIỆT NAM",
        "PHIẾU BIỂU QUYẾT Đề nghị kết nạp đảng viên", "Đánh dấu x vào một ô.",
    ),
    "score": (
        "PHIẾU CHẤM ĐIỂM sinh hoạt", "1 Thời gian, thời lượng sinh hoạt 5 5 5 5 Đúng ngày quy định 2 2 2",
        "từ 90 phút trở lên: 3 điểm", "7 Kết thúc sinh hoạt", "Tổng điểm 100 100 100 99", "Mức xếp loại: Tốt: từ 90 điểm",
        "Xếp loại theo tổng điểm: Tốt.", "Xếp loại đã biểu quyết: Khá.", "Theo tổng điểm là loại Tốt;", "T/M CHI BỘ",
    ),
    "score-blank": (
        "Tổng điểm 100", "Mức xếp loại", "Xếp loại theo tổng điểm:....", "Xếp loại đã biểu quyết:....", "T/M CHI BỘ",
    ),
    "postponement": (
        "THÔNG BÁO về việc hoãn sinh hoạt", "----- Chi ủy Chi bộ Trường Tiểu học Bình Minh thông báo hoãn sinh hoạt",
        "đã dự kiến tổ chức vào 14 giờ 00 phút, ngày 05 tháng 10 năm 2018.", "Lý do:", "Thời gian tổ chức lại:", "Địa điểm:",
        "Đề nghị các đồng chí", "T/M CHI ỦY",
    ),
    "postponement-letter": (
        "Số 12-CV/CB về việc hoãn sinh hoạt", "Kính gửi: - Toàn thể", "- Đồng chí Nguyễn Văn Bình", "thông báo hoãn",
    ),
    "conclusion": (
        "KẾT LUẬN tại sinh hoạt", "thống nhất kết luận: I. KẾT LUẬN TỪNG NỘI DUNG 1. Kế hoạch", "Tổ chức vào chiều",
        "2. Công tác", "II. KẾT LUẬN CHUNG", "III. NHIỆM VỤ THỜI GIAN TỚI", "Nhiệm vụ cụ thể: TT", "IV. TỔ CHỨC THỰC HIỆN",
        "Trên đây là kết luận", "T/M CHI BỘ",
    ),
    "roll": (
        "DANH SÁCH ĐIỂM DANH đảng viên dự", "Thời gian:", "Địa điểm:", "1 Trần Văn Hòa Bí thư Chi bộ Chính thức x",
        "Khách mời:", "Tổng số đảng viên: 26 đồng chí", "Vắng mặt:", "THƯ KÝ CHỦ TRÌ Lê Thị Thu Hương Trần Văn Hòa",
    ),
    "count": (
        "BIÊN BẢN kiểm phiếu", "tổ kiểm phiếu gồm: - Đồng chí Đặng Minh Tâm, Tổ trưởng;", "I. NỘI DUNG BIỂU QUYẾT",
        "Người được xét: Ngô Thị Bích Thủy.", "II. KẾT QUẢ KIỂM PHIẾU Số phiếu: phát ra", "Kết quả cụ thể như sau: TT",
        "3 Không có ý kiến 00/22 phiếu (0%)", "Kết luận: được thông qua.", "Biên bản được lập",
        "CHỦ TRÌ T/M TỔ KIỂM PHIẾU TỔ TRƯỞNG Trần Văn Hòa Đặng Minh Tâm",
    ),
    "extract": (
        "TRÍCH BIÊN BẢN về việc", "Trích Biên bản số 10-BB/CB, ngày 05/10/2018.", "I. THÀNH PHẦN THAM DỰ 1. Tổng số",
        "5. Chủ trì:", "II. NỘI DUNG Người được xét:", "1. Kế hoạch", "III. KẾT QUẢ BIỂU QUYẾT", "- Tán thành: 22/22",
        "NGƯỜI TRÍCH T/M CHI BỘ BÍ THƯ Lê Thị Thu Hương Trần Văn Hòa Nơi nhận: - Đảng ủy",
    ),
    "report": (
        "BÁO CÁO kết quả", "như sau: Tổng số đảng viên: 26 đồng chí", "I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ THÁNG 9 NĂM 2018 1. Về",
        "10. Sinh hoạt chuyên đề Chuyên đề:", "- Nội dung thống nhất:", "- Chỉ tiêu:", "11. Chấm điểm",
        "II. PHƯƠNG HƯỚNG, NHIỆM VỤ THÁNG 10 NĂM 2018", "III. KIẾN NGHỊ, ĐỀ XUẤT", "T/M CHI BỘ",
    ),
    "supplement": (
        "Số 11-BB/CB", "BIÊN BẢN bổ sung biên bản", "Hôm nay", "Bổ sung ý kiến", "không thay đổi./.",
        "THƯ KÝ CHỦ TRÌ Lê Thị Thu Hương Trần Văn Hòa", "Nơi nhận: - Đảng ủy",
    ),
    "supervision": (
        "ĐẢNG ỦY XÃ TÂN PHÚ", "BIÊN BẢN giám sát sinh hoạt", "Hôm nay", "I. THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN 1. Thời gian:",
        "3. Người giám sát: đồng chí Nguyễn Văn Bình", "6. Tổng số đảng viên: 26 đồng chí", "II. ƯU ĐIỂM Sinh hoạt",
        "III. HẠN CHẾ, KHUYẾT ĐIỂM", "IV. KIẾN NGHỊ", "V. Ý KIẾN CỦA CHI BỘ", "Xếp loại buổi sinh hoạt: Tốt.",
        "NGƯỜI GIÁM SÁT T/M CHI BỘ BÍ THƯ Nguyễn Văn Bình Trần Văn Hòa", "Nơi nhận: - Đảng ủy",
    ),
    "correction": (
        "Số 13-CV/CB", "về việc đính chính", "Kính gửi: - Đảng ủy xã Tân Phú, - Trường Tiểu học Bình Minh.",
        "TT Văn bản Vị trí Đã in là Nay sửa là", "Các nội dung khác không thay đổi.", "T/M CHI BỘ",
    ),
    "transmittal": (
        "về việc gửi văn bản", "Kính gửi: Đảng ủy xã Tân Phú Sau sinh hoạt", "các văn bản sau: - Biên bản số 10-BB/CB",
        "kính gửi để theo dõi", "T/M CHI BỘ",
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
