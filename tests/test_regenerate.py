"""What of an archive is made again and why: only what has a reason, with the numbers and dates that it has."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pipeline.archive.manifest import Manifest, read_manifest
from pipeline.process import open_office
from pipeline.process.regenerating import Action
from pipeline.verify import verify_archive
from pipeline.workspace import Workspace
from tests.faults.offices import HELD, SCENARIOS, given_numbers, make_office, now
from tests.regenerated import (
    change_manifests,
    contents,
    plan_of,
    reasons,
    regenerate,
    rows,
)
from tests.sample import changed, sample_meeting
from tests.test_followup import followed, sent
from tests.test_issued_documents import drop, issue, replacing

FOLDER = Path("binh-minh") / "2018" / "11-thuong-ky"
RESOLUTION = "11-thuong-ky/05-NQ-nghi-quyet.docx"


@pytest.fixture
def filed(workspace: Workspace) -> Workspace:
    """The meeting of November filed."""
    drop(workspace, HELD)
    return workspace


def manifest(workspace: Workspace) -> Manifest:
    found = read_manifest(workspace.outbox / FOLDER)
    assert found is not None
    return found


def check_whole(workspace: Workspace) -> None:
    with open_office(workspace, now, as_it_is=True) as office:
        assert verify_archive(office).findings == ()


# What filing leaves is never made again by itself, and comes out the same where it is.


def sample_office(workspace: Workspace, sample: Path) -> None:
    shutil.rmtree(workspace.root)
    shutil.copytree(sample, workspace.root)


def a_replaced_one(workspace: Workspace, sample: Path) -> None:
    drop(workspace, HELD)
    issue(workspace)
    drop(workspace, replacing())


def a_letter_before_its_paper_was_replaced(workspace: Workspace, sample: Path) -> None:
    drop(workspace, HELD)
    drop(
        workspace,
        followed(date(2018, 11, 9), sent_to=("Đảng ủy xã",), dispatches=(sent(number=5, issued=date(2018, 11, 9)),)),
        "sau.yaml",
    )
    drop(workspace, replacing())


def papers_of_which_one_is_issued(workspace: Workspace, sample: Path) -> None:
    """Dropped from the form and put in another order, they keep the parts by which they were filed."""
    planned = sample_meeting("01")
    drop(workspace, planned)
    scan = workspace.signed / "tham-luan-vo-thanh-liem.pdf"
    (folder,) = (path.parent for path in workspace.outbox.rglob("tham-luan-vo-thanh-liem.docx"))
    plain = json.loads((folder / "manifest.json").read_text("utf-8"))
    for one in plain["documents"]:
        if one["path"] == "tham-luan-vo-thanh-liem.docx":
            one["scans"] = [{"path": scan.name, "sha256": "0", "at": "2018-10-05T08:00:00+07:00"}]
    (folder / scan.name).write_bytes(b"%PDF-1.7\n")
    (folder / "manifest.json").write_text(json.dumps(plain), "utf-8")
    assert planned.thematic is not None
    drop(workspace, changed(planned, "thematic.papers", planned.thematic.papers[::-1]))


OFFICES: dict[str, Callable[[Workspace, Path], None]] = {
    "sample": sample_office,
    "replaced": a_replaced_one,
    "letter": a_letter_before_its_paper_was_replaced,
    "papers": papers_of_which_one_is_issued,
}


@pytest.mark.parametrize("name", OFFICES)
def test_what_was_filed_is_unchanged_and_made_again_says_the_same(
    workspace: Workspace, sample: Path, name: str
) -> None:
    OFFICES[name](workspace, sample)
    assert reasons(plan_of(workspace).values()) <= {"unchanged", "issued"}
    before = contents(workspace)
    change_manifests(workspace, render_version=0)
    found = rows(regenerate(workspace))
    assert reasons(found.values()) <= {"render-changed", "issued"}
    assert {row.action for row in found.values()} <= {Action.WRITE, Action.KEEP}
    assert contents(workspace) == before
    assert reasons(plan_of(workspace).values()) <= {"unchanged", "issued"}


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_any_pass_leaves_is_unchanged_and_made_again_says_the_same(tmp_path: Path, name: str) -> None:
    scenario = SCENARIOS[name]()
    workspace = make_office(tmp_path / "office", scenario)
    scenario.act(workspace)
    before, numbers = contents(workspace), given_numbers(workspace)
    assert reasons(plan_of(workspace).values()) <= {"unchanged", "issued"}
    change_manifests(workspace, render_version=0)
    regenerate(workspace)
    assert contents(workspace) == before
    assert given_numbers(workspace) == numbers
