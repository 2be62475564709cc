"""What compiled templates promise beyond docxtpl: nothing lost, nothing broken, the same bytes every time."""

from __future__ import annotations

import gc
import hashlib
import io
import subprocess
import sys
import weakref
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import docx
import pytest
from docxtpl import Listing, RichText

from pipeline.errors import BadTemplate, NoAccess, VanthuError
from pipeline.office_files import ready
from pipeline.office_files.packages import content_digest
from pipeline.templates import compile_template
from pipeline.templates.compiled import CompiledTemplate
from pipeline.templates.values import values_of

from .awkward import document, footnote, p, tbl, text_box, tr, with_heads, with_notes, written
from .contexts import SAMPLES, TEMPLATES
from .equality import CORE, members
from .printed import printed

HEADS = {"v": "một & <hai>\n ba\t", "c": True, "xs": ["a", "b"]}


def texts(path: Path, **values: object) -> list[str]:
    data = compile_template(path).render(values)
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\x85", "\u2028", "\u2029"], ids=ascii)
def test_every_line_end_in_a_value_is_one_line_break(end: str, tmp_path: Path) -> None:
    path = written(document(p("a {{ v }}"), p("{{ w }}")), tmp_path)
    assert texts(path, v=f"1{end}2{end}", w=Listing(f"{end}3")) == ["a 1\n2\n", "\n3"]


@pytest.mark.parametrize("value", ["{_{ x }_} {_% y %_}", "{_{", "_}", "{{ v }} {% if %} {# c #} {%p x %}"])
def test_braces_in_values_stay_as_they_were_typed(value: str, tmp_path: Path) -> None:
    made = with_notes(document(p("{_{{ v }}"), p("{_{ a }_}")), footnote("{{ v }}"))
    made.add_section()  # docxtpl fills the footnotes once for each section
    made.sections[0].header.paragraphs[0].text = "{{ v }}"
    made.core_properties.title = "{{ v }}"
    path = written(made, tmp_path)
    assert texts(path, v=value)[:2] == ["{_" + value, "{{ a }}"]
    data = compile_template(path).render({"v": value})
    opened = docx.Document(io.BytesIO(data))
    assert opened.sections[0].header.paragraphs[0].text == value
    assert opened.core_properties.title == value
    assert f">{value}<".encode() in members(data)["word/footnotes.xml"]


FORBIDDEN = ["\0", "\x01", "\x08", "\v", "\x0e", "\x1b", "\x1f", "\ufffe", "\uffff", "\ud800", "\udfff"]
PLACES = ["body", "header", "footnote", "title", "attribute"]


@pytest.mark.parametrize("autoescape", [True, False], ids=["escaped", "bare"])
@pytest.mark.parametrize(
    ("character", "place"),
    [*((character, "body") for character in FORBIDDEN), *(("\x1b", place) for place in PLACES[1:])],
    ids=ascii,
)
def test_a_forbidden_character_is_refused_with_the_name_of_its_field(
    character: str, place: str, autoescape: bool, tmp_path: Path
) -> None:
    tag = "{{ rows[1].text }}"
    made = document(
        p(tag if place == "body" else "a", f'<w:pPr><w:pStyle w:val="{tag if place == "attribute" else ""}"/></w:pPr>')
    )
    made.sections[0].header.paragraphs[0].text = tag if place == "header" else ""
    made.core_properties.title = tag if place == "title" else ""
    template = compile_template(
        written(with_notes(made, footnote(tag if place == "footnote" else "")), tmp_path), autoescape=autoescape
    )
    values = {"other": "a\ab\f", "rows": [{"text": "x"}, {"text": f"a{character}b"}]}
    with pytest.raises(VanthuError, match=rf"“rows 2 text” holds the character U\+{ord(character):04X}"):
        template.render(values)
    assert template.render({"rows": ["", {"text": "a"}]})


