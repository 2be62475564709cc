"""The rules of an office are read once for all passes over its copies: they are not what is tested here."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from pipeline.organisation import Organisation
from pipeline.process import whole
from pipeline.process.regenerating import constant
from pipeline.process.roster import filing
from pipeline.process.rules import office_and_rules
from pipeline.regulations import Regulations
from pipeline.workspace import Workspace


@pytest.fixture(autouse=True, scope="package")
def rules_read_once() -> Iterator[None]:
    kept: dict[bytes, tuple[Organisation, Regulations]] = {}

    def read(workspace: Workspace) -> tuple[Organisation, Regulations]:
        written = workspace.organisation.read_bytes()
        if written not in kept:
            kept[written] = office_and_rules(workspace)
        return kept[written]

    with (
        mock.patch.object(whole, "office_and_rules", read),
        mock.patch.object(filing, "office_and_rules", read),
        mock.patch.object(constant, "office_and_rules", read),
    ):
        yield


_IN_MEMORY, _ROOM = Path("/dev/shm"), 500 * 1024 * 1024  # noqa: S108 (a folder of our own is made in it)


@pytest.fixture(scope="module")
def quick_disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in memory where there is one: thousands of flushes would wait for a real disk.

    What is killed is the process, so what a disk keeps over a power cut does not come into it.
    """
    if not _IN_MEMORY.is_dir() or shutil.disk_usage(_IN_MEMORY).free < _ROOM:
        yield tmp_path_factory.mktemp("faults")
        return
    with tempfile.TemporaryDirectory(prefix="vanthu-", dir=_IN_MEMORY, ignore_cleanup_errors=True) as folder:
        yield Path(folder)
