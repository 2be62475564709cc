"""Packages are written one way, and opened within limits."""

from __future__ import annotations

import io
import zipfile

import pytest

from pipeline.office_files.packages import (
    Limits,
    PackageRefused,
    content_digest,
    file_digest,
    packed,
    repacked,
    unpacked,
)


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED, year: int = 2018) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name, (year, 10, 5, 14, 0, 0)), content, method)
    return target.getvalue()


TYPES = ("[Content_Types].xml", b"<Types/>")
RELATIONS = ("_rels/.rels", b"<Relationships/>")
BODY = ("word/document.xml", "<body>Nghị quyết</body>".encode() * 100)


def test_order_times_and_compression_of_the_source_do_not_count() -> None:
    one = zipped(BODY, TYPES, RELATIONS)
    other = zipped(TYPES, RELATIONS, ("word/", b""), BODY, method=zipfile.ZIP_STORED, year=2026)
    assert one != other
    assert repacked(one) == repacked(other) == repacked(repacked(one))
    assert content_digest(one) == content_digest(other)
    assert file_digest(one) != file_digest(other)


def test_the_list_of_types_comes_first_and_every_member_looks_the_same() -> None:
    with zipfile.ZipFile(io.BytesIO(repacked(zipped(BODY, RELATIONS, TYPES)))) as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]
    assert {(e.date_time, e.create_system, e.external_attr >> 16) for e in entries} == {
        ((1980, 1, 1, 0, 0, 0), 3, 0o100644)
    }


def test_an_odf_package_begins_with_its_type_uncompressed() -> None:
    data = repacked(zipped(("content.xml", b"<x/>"), ("mimetype", b"application/vnd.oasis.opendocument.text")))
    assert data[30:68] == b"mimetypeapplication/vnd.oasis.opendocu"


def test_a_digest_tells_names_from_contents() -> None:
    assert content_digest(packed({"a": b"bc"})) != content_digest(packed({"ab": b"c"}))
    assert content_digest(packed({"a": b"x", "b": b"y"})) != content_digest(packed({"a": b"y", "b": b"x"}))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not a sound"),
        (b"not a zip", "not a sound"),
        (zipped(BODY)[:-30], "not a sound"),
        (zipped(BODY, method=zipfile.ZIP_STORED).replace(BODY[1][:20], b"?" * 20), "not a sound"),
        (zipped(TYPES, BODY, RELATIONS), "too many parts"),
        (zipped(("bomb.xml", b"0" * 20_000)), "too large"),
    ],
    ids=["empty", "text", "cut", "damaged", "many", "large"],
)
def test_what_is_no_sound_package_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(PackageRefused, match=says):
        unpacked(data, Limits(members=2, total=10_000))


def test_one_part_twice_is_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = zipped(BODY, BODY)
    with pytest.raises(PackageRefused, match="twice"):
        unpacked(data)
