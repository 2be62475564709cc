"""`template check`: every fault, exactly it, with its paragraph; and nothing about a template that is in order."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from pipeline.documents import KINDS
from pipeline.messages import vietnamese
from pipeline.office_files.packages import packed, unpacked
from pipeline.templates.check import check_template
from pipeline.templates.findings import Finding, Part

from .contexts import TEMPLATES
from .letters import LETTER, NOTE
from .values import template

FAULTY: dict[str, tuple[tuple[str, ...], list[tuple[str, int, str]]]] = {
    "unknown name": (("a", "{{ titel }}"), [("unknown-name", 2, "{{ titel }}")]),
    "unknown name in a condition": (("{% if tilte %}x{% endif %}",), [("unknown-name", 1, "{% if tilte %}")]),
    "unknown name in a filter": (
        ("{{ title|default(nothing) }}",),
        [("unknown-name", 1, "{{ title|default(nothing) }}")],
    ),
    "unknown name behind is defined": (
        ("{% if bogus is defined %}x{% endif %}",),
        [("unknown-name", 1, "{% if bogus is defined %}")],
    ),
    "unknown part of a record": (("{{ head.numbr }}",), [("unknown-attribute", 1, "{{ head.numbr }}")]),
    "unknown part by subscript": (("{{ head['numbr'] }}",), [("unknown-attribute", 1, "{{ head['numbr'] }}")]),
    "unknown part in a loop": (
        ("{%p for p in people %}", "{{ p.nam }}", "{%p endfor %}"),
        [("unknown-attribute", 2, "{{ p.nam }}")],
    ),
    "unknown part in a loop in a loop": (
        ("{%p for p in people %}", "{%p for r in p.remarks %}", "{{ r.speakr }}", "{%p endfor %}", "{%p endfor %}"),
        [("unknown-attribute", 3, "{{ r.speakr }}")],
    ),
    "unknown part of the last one": (
        ("{% if people %}{{ people[-1].nam }}{% endif %}",),
        [("unknown-attribute", 1, "{{ people[-1].nam }}")],
    ),
    "unknown part of a mapped list": (
        ("{{ people|map(attribute='nam')|join(', ') }}",),
        [("unknown-attribute", 1, "{{ people|map(attribute='nam')|join(', ') }}")],
    ),
    "a row's name asked of the list": (("{{ people.name }}",), [("unknown-attribute", 1, "{{ people.name }}")]),
    "a part of a text": (("{{ title.name }}",), [("unknown-attribute", 1, "{{ title.name }}")]),
    "a loop's variable behind its end": (
        ("{%p for p in people %}", "{{ p.name }}", "{%p endfor %}", "{{ p.name }}"),
        [("unknown-name", 4, "{{ p.name }}")],
    ),
    "unknown question of the loop": (
        ("{% for l in lines %}{{ l }}{{ loop.lst }}{% endfor %}",),
        [("unknown-attribute", 1, "{{ loop.lst }}")],
    ),
    "unknown filter": (("{{ title|uper }}",), [("unknown-filter", 1, "{{ title|uper }}")]),
    "unknown filter in map": (
        ("{{ lines|map('uper')|join }}",),
        [("unknown-filter", 1, "{{ lines|map('uper')|join }}")],
    ),
    "unknown test": (("{% if title is emty %}x{% endif %}",), [("unknown-test", 1, "{% if title is emty %}")]),
    "broken expression": (("{{ title title }}",), [("broken-tag", 1, "{{ title title }}")]),
    "broken condition": (("{% if title == %}x{% endif %}",), [("broken-tag", 1, "{% if title == %}")]),
    "broken loop keeps its variable": (
        ("{%p for p in people people %}", "{{ p.name }}", "{%p endfor %}"),
        [("broken-tag", 1, "{%p for p in people people %}")],
    ),
    "broken set keeps its name": (("{%p set x = %}", "{{ x }}"), [("broken-tag", 1, "{%p set x = %}")]),
    "broken macro is still ended": (("{% macro m( %}x{% endmacro %}",), [("broken-tag", 1, "{% macro m( %}")]),
    "unknown tag": (("{% iff title %}",), [("broken-tag", 1, "{% iff title %}")]),
    "a blank before p": (("{% p if title %}",), [("broken-tag", 1, "{% p if title %}")]),
    "one brace too few": (("{{ title }",), [("broken-tag", 1, "{{ title }")]),
    "one brace too few before another tag": (("{{ title } {{ title }}",), [("broken-tag", 1, "{{ title }")]),
    "the other closing": (("{{ title %}",), [("broken-tag", 1, "{{ title %}")]),
    "closing alone": (("{ title }}",), [("broken-tag", 1, "}}")]),
    "a percent sign in a paragraph tag": (
        ("{%p if count % 2 %}", "x", "{%p endif %}"),
        [("broken-tag", 1, "{%p if count % 2 %}")],
    ),
    "words behind endif": (("{% if title %}x{% endif title %}",), [("broken-tag", 1, "{% endif title %}")]),
    "a block that must be empty": (
        ("{% block a required %}{{ title }}{% endblock a %}",),
        [("broken-tag", 1, "{% endblock a %}")],
    ),
    "the name of another block at its end": (
        ("{% block a %}x{% endblock b %}",),
        [("broken-tag", 1, "{% endblock b %}")],
    ),
    "if without end": (("a", "{% if title %}x"), [("unclosed-block", 2, "{% if title %}")]),
    "for without end": (("{%p for p in people %}", "{{ p.name }}"), [("unclosed-block", 1, "{%p for p in people %}")]),
    "if without end in a loop": (
        ("{%p for p in people %}", "{%p if p.name %}", "{{ p.name }}", "{%p endfor %}"),
        [("unclosed-block", 2, "{%p if p.name %}")],
    ),
    "end without if": (("a", "b{% endif %}"), [("unopened-block", 2, "{% endif %}")]),
    "else without if": (("{% else %}",), [("unopened-block", 1, "{% else %}")]),
    "else twice": (("{% if title %}a{% else %}b{% else %}c{% endif %}",), [("unopened-block", 1, "{% else %}")]),
    "text beside a paragraph tag": (
        ("{%p if title %} x", "y", "{%p endif %}"),
        [("shares-paragraph", 1, "{%p if title %}")],
    ),
    "a row tag outside of a table": (
        ("{%tr for p in people %}", "x", "{%tr endfor %}"),
        [("outside-table", 1, "{%tr for p in people %}"), ("outside-table", 3, "{%tr endfor %}")],
    ),
    "paragraph tag ended within text": (("{%p if title %}", "x{% endif %}"), [("cut-block", 2, "{% endif %}")]),
    "formatted text": (("{{r title }}",), [("rich-text", 1, "{{r title }}")]),
    "private part": (("{{ head.__class__ }}",), [("private", 1, "{{ head.__class__ }}")]),
    "private part by filter": (("{{ title|attr('__class__') }}",), [("private", 1, "{{ title|attr('__class__') }}")]),
    "private name": (("{{ _title }}",), [("private", 1, "{{ _title }}")]),
    "safe": (("{{ title|safe }}",), [("forbidden", 1, "{{ title|safe }}")]),
    "format": (("{{ title.format(1) }}",), [("forbidden", 1, "{{ title.format(1) }}")]),
    "include": (("{% include 'khac.docx' %}",), [("forbidden", 1, "{% include 'khac.docx' %}")]),
    "import": (("{% import 'khac' as k %}",), [("forbidden", 1, "{% import 'khac' as k %}")]),
    "extends": (("{% extends 'khac' %}",), [("forbidden", 1, "{% extends 'khac' %}")]),
    "a list is printed": (("{{ lines }}",), [("not-text", 1, "{{ lines }}")]),
    "a record is printed": (("{{ head }}",), [("not-text", 1, "{{ head }}")]),
    "a yes or no is printed": (("{{ head.draft }}",), [("not-text", 1, "{{ head.draft }}")]),
    "a list in capitals": (("{{ lines|upper }}",), [("not-text", 1, "{{ lines|upper }}")]),
    "a list joined to a text": (("{{ 'a' ~ lines }}",), [("not-text", 1, "{{ 'a' ~ lines }}")]),
    "a text is repeated over": (("{% for t in title %}x{% endfor %}",), [("not-a-list", 1, "{% for t in title %}")]),
    "a record is repeated over": (("{% for t in head %}x{% endfor %}",), [("not-a-list", 1, "{% for t in head %}")]),
    "a text is joined": (("{{ title|join(', ') }}",), [("not-a-list", 1, "{{ title|join(', ') }}")]),
    "a text is called": (("{{ title() }}",), [("not-callable", 1, "{{ title() }}")]),
    "the last of an empty list": (("a", "{{ lines[-1] }}"), [("trial-failed", 2, "{{ lines[-1] }}")]),
    "a part of what may be missing": (("{{ thanks.whom }}",), [("trial-failed", 1, "{{ thanks.whom }}")]),
    "endless": (
        ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",),
        [("trial-failed", 1, "{% for b in range(99999) %}")] * 3,
    ),
    "a filter asked for what it cannot do": (
        ("a", "{{ 'a long text'|truncate(1) }}"),
        [("trial-failed", 2, "{{ 'a long text'|truncate(1) }}")] * 3,
    ),
    "nested too deep": (("{% for a in range(2) %}" * 25 + "{% endfor %}" * 25,), [("trial-failed", 0, "")] * 3),
}

CLEAN = {
    "conditions": ("{% if head.draft and title or not lines %}x{% elif count > 1 %}y{% else %}z{% endif %}",),
    "paragraph tags": ("{%p if title %}", "{{ title }}", "{%p else %}", "-", "{%p endif %}"),
    "loops": (
        "{% for p in people %}{{ loop.index }}. {{ p.name }}{% if not loop.last %}, {% endif %}{% else %}-{% endfor %}",
    ),
    "a loop with a question": ("{% for p in people if p.name %}{{ p.name|upper }}{% endfor %}",),
    "a loop in a loop": (
        "{% for p in people %}{% for r in p.remarks %}{{ r.speaker }}{{ r.more|join('; ') }}{% endfor %}{% endfor %}",
    ),
    "slices": ("{% if lines %}{% for l in lines[:-1] %}{{ l }}{% endfor %}{{ lines[-1] }}{% endif %}",),
    "subscripts": ("{{ head['number'] }}{% if thanks %}{{ thanks['whom'] }}{% endif %}",),
    "lookups": (
        "{% if 'score' in numbers %}{{ numbers.score }}{{ numbers['score'] }}{{ numbers.get('score') }}{% endif %}",
    ),
    "pairs": ("{% for k, v in numbers.items() %}{{ k }}{{ v }}{% endfor %}",),
    "set": ("{%p set x = title|upper %}", "{{ x }}", "{% set y %}{{ x }}{% endset %}{{ y }}"),
    "cycler": ("{%p set so = cycler('1', '2') %}", "{{ so.next() }}{{ so.current }}"),
    "namespace": ("{% set ns = namespace(n=0) %}{% for p in people %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}",),
    "macro": (
        "{% macro m(a, b='x') %}{{ a }}{{ b }}{% endmacro %}{{ m(title) }}{% macro c() %}{{ caller() }}{% endmacro %}{% call c() %}x{% endcall %}",
    ),
    "with": ("{% with t = title %}{{ t }}{% endwith %}",),
    "block": ("{% block a %}{{ title }}{% endblock a %}{% block b %}x{% endblock %}",),
    "raw": ("{% raw %}{{ không phải thẻ }}{% endraw %}",),
    "comment": ("{# ghi chú {{ titel }} #}", "{#p ghi chú #}"),
    "filters": (
        "{{ lines|length }}{{ people|map(attribute='name')|join(', ') }}{{ title|default('x')|replace('a', 'b') }}",
    ),
    "more filters": (
        "{% if people %}{{ (people|first).name }}{{ (people|sort(attribute='name')|last).name }}{% endif %}",
    ),
    "tests": ("{% if title is string and count is divisibleby 2 and thanks is not none %}x{% endif %}",),
    "methods": (
        "{{ title.upper() }}{% if title.startswith('v') %}x{% endif %}{% for w in title.split() %}{{ w }}{% endfor %}",
    ),
    "curly quotes as Word types them": ("{{ title|replace(“a”, ‘b’) }}",),
    "numbers": ("{{ count }}{{ count + 1 }}{{ '%02d' % count }}{{ '%s' % title }}",),
    "conditional expression": ("{{ title if title else 'không' }}",),
    "groups": ("{% for g in people|groupby('name') %}{{ g.grouper }}: {{ g.list|length }}{% endfor %}",),
    "recursive": ("{% for p in people recursive %}{{ p.name }}{% endfor %}",),
    "blanks trimmed": ("{{- title -}}",),
    "a name without a meaning": ("{{ bare }}",),
    "braces in text": ("{một} 100% {",),
}


def found(findings: tuple[Finding, ...]) -> list[tuple[str, int, str]]:
    return [(finding.code, finding.spot.number, finding.tag) for finding in findings]


@pytest.mark.parametrize("name", FAULTY)
def test_a_fault_is_found_with_its_paragraph_and_nothing_else(name: str, tmp_path: Path) -> None:
    lines, expected = FAULTY[name]
    findings = check_template(template(tmp_path, *lines), [LETTER])
    assert found(findings) == expected
    assert all(finding.spot.words.strip() for finding in findings if finding.spot.number)
    assert all(vietnamese(finding.sentence) for finding in findings)


@pytest.mark.parametrize("name", CLEAN)
def test_what_templates_may_do_is_not_a_fault(name: str, tmp_path: Path) -> None:
    assert found(check_template(template(tmp_path, *CLEAN[name]), [LETTER])) == []


def test_all_faults_of_a_file_come_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    path = template(
        tmp_path,
        "{{ titel }} và {{ head.numbr }}",
        "{% if title %}",
        "{{ title|uper }}",
        "{{ title }",
        header="{{ bogus }}",
        cell="{%tr for p in people %}x",
        title="{{ lines }}",
    )
    assert [(f.spot.part, f.spot.number, f.code) for f in check_template(path, [LETTER])] == [
        (Part.BODY, 1, "unknown-name"),
        (Part.BODY, 1, "unknown-attribute"),
        (Part.BODY, 2, "unclosed-block"),
        (Part.BODY, 3, "unknown-filter"),
        (Part.BODY, 4, "broken-tag"),
        (Part.BODY, 5, "shares-row"),
        (Part.BODY, 5, "unclosed-block"),
        (Part.HEADER, 1, "unknown-name"),
        (Part.PROPERTY, 0, "not-text"),
    ]


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ("{{ titel }}", "“title”"),
        ("{{ head.numbr }}", "“number”"),
        ("{{ speaker }}", "“people[].remarks[].speaker”"),
        ("{{ title|uper }}", "“upper”"),
        ("{% iff title %}", "“if”"),
        ("{% if title is strng %}{% endif %}", "“string”"),
    ],
)
def test_the_nearest_known_name_is_suggested(tag: str, hint: str, tmp_path: Path) -> None:
    (finding,) = check_template(template(tmp_path, tag), [LETTER])
    assert hint in str(finding.hint)


def test_a_tag_that_word_split_over_runs_is_read_in_one(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for piece in ("x {", "{ ti", "tel", " }", "} y"):
        paragraph.add_run(piece).bold = len(piece) % 2 == 0
    good = document.add_paragraph()
    for piece in ("{{", " title ", "}}"):
        good.add_run(piece)
    good.runs[1].add_break(WD_BREAK.LINE)
    path = tmp_path / "mau.docx"
    document.save(str(path))
    assert found(check_template(path, [LETTER])) == [("unknown-name", 1, "{{ titel }}")]


def test_row_tags_that_share_a_row_are_found(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(3, 2)
    table.cell(0, 0).text = "{%tr for p in people %}"
    table.cell(1, 0).text = "{{ p.name }}"
    table.cell(2, 0).text = "{%tr endfor %}"
    path = tmp_path / "mau.docx"
    document.save(str(path))
    assert check_template(path, [LETTER]) == ()
    table.cell(0, 1).text = "bị mất"
    document.save(str(path))
    assert found(check_template(path, [LETTER])) == [("shares-row", 1, "{%tr for p in people %}")]


def test_a_block_from_one_cell_to_another_is_found(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "{% if title %}x"
    table.cell(0, 1).text = "y{% endif %}"
    path = tmp_path / "mau.docx"
    document.save(str(path))
    assert found(check_template(path, [LETTER])) == [("cut-block", 2, "{% endif %}")]


def test_a_tag_deleted_under_track_changes_is_found(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("còn lại ")
    deletion, run, text = OxmlElement("w:del"), OxmlElement("w:r"), OxmlElement("w:delText")
    deletion.set(qn("w:id"), "1")
    deletion.set(qn("w:author"), "x")
    text.text = "{{ titel }}"
    run.append(text)
    deletion.append(run)
    document.element.body[0].append(deletion)
    path = tmp_path / "mau.docx"
    document.save(str(path))
    assert found(check_template(path, [LETTER])) == [("hidden-tag", 1, "{{ titel }}")]


def test_a_name_is_known_where_one_of_the_kinds_fills_it(tmp_path: Path) -> None:
    path = template(tmp_path, "{{ title }}{% if reason is defined %}{{ reason }}{% endif %}")
    assert [finding.code for finding in check_template(path, [LETTER])] == ["unknown-name", "unknown-name"]
    assert check_template(path, [LETTER, NOTE]) == ()
    (finding, *_more) = check_template(template(tmp_path, "{{ bogus }}"), [LETTER, NOTE])
    assert LETTER.name.label in str(finding.message)
    assert NOTE.name.label in str(finding.message)


def test_a_name_that_another_kind_lacks_fails_in_its_trial(tmp_path: Path) -> None:
    findings = check_template(template(tmp_path, "{{ reason }}"), [LETTER, NOTE])
    assert {finding.code for finding in findings} == {"trial-failed"}
    assert all(LETTER.name.label in str(finding.message) for finding in findings)


@pytest.mark.parametrize(
    "data", [b"", b"khong phai Word", b"PK\x05\x06" + bytes(18)], ids=["empty", "text", "empty zip"]
)
def test_a_file_that_cannot_be_opened_is_one_finding(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "mau.docx"
    path.write_bytes(data)
    (finding,) = check_template(path, [LETTER])
    assert (finding.code, finding.spot.part) == ("unreadable", Part.FILE)


def test_a_broken_document_part_is_one_finding(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    path = tmp_path / "mau.docx"
    path.write_bytes(packed(unpacked(buffer.getvalue()) | {"word/document.xml": b"<w:document"}))
    assert [finding.code for finding in check_template(path, [LETTER])] == ["unreadable"]


def test_a_missing_file_is_one_finding_with_the_reason(tmp_path: Path) -> None:
    (finding,) = check_template(tmp_path / "khong-co.docx", [LETTER])
    assert finding.code == "unreadable"
    assert "it is not there" in str(finding.message)


@pytest.mark.parametrize("name", sorted({kind.template for kind in KINDS if kind.is_shipped}))
def test_a_shipped_template_is_in_order(name: str) -> None:
    kinds = [kind for kind in KINDS if kind.template == name]
    assert [str(finding.sentence) for finding in check_template(TEMPLATES / name, kinds)] == []
