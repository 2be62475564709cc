"""Workbooks made to do harm come back with a clear problem, at once, in little memory; garbage never crashes."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import FormRefused, Problem
from pipeline.office_files.packages import LIMITS, Limits
from pipeline.office_files.workbooks import WorkbookValues, read_workbook

from . import hostile
from .old_files import book_stream, compound, number_cell, old_workbook, record
from .packages import ods, ods_parts, xlsx, zipped

SECONDS = 10  # for the slowest on a slow machine; each takes under two on a plain one
MEGABYTES = 300


def refusal(data: bytes, suffix: str = ".xlsx", limits: Limits = LIMITS) -> Problem:
    with pytest.raises(FormRefused) as caught:
        read_workbook(data, suffix, limits)
    return caught.value.problems[0]


def test_each_is_refused_at_once_in_little_memory_and_left_untouched(tmp_path: Path) -> None:
    expected, before = {}, {}
    for number, (build, code) in enumerate(hostile.WORKBOOKS.values()):
        path = tmp_path / f"{number:03}.xlsx"
        path.write_bytes(build())
        expected[path.name], before[path] = code, path.stat()
    done = subprocess.run(
        [sys.executable, "-m", "tests.office.measuring", *map(str, before)],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    names = dict(zip(expected, hostile.WORKBOOKS, strict=True))
    assert {names[name]: code for name, code, *_ in lines} == {names[name]: code for name, code in expected.items()}
    assert {names[name]: seconds for name, _, seconds, _ in lines if float(seconds) > SECONDS} == {}
    assert int(lines[-1][3]) < MEGABYTES
    for path, stat in before.items():
        now = path.stat()
        assert (now.st_size, now.st_mtime_ns) == (stat.st_size, stat.st_mtime_ns)
    assert sorted(tmp_path.iterdir()) == sorted(before)


@pytest.mark.parametrize("what", list(hostile.odd_workbooks()))
def test_what_a_form_never_needs_is_left_alone_and_said(what: str) -> None:
    code = {"macros": "macros-not-run", "an embedded file": "embedded-not-read", "links": "links-not-followed"}[what]
    book = read_workbook(hostile.odd_workbooks()[what]())
    assert [notice.code for notice in book.notices] == [code]
    assert book.sheets[0].rows == (("a",),)


@pytest.mark.parametrize(
    ("streams", "storages", "before", "code"),
    [
        ({}, ("_VBA_PROJECT_CUR",), b"", "macros-not-run"),
        ({}, ("MBD0012",), b"", "embedded-not-read"),
        ({"\x01Ole10Native": b"x"}, (), b"", "embedded-not-read"),
        ({}, (), record(0x1AE, b"\x01\x00\x06\x00\x00a.xls\x00"), "links-not-followed"),
    ],
)
def test_the_same_in_an_old_workbook(
    streams: dict[str, bytes], storages: tuple[str, ...], before: bytes, code: str
) -> None:
    stream = book_stream(("Trang 1", number_cell(0, 0, 7)), before=before)
    book = read_workbook(compound({"Workbook": stream, **streams}, storages), ".xls")
    assert [notice.code for notice in book.notices] == [code]
    assert book.sheets[0].rows == ((7,),)


@pytest.mark.parametrize(
    ("member", "code"),
    [
        ("Basic/Standard/Module1.xml", "macros-not-run"),
        ("Scripts/python/a.py", "macros-not-run"),
        ("Object 1/content.xml", "embedded-not-read"),
    ],
)
def test_the_same_in_an_opendocument_workbook(member: str, code: str) -> None:
    book = read_workbook(zipped({**ods_parts(), member: "<x/>"}), ".ods")
    assert [notice.code for notice in book.notices] == [code]


def test_a_link_in_an_opendocument_workbook_is_not_followed() -> None:
    book = read_workbook(ods(columns="<table:table-source xlink='file:///etc/passwd'/>"), ".ods")
    assert [notice.code for notice in book.notices] == ["links-not-followed"]


@pytest.mark.parametrize(
    ("data", "suffix", "kind"),
    [
        (b"<html><body><table>", ".xls", "a web page (HTML)"),
        (b"\xef\xbb\xbf  <!DOCTYPE html>", ".xlsx", "a web page (HTML)"),
        (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>", ".xls", "an XML table of Excel 2003"),
        (b"<?xml version='1.0'?><office:document office:version='1.3'>", ".ods", "a flat OpenDocument file"),
        ("Họ và tên;Chức vụ\nTrần Văn Hòa;Bí thư".encode(), ".xls", "plain text (CSV or the like)"),
        ("Họ và tên\tChức vụ".encode("utf-16"), ".xls", "plain text (CSV or the like)"),
        ("Họ và tên;Chức vụ\n".encode() * 999, ".xlsx", "plain text (CSV or the like)"),
        ("Trần Văn Hòa".encode("cp1258", "replace"), ".xlsx", "plain text (CSV or the like)"),
        (b"%PDF-1.7\n", ".xlsx", "a PDF file"),
        (b"{\\rtf1", ".xls", "an RTF text"),
        (b"\x89PNG\r\n\x1a\n", ".xlsx", "a picture"),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00", ".xls", "a very old Excel workbook"),
        (zipped({"word/document.xml": "<x/>"}), ".xlsx", "a Word document"),
        (zipped({"xl/workbook.bin": "x"}), ".xlsx", "a binary Excel workbook (.xlsb)"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}), ".ods", "an OpenDocument text"),
        (zipped({"anh.jpg": "x"}), ".xlsx", "an archive of files"),
        (compound({"WordDocument": b"x"}), ".xls", "an old Word document (.doc)"),
        (compound({"abc": b"x"}), ".xls", "another old Office file"),
    ],
)  # fmt: skip
def test_another_kind_of_file_is_called_by_its_name(data: bytes, suffix: str, kind: str) -> None:
    problem = refusal(data, suffix)
    assert problem.code == "not-a-workbook"
    assert str(problem.message) == f"The name says {suffix}, but the file is {kind}."


def test_a_workbook_with_the_wrong_ending_is_read_as_what_it_is() -> None:
    row = "<row><c><v>7</v></c></row>"
    old = old_workbook(("Trang 1", number_cell(0, 0, 7)))
    cell = "<table:table-cell office:value-type='float' office:value='7'/>"
    for data, suffix in [(xlsx(row), ".xls"), (xlsx(row), ".ods"), (old, ".xlsx"), (ods(f"<table:table-row>{cell}</table:table-row>"), ".xlsx")]:  # fmt: skip
        assert read_workbook(data, suffix).sheets[0].rows == ((7,),)


@pytest.mark.parametrize(
    "changed", [{"file": 100}, {"members": 3}, {"total": 200}, {"read": 200}, {"sheets": 1}, {"rows": 1}, {"columns": 1}, {"cells": 3}]
)  # fmt: skip
def test_every_limit_is_an_option(changed: dict[str, int]) -> None:
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
    data = xlsx(rows, rows)
    assert isinstance(read_workbook(data), WorkbookValues)
    assert refusal(data, limits=replace(LIMITS, **changed)).code == "form-too-large"


def test_a_member_packed_tighter_than_the_limit_is_refused() -> None:
    data = xlsx("<row><c t='str'><v>" + "a" * 6 * 1024 * 1024 + "</v></c></row>")
    assert refusal(data).code == "form-too-large"
    assert read_workbook(data, limits=replace(LIMITS, ratio=2_000)).sheets[0].rows[0][0]


@pytest.mark.parametrize("seed", range(4))
def test_garbage_is_read_or_refused_and_never_a_crash(seed: int) -> None:
    for data in hostile.garbage(250, seed):
        try:
            read_workbook(data)
        except FormRefused as refused:
            assert refused.problems[0].hint
