"""Files made to do harm, or damaged by accident: each built in a moment, none kept on disk.

`WORKBOOKS` gives, by a name, how to build one and the code of the problem that has to come back.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Callable, Iterator

from .old_files import (
    book_stream,
    cell_format,
    compound,
    number_cell,
    old_workbook,
    record,
    shared_texts,
    text_cell,
)
from .packages import (
    ODS_TYPE,
    book_xml,
    odf,
    ods,
    ods_parts,
    overlapping,
    relations_xml,
    sheet_xml,
    strings_xml,
    styles_xml,
    with_flag,
    with_size,
    xlsx,
    xlsx_parts,
    zipped,
)

Build = Callable[[], bytes]

MEGABYTE = 1024 * 1024
_LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>{}]>".format(
    "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
)
_OUTSIDE = "<!DOCTYPE x SYSTEM 'file:///etc/passwd' [<!ENTITY a9 SYSTEM 'file:///etc/passwd'>]>"
_A = "<c r='A1' t='inlineStr'><is><t>a</t></is></c>"
_ROW = f"<row r='1'>{_A}</row>"
_ODS_CELL = "<table:table-cell office:value-type='string'><text:p>a</text:p></table:table-cell>"
_ODS_ROW = f"<table:table-row>{_ODS_CELL}</table:table-row>"
_OLD_SHEET = ("Trang 1", text_cell(0, 0, 0))
_HA = shared_texts(struct.pack("<HB", 1, 0) + b"a")


def _xlsx(part: str, content: bytes | str) -> Build:
    """A good workbook with one part replaced."""
    return lambda: zipped({**xlsx_parts(_ROW, strings="<si><t>a</t></si>", styles=styles_xml()), part: content})


def _ods(part: str, content: bytes | str) -> Build:
    return lambda: zipped({**ods_parts(_ODS_ROW), part: content})


def _rows(count: int, cell: str) -> str:
    return "".join(f"<row r='{row}'>{cell.format(row)}</row>" for row in range(1, count + 1))


def xlsx_bomb() -> bytes:
    return zipped({**xlsx_parts(_ROW), "xl/worksheets/sheet1.xml": sheet_xml(" " * 100 * MEGABYTE)})


def xlsx_many_small_bombs() -> bytes:
    small = {f"xl/worksheets/sheet{number}.xml": sheet_xml(" " * (5 * MEGABYTE - 500)) for number in range(1, 38)}
    return zipped({**xlsx_parts(_ROW), **small})


def xlsx_thousands_of_members() -> bytes:
    return zipped({**xlsx_parts(_ROW), **{f"xl/media/image{number}.png": b"" for number in range(5_000)}})


def zip_of_many_empty_names() -> bytes:
    """A directory that would unfold to hundreds of megabytes of objects."""
    return overlapping(300_000, b"")


def one_sheet_many_times() -> bytes:
    names = ["worksheets/sheet1.xml"] * 50
    return zipped(
        {
            **xlsx_parts(_ROW),
            "xl/workbook.xml": book_xml(50),
            "xl/_rels/workbook.xml.rels": relations_xml(*names),
        }
    )


def far_corners() -> bytes:
    """Few cells, each at the far end of its row: laid out they would be millions."""
    return xlsx(*[_rows(3_000, "<c r='GR{0}'><v>1</v></c>")] * 40)


def long_text_everywhere() -> bytes:
    """One long text in an old font that thousands of cells refer to."""
    text = f"<si><r><rPr><rFont val='.VnTime'/></rPr><t>{'céng hoµ ' * 100_000}</t></r></si>"
    return xlsx(_rows(4_000, "<c r='A{0}' t='s'><v>0</v></c>"), strings=text)


def old_with_endless_chain() -> bytes:
    """A compound file whose first stream bites its own tail."""
    data = bytearray(old_workbook(_OLD_SHEET, before=_HA))
    table = struct.unpack_from("<128I", data, 512)
    last = max(place for place, after in enumerate(table) if after == 0xFFFFFFFE)
    struct.pack_into("<I", data, 512 + last * 4, last)
    return bytes(data)


def old_with_text_read_backwards() -> bytes:
    """Shared texts whose guide to pronunciation has a negative size: the same letters are read for ever."""
    text = struct.pack("<HBi", 30_000, 4, -30_007) + b"a" * 30_000
    return old_workbook(_OLD_SHEET, before=shared_texts(text, text, count=190_000))


def old_with_hidden_sheet() -> bytes:
    """A list of sheets that points into the middle of a record."""
    stream = bytearray(book_stream(_OLD_SHEET, before=_HA))
    at = stream.index(b"\x85\x00")
    struct.pack_into("<I", stream, at + 4, at + 20)
    return compound({"Workbook": bytes(stream)})


def old_with_many_runs() -> bytes:
    texts = struct.pack("<HBH", 1, 8, 8_000) + b"a" + bytes(32_000)
    body = shared_texts(texts, count=200)
    return old_workbook(_OLD_SHEET, before=body + record(0x3C, texts) * 199)


def encrypted_package() -> bytes:
    return compound({"EncryptionInfo": b"\x04\x00\x04\x00", "EncryptedPackage": bytes(range(256)) * 40})


def encrypted_ods() -> bytes:
    entry = "<manifest:file-entry manifest:full-path='content.xml'><manifest:encryption-data/></manifest:file-entry>"
    return zipped(
        {
            "mimetype": ODS_TYPE,
            "META-INF/manifest.xml": odf("manifest:manifest", entry),
            "content.xml": bytes(range(1, 256)) * 9,
        }
    )


def nested_zips() -> bytes:
    inner = zipped({"0.xml": b" " * MEGABYTE})
    for number in range(8):
        inner = zipped({f"{number}-{copy}.zip": inner for copy in range(10)})
    return inner


WORKBOOKS: dict[str, tuple[Build, str]] = {
    "nothing": (lambda: b"", "empty-file"),
    "xlsx: a bomb": (xlsx_bomb, "form-too-large"),
    "xlsx: many small bombs": (xlsx_many_small_bombs, "form-too-large"),
    "xlsx: a bomb of bombs": (nested_zips, "not-a-workbook"),
    "xlsx: members that share their bytes": (lambda: overlapping(40, b"\0" * 5 * MEGABYTE), "form-too-large"),
    "xlsx: thousands of members": (xlsx_thousands_of_members, "form-too-large"),
    "xlsx: a directory of nothing else": (zip_of_many_empty_names, "form-too-large"),
    "xlsx: a size too small": (lambda: with_size(xlsx(_ROW), "xl/worksheets/sheet1.xml", 10), "not-a-workbook"),
    "xlsx: a size too large": (lambda: with_size(xlsx(_ROW), "xl/worksheets/sheet1.xml", 2**32 - 2), "form-too-large"),
    "xlsx: members under a password": (lambda: with_flag(xlsx(_ROW)), "encrypted"),
    "xlsx: under a password": (encrypted_package, "encrypted"),
    **{
        f"xlsx: {what} in {part}": (_xlsx(part, dtd + content), "unsafe-file")
        for what, dtd in {"laughs": _LAUGHS, "a file from outside": _OUTSIDE}.items()
        for part, content in {
            "xl/workbook.xml": book_xml(),
            "xl/_rels/workbook.xml.rels": relations_xml("worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": sheet_xml("<row><c t='str'><v>&a9;</v></c></row>"),
            "xl/sharedStrings.xml": strings_xml("<si><t>&a9;</t></si>"),
            "xl/styles.xml": styles_xml(),
            "docProps/core.xml": "<x><keywords>&a9;</keywords></x>",
        }.items()
    },
    "xlsx: an unknown entity": (_xlsx("xl/sharedStrings.xml", strings_xml("<si><t>&a9;</t></si>")), "not-a-workbook"),
    "xlsx: tags hidden in UTF-16": (_xlsx("xl/worksheets/sheet1.xml", sheet_xml(_ROW).encode("utf-16")), "unsafe-file"),
    "xlsx: tags hidden in UTF-7": (
        _xlsx("xl/worksheets/sheet1.xml", b"<?xml version='1.0' encoding='UTF-7'?>+ADw-a/+AD4-"),
        "unsafe-file",
    ),
    "xlsx: nested without end": (
        _xlsx("xl/worksheets/sheet1.xml", "<a>" * 100_000 + "</a>" * 100_000),
        "not-a-workbook",
    ),
    "xlsx: a million rows": (lambda: xlsx(_rows(1_000_000, "<c><v>1</v></c>")), "form-too-large"),
    "xlsx: the last cell there can be": (lambda: xlsx("<row><c r='XFD1048576'><v>1</v></c></row>"), "form-too-large"),
    "xlsx: a cell nowhere": (lambda: xlsx("<row><c r='??'><v>1</v></c></row>"), "not-a-workbook"),
    "xlsx: far corners": (far_corners, "form-too-large"),
    "xlsx: more cells than a form has": (lambda: xlsx(_rows(3_000, "<c><v>1</v></c>" * 90)), "form-too-large"),
    "xlsx: thousands of sheets": (lambda: xlsx(*[_ROW] * 1_900), "form-too-large"),
    "xlsx: one sheet many times": (one_sheet_many_times, "not-a-workbook"),
    "xlsx: a million merged areas": (
        lambda: xlsx(_ROW, after="<mergeCells>" + "<mergeCell ref='A1:B2'/>" * 1_000_000 + "</mergeCells>"),
        "form-too-large",
    ),
    "xlsx: millions of empty texts": (lambda: xlsx(_ROW, strings="<si/>" * 8_000_000), "form-too-large"),
    "xlsx: millions of pieces of text": (
        lambda: xlsx(_ROW, strings="<si>" + "<t>ab</t>" * 4_000_000 + "</si>"),
        "form-too-large",
    ),
    "xlsx: millions of styles": (lambda: xlsx(_ROW, styles=styles_xml(cells="<xf/>" * 7_000_000)), "form-too-large"),
    "xlsx: a long text everywhere": (long_text_everywhere, "form-too-large"),
    "xlsx: a text that is not there": (lambda: xlsx("<row><c t='s'><v>7</v></c></row>"), "not-a-workbook"),
    "xlsx: a sheet without its part": (_xlsx("xl/_rels/workbook.xml.rels", "<x"), "not-a-workbook"),
    **{
        f"a part named {name!r}": (lambda name=name: zipped({**xlsx_parts(_ROW), name: "x"}), "not-a-workbook")  # type: ignore[misc]
        for name in ("../../inbox/a.xlsx", "/etc/cron.d/a", "xl\\..\\..\\a.xml", "C:/a.xml", "xl/media/../../../a")
    },
    "ods: laughs in its content": (
        _ods("content.xml", _LAUGHS + odf("office:document-content", "&a9;")),
        "unsafe-file",
    ),
    "ods: laughs in its styles": (_ods("styles.xml", _LAUGHS + odf("office:document-styles", "&a9;")), "unsafe-file"),
    "ods: laughs in its properties": (_ods("meta.xml", _LAUGHS + odf("office:document-meta", "&a9;")), "unsafe-file"),
    "ods: under a password": (encrypted_ods, "encrypted"),
    "ods: a row a million times": (
        lambda: ods(_ODS_ROW.replace("-row>", "-row table:number-rows-repeated='1048576'>", 1)),
        "form-too-large",
    ),
    "ods: a cell thousands of times": (
        lambda: ods(_ODS_ROW.replace("-cell ", "-cell table:number-columns-repeated='16384' ")),
        "form-too-large",
    ),
    "ods: many cells many times": (
        lambda: ods(
            "<table:table-row table:number-rows-repeated='4000'>"
            + _ODS_CELL.replace("-cell ", "-cell table:number-columns-repeated='199' ")
            + "</table:table-row>"
        ),
        "form-too-large",
    ),
    "ods: blanks without end": (
        lambda: ods(_ODS_ROW.replace(">a<", "><text:s text:c='2000000000'/><")),
        "form-too-large",
    ),
    "ods: many blanks": (
        lambda: ods(_ODS_ROW.replace(">a<", ">" + "<text:s text:c='9'/>" * 900_000 + "<")),
        "form-too-large",
    ),
    "ods: millions of styles": (
        lambda: ods(_ODS_ROW, styles="".join(f"<style:style style:name='s{n}'/>" for n in range(900_000))),
        "form-too-large",
    ),
    "ods: thousands of sheets": (
        lambda: ods(_ODS_ROW + "</table:table>" + "<table:table></table:table>" * 5_000 + "<table:table>"),
        "form-too-large",
    ),
    "xls: under a password": (
        lambda: old_workbook(_OLD_SHEET, before=record(0x2F, b"\x01\x00" * 27) + _HA),
        "encrypted",
    ),
    "xls: as many rows as there can be": (
        lambda: old_workbook(("Trang 1", b"".join(number_cell(row, 0, row) for row in range(65_536)))),
        "form-too-large",
    ),
    "xls: thousands of sheets": (lambda: old_workbook(*[(f"{n}", b"") for n in range(3_000)]), "form-too-large"),
    "xls: more texts than cells": (
        lambda: old_workbook(_OLD_SHEET, before=shared_texts(b"\1\0\0a", count=2**31 - 1)),
        "form-too-large",
    ),
    "xls: texts read backwards": (old_with_text_read_backwards, "not-a-workbook"),
    "xls: millions of runs": (old_with_many_runs, "form-too-large"),
    "xls: thousands of styles": (lambda: old_workbook(_OLD_SHEET, styles=cell_format(0) * 90_000), "form-too-large"),
    "xls: a sheet inside a record": (old_with_hidden_sheet, "not-a-workbook"),
    "xls: a chain without end": (old_with_endless_chain, "not-a-workbook"),
    "xls: merged areas without end": (
        lambda: old_workbook(
            ("Trang 1", record(0xE5, struct.pack("<H", 1_000) + struct.pack("<4H", 0, 1, 0, 1) * 1_000) * 300)
        ),
        "form-too-large",
    ),
}


def odd_workbooks() -> dict[str, Build]:
    """Sound workbooks that ask for something a form never needs; they are read, and nothing is done."""
    return {
        "macros": lambda: zipped({**xlsx_parts(_ROW), "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
        "an embedded file": lambda: zipped({**xlsx_parts(_ROW), "xl/embeddings/oleObject1.bin": b"MZ"}),
        "links": lambda: zipped({**xlsx_parts(_ROW), "xl/externalLinks/externalLink1.xml": "<x/>"}),
    }


def garbage(count: int, seed: int = 2018) -> Iterator[bytes]:
    """Sound workbooks of each kind cut off, turned over and mixed, and pure noise."""
    choice = random.Random(seed)  # noqa: S311 - the same garbage every time
    sound = [
        xlsx(_ROW, strings="<si><t>a</t></si>", styles=styles_xml()),
        ods(_ODS_ROW),
        old_workbook(_OLD_SHEET, before=_HA),
    ]
    for number in range(count):
        data = bytearray(choice.choice(sound))
        match number % 4:
            case 0:
                del data[choice.randrange(len(data)) :]
            case 1:
                for _ in range(choice.randrange(1, 20)):
                    data[choice.randrange(len(data))] = choice.randrange(256)
            case 2:
                at = choice.randrange(len(data))
                data[at : at + choice.randrange(1, 600)] = choice.randbytes(choice.randrange(600))
            case _:
                data[8:] = choice.randbytes(choice.randrange(2_000))
        yield bytes(data)