@pytest.mark.parametrize("value", [RichText("a\x1bb"), Listing("a\x1bb"), [Listing("a\x1bb")]], ids=type)
def test_a_forbidden_character_in_a_rich_text_is_refused_by_name(value: object, tmp_path: Path) -> None:
    path = written(document(p("{{r v }}")), tmp_path)
    with pytest.raises(VanthuError, match=r"“v( 1)?” holds the character U\+001B"):
        compile_template(path).render({"v": value[0] if isinstance(value, list) else value})


class _Own:
    text = "a\x1bb"


def test_a_forbidden_character_from_elsewhere_is_refused_with_its_number(tmp_path: Path) -> None:
    path = written(document(p("{{ v.text }}")), tmp_path)
    with pytest.raises(BadTemplate, match=r"“mau\.docx” prints the character U\+001B"):
        compile_template(path).render({"v": _Own()})


def test_a_new_paragraph_where_none_can_begin_is_refused_by_name(tmp_path: Path) -> None:
    path = written(document(text_box(p("x"))), tmp_path)
    with pytest.raises(VanthuError, match=r"“v” holds the character U\+0007"):
        compile_template(path).render({"v": "a\ab"})


def test_properties_hold_values_as_they_were_typed_cut_to_what_word_takes(tmp_path: Path) -> None:
    made = document(p("x"))
    made.core_properties.title, made.core_properties.author = "{{ v }}", "{{ w }}"
    data = compile_template(written(made, tmp_path)).render({"v": "R&D <1> \"x\" 'y'", "w": "ữ" * 300})
    properties = docx.Document(io.BytesIO(data)).core_properties
    assert (properties.title, properties.author) == ("R&D <1> \"x\" 'y'", "ữ" * 255)


@pytest.mark.parametrize(
    "tag",
    [
        "{{ v|safe }}",
        "{{ v|tojson }}",
        "{{ v|urlize }}",
        "{{ v|pprint }}",
        "{{ '{}'.format(v) }}",
        "{{ ','.join(v) }}",
        "{{ v.__class__ }}",
        "{% include 'x' %}",
        "{{ bogus }}",
        "{% for x in bogus %}{% endfor %}",
        "{{ v",
        "{% fi %}",
    ],
)
def test_what_the_sandbox_withholds_is_a_bad_template(tag: str, tmp_path: Path) -> None:
    path = written(document(p(tag)), tmp_path)
    with pytest.raises(BadTemplate, match=r"mau\.docx"):
        compile_template(path).render({"v": "a"})


def test_what_is_no_word_file_is_a_bad_template_and_what_is_not_there_no_access(tmp_path: Path) -> None:
    path = tmp_path / "mau.docx"
    path.write_bytes(b"PK\3\4 no")
    with pytest.raises(BadTemplate, match=r"mau\.docx"):
        compile_template(path)
    with pytest.raises(NoAccess):
        compile_template(tmp_path / "khong.docx")


def test_filters_may_be_added(tmp_path: Path) -> None:
    path = written(document(p("{{ v|day }}")), tmp_path)
    template = compile_template(path, filters={"day": lambda value: f"{value:%d/%m/%Y}"})
    data = template.render({"v": date(2018, 10, 5)})
    assert docx.Document(io.BytesIO(data)).paragraphs[0].text == "05/10/2018"


def test_constants_are_printed_whatever_they_are(tmp_path: Path) -> None:
    made = document(p("{{ 1.5 }} {{ none }} {{ [1, 'a'] }}"))
    made.core_properties.title = "{{ 1.5 }} {{ none }}"
    path = written(made, tmp_path)
    assert texts(path) == ["1.5 None [1, 'a']"]
    assert docx.Document(io.BytesIO(compile_template(path).render({}))).core_properties.title == "1.5 None"


