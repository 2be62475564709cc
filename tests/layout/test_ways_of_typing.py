"""The same document typed in the many ways people type: none of them is a fault."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pipeline.documents import KINDS
from pipeline.regulations import load_regulations
from tests.layout.held import found, report, told
from tests.layout.test_faults import CHARACTER, ROMAN_DEFAULTS, STYLED, WAYS, changed, without
from tests.layout.typed import (
    DEFAULTS,
    END_LEFT,
    END_RIGHT,
    FULL,
    FULL_2026,
    HEAD_LEFT,
    HEAD_RIGHT,
    LETTER,
    LONG,
    MINUTES,
    MINUTES_2026,
    NORMAL,
    ROMAN,
    SECTION,
    UNDER_TITLE,
    File,
    Named,
    Paragraph,
    Run,
    columns,
    docx,
    line,
    number_of,
    page_number,
    text,
    theme,
)

GOOD: dict[str, tuple[Named, str, str]] = {
    "a resolution of 2019": (FULL, "36-HD/VPTW", "full"),
    "a resolution of 2026": (FULL_2026, "05-HD/VPTW", "full"),
    "minutes of 2019": (MINUTES, "36-HD/VPTW", "minutes"),
    "minutes of 2026, without place and date": (MINUTES_2026, "05-HD/VPTW", "minutes"),
    "a letter": (LETTER, "36-HD/VPTW", "letter"),
    "a resolution of 2017": (changed(FULL, "date", text="An Thịnh, ngày 08 tháng 3 năm 2017"), "11-HD/VPTW", "full"),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_passes_under_the_rules_of_its_own_day(name: str) -> None:
    named, rules, make_up = GOOD[name]
    data = docx(named)
    held = report(data)
    assert not held.findings, told(data)
    assert (held.rules.id, held.make_up, held.day_from.value) == (rules, make_up, "printed")


# 72.9 mm in English metric units, and in points.
EMU, POINTS = 2_624_400, 206.7


def anchored(inner: str, align: str = "center", height: int = 0) -> str:
    """A shape of today's Word with its older twin, as Word itself writes both."""
    shape = (
        f'<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" '
        f'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column">'
        f'<wp:align>{align}</wp:align></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset>'
        f'</wp:positionV><wp:extent cx="{EMU}" cy="{height}"/><wp:wrapNone/><wp:docPr id="1" name="Line"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvCnPr/>'
        f"<wps:spPr>{inner}</wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
    )
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{shape}</w:drawing></mc:Choice>'
        f'<mc:Fallback><w:pict><v:line from="0,0" to="10pt,0"/></w:pict></mc:Fallback></mc:AlternateContent>'
    )


CONNECTOR = '<a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom>'
LINES: dict[str, Named] = {
    "a connector drawn in the title": changed(without(FULL, "under-title"), "title", inside=anchored(CONNECTOR)),
    "a line drawn by an old Word": changed(
        without(FULL, "under-title"), "title",
        inside=f'<w:pict><v:line from="10pt,20pt" to="{10 + POINTS}pt,20pt" strokeweight=".75pt"/></w:pict>',
    ),
    "a connector of an old Word": changed(
        without(FULL, "under-title"), "title",
        inside=f'<w:pict><v:shape type="#_x0000_t32" style="position:absolute;width:{POINTS}pt;height:0"/></w:pict>',
    ),
    "a border below the title": {
        **without(FULL, "under-title"),
        "title": FULL["title"].but(front=UNDER_TITLE.front.replace("top", "bottom"), indent=UNDER_TITLE.indent),
    },
}  # fmt: skip


@pytest.mark.parametrize("way", LINES)
def test_the_line_under_the_title_may_be_drawn_in_any_way(way: str) -> None:
    data = docx(LINES[way])
    assert found(data) == [], told(data)


