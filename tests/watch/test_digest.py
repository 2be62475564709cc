"""The text of the day in the inbox: what a clerk reads there, and that nobody's file is taken for it."""

from __future__ import annotations

import logging
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.archive import durable
from pipeline.errors import Problem, Severity
from pipeline.forms import meeting_to_yaml
from pipeline.ledger import NAME, Told, open_ledger
from pipeline.meeting import Dispatch, DocumentKindName, FollowUp, LastTask, Meeting, Stage, TaskState
from pipeline.messages import msg, verbatim
from pipeline.process import Office, Outcome, open_office
from pipeline.process.deciding import decisions
from pipeline.process.intake.arrivals import Arrival, arrivals
from pipeline.process.intake.beside import spoken
from pipeline.process.signing import process_scans
from pipeline.records import Record
from pipeline.roster import RosterChanges
from pipeline.watch.digest import Digest
from pipeline.watch.digest.archive_side import ArchiveSide
from pipeline.watch.telling import drop_orphans
from pipeline.workspace import Workspace
from tests.sample import changed, sample_meeting
from tests.test_roster_changes import change

NOW = datetime(2018, 11, 1, 8, 30).astimezone()
HELD, PLANNED, PLAN = sample_meeting("03"), sample_meeting("06"), sample_meeting("01")
NOTHING = "Hôm nay chưa có việc gì cần báo."


@contextmanager
def opened(workspace: Workspace, now: datetime = NOW) -> Iterator[Office]:
    with open_office(workspace, lambda: now, lock_timeout=5) as office:
        yield office


def file(workspace: Workspace, *records: Record, now: datetime = NOW, name: str = "phieu") -> list[Outcome]:
    """A pass of its own over forms of these records, as `vanthu process` makes it."""
    paths = []
    for number, record in enumerate(records, 1):
        paths.append(workspace.inbox / f"{name}-{number}.yaml")
        paths[-1].write_text(meeting_to_yaml(record), "utf-8")
    with opened(workspace, now) as office:
        return [one.outcome for one in decisions(office, [Arrival(path) for path in paths])]


def take_scans(workspace: Workspace) -> None:
    with opened(workspace) as office:
        assert list(process_scans(office, settle=0))


def read(workspace: Workspace) -> str:
    """The text as Notepad shows it."""
    data = workspace.digest.read_bytes()
    text = data.decode("utf-8-sig")
    assert data.startswith(b"\xef\xbb\xbf") and text.count("\n") == text.count("\r\n")
    return text.replace("\r\n", "\n")


def digest(workspace: Workspace, *waiting: tuple[str, str], now: datetime = NOW) -> str:
    """The text that a watcher writes that was just started."""
    with opened(workspace, now) as office:
        Digest(office).refresh(office, waiting, now)
    return read(workspace)


def section(text: str, heading: str) -> list[str]:
    """The lines under a heading, up to the next one; none where the section is left out."""
    lines = text.split("\n")
    start = next((place for place, line in enumerate(lines) if line.startswith(heading)), None)
    if start is None:
        return []
    found = []
    for line in lines[start + 1 :]:
        if line.isupper():
            break
        found.append(line)
    return [line for line in found if line]


def test_what_is_to_be_done_stands_before_what_was_filed(workspace: Workspace) -> None:
    file(workspace, HELD, PLANNED)
    file(workspace, changed(HELD, "votes.0.in_favour", 40), name="sai")
    text = digest(workspace, ("inbox/a.xlsx", "Đang mở."))
    headings = [line.split(" (")[0] for line in text.split("\n") if line.isupper()]
    assert headings == ["CẦN SỬA", "ĐANG CHỜ", "ĐẾN HẠN TRONG 7 NGÀY TỚI", "ĐÃ LƯU HÔM NAY", "CHỜ KÝ"]


def test_a_day_without_news_says_so_in_one_sentence(workspace: Workspace) -> None:
    first, *rest = digest(workspace).split("\n")
    assert first.startswith("Tin trong ngày “01/11/2018”. ") and "không cần lưu giữ" in first
    assert rest == ["", NOTHING, ""]


