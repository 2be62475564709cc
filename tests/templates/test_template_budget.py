"""No template, however written, stops an office's computer; and none reaches further than its own names."""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.errors import BadTemplate
from pipeline.messages import Message
from pipeline.templates.render import render

from .contexts import DAY
from .values import lines, template

TOO_MUCH = "repeats or prints more than a document can hold"
BOMB = "{% set x = ['a' * 100] %}" + "{% set x = [x, x, x, x, x, x, x, x, x, x] %}" * 12

ENDLESS = {
    "ranges within ranges": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "ranges that skip all": "{% for a in range(99999) %}{% for b in range(99999) if false %}{% endfor %}{% endfor %}",
    "sums in a range": "{% for a in range(99999) %}{{ range(99999)|sum }}{% endfor %}",
    "a long range": "{{ range(10**9)|list|length }}",
    "an endless range": "{{ range(10**30)|list|length }}",
    "a text many times": "{{ 'a' * 10**10 }}",
    "many times a text": "{{ 10**10 * 'a' }}",
    "a list many times": "{{ ([0] * 10**9)|length }}",
    "lists of lists as text": "{{ ([[0] * 1000] * 1000000)|string|length }}",
    "a power": "{{ 10**(10**6) }}",
    "a product": "{{ 9**1200 * 9**1200 }}",
    "center": "{{ 'x'|center(10**9) }}",
    "center with a number typed out": "{{ 'x'|center(1000000000) }}",
    "center in map": "{{ ['a']|map('center', 10**9)|join }}",
    "percent": "{{ '%10000000d' % 1 }}",
    "percent with a width as value": "{{ '%*d' % (10**9, 1) }}",
    "percent again and again": "{{ ('%(a)s' * 10000) % {'a': 'x' * 100000} }}",
    "format": "{{ '%10000000d'|format(1) }}",
    "indent": "{{ ('a' * 1000000)|indent(10**8) }}",
    "wordwrap": "{{ ('a b ' * 100000)|wordwrap(1, wrapstring='x' * 100000) }}",
    "replace": "{{ ('a' * 1000000)|replace('a', 'b' * 1000000) }}",
    "replace between letters": "{{ ('a' * 1000000)|replace('', 'b' * 1000000) }}",
    "join": "{{ range(99999)|list|join('x' * 10000) }}",
    "batch": "{{ [1]|batch(10**9, 'x')|list|length }}",
    "slice": "{{ [1]|slice(10**9)|list|length }}",
    "round": "{{ 1|round(10**9) }}",
    "doubling": "{% set n = namespace(s='x') %}{% for i in range(99999) %}{% set n.s = n.s ~ n.s %}{% endfor %}",
    "a macro that calls itself twice": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "template text in a loop": "{% for x in range(99999) %}" + "y" * 10000 + "{% endfor %}",
    "template text in a set": "{% set s %}{% for x in range(99999) %}" + "y" * 10000 + "{% endfor %}{% endset %}",
    "little prints": "{% for a in range(99999) %}{% for b in range(15) %}{{ b }}{% endfor %}{% endfor %}",
    "letters that are escaped": "{{ '_' * 30000000 }}",
    "comparing": "{% set a = 'x' * 20000000 %}{% for i in range(99999) %}{% if a == a[1:] %}{% endif %}{% endfor %}",
    "searching": "{% set a = 'x' * 20000000 %}{% for i in range(99999) %}{% if 'y' in a %}{% endif %}{% endfor %}",
    "splitting": "{{ ('a ' * 10000000).split()|length }}",
    "spreading": "{{ cycler(*('a' * 20000000)).next() }}",
    "a list in a list, as text": BOMB + "{{ x|string|length }}",
    "a list in a list, joined": BOMB + "{{ x ~ '' }}",
    "a list in a list, by percent": BOMB + "{{ '%s' % (x,) }}",
    "adding lists": "{{ [[1], [2]]|sum(start=[])|length }}",
}  # fmt: skip

