"""The committed templates are what the script builds, and edit well in Word."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

from pipeline.office_files.packages import repacked

from .contexts import FILES, TEMPLATES
from .values import all_text, faults, opened

NAMES = sorted(FILES.values())
UNNUMBERED = "phieu-bieu-quyet.docx"  # a number would tell one ballot from the other


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the templates built anew, as a developer would."""
    folder = tmp_path_factory.mktemp("templates")
    subprocess.run(
        [sys.executable, "-m", "scripts.make_templates", str(folder)],
        cwd=TEMPLATES.parent,
        check=True,
        capture_output=True,
    )
    return folder


def test_the_committed_templates_are_the_ones_the_script_builds(rebuilt: Path) -> None:
    assert sorted(path.name for path in rebuilt.iterdir()) == NAMES
    assert sorted(path.name for path in TEMPLATES.glob("*.docx")) == NAMES
    for name in NAMES:
        # Packed again, so that a machine with another zlib still compares byte for byte.
        assert (rebuilt / name).read_bytes() == repacked((TEMPLATES / name).read_bytes()), name


@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_a_sound_word_file(name: str) -> None:
    assert faults(TEMPLATES / name) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_template_holds_nothing_it_does_not_need(name: str) -> None:
    header = set() if name == UNNUMBERED else {"word/header1.xml"}
    with zipfile.ZipFile(TEMPLATES / name) as archive:
        assert set(archive.namelist()) == header | {
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/app.xml",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/fontTable.xml",
            "word/settings.xml",
            "word/styles.xml",
            "word/theme/theme1.xml",
        }


@pytest.mark.parametrize("name", NAMES)
def test_every_paragraph_has_a_named_style_and_no_formatting_of_its_own(name: str) -> None:
    document = opened((TEMPLATES / name).read_bytes())
    body = document.element.body
    styles = {style.style_id: style for style in document.styles if style.type == WD_STYLE_TYPE.PARAGRAPH}
    for paragraph in body.iter(qn("w:p")):
        properties = paragraph.find(qn("w:pPr"))
        assert [child.tag for child in properties] == [qn("w:pStyle")]
        style = styles[properties[0].get(qn("w:val"))]
        assert style.style_id.isascii()
        assert str(style.name).startswith("VT ")
    assert list(body.iter(qn("w:rPr"))) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_font_is_set_for_all_four_kinds_of_letters_and_the_language_is_vietnamese(name: str) -> None:
    styles = opened((TEMPLATES / name).read_bytes()).styles.element
    for fonts in styles.iter(qn("w:rFonts")):
        kinds = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")
        assert {fonts.get(qn(kind)) for kind in kinds} == {"Times New Roman"}
    assert [language.get(qn("w:val")) for language in styles.iter(qn("w:lang"))] == ["vi-VN"]


@pytest.mark.parametrize("name", NAMES)
def test_page_size_and_margins_are_those_of_the_rule(name: str) -> None:
    (section,) = opened((TEMPLATES / name).read_bytes()).sections
    lengths = {
        "page_width": 210,
        "page_height": 297,
        "top_margin": 20,
        "bottom_margin": 20,
        "left_margin": 30,
        "right_margin": 15,
        "header_distance": 10,
    }
    assert {key: round(getattr(section, key).mm, 1) for key in lengths} == lengths
    assert section.different_first_page_header_footer


@pytest.mark.parametrize("name", NAMES)
def test_the_head_of_every_bordered_table_is_repeated_and_no_row_is_split(name: str) -> None:
    body = opened((TEMPLATES / name).read_bytes()).element.body
    for table in body.iter(qn("w:tbl")):
        rows = list(table.iter(qn("w:tr"))) if not list(table.iter(qn("w:tbl")))[1:] else []
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
        if table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}").get(qn("w:val")) == "VTBang":
            assert rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None


@pytest.mark.parametrize("name", NAMES)
def test_our_own_words_need_no_choice_of_spelling(name: str) -> None:
    """`ủy` or `uỷ` is an option of the office, which reaches texts of the context only."""
    text = re.sub(r"\{[%{].*?[%}]\}", "", all_text((TEMPLATES / name).read_bytes())).casefold()
    assert not re.search(r"(ủy|uỷ|oà|òa|uý|úy)\b", text)
