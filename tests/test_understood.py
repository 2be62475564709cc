"""A large organisation.yaml is read once, and anew as soon as it differs."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pipeline.errors import BadConfiguration
from pipeline.organisation import Organisation, load_organisation
from pipeline.process import understood
from pipeline.process.fingerprint import fingerprint_of
from pipeline.process.understood import NAME, load_understood
from pipeline.regulations import load_regulations
from pipeline.synth import synthetic_office


@pytest.fixture
def large(tmp_path: Path) -> Path:
    path = tmp_path / "organisation.yaml"
    path.write_text(synthetic_office(30, 2024, 0).organisation_yaml, "utf-8")
    return path


def by_another_process(path: Path, state: Path) -> Organisation:
    understood._large.cache_clear()
    return load_understood(path, state)


def test_what_was_understood_once_is_the_same_the_next_time(
    large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load_understood(large, tmp_path)
    monkeypatch.setattr(understood, "valid_organisation", None)  # whoever asks it fails
    assert by_another_process(large, tmp_path) == first == load_organisation(large)


def test_one_process_has_an_office_once(large: Path, tmp_path: Path) -> None:
    assert load_understood(large, tmp_path) is load_understood(large, tmp_path)


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\xfe", None])
def test_what_was_kept_and_cannot_be_read_is_of_no_account(large: Path, tmp_path: Path, damage: bytes | None) -> None:
    first = load_understood(large, tmp_path)
    kept = tmp_path / NAME
    key, _, _ = kept.read_bytes().partition(b"\n")
    kept.write_bytes(key + b"\n" + damage if damage is not None else b"")
    assert by_another_process(large, tmp_path) == first
    assert kept.read_bytes().startswith(key)


def test_a_changed_file_is_read_anew(large: Path, tmp_path: Path) -> None:
    load_understood(large, tmp_path)
    large.write_bytes(large.read_bytes() + b"\nkhong-co: 1\n")
    with pytest.raises(BadConfiguration):
        load_understood(large, tmp_path)


def test_without_a_state_folder_nothing_is_made(large: Path, tmp_path: Path) -> None:
    assert load_understood(large, tmp_path / "none") == load_organisation(large)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("cells", [1, 30])
def test_an_office_is_hashed_as_its_json_in_one_piece(tmp_path: Path, cells: int) -> None:
    path = tmp_path / "organisation.yaml"
    path.write_text(synthetic_office(cells, 2024, 0).organisation_yaml, "utf-8")
    organisation, regulations = load_organisation(path), load_regulations()
    whole = organisation.model_dump_json() + regulations.model_dump_json()
    assert fingerprint_of(organisation, regulations) == hashlib.sha256(whole.encode()).hexdigest()
