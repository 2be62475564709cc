"""The documents of the demo, as a clerk would open, print and sign them."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from docx import Document
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from pipeline.documents import KINDS
from pipeline.documents.texts import superior_document
from pipeline.errors import Severity
from pipeline.meeting import SuperiorDocument
from pipeline.process import open_office, preview_form, process_inbox
from pipeline.process.offices import drop_sample_forms, make_demo_office
from pipeline.workspace import Workspace
from tests.templates.printed import flowing, fonts, pages, printed

# folder and document → pages, what stands in this order, the signers
EXPECTED: dict[str, tuple[int, tuple[str, ...], tuple[str, ...]]] = {
    "10-chuyen-de 01-GM-giay-moi": (2, ("Số 01-GM/CB", "GIẤY MỜI", "dự sinh hoạt chuyên đề tháng 10 năm 2018", "kính mời", "Toàn thể đảng viên", "14 giờ 00 phút", "Chuyên đề “Giải pháp"), ("T/M CHI ỦY", "BÍ THƯ", "Trần Văn Hòa")),
    "10-chuyen-de 04-KH-ke-hoach-chuyen-de": (
        3,
        ("ĐẢNG BỘ XÃ TÂN PHÚ", "Số 04-KH/CB", "KẾ HOẠCH", "sinh hoạt chuyên đề", "-----", "Căn cứ Chỉ thị số 2919/CT-BGDĐT, ngày 10/8/2018 của Bộ Giáo dục và Đào tạo về", "I. MỤC ĐÍCH, YÊU CẦU", "II. NỘI DUNG", "III. THỜI GIAN", "khách mời: đồng chí Hà Thị Tuyết Nhung", "IV. TỔ CHỨC THỰC HIỆN"),
        ("T/M CHI BỘ", "BÍ THƯ", "Trần Văn Hòa"),
    ),
    "10-chuyen-de tham-luan-bui-van-nghia": (2, ("THAM LUẬN", "Vận động học sinh ra lớp", "-----", "Bùi Văn Nghĩa", "Vấn đề gợi ý"), ("NGƯỜI VIẾT", "Bùi Văn Nghĩa")),
    "10-chuyen-de du-thao-nghi-quyet": (1, ("-NQ/CB", "DỰ THẢO", "NGHỊ QUYẾT", "về chuyên đề", "với tỷ lệ tán thành đạt .......%./."), ("T/M CHI BỘ", "Trần Văn Hòa")),
    "11-thuong-ky phieu-bieu-quyet": (1, ("PHIẾU BIỂU QUYẾT", "Hứa Thị Mỹ Tiên", "Tán thành", "Không tán thành", "PHIẾU BIỂU QUYẾT", "Không có ý kiến"), ()),
    "11-thuong-ky phieu-cham-diem-de-trong": (2, ("PHIẾU CHẤM ĐIỂM", "chất lượng sinh hoạt chi bộ", "Thời gian sinh hoạt", "Tổng điểm", "Tốt: từ 90 điểm trở lên"), ("T/M CHI BỘ",)),
    "11-thuong-ky 01-CV-thong-bao-hoan": (1, ("Số 01-CV/CB", "về việc hoãn sinh hoạt chi bộ thường kỳ", "Kính gửi", "ngày 05 tháng 11 năm 2018", "ngày 07 tháng 11 năm 2018"), ("T/M CHI ỦY", "Trần Văn Hòa")),
    "10-thuong-ky 05-NQ-nghi-quyet": (
        4,
        ("CHI BỘ TRƯỜNG TIỂU HỌC", "Số 05-NQ/CB", "NGHỊ QUYẾT", "về lãnh đạo thực hiện nhiệm vụ tháng 10 năm 2018", "-----", "I. ĐÁNH GIÁ", "II. PHƯƠNG HƯỚNG, NHIỆM VỤ", "III. TỔ CHỨC THỰC HIỆN", "22/22 đảng viên chính thức có mặt tán thành", "tổng số đảng viên chính thức)./."),
        ("T/M CHI BỘ", "BÍ THƯ", "Trần Văn Hòa"),
    ),
    "10-chuyen-de 06-NQ-nghi-quyet": (3, ("Số 06-NQ/CB", "NGHỊ QUYẾT", "về chuyên đề", "TỔ CHỨC THỰC HIỆN"), ("T/M CHI BỘ", "Trần Văn Hòa")),
    "10-chi-uy 23-BB-bien-ban": (3, ("Số 23-BB/CB", "BIÊN BẢN", "họp chi ủy tháng 10 năm 2018", "I. THÀNH PHẦN THAM DỰ", "II. NỘI DUNG", "tổng số chi ủy viên: 05 đồng chí"), ("THƯ KÝ", "CHỦ TRÌ")),
    "10-thuong-ky 24-BB-bien-ban": (
        7,
        ("Số 24-BB/CB", "BIÊN BẢN", "sinh hoạt chi bộ thường kỳ tháng 10 năm 2018", "-----", "14 giờ 00 phút", "I. THÀNH PHẦN THAM DỰ", "Lê Thị Thu Hà", "II. NỘI DUNG", "Tình hình đóng đảng phí", "Biểu quyết", "III. KẾT LUẬN", "16 giờ 30 phút", "./."),
        ("THƯ KÝ", "CHỦ TRÌ", "Đỗ Thị Kim Oanh", "Trần Văn Hòa"),
    ),
    "10-chuyen-de 25-BB-bien-ban": (6, ("Số 25-BB/CB", "BIÊN BẢN", "sinh hoạt chuyên đề tháng 10 năm 2018", "I. THÀNH PHẦN", "II. NỘI DUNG"), ("THƯ KÝ", "CHỦ TRÌ")),
    "11-thuong-ky 01-KL-ket-luan": (1, ("ĐẢNG ỦY XÃ TÂN PHÚ", "Số 01-KL/ĐU", "KẾT LUẬN", "kết luận:", "1.", "2."), ("T/M ĐẢNG ỦY", "Đoàn Minh Quang")),
    "10-thuong-ky danh-sach-diem-danh": (3, ("DANH SÁCH ĐIỂM DANH", "Họ và tên", "Trần Văn Hòa", "Bí thư Chi bộ", "Nghỉ thai sản"), ("THƯ KÝ", "CHỦ TRÌ")),
    "10-thuong-ky phieu-cham-diem": (2, ("PHIẾU CHẤM ĐIỂM", "chất lượng sinh hoạt chi bộ", "Thời gian sinh hoạt", "Tổng điểm", "Tốt"), ("T/M CHI BỘ",)),
    "11-thuong-ky bien-ban-kiem-phieu": (2, ("BIÊN BẢN", "kiểm phiếu kết nạp", "Đồng chí Huỳnh Thanh Tâm, Tổ trưởng", "phát ra: 23 phiếu", "22/23 phiếu (95,7%)"), ("CHỦ TRÌ", "T/M TỔ KIỂM PHIẾU", "Huỳnh Thanh Tâm")),
    "11-thuong-ky trich-bien-ban": (2, ("TRÍCH BIÊN BẢN", "về việc kết nạp", "Biên bản số 26-BB/CB", "22/23 phiếu (95,7%), bằng 91,7%"), ("NGƯỜI TRÍCH", "T/M CHI BỘ")),
    "10-thuong-ky 01-BC-bao-cao": (3, ("Số 01-BC/CB", "BÁO CÁO", "kết quả thực hiện nhiệm vụ tháng 9 năm 2018", "PHƯƠNG HƯỚNG"), ("T/M CHI BỘ", "Trần Văn Hòa")),
    "10-chuyen-de bien-ban-bo-sung": (1, ("BIÊN BẢN", "bổ sung Biên bản số 25-BB/CB", "Bổ sung ý kiến"), ("THƯ KÝ", "CHỦ TRÌ")),
    "10-chuyen-de bien-ban-giam-sat": (2, ("ĐẢNG ỦY XÃ TÂN PHÚ", "BIÊN BẢN", "giám sát sinh hoạt chi bộ chuyên đề tháng 10 năm 2018", "I. THỜI GIAN", "II. ƯU ĐIỂM", "III. HẠN CHẾ", "IV. KIẾN NGHỊ", "V. Ý KIẾN CỦA CHI BỘ", "Tốt"), ("NGƯỜI GIÁM SÁT", "T/M CHI BỘ", "Nguyễn Văn Bình")),
    "10-chuyen-de 02-CV-cong-van-dinh-chinh": (1, ("Số 02-CV/CB", "về việc đính chính", "Kính gửi: Đảng ủy xã Tân Phú", "31/10/2018"), ("T/M CHI BỘ", "Trần Văn Hòa")),
    "10-chuyen-de 03-CV-cong-van-gui": (1, ("Số 03-CV/CB", "Kính gửi: Đảng ủy xã Tân Phú", "Biên bản số 25-BB/CB", "Nghị quyết số 06-NQ/CB"), ("T/M CHI BỘ", "Trần Văn Hòa")),
    "12-chi-uy 01-CTR-chuong-trinh-chuyen-de": (2, ("Số 01-CTr/CB", "CHƯƠNG TRÌNH", "sinh hoạt chuyên đề năm 2019", "Căn cứ Điều lệ Đảng", "Quý I", "Quý IV"), ("T/M CHI BỘ", "Trần Văn Hòa")),
    "12-chi-uy 02-CTR-chuong-trinh-kiem-tra-giam-sat": (2, ("Số 02-CTr/CB", "CHƯƠNG TRÌNH", "kiểm tra, giám sát năm 2019", "Căn cứ Điều lệ Đảng", "Quý I", "Quý III"), ("T/M CHI BỘ", "Trần Văn Hòa")),
}  # fmt: skip


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    workspace = Workspace.at(tmp_path_factory.mktemp("office"))
    make_demo_office(workspace)
    with open_office(workspace, lambda: datetime(2026, 11, 22, tzinfo=UTC)) as office:
        list(process_inbox(office, drop_sample_forms(workspace)))
    return {f"{path.parent.name} {path.stem}": path.read_bytes() for path in workspace.outbox.rglob("*.docx")}


@pytest.fixture(scope="module")
def pdfs(documents: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return printed(documents, tmp_path_factory.mktemp("pdf"))


@pytest.mark.parametrize(
    ("abstract", "cited"),
    [
        ("Nghị quyết của Đảng ủy xã về giáo dục", "Nghị quyết số 37-NQ/ĐU, ngày 14/9/2018 của Đảng ủy xã về giáo dục"),
        ("Kế hoạch về kiểm tra, giám sát", "Kế hoạch số 37-NQ/ĐU, ngày 14/9/2018 về kiểm tra, giám sát"),
        ("Kế hoạch kiểm tra, giám sát", "Kế hoạch kiểm tra, giám sát (số 37-NQ/ĐU, ngày 14/9/2018)"),
        ("Sổ tay đảng viên", "Sổ tay đảng viên (số 37-NQ/ĐU, ngày 14/9/2018)"),
    ],
)
def test_a_superior_document_is_cited_with_its_number_behind_the_type(abstract: str, cited: str) -> None:
    document = SuperiorDocument(number="37-NQ/ĐU", issued=date(2018, 9, 14), abstract=abstract)
    assert superior_document(document) == cited


def test_the_demo_makes_documents_of_every_kind(documents: dict[str, bytes]) -> None:
    assert set(EXPECTED) <= set(documents)
    slugs = {kind.slug for kind in KINDS if kind.is_shipped}
    assert {
        slug for slug in slugs for name in EXPECTED if re.fullmatch(rf"\S+ (\d+-\w+-)?{slug}(-[a-z-]+)?", name)
    } == slugs


@pytest.mark.parametrize("name", EXPECTED)
def test_word_finds_nothing_wrong_with_the_package(documents: dict[str, bytes], name: str, tmp_path: Path) -> None:
    path = tmp_path / "document.docx"
    path.write_bytes(documents[name])
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


@pytest.mark.parametrize("name", EXPECTED)
def test_no_tag_and_no_placeholder_is_left(documents: dict[str, bytes], name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(documents[name])) as package:
        body = package.read("word/document.xml").decode()
    assert not [mark for mark in ("{{", "{%", "}}", "%}", "None", "Undefined") if mark in body]
    assert all(paragraph.style for paragraph in Document(io.BytesIO(documents[name])).paragraphs)


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", EXPECTED)
def test_the_printed_text_follows_the_official_order(pdfs: dict[str, Path], name: str) -> None:
    text, place = " ".join(flowing(pdfs[name]).replace("\u00a0", " ").replace("\u2011", "-").split()), 0
    for part in EXPECTED[name][1]:
        found = text.find(part, place)
        assert found >= 0, f"“{part}” is not there, or not in its place"
        place = found


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", EXPECTED)
def test_pages_signatures_numbers_and_letters_are_right(pdfs: dict[str, Path], name: str) -> None:
    count, _, signers = EXPECTED[name]
    found = pages(pdfs[name])
    assert len(found) == count
    assert found[0][0] != "1"
    assert [page[0] for page in found[1:]] == [str(number) for number in range(2, count + 1)]
    last = found[-1]
    if not signers:
        return
    for signer in signers:
        assert any(signer in line for line in last), f"“{signer}” does not stand on the last page"
    first_of_block = min(number for number, line in enumerate(last) if signers[0] in line)
    assert first_of_block >= 3, "the signatures stand alone on their page"
    assert {font.split("-")[0] for font in fonts(pdfs[name])} == {"LiberationSerif"}


@pytest.mark.libreoffice
def test_drafts_say_so_and_leave_the_number_open(tmp_path: Path) -> None:
    workspace = Workspace.at(tmp_path / "office")
    make_demo_office(workspace)
    with open_office(workspace, lambda: datetime(2026, 11, 22, tzinfo=UTC)) as office:
        forms = drop_sample_forms(workspace)
        (form,) = [path for path in forms if path.suffix == ".xlsx"]
        written, problems = preview_form(workspace, office.organisation, office.regulations, form, tmp_path / "drafts")
    assert [problem.severity for problem in problems] == [Severity.WARNING]
    for pdf in printed({path.stem: path.read_bytes() for path in written}, tmp_path / "drafts").values():
        text = " ".join(flowing(pdf).replace("\u00a0", " ").split())
        assert "DỰ THẢO" in text
        assert ("Số -" in text) is ("bien-ban" in pdf.stem or "nghi-quyet" in pdf.stem or "bao-cao" in pdf.stem)


def test_a_draft_of_what_came_after_a_meeting_knows_how_that_was_held(tmp_path: Path) -> None:
    workspace = Workspace.at(tmp_path / "office")
    make_demo_office(workspace)
    with open_office(workspace, lambda: datetime(2026, 11, 22, tzinfo=UTC)) as office:
        list(process_inbox(office, drop_sample_forms(workspace)))
        (form,) = [path for path in drop_sample_forms(workspace) if path.name.startswith("10-")]
        written, _ = preview_form(workspace, office.organisation, office.regulations, form, tmp_path / "drafts")
    (draft,) = [path for path in written if path.stem == "du-thao-bien-ban-giam-sat"]
    text = "\n".join(paragraph.text for paragraph in Document(str(draft)).paragraphs).replace("\u00a0", " ")
    assert "Địa điểm: Phòng họp Trường Tiểu học Bình Minh." in text
    assert "Chủ trì: đồng chí Trần Văn Hòa, Bí thư Chi bộ." in text
    assert "Tổng số đảng viên: 26 đồng chí" in text
