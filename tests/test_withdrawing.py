"""`vanthu withdraw`: a meeting filed by mistake goes out of use, its numbers are void for good, nothing is lost."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from pipeline.archive import Archive, DocumentStatus
from pipeline.archive.manifest import read_manifest
from pipeline.errors import ExitCode, UsageError
from pipeline.index import Query, find, open_index, refresh
from pipeline.process import FormState, open_office
from pipeline.process.whole import reindex
from pipeline.process.withdrawing import withdraw
from pipeline.reports import register_lines
from pipeline.verify import verify_archive
from pipeline.workspace import Workspace
from tests.commands import vanthu
from tests.faults.offices import HELD, form, now, run
from tests.sample import changed
from tests.test_followup import followed, sent

CODE = "binh-minh-2018-11-thuong-ky-1"
FOLDER = Path("binh-minh") / "2018" / "11-thuong-ky"


@pytest.fixture
def filed(workspace: Workspace) -> Workspace:
    (workspace.inbox / "hop.yaml").write_bytes(form(HELD))
    run(workspace)
    return workspace


def take_back(workspace: Workspace, code: str = CODE) -> None:
    with open_office(workspace, now) as office:
        withdraw(office, code, "Ghi nhầm tháng")


def test_documents_go_to_history_and_their_numbers_are_void_with_the_reason(filed: Workspace) -> None:
    before = {path.name: path.read_bytes() for path in (filed.outbox / FOLDER).glob("*.docx")}
    take_back(filed)
    assert list((filed.outbox / FOLDER).glob("*.docx")) == []
    shelf = filed.outbox / FOLDER / "lich-su" / "rut"
    assert {path.name: path.read_bytes() for path in shelf.iterdir()} == before
    lines = register_lines(Archive(filed.outbox))
    assert {(line.status, line.note) for line in lines} == {(DocumentStatus.VOID, "Ghi nhầm tháng")}
    with open_office(filed, now) as office:
        held = office.register.holders()
        assert verify_archive(office).findings == ()
        reindex(office)
        assert office.register.holders() == held


def test_the_corrected_form_is_filed_as_a_meeting_of_its_own_with_new_numbers(filed: Workspace) -> None:
    take_back(filed)
    (filed.inbox / "hop.yaml").write_bytes(form(HELD.model_copy(update={"code": None, "ordinal": None})))
    (outcome,) = run(filed)
    assert (outcome.state, outcome.meeting) == (FormState.FILED, "binh-minh-2018-11-thuong-ky-2")
    numbers = {document.number for document in outcome.documents if document.number}
    assert "05-NQ/CB" not in numbers
    assert "06-NQ/CB" in numbers


def test_a_form_with_the_code_of_a_withdrawn_meeting_comes_back(filed: Workspace) -> None:
    take_back(filed)
    (filed.inbox / "hop.yaml").write_bytes(form(changed(HELD, "code", CODE)))
    (outcome,) = run(filed)
    assert outcome.state is FormState.RETURNED
    assert "meeting-withdrawn" in [problem.code for problem in outcome.problems]


def test_nothing_of_it_is_found_or_follows_from_it_any_more(filed: Workspace) -> None:
    with open_index(filed.state) as index:
        refresh(index, Archive(filed.outbox))
        assert find(index, Query(open_tasks=True))
    take_back(filed)
    with open_index(filed.state) as index:
        refresh(index, Archive(filed.outbox))
        assert find(index, Query(("thường kỳ",))) == find(index, Query(open_tasks=True)) == ()


def test_what_somebody_put_where_the_documents_go_stays(filed: Workspace) -> None:
    own = filed.outbox / FOLDER / "lich-su" / "rut" / "05-NQ-nghi-quyet.docx"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"mine")
    take_back(filed)
    assert own.read_bytes() == b"mine"


def test_what_is_issued_cannot_be_withdrawn(filed: Workspace) -> None:
    (filed.inbox / "sau.yaml").write_bytes(form(followed(dispatches=(sent(issued=date(2018, 11, 9)),))))
    run(filed)
    with pytest.raises(UsageError) as caught:
        take_back(filed)
    assert "05-NQ/CB" in caught.value.message.text(str)
    manifest = read_manifest(filed.outbox / FOLDER)
    assert manifest is not None
    assert manifest.withdrawn is None


def test_the_command_says_which_numbers_are_void(office: Path) -> None:
    done = vanthu("withdraw", "binh-minh-2018-10-chi-uy-1", "--reason", "Ghi nhầm", cwd=office, lang="vi")
    assert done.returncode == ExitCode.OK
    assert "23-BB/CB" in done.stdout
    for code, reason in (("binh-minh-2018-10-chi-uy-1", "x"), ("la-1", "x"), ("binh-minh-2018-10-thuong-ky-1", " ")):
        assert vanthu("withdraw", code, "--reason", reason, cwd=office).returncode == ExitCode.USAGE


def broken(office: Path) -> Path:
    manifest = office / "outbox" / "binh-minh" / "2018" / "10-thuong-ky" / "manifest.json"
    plain = json.loads(manifest.read_bytes())
    manifest.write_text(json.dumps({**plain, "forms": []}), "utf-8")
    return office


def test_a_manifest_that_cannot_be_read_is_said_for_its_own_meeting_only(office: Path) -> None:
    broken(office)
    done = vanthu("withdraw", "binh-minh-2018-10-thuong-ky-1", "--reason", "Ghi nhầm", cwd=office)
    assert (done.returncode, "10-thuong-ky" in done.stderr) == (ExitCode.ARCHIVE_DAMAGED, True)
    assert vanthu("withdraw", "la-1", "--reason", "Ghi nhầm", cwd=office).returncode == ExitCode.USAGE
    done = vanthu("withdraw", "binh-minh-2018-10-chi-uy-1", "--reason", "Ghi nhầm", cwd=office)
    assert done.returncode == ExitCode.OK
