"""Manifests of every format so far are read, and read as what they say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.archive import FORMAT
from pipeline.archive.manifest import parsed, read_manifest
from pipeline.archive.migrations import TooNewError, migrated
from pipeline.errors import ArchiveDamaged
from pipeline.meeting import DocumentKindName

OLD = sorted((Path(__file__).parent / "data").glob("manifest-*.json"))


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.stem)
def test_a_manifest_of_an_earlier_format_says_the_same_as_before(path: Path) -> None:
    before = json.loads(path.read_bytes())
    manifest = parsed(path.read_bytes())
    after = json.loads(manifest.to_bytes())
    assert manifest.format == FORMAT
    assert {document.abstract for document in manifest.documents} == {""}
    for document in after["documents"]:
        del document["abstract"], document["scans"], document["replaces"], document["edited"]
        assert (document.pop("render_version"), document.pop("rules_sha256")) == (0, "")
    for form in after["forms"]:
        assert form["record"].pop("inspection") is None
        assert form["record"]["follow_up"].pop("supervision") is None
    for entry in after["history"]:
        del entry["reason"]
    del after["withdrawn"], after["attachments"]
    assert {**after, "format": before["format"]} == before


def test_there_is_a_kept_manifest_of_every_earlier_format() -> None:
    assert [json.loads(path.read_bytes())["format"] for path in OLD] == list(range(1, FORMAT))


def test_a_manifest_of_a_later_version_is_not_touched_and_said(tmp_path: Path) -> None:
    plain = {**json.loads(OLD[0].read_bytes()), "format": FORMAT + 1}
    (tmp_path / "manifest.json").write_text(json.dumps(plain), "utf-8")
    with pytest.raises(ArchiveDamaged) as caught:
        read_manifest(tmp_path)
    assert "later version" in caught.value.message.text(str)
    with pytest.raises(TooNewError):
        migrated(plain)


@pytest.mark.parametrize("format_", [0, -1, "2", None])
def test_a_format_there_never_was_is_damage(tmp_path: Path, format_: object) -> None:
    plain = {**json.loads(OLD[0].read_bytes()), "format": format_}
    (tmp_path / "manifest.json").write_text(json.dumps(plain), "utf-8")
    with pytest.raises(ArchiveDamaged):
        read_manifest(tmp_path)


@pytest.mark.parametrize("name", ["forms", "history"])
def test_a_manifest_that_tells_no_meetings_story_is_damage(tmp_path: Path, name: str) -> None:
    plain = {**json.loads(OLD[0].read_bytes()), name: []}
    (tmp_path / "manifest.json").write_text(json.dumps(plain), "utf-8")
    with pytest.raises(ArchiveDamaged):
        read_manifest(tmp_path)


def test_a_manifest_with_a_document_that_no_form_tells_of_is_damage(tmp_path: Path) -> None:
    plain = json.loads(OLD[0].read_bytes())
    plain["documents"][0]["stage"] = "cancelled"
    (tmp_path / "manifest.json").write_text(json.dumps(plain), "utf-8")
    with pytest.raises(ArchiveDamaged):
        read_manifest(tmp_path)


@pytest.mark.parametrize("data", [b'{"format": 1}', b"[" * 100_000, b"[]", b"null", b"\xff"])
def test_what_is_no_manifest_is_damage(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(data)
    with pytest.raises(ArchiveDamaged):
        read_manifest(tmp_path)


def test_a_folder_in_the_place_of_a_manifest_is_damage(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").mkdir()
    with pytest.raises(ArchiveDamaged):
        read_manifest(tmp_path)


@pytest.mark.parametrize(
    ("kind", "abstract", "title"),
    [
        (DocumentKindName.THEMATIC_PLAN, "sinh hoạt chuyên đề “Học Bác”", "Kế hoạch sinh hoạt chuyên đề “Học Bác”"),
        (DocumentKindName.SUPPLEMENT, "bổ sung Biên bản số 25-BB/CB", "Biên bản bổ sung Biên bản số 25-BB/CB"),
        (
            DocumentKindName.SUPERVISION_RECORD,
            "giám sát sinh hoạt chi bộ chuyên đề tháng 10",
            "Biên bản giám sát sinh hoạt chi bộ chuyên đề tháng 10",
        ),
        (DocumentKindName.MINUTES, "họp chi ủy tháng 10", "Biên bản họp chi ủy tháng 10"),
        (DocumentKindName.BALLOT, "", "Phiếu biểu quyết"),
    ],
)
def test_a_title_says_nothing_twice(kind: DocumentKindName, abstract: str, title: str) -> None:
    document = parsed(OLD[0].read_bytes()).documents[0]
    changed = document.model_copy(update={"kind": kind, "abstract": abstract})
    assert changed.title == title
