"""Moving forms: what was filed or seen before leaves the inbox, what must be mended goes back marked, a text beside it.

Nothing is deleted: a form leaves the inbox only when what was typed stands in the archive or in `_can-sua/`, or by a
move.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.archive import durable
from pipeline.errors import Problem, Severity
from pipeline.forms import as_marked, marked
from pipeline.messages import vietnamese
from pipeline.office_files.packages import file_digest
from pipeline.process.intake.prepare import Prepared
from pipeline.workspace import Workspace


@dataclass(frozen=True)
class Returned:
    """Where a returned form lies, and the hash of what lies there."""

    path: Path
    sha256: str


def note_path(form: Path) -> Path:
    """The text beside a returned form."""
    return form.with_name(form.name + ".txt")


def return_form(workspace: Workspace, form: Path, prepared: Prepared, problems: Sequence[Problem]) -> Returned:
    """Put a form into `_can-sua/` with its mistakes marked and a text beside it. One mended there stays there."""
    data = returned_bytes(prepared, problems)
    target = form if form.parent == workspace.to_mend else _free_place(workspace.to_mend / form.name, data)
    target.parent.mkdir(parents=True, exist_ok=True)
    _rewrite(note_path(target), problem_text(form.name, as_marked(form.name, data, problems)))
    if data == prepared.data and target != form:
        durable.replace(form, target)
    elif data != prepared.data and target == form:
        _replace_typed(form, prepared.sha256, data)
    elif target != form:
        durable.put_whole(target, data)
        take_filed(form, prepared.sha256)
    return Returned(target, file_digest(data))


def returned_bytes(prepared: Prepared, problems: Sequence[Problem]) -> bytes:
    """The clerk's own file with its problems marked; without marks where its kind of file takes none."""
    if any(problem.code == "secret-form" for problem in problems):
        return prepared.data  # not ours to read or to write
    return marked(prepared.name, prepared.clean, problems) or prepared.clean


def _replace_typed(form: Path, sha256: str, data: bytes) -> None:
    """Write the marks into a form that lies in `_can-sua/`; one saved anew in this very moment stays as saved."""
    fresh = form.with_name(f".{form.name}{_FRESH}")
    fresh.unlink(missing_ok=True)
    durable.write_durably(fresh, data)
    claimed = form.with_name(f".{form.name}{_CLAIMED}")
    durable.replace(form, claimed)
    if file_digest(claimed.read_bytes()) == sha256 and not form.exists():
        durable.replace(fresh, form)
        claimed.unlink()
    else:
        durable.replace(claimed, _free_place(form, b""))
        fresh.unlink()


def put_aside(workspace: Workspace, form: Path, data: bytes) -> Path:
    """Move a form whose content was filed before to `_trung-lap/`."""
    target = _free_place(workspace.duplicates / form.name, data)
    target.parent.mkdir(parents=True, exist_ok=True)
    durable.replace(form, target)
    _drop_note(form)
    return target


_CLAIMED, _FRESH = ".da-nhan", ".moi"


def take_filed(form: Path, sha256: str) -> bool:
    """Take a form out of the inbox, now that the archive holds its bytes. False where it was changed meanwhile.

    It is renamed first and looked at again, so that a save in this very moment is not lost.
    """
    claimed = form.with_name(f".{form.name}{_CLAIMED}")
    durable.replace(form, claimed)
    if file_digest(claimed.read_bytes()) != sha256:
        durable.replace(claimed, _free_place(form, b""))
        return False
    claimed.unlink()
    _drop_note(form)
    return True


def give_back_claimed(workspace: Workspace) -> list[str]:
    """Forms that a killed run had half taken out of the inbox, put back under their names; the names."""
    names = []
    for claimed in sorted(workspace.inbox.rglob(f".*{_CLAIMED}")):
        name = claimed.name.removeprefix(".").removesuffix(_CLAIMED)
        durable.replace(claimed, _free_place(claimed.with_name(name), claimed.read_bytes()))
        names.append(name)
    return names


def copy_returned(workspace: Workspace, form: Path, prepared: Prepared, problems: Sequence[Problem]) -> Returned:
    """The same as `return_form` for a file outside the inbox, which is not ours to move: a copy goes to `_can-sua/`."""
    data = returned_bytes(prepared, problems)
    target = _free_place(workspace.to_mend / form.name, data)
    target.parent.mkdir(parents=True, exist_ok=True)
    _rewrite(note_path(target), problem_text(form.name, as_marked(form.name, data, problems)))
    if not target.exists():
        durable.write_durably(target, data)
    return Returned(target, file_digest(data))


def _drop_note(form: Path) -> None:
    """The text beside a mended form is ours and has served."""
    note_path(form).unlink(missing_ok=True)


def _free_place(wanted: Path, data: bytes) -> Path:
    """The path, or the next numbered one that is free or holds the same bytes already."""
    candidate, number = wanted, 1
    while candidate.exists() and candidate.read_bytes() != data:
        number += 1
        candidate = wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}")
    return candidate


def _rewrite(path: Path, text: str) -> None:
    durable.put_whole(path, text.replace("\n", "\r\n").encode("utf-8-sig"))  # what Notepad of any age shows well


def problem_text(name: str, problems: Iterable[Problem]) -> str:
    """The problems of a form as its clerk reads them: errors first, each with its place and what to do."""
    listed = list(problems)
    errors = [problem for problem in listed if problem.severity is Severity.ERROR]
    warnings = [problem for problem in listed if problem.severity is Severity.WARNING]
    lines = [f"Biểu mẫu “{name}” cần sửa {len(errors)} chỗ.", ""]
    lines += _numbered(errors)
    if warnings:
        lines += ["", "Đề nghị kiểm tra thêm:", ""]
        lines += _numbered(warnings)
    lines += ["", "Sửa xong, xin lưu biểu mẫu ngay trong thư mục này hoặc thả biểu mẫu đã sửa vào thư mục inbox.", ""]
    return "\n".join(lines)


def _numbered(problems: list[Problem]) -> list[str]:
    lines = []
    for number, problem in enumerate(problems, 1):
        where = vietnamese(problem.where)
        place = f"{where[:1].upper()}{where[1:]}: " if where else ""
        lines.append(f"{number}. {place}{vietnamese(problem.message)} {vietnamese(problem.hint)}".rstrip())
    return lines
