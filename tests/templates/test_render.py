"""What comes out is what was put in; what cannot come out is refused by name."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from docx.oxml.ns import qn

from pipeline.errors import BadTemplate, NoAccess, VanthuError
from pipeline.templates.render import render

from .contexts import DAY, SAMPLES, TEMPLATES, Context
from .printed import pages, printed
from .values import all_text, changed, faults, lines, opened, template

AWKWARD = {
    "ampersand": "Toán & Tin",
    "tag": "<b>đậm</b>",
    "entity": "R&amp;D",
    "cdata": "]]> <![CDATA[",
    "line feed": "dòng một\ndòng hai",
    "several lines": "\nmột\n\nhai\n",
    "tab": "cột một\tcột hai",
    "decomposed": unicodedata.normalize("NFD", "Nguyễn Thị Huệ"),
    "emoji": "đã xong ✅ 👍🏽",
    "no-break space": "Số\u00a005-NQ/CB",
    "blanks around": "   lùi vào   ",
    "expression": "{{ x }}",
    "statement": "{% if %}",
    "comment": "{# không #}",
    "docxtpl's escapes": "{_{ }_} {_% %_}",
    "paragraph tag": "{%p for x in y %}",
    "row tag": "{%tr endfor %}",
    "backslashes": r"\a \f \n \t \1",
    "quotes": "“ngoặc” ‘đơn’ \"thẳng\" 'x'",
    "a reference": "&#95; &lt; _ __",
    "format": "{0} {name} %s %(x)s",
    "empty": "",
    "long": "Chi bộ họp. " * 8_334,  # 100,000 characters
}
FORBIDDEN = {"\0": "U+0000", "\a": "U+0007", "\v": "U+000B", "\f": "U+000C", "\x1b": "U+001B", "\uffff": "U+FFFF"}


@pytest.mark.parametrize("value", AWKWARD.values(), ids=AWKWARD)
def test_an_awkward_value_stands_in_the_document_as_it_was_typed(tmp_path: Path, value: str) -> None:
    path = template(tmp_path, "trước {{ x }}|sau", "cuối", header="{{ x }}", cell="{{ x }}", title="{{ x }}")
    document = opened(render(path, {"x": value}, day=DAY))
    assert [paragraph.text for paragraph in document.paragraphs] == [f"trước {value}|sau", "cuối"]
    assert document.tables[0].cell(0, 0).text == value
    assert document.sections[0].header.paragraphs[0].text == value
    assert document.core_properties.title == " ".join(value.split())[:255]


def test_a_cycler_counts_on_in_loops_and_takes_nothing(tmp_path: Path) -> None:
    counting = (
        "{% set so = cycler('1', '<2>', '3') %}{{ so.next() }}{% for x in xs %} {{ so.next() }}{{ x }}{% endfor %}"
    )
    assert lines(template(tmp_path, counting + " {{ so.current }}"), {"xs": ["a", "b", "c"]}) == ["1 <2>a 3b 1c <2>"]
    with pytest.raises(BadTemplate):
        render(template(tmp_path, "{{ cycler('1').next('2') }}"), {}, day=DAY)


def test_what_fills_no_template_starts_without_the_libraries_for_it() -> None:
    asked = (
        "import sys, pipeline.process.regenerating; print([one for one in ('docx', 'jinja2') if one in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_end_becomes_a_line_break(tmp_path: Path, end: str) -> None:
    assert lines(template(tmp_path, "{{ x }}"), {"x": f"một{end}hai"}) == ["một\nhai"]


def test_a_non_breaking_hyphen_becomes_words_own_and_reads_as_a_plain_one(tmp_path: Path) -> None:
    symbol = "05\u2011NQ/CB"
    path = template(tmp_path, "Số {{ x }}|", "trong mẫu: 1\u20112", header="{{ x }}", cell="{{ x }}", title="{{ x }}")
    data = render(path, {"x": symbol}, day=DAY)
    document = opened(data)
    assert [paragraph.text for paragraph in document.paragraphs] == ["Số 05-NQ/CB|", "trong mẫu: 1-2"]
    assert document.tables[0].cell(0, 0).text == "05-NQ/CB"
    assert document.sections[0].header.paragraphs[0].text == "05-NQ/CB"
    assert document.core_properties.title == "05-NQ/CB"
    assert len(list(document.element.body.iter(qn("w:noBreakHyphen")))) == 3
    assert "\u2011" not in all_text(data)


@pytest.mark.parametrize("value", ["\u2011", "\u2011a", "a\u2011", "a\u2011\u2011b", " \u2011 ", "a\n\u2011\tb"])
def test_non_breaking_hyphens_stand_anywhere_in_a_value(value: str, tmp_path: Path) -> None:
    assert lines(template(tmp_path, "{{ x }}|{{ x|upper }}"), {"x": value}) == [
        f"{value}|{value.upper()}".replace("\u2011", "-")
    ]


@pytest.mark.libreoffice
def test_a_line_never_breaks_at_a_non_breaking_hyphen(tmp_path: Path) -> None:
    documents = {}
    for name, hyphen in (("plain", "-"), ("kept", "\u2011")):
        symbol = hyphen.join(("KẾHOẠCHSINHHOẠT", "CHUYÊNĐỀQUÝBỐN"))
        paragraphs = tuple(f"{'x ' * length}{symbol}." for length in range(1, 60))
        path = template(tmp_path, "{%p for x in paragraphs %}", "{{ x }}", "{%p endfor %}")
        documents[name] = render(path, {"paragraphs": paragraphs}, day=DAY)
    broken = {
        name: [
            line for page in pages(pdf) for line in page if line.endswith(("SINHHOẠT", "SINHHOẠT-", "SINHHOẠT\u2011"))
        ]
        for name, pdf in printed(documents, tmp_path).items()
    }
    assert broken["plain"] != []
    assert broken["kept"] == []


@pytest.mark.parametrize(("character", "name"), [*FORBIDDEN.items(), ("\ud800", "U+D800")], ids=repr)
def test_a_character_no_document_can_hold_is_refused_by_name_and_place(
    tmp_path: Path, character: str, name: str
) -> None:
    with pytest.raises(VanthuError, match=r"“votes 2 motion” holds the character " + name.replace("+", r"\+")):
        values = {"votes": [{"motion": "tán thành"}, {"motion": f"thông{character}qua"}]}
        render(template(tmp_path, "{%p for vote in votes %}", "{{ vote.motion }}", "{%p endfor %}"), values, day=DAY)


@pytest.mark.parametrize("name", SAMPLES)
def test_awkward_values_everywhere_still_make_a_sound_document(name: str, tmp_path: Path) -> None:
    file, context = SAMPLES[name]
    awkward = changed(context, lambda _, text: text and f" {text}\n\t& <b>{{{{ x }}}} {{_{{ ")
    _audit(render(TEMPLATES / file, awkward, day=DAY), tmp_path)


def test_an_empty_list_leaves_nothing_behind(tmp_path: Path) -> None:
    path = template(tmp_path, "đầu", "{%p for p in paragraphs %}", "{{ p }}", "{%p endfor %}", "cuối")
    assert lines(path, {"paragraphs": ()}) == ["đầu", "cuối"]


@pytest.mark.parametrize(
    ("tag", "says"),
    [
        ("{{ bogus }}", "unknown name “bogus”"),
        ("{{ header.bogus }}", "unknown name “bogus”"),
        ("{% if bogus %}x{% endif %}", "unknown name “bogus”"),
        ("{% for b in bogus %}x{% endfor %}", "unknown name “bogus”"),
        ("{{ numbers.dues }}", "unknown name “dues”"),
        ("{{ ''.__class__ }}", "may not use “__class__”"),
        ("{{ header.__class__.__mro__ }}", "may not use “__class__”"),
        ("{{ record._x }}", "may not use “_x”"),
        ("{{ paragraphs }}", "not a text"),
        ("{{ nothing }}", "not a text"),
        ("{{ header is defined }}", "not a text"),
        ("{{ text|random }}", "No filter named 'random'"),
        ("{{ text|safe }}", "No filter named 'safe'"),
        ("{{ lipsum() }}", "unknown name “lipsum”"),
        ("{% fi %}", "faulty tag in “{% fi %}”"),
        ("{{ text }", "faulty tag"),
        ("{% if text %}", "faulty tag"),
        ("{{ 1 / 0 }}", "cannot be filled: division"),
        ("{{ text + 1 }}", "cannot be filled"),
        ("{% include 'x' %}", "may not use “include”"),
        ("{{ paragraphs.append('x') }}", "may not use “append”"),
    ],
)
def test_a_bad_tag_is_refused_with_the_name_of_the_template(tmp_path: Path, tag: str, says: str) -> None:
    context = {
        "header": {"x": "y"},
        "record": SimpleNamespace(_x="y"),
        "numbers": {},
        "paragraphs": ["a"],
        "nothing": None,
        "text": "chữ",
    }
    with pytest.raises(BadTemplate) as caught:
        render(template(tmp_path, "trước", tag), context, day=DAY)
    assert "“mau.docx”" in str(caught.value)
    assert says in str(caught.value)
    assert "Traceback" not in str(caught.value)


def test_tags_that_cut_a_table_in_two_are_refused_instead_of_dropping_text(tmp_path: Path) -> None:
    path = template(tmp_path, "a{% if yes %}b", cell="c{% endif %}d")
    with pytest.raises(BadTemplate, match=r"cut a paragraph.*\{%p …%\}"):
        render(path, {"yes": False}, day=DAY)


def test_a_file_that_is_no_word_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mau.docx"
    path.write_bytes(b"khong phai Word")
    with pytest.raises(BadTemplate, match=r"“mau.docx” cannot be opened"):
        render(path, {}, day=DAY)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x.txt", "x")
    with pytest.raises(BadTemplate, match=r"“mau.docx”"):
        render(path, {}, day=DAY)


def test_a_missing_file_is_no_access(tmp_path: Path) -> None:
    with pytest.raises(NoAccess, match=r"“khong-co.docx”"):
        render(tmp_path / "khong-co.docx", {}, day=DAY)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_filled_sample_is_sound(name: str, tmp_path: Path) -> None:
    file, context = SAMPLES[name]
    data = render(TEMPLATES / file, context, day=DAY)
    _audit(data, tmp_path)
    assert "{" not in all_text(data)
    assert "%}" not in all_text(data)


def _audit(data: bytes, folder: Path) -> None:
    path = folder / "audited.docx"
    path.write_bytes(data)
    assert faults(path) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_a_part_that_is_missing_leaves_no_empty_paragraph_or_table(name: str) -> None:
    file, context = SAMPLES[name]
    document = opened(render(TEMPLATES / file, context, day=DAY))
    empty = [str(p.style and p.style.name) for p in document.paragraphs if not p.text]
    assert empty == ["VT Đoạn cuối"]
    assert all(len(table.rows) > 1 for table in document.tables if table.style and table.style.name == "VT Bảng")
    assert not [p.text for p in document.paragraphs if p.text.startswith((" ", ".")) or p.text.endswith(" ")]


PLANNING = {"aim", "requirements", "plan_presenter", "reviewer", "draft_due", "approval_due", "sending_due"}
# Told elsewhere: the plan of a meeting is not repeated in its minutes, nor its papers in the resolution; who prepares
# what until when stands in the assignments of the plan.
LEFT_OUT = {
    "minutes": {f"thematic.{name}" for name in PLANNING} | {"score_lines.superior_score", "score_lines.levels", "body"},
    "resolution-long": {f"thematic.{name}" for name in PLANNING}
    | {f"thematic.{name}" for name in ("content", "presenter", "papers.number", "papers.author", "papers.topic")}
    | {"thematic.questions"},
    "plan": {f"thematic.{name}" for name in PLANNING - {"aim", "requirements"}}
    | {"thematic.agreed", "thematic.presenter"},
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_a_document_prints_all_it_is_given_but_what_is_told_elsewhere(name: str) -> None:
    file, context = SAMPLES[name]
    marks: dict[str, str] = {}

    def mark(path: str, _: str) -> str:
        return marks.setdefault(path, f"[{path.upper()}]")  # upper: some titles are printed in capitals

    text = all_text(render(TEMPLATES / file, changed(context, mark), day=DAY))
    assert {path for path, printed in marks.items() if printed not in text} == LEFT_OUT[name]


def test_names_are_given_as_a_mapping_or_as_a_record(tmp_path: Path) -> None:
    @dataclasses.dataclass(frozen=True)
    class Record:
        x: str

    path = template(tmp_path, "{{ x }}")
    assert render(path, Record("một"), day=DAY) == render(path, {"x": "một"}, day=DAY)


def test_the_file_is_as_old_as_its_document_and_says_what_it_is() -> None:
    file, context = SAMPLES["resolution"]
    properties = opened(render(TEMPLATES / file, context, day=DAY)).core_properties
    assert properties.created is not None
    assert properties.modified is not None
    assert (properties.created.date(), properties.modified.date()) == (DAY, DAY)
    assert properties.title == "Nghị quyết về lãnh đạo thực hiện nhiệm vụ tháng 10 năm 2018"
    assert properties.author == "Chi bộ Trường Tiểu học Bình Minh"


def _digests() -> str:
    return "\n".join(_digest(file, context) for file, context in SAMPLES.values())


def _digest(file: str, context: Context) -> str:
    return hashlib.sha256(render(TEMPLATES / file, context, day=DAY)).hexdigest()


def test_the_same_input_gives_the_same_bytes_in_another_process() -> None:
    code = f"from {__name__} import _digests; print(_digests())"
    paths = os.pathsep.join(["", *sys.path]).strip(os.pathsep)
    here = _digests()
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True, text=True)
        assert done.stdout.split() == here.split()