def test_what_was_filed_is_told_with_its_documents_and_what_to_check(workspace: Workspace) -> None:
    (outcome,) = file(workspace, HELD)
    warnings = [problem for problem in outcome.problems if problem.severity is Severity.WARNING]
    lines = section(digest(workspace), "ĐÃ LƯU HÔM NAY")
    assert lines[:2] == [
        "Sinh hoạt thường kỳ 10/2018 (binh-minh-2018-10-thuong-ky-1)",
        "  08:30 phieu-1.yaml: đã lưu",
    ]
    for document in outcome.documents:
        folder, _, name = document.path.rpartition("/")
        assert f"  Văn bản, tại {folder}/" in lines and any(line.endswith(f": {name}") for line in lines)
        assert (workspace.root / document.path).is_file()
    assert "  - 05-NQ/CB: 05-NQ-nghi-quyet.docx" in lines
    assert [line for line in lines if line.startswith("    - ")] == [f"    - {spoken(one)}" for one in warnings] != []


def test_the_warnings_of_a_form_are_those_of_its_last_filing(workspace: Workspace) -> None:
    with opened(workspace) as office:
        for state, said in (("filed", "Sai thứ nhất.\nSai thứ hai."), ("revised", "Sai thứ hai.")):
            office.ledger.tell(at=office.timestamp, name="a.xlsx", state=state, meeting="m", said=said)
    assert section(digest(workspace), "ĐÃ LƯU HÔM NAY") == [
        "m",
        "  08:30 a.xlsx: đã cập nhật hồ sơ",
        "    Đề nghị kiểm tra:",
        "    - Sai thứ hai.",
    ]


def test_a_place_begins_with_a_capital_letter_but_the_name_of_a_file_stays() -> None:
    what, hint = verbatim("Sai."), verbatim("Xin sửa.")
    assert spoken(Problem("x", verbatim("la.bin"), what, hint)) == "la.bin: Sai. Xin sửa."
    assert spoken(Problem("x", msg("line {line}", line=3), what, hint)) == "Dòng 3: Sai. Xin sửa."


def test_only_the_documents_of_the_day_are_told(workspace: Workspace) -> None:
    file(workspace, PLAN, now=NOW - timedelta(days=1))
    file(workspace, sample_meeting("02"))
    lines = section(digest(workspace), "ĐÃ LƯU HÔM NAY")
    assert any("nghi-quyet" in line for line in lines)
    assert not any("ke-hoach" in line for line in lines)


def test_what_lay_beside_a_form_is_named_and_alone_is_no_correction(workspace: Workspace) -> None:
    folder = workspace.inbox / "ho-so"
    for name in ("anh.jpg", "them.jpg"):
        folder.mkdir(exist_ok=True)
        (folder / "hop.yaml").write_text(meeting_to_yaml(HELD), "utf-8")
        (folder / name).write_bytes(b"\xff\xd8\xff" + name.encode())
        with opened(workspace) as office:
            bodies = [body.id for body in office.organisation.bodies]
            list(decisions(office, arrivals(workspace, bodies)))
    lines = section(digest(workspace), "ĐÃ LƯU HÔM NAY")
    assert "  08:30 hop.yaml: đã lưu từ trước, thêm tệp kèm theo" in lines
    assert lines[-3:] == ["  Tệp kèm theo, trong kem-theo/ (2):", "  - anh.jpg", "  - them.jpg"]


def test_a_warning_of_several_forms_of_a_meeting_is_told_once(workspace: Workspace) -> None:
    with opened(workspace) as office:
        for name in ("a.xlsx", "b.xlsx"):
            office.ledger.tell(at=office.timestamp, name=name, state="filed", meeting="m", said=f"Sai.\nRiêng {name}.")
    lines = section(digest(workspace), "ĐÃ LƯU HÔM NAY")
    assert [line for line in lines if line.startswith("    - ")] == [
        "    - Sai.",
        "    - Riêng a.xlsx.",
        "    - Riêng b.xlsx.",
    ]


