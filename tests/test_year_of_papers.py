"""A cell's papers around one meeting and after it, dropped as forms one after the other."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from docx import Document

from pipeline.archive.manifest import read_manifest
from pipeline.errors import BadConfiguration
from pipeline.forms import meeting_to_yaml
from pipeline.meeting import DocumentKindName, Meeting, Stage
from pipeline.process import FormState, Office, Outcome, open_office, process_inbox
from pipeline.workspace import Workspace
from tests.sample import changed, sample_meeting

PLAN, HELD, FOLLOWED_UP = (sample_meeting(start) for start in ("01", "02", "10"))
FOLDER = Path("binh-minh") / "2018" / "10-chuyen-de"


@contextmanager
def opened(workspace: Workspace) -> Iterator[Office]:
    with open_office(workspace, lambda: datetime(2026, 11, 22, tzinfo=UTC), lock_timeout=1) as office:
        yield office


def drop(workspace: Workspace, *meetings: Meeting) -> list[Outcome]:
    for number, meeting in enumerate(meetings):
        (workspace.inbox / f"{number}.yaml").write_text(meeting_to_yaml(meeting), encoding="utf-8")
    with opened(workspace) as office:
        return list(process_inbox(office, (), settle=0))


def words(workspace: Workspace, name: str) -> str:
    document = Document(io.BytesIO((workspace.outbox / FOLDER / name).read_bytes()))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    lines = [*(p.text for p in document.paragraphs), *(p.text for cell in cells for p in cell.paragraphs)]
    return " ".join(" ".join(lines).split())


def test_each_paper_of_a_meeting_lies_in_its_folder_under_a_name_of_its_own(workspace: Workspace) -> None:
    (planned,) = drop(workspace, PLAN)
    assert planned.state is FormState.FILED
    assert {path.name for path in (workspace.outbox / FOLDER).glob("*.docx")} == {
        "01-GM-giay-moi.docx",
        "04-KH-ke-hoach-chuyen-de.docx",
        "tham-luan-vo-thanh-liem.docx",
        "tham-luan-bui-van-nghia.docx",
        "tham-luan-cao-thi-hong-gam.docx",
        "du-thao-nghi-quyet.docx",
        "phieu-cham-diem-de-trong.docx",
    }
    manifest = read_manifest(workspace.outbox / FOLDER)
    assert manifest is not None
    papers = [document for document in manifest.documents if document.kind is DocumentKindName.PAPER]
    assert [(paper.part, paper.number) for paper in papers] == [(0, None), (1, None), (2, None)]


def test_a_paper_that_its_author_went_on_writing_is_kept(workspace: Workspace) -> None:
    drop(workspace, PLAN)
    mine = workspace.outbox / FOLDER / "tham-luan-bui-van-nghia.docx"
    document = Document(str(mine))
    document.add_paragraph("Phần tôi viết thêm.")
    document.save(str(mine))
    assert PLAN.thematic is not None
    first, second, third = PLAN.thematic.papers
    (again,) = drop(workspace, changed(PLAN, "thematic.papers", (second, first, third)))
    assert again.state is FormState.REVISED
    assert len(list((workspace.outbox / FOLDER).glob("tham-luan-*.docx"))) == 3
    assert "Phần tôi viết thêm." in words(workspace, "tham-luan-bui-van-nghia.docx")
    assert [problem.code for problem in again.problems if problem.code == "hand-edited"] == ["hand-edited"]


def test_what_follows_a_meeting_names_the_papers_it_is_about(workspace: Workspace) -> None:
    drop(workspace, HELD)
    (followed,) = drop(workspace, FOLLOWED_UP)
    assert [(document.kind, document.number) for document in followed.documents] == [
        ("supplement", None),
        ("supervision-record", None),
        ("correction", "01-CV/CB"),
        ("transmittal", "02-CV/CB"),
    ]
    supplement = words(workspace, "bien-ban-bo-sung.docx")
    assert "23-BB/CB" in supplement and "Đỗ Thị Kim Oanh" in supplement
    letter = words(workspace, "02-CV-cong-van-gui.docx")
    assert "Biên bản số 23-BB/CB, ngày 26/10/2018; - Nghị quyết số 05-NQ/CB, ngày 29/10/2018." in letter
    assert "Công văn" not in letter
    manifest = read_manifest(workspace.outbox / FOLDER)
    assert manifest is not None and manifest.stage is Stage.FOLLOWED_UP


def test_correcting_the_meeting_leaves_what_followed_it_alone(workspace: Workspace) -> None:
    drop(workspace, HELD)
    drop(workspace, FOLLOWED_UP)
    letter = (workspace.outbox / FOLDER / "01-CV-cong-van-dinh-chinh.docx").read_bytes()
    (again,) = drop(workspace, changed(HELD, "place", "Hội trường xã"))
    assert again.state is FormState.REVISED
    assert (workspace.outbox / FOLDER / "01-CV-cong-van-dinh-chinh.docx").read_bytes() == letter
    manifest = read_manifest(workspace.outbox / FOLDER)
    assert manifest is not None and manifest.stage is Stage.FOLLOWED_UP


def test_a_corrected_meeting_is_printed_as_corrected(workspace: Workspace) -> None:
    drop(workspace, HELD)
    drop(workspace, changed(HELD, "recorder", "Phạm Thị Ngọc Lan"))
    assert "Phạm Thị Ngọc Lan" in words(workspace, "23-BB-bien-ban.docx").split("nhất trí thông qua")[1]
    drop(workspace, changed(FOLLOWED_UP, "recorder", ""))
    assert "Phạm Thị Ngọc Lan" in words(workspace, "bien-ban-bo-sung.docx")


def test_a_second_letter_is_a_letter_of_its_own(workspace: Workspace) -> None:
    drop(workspace, HELD)
    drop(workspace, FOLLOWED_UP)
    sent = (workspace.outbox / FOLDER / "01-CV-cong-van-dinh-chinh.docx").read_bytes()
    later = changed(changed(FOLLOWED_UP, "announced", date(2018, 11, 20)), "follow_up.corrections.0.printed", "12/10")
    (again,) = drop(workspace, later)
    assert again.state is FormState.FILED
    assert [(document.kind, document.number) for document in again.documents] == [
        ("supplement", None),
        ("supervision-record", None),
        ("correction", "03-CV/CB"),
        ("transmittal", "04-CV/CB"),
    ]
    assert (workspace.outbox / FOLDER / "01-CV-cong-van-dinh-chinh.docx").read_bytes() == sent
    assert (workspace.outbox / FOLDER / "bien-ban-bo-sung-lan-2.docx").is_file()
    assert not (workspace.outbox / FOLDER / "lich-su").exists()
    (same,) = drop(workspace, later)
    assert same.state is FormState.DUPLICATE
    (mended,) = drop(workspace, changed(later, "follow_up.sent_to", ("Đảng ủy xã Tân Phú", "Ban Giám hiệu")))
    assert mended.state is FormState.REVISED
    assert [document.number for document in mended.documents] == [None, None, "03-CV/CB", "04-CV/CB"]
    shutil.rmtree(workspace.state)
    (after,) = drop(workspace, changed(FOLLOWED_UP, "announced", date(2018, 12, 1)))
    assert [document.number for document in after.documents] == [None, None, "05-CV/CB", "06-CV/CB"]


def test_a_meeting_may_be_postponed_twice(workspace: Workspace) -> None:
    first = sample_meeting("07")
    drop(workspace, sample_meeting("06"), first)
    again = changed(changed(first, "earlier_day", first.day), "day", date(2018, 11, 12))
    (second,) = drop(workspace, changed(again, "announced", date(2018, 11, 6)))
    assert [(document.kind, document.number) for document in second.documents] == [("postponement", "02-CV/CB")]


def test_nothing_follows_a_meeting_that_was_not_held(workspace: Workspace) -> None:
    drop(workspace, PLAN)
    (early,) = drop(workspace, FOLLOWED_UP)
    assert early.state is FormState.RETURNED
    assert [problem.code for problem in early.problems] == ["not-held-yet"]


def test_a_plan_is_closed_once_the_meeting_was_followed_up(workspace: Workspace) -> None:
    drop(workspace, HELD)
    drop(workspace, FOLLOWED_UP)
    (late,) = drop(workspace, PLAN)
    assert "already-held" in {problem.code for problem in late.problems}


def test_forms_dropped_together_are_filed_in_the_order_of_a_meeting(workspace: Workspace) -> None:
    same_day = changed(changed(PLAN, "announced", None), "thematic.sending_due", None)  # dated by the meeting itself
    outcomes = drop(workspace, FOLLOWED_UP, HELD, changed(same_day, "documents", ()))
    assert [outcome.state for outcome in outcomes] == [FormState.FILED] * 3


def test_a_meeting_is_planned_postponed_and_held_in_one_folder(workspace: Workspace) -> None:
    outcomes = [outcome for start in ("06", "07", "08") for outcome in drop(workspace, sample_meeting(start))]
    assert [outcome.state for outcome in outcomes] == [FormState.FILED] * 3
    assert len({outcome.meeting for outcome in outcomes}) == 1
    names = {path.name for path in (workspace.outbox / "binh-minh/2018/11-thuong-ky").glob("*.docx")}
    assert {"01-GM-giay-moi.docx", "01-CV-thong-bao-hoan.docx", "bien-ban-kiem-phieu.docx"} <= names
    assert {"trich-bien-ban.docx", "01-BC-bao-cao.docx", "phieu-bieu-quyet.docx"} <= names


def choose(workspace: Workspace, kinds: str) -> None:
    text = workspace.organisation.read_text("utf-8")
    start = text.index("kinds: [")
    workspace.organisation.write_text(text[:start] + f"kinds: [{kinds}]" + text[text.index("]", start) + 1 :], "utf-8")


def test_an_official_form_needs_the_office_s_own_template(workspace: Workspace) -> None:
    choose(workspace, "minutes, admission-resolution")
    (missing,) = drop(workspace, sample_meeting("08"))
    assert missing.state is FormState.FAILED
    assert "6-knd.docx" in str(missing.problems[0])
    own = workspace.templates / "6-knd.docx"
    own.parent.mkdir(exist_ok=True)
    document = Document()
    document.add_paragraph("Nghị quyết của {{ body }} đề nghị kết nạp {{ person }}: {{ vote.in_favour }}")
    document.save(str(own))
    (filed,) = drop(workspace, sample_meeting("08"))
    assert [(document.kind, document.number) for document in filed.documents][1] == ("admission-resolution", "05-NQ/CB")
    path = workspace.root / filed.documents[1].path
    text = Document(str(path)).paragraphs[0].text.replace("\u00a0", " ")
    assert text.startswith("Nghị quyết của Chi bộ Trường Tiểu học Bình Minh đề nghị kết nạp Hứa Thị Mỹ Tiên: 22/23")


def test_a_choice_of_documents_that_names_none_stops_before_any_form(workspace: Workspace) -> None:
    choose(workspace, "protocol")
    with pytest.raises(BadConfiguration) as caught, opened(workspace):
        pass
    assert "protocol" in str(caught.value)


def test_a_folder_filed_before_there_were_several_papers_of_a_kind_is_read(workspace: Workspace) -> None:
    drop(workspace, HELD)
    path = workspace.outbox / FOLDER / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    for document in manifest["documents"]:
        del document["part"]
    for field in ("announced", "programme", "tellers", "proposals", "follow_up"):
        del manifest["forms"][0]["record"][field]
    path.write_text(json.dumps(manifest), "utf-8")
    (same,) = drop(workspace, HELD)
    assert same.state is FormState.DUPLICATE


def test_numbers_of_several_kinds_come_back_from_the_archive_alone(workspace: Workspace) -> None:
    drop(workspace, PLAN, HELD)
    drop(workspace, FOLLOWED_UP)
    shutil.rmtree(workspace.state)
    (again,) = drop(workspace, sample_meeting("06"))
    assert [document.number for document in again.documents] == ["02-GM/CB", None, None, None]
    (same,) = drop(workspace, FOLLOWED_UP)
    assert same.state is FormState.DUPLICATE
