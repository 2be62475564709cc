"""`vanthu layout check` as a person and a program call it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from pipeline.errors import ExitCode
from tests.layout.test_faults import changed
from tests.layout.typed import FULL, FULL_2026, MINUTES, docx

SCHEMA = Path(__file__).parents[2] / "docs" / "json" / "layout-check.schema.json"


def layout_check(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "VANTHU"))}
    done = subprocess.run(
        [sys.executable, "-c", "from pipeline.cli import main; main()", "layout", "check", *map(str, arguments)],
        cwd=cwd,
        env=environment | {"LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert "Traceback" not in done.stderr + done.stdout
    return done


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    colon = changed(FULL, "number", text="Số: 07-NQ/CB")
    for name, named in {"good": FULL, "good-2026": FULL_2026, "minutes": MINUTES, "colon": colon}.items():
        (tmp_path / f"{name}.docx").write_bytes(docx(named))
    return tmp_path


def rows(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_good_files_are_in_order(folder: Path) -> None:
    done = layout_check("good.docx", "good-2026.docx", "minutes.docx", cwd=folder)
    assert done.returncode == ExitCode.OK, done.stdout
    assert [line.partition(";")[0] for line in done.stdout.splitlines()] == [
        "good.docx: in order",
        "good-2026.docx: in order",
        "minutes.docx: in order",
    ]


def test_a_finding_says_where_what_the_rule_its_source_and_how_sure(folder: Path) -> None:
    done = layout_check("colon.docx", cwd=folder)
    assert done.returncode == ExitCode.FORMS_HAVE_PROBLEMS
    for said in ("paragraph 4", "table 1, row 1, column 1", "Số: 07-NQ/CB", "without a colon", "36-HD/VPTW", "A"):
        assert said in done.stdout


def test_json_keeps_its_schema_and_ends_with_a_summary(folder: Path) -> None:
    (folder / "bad.docx").write_bytes(b"no")
    done = layout_check("good.docx", "colon.docx", "bad.docx", "--json", cwd=folder)
    assert done.returncode == ExitCode.SOME_WORK_FAILED
    printed = rows(done)
    for row in printed:
        Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(row)
    assert [row.get("code") for row in printed] == ["number-colon", None]
    assert [(row["file"], row["findings"]) for row in printed[-1]["summary"]] == [
        ("good.docx", 0),
        ("colon.docx", 1),
        ("bad.docx", 0),
    ]


def test_another_day_brings_other_rules(folder: Path) -> None:
    done = layout_check("good.docx", "--date", "01/6/2026", "--json", cwd=folder)
    assert done.returncode == ExitCode.FORMS_HAVE_PROBLEMS
    assert rows(done)[-1]["summary"][0]["rule_set"] == "05-HD/VPTW"
    assert {"body-end", "recipients-end"} <= {row.get("code") for row in rows(done)}


def test_the_kind_of_document_may_be_named(folder: Path) -> None:
    done = layout_check("minutes.docx", "--document-kind", "resolution", "--json", cwd=folder)
    assert rows(done)[-1]["summary"][0]["make_up"] == "full"
    assert {"authority", "recipients"} <= {row.get("component") for row in rows(done)}


@pytest.mark.parametrize(
    "arguments", [("good.docx", "--date", "31/02/2026"), ("none.docx",), (), ("good.docx", "--document-kind", "novel")]
)
def test_a_wrong_call_is_told(folder: Path, arguments: tuple[str, ...]) -> None:
    assert layout_check(*arguments, cwd=folder).returncode == ExitCode.USAGE


def test_no_file_is_changed(folder: Path) -> None:
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    layout_check("colon.docx", "good.docx", cwd=folder)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()} == before