def test_the_party_committee_meets_under_its_own_name(workspace: Workspace) -> None:
    of_committee = sample_meeting("09")
    file(workspace, of_committee)
    month = of_committee.period.month
    head = section(digest(workspace), "ĐÃ LƯU HÔM NAY")[0]
    assert head.startswith(f"Họp đảng ủy thường kỳ {month.month:02}/{month.year} (")


def test_a_form_filed_before_takes_one_line(workspace: Workspace) -> None:
    file(workspace, HELD, now=NOW - timedelta(days=1))
    file(workspace, HELD, name="lai")
    lines = section(digest(workspace), "ĐÃ LƯU HÔM NAY")
    assert lines == [
        "Đã lưu từ trước, không có gì thay đổi:",
        "- 08:30 lai-1.yaml (binh-minh-2018-10-thuong-ky-1)",
    ]


def test_changes_of_the_roster_and_follow_ups_are_told(workspace: Workspace) -> None:
    file(workspace, HELD, now=NOW - timedelta(days=1))
    row = Dispatch(kind=DocumentKindName.RESOLUTION, number=5, issued=date(2018, 10, 31))
    followed = changed(changed(HELD, "stage", Stage.FOLLOWED_UP), "follow_up", FollowUp(dispatches=(row,)))
    admission = change("admission", "Huỳnh Gia Bảo", "03/9/2018", decision="31-QĐ/ĐU", work="Giáo viên")
    file(workspace, followed, RosterChanges(body="binh-minh", changes=(admission,)))
    text = digest(workspace)
    assert "Biến động đảng viên (binh-minh-2018-bien-dong-dang-vien-01)\n" in text
    assert "Sinh hoạt thường kỳ 10/2018 (binh-minh-2018-10-thuong-ky-1)\n  08:30 phieu-1.yaml: đã lưu" in text
    assert not any("05-NQ" in line for line in section(text, "CHỜ KÝ"))


def test_a_signed_scan_is_told_at_its_document_which_waits_no_longer(workspace: Workspace) -> None:
    file(workspace, HELD, now=NOW - timedelta(days=1))
    before = digest(workspace)
    workspace.signed.mkdir(exist_ok=True)
    (workspace.signed / "05-NQ.pdf").write_bytes(b"%PDF-1.7\nsigned\n%%EOF\n")
    take_scans(workspace)
    lines = section(digest(workspace), "ĐÃ LƯU HÔM NAY")
    assert lines == [
        "Sinh hoạt thường kỳ 10/2018 (binh-minh-2018-10-thuong-ky-1)",
        "  08:30 05-NQ.pdf: bản ký đã lưu cạnh văn bản",
        "  Văn bản, tại outbox/binh-minh/2018/10-thuong-ky/",
        "  - 05-NQ/CB: 05-NQ-nghi-quyet.docx",
        "    bản ký: 05-NQ-nghi-quyet-ban-ky.pdf",
    ]
    assert any("05-NQ" in line for line in section(before, "CHỜ KÝ"))
    assert not any("05-NQ" in line for line in section(digest(workspace), "CHỜ KÝ"))


def test_returned_forms_are_told_where_they_lie_and_not_as_waiting(workspace: Workspace) -> None:
    wrong = changed(HELD, "votes.0.in_favour", 40)
    file(workspace, wrong, name=unicodedata.normalize("NFD", "Biên bản"))
    folder = workspace.inbox / "Hồ sơ tháng 11"
    folder.mkdir()
    (folder / "hop.yaml").write_text(meeting_to_yaml(wrong), "utf-8")
    (folder / "kem.pdf").write_bytes(b"%PDF-1.7\n%%EOF\n")
    with opened(workspace) as office:
        bodies = [body.id for body in office.organisation.bodies]
        list(decisions(office, arrivals(workspace, bodies)))
    waiting = ("inbox/Hồ sơ tháng 11/hop.yaml", "Còn phải sửa."), ("inbox/khac.xlsx", "Đang mở.")
    text = digest(workspace, *waiting)
    assert "CẦN SỬA (2)\n" in text
    mending, folder_line = sorted(line for line in section(text, "CẦN SỬA") if line.startswith("-"))
    assert folder_line == "- hop.yaml: 1 chỗ, tại inbox/Hồ sơ tháng 11/"
    assert mending == "- Biên bản-1.yaml: 1 chỗ, tại inbox/_can-sua/"
    assert section(text, "ĐANG CHỜ") == ["- inbox/khac.xlsx: Đang mở."]


