"""What is issued stays as it was signed: replaced by a document with a number of its own, or kept beside a new one."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from pipeline.archive import Archive, DocumentStatus
from pipeline.archive.manifest import FiledDocument, Manifest, read_manifest
from pipeline.errors import UsageError
from pipeline.meeting import Dispatch, DocumentDetails, DocumentKindName, FollowUp, Meeting, Stage
from pipeline.process import FormState, Outcome, open_office
from pipeline.process.signing import process_scans
from pipeline.process.whole import reindex
from pipeline.process.withdrawing import withdraw
from pipeline.reports import RegisterLine, register_document, register_lines
from pipeline.verify import FindingKind, repair, verify_archive
from pipeline.workspace import Workspace
from tests.faults.offices import HELD, form, now, run
from tests.sample import changed
from tests.test_followup import followed, sent

FOLDER = Path("binh-minh") / "2018" / "11-thuong-ky"
LATER = date(2018, 11, 20)


def replacing(old: int | None = 5, kind: DocumentKindName = DocumentKindName.RESOLUTION, **details: object) -> Meeting:
    """The meeting as it was held, with a changed task, and a document that is to replace the issued one."""
    row = DocumentDetails(kind=kind, replaces=old, **{"day": LATER, **details})  # type: ignore[arg-type]
    return changed(changed(HELD, "new_tasks.0.task", "Nhiệm vụ đã sửa"), "documents", (*HELD.documents, row))  # type: ignore[no-any-return]


def drop(workspace: Workspace, meeting: Meeting, name: str = "hop.yaml") -> Outcome:
    (workspace.inbox / name).write_bytes(form(meeting))
    (outcome,) = run(workspace)
    return outcome


def issue(workspace: Workspace, number: int | None = 5, day: date = date(2018, 11, 9)) -> None:
    outcome = drop(workspace, followed(dispatches=(sent(number=number, issued=day, sent=day),)), "sau.yaml")
    assert outcome.state is FormState.FILED


def manifest(workspace: Workspace) -> Manifest:
    found = read_manifest(workspace.outbox / FOLDER)
    assert found is not None
    return found


def resolutions(workspace: Workspace) -> list[FiledDocument]:
    return [one for one in manifest(workspace).documents if one.kind is DocumentKindName.RESOLUTION]


def lines(workspace: Workspace, **more: date) -> dict[str, RegisterLine]:
    return {line.symbol: line for line in register_lines(Archive(workspace.outbox), **more)}  # type: ignore[arg-type]


def text(path: Path) -> str:
    """All that the document says, with blanks and hyphens that may break."""
    paragraphs = Document(str(path)).element.body.iter(qn("w:p"))
    said = "\n".join(
        "".join(node.text or "-" for node in one.iter(qn("w:t"), qn("w:noBreakHyphen"))) for one in paragraphs
    )
    return said.replace("\u00a0", " ")


@pytest.fixture
def issued(workspace: Workspace) -> Workspace:
    """The meeting of November filed, its resolution 05 issued."""
    drop(workspace, HELD)
    issue(workspace)
    return workspace


def test_a_replacing_document_has_a_number_and_date_of_its_own_and_names_the_one_it_replaces(issued: Workspace) -> None:
    before = (issued.outbox / FOLDER / "05-NQ-nghi-quyet.docx").read_bytes()
    outcome = drop(issued, replacing())
    assert outcome.state is FormState.REVISED
    assert "issued-kept" not in {problem.code for problem in outcome.problems}
    old, new = sorted(resolutions(issued), key=lambda one: one.number or 0)
    assert (issued.outbox / FOLDER / old.path).read_bytes() == before
    assert (new.symbol, new.date, new.replaces) == ("06-NQ/CB", LATER, old.path)
    said = text(issued.outbox / FOLDER / new.path)
    assert "Nghị quyết này thay thế Nghị quyết số 05-NQ/CB, ngày 07/11/2018." in said
    assert "Nhiệm vụ đã sửa" in said


def test_a_replacing_document_is_called_by_its_type(workspace: Workspace) -> None:
    """Nobody calls a monthly report anything but a report, and a letter is a letter whatever it corrects."""
    drop(workspace, HELD)
    follow = FollowUp(dispatches=(Dispatch(kind=DocumentKindName.REPORT, issued=date(2018, 11, 9)),))
    drop(workspace, followed().model_copy(update={"follow_up": follow}), "sau.yaml")
    drop(workspace, replacing(1, DocumentKindName.REPORT))
    said = text(workspace.outbox / FOLDER / "02-BC-bao-cao-2.docx")
    assert "Báo cáo này thay thế Báo cáo số 01-BC/CB, ngày 07/11/2018." in said


def test_the_replaced_one_is_superseded_once_the_new_one_is_issued_and_the_register_names_both(
    issued: Workspace,
) -> None:
    drop(issued, replacing())
    assert lines(issued)["05-NQ/CB"].status is DocumentStatus.ISSUED
    assert lines(issued)["06-NQ/CB"].status is DocumentStatus.FILED
    issue(issued, 6, date(2018, 11, 21))
    found = lines(issued)
    assert found["05-NQ/CB"].status is DocumentStatus.SUPERSEDED
    assert found["06-NQ/CB"].status is DocumentStatus.ISSUED
    with open_office(issued, now) as office:
        book = Document(BytesIO(register_document(found.values(), office.organisation, "")))
        cells = [cell.text for table in book.tables for row in table.rows for cell in row.cells]
        assert "Được thay thế bằng số 06-NQ/CB" in cells
        assert "Ban hành ngày 21/11/2018. Thay thế số 05-NQ/CB" in cells
        assert verify_archive(office).findings == ()
        held = office.register.holders()
        reindex(office)
        assert office.register.holders() == held


def test_the_replacing_one_is_corrected_under_its_number_until_it_is_issued_itself(issued: Workspace) -> None:
    drop(issued, replacing())
    again = changed(replacing(), "new_tasks.0.task", "Nhiệm vụ sửa lần nữa")
    assert drop(issued, again).state is FormState.REVISED
    assert [one.symbol for one in resolutions(issued)].count("06-NQ/CB") == 1
    issue(issued, 6, date(2018, 11, 21))
    signed = (issued.outbox / FOLDER / resolutions(issued)[0].path).read_bytes()
    drop(issued, changed(again, "new_tasks.0.task", "Nhiệm vụ sửa lần ba"))
    assert {one.symbol for one in resolutions(issued)} == {"05-NQ/CB", "06-NQ/CB"}
    assert (issued.outbox / FOLDER / resolutions(issued)[0].path).read_bytes() == signed
    drop(issued, changed(replacing(6), "new_tasks.0.task", "Nhiệm vụ sửa lần bốn"))
    assert {one.symbol for one in resolutions(issued)} == {"05-NQ/CB", "06-NQ/CB", "07-NQ/CB"}
    with open_office(issued, now) as office:
        assert verify_archive(office).findings == ()


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (replacing(4), "replaces-unknown"),
        (replacing(None, kind=DocumentKindName.RESOLUTION), None),
        (replacing(day=None), "replaces-day"),
        (replacing(day=date(2031, 11, 20)), "document-far-from-meeting"),
        (replacing(23, DocumentKindName.MINUTES), "replaces-kind"),
        (replacing(5, DocumentKindName.CONCLUSION), "replaces-kind"),
    ],
)
def test_what_cannot_be_replaced_so_comes_back(issued: Workspace, wanted: Meeting, code: str | None) -> None:
    before = manifest(issued)
    outcome = drop(issued, wanted)
    codes = {problem.code for problem in outcome.problems}
    if code is None:
        assert outcome.state is FormState.REVISED
        assert "issued-kept" in codes
        return
    assert outcome.state is FormState.RETURNED
    assert code in codes
    assert manifest(issued) == before
    with open_office(issued, now) as office:
        assert verify_archive(office).findings == ()


def test_a_replacing_document_does_not_take_the_number_it_replaces(issued: Workspace) -> None:
    before = manifest(issued)
    outcome = drop(issued, replacing(5, number=5))
    assert outcome.state is FormState.RETURNED
    assert "number-taken" in {problem.code for problem in outcome.problems}
    assert manifest(issued) == before
    with open_office(issued, now) as office:
        assert verify_archive(office).findings == ()


def test_a_document_that_is_replaced_already_is_not_replaced_by_another(issued: Workspace) -> None:
    drop(issued, replacing())
    issue(issued, 6, date(2018, 11, 21))
    drop(issued, replacing(6, day=date(2018, 11, 22)))
    outcome = drop(issued, replacing(5, day=date(2018, 11, 23)))
    assert outcome.state is FormState.RETURNED
    assert "replaces-replaced" in {problem.code for problem in outcome.problems}
    assert {one.symbol: one.status for one in resolutions(issued)} == dict.fromkeys(
        ("05-NQ/CB", "06-NQ/CB", "07-NQ/CB"), "filed"
    )


def test_what_is_not_issued_is_made_anew_and_not_replaced(workspace: Workspace) -> None:
    drop(workspace, HELD)
    outcome = drop(workspace, replacing())
    assert "replaces-not-issued" in {problem.code for problem in outcome.problems}


def test_an_issued_document_keeps_its_number_when_its_date_moves_into_another_term(issued: Workspace) -> None:
    told = issued.organisation.read_text("utf-8")
    earlier, later = (
        "{name: 2017-2020, from: 21/10/2017, to: 14/11/2018}",
        "{name: 2018-2020, from: 15/11/2018, to: 13/3/2020}",
    )
    told = told.replace("- {name: 2017-2020, from: 21/10/2017, to: 13/3/2020}", f"- {earlier}\n      - {later}")
    issued.organisation.write_text(told, "utf-8")
    with open_office(issued, now) as office:
        numbers = office.register.holders()
    outcome = drop(issued, changed(HELD, "documents", (DocumentDetails(kind=DocumentKindName.RESOLUTION, day=LATER),)))
    assert outcome.state is FormState.REVISED
    assert [one.symbol for one in resolutions(issued)] == ["05-NQ/CB"]
    with open_office(issued, now) as office:
        assert office.register.holders() == numbers
    drop(issued, replacing())
    assert {(one.term, one.number) for one in resolutions(issued)} == {("2017-2020", 5), ("2018-2020", 1)}


def test_of_several_extracts_the_signed_one_is_known_by_its_subject(workspace: Workspace) -> None:
    votes = tuple(vote.model_copy(update={"extract": True}) for vote in HELD.votes[:1])
    held = changed(HELD, "votes", votes)
    drop(workspace, held)
    follow = FollowUp(dispatches=(Dispatch(kind=DocumentKindName.EXTRACT, issued=date(2018, 11, 9)),))
    assert drop(workspace, followed().model_copy(update={"follow_up": follow}), "sau.yaml").state is FormState.FILED
    (signed,) = [one for one in manifest(workspace).documents if one.kind is DocumentKindName.EXTRACT]
    before = (workspace.outbox / FOLDER / signed.path).read_bytes()
    first = votes[0].model_copy(update={"motion": "Thông qua kế hoạch kiểm tra, giám sát"})
    drop(workspace, changed(held, "votes", (first, *votes)))
    extracts = [one for one in manifest(workspace).documents if one.kind is DocumentKindName.EXTRACT]
    assert len({one.path for one in extracts}) == len(extracts) == 2
    assert (workspace.outbox / FOLDER / signed.path).read_bytes() == before
    (new,) = [one for one in extracts if one.path != signed.path]
    assert "kế hoạch kiểm tra" in text(workspace.outbox / FOLDER / new.path)


def test_after_so_many_days_a_document_counts_as_issued_where_the_office_wants_that(workspace: Workspace) -> None:
    drop(workspace, HELD)
    assert lines(workspace)["05-NQ/CB"].status is DocumentStatus.FILED
    told = workspace.organisation.read_text("utf-8")
    workspace.organisation.write_text(told.replace("options:\n", "options:\n  issued_after_days: 10\n", 1), "utf-8")
    with open_office(workspace, now) as office:
        assert office.presumed == date(2018, 11, 10)
    assert lines(workspace, presumed=date(2018, 11, 10))["05-NQ/CB"].status is DocumentStatus.ISSUED
    outcome = drop(workspace, changed(HELD, "place", "Hội trường"))
    assert "issued-kept" in {problem.code for problem in outcome.problems}
    with open_office(workspace, now) as office, pytest.raises(UsageError):
        withdraw(office, "binh-minh-2018-11-thuong-ky-1", "Ghi nhầm")


def test_a_hand_edit_is_noted_as_the_valid_text_and_never_overwritten(workspace: Workspace) -> None:
    drop(workspace, HELD)
    path = workspace.outbox / FOLDER / "05-NQ-nghi-quyet.docx"
    path.write_bytes(path.read_bytes() + b"edited")
    assert "hand-edited" in {problem.code for problem in drop(workspace, changed(HELD, "place", "Hội trường")).problems}
    assert path.read_bytes().endswith(b"edited")
    (resolution,) = resolutions(workspace)
    assert resolution.edited is not None
    assert lines(workspace)["05-NQ/CB"].is_edited
    with open_office(workspace, now) as office:
        assert verify_archive(office).findings == ()
    path.write_bytes(path.read_bytes() + b" again")
    with open_office(workspace, now) as office:
        (done,) = repair(office, verify_archive(office))
        assert done.is_done
        assert verify_archive(office).findings == ()
    assert path.read_bytes().endswith(b"edited again")


def test_a_document_edited_by_hand_and_then_signed_is_valid_as_it_was_signed(workspace: Workspace) -> None:
    drop(workspace, HELD)
    path = workspace.outbox / FOLDER / "05-NQ-nghi-quyet.docx"
    path.write_bytes(path.read_bytes() + b"edited")
    for _ in range(2):
        (workspace.signed / "05-NQ.pdf").write_bytes(b"%PDF-1.7\nsigned\n%%EOF\n")
        with open_office(workspace, now) as office:
            (outcome,) = process_scans(office, settle=0)
            assert verify_archive(office).findings == ()
    assert outcome.state is FormState.DUPLICATE
    assert outcome.earlier is not None
    assert outcome.earlier.path == workspace.relative(path.with_name("05-NQ-nghi-quyet-ban-ky.pdf"))
    path.write_bytes(path.read_bytes() + b" after it was signed")
    with open_office(workspace, now) as office:
        (finding,) = verify_archive(office).findings
        (done,) = repair(office, verify_archive(office))
    assert finding.kind is FindingKind.CHANGED
    assert not done.is_done


def test_a_meeting_with_a_document_open_in_word_is_not_withdrawn(workspace: Workspace) -> None:
    drop(workspace, HELD)
    (workspace.outbox / FOLDER / "~$-NQ-nghi-quyet.docx").write_bytes(b"owner")
    with open_office(workspace, now) as office, pytest.raises(UsageError) as caught:
        withdraw(office, "binh-minh-2018-11-thuong-ky-1", "Ghi nhầm")
    assert "05-NQ-nghi-quyet.docx" in caught.value.message.text(str)
    assert manifest(workspace).stage is Stage.HELD


@pytest.mark.parametrize(
    "meeting", [HELD, changed(HELD, "place", "Hội trường")], ids=["the same form", "a corrected one"]
)
def test_an_issued_document_that_is_lost_is_not_said_to_be_kept(issued: Workspace, meeting: Meeting) -> None:
    path = issued.outbox / FOLDER / "05-NQ-nghi-quyet.docx"
    path.unlink()
    outcome = drop(issued, meeting)
    codes = {problem.code for problem in outcome.problems}
    assert "issued-lost" in codes
    assert "issued-kept" not in codes
    assert outcome.state is (FormState.DUPLICATE if meeting is HELD else FormState.REVISED)
    assert not path.exists()
