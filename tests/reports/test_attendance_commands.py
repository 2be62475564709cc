"""`vanthu report attendance` and `vanthu report speaking` over the sample office, as filed."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ExitCode
from pipeline.forms import meeting_to_yaml
from pipeline.meeting import Absence, AbsentMember
from pipeline.office_files.packages import unpacked
from tests.commands import rows, validator, vanthu
from tests.sample import changed, sample_meeting

CELL = "binh-minh"


def told(office: Path, report: str, *more: str) -> list[dict[str, Any]]:
    done = vanthu("report", report, "--year", "2018", "--json", *more, cwd=office)
    assert done.returncode == ExitCode.OK, done.stderr
    found = rows(done)
    schema = validator(f"report-{report}.schema.json")
    for row in found:
        schema.validate(row)
    return found


def held(office: Path) -> dict[str, dict[str, Any]]:
    """The record of every meeting that the cell held, by where its form lies."""
    found = {}
    for path in sorted((office / "outbox" / CELL / "2018").glob("*/manifest.json")):
        manifest = json.loads(path.read_text("utf-8"))
        for form in manifest["forms"]:
            if form["stage"] == "held" and not manifest["withdrawn"]:
                found[(path.parent / form["path"]).relative_to(office / "outbox").as_posix()] = form["record"]
    return found


def present(record: dict[str, Any]) -> int:
    return int(record["roll"]["present_official"] or 0) + int(record["roll"]["present_probationary"] or 0)


def test_every_meeting_held_is_counted_as_its_form_states(office: Path) -> None:
    records = held(office)
    found = told(office, "attendance", "--cell", CELL)
    meetings = {row["record"]: row for row in found if row["what"] == "meeting"}
    assert meetings.keys() == records.keys()
    assert {path: row["present"] for path, row in meetings.items()} == {
        path: present(record) for path, record in records.items()
    }
    by_kind: Counter[str] = Counter()
    for record in records.values():
        by_kind[record["kind"]] += present(record)
    assert {row["kind"]: row["present"] for row in found if row["what"] == "body"} == dict(by_kind)
    assert [row for row in found if row["what"] == "unmatched"] == []
    absent = Counter(entry["name"] for record in records.values() for entry in record["roll"]["absences"])
    counted: Counter[str] = Counter()
    for row in found:
        if row["what"] == "member":
            counted[row["name"]] += row["excused"] + row["unexcused"]
    assert +counted == absent
    assert {row["name"] for row in found if row["what"] == "officer"} <= counted.keys()


def test_every_opinion_is_counted(office: Path) -> None:
    records = held(office)
    found = told(office, "speaking", "--cell", CELL)
    speakers = {
        path: Counter(opinion["speaker"] for item in record["agenda"] for opinion in item["opinions"])
        for path, record in records.items()
    }
    assert any(speakers.values())
    assert {
        row["record"]: (row["present"], row["spoke"], row["opinions"]) for row in found if row["what"] == "meeting"
    } == {path: (present(record), len(speakers[path]), speakers[path].total()) for path, record in records.items()}
    given = Counter[str]()
    for counter in speakers.values():
        given += counter
    counted = Counter[str]()
    for row in found:
        if row["what"] == "member":
            counted[row["name"]] += row["opinions"]
    assert +counted == given


def test_what_does_not_match_is_told_with_its_form(office: Path) -> None:
    meeting = sample_meeting("08")
    absence = AbsentMember(name="Nguyễn Văn Lạ", excuse=Absence.EXCUSED)
    form = changed(meeting, "roll", meeting.roll.model_copy(update={"absences": (absence,), "absent_excused": 1}))
    (office / "inbox" / "lai.yaml").write_text(meeting_to_yaml(changed(form, "confirmed", True)), "utf-8")
    assert vanthu("process", "--settle", "0", cwd=office).returncode == ExitCode.OK
    found = [row for row in told(office, "attendance") if row["what"] == "unmatched"]
    assert [(row["trouble"], row["said"], row["known"]) for row in found] == [
        ("unknown", "Nguyễn Văn Lạ", "Có lý do"),
    ]
    assert (office / "outbox" / found[0]["record"]).is_file()


@pytest.mark.parametrize("report", ["attendance", "speaking"])
def test_it_is_shown_and_written_to_files(office: Path, report: str) -> None:
    shown = vanthu("report", report, "--year", "2018", cwd=office)
    assert (shown.returncode, "của từng đảng viên" in shown.stdout) == (ExitCode.OK, False)
    assert "--cell" in shown.stderr
    of_cell = vanthu("report", report, "--year", "2018", "--cell", CELL, cwd=office)
    assert (of_cell.returncode, "của từng đảng viên" in of_cell.stdout, of_cell.stderr) == (ExitCode.OK, True, "")
    for ending, part in ((".xlsx", "xl/sharedStrings.xml"), (".docx", "word/document.xml")):
        file = office / f"bao-cao{ending}"
        done = vanthu("report", report, "--year", "2018", "-o", file, cwd=office)
        assert done.returncode == ExitCode.OK, done.stderr
        again = file.read_bytes()
        assert "Trần Văn Hòa".encode() in unpacked(again)[part]
        assert vanthu("report", report, "--year", "2018", "-o", file, "--force", cwd=office).returncode == ExitCode.OK
        assert file.read_bytes() == again


@pytest.mark.parametrize("report", ["attendance", "speaking"])
def test_a_year_without_meetings_and_an_unknown_cell(office: Path, report: str) -> None:
    empty = vanthu("report", report, "--year", "2016", "--json", cwd=office)
    assert (empty.returncode, empty.stdout) == (ExitCode.OK, "")
    assert vanthu("report", report, "--year", "2016", cwd=office).returncode == ExitCode.OK
    wrong = vanthu("report", report, "--year", "2018", "--cell", "khong-co", cwd=office)
    assert wrong.returncode == ExitCode.USAGE