def test_a_returned_file_that_is_no_form_is_told_until_it_is_taken_away(workspace: Workspace) -> None:
    picture = workspace.inbox / "ảnh.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    with opened(workspace) as office:
        list(decisions(office, [Arrival(picture)]))
    assert section(digest(workspace), "CẦN SỬA (1)")[1:] == ["- ảnh.png: 1 chỗ, tại inbox/_can-sua/"]
    (workspace.to_mend / "ảnh.png").unlink()
    assert not section(digest(workspace), "CẦN SỬA")


def test_what_waits_is_told_until_it_waits_no_more(workspace: Workspace) -> None:
    with opened(workspace) as office:
        told = Digest(office)
        told.refresh(office, [("inbox/a.xlsx", "Đang mở trong Excel.")], NOW)
        assert section(read(workspace), "ĐANG CHỜ (1)") == ["- inbox/a.xlsx: Đang mở trong Excel."]
        told.refresh(office, [], NOW)
        assert NOTHING in read(workspace)


def test_what_waits_to_be_signed_is_what_the_register_says(workspace: Workspace) -> None:
    file(workspace, HELD, PLANNED, now=NOW - timedelta(days=1))
    text = digest(workspace)
    lines = section(text, "CHỜ KÝ")
    names = [line for line in lines if line.startswith("-")]
    assert f"CHỜ KÝ ({len(names)})\n" in text
    assert "- 05-NQ/CB ngày 05/10/2018: Nghị quyết về lãnh đạo thực hiện nhiệm vụ tháng 10 năm 2018" in names
    assert names[0].startswith("- 01-GM/CB ngày 30/10/2018")
    assert not any(word in text for word in ("Phiếu biểu quyết", "du-thao", "diem-danh"))


def test_of_many_unsigned_documents_the_newest_twenty_are_named(workspace: Workspace) -> None:
    outcomes = file(workspace, *(_of_month(number) for number in range(12)), now=datetime(2019, 12, 1, 8).astimezone())
    numbered = [one for outcome in outcomes for one in outcome.documents if one.number]
    assert len(numbered) == 36
    text = digest(workspace, now=datetime(2019, 12, 2, 8).astimezone())
    lines = section(text, "CHỜ KÝ (36)")
    assert len([line for line in lines if line.startswith("-")]) == 20
    assert "… và 16 văn bản khác." in lines
    assert "05/09/2019" in lines[0] and not any("05/10/2018" in line for line in lines)


def _of_month(later: int) -> Meeting:
    month = HELD.period.month.plus(later)
    plain: Meeting = HELD.model_copy(
        update={"new_tasks": (), "last_tasks": (), "documents": (), "code": None, "votes": HELD.votes[:1]}
    )
    plain = changed(changed(plain, "period.month", month), "day", date(month.year, month.month, 5))
    period = plain.period.model_copy(update={"assessed": None, "planned": None})
    resolution = plain.resolution.model_copy(update={"abstract": ""})
    return plain.model_copy(update={"period": period, "resolution": resolution, "confirmed": True})


