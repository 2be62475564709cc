"""Files that are no form, files that carry secrets, and files made to break a reader: a problem each, never a crash."""

# ruff: noqa: S105, S311 - nothing here is a password, and the dice must fall the same each time

from __future__ import annotations

import json
import random
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from pipeline.forms import FORM_SUFFIXES, meeting_to_yaml, read_form, write_workbook
from pipeline.meeting import MeetingKind, Stage
from tests.builders import make_meeting

from .filled import beside, codes, edited, read, sheet, with_part

FILLED = write_workbook(make_meeting())
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def _package(**parts: bytes) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def _other_workbook() -> bytes:
    def clear(book: Workbook) -> None:
        for page in book.worksheets[1:]:
            book.remove(page)
        book.worksheets[0].title = "Nội dung"
        book.worksheets[0].delete_rows(1, 100)
        book.worksheets[0].append(["Lớp", "Sĩ số", "Nội dung"])

    return edited(FILLED, clear)


REFUSED = {
    "empty": ("a.xlsx", b"", "empty-file"),
    "empty YAML": ("a.yaml", b"", "empty-file"),
    "comments only": ("a.yaml", "# chưa có gì\n".encode(), "empty-file"),
    "empty JSON": ("a.json", b"  ", "empty-file"),
    "text named .xlsx": ("a.xlsx", "Biên bản họp".encode(), "not-a-workbook"),
    "PDF named .xlsx": ("a.xlsx", b"%PDF-1.7 ...", "not-a-workbook"),
    "other package named .xlsx": ("a.xlsx", _package(**{"word/document.xml": b"<a/>"}), "not-a-workbook"),
    "old Office file cut off": ("a.xlsx", OLE, "not-a-workbook"),
    "password": ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "cut off": ("a.xlsx", FILLED[:9_000], "not-a-workbook"),
    "another workbook": ("a.xlsx", _other_workbook(), "not-our-form"),
    "bomb": ("a.xlsx", _package(**{"xl/media/image1.bin": bytes(50 << 20)}), "form-too-large"),
    "too large": ("a.xlsx", b"PK" + bytes(21 << 20), "form-too-large"),
    "too many parts": ("a.xlsx", _package(**{f"a{n}": b"" for n in range(5_001)}), "form-too-large"),
    "workbook named .yaml": ("a.yaml", FILLED, "wrong-suffix"),
    "Word document": ("a.docx", FILLED, "not-a-document"),
    "no ending": ("biểu mẫu", b"stage: held", "unknown-form-type"),
    "not Unicode": ("a.yml", "stage: \xd0".encode("latin-1"), "not-utf8"),
    "broken YAML": ("a.yaml", b"stage: [held", "yaml-syntax"),
    "broken JSON": ("a.json", b'{"stage": ', "yaml-syntax"),
    "endless YAML": ("a.yaml", b"#" * (6 << 20), "form-too-large"),
}


