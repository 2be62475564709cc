"""Made-up values in rich templates: ours holds what docxtpl's holds, whatever is printed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.templates import compile_template
from pipeline.templates.compiled import CompiledTemplate

from .awkward import document, footnote, p, picture, span, tbl, tc, text_box, tr, with_heads, with_notes, written
from .equality import by_docxtpl, differences

STYLE = "<w:rPr><w:i/></w:rPr>"
ROWS = (
    tr("{%tr for x in xs %}"),
    tr("{{ loop.index }}", "{{ x }}", "{% if c %}{{ v }}{% endif %}"),
    tr("{%tr endfor %}"),
)
TEMPLATES: dict[str, tuple[str, ...]] = {
    "lists": (
        p("{%p for x in xs %}"),
        p("{{ loop.index }}. {{ x }} {% if not loop.last %};{% else %}.{% endif %}", "<w:pPr><w:keepNext/></w:pPr>", STYLE),
        p("{%p if c %}"),
        p("{{ v }}{{ x|upper }}"),
        p("{%p endif %}"),
        p("{%p else %}"),
        p("không {{ v }}"),
        p("{%p endfor %}"),
    ),
    "tables": (
        tbl(3, tr("a", "b", "c"), *ROWS),
        p("{{ v }}"),
        tbl(3, *ROWS),
        tbl(2, tr("{{ v }}", "{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}"), tr(span(2))),
        tbl(2, tr("{%tr if c %}"), tr(tc(tbl(3, tr("q"), *ROWS), p("{{ v }}")), "b"), tr("{%tr endif %}"), tr("a")),
    ),
    "boxes": (
        text_box(p("{{ w }}", "<w:pPr><w:keepLines/></w:pPr>", STYLE), tbl(3, *ROWS), p("{{ w }}")).replace(" v ", " w "),
        p("{%p for x in xs %}"),
        picture('id="1" name="{{ w }}" descr="{{ x }}"'),
        p("{%p endfor %}"),
        p("a{%- if c %} {{ v }} {% endif -%} b"),
    ),
    "macros": (
        p("{% macro m(a, n=2) %}[{{ a }}{% for i in range(n) %}{{ i }}{% endfor %}]{% endmacro %}"),
        p("{{ m(v) }}{% for x in xs %}{{ m(x, 1) }}{% endfor %}{% set z %}{{ v }}{% endset %}{{ z }}{{ xs|join(v) }}"),
        p("{%p macro rows(a) %}"),
        tbl(3, tr("{{ a }}"), *ROWS),
        p("{%p endmacro %}"),
        p("{%p if c %}"),
        p("{{p rows(v) }}"),
        p("{%p endif %}"),
    ),
}  # fmt: skip

# Of docxtpl's documents only: line ends of other kinds and `{_{` are ours to be right, and tested elsewhere.
CHARACTERS = st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\u2028\u2029\ufffe\uffff_")
AWKWARD = st.sampled_from(
    ["\n", "\t", "\a", "\f", "  ", "<", "&amp;", "]]>", '"', "'", "{{", "}}", "{%", "</w:t>", "\xa0", "e\u0301", "\\1"]
)
TEXT = st.lists(st.one_of(AWKWARD, st.text(CHARACTERS, max_size=6)), max_size=6).map("".join)
LINE = TEXT.map(lambda text: text.replace("\a", "").replace("\f", ""))
VALUES = st.fixed_dictionaries({"v": TEXT, "w": LINE, "c": st.booleans(), "xs": st.lists(LINE, max_size=4)})


@cache
def _template(name: str, *, autoescape: bool = True) -> tuple[Path, CompiledTemplate]:
    folder = TemporaryDirectory()
    _FOLDERS.append(folder)
    made = with_heads() if name == "heads" else with_notes(document(*TEMPLATES[name]), footnote("{{ v }}"))
    if name == "heads":  # where docxtpl escapes twice
        made.core_properties.title = made.core_properties.author = made.core_properties.comments = ""
    path = written(made, Path(folder.name))
    return path, compile_template(path, autoescape=autoescape)


_FOLDERS: list[TemporaryDirectory[str]] = []


@pytest.mark.parametrize("name", [*TEMPLATES, "heads"])
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(values=VALUES)
def test_made_up_values_are_printed_as_by_docxtpl(name: str, values: dict[str, Any]) -> None:
    path, template = _template(name)
    given_ = values | {"v": values["w"]} if name == "heads" else values
    assert differences(template.render(given_), by_docxtpl(path, given_)) == {}


CLEAN = {"v": LINE, "w": LINE, "c": st.booleans(), "xs": st.lists(LINE, max_size=4)}


@pytest.mark.parametrize("name", TEMPLATES)
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(values=st.fixed_dictionaries(CLEAN))
def test_clean_values_are_printed_as_by_docxtpl_without_escaping(name: str, values: dict[str, Any]) -> None:
    path, template = _template(name, autoescape=False)
    clean = {key: _clean(value) for key, value in values.items()}
    assert differences(template.render(clean), by_docxtpl(path, clean, autoescape=False)) == {}


def _clean(value: Any) -> Any:
    if isinstance(value, list):
        return [_clean(one) for one in value]
    return value if isinstance(value, bool) else value.translate(dict.fromkeys(map(ord, "<>&\"'")))