def test_tasks_and_meetings_fall_due(workspace: Workspace) -> None:
    file(workspace, HELD, PLANNED, now=NOW - timedelta(days=1))
    assert section(digest(workspace), "ĐẾN HẠN TRONG 7 NGÀY TỚI") == [
        "- 19/10/2018 (quá hạn): Nhiệm vụ: Tổ chức hội nghị cán bộ, viên chức hai trường, lồng ghép kỷ niệm ngày "
        "20/10 (phụ trách: Đỗ Thị Kim Oanh) [binh-minh]",
        "- 26/10/2018 (quá hạn): Nhiệm vụ: Tổ chức sinh hoạt chuyên đề quý IV (phụ trách: Nguyễn Thị Minh Châu) "
        "[binh-minh]",
        "- 31/10/2018 (quá hạn): Nhiệm vụ: Phụ đạo đủ 04 lớp khối 3 vào chiều thứ Năm hằng tuần "
        "(phụ trách: Võ Thanh Liêm) [binh-minh]",
        "- 31/10/2018 (quá hạn): Nhiệm vụ: Vận động hỗ trợ bảo hiểm y tế cho học sinh khó khăn "
        "(phụ trách: Phan Thị Cẩm Tú) [binh-minh]",
        "- 05/11/2018: Sinh hoạt thường kỳ 11/2018, lúc 14:00, tại Phòng họp Trường Tiểu học Bình Minh [binh-minh]",
    ]


def test_a_task_reported_done_and_one_long_past_are_not_told(workspace: Workspace) -> None:
    first, *others = HELD.new_tasks
    file(workspace, HELD, now=NOW - timedelta(days=1))
    november = sample_meeting("08").model_copy(
        update={"last_tasks": (LastTask(task=first.task, state=TaskState.DONE),), "new_tasks": ()}
    )
    file(workspace, november, now=NOW)
    text = "\n".join(section(digest(workspace), "ĐẾN HẠN TRONG 7 NGÀY TỚI"))
    assert first.task not in text and others[0].task in text
    assert others[0].task not in digest(workspace, now=datetime(2018, 11, 19, 8).astimezone())


def test_a_meeting_put_off_is_told_on_its_new_day_and_one_that_was_held_is_not(workspace: Workspace) -> None:
    file(workspace, PLANNED, sample_meeting("07"))
    meetings = [line for line in section(digest(workspace), "ĐẾN HẠN") if "Sinh hoạt thường kỳ" in line]
    assert [line[:12] for line in meetings] == ["- 07/11/2018"]
    file(workspace, sample_meeting("08"))
    assert not [line for line in section(digest(workspace), "ĐẾN HẠN") if "Sinh hoạt thường kỳ" in line]


def test_the_preparation_of_a_thematic_meeting_falls_due(workspace: Workspace) -> None:
    now = datetime(2018, 10, 16, 8).astimezone()
    file(workspace, PLAN, now=now)
    assert PLAN.thematic is not None
    assert section(digest(workspace, now=now), "ĐẾN HẠN TRONG 7 NGÀY TỚI") == [
        f"- 18/10/2018: Duyệt dự thảo: chuyên đề “{PLAN.thematic.topic}” [binh-minh]",
        f"- 22/10/2018: Gửi tài liệu cho đảng viên: chuyên đề “{PLAN.thematic.topic}” [binh-minh]",
    ]


def test_a_new_day_begins_with_a_new_text(workspace: Workspace) -> None:
    file(workspace, HELD, now=datetime(2018, 11, 1, 23, 58).astimezone())
    with opened(workspace) as office:
        told = Digest(office)
        told.refresh(office, [], datetime(2018, 11, 1, 23, 59).astimezone())
        assert section(read(workspace), "ĐÃ LƯU HÔM NAY")
        told.refresh(office, [], datetime(2018, 11, 2, 0, 0).astimezone())
    text = read(workspace)
    assert text.startswith("Tin trong ngày “02/11/2018”") and not section(text, "ĐÃ LƯU HÔM NAY")
    assert section(text, "CHỜ KÝ")


def test_a_later_filing_is_told_by_a_watcher_that_runs(workspace: Workspace) -> None:
    with opened(workspace) as office:
        told = Digest(office)
        told.refresh(office, [], NOW)
        file(workspace, HELD)
        told.refresh(office, [], NOW)
    text = read(workspace)
    assert section(text, "ĐÃ LƯU HÔM NAY") and section(text, "CHỜ KÝ")


