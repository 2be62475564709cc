"""Files that are no Word files, or mean harm: a plain sentence within seconds, never a traceback."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import NoAccess
from pipeline.layout_check import open_word, read_word_file
from pipeline.layout_check.package import MAX_FILE
from pipeline.office_files.packages import PackageRefused
from tests.layout.held import report
from tests.layout.typed import FULL, File, body_xml, docx, packed

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
PARTS = File().parts(body_xml(FULL))


def with_document(xml: str | bytes) -> bytes:
    return packed({**PARTS, "word/document.xml": xml})


def laughs() -> str:
    entities = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10))
    document = PARTS["word/document.xml"].replace("NGHỊ QUYẾT", "&l9;")
    return f'<!DOCTYPE w:document [<!ENTITY l0 "haha">{entities}]>{document}'


def outside() -> str:
    document = PARTS["word/document.xml"].replace("NGHỊ QUYẾT", "&x;")
    return f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]>{document}'


def bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in PARTS.items():
            archive.writestr(name, content)
        with archive.open("word/media/image1.bmp", "w") as member:
            for _block in range(260):
                member.write(bytes(1024 * 1024))
    return target.getvalue()


def twice() -> bytes:
    with pytest.warns(UserWarning, match="Duplicate name"):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            for name, content in (*PARTS.items(), ("word/document.xml", "<other/>")):
                archive.writestr(name, content)
    return target.getvalue()


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing in it": (lambda: b"", "not a sound Office file"),
    "a text": (lambda: "Nghị quyết".encode(), "not a sound Office file"),
    "a zip file of something else": (lambda: packed({"a.txt": "a"}), "not a Word document"),
    "half a file": (lambda: docx(FULL)[:2000], "not a sound Office file"),
    "an old Word file": (lambda: OLD_WORD, "old Word"),
    "a file under a password": (lambda: OLD_WORD + "EncryptedPackage".encode("utf-16-le"), "password"),
    "a part of it damaged": (lambda: with_document("<w:document"), "damaged"),
    "no text part": (lambda: packed({name: part for name, part in PARTS.items() if name != "word/document.xml"}), "not a Word document"),
    "another root": (lambda: with_document("<w/>"), "not a Word document"),
    "entities that grow": (lambda: with_document(laughs()), "damaged|document type"),
    "an entity from outside": (lambda: with_document(outside()), "document type"),
    "nested without end": (lambda: with_document("<a>" * 100_000 + "</a>" * 100_000), "damaged"),
    "a part twice": (twice, "twice"),
    "a bomb": (bomb, "too large"),
    "one huge part": (lambda: with_document(PARTS["word/document.xml"] + " " * 41 * 1024 * 1024), "too large"),
}  # fmt: skip


@pytest.mark.timeout(20)
@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_sound_word_file_is_refused_in_a_sentence(what: str) -> None:
    make, sentence = REFUSED[what]
    with pytest.raises(PackageRefused, match=sentence):
        report(make())


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "lon.docx"
    with path.open("wb") as file:
        file.truncate(MAX_FILE * 10)
    with pytest.raises(PackageRefused, match="too large"):
        read_word_file(path)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(NoAccess):
        read_word_file(tmp_path)


@pytest.mark.parametrize("part", ["word/styles.xml", "word/theme/theme1.xml", "word/_rels/document.xml.rels"])
def test_a_file_without_styles_or_theme_is_read_all_the_same(part: str) -> None:
    data = packed({name: content for name, content in PARTS.items() if name != part})
    assert report(data).make_up == "full"


def test_deep_nesting_within_what_xml_allows_is_read() -> None:
    deep = "<w:sdt><w:sdtContent>" * 120 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 120
    assert report(File().docx(body_xml(FULL) + deep)).make_up == "full"


def test_odd_values_are_taken_as_not_given() -> None:
    odd = PARTS["word/document.xml"].replace('w:val="28"', 'w:val="lớn"').replace('w:firstLine="567"', 'w:firstLine=""')
    assert open_word(with_document(odd))
    assert "size" in {finding.code for finding in report(with_document(odd)).findings}
