"""Numbers of papers kept outside, and series that close with their term."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from pipeline.archive import Archive, DocumentStatus
from pipeline.archive.outside import NAME, outside_papers
from pipeline.errors import ExitCode, Severity, UsageError
from pipeline.meeting import DocumentDetails, DocumentKindName, Meeting
from pipeline.process import FormState, Outcome, open_office
from pipeline.process.office import Office
from pipeline.process.reserving import reserve
from pipeline.process.rules import chosen_body
from pipeline.process.whole import reindex
from pipeline.process.withdrawing import withdraw
from pipeline.reports import RegisterLine, register_lines
from pipeline.verify import FindingKind, verify_archive
from pipeline.workspace import Workspace
from tests.commands import rows, validator, vanthu
from tests.faults.offices import HELD, SMALL, form, now, run
from tests.sample import changed, moved

DAY = date(2018, 11, 14)


def keep(office: Office, stated: int | None = None, day: date = DAY, type_: str = "NQ") -> str:
    paper, _ = reserve(office, chosen_body(office.organisation, "binh-minh"), type_, day, stated, "Tủ số 2")
    return paper.symbol


def drop(workspace: Workspace, meeting: Meeting) -> Outcome:
    (workspace.inbox / "hop.yaml").write_bytes(form(meeting))
    (outcome,) = run(workspace)
    return outcome


def lines(workspace: Workspace) -> dict[str, RegisterLine]:
    return {line.symbol: line for line in register_lines(Archive(workspace.outbox))}


def test_a_reserved_number_is_in_the_register_and_given_to_nothing_else(workspace: Workspace) -> None:
    with open_office(workspace, now) as office:
        assert keep(office) == "05-NQ/CB"
    outcome = drop(workspace, HELD)
    assert "06-NQ/CB" in {document.number for document in outcome.documents}
    line = lines(workspace)["05-NQ/CB"]
    assert (line.status, line.path, line.title, line.note) == (
        DocumentStatus.ISSUED,
        None,
        "Nghị quyết (lưu ngoài hệ thống)",
        "Tủ số 2",
    )
    with open_office(workspace, now) as office:
        assert verify_archive(office).findings == ()
        held = office.register.holders()
        reindex(office)
        assert office.register.holders() == held


def test_a_register_that_is_lost_knows_the_number_again(workspace: Workspace) -> None:
    with open_office(workspace, now) as office:
        keep(office)
        held = office.register.holders()
    (workspace.state / "register.sqlite3").unlink()
    with open_office(workspace, now) as office:
        assert office.register.holders() == held


def test_a_number_of_the_paper_register_is_kept_unless_it_is_taken(workspace: Workspace) -> None:
    drop(workspace, HELD)
    with open_office(workspace, now) as office:
        assert keep(office, 9) == "09-NQ/CB"
        for stated in (9, 5):
            with pytest.raises(UsageError) as caught:
                keep(office, stated)
            assert f"{stated:02}" in str(dict(caught.value.message.params)["number"]).zfill(2)
        assert {paper.number for _, paper in outside_papers(workspace.outbox)} == {9}
        (gap,) = verify_archive(office).findings
        assert gap.kind is FindingKind.GAP


def test_days_and_types_that_have_no_series_are_refused(workspace: Workspace) -> None:
    with open_office(workspace, now) as office:
        for more in ({"type_": "XX"}, {"day": date(1990, 1, 1)}):
            with pytest.raises(UsageError):
                keep(office, **more)
        assert list(outside_papers(workspace.outbox)) == []


def test_a_number_reserved_by_mistake_is_void_with_its_reason_and_not_given_again(workspace: Workspace) -> None:
    with open_office(workspace, now) as office:
        keep(office)
        ((folder, paper),) = outside_papers(workspace.outbox)
        assert withdraw(office, paper.code, "Giữ nhầm") == ("05-NQ/CB",)
        with pytest.raises(UsageError):
            withdraw(office, paper.code, "Giữ nhầm")
        with pytest.raises(UsageError):
            keep(office, 5)
        assert keep(office) == "06-NQ/CB"
        assert verify_archive(office).findings == ()
    line = lines(workspace)["05-NQ/CB"]
    assert (line.status, line.note) == (DocumentStatus.VOID, "Giữ nhầm")
    assert json.loads((folder / NAME).read_bytes())["void"] == "Giữ nhầm"


def test_verify_says_what_is_wrong_with_the_record_of_a_reserved_number(workspace: Workspace) -> None:
    with open_office(workspace, now) as office:
        keep(office)
        ((folder, _),) = outside_papers(workspace.outbox)
        (folder / "mat.docx").write_bytes(b"secret")
        record = folder / NAME
        record.write_bytes(record.read_bytes().replace(b'"number": 5', b'"number": 6'))
        kinds = {finding.kind for finding in verify_archive(office).findings}
        assert {FindingKind.FOREIGN, FindingKind.CHANGED} <= kinds
        record.write_bytes(b"{")
        assert FindingKind.UNREADABLE in {finding.kind for finding in verify_archive(office).findings}


def test_the_command_prints_the_line_of_the_register(office: Path) -> None:
    arguments = ("reserve", "--cell", "binh-minh", "--type", "NQ", "--date", "14/11/2018")
    done = vanthu(*arguments, "--json", cwd=office)
    assert done.returncode == ExitCode.OK
    (row,) = rows(done)
    validator("register.schema.json").validate(row)
    assert (row["type"], row["status"], row["path"]) == ("NQ", "issued", None)
    assert row in rows(vanthu("register", "--json", cwd=office))
    assert vanthu(*arguments[:-1], "31/02/2018", cwd=office).returncode == ExitCode.USAGE


def close_term(workspace: Workspace) -> None:
    told = workspace.organisation.read_text("utf-8")
    term = "{name: 2017-2020, from: 21/10/2017, to: 13/3/2020}"
    assert term in told
    workspace.organisation.write_text(told.replace(term, term[:-1] + ", closed: có}"), "utf-8")


def errors(outcome: Outcome) -> set[str]:
    return {problem.code for problem in outcome.problems if problem.severity is Severity.ERROR}


def test_in_a_term_whose_successor_has_numbers_the_next_number_is_taken_with_a_warning(workspace: Workspace) -> None:
    assert drop(workspace, moved(SMALL, 2)).state is FormState.FILED  # the term from 14/3/2020 on
    outcome = drop(workspace, HELD)
    assert outcome.state is FormState.FILED
    assert "series-over" in {problem.code for problem in outcome.problems}


def test_no_next_number_is_taken_in_a_term_whose_register_is_closed(workspace: Workspace) -> None:
    close_term(workspace)
    outcome = drop(workspace, HELD)
    assert (outcome.state, errors(outcome)) == (FormState.RETURNED, {"series-closed"})
    with open_office(workspace, now) as office:
        assert not office.register.holders()
        with pytest.raises(UsageError):
            keep(office)
        assert keep(office, 9) == "09-NQ/CB"


def test_a_number_of_the_paper_register_is_taken_there_all_the_same(workspace: Workspace) -> None:
    close_term(workspace)
    kinds = (DocumentKindName.RESOLUTION, DocumentKindName.MINUTES, DocumentKindName.REPORT)
    stated = tuple(DocumentDetails(kind=kind, number=40 + row) for row, kind in enumerate(kinds))
    assert drop(workspace, changed(HELD, "documents", stated)).state is FormState.FILED
    corrected = changed(changed(HELD, "documents", ()), "place", "Hội trường")
    assert drop(workspace, corrected).state is FormState.REVISED  # it has its numbers already


def test_the_clerks_word_opens_a_closed_series_again_with_a_warning(workspace: Workspace) -> None:
    close_term(workspace)
    outcome = drop(workspace, changed(HELD, "confirmed", True))
    assert outcome.state is FormState.FILED
    assert "series-closed" in {problem.code for problem in outcome.problems}


def test_a_stated_number_that_leaves_others_out_is_warned_of(workspace: Workspace) -> None:
    stated = (DocumentDetails(kind=DocumentKindName.RESOLUTION, number=20),)
    outcome = drop(workspace, changed(HELD, "documents", stated))
    assert outcome.state is FormState.FILED
    (warning,) = [problem for problem in outcome.problems if problem.code == "numbers-skipped"]
    assert dict(warning.message.params)["last"] == 4


def test_a_number_that_is_none_is_refused(workspace: Workspace, office: Path) -> None:
    told = form(changed(HELD, "documents", (DocumentDetails(kind=DocumentKindName.RESOLUTION, number=20),)))
    (workspace.inbox / "hop.yaml").write_bytes(told.replace(b"number: 20", b"number: 2018110799"))
    (outcome,) = run(workspace)
    assert outcome.state is FormState.RETURNED
    arguments = ("reserve", "--cell", "binh-minh", "--type", "nq", "--date", "14/11/2018")
    assert vanthu(*arguments, "--number", "999999999999", cwd=office).returncode == ExitCode.USAGE
    assert vanthu(*arguments, cwd=office).returncode == ExitCode.OK