def test_a_restart_changes_nothing_and_does_not_write(workspace: Workspace) -> None:
    file(workspace, HELD)
    first = digest(workspace, ("a", "b"))
    stamp = workspace.digest.stat()
    assert digest(workspace, ("a", "b")) == first
    again = workspace.digest.stat()
    assert (again.st_mtime_ns, again.st_ino) == (stamp.st_mtime_ns, stamp.st_ino)


def test_nothing_is_read_again_where_nothing_changed(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    file(workspace, HELD)
    with opened(workspace) as office:
        told = Digest(office)
        told.refresh(office, [], NOW)
        monkeypatch.setattr("pipeline.watch.digest.archive_side.body_side", None)
        monkeypatch.setattr("pipeline.watch.digest.digest.digest_text", None)
        told.refresh(office, [], NOW)
        office.archive.note_serial("f" * 32, office.archive.serial)  # a publication elsewhere that changed no meeting
        monkeypatch.setattr("pipeline.watch.digest.digest.digest_text", lambda *_: "Tin trong ngày “x”.\n")
        told.refresh(office, [], NOW)


def test_a_text_that_somebody_removed_is_there_again(workspace: Workspace) -> None:
    with opened(workspace) as office:
        told = Digest(office)
        told.refresh(office, [], NOW)
        workspace.digest.unlink()
        told.refresh(office, [], NOW)
    assert NOTHING in read(workspace)


def test_the_text_is_no_form_and_nobody_takes_it_away(workspace: Workspace) -> None:
    digest(workspace)
    with opened(workspace) as office:
        bodies = [body.id for body in office.organisation.bodies]
        assert list(decisions(office, arrivals(workspace, bodies))) == []
        drop_orphans(workspace, bodies)
    assert workspace.digest.is_file()


@pytest.mark.parametrize("kind", ["file", "folder", "link"])
def test_a_file_of_that_name_that_is_somebodys_stays(workspace: Workspace, kind: str, tmp_path: Path) -> None:
    theirs, other = workspace.digest, workspace.inbox / "_hom-nay (2).txt"
    if kind == "folder":
        theirs.mkdir()
    elif kind == "link":
        (tmp_path / "xa.txt").write_text("Tin trong ngày “của tôi”", "utf-8-sig")
        try:
            theirs.symlink_to(tmp_path / "xa.txt")
        except OSError:
            pytest.skip("links need a right here")
    else:
        theirs.write_bytes("Việc hôm nay: gọi điện".encode())
    with opened(workspace) as office:
        told = Digest(office)
        told.refresh(office, [], NOW)
        assert other.read_text("utf-8-sig").startswith("Tin trong ngày “01/11/2018”")
        if kind == "file":
            assert theirs.read_bytes() == "Việc hôm nay: gọi điện".encode()
            theirs.rename(tmp_path / "viec.txt")
            told.refresh(office, [("a", "b")], NOW)
            assert section(read(workspace), "ĐANG CHỜ") and not other.exists()
        elif kind == "link":
            assert (tmp_path / "xa.txt").read_text("utf-8-sig") == "Tin trong ngày “của tôi”"


def test_hostile_names_stay_on_one_line_and_give_no_orders(workspace: Workspace) -> None:
    name = "a\x1b[2J\u202egpj\r\nCHỜ KÝ (9)\n.xlsx"
    (workspace.to_mend).mkdir(exist_ok=True)
    with opened(workspace) as office:
        office.ledger.tell(at=office.timestamp, name=name, state="filed", meeting="m\x07", said=f"{name}\udc80\n\n")
    text = digest(workspace, (name, f"lý do\x00 {name}"))
    assert not [one for one in text if not one.isprintable() and one != "\n"]
    assert not section(text, "CHỜ KÝ")
    assert len(section(text, "ĐANG CHỜ (1)")) == 1


def test_a_disk_that_takes_nothing_is_said_once_and_tried_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "pipeline.watch.digest")
    with opened(workspace) as office:
        told = Digest(office)
        with monkeypatch.context() as full:
            full.setattr(durable, "put_whole", _full)
            for minutes in range(3):
                told.refresh(office, [], NOW + timedelta(minutes=2 * minutes))
        assert [record.levelname for record in caplog.records] == ["DEBUG"]
        assert not workspace.digest.exists()
        told.refresh(office, [], NOW + timedelta(minutes=9))
    assert NOTHING in read(workspace)


