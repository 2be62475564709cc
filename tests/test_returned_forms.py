"""Forms that come back with their mistakes marked: mended where they lie, or dropped anew, they are taken unmarked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from pipeline.archive import durable
from pipeline.errors import Problem
from pipeline.forms import meeting_to_yaml, read_form
from pipeline.office_files.packages import file_digest
from pipeline.process import FormState, Office, Outcome, open_office, process_inbox
from pipeline.process.intake import returned
from pipeline.process.intake.prepare import Prepared
from pipeline.process.intake.returned import take_filed
from pipeline.workspace import Workspace
from tests.forms.filled import edited, write
from tests.forms.mistyped import mistyped_form
from tests.sample import sample_meeting

REGULAR = sample_meeting("03")
WRONG = {"date": "31/02/2018", "roll.present_official": "hai mươi hai", "outcome": "Thông báo"}

RIGHT = {"31/02/2018": "05/10/2018", "hai mươi hai": "22", "Thông báo": "Nghị quyết"}


@contextmanager
def opened(workspace: Workspace) -> Iterator[Office]:
    with open_office(workspace, lambda: datetime(2018, 10, 8, 8, 0, tzinfo=UTC), lock_timeout=1) as office:
        yield office


def run(workspace: Workspace) -> list[Outcome]:
    with opened(workspace) as office:
        return list(process_inbox(office, (), settle=0))


def drop(workspace: Workspace, suffix: str, name: str = "thuong-ky") -> Path:
    path = workspace.inbox / f"{name}{suffix}"
    path.write_bytes(mistyped_form(suffix, REGULAR, WRONG))
    return path


def mended_workbook(data: bytes) -> bytes:
    return edited(
        data,
        write("Thông tin chung", "Ngày họp", datetime(2018, 10, 5)),  # noqa: DTZ001
        write("Điểm danh", "Đảng viên chính thức có mặt", 22),
        write("Kết luận, nghị quyết", "Văn bản ban hành", "Nghị quyết"),
    )


def mended_document(data: bytes) -> bytes:
    document = Document(BytesIO(data))
    for element in document.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tc"):
        runs = element.findall(".//{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t")
        text = "".join(run.text or "" for run in runs)
        if text in RIGHT:
            runs[0].text = RIGHT[text]
            for run in runs[1:]:
                run.text = ""
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def mended_text(data: bytes) -> bytes:
    text = data.decode()
    for wrong, right in RIGHT.items():
        text = text.replace(wrong, right)
    return text.encode()


MENDED: dict[str, Callable[[bytes], bytes]] = {".xlsx": mended_workbook, ".docx": mended_document, ".yaml": mended_text}


def marks_in(path: Path) -> int:
    """How many places of a returned form are marked."""
    data = path.read_bytes()
    if path.suffix == ".xlsx":
        book = load_workbook(BytesIO(data))
        cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
        return sum(bool(cell.comment and "CẦN SỬA" in cell.comment.text) for cell in cells)
    if path.suffix == ".docx":
        return len(list(Document(BytesIO(data)).comments))
    return sum(line.lstrip().startswith("#! CẦN SỬA") for line in data.decode().splitlines())


@pytest.mark.parametrize("suffix", MENDED)
def test_a_returned_form_shows_its_mistakes_where_they_are(workspace: Workspace, suffix: str) -> None:
    drop(workspace, suffix)
    (outcome,) = run(workspace)
    assert outcome.state is FormState.RETURNED
    returned = workspace.to_mend / f"thuong-ky{suffix}"
    assert outcome.moved_to == returned
    assert not (workspace.inbox / returned.name).exists()
    assert marks_in(returned) >= 3
    assert "cần sửa" in returned.with_name(returned.name + ".txt").read_text("utf-8-sig")
    assert run(workspace) == []  # nobody has touched it since


@pytest.mark.parametrize("suffix", MENDED)
def test_a_form_mended_where_it_lies_is_filed_without_the_marks(workspace: Workspace, suffix: str) -> None:
    drop(workspace, suffix)
    run(workspace)
    returned = workspace.to_mend / f"thuong-ky{suffix}"
    returned.write_bytes(MENDED[suffix](returned.read_bytes()))
    (outcome,) = run(workspace)
    assert outcome.state is FormState.FILED, outcome.problems
    assert list(workspace.to_mend.iterdir()) == []
    (filed,) = workspace.outbox.rglob(f"bieu-mau-da-hop{suffix}")
    assert read_form(filed.name, filed.read_bytes()).meeting == REGULAR
    assert marks_in(filed) == 0


@pytest.mark.parametrize("suffix", MENDED)
def test_a_mended_form_dropped_anew_under_another_name_replaces_the_returned_one(
    workspace: Workspace, suffix: str
) -> None:
    drop(workspace, suffix)
    run(workspace)
    returned = workspace.to_mend / f"thuong-ky{suffix}"
    (workspace.inbox / f"da sua xong{suffix}").write_bytes(MENDED[suffix](returned.read_bytes()))
    (outcome,) = run(workspace)
    assert outcome.state is FormState.FILED, outcome.problems
    assert list(workspace.to_mend.iterdir()) == []
    assert (workspace.duplicates / returned.name).is_file()


def test_the_form_of_another_meeting_under_the_same_name_replaces_nothing(workspace: Workspace) -> None:
    drop(workspace, ".yaml")
    run(workspace)
    returned = workspace.to_mend / "thuong-ky.yaml"
    before = returned.read_bytes()
    other = sample_meeting("02")
    (workspace.inbox / returned.name).write_text(meeting_to_yaml(other), "utf-8")
    (outcome,) = run(workspace)
    assert outcome.state is FormState.FILED, outcome.problems
    assert returned.read_bytes() == before


def test_a_form_half_mended_comes_back_with_the_marks_that_are_left(workspace: Workspace) -> None:
    drop(workspace, ".xlsx")
    run(workspace)
    returned = workspace.to_mend / "thuong-ky.xlsx"
    before = marks_in(returned)
    data = edited(returned.read_bytes(), write("Điểm danh", "Đảng viên chính thức có mặt", 22))
    returned.write_bytes(data)
    (outcome,) = run(workspace)
    assert outcome.state is FormState.RETURNED
    assert 0 < marks_in(returned) < before


@pytest.mark.parametrize("suffix", [".json"])
def test_a_kind_of_file_that_takes_no_marks_comes_back_as_it_was(workspace: Workspace, suffix: str) -> None:
    data = drop(workspace, suffix).read_bytes()
    run(workspace)
    returned = workspace.to_mend / f"thuong-ky{suffix}"
    assert file_digest(returned.read_bytes()) == file_digest(data)
    assert returned.with_name(returned.name + ".txt").is_file()


def test_a_secret_form_is_not_written_into(workspace: Workspace) -> None:
    path = workspace.inbox / "mat.xlsx"
    path.write_bytes(mistyped_form(".xlsx", REGULAR, {"secrecy": "Mật"}))
    data = path.read_bytes()
    (outcome,) = run(workspace)
    assert [problem.code for problem in outcome.problems] == ["secret-form"]
    assert outcome.moved_to is not None
    assert outcome.moved_to.read_bytes() == data


def test_what_a_clerk_saves_while_the_marks_are_written_stays(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(workspace, ".yaml")
    run(workspace)
    returned = workspace.to_mend / "thuong-ky.yaml"
    returned.write_bytes(returned.read_bytes().replace("hai mươi hai".encode(), b"22"))  # one of three is mended
    saved = returned.read_bytes() + "# thư ký vừa lưu\n".encode()
    write = durable.write_durably

    def while_saving(path: Path, data: bytes) -> None:
        write(path, data)
        if path.parent == workspace.to_mend and path.suffix == ".moi" and returned.name in path.name:
            returned.write_bytes(saved)

    monkeypatch.setattr(durable, "write_durably", while_saving)
    run(workspace)
    assert saved in [path.read_bytes() for path in workspace.to_mend.iterdir()]


def type_on_list(path: Path, text: str) -> None:
    """A text beside the problems that a returned workbook lists."""
    book = load_workbook(path)
    book["Cần sửa"]["F7"] = text
    book.save(path)


def test_what_was_typed_on_the_list_is_told_and_the_file_kept(workspace: Workspace) -> None:
    drop(workspace, ".xlsx")
    run(workspace)
    returned = workspace.to_mend / "thuong-ky.xlsx"
    type_on_list(returned, "Họp ngày 05/10/2018")
    typed = returned.read_bytes()
    (outcome,) = run(workspace)
    assert outcome.state is FormState.RETURNED
    (told,) = [problem for problem in outcome.problems if problem.code == "typed-among-marks"]
    assert "Họp ngày 05/10/2018" in told.message.text(str)
    assert "Họp ngày 05/10/2018" in returned.with_name(returned.name + ".txt").read_text("utf-8-sig")
    assert (workspace.duplicates / returned.name).read_bytes() == typed
    returned.write_bytes(mended_workbook(returned.read_bytes()))
    type_on_list(returned, "Đã sửa xong")
    typed = returned.read_bytes()
    (outcome,) = run(workspace)
    assert outcome.state is FormState.FILED, outcome.problems
    assert "typed-among-marks" in [problem.code for problem in outcome.problems]
    assert (workspace.duplicates / "thuong-ky (2).xlsx").read_bytes() == typed
    assert list(workspace.to_mend.iterdir()) == []


def test_a_text_of_the_clerks_own_beside_a_form_stays_when_the_form_is_filed(workspace: Workspace) -> None:
    (workspace.inbox / "hop.yaml").write_text(meeting_to_yaml(REGULAR), "utf-8")
    beside = workspace.inbox / "hop.yaml.txt"
    beside.write_text("Nhắc: hỏi lại đồng chí bí thư", "utf-8")
    take_filed(workspace.inbox / "hop.yaml", file_digest((workspace.inbox / "hop.yaml").read_bytes()))
    assert beside.read_text("utf-8") == "Nhắc: hỏi lại đồng chí bí thư"


def test_a_form_mended_where_it_lies_is_kept_as_it_was_dropped_too(workspace: Workspace) -> None:
    """A sentence of ours may have been changed, or a picture put on the list: nobody can tell what was meant by it."""
    drop(workspace, ".docx")
    run(workspace)
    returned = workspace.to_mend / "thuong-ky.docx"
    mended = mended_document(returned.read_bytes())
    returned.write_bytes(mended)
    (outcome,) = run(workspace)
    assert outcome.state is FormState.FILED
    assert (workspace.duplicates / returned.name).read_bytes() == mended


def test_a_duplicate_with_texts_on_its_list_is_told_too(workspace: Workspace) -> None:
    drop(workspace, ".xlsx")
    run(workspace)
    returned = workspace.to_mend / "thuong-ky.xlsx"
    mended = mended_workbook(returned.read_bytes())
    returned.write_bytes(mended)
    run(workspace)
    returned.write_bytes(mended)
    type_on_list(returned, "Họp ngày 05/10/2018")
    (outcome,) = run(workspace)
    assert (outcome.state, [problem.code for problem in outcome.problems]) == (
        FormState.DUPLICATE,
        ["typed-among-marks"],
    )


def test_a_file_outside_the_inbox_is_its_owners_and_not_kept_twice(workspace: Workspace, tmp_path: Path) -> None:
    drop(workspace, ".xlsx")
    run(workspace)
    path = (workspace.to_mend / "thuong-ky.xlsx").rename(tmp_path / "cua-toi.xlsx")
    type_on_list(path, "Họp ngày 05/10/2018")
    with opened(workspace) as office:
        (outcome,) = process_inbox(office, [path])
    assert "typed-among-marks" in [problem.code for problem in outcome.problems]
    assert path.is_file()
    assert not workspace.duplicates.exists() or not list(workspace.duplicates.iterdir())


def test_of_a_secret_form_nothing_is_told(workspace: Workspace) -> None:
    drop(workspace, ".xlsx")
    run(workspace)
    returned = workspace.to_mend / "thuong-ky.xlsx"
    type_on_list(returned, "Họp ngày 05/10/2018")
    returned.write_bytes(edited(returned.read_bytes(), write("Thông tin chung", "Độ mật", "Mật")))
    (outcome,) = run(workspace)
    assert [problem.code for problem in outcome.problems] == ["secret-form"]
    assert "05/10" not in returned.with_name(returned.name + ".txt").read_text("utf-8-sig")


def test_a_form_that_cannot_be_returned_is_not_called_done_and_is_returned_later(workspace: Workspace) -> None:
    workspace.to_mend.write_text("of somebody's")
    path = drop(workspace, ".xlsx")
    (outcome,) = (one for one in run(workspace) if one.form.endswith(path.name))
    assert (outcome.state, outcome.problems[0].code) == (FormState.FAILED, "form-not-returned")
    assert len(outcome.problems) > len(WRONG)
    workspace.to_mend.unlink()
    (outcome,) = run(workspace)
    assert (outcome.state, outcome.moved_to) == (FormState.RETURNED, workspace.to_mend / path.name)


def test_a_folder_that_is_renamed_while_its_form_is_marked_is_not_made_anew(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, renamed = workspace.inbox / "hop", workspace.inbox / "hop thang 10"
    folder.mkdir()
    drop(workspace, ".yaml").rename(folder / "phieu.yaml")
    (folder / "anh.jpg").write_bytes(b"jpg")
    mark = returned.returned_bytes

    def rename(prepared: Prepared, problems: Sequence[Problem]) -> bytes:
        folder.rename(renamed)
        return mark(prepared, problems)

    monkeypatch.setattr(returned, "returned_bytes", rename)
    (outcome,) = run(workspace)
    assert outcome.state is FormState.FAILED
    assert not folder.exists()
    assert {path.name for path in renamed.iterdir()} == {"phieu.yaml", "anh.jpg"}


def test_the_copy_of_a_form_outside_the_inbox_is_never_half_written(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = drop(workspace, ".xlsx").rename(tmp_path / "cua-toi.xlsx")
    written, write_durably = [], durable.write_durably

    def record(target: Path, data: bytes) -> None:
        written.append(target)
        write_durably(target, data)

    monkeypatch.setattr(durable, "write_durably", record)
    with opened(workspace) as office:
        (outcome,) = process_inbox(office, [path])
    assert outcome.moved_to == workspace.to_mend / path.name
    assert outcome.moved_to.is_file() and outcome.moved_to not in written


def test_nobody_is_asked_to_mend_a_file_that_is_no_form(workspace: Workspace) -> None:
    (workspace.inbox / "ban-ky.pdf").write_bytes(b"%PDF-1.7\n")
    (outcome,) = run(workspace)
    assert outcome.state is FormState.RETURNED
    text = (workspace.to_mend / "ban-ky.pdf.txt").read_text("utf-8-sig")
    assert "_ban-ky" in text and "Sửa xong" not in text
