"""The year's report as a document: in order by the rules of its day, signed by who held office then, with its charts."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from pipeline.office_files.packages import packed, unpacked
from pipeline.office_files.word.pictures import with_pictures
from pipeline.organisation import Body, BodyKind, Office
from pipeline.organisation.members import DatedOffice, Member
from pipeline.outlook.filed import FiledMeeting
from pipeline.reports.charts import drawing
from pipeline.reports.office_year import OfficeYear
from pipeline.reports.year.document import document_of
from pipeline.templates.render import render
from pipeline.workspace import shipped_templates
from tests.layout.held import report, told
from tests.reports.made import COMMITTEE_MEMBER, MEMBER, REGULAR, SECRETARY, held
from tests.reports.year_made import cell, office, reported, the_year
from tests.templates.printed import flowing, pages, printed
from tests.templates.sample_year import year_report
from tests.templates.values import all_text, faults

TEMPLATE = shipped_templates() / "bao-cao-nam.docx"
CHIEF = Member(name="Vũ Ngọc Phong", offices=(DatedOffice(value=Office.SECRETARY),))


def made(year: OfficeYear, meetings: list[FiledMeeting] | None = None, of: str = "binh-minh") -> bytes:
    filed = {"binh-minh": the_year() if meetings is None else meetings}
    (one,) = reported(year, filed, of)
    return document_of(year, one).filled(TEMPLATE)


def committee() -> Body:
    name = ({"value": "Đảng bộ xã Tân Phú"},)
    committee = ({"value": "Đảng ủy xã Tân Phú"},)
    return cell(
        "Đảng bộ tỉnh An Bình",
        id="dang-uy",
        kind=BodyKind.PARTY_COMMITTEE,
        name=name,
        committee=committee,
        members=(CHIEF,),
    )


DAYS = {"11-HD/VPTW": date(2018, 1, 10), "36-HD/VPTW": date(2020, 1, 10), "05-HD/VPTW": date(2027, 1, 8)}


@pytest.mark.parametrize("rules", DAYS)
@pytest.mark.parametrize("of", ["binh-minh", "dang-uy"])
@pytest.mark.parametrize("is_empty", [True, False], ids=["nothing recorded", "with figures"])
def test_the_document_is_in_order_by_the_rules_of_its_day(rules: str, of: str, *, is_empty: bool) -> None:
    day = DAYS[rules]
    moved = (
        [] if is_empty else [held(REGULAR, f"{day.year - 1}-03-05", roll={"present_official": 3, "total_official": 3})]
    )
    data = made(office(committee(), cell(), year=day.year - 1, today=day), moved, of)
    assert told(data) == ""
    assert report(data).rules.id == rules


def test_it_says_the_figures_of_the_year_under_its_sections(tmp_path: Path) -> None:
    data = made(office())
    (tmp_path / "bao-cao.docx").write_bytes(data)
    assert faults(tmp_path / "bao-cao.docx") == []
    text = " ".join(all_text(data).replace("\u00a0", " ").split())
    assert "{" not in text
    places = [
        text.index(said)
        for said in (
            "ĐẢNG BỘ XÃ TÂN PHÚ",
            "CHI BỘ BÌNH MINH",
            "-BC/CB",
            "ngày 01 tháng 02 năm 2020",
            "kết quả công tác năm 2019, phương hướng, nhiệm vụ năm 2020",
            "I. TÌNH HÌNH CHUNG",
            "có 03 đảng viên",
            "II. KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2019",
            "1. Nền nếp, chế độ sinh hoạt",
            "đã họp 04 cuộc",
            "2. Chất lượng sinh hoạt",
            "83,3% (5/6 lượt phải dự)",
            "“Nêu gương”",
            "3. Thực hiện nghị quyết",
            "hoàn thành 01 nhiệm vụ (50%)",
            "4. Công tác đảng viên, văn bản",
            "III. HẠN CHẾ, KHUYẾT ĐIỂM, NGUYÊN NHÂN",
            "- Họp chậm giờ (02 tháng). Nguyên nhân đã nêu: đường xa.",
            "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2020",
            "Trên đây là báo cáo",
            "Đảng ủy xã Tân Phú (để báo cáo)",
            "T/M CHI BỘ",
            "Trần Văn Hòa",
        )
    ]
    assert places == sorted(places)


def test_whoever_held_the_office_on_the_day_signs() -> None:
    until, since = date(2020, 1, 31), date(2020, 2, 1)
    before = Member(name="Lý Văn Tâm", offices=(DatedOffice(value=Office.SECRETARY, to=until),))
    after = Member(name="Hồ Thị Nga", offices=(DatedOffice.model_validate({"value": Office.DEPUTY, "from": since}),))
    body = cell(members=(before, after, MEMBER))
    for today, name, title in ((until, "Lý Văn Tâm", "BÍ THƯ"), (since, "Hồ Thị Nga", "PHÓ BÍ THƯ")):
        year = office(body, today=today)
        (one,) = reported(year, {})
        signed = document_of(year, one).context.signature
        assert (signed.name.replace("\u00a0", " "), signed.office) == (name, title)


def test_a_body_bears_the_names_of_the_day_and_one_that_is_no_more_those_of_its_last() -> None:
    names = (
        {"value": "Chi bộ Bình Minh", "to": date(2019, 12, 31)},
        {"value": "Chi bộ Bình Minh Mới", "from": date(2020, 1, 1)},
    )
    year = office(cell(name=names))
    (one,) = reported(year, {})
    assert document_of(year, one).context.header.body == "CHI BỘ BÌNH MINH MỚI"
    ended = office(cell(name=names, to=date(2019, 12, 31)))
    (one,) = reported(ended, {})
    document = document_of(ended, one)
    assert (document.context.header.body, document.day) == ("CHI BỘ BÌNH MINH", date(2019, 12, 31))


def test_a_party_committee_lists_its_cells_and_signs_for_itself() -> None:
    year = office(committee(), cell(), cell(id="tan-loi", name=({"value": "Chi bộ Tân Lợi"},)))
    *_cells, one = reported(year)
    context = document_of(year, one).context
    first, second = context.cells
    assert (first.number, first.cell, first.regular, first.thematic, first.attended, first.average, first.done) == (
        *("1", "Chi bộ Bình Minh", "2/12", "1/4", "83,3%", "8", "50%"),
    )
    assert (second.cell, second.regular, second.attended, second.average) == ("Chi bộ Tân Lợi", "0/12", "–", "–")
    assert context.header.number.endswith("-BC/ĐU")
    assert context.signature.authority == "T/M ĐẢNG ỦY"


def pictures_in(data: bytes) -> list[str]:
    return [name for name in unpacked(data) if name.startswith("word/media/")]


def test_charts_stand_where_the_template_has_them_and_only_where_something_is_recorded() -> None:
    data = made(office())
    assert len(pictures_in(data)) == 3
    document = docx.Document(BytesIO(data))
    assert [round(shape.width.mm) for shape in document.inline_shapes] == [160, 160, 160]
    described = [one.get("descr") for one in document.element.body.iter("{*}docPr")]
    assert described == ["Biểu đồ: nền nếp theo tháng", "Biểu đồ: dự họp theo tháng", "Biểu đồ: điểm theo tháng"]
    assert "[Biểu đồ" not in all_text(data)
    assert len(pictures_in(made(office(), []))) == 1  # what was due and not held
    assert pictures_in(made(office(year=2017, today=date(2018, 1, 10)), [])) == []


def test_the_same_figures_give_the_same_bytes_and_others_do_not() -> None:
    assert made(office()) == made(office())
    assert made(office()) != made(office(), the_year()[:3])


def test_an_offices_own_template_may_leave_charts_out_or_move_them(tmp_path: Path) -> None:
    own = docx.Document()
    own.add_table(1, 1).cell(0, 0).text = "{{ charts.scores }}"
    own.add_paragraph("{{ abstract }}: {{ situation|join(' ') }} {{ charts.duties }}")
    own.save(str(tmp_path / "bao-cao-nam.docx"))
    year = office()
    (one,) = reported(year)
    filled = docx.Document(BytesIO(document_of(year, one).filled(tmp_path / "bao-cao-nam.docx")))
    assert filled.tables[0].cell(0, 0).paragraphs[0].text == ""
    assert len(filled.inline_shapes) == 1
    assert filled.paragraphs[-1].text.endswith("[Biểu đồ: nền nếp theo tháng]")  # among other words it stays a text


def picture(width: float, height: float) -> bytes:
    with drawing(width, height) as drawn:
        return drawn.png()


def test_a_picture_takes_the_place_of_the_whole_paragraph_and_keeps_its_shape() -> None:
    source = docx.Document()
    source.add_paragraph("[một]", "Quote")
    source.add_paragraph("[một] và chữ")
    source.add_paragraph("[hai]")
    target = BytesIO()
    source.save(target)
    data = with_pictures(target.getvalue(), {"[một]": picture(4, 2), "[hai]": picture(2, 2), "[ba]": b""}, 100)
    found = docx.Document(BytesIO(data))
    sizes = [(shape.width, shape.height) for shape in found.inline_shapes]
    assert sizes == [(Mm(100), Mm(50)), (Mm(100), Mm(100))]
    texts: list[Paragraph] = found.paragraphs
    assert [one.text for one in texts] == ["", "[một] và chữ", ""]
    assert texts[0].style is not None and texts[0].style.name == "Quote"
    numbers = [one.get("id") for one in found.element.body.iter("{*}docPr")]
    assert len(set(numbers)) == 2


def test_a_document_without_places_for_pictures_stays_as_it_is() -> None:
    data = render(TEMPLATE, year_report(), day=date(2019, 1, 10))
    assert with_pictures(data, {"[khác]": picture(1, 1)}, 100) == data


def test_a_picture_does_not_replace_one_of_the_template() -> None:
    members = unpacked(render(TEMPLATE, year_report(), day=date(2019, 1, 10)))
    logo = picture(1, 1)
    data = packed(members | {"word/media/bieu-do-1.png": logo})
    filled = unpacked(with_pictures(data, {"[Biểu đồ: điểm]": picture(2, 1)}, 100))
    assert filled["word/media/bieu-do-1.png"] == logo
    assert "word/media/bieu-do-2.png" in filled


@pytest.mark.libreoffice
def test_libreoffice_prints_it_with_its_charts_and_the_signature_not_alone(tmp_path: Path) -> None:
    cells = [cell(id=f"chi-bo-{number}", name=({"value": f"Chi bộ {number}"},)) for number in range(2, 30)]
    year = office(committee(), cell(members=(SECRETARY, COMMITTEE_MEMBER, MEMBER)), *cells)
    documents = {"cell": made(year), "committee": made(year, of="dang-uy")}
    for name, pdf in printed(documents, tmp_path).items():
        assert "[Biểu đồ" not in flowing(pdf)
        last = pages(pdf)[-1]
        assert any("Trên đây là báo cáo" in line for line in last), name
        assert b"/Image" in pdf.read_bytes()
