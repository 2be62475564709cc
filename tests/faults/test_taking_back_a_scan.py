"""Killed, or failed by the disk, while a scan is taken back: it is filed or in the history, and never gone."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.errors import VanthuError
from pipeline.process import open_office
from pipeline.process.signing import process_scans, take_back
from pipeline.verify import verify_archive
from pipeline.workspace import Workspace
from tests.faults.layer import ERRORS, Disk, failing, in_a_process_of_its_own
from tests.faults.offices import HELD, Scenario, form, make_office, now, run

SCAN = b"%PDF-1.7\nsigned\n%%EOF\n"
FOLDER = Path("binh-minh/2018/11-thuong-ky")
FILED, KEPT = FOLDER / "05-NQ-nghi-quyet-ban-ky.pdf", FOLDER / "lich-su/ban-ky/05-NQ-nghi-quyet-ban-ky.pdf"


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """An office with a scan filed at resolution 05."""
    workspace = make_office(tmp_path_factory.mktemp("scans") / "before", Scenario((), "hop.yaml", form(HELD)))
    run(workspace)
    workspace.signed.mkdir(exist_ok=True)
    (workspace.signed / "05-NQ.pdf").write_bytes(SCAN)
    with open_office(workspace, now, lock_timeout=5) as office:
        list(process_scans(office, settle=0))
    assert (workspace.outbox / FILED).read_bytes() == SCAN
    return workspace


def copy(workspace: Workspace, root: Path) -> Workspace:
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(workspace.root, root)
    return Workspace.at(root)


def taken_back(workspace: Workspace) -> None:
    with open_office(workspace, now, lock_timeout=5) as office:
        take_back(office, workspace.outbox / FILED, "Quét nhầm")


def steps(workspace: Workspace) -> list[str]:
    with failing(Disk()) as disk:
        taken_back(workspace)
    assert (workspace.outbox / KEPT).read_bytes() == SCAN
    assert disk.steps
    return disk.steps


@pytest.mark.parametrize("fault", ["kill", *ERRORS])
def test_a_scan_is_filed_or_in_the_history_whatever_happens(signed: Workspace, tmp_path: Path, fault: str) -> None:
    for number, name in enumerate(steps(copy(signed, tmp_path / "whole"))):
        workspace = copy(signed, tmp_path / "office")

        def disturbed(workspace: Workspace = workspace, number: int = number) -> None:
            with failing(Disk(fault, number)), suppress(VanthuError):
                taken_back(workspace)

        in_a_process_of_its_own(disturbed)
        with open_office(workspace, now, lock_timeout=5) as office:
            assert verify_archive(office).findings == (), name
        there = [place for place in (FILED, KEPT) if (workspace.outbox / place).exists()]
        assert len(there) == 1, name
        assert (workspace.outbox / there[0]).read_bytes() == SCAN, name