def test_a_drawn_line_that_is_too_short_is_found() -> None:
    named = changed(without(FULL, "under-title"), "title", inside=anchored(CONNECTOR).replace(str(EMU), str(EMU // 2)))
    assert found(docx(named)) == [("title-line-length", number_of(named, "title"))]


def tabbed(*names: str) -> Paragraph:
    """Things side by side as a typist does it: one paragraph, a tab between them."""
    runs: list[Run] = []
    for name in names:
        runs += [*([Run("\t")] if runs else []), *FULL[name].runs]
    return Paragraph(
        tuple(runs), front='<w:tabs><w:tab w:val="center" w:pos="1900"/><w:tab w:val="center" w:pos="6700"/></w:tabs>'
    )


def test_a_head_and_an_end_typed_with_tabs_pass() -> None:
    title = tabbed("superior", "title")
    drawn = replace(
        title,
        runs=(
            *title.runs,
            Run(
                "",
                inside=anchored(CONNECTOR, "right").replace(
                    "<wp:align>right</wp:align>", "<wp:posOffset>5</wp:posOffset>"
                ),
            ),
        ),
    )
    between = [name for name in FULL if name not in (*HEAD_LEFT, *HEAD_RIGHT, *END_LEFT, *END_RIGHT)]
    paragraphs = [
        drawn,
        FULL["body-name"].but(align="left"),
        FULL["star"].but(align="left"),
        tabbed("number", "date"),
        *(FULL[name] for name in between),
        tabbed("label", "authority"),
        tabbed("to-1", "office"),
        FULL["to-2"],
        tabbed("to-3", "signer"),
    ]
    data = File().docx("".join(paragraph.xml for paragraph in paragraphs))
    assert found(data) == [], told(data)


def test_a_fault_in_a_head_typed_with_tabs_is_found_by_its_words() -> None:
    head = tabbed("number", "date")
    wrong = replace(head, runs=tuple(replace(run, text=run.text.replace("Số 07", "Số: 07")) for run in head.runs))
    rest = [name for name in FULL if name not in (*HEAD_LEFT, *HEAD_RIGHT, "label", "authority")]
    title = tabbed("superior", "title")
    body = (title, UNDER_TITLE, FULL["body-name"], FULL["star"], wrong, *(FULL[name] for name in rest))
    codes = [finding.code for finding in report(File().docx("".join(one.xml for one in body))).findings]
    assert "number-colon" in codes


def test_a_title_in_a_text_box_is_read() -> None:
    box = f"<w:txbxContent>{FULL['title'].xml}</w:txbxContent>"
    shape = anchored('<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>', height=400_000)
    inside = shape.replace("<wps:bodyPr/>", f"<wps:txbx>{box}</wps:txbx><wps:bodyPr/>")
    named = {
        **without(FULL, "title", "under-title"),
        "date": replace(FULL["date"], runs=(*FULL["date"].runs, Run("", inside=inside))),
    }
    (finding,) = report(docx(named)).findings
    assert (finding.code, finding.place.part.value, finding.place.paragraph) == ("title-line-missing", "text-box", 1)


def test_capitals_by_formatting_are_capitals() -> None:
    named = changed(FULL, "authority", text="t/m Chi bộ", more="<w:caps/>")
    assert found(docx(named)) == []


def test_bold_in_a_style_is_switched_off_by_bold_in_a_character_style() -> None:
    styles = (
        ROMAN_DEFAULTS + NORMAL + STYLED.format(id="Dam", on="Normal", look="<w:b/>") + CHARACTER.format(look="<w:b/>")
    )
    upright = FULL["superior"].but(front='<w:pStyle w:val="Dam"/>', more='<w:rStyle w:val="Nhan"/>')
    bold = FULL["superior"].but(front='<w:pStyle w:val="Dam"/>')
    assert found(docx({**FULL, "superior": upright}, File(styles=styles))) == []
    assert found(docx({**FULL, "superior": bold}, File(styles=styles))) == [("bold", 1)]


def test_the_look_may_come_from_styles_based_on_styles() -> None:
    look = f'{ROMAN}<w:b/><w:bCs/><w:sz w:val="28"/><w:szCs w:val="28"/>'
    styles = DEFAULTS + NORMAL + STYLED.format(id="A", on="Normal", look=look) + STYLED.format(id="B", on="A", look="")
    styled = FULL["signer"].but(front='<w:pStyle w:val="B"/>', fonts="", bold=False, size=None)
    data = docx({**FULL, "signer": styled}, File(styles=styles))
    assert found(data) == [], told(data)


def test_styles_based_on_each_other_in_a_ring_are_read_once() -> None:
    styles = DEFAULTS + NORMAL + STYLED.format(id="A", on="B", look="") + STYLED.format(id="B", on="A", look="")
    named = {**FULL, "signer": FULL["signer"].but(front='<w:pStyle w:val="A"/>')}
    assert found(docx(named, File(styles=styles))) == []


def test_a_theme_of_times_new_roman_passes() -> None:
    paragraph, _file = WAYS["through the theme"]
    assert found(docx({**FULL, "text-2": paragraph}, File(theme=theme(*["Times New Roman"] * 3)))) == []


LIST = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/>'
    f"<w:pPr>{{indent}}</w:pPr><w:rPr>{ROMAN}</w:rPr></w:lvl></w:abstractNum>"
    '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
)
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>'


def test_hyphens_may_come_from_a_list_of_word() -> None:
    listed = {
        name: FULL[name].but(front=NUMBERED, text=FULL[name].runs[0].text[2:]) for name in ("to-1", "to-2", "to-3")
    }
    data = docx({**FULL, **listed}, File(numbering=LIST.format(indent='<w:ind w:left="142" w:hanging="142"/>')))
    assert found(data) == [], told(data)


@pytest.mark.parametrize(("left", "codes"), [(924, []), (1077, ["first-line"])])
def test_a_list_in_the_text_begins_where_first_lines_do(left: int, codes: list[str]) -> None:
    listed = FULL["text-2"].but(front=NUMBERED, indent="")
    file = File(numbering=LIST.format(indent=f'<w:ind w:left="{left}" w:hanging="357"/>'))
    assert [code for code, _number in found(docx({**FULL, "text-2": listed}, file))] == codes


def bordered(size: float, words: str = "Nội dung công việc và người phụ trách") -> str:
    cell = f'<w:tc><w:tcPr><w:tcW w:w="4600" w:type="dxa"/></w:tcPr>{line(words, size=size).xml}</w:tc>'
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="9200" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="4600"/>'
        f'<w:gridCol w:w="4600"/></w:tblGrid><w:tr>{cell * 2}</w:tr></w:tbl>'
    )


def test_tables_have_a_measure_of_their_own() -> None:
    assert found(docx(FULL, table=bordered(12.5))) == []
    (finding,) = report(docx(FULL, table=bordered(10))).findings
    assert (finding.code, finding.component, len(finding.more)) == ("size", "table-text", 1)


def test_a_later_section_may_lie_on_its_side() -> None:
    upright = f"<w:p><w:pPr><w:sectPr>{SECTION}</w:sectPr></w:pPr></w:p>"
    flat = SECTION.replace('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"')
    assert found(docx(FULL, File(section=flat, header=""))) == [("page-size", 0)]
    assert found(docx(FULL, File(section=flat, header=""), table=upright)) == []


def test_blanks_for_number_and_day_are_filled_in_by_hand() -> None:
    named = changed(
        changed(FULL, "number", text="Số      -NQ/CB"), "date", text="An Thịnh, ngày      tháng      năm 2019"
    )
    assert found(docx(named), date(2019, 3, 8)) == []


def test_a_name_may_sound_like_an_address() -> None:
    assert found(docx(changed(FULL, "signer", text="Đồng Chí Công"))) == []


def test_hidden_and_deleted_words_are_not_seen() -> None:
    hidden = Run("Arial", fonts='<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>', more="<w:vanish/>")
    named = {**FULL, "text-2": replace(text(""), runs=(Run(f"{LONG}."), hidden))}
    assert found(docx(named)) == []


def test_minutes_without_a_date_line_take_the_day_of_their_text() -> None:
    held = report(docx(MINUTES_2026))
    assert (held.rules.day, held.day_from.value) == (date(2026, 6, 15), "printed")


def test_a_given_day_and_make_up_go_before_what_is_printed() -> None:
    held = report(docx(FULL), date(2026, 6, 1), "slip")
    assert (held.rules.id, held.make_up, held.day_from.value) == ("05-HD/VPTW", "slip", "given")


def test_what_may_go_out_as_a_letter_is_held_as_one_where_it_is_numbered_so() -> None:
    held = report(docx(LETTER), make_up="full")
    assert (held.make_up, held.findings) == ("letter", ())


def test_a_list_without_number_and_signature_is_no_document_that_is_issued() -> None:
    kept = without(FULL, "number", "date", "abstract", "dashes", "ground-1", "ground-2", *END_LEFT, *END_RIGHT)
    named = {**kept, "type": line("DANH SÁCH ĐẢNG VIÊN DỰ HỌP", size=15, bold=True), "text-3": text(f"{LONG}.")}
    held = report(docx(named))
    assert (held.make_up, [finding.code for finding in held.findings]) == ("slip", [])


def test_a_page_number_with_a_tab_before_it_stands_in_the_middle() -> None:
    header = page_number("left", before="<w:r><w:tab/></w:r>")
    assert found(docx(FULL, File(header=header))) == []


def test_of_a_sheet_of_several_slips_the_first_is_held() -> None:
    slip = columns([FULL[name].xml for name in HEAD_LEFT[:3]], [FULL["title"].xml, UNDER_TITLE.xml])
    slip += line("PHIẾU BIỂU QUYẾT", size=15, bold=True).xml + line("Tán thành").xml
    sheet = f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9355"/></w:tblGrid>{f"<w:tr><w:tc>{slip}<w:p/></w:tc></w:tr>" * 3}</w:tbl>'
    data = File().docx(sheet)
    assert found(data) == [], told(data)
    assert report(data).make_up == "slip"
    assert found(File().docx(sheet.replace('<w:t xml:space="preserve">*</w:t>', ""))) == [("missing", 0)]


def test_an_extract_of_minutes_of_2026_has_the_day_on_which_it_was_made() -> None:
    named = {
        **{
            name: MINUTES_2026[name]
            for name in MINUTES_2026
            if name not in ("recorder", "recorder-name", "chair", "chair-name")
        },
        **{
            name: FULL_2026[name] for name in ("date", "label", "to-1", "to-2", "to-3", "authority", "office", "signer")
        },
        "type": line("TRÍCH BIÊN BẢN", size=15, bold=True),
    }
    data = docx(without(named, "number"))
    assert found(data) == [], told(data)


@pytest.mark.parametrize("day", [date(2017, 1, 1), date(2020, 1, 1), date(2026, 6, 1)])
def test_every_kind_of_document_has_a_make_up_among_the_rules_of_every_time(day: date) -> None:
    assert {kind.make_up for kind in KINDS} <= set(load_regulations().on(day).make_ups)
