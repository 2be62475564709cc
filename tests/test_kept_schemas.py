"""The schemas of what the archive keeps: they say what the models say, and what is filed obeys them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from pipeline.archive.migrations import migrated
from pipeline.workspace import Workspace
from scripts.make_schemas import schemas
from tests.commands import SCHEMAS, validator, vanthu
from tests.test_roster_filing import ADMISSION, drop, form, run

OLD = sorted((Path(__file__).parent / "data").glob("manifest-*.json"))


def strict(name: str) -> Draft202012Validator:
    """The schema, dates checked too; it leans on no other."""
    return Draft202012Validator(validator(name).schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def manifest(sample: Path, of: str = "binh-minh/2018/10-thuong-ky") -> dict[str, Any]:
    plain: dict[str, Any] = json.loads((sample / "outbox" / of / "manifest.json").read_text("utf-8"))
    return plain


@pytest.mark.parametrize("name", schemas())
def test_a_schema_says_what_the_model_says(name: str) -> None:
    assert (SCHEMAS / name).read_text("utf-8") == schemas()[name], "please run make schemas"
    Draft202012Validator.check_schema(json.loads(schemas()[name]))


def test_every_manifest_of_the_sample_office_obeys_its_schema(sample: Path) -> None:
    found = sorted((sample / "outbox").rglob("manifest.json"))
    assert len(found) > 5
    for path in found:
        strict("manifest.schema.json").validate(json.loads(path.read_text("utf-8")))


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.stem)
def test_a_manifest_of_an_earlier_format_obeys_the_schema_once_it_is_migrated(path: Path) -> None:
    before = json.loads(path.read_bytes())
    with pytest.raises(ValidationError):
        strict("manifest.schema.json").validate(before)
    strict("manifest.schema.json").validate(migrated(before))


@pytest.mark.parametrize(
    "wrong",
    [
        {"month": "10/2018"},
        {"stage": "Đã họp"},
        {"ordinal": "1"},
        {"colour": "red"},
        {"format": 3},
        {"withdrawn": {"at": "2018-10-05T08:00:00+07:00"}},
    ],
    ids=str,
)
def test_what_no_manifest_holds_is_refused(sample: Path, wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        strict("manifest.schema.json").validate(manifest(sample) | wrong)


@pytest.mark.parametrize("wrong", [{"date": "05/10/2018"}, {"opened": "7 giờ"}, {"superior_total": "chín"}], ids=str)
def test_what_no_record_in_it_holds_is_refused(sample: Path, wrong: dict[str, object]) -> None:
    plain = manifest(sample)
    record = plain["forms"][0]["record"]
    told = {"follow_up": record["follow_up"] | wrong} if "superior_total" in wrong else wrong
    record.update(told)
    with pytest.raises(ValidationError):
        strict("manifest.schema.json").validate(plain)


def test_changes_of_a_roster_as_filed_obey_their_schema(workspace: Workspace) -> None:
    drop(workspace, form(ADMISSION))
    run(workspace)
    (path,) = workspace.outbox.rglob("bien-dong.json")
    strict("roster-filing.schema.json").validate(json.loads(path.read_text("utf-8")))


def test_a_reserved_number_obeys_its_schema_also_once_it_is_void(workspace: Workspace) -> None:
    arguments = ("--cell", "binh-minh", "--type", "NQ", "--date", "14/11/2018")
    assert vanthu("reserve", *arguments, cwd=workspace.root).returncode == 0
    (path,) = workspace.outbox.rglob("so-giu.json")
    strict("reserved-number.schema.json").validate(json.loads(path.read_text("utf-8")))
    done = vanthu("withdraw", "binh-minh-so-giu-2017-2020-nq-05", "--reason", "Ghi nhầm", cwd=workspace.root)
    assert done.returncode == 0, done.stderr
    (path,) = workspace.outbox.rglob("so-giu.json")
    plain = json.loads(path.read_text("utf-8"))
    assert plain["void"] == "Ghi nhầm"
    strict("reserved-number.schema.json").validate(plain)
