"""An office of which everything is to be made again, and what comes of it in one process."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.process import open_office, process_inbox
from pipeline.process.regenerating import Action
from pipeline.process.synthetic import make_synthetic_office
from pipeline.workspace import Workspace
from tests.faults.offices import archived, now
from tests.regenerated import change_manifests, change_template, regenerate, rows


@dataclass(frozen=True)
class Case:
    """The office before, its archive when it was regenerated in one process, and one of its folders."""

    before: Workspace
    archived: dict[str, str]
    folder: str
    folders: int

    def copy(self, root: Path) -> Workspace:
        shutil.copytree(self.before.root, root)
        return Workspace.at(root)


@pytest.fixture(scope="session")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    root = tmp_path_factory.mktemp("batch")
    before = Workspace.at(root / "before")
    forms = make_synthetic_office(before, cells=1, year=2018, seed=5, suffix="yaml")
    with open_office(before, now, lock_timeout=5) as office:
        list(process_inbox(office, forms))
    change_template(before)
    change_manifests(before, render_version=0)
    shutil.copytree(before.root, root / "after")
    after = Workspace.at(root / "after")
    found = regenerate(after)
    assert {row.action for row in rows(found).values()} == {Action.WRITE}
    minutes = sorted(path.parent.relative_to(after.outbox).as_posix() for path in after.outbox.rglob("*-bien-ban.docx"))
    return Case(before, archived(after), next(one for one in minutes if "lich-su" not in one), len(found))
