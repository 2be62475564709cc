"""Regenerating as tests do it: in this process, at a fixed time, over whatever workers are given."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.archive.manifest import NAME as MANIFEST
from pipeline.batch import Workers, applied, folders_of, planned
from pipeline.batch.executors import Serial
from pipeline.batch.run import Work
from pipeline.office_files.packages import packed, unpacked
from pipeline.process import open_office
from pipeline.process.regenerating import Regenerated, Row, Wanted, regenerate_folders
from pipeline.workspace import Workspace, shipped_templates
from tests.faults.offices import now

WANTED = Wanted(run="first", at="2018-11-20T08:00:00+00:00", presumed=None)
_RUNS = iter(range(1_000_000))


def regenerate(
    workspace: Workspace,
    workers: Workers | None = None,
    work: Work = regenerate_folders,
    presumed: date | None = None,
    **asked: Any,
) -> list[Regenerated]:
    """Plan and do it, as the command does."""
    wanted = replace(WANTED, run=str(next(_RUNS)), presumed=presumed, **asked)
    workers = workers or Workers(Serial(), 1)
    with open_office(workspace, now, lock_timeout=5) as office:
        folders = folders_of(office.archive, 2018, None, wanted.meeting_kind)
        plan = list(planned(workspace, workers, folders, replace(wanted, shows_diff=False), work))
        with_work = [one for one in plan if one.has_work or wanted.issued_to]
        done = list(applied(office, workers, with_work, wanted, work))
    concerned = {one.folder for one in with_work}
    return [*(one for one in plan if one.folder not in concerned), *done]


def plan_of(workspace: Workspace, **asked: Any) -> dict[str, Row]:
    """The plan alone, by the documents' names from the meeting's folder on."""
    wanted = replace(WANTED, run=str(next(_RUNS)), **asked)
    with open_office(workspace, now, as_it_is=True) as office:
        folders = folders_of(office.archive, 2018, None, wanted.meeting_kind)
        return rows(planned(workspace, Workers(Serial(), 1), folders, wanted))


def rows(found: Iterable[Regenerated]) -> dict[str, Row]:
    listed = list(found)
    assert [one.failure for one in listed if one.failure] == []
    return {row.document.split("/2018/")[1]: row for one in listed for row in one.rows}


def reasons(found: Iterable[Row]) -> set[str]:
    return {row.reason.value for row in found}


def contents(workspace: Workspace) -> dict[str, str]:
    """What every filed document says, by its hash."""
    return {
        f"{path.parent.relative_to(workspace.outbox).as_posix()}/{one['path']}": one["content_sha256"]
        for path in workspace.outbox.rglob(MANIFEST)
        for one in json.loads(path.read_text("utf-8"))["documents"]
    }


def change_manifests(workspace: Workspace, **changes: Any) -> None:
    """Let every document's entry say something else, as an earlier version would have."""
    for path in workspace.outbox.rglob(MANIFEST):
        plain = json.loads(path.read_text("utf-8"))
        for one in plain["documents"]:
            one.update(changes)
        path.write_text(json.dumps(plain, ensure_ascii=False), "utf-8")


def change_template(workspace: Workspace, name: str = "bien-ban.docx", text: str = "Đồng chí") -> None:
    """An office's own template that differs from the shipped one in a word of the text."""
    members = unpacked((shipped_templates() / name).read_bytes())
    body = members["word/document.xml"].decode()
    assert "</w:body>" in body
    words = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    head, _, rest = body.rpartition("<w:sectPr")
    workspace.templates.mkdir(exist_ok=True)
    (workspace.templates / name).write_bytes(
        packed(members | {"word/document.xml": f"{head}{words}<w:sectPr{rest}".encode()})
    )


def repack(path: Path) -> None:
    """The same document as another program would pack it."""
    import io
    import zipfile

    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, data in unpacked(path.read_bytes()).items():
            archive.writestr(name, data)
    path.write_bytes(target.getvalue())