def _full(_path: Path, _data: bytes, *, makes_folder: bool) -> None:
    raise OSError(28, "No space left on device")


def test_an_inbox_that_is_away_is_not_made_anew(workspace: Workspace) -> None:
    with opened(workspace) as office:
        workspace.inbox.rename(workspace.root / "khac")
        Digest(office).refresh(office, [], NOW)
    assert not workspace.inbox.exists()


def test_a_manifest_that_cannot_be_read_is_named_and_the_others_are_told(workspace: Workspace) -> None:
    file(workspace, HELD, sample_meeting("02"))
    broken = workspace.outbox / "binh-minh" / "2018" / "10-chuyen-de" / "manifest.json"
    whole = broken.read_bytes()
    broken.write_bytes(b"{")
    text = digest(workspace)
    assert text.endswith("xin báo người quản trị:\n- outbox/binh-minh/2018/10-chuyen-de\n")
    assert "Nghị quyết về lãnh đạo thực hiện nhiệm vụ tháng 10 năm 2018" in text
    broken.write_bytes(whole)
    assert "xin báo người quản trị" not in digest(workspace)


def test_a_large_archive_is_read_in_pieces_and_the_text_says_so(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_committee = sample_meeting("09")
    outcomes = file(workspace, HELD, of_committee)
    assert of_committee.body != HELD.body and all(outcome.documents for outcome in outcomes)
    look = ArchiveSide.look
    with opened(workspace) as office:
        told = Digest(office)
        with monkeypatch.context() as hasty:
            hasty.setattr(ArchiveSide, "look", lambda side, archive, day: look(side, archive, day, patience=0))
            told.refresh(office, [], NOW)
            first = read(workspace)
            told.refresh(office, [], NOW)
    second = read(workspace)
    assert "Đang đọc thư mục outbox" in first
    assert "Đang đọc" not in second and digest(workspace) == second


def test_a_ledger_of_before_goes_on_and_can_be_told_to(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / NAME) as old:
        old.execute(
            "create table forms (sha256 text primary key, name text not null, state text not null, meeting text, "
            "at text not null) strict"
        )
        old.execute("insert into forms values ('ab', 'a.xlsx', 'filed', null, '2018-11-01')")
    old.close()
    with open_ledger(tmp_path) as ledger:
        assert ledger.state("ab") == "filed"
        assert (ledger.told_on(NOW.date()), ledger.last_told) == ((), 0)
        ledger.tell(at="2018-11-01T08:00:00+07:00", name="a.xlsx", state="filed", meeting=None)
    with open_ledger(tmp_path) as ledger:
        assert ledger.told_on(NOW.date()) == (Told("2018-11-01T08:00:00+07:00", "a.xlsx", "filed", None, ""),)


def test_decisions_are_kept_for_a_month_and_told_by_their_day(tmp_path: Path) -> None:
    with open_ledger(tmp_path) as ledger:
        numbers = []
        for at in ("2018-10-01T08:00:00+07:00", "2018-11-01T00:00:00+07:00", "2018-11-01T23:59:59+07:00"):
            ledger.tell(at=at, name=at, state="filed", meeting="m", said="một\nhai")
            numbers.append(ledger.last_told)
        assert numbers == sorted(set(numbers))
        assert [one.name[:19] for one in ledger.told_on(date(2018, 11, 1))] == [
            "2018-11-01T00:00:00",
            "2018-11-01T23:59:59",
        ]
        assert len(ledger.told_on(date(2018, 10, 1))) == 1
        ledger.tell(at="2018-11-02T08:00:00+07:00", name="b", state="filed", meeting=None)
        assert ledger.told_on(date(2018, 10, 1)) == ()
        assert [one.said for one in ledger.told_on(date(2018, 11, 1))] == ["một\nhai"] * 2