@pytest.mark.parametrize(("name", "data", "code"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_form_is_one_problem_with_a_hint(name: str, data: bytes, code: str) -> None:
    form = read_form(name, data)
    assert codes(form) == [code]
    assert form.meeting is None
    assert str(form.problems[0].message)
    assert str(form.problems[0].where)


def test_the_kinds_of_form_are_listed_to_who_drops_another() -> None:
    hint = str(read_form("a.txt", b"").problems[0].hint)
    assert all(suffix in hint for suffix in FORM_SUFFIXES)


def test_the_ending_of_a_name_may_be_in_capitals() -> None:
    assert read_form("MAU.XLSX", FILLED).meeting == make_meeting()


SHEET = "xl/worksheets/sheet1.xml"
FAR = b'<row r="%d"><c r="%s%d"><v>1</v></c></row></sheetData>'
MORE = b'<sheet name="x" sheetId="99" r:id="rId1"/>'
HOSTILE = {
    "a cell at the end of the world": (SHEET, b"</sheetData>", FAR % (1_048_576, b"XFD", 1_048_576), "form-too-large"),
    "a cell in the 201st column": (SHEET, b"</sheetData>", FAR % (90, b"GS", 90), "form-too-large"),
    "an address that is none": (SHEET, b"</sheetData>", FAR % (90, b"ABCDE", 90), "not-a-workbook"),
    "sixty sheets more": ("xl/workbook.xml", b"</sheets>", MORE * 60 + b"</sheets>", "form-too-large"),
}  # fmt: skip


@pytest.mark.parametrize(("part", "old", "new", "code"), HOSTILE.values(), ids=HOSTILE)
def test_a_workbook_made_to_exhaust_a_reader_is_refused(part: str, old: bytes, new: bytes, code: str) -> None:
    form = read(with_part(FILLED, old, new, part))
    assert codes(form) == [code]


def test_a_part_that_claims_endless_content_is_not_believed() -> None:
    claimed = with_part(FILLED, b'uniqueCount="', b'uniqueCount="99999999999999', "xl/sharedStrings.xml")
    assert read(claimed).meeting == make_meeting()


def test_no_damage_to_the_file_escapes_as_an_exception() -> None:
    dice = random.Random(20_181_005)
    for _ in range(150):
        damaged = bytearray(FILLED)
        for _ in range(dice.randint(1, 20)):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        read(bytes(damaged[: dice.choice([len(damaged), dice.randrange(len(damaged))])]))


def test_no_damage_inside_a_part_escapes_as_an_exception() -> None:
    dice = random.Random(5)
    with zipfile.ZipFile(BytesIO(FILLED)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for _ in range(150):
        name = dice.choice([name for name in parts if name.startswith("xl/")])
        damaged = bytearray(parts[name])
        for _ in range(dice.randint(1, 6)):
            damaged[dice.randrange(len(damaged))] = dice.choice(b'<>/"=&0A9 \x00')
        read(_package(**{**parts, name: bytes(damaged)}))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([".xlsx", ".yaml", ".json"]), st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_read_or_refused(suffix: str, data: bytes) -> None:
    form = read_form(f"a{suffix}", data)
    assert form.meeting is None
    assert form.problems


SECRET = "Nội dung rất kín"
SECRET_FILES = {
    "workbook": ("a.xlsx", write_workbook(make_meeting(conclusion=SECRET)), "Mật"),
    "own words": ("a.xlsx", write_workbook(make_meeting(conclusion=SECRET)), "chỉ lưu hành nội bộ"),
    "an error in the mark": ("a.xlsx", write_workbook(make_meeting(conclusion=SECRET)), "#REF!"),
}


@pytest.mark.parametrize(("name", "data", "mark"), SECRET_FILES.values(), ids=SECRET_FILES)
def test_a_secret_workbook_is_read_no_further(name: str, data: bytes, mark: str) -> None:
    _is_unread(name, edited(data, lambda book: setattr(beside(book, "Thông tin chung", "Độ mật"), "value", mark)))


def test_a_mark_of_secrecy_counts_wherever_damage_has_left_it() -> None:
    def damage(book: Workbook) -> None:
        beside(book, "Thông tin chung", "Độ mật").value = "Tuyệt mật"
        sheet(book, "Thông tin chung").title = "Hỏng"
        sheet(book, "Hỏng").delete_rows(1, 8)

    _is_unread("a.xlsx", edited(FILLED, damage))


@pytest.mark.parametrize(
    "text",
    [
        f"secrecy: secret\nconclusion: {SECRET}\nbody: SAI {SECRET}",
        f"secrecy: none\nbody: SAI {SECRET}\nsecrecy: Tối mật",
        f"Độ mật: Mật\nbody: SAI {SECRET}",
        f"meeting:\n  secrecy: yes\n  body: SAI {SECRET}",
        f"secrecy: [secret]\nbody: SAI {SECRET}",
    ],
)
def test_secret_yaml_is_read_no_further(text: str) -> None:
    _is_unread("a.yaml", text.encode())


def test_secret_json_is_read_no_further() -> None:
    _is_unread("a.json", json.dumps({"secrecy": "top-secret", "body": f"SAI {SECRET}"}).encode())


@pytest.mark.parametrize("mark", ["Không mật", "KHÔNG MẬT", "none", "", "~"])
def test_a_form_marked_not_secret_is_read(mark: str) -> None:
    text = meeting_to_yaml(make_meeting()) + f"secrecy: {mark}\n"
    assert read_form("a.yaml", text.encode()).meeting == make_meeting()


def _is_unread(name: str, data: bytes) -> None:
    form = read_form(name, data)
    assert codes(form) == ["secret-form"]
    assert form.meeting is None
    assert form.places.known == {}
    assert SECRET not in repr(form)


NOTHING_SECRET = ("Không", "không", "KHÔNG ", "no", "0")


@pytest.mark.parametrize("mark", NOTHING_SECRET)
def test_no_is_no_mark_of_secrecy(mark: str) -> None:
    text = meeting_to_yaml(make_meeting()) + f"secrecy: {mark}\n"
    assert read_form("a.yaml", text.encode()).meeting == make_meeting()
    typed = edited(FILLED, lambda book: setattr(beside(book, "Thông tin chung", "Độ mật"), "value", mark))
    assert read(typed).meeting == make_meeting()


@pytest.mark.parametrize("mark", ["có", "yes", "1", "true", "x", "không rõ", "not"])
def test_any_other_mark_of_secrecy_counts(mark: str) -> None:
    _is_unread("a.yaml", f"secrecy: {mark}\nbody: SAI {SECRET}".encode())


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.yaml", "- stage: held\n- body: x"), ("a.yaml", "Biên bản họp"), ("a.json", "[1, 2]"), ("a.json", '"x"')],
)
def test_a_list_or_a_text_is_said_to_be_no_form(name: str, text: str) -> None:
    form = read_form(name, text.encode())
    assert codes(form) == ["not-a-form"]
    assert "/" not in str(form.problems[0].message)


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_each_thing_missing_in_a_text_form_has_its_label_and_its_key(name: str) -> None:
    values = {"stage": "held", "kind": "regular", "votes": [{"choices": [{"votes": 3}]}], "roll": None}
    form = read_form(name, json.dumps(values).encode())
    found = {str(problem.message): str(problem.where) for problem in form.problems}
    assert found["“Mã chi bộ” is missing."] == "key “body”"
    assert found["“Kỳ sinh hoạt” is missing."] == "key “period”"
    assert "key “votes[1].motion”" in found["“Nội dung biểu quyết” is missing."]
    assert "key “votes[1].choices[1].name”" in found["“Người ứng cử hoặc phương án” is missing."]
    assert str(form.places.of("day")) == "key “date”"
    assert "key “roll.total_official”" in str(form.places.of("roll", "total_official"))
    assert str(form.places.of("dues", "paid_members")) == "key “dues.paid_members”"


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("bat-thuong", MeetingKind.EXTRAORDINARY),
        ("thuong-ky", MeetingKind.REGULAR),
        ("chuyen-de", MeetingKind.THEMATIC),
        ("chi-uy", MeetingKind.COMMITTEE),
        ("Sinh hoat bat thuong", MeetingKind.EXTRAORDINARY),
        ("sinh-hoat-bat-thuong", MeetingKind.EXTRAORDINARY),
    ],
)
def test_a_choice_may_be_written_as_the_command_line_does(typed: str, kind: MeetingKind) -> None:
    text = f"kind: {typed}\nstage: da-hop\nbody: binh-minh\nperiod: 10/2018\n"
    found = read_form("a.yaml", text.encode()).meeting
    assert found is not None
    assert (found.kind, found.stage) == (kind, Stage.HELD)
