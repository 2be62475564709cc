"""Awkward templates, one for each thing docxtpl's language knows and Word writes: ours holds what docxtpl's holds."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import docx
import pytest
from docx.opc.coreprops import CoreProperties
from docx.oxml.ns import nsmap
from docxtpl import Listing, RichText, RichTextParagraph
from markupsafe import Markup

from pipeline.office_files.packages import packed, unpacked
from pipeline.templates import compile_template

from .awkward import (
    document,
    footnote,
    grid,
    p,
    picture,
    span,
    tbl,
    tc,
    text_box,
    tr,
    with_heads,
    with_notes,
    without_core,
    written,
)
from .equality import CORE, assert_equal, by_docxtpl, differences

WORD = nsmap["w"]
BOLD = "<w:rPr><w:b/><w:i/></w:rPr>"
CENTRED = '<w:pPr><w:jc w:val="center"/></w:pPr>'
LINK = '<w:p><w:hyperlink r:id="rId1" w:tooltip="{{ v }}"><w:r><w:t>{{ v }}</w:t></w:r></w:hyperlink></w:p>'
SPLIT = (
    "<w:p><w:r><w:t>a {</w:t></w:r><w:r><w:t>{ v</w:t></w:r><w:r><w:rPr><w:b/></w:rPr>"
    '<w:t xml:space="preserve"> |upper }</w:t></w:r><w:proofErr w:type="gramEnd"/><w:r><w:t>} b</w:t></w:r></w:p>'
)
CONTROL = f'<w:sdt><w:sdtPr><w:alias w:val="{{{{ v }}}}"/></w:sdtPr><w:sdtContent>{p("{{ v }}")}</w:sdtContent></w:sdt>'
TRACKED = (
    '<w:p><w:ins w:id="1" w:author="{{ v }}"><w:r><w:t>{{ v }}</w:t></w:r></w:ins>'
    '<w:del w:id="2" w:author="x"><w:r><w:delText>{{ v }}</w:delText></w:r></w:del></w:p>'
)
INNER = tbl(3, tr("1", "2"), tr("{%tr for x in xs %}"), tr("{{ x }}", "2", "3"), tr("{%tr endfor %}"))

TEMPLATES: dict[str, tuple[str, ...]] = {
    "paragraph loop": (p("{%p for x in xs %}"), p("{{ loop.index }}. {{ x }}"), p("{%p endfor %}")),
    "paragraph condition": (p("{%p if c %}"), p("a"), p("{%p elif xs %}"), p("b"), p("{%p else %}"), p("c"), p("{%p endif %}")),
    "inline loop": (p("{% for x in xs %}{{ x }}{% if not loop.last %}, {% endif %}{% else %}không{% endfor %}", CENTRED, BOLD),),
    "run loop": (f"<w:p><w:r><w:t>{{%r for x in xs %}}</w:t></w:r><w:r>{BOLD}<w:t>{{{{ x }}}}</w:t></w:r><w:r><w:t>{{%r endfor %}}</w:t></w:r></w:p>",),
    "run within a text": (p("a {%r if c %}b {{ v }}{%r endif %} c {{r v }} d", CENTRED, BOLD),),
    "row loop": (tbl(3, tr("a", "b", "c"), tr("{%tr for x in xs %}"), tr("{{ loop.index }}", "{{ x }}", "{{ v }}"), tr("{%tr endfor %}")),),
    "all rows from a loop": (tbl(3, tr("{%tr for x in xs %}"), tr("a", "{{ x }}", "c"), tr("{%tr endfor %}")),),
    "row condition": (tbl(3, tr("{%tr if c %}"), tr("a", "b", "c"), tr("{%tr else %}"), tr("a", "b"), tr("{%tr endif %}")),),
    "row elif": (tbl(3, tr("{%tr if c %}"), tr("a", "b", "c"), tr("{%tr elif xs %}"), tr("a"), tr("{%tr else %}"), tr("a", "b"), tr("{%tr endif %}")),),
    "row loop with else": (tbl(3, tr("{%tr for x in xs %}"), tr("a", "b", "c"), tr("{%tr else %}"), tr("a", "b"), tr("{%tr endfor %}")),),
    "cell loop": (tbl(2, tr("a", "{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}"), tr("a", "b")),),
    "cell condition": (tbl(3, tr("a", "{%tc if c %}", "b", "{%tc else %}", span(2), "{%tc endif %}")),),
    "spans": (tbl(3, tr("a", "b"), tr(span(2), "c"), tr("{%tr if c %}"), tr(span(3)), tr("{%tr endif %}")),),
    "colspan and cellbg": (tbl(3, tr("{% cellbg v %}a", "b", "c"), tr("{% colspan xs|length + 1 %}z", "q")),),
    "vm": (tbl(2, tr("{%tr for x in xs %}"), tr("{% vm %}a {{ v }}", "{{ x }}"), tr("{%tr endfor %}")),),
    "hm": (tbl(2, tr("{%tc for x in xs %}", "{% hm %}a", "{%tc endfor %}"), tr("a", "b")),),
    "nested tables": (tbl(2, tr("a"), tr(tc("x", INNER, p()), "q")),),
    "loop of tables": (p("{%p for x in xs %}"), tbl(2, tr("{{ x }}", "b")), p(), p("{%p endfor %}")),
    "table in a condition": (p("{%p if c %}"), tbl(3, tr("{{ v }}", "b")), p("{%p endif %}")),
    "nested loops": (p("{%p for x in xs %}"), p("{% for y in xs if y != x %}{{ x }}{{ y }}{{ loop.length }}{% endfor %}"), p("{%p endfor %}")),
    "recursive loop": (p("{% for x in tree recursive %}{{ x.name }}({{ loop(x.below) }}){% endfor %}"),),
    "macro": (p("{% macro m(a, b='“') %}[{{ a }}{{ b }}]{% endmacro %}"), p("{{ m(v) }}{{ m('&gt;', xs|length) }}")),
    "macro of paragraphs": (p("{%p macro m(a) %}"), p("{{ a }}"), p("{%p endmacro %}"), p("x"), p("{{p m(v) }}"), p("{{p m('a') }}")),
    "macro of rows": (tbl(3, tr("a"), tr("{%tr macro m(a) %}"), tr("{{ a }}", "b", "c"), tr("{%tr endmacro %}"), tr("{%tr if c %}"), tr("{{tr m(v) }}"), tr("{%tr endif %}")),),
    "caller": (p("{% macro m() %}[{{ caller() }}]{% endmacro %}{% call m() %}a{{ v }}{% endcall %}"),),
    "set block": (p("{% set z %}a {{ v }}{% endset %}{{ z }}{{ z|length }}{% set y = 2 %}{{ y * 3 }}"),),
    "set block of rows": (tbl(3, tr("a"), tr("{%tr set z %}"), tr("a", "b", "c"), tr("{%tr endset %}"), tr("{{tr z }}")),),
    "filter block": (p("{% filter upper %}a {{ v }}{% endfilter %}"),),
    "with and namespace": (p("{% with n = v %}{{ n }}{% endwith %}{% set s = namespace(i=0) %}{% for x in xs %}{% set s.i = s.i + 1 %}{% endfor %}{{ s.i }}"),),
    "block": (p("{% block z %}k{{ v }}{% endblock %}{{ self.z() }}"),),
    "filters": (p("{{ xs|join(', ') }}{{ xs|length }}{{ v|upper|default('-') }}{{ xs|first|default('q') }}{{ v|replace('a', '&amp;')|e }}{{ '%s'|format(v) }}"),),
    "comments": (p("{#p c #}"), tbl(2, tr("{#tr x #}"), tr("a{# z #}", "{#tc z #}", "b")), p("{# a"), p("{{ v }} #}x")),
    "whitespace control": (p("a  "), p("{%- if c -%}"), p("  b"), p("{%- endif %} c"), p("x {{- v -}} y")),
    "written braces": (p("{_{ a }_} {_% b %_} {_{{ v }}}_}"), p("{_{% raw %}{{% endraw %} {_{# c #}{ x"), p("{% raw %}{{ v }}{% endraw %}")),
    "tags split over runs": (SPLIT,),
    "curly quotes in tags": (p("{{ “a” ~ v ~ ‘b’ }}{% if v == “x” %}ja{% endif %}{% if 1 &lt; 2 and v &gt; “a” %}j{% endif %}"),),
    "static line ends": ("<w:p><w:r><w:t>a\nb\tc {{ v }}</w:t></w:r></w:p>", p("\u2028x\u2029y\x85{{ v }}"), '<w:p w:rsidR="\u2028"/>'),
    "empty paragraphs": ('<w:p w:rsidR="1"/><w:p w:rsidR="2"/>', p("{{ v }}"), "<w:p/>", p("{{ v }}", CENTRED)),
    "pictures": (picture(), p("{%p for x in xs %}"), picture(), p("{%p endfor %}"), picture('name="c" id="{{ xs|length }}"')),
    "picture of another kind": (picture(prefix="q"), picture(), p("{{ v }}")),
    "picture without number": (picture('name="a"'), picture()),
    "no picture by that name": ('<w:p><w:r><q:docPr xmlns:q="urn:q" id="3"/></w:r></w:p>', tbl(2, tr("a"))),
    "text box": (text_box(p("{{ v }}", CENTRED, BOLD), p("{{ v }}")), p("{{ v }}")),
    "table in a text box": (text_box(INNER, p("{{ v }}")),),
    "link": (LINK,),
    "content control": (CONTROL,),
    "tracked changes": (TRACKED,),
    "tags in attributes": ('<w:p><w:pPr><w:jc w:val="{% if c %}left{% else %}right{% endif %}"/></w:pPr></w:p>', tbl(3, tr("a", "b", "c"), tr(span("{{ xs|length + 1 }}")), tr(span("{% if c %}2{% else %}3{% endif %}")))),
    "styled": (p("a {{ v }} b", CENTRED, BOLD), p("{{ v }}")),
    "more columns than cells": (tbl(4, tr("a", "b")), tbl(grid(1) + "<w:gridCol/>", tr("a", "b"))),
}  # fmt: skip

TREE = [{"name": "a", "below": [{"name": "b", "below": []}, {"name": "c", "below": []}]}]
CONTEXTS = (
    {"v": "x", "c": False, "xs": [], "tree": []},
    {"v": "FF00AA", "c": True, "xs": ["một"], "tree": TREE},
    {"v": "a\nb\tc", "c": 1, "xs": ("a", "b", "c", "d"), "tree": TREE},
)


@pytest.mark.parametrize("plain", [False, True], ids=["escaped and strict", "bare and lax"])
@pytest.mark.parametrize("name", TEMPLATES)
def test_an_awkward_template_is_filled_as_by_docxtpl(name: str, plain: bool, tmp_path: Path) -> None:
    path = written(document(*TEMPLATES[name]), tmp_path)
    assert_equal(path, *CONTEXTS, autoescape=not plain, strict=not plain)


@pytest.mark.parametrize("autoescape", [True, False], ids=["escaped", "bare"])
def test_headers_footers_and_properties_are_filled_as_by_docxtpl(autoescape: bool, tmp_path: Path) -> None:
    path = written(with_heads(), tmp_path)
    assert_equal(path, *CONTEXTS, {"v": "  ", "c": 0, "xs": ["  "]}, autoescape=autoescape)


def test_an_unknown_name_prints_nothing_where_that_is_asked_for(tmp_path: Path) -> None:
    path = written(with_heads(), tmp_path)
    assert_equal(path, {}, strict=False)


@pytest.mark.parametrize("declaration", ["", "\ufeff", '<?xml version="1.0" encoding="UTF-8"?>\r\n'], ids=repr)
def test_footnotes_are_filled_as_by_docxtpl(declaration: str, tmp_path: Path) -> None:
    pretty = "\n <w:footnote w:id='2'>\r\n  <w:p w:rsidR='a>b'>\n<w:r>\n<w:t>{{ v }}</w:t></w:r>\n</w:p>\n<w:p/>\n</w:footnote>\n"
    path = written(with_notes(document(p("{{ v }}")), footnote("xem {{ v }}") + pretty, declaration), tmp_path)
    assert_equal(path, *CONTEXTS)


BY_HAND: dict[str, tuple[str, str]] = {
    "another name for a namespace": ("<w:p>", f'<q:p xmlns:q="{WORD}" q:rsidR="1"><q:r/></q:p><w:p>'),
    "namespaces of the body": ("<w:body>", '<w:body xmlns:q="urn:q" q:x="{{ v }}"><q:z/>'),
    "namespaces beside the body": (
        "<w:body>",
        '<w:background><q:y xmlns:q="urn:q"/></w:background><w:body xmlns:q="urn:q"><q:z/>',
    ),
    "picture beside the body": (
        "<w:body>",
        f"<w:background>{picture()}</w:background><w:body>{tbl(2, tr('a'))}{picture()}".replace("{{ v }}", "a"),
    ),
    "comment beside the body": ("<w:body>", "<!-- {{ v }} --><w:body>"),
    "indented": ("<w:p>", "\n  <w:p>\n "),
}


@pytest.mark.parametrize("name", BY_HAND)
def test_a_document_written_by_hand_is_filled_as_by_docxtpl(name: str, tmp_path: Path) -> None:
    path = written(document(p("{{ v }}")), tmp_path)
    typed, meant = BY_HAND[name]
    members = unpacked(path.read_bytes())
    body = members["word/document.xml"].decode().replace(typed, meant, 1)
    path.write_bytes(packed(members | {"word/document.xml": body.encode()}))
    assert_equal(path, {"v": "a\nb"})


def test_a_template_without_properties_is_filled_as_by_docxtpl_and_says_no_time_of_day(tmp_path: Path) -> None:
    path = written(without_core(document(p("{{ v }}"))), tmp_path)
    ours = compile_template(path).render({"v": "a"})
    assert set(differences(ours, by_docxtpl(path, {"v": "a"}))) <= {CORE}  # docxtpl's tells when it was made
    assert properties_of(ours).title == properties_of(by_docxtpl(path, {"v": "a"})).title
    assert properties_of(ours).modified.year == 1980


def properties_of(data: bytes) -> CoreProperties:
    found: CoreProperties = docx.Document(io.BytesIO(data)).core_properties
    return found


VALUES: dict[str, object] = {
    "line": "a\nb",
    "tab": "\ta\t\tb",
    "paragraph": "a\ab\a",
    "page": "a\fb",
    "all": "\n\t\a\f x \f\a\t\n",
    "blanks": "   lùi vào   ",
    "many lines": "a\n" * 300,
    "long": "Chi bộ họp. " * 8_334,
    "decomposed": unicodedata.normalize("NFD", "Nguyễn Thị Huệ"),
    "emoji": "👍🏽 ✅",
    "no-break space": "Số\u00a005\u202f000",
    "markup": "<w:p>&amp;&#10;]]>\"'",
    "tags": "{{ x }}{% y %}{# z #}{%p if %}",
    "backslashes": r"\1\g<0>\n",
    "control above": "\x7f\x80\x9f\ufdd0\U0001ffff",
    "private use": "\ue000title\ue000\ue000body\ue000",
    "number": 12,
    "fraction": 1.5,
    "nothing": None,
    "truth": True,
    "list": [1, "a<"],
    "lookup": {"a": "&"},
    "bytes": b"x<",
    "listing": Listing("a\nb & \a<\tc\fd"),
}
PLACES = (
    p("a {{ v }} b", CENTRED, BOLD),
    tbl(2, tr("{{ v }}", "{{ v|string|upper }}"), tr("{% if v %}{{ v }}{% endif %}", "q")),
)


@pytest.mark.parametrize("name", VALUES)
def test_an_awkward_value_is_printed_as_by_docxtpl(name: str, tmp_path: Path) -> None:
    made = with_notes(document(*PLACES), footnote("{{ v }}"))
    made.sections[0].header.paragraphs[0].text = "đầu {{ v }}"
    assert_equal(written(made, tmp_path), {"v": VALUES[name]})


def rich() -> RichText:
    made = RichText("a\tb", bold=True)
    made.add("c\nd & <", color="#ff0000", italic=True, style="x", size=20, highlight="#00ff00", subscript=True)
    made.add("e\a", underline="dash", strike=True, font="eastAsia:Times", rtl=True, lang="vi", superscript=True)
    return made


def rich_paragraphs() -> RichTextParagraph:
    made = RichTextParagraph("một\nhai\f")
    made.add(rich(), parastyle="Normal")
    return made


NESTED = (
    '<w:p><w:pPr><w:jc w:val="left"/></w:pPr><w:r><w:txbxContent><w:p><w:r><w:t>a\ab\nc</w:t></w:r></w:p></w:txbxContent>'
    "</w:r></w:p>"
)


def markup(text: str) -> Markup:
    return Markup(text)  # noqa: S704 (that is what is tested)


PLAIN_PICTURE = picture('id="7" name="hình"')
PRINTED: dict[str, tuple[str, object]] = {
    "rich": (p("a {{r v }} b", CENTRED, BOLD), rich()),
    "break": (p("a {{ v }} b", CENTRED, BOLD), markup('</w:t><w:br/><w:t>')),
    "empty": (p("a {{r v }} b"), RichText("")),
    "paragraphs": (p("{{p v }}") + tbl(1, tr("{{ v }}")), rich_paragraphs()),
    "table": (p("{{p v }}"), markup(tbl(1, tr("a", "b")) + p())),
    "rows": (tbl(2, tr("a", "b"), tr("{{tr v }}")), markup(tr("a", "b", "c"))),
    "cells": (tbl(2, tr("a", "b"), tr("a", "{{tc v }}")), markup(tc("q") * 3)),
    "columns": (tbl(2, tr("a", "b")).replace("</w:tblGrid>", "</w:tblGrid>{{ v }}"), markup("")),
    "paragraph in a paragraph": (p("{{p v }}"), markup(NESTED)),
    "foreign names": (p("{{p v }}"), markup(f'<q:p xmlns:q="{WORD}"><q:r q:rsidR="1"><q:t>a</q:t></q:r></q:p>')),
    "lines between paragraphs": (p("{{p v }}"), markup("<w:p/>\n<w:p><w:r/></w:p>\n\n<w:p ><w:r/></w:p>\n")),
    "picture": (PLAIN_PICTURE + p("{{p v }}") + PLAIN_PICTURE, markup(PLAIN_PICTURE)),
}  # fmt: skip


@pytest.mark.parametrize("autoescape", [True, False], ids=["escaped", "bare"])
@pytest.mark.parametrize("name", PRINTED)
def test_markup_among_the_values_is_printed_as_by_docxtpl(name: str, autoescape: bool, tmp_path: Path) -> None:
    content, value = PRINTED[name]
    path = written(document(content), tmp_path)
    assert_equal(path, {"v": value}, autoescape=autoescape)
    if not autoescape:
        assert_equal(path, {"v": str(value)}, autoescape=False)
