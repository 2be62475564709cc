"""Files that are no Word form, or try to harm: refused in words, or read with a notice; nothing in them is run."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable

import pytest

from pipeline.errors import Severity
from pipeline.forms import ReadForm, filled_form, read_form
from pipeline.office_files.packages import Limits
from pipeline.office_files.word.values import read_word
from tests.builders import make_meeting

from .word_filled import edited_document, read

MEETING = make_meeting()
FILLED = filled_form(".docx", MEETING)
DOCUMENT = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def changed(change: Callable[[dict[str, bytes]], object], data: bytes = FILLED) -> bytes:
    """The package after a change to its members."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    change(members)
    return zipped(members)


def replaced(name: str, old: bytes, new: bytes, count: int = 1) -> bytes:
    def change(members: dict[str, bytes]) -> None:
        assert old in members[name]
        members[name] = members[name].replace(old, new, count)

    return changed(change)


def added(name: str, content: bytes) -> bytes:
    return changed(lambda members: members.update({name: content}))


def zipped(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return target.getvalue()


ENTITIES = b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c SYSTEM "file:///etc/passwd">]><w:document'
WIDE = b"<w:tbl><w:tr>" + b"<w:tc/>" * 20_000 + b"</w:tr></w:tbl>"
MANY = b"<w:p/>" * 800_000
NOT_READ = {
    "nothing": (b"", "empty-file"),
    "a PDF": (b"%PDF-1.7 ...", "not-a-document"),
    "Rich Text": (b"{\\rtf1 Bi\\u234?n b\\u7843?n}", "not-a-document"),
    "a web page": (b"<html><body>1</body></html>", "not-a-document"),
    "an old Word file": (OLE + b"\x00" * 600 + "WordDocument".encode("utf-16-le"), "old-document"),
    "a file with a password": (OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "a workbook": (filled_form(".xlsx", MEETING), "not-a-document"),
    "an OpenDocument text": (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "not-a-document"),
    "any other zip file": (zipped({"a.txt": b"a"}), "not-a-document"),
    "half a file": (FILLED[: len(FILLED) // 2], "not-a-document"),
    "broken XML": (replaced(DOCUMENT, b"</w:body>", b""), "not-a-document"),
    "another document": (replaced(DOCUMENT, b"w:document", b"w:glossary", 9), "not-a-document"),
    "entities": (replaced(DOCUMENT, b"<w:document", ENTITIES), "unsafe-file"),
    "entities in the styles": (replaced("word/styles.xml", b"<w:styles", ENTITIES.replace(b"document", b"styles")), "unsafe-file"),
    "a bomb": (added("word/media/a.xml", b"a" * 60_000_000), "form-too-large"),
    "a row without end": (replaced(DOCUMENT, b"<w:body>", b"<w:body>" + WIDE), "form-too-large"),
    "tags without end": (replaced(DOCUMENT, b"<w:body>", b"<w:body>" + MANY), "form-too-large"),
    "a name that leads out": (added("../../a.xml", b"<a/>"), "not-a-document"),
    "a document of ours that is no form": (
        edited_document(FILLED, lambda document: document.element.body.clear()), "not-our-form",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "code"), NOT_READ.values(), ids=NOT_READ)
def test_what_is_no_form_is_refused_in_words(data: bytes, code: str) -> None:
    began = time.monotonic()
    form = read(data)
    assert [problem.code for problem in form.problems] == [code]
    assert form.meeting is None
    assert str(form.problems[0].where) == "mau.docx"
    assert time.monotonic() - began < 5


def test_a_file_larger_than_allowed_is_refused() -> None:
    form = read_form("mau.docx", FILLED, Limits(file=1_000))
    assert [problem.code for problem in form.problems] == ["form-too-large"]


def test_elements_nested_without_end_are_refused() -> None:
    deep = b"<w:ins>" * 5_000 + b"</w:ins>" * 5_000
    form = read(replaced(DOCUMENT, b"<w:body>", b"<w:body>" + deep))
    assert [problem.code for problem in form.problems] == ["not-a-document"]


LINK = b'<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s" TargetMode="External"/></Relationships>'
NOTICES = {
    "macros": (added("word/vbaProject.bin", b"\x00"), "macros-not-run"),
    "another file inside": (added("word/embeddings/oleObject1.bin", b"\x00"), "embedded-not-read"),
    "a template from elsewhere": (
        replaced(RELATIONS, b"</Relationships>", LINK % (b"attachedTemplate", b"file:///x.dotm")), "links-not-followed",
    ),
    "a picture from elsewhere": (
        replaced(RELATIONS, b"</Relationships>", LINK % (b"image", b"http://example.org/a.png")), "links-not-followed",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "code"), NOTICES.values(), ids=NOTICES)
@pytest.mark.parametrize("suffix", [".docx", ".docm"])
def test_what_is_left_alone_is_told_and_the_rest_read(data: bytes, code: str, suffix: str) -> None:
    form = read_form(f"mau{suffix}", data)
    assert [(problem.code, problem.severity) for problem in form.problems] == [(code, Severity.WARNING)]
    assert form.meeting == MEETING


def test_a_link_in_a_text_is_no_matter() -> None:
    link = LINK % (b"hyperlink", b"http://example.org")
    assert read(replaced(RELATIONS, b"</Relationships>", link)).problems == ()


def test_the_text_may_lie_under_another_name() -> None:
    def rename(members: dict[str, bytes]) -> None:
        for name in (DOCUMENT, RELATIONS):
            members[name.replace("document", "document2")] = members.pop(name)
        members["_rels/.rels"] = members["_rels/.rels"].replace(b"word/document.xml", b"/word/document2.xml")

    assert read(changed(rename)).meeting == MEETING


def test_a_document_in_the_strict_format_is_read() -> None:
    def make_strict(members: dict[str, bytes]) -> None:
        for name in members:
            members[name] = members[name].replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"
            ).replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships"
            )  # fmt: skip

    assert read(changed(make_strict)).meeting == MEETING


def test_text_beside_the_running_one_is_told_and_our_footer_is_not() -> None:
    def write_beside(document: object) -> None:
        document.sections[0].header.paragraphs[0].text = "Chi bộ tự ghi"  # type: ignore[attr-defined]
        first = document.paragraphs[0]  # type: ignore[attr-defined]
        document.add_comment(first.runs[0], "Xem lại chỗ này", author="Mai")  # type: ignore[attr-defined]

    form = read(edited_document(FILLED, write_beside))
    assert {(str(problem.where), problem.code) for problem in form.problems} == {
        ("header of the page", "unread-text"),
        ("comment", "unread-text"),
    }
    assert form.meeting == MEETING


def test_the_mark_of_the_form_is_among_its_keywords() -> None:
    assert read_word(FILLED).keywords == "vanthu-form 3 regular binh-minh binh-minh-2018-10-thuong-ky-1"


def test_a_form_of_a_later_version_says_so() -> None:
    newer = replaced("docProps/core.xml", b"vanthu-form 3", b"vanthu-form 99")
    form: ReadForm = read(newer)
    assert [problem.code for problem in form.problems] == ["form-newer"]


def test_a_form_is_read_fast() -> None:
    began = time.perf_counter()
    read(FILLED)
    assert time.perf_counter() - began < 1
