"""Moving forms: what was filed or seen before leaves the inbox, what must be mended goes back marked, a text beside it.

Nothing is deleted: a form leaves the inbox only when what was typed stands in the archive or in `_can-sua/`, or by a
move.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.archive import durable
from pipeline.archive.moving import free_or_same, put_instead, take
from pipeline.errors import Problem, Severity
from pipeline.forms import FORM_SUFFIXES, as_marked, marked
from pipeline.office_files.packages import file_digest
from pipeline.process.intake.beside import FORM_NOTE, drop_note, note_path, put_note, spoken
from pipeline.process.intake.prepare import Prepared
from pipeline.vietnamese.text import printable
from pipeline.workspace import Workspace

_MENDED_ANYWHERE = "Sửa xong, xin lưu biểu mẫu ngay trong thư mục này hoặc thả biểu mẫu đã sửa vào thư mục inbox."
_MENDED_HERE = "Sửa xong, xin lưu biểu mẫu ngay trong thư mục này: các tệp bên cạnh được lưu cùng biểu mẫu."
_NO_FORM = "Tệp này không sửa được tại đây: bản ký xin chuyển vào thư mục _ban-ky, tệp khác xin chuyển ra khỏi inbox."


@dataclass(frozen=True)
class Returned:
    """Where a returned form lies, and the hash of what lies there."""

    path: Path
    sha256: str


def return_form(
    workspace: Workspace, form: Path, prepared: Prepared, problems: Sequence[Problem], *, in_place: bool = False
) -> Returned:
    """Put a form into `_can-sua/` with its mistakes marked and a text beside it. One mended there stays there.

    `in_place`: it stays where it is, because other files belong to it.
    """
    data = returned_bytes(prepared, problems)
    stays = in_place or form.parent == workspace.to_mend
    target = form if stays else free_or_same(workspace.to_mend / form.name, data)
    if not stays:  # a folder that its owner has renamed meanwhile is not made anew
        _make_own(target.parent)
    is_form = form.suffix.lower() in FORM_SUFFIXES
    how = _MENDED_HERE if in_place else _MENDED_ANYWHERE if is_form else _NO_FORM
    text = problem_text(form.name, as_marked(form.name, data, problems), how)
    if target == form:
        if data != prepared.data:
            put_instead(form, prepared.sha256, data)
        put_note(note_path(form), text)  # behind the marks: where it lies, they are in the form
        return Returned(form, file_digest(data))
    put_note(note_path(target), text)
    if data == prepared.data:
        durable.replace(form, target)
    else:
        durable.put_whole(target, data, makes_folder=False)
        take_filed(form, prepared.sha256)
    return Returned(target, file_digest(data))


def _make_own(folder: Path) -> None:
    """A folder of ours in the inbox: what it should hold is not put where a link leads. Raises `OSError`."""
    if folder.is_symlink():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    durable.make_below(folder.parent, folder)


def returned_bytes(prepared: Prepared, problems: Sequence[Problem]) -> bytes:
    """The clerk's own file with its problems marked; without marks where its kind of file takes none."""
    if any(problem.code == "secret-form" for problem in problems):
        return prepared.data
    return marked(prepared.name, prepared.clean, problems, prepared.limits) or prepared.clean


def keep_as_dropped(workspace: Workspace, name: str, data: bytes) -> Path:
    """A copy in `_trung-lap/` of a form that still had our marks, for somebody may have typed among them.

    Whether anybody did cannot be told for sure: of a sentence of ours that was changed, or of a picture on the list.
    """
    target = free_or_same(workspace.duplicates / name, data)
    if not target.exists():
        _make_own(target.parent)
        durable.put_whole(target, data, makes_folder=False)
    return target


def put_aside(workspace: Workspace, form: Path, data: bytes) -> Path:
    """Move a form whose content was filed before to `_trung-lap/`."""
    target = free_or_same(workspace.duplicates / form.name, data)
    _make_own(target.parent)
    durable.replace(form, target)
    drop_note(form)
    return target


def take_filed(form: Path, sha256: str) -> bool:
    """Take a form out of the inbox, now that the archive holds its bytes. False where it was changed meanwhile."""
    if not take(form, sha256):
        return False
    drop_note(form)
    return True


def copy_returned(workspace: Workspace, form: Path, prepared: Prepared, problems: Sequence[Problem]) -> Returned:
    """The same as `return_form` for a file outside the inbox, which is not ours to move: a copy goes to `_can-sua/`."""
    data = returned_bytes(prepared, problems)
    target = free_or_same(workspace.to_mend / form.name, data)
    _make_own(target.parent)
    put_note(note_path(target), problem_text(form.name, as_marked(form.name, data, problems)))
    if not target.exists():
        durable.put_whole(target, data, makes_folder=False)
    return Returned(target, file_digest(data))


def problem_text(name: str, problems: Iterable[Problem], how: str = _MENDED_ANYWHERE) -> str:
    """The problems of a form as its clerk reads them: errors first, each with its place and what to do; then `how`."""
    listed = list(problems)
    errors = [problem for problem in listed if problem.severity is Severity.ERROR]
    warnings = [problem for problem in listed if problem.severity is Severity.WARNING]
    lines = [f"{FORM_NOTE}“{printable(name)}” cần sửa {len(errors)} chỗ.", ""]
    lines += _numbered(errors)
    if warnings:
        lines += ["", "Đề nghị kiểm tra thêm:", ""]
        lines += _numbered(warnings)
    lines += ["", how, ""]
    return "\n".join(lines)


def _numbered(problems: list[Problem]) -> list[str]:
    lines = []
    for number, problem in enumerate(problems, 1):
        lines.append(f"{number}. {spoken(problem)}")
    return lines