REFUSED = {
    "a class": "{{ ''.__class__ }}",
    "a class by subscript": "{{ ''['__class__'] }}",
    "a class by filter": "{{ ''|attr('__class__') }}",
    "a class by map": "{{ ['']|map(attribute='__class__')|first }}",
    "a class by format": "{{ '{0.__class__}'.format('x') }}",
    "a class by format_map": "{{ '{a.__class__}'.format_map({'a': 1}) }}",
    "a class by a name put together": "{{ ''['__cla' ~ 'ss__'] }}",
    "format in map": "{{ ['{0.__class__}']|map(attribute='format')|first }}",
    "a private part": "{{ record._x }}",
    "the context": "{{ self._TemplateReference__context }}",
    "a method that changes": "{{ [].append(1) }}",
    "bytes": "{{ (1).to_bytes(10**9, 'big') }}",
    "a wide text": "{{ 'a'.ljust(10**9) }}",
    "include": "{% include '/etc/passwd' %}",
    "import": "{% import '/etc/passwd' as x %}",
    "from": "{% from '/etc/passwd' import x %}",
    "extends": "{% extends '/etc/passwd' %}",
}

FAILING = {
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a block that prints itself": "{% block a %}{{ self.a() }}{{ self.a() }}{% endblock %}",
    "a loop that enters itself": "{% for x in [1, 1] recursive %}{{ loop([1, 1]) }}{% endfor %}",
    "loops nested too deep": "{% for a in range(2) %}" * 25 + "{% endfor %}" * 25,
    "brackets nested too deep": "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "filters nested too deep": "{{ 'x'" + "|upper" * 5000 + " }}",
    "a cycler of nothing": "{{ cycler().next() }}",
}


def refusal(path: Path, tag: str) -> Message:
    started = time.monotonic()
    with pytest.raises(BadTemplate) as caught:
        render(template(path, "trước", tag), {"record": SimpleNamespace(_x="y")}, day=DAY)
    assert time.monotonic() - started < 8  # a second on an idle machine
    return caught.value.message


@pytest.mark.parametrize("name", ENDLESS)
def test_a_template_without_end_is_refused_soon(name: str, tmp_path: Path) -> None:
    assert TOO_MUCH in str(refusal(tmp_path, ENDLESS[name]))


@pytest.mark.parametrize("name", REFUSED)
def test_a_template_reaches_nothing_but_its_names(name: str, tmp_path: Path) -> None:
    assert "may not use" in str(refusal(tmp_path, REFUSED[name]))


@pytest.mark.parametrize("name", FAILING)
def test_a_template_that_breaks_the_engine_is_a_bad_template(name: str, tmp_path: Path) -> None:
    assert "“mau.docx”" in str(refusal(tmp_path, FAILING[name]))


def test_an_endless_title_is_refused_too(tmp_path: Path) -> None:
    with pytest.raises(BadTemplate, match=TOO_MUCH):
        render(template(tmp_path, "x", title="{{ 'a' * 10**10 }}"), {}, day=DAY)


def test_all_parts_of_a_file_share_one_budget(tmp_path: Path) -> None:
    half = "{% for a in range(99999) %}{% for b in range(11) %}{% endfor %}{% endfor %}"
    assert render(template(tmp_path, half), {}, day=DAY)
    with pytest.raises(BadTemplate, match=TOO_MUCH):
        render(template(tmp_path, half, header=half), {}, day=DAY)


def test_a_template_that_was_refused_once_is_refused_again_and_others_are_not(tmp_path: Path) -> None:
    for _ in range(2):
        assert TOO_MUCH in str(refusal(tmp_path, ENDLESS["ranges within ranges"]))
        assert lines(template(tmp_path, "{% for a in range(9) %}{{ a }}{% endfor %}"), {}) == ["012345678"]


def test_far_more_than_a_year_of_meetings_fits(tmp_path: Path) -> None:
    path = template(
        tmp_path,
        "{%p for i in items %}",
        "{%p for o in i %}",
        "{{ loop.index }}. {{ o|trim }}",
        "{%p endfor %}",
        "{%p endfor %}",
    )
    opinions = ("Nhất trí với dự thảo. " * 20,) * 199 + ("Đề nghị bổ sung. " * 600,)  # 10,000 characters
    assert len(lines(path, {"items": (opinions,) * 30})) == 6_000


@pytest.mark.parametrize(
    "name", ["a text many times", "doubling", "a list in a list, as text", "little prints", "letters that are escaped"]
)
def test_a_refusal_takes_little_memory(name: str, tmp_path: Path) -> None:
    path = template(tmp_path, ENDLESS[name])
    tracemalloc.start()
    try:
        with pytest.raises(BadTemplate, match=TOO_MUCH):
            render(path, {}, day=DAY)
        assert tracemalloc.get_traced_memory()[1] < 200 * 1024 * 1024
    finally:
        tracemalloc.stop()