def test_the_fields_are_the_outermost_names_of_every_part(tmp_path: Path) -> None:
    made = with_notes(with_heads(), footnote("{{ note.text }}{% set own = 1 %}{{ own }}"))
    made.core_properties.title = "{{ title|upper }}"
    made.add_paragraph(
        "{% for x in rows if x.y > least %}{{ x }}{{ loop.index }}{% endfor %}{% macro m(a) %}{{ a }}{% endmacro %}"
    )
    assert compile_template(written(made, tmp_path)).fields == ("c", "least", "note", "rows", "title", "v", "xs")


def _heads(folder: Path) -> Path:
    return written(with_notes(with_heads(), footnote("{{ v }}")), folder)


def test_the_same_values_give_the_same_bytes_here_there_and_from_threads(tmp_path: Path) -> None:
    path = _heads(tmp_path)
    template = compile_template(path)
    first = template.render(HEADS)
    assert compile_template(path).render(HEADS) == first == template.render(HEADS)
    code = "import ast, hashlib, sys; from pipeline.templates import compile_template as c; "
    code += "print(hashlib.sha256(c(sys.argv[1]).render(ast.literal_eval(sys.argv[2]))).hexdigest())"
    there = subprocess.run([sys.executable, "-c", code, str(path), ascii(HEADS)], capture_output=True, check=True)
    assert there.stdout.decode().strip() == hashlib.sha256(first).hexdigest()

    def alone(number: int) -> bytes:
        return compile_template(path).render(HEADS | {"v": f"{number}\n"})

    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda number: template.render(HEADS | {"v": f"{number}\n"}), range(24)))
    assert together == [alone(number) for number in range(24)]


def test_a_refused_document_leaves_nothing_behind_for_the_next(tmp_path: Path) -> None:
    path = _heads(tmp_path)
    template = compile_template(path)
    first = template.render(HEADS)
    broken = RichText()
    broken.xml = "</w:p>"
    for wrong in (HEADS | {"v": "\0"}, {}, HEADS | {"xs": 5}, HEADS | {"v": broken}):
        with pytest.raises(VanthuError):
            template.render(wrong)
    assert template.render(HEADS) == first


def test_without_isa_l_the_content_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _heads(tmp_path)
    with_it = compile_template(path).fill(HEADS)
    monkeypatch.setattr(ready, "_HAS_ISAL", False)
    without = compile_template(path).fill(HEADS)
    assert members(with_it.data) == members(without.data)
    assert with_it.content_sha256 == without.content_sha256 == content_digest(without.data)


@pytest.mark.parametrize("name", ["minutes", "ballot", "roll"])
def test_the_digest_is_that_of_what_the_file_holds_and_python_docx_opens_it(name: str) -> None:
    file, context = SAMPLES[name]
    template: CompiledTemplate = compile_template(TEMPLATES / file)
    made = template.fill(values_of(context))
    assert made.content_sha256 == content_digest(made.data)
    assert made.template_sha256 == hashlib.sha256((TEMPLATES / file).read_bytes()).hexdigest()
    assert docx.Document(io.BytesIO(made.data)).paragraphs
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert CORE in archive.namelist()


@pytest.mark.libreoffice
def test_libreoffice_opens_what_is_made(tmp_path: Path) -> None:
    rows = tbl(2, tr("{%tr for x in xs %}"), tr("{{ x }}", "{{ v }}"), tr("{%tr endfor %}"))
    path = written(document(p("{{ v }}"), rows, p("cuối")), tmp_path)
    documents = {"rows": compile_template(path).render(HEADS)}
    documents["heads"] = compile_template(_heads(tmp_path)).render(HEADS)
    assert all(pdf.stat().st_size for pdf in printed(documents, tmp_path).values())


def test_a_template_that_nobody_needs_any_more_leaves_nothing_behind(tmp_path: Path) -> None:
    """A watcher runs for months, and templates are changed meanwhile."""
    template = compile_template(written(document(p("{{ v }}")), tmp_path))
    trees = [weakref.ref(one.tree) for one in template._parts]
    assert trees
    del template
    gc.collect()
    assert [tree() for tree in trees] == [None] * len(trees)
