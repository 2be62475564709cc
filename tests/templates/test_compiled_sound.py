"""What is skipped because the template proves that nothing is to be done: templates where that might be believed wrongly.

Each is filled as docxtpl fills it, or refused; never is a document made that no one can open.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from docxtpl import DocxTemplate
from jinja2 import Environment
from lxml import etree

from pipeline.errors import BadTemplate
from pipeline.templates import compile_template, filling, steady
from pipeline.templates.sandbox import Sandbox
from pipeline.templates.values import values_of

from .awkward import document, footnote, grid, p, span, tbl, tc, text_box, tr, with_notes, written
from .contexts import SAMPLES, TEMPLATES
from .equality import assert_equal, by_docxtpl, canonical, differences, members

LOOP = (tr("{%tr for x in xs %}"), tr("a", "{{ x }}", "c"), tr("{%tr endfor %}"))
IN_CONTROL = f"<w:sdt><w:sdtContent>{tc('q')}</w:sdtContent></w:sdt>"
OLD_SPAN = '<w:tcPrChange w:id="1" w:author="x"><w:tcPr><w:gridSpan w:val="3"/></w:tcPr></w:tcPrChange>'
OLD_GRID = f'<w:tblGridChange w:id="0"><w:tblGrid>{grid(2)}</w:tblGrid></w:tblGridChange>'

EQUAL: dict[str, tuple[str, ...]] = {
    "cell in a content control": (tbl(2, tr("a", IN_CONTROL)),),
    "row in a content control": (tbl(2, f"<w:sdt><w:sdtContent>{tr('a', 'b')}</w:sdtContent></w:sdt>", tr("a")),),
    "span of a tracked change": (tbl(3, tr(tc("a", properties=OLD_SPAN))),),
    "grid of a tracked change": (tbl(grid(2) + OLD_GRID, tr(span(4)), tr("a", "b", "c")),),
    "end of a loop in a comment": (tbl(3, tr("a{# {% endfor %} #}"), *LOOP),),
    "end of a loop in a raw block": (tbl(3, tr("a{% raw %}{% endfor %}{% endraw %}"), *LOOP),),
    "end of a loop in a text": (tbl(3, tr('a{% set q = "%}{% endfor %}" %}'), *LOOP),),
    "rows of a macro": (tbl(3, tr("a"), tr("{%tr macro r() %}"), tr("a", "b", "c"), tr("{%tr endmacro %}")),),
    "rows of a set block": (tbl(3, tr("a"), tr("{%tr set r %}"), tr("a", "b", "c"), tr("{%tr endset %}")),),
    "rows of a table within": (tbl(2, tr("a"), tr(tc("x", tbl(3, tr("a", "b"), *LOOP), p()), "q")),),
    "rows of a table in a text box": (tbl(3, tr(tc(text_box(tbl(1, *LOOP), p())))),),
    "table in a loop": (p("{%p for x in xs %}"), tbl(3, tr("a"), tr("{%tr if loop.first %}"), tr(span(3)), tr("{%tr endif %}")), p("{%p endfor %}")),
    "span by a value": (tbl(3, tr("a"), tr(span("{{ xs|length + 1 }}"))),),
    "span by a condition": (tbl(3, tr("a"), tr(span("{% if xs %}3{% else %}2{% endif %}"))),),
    "grid by a loop": (tbl("{{ '' }}".join(grid(1) for _ in range(3)), tr("a", "b")),),
    "comment": (p("a"), "<!-- {{ v }} -->", p("b")),
    "processing instruction": (p("a"), "<?a {{ v }}?>", p("b")),
    "attribute without escaping": ('<w:p w:rsidR="{% autoescape false %}{{ v }}{% endautoescape %}"/>',),
    "macro in an attribute": ('<w:p w:rsidR="{% macro m() %}q{% endmacro %}{{ m() }}"/>',),
    "text without escaping": (p("{% autoescape false %}{{ v }}{% endautoescape %}"), tbl(2, tr("a"))),
    "raw markup": (p("{% raw %}{{ a &lt;b/&gt; }}{% endraw %}"),),
}  # fmt: skip
CONTEXTS: tuple[Mapping[str, Any], ...] = ({"v": "x", "xs": []}, {"v": "", "xs": ["a"]}, {"v": "x", "xs": list("abcd")})


@pytest.mark.parametrize("name", EQUAL)
def test_a_table_or_text_that_looks_steady_is_filled_as_by_docxtpl(name: str, tmp_path: Path) -> None:
    path = written(document(*EQUAL[name]), tmp_path)
    assert_equal(path, *CONTEXTS)


REFUSED: dict[str, tuple[tuple[str, ...], Mapping[str, Any]]] = {
    "end of a comment": ((p("a"), "<!-- {{ v }} -->"), {"v": "a--b"}),
    "comment without end": (("<!-- > {% if c %}-->{% endif %} <w:p/><!-- -->",), {"c": False}),
    "quotes without escaping": ((EQUAL["attribute without escaping"]), {"v": 'a"b'}),
    "markup without escaping": ((EQUAL["text without escaping"]), {"v": "<w:p>"}),
    "part of an escape": ((p("{{ ('&lt;'|e)[0] }}"),), {}),
    "cut escape": ((p('{{ "&lt;&lt;&lt;&lt;"|e|truncate(1, true, "", 0) }}'),), {}),
    "macro of paragraphs in an attribute": ((p("{%p macro m() %}"), p("z"), p("{%p endmacro %}"), '<w:p w:rsidR="{{ m() }}"/>'), {}),
    "attribute twice by a comment": (('<w:p w:rsidR="1" w:rsidRPr="{#"/><w:p w:rsidP="#}" w:rsidR="2"/>',), {}),
    "attribute twice by a text": (('<w:p w:rsidR="1" w:rsidRPr="{{ ‘"/><w:p w:rsidP="’ }}" w:rsidR="2"/>',), {}),
    "name without its declaration": (('<w:p><w:r><w:t>a</w:t></w:r></w:p><w:p xmlns:q="urn:q"><w:r><w:t>{%- if true %}b</w:t></w:r><q:x/></w:p>', p("{% endif %}")), {}),
    "raw open tag": ((p("{% raw %}{{ a &lt; b }}{% endraw %}"),), {}),
    "raw end of a section": ((p("{% raw %}{{ ]]&gt; }}{% endraw %}"),), {}),
    "paragraph cut in two": ((p("{% if c %}a"), tbl(1, tr("{% endif %}b"))), {"c": False}),
    "no grid": (("<w:tbl><w:tblPr/>" + tr("a") + "</w:tbl>",), {}),
    "span that is no number": ((tbl(2, tr(span("{{ v }}"))),), {"v": "hai"}),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_document_that_would_be_broken_is_refused(name: str, tmp_path: Path) -> None:
    content, context = REFUSED[name]
    with pytest.raises(BadTemplate):
        compile_template(written(document(*content), tmp_path)).render(context)


@pytest.mark.parametrize(
    "notes",
    [
        footnote("&nbsp;{{ v }}"),
        footnote("{{ v }}").replace("w:p>", "q:p>"),
        footnote("<![CDATA[ > {% if v %} ]]> {% endif %} <w:p/> ]]>"),
        footnote("&nbsp;"),
        footnote("{{ v }}").replace("</w:p>", ""),
    ],
)
def test_broken_footnotes_are_refused(notes: str, tmp_path: Path) -> None:
    path = written(with_notes(document(p("a")), notes), tmp_path)
    with pytest.raises(BadTemplate):
        compile_template(path).render({"v": "x"})


@pytest.mark.parametrize("value", ["<w:p>", "a & b", "</w:t>"])
def test_markup_in_bare_values_is_refused_where_it_breaks_the_document(value: str, tmp_path: Path) -> None:
    path = written(document(p("{{ v }}")), tmp_path)
    with pytest.raises(BadTemplate):
        compile_template(path, autoescape=False).render({"v": value})


def test_a_text_longer_than_others_can_read_is_refused(tmp_path: Path) -> None:
    template = compile_template(written(document(p("{{ v }}")), tmp_path))
    assert template.render({"v": "a" * 9_999_000})
    with pytest.raises(BadTemplate, match="more than a document can hold"):
        template.render({"v": "a" * 10_000_001})


@pytest.mark.parametrize("name", [name for name in SAMPLES if name.split("-")[0] != "ballot"])
def test_our_own_templates_are_filled_without_reading_the_document_as_a_tree(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, context = SAMPLES[name]
    template = compile_template(TEMPLATES / file)

    def read(*_: object) -> None:
        raise AssertionError("read as a tree")

    monkeypatch.setattr(filling, "etree", type("Never", (), {"fromstring": read, "tostring": etree.tostring}))
    monkeypatch.setattr(filling, "_mended", read)
    assert template.render(values_of(context))


def made_up(chance: random.Random, depth: int = 3) -> str:
    """A body of paragraphs, tables and tags, most of them well placed."""
    return "".join(chance.choice(_PIECES)(chance, depth) for _ in range(chance.randint(1, 3)))


def _text(chance: random.Random, _: int = 0) -> str:
    return chance.choice(_TEXTS)


def _paragraph(chance: random.Random, depth: int) -> str:
    return p(" ".join(_text(chance) for _ in range(chance.randint(1, 3))))


def _block(chance: random.Random, depth: int) -> str:
    inner = made_up(chance, depth - 1) if depth else p("x")
    begin, end = chance.choice(_BLOCKS)
    middle = (
        p("{%p else %}") + _paragraph(chance, 0)
        if begin != "set z" and "macro" not in begin and chance.random() < 0.3
        else ""
    )
    return p(f"{{%p {begin} %}}") + inner + middle + p(f"{{%p {end} %}}")


def _table(chance: random.Random, depth: int) -> str:
    rows = []
    for _ in range(chance.randint(1, 3)):
        row = tr(*(_cell(chance, depth) for _ in range(chance.randint(1, 3))))
        begin, end = chance.choice(_BLOCKS)
        rows += [tr(f"{{%tr {begin} %}}"), row, tr(f"{{%tr {end} %}}")] if chance.random() < 0.4 else [row]
    return tbl(chance.randint(1, 4), *rows) + p()


def _cell(chance: random.Random, depth: int) -> str:
    kind = chance.random()
    if kind < 0.15 and depth:
        return tc(_table(chance, depth - 1))
    if kind < 0.3:
        return span(chance.choice((2, 3, "{{ xs|length + 1 }}")))
    if kind < 0.4:
        return "".join(map(tc, ("{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}")))
    if kind < 0.45:
        return IN_CONTROL
    return tc(_text(chance))


_PIECES = (_paragraph, _paragraph, _block, _table)
_BLOCKS = (
    ("for x in xs", "endfor"),
    ("if c", "endif"),
    ("if not c", "endif"),
    ("macro m()", "endmacro"),
    ("set z", "endset"),
)
_TEXTS = (
    "a", "{{ v }}", "{% if c %}{{ v }}{% else %}b{% endif %}", "{% for x in xs %}{{ x }} {% endfor %}", "{{- v -}}", "{# c #}",
    "{%- if c %}q{% endif -%}", "{% set y = v %}", "{% raw %}{{ r }}{% endraw %}", "{_{ a }_}", "{% if c %}", "{% endif %}", "{%r if c %}z{%r endif %}",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(30))
def test_a_made_up_template_is_filled_as_by_docxtpl_or_refused(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311
    path = written(document(made_up(chance)), tmp_path)
    for context in ({"v": "x\ty", "c": False, "xs": []}, {"v": "a\nb", "c": True, "xs": ["1", "2", "3"]}):
        try:
            ours = compile_template(path, strict=False).render(context)
        except BadTemplate:
            with pytest.raises(Exception):  # noqa: B017
                _whole(path, context)
            continue
        assert differences(ours, by_docxtpl(path, context, strict=False)) == {}


def _whole(path: Path, context: Mapping[str, Any]) -> None:
    """Raises where docxtpl raises, and where it repairs."""
    template = DocxTemplate(path)
    template.render_init()
    canonical(template.build_xml(dict(context), Environment(autoescape=True)).encode())
    members(by_docxtpl(path, context, strict=False))


@pytest.mark.parametrize(
    "source", ["<w:{{ x }}/>", '<w:b w:{{ x }}="1"/>', '<w:b {{ x }}="1"/>', "<w:b{{ x }}></w:b{{ x }}>"]
)
def test_a_value_in_a_name_is_not_believed_sound(source: str) -> None:
    """With a blank in it, the document could not be opened."""
    head, tail = b'<w:p xmlns:w="urn:w">', b"</w:p>"
    assert steady.outline(Sandbox().parse(source), head, tail) is None
    assert steady.outline(Sandbox().parse('<w:b w:val="{{ x }}">{{ x }}</w:b>'), head, tail) is not None
