"""What all tests share. Tests that need LibreOffice are skipped loudly where it is missing, and never in CI."""

from __future__ import annotations

import logging
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import ExitCode
from pipeline.process.offices import make_demo_office
from pipeline.workspace import Workspace
from tests.commands import vanthu
from tests.faults.system import why_no_mounts
from tests.libreoffice import python_of_libreoffice

NEEDED = ("soffice", "pdftotext", "pdftoppm", "pdffonts")


@pytest.fixture(autouse=True)
def _log_handlers() -> Iterator[None]:
    """What a command that runs in this process hangs into the log is taken out again."""
    root = logging.getLogger()
    before, raises = list(root.handlers), logging.raiseExceptions
    yield
    for handler in [one for one in root.handlers if one not in before]:
        root.removeHandler(handler)
        handler.close()
    for handler in [one for one in before if one not in root.handlers]:
        root.addHandler(handler)
    logging.raiseExceptions = raises


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """The sample office, with nothing dropped into it yet."""
    workspace = Workspace.at(tmp_path / "office")
    make_demo_office(workspace)
    return workspace


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample office with its forms filed, made once; tests take a copy."""
    folder = tmp_path_factory.mktemp("sample")
    assert vanthu("demo", ".", cwd=folder).returncode == ExitCode.OK
    return folder


@pytest.fixture
def office(sample: Path, tmp_path: Path) -> Path:
    """The sample office with its forms filed, a copy for each test."""
    return shutil.copytree(sample, tmp_path / "sample")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if shutil.which("strace") is None and sys.platform == "linux" and not os.environ.get("VANTHU_SKIP_NOTHING"):
        _skip(items, "strace", "NOT TESTED: strace missing; install strace")
    elif sys.platform != "linux":
        _skip(items, "strace", "strace is of Linux")
    _skip_mounts(items)
    missing = [program for program in NEEDED if shutil.which(program) is None]
    if python_of_libreoffice() is None:
        missing.append("python3-uno")
    if not missing or os.environ.get("VANTHU_SKIP_NOTHING"):
        return
    reason = (
        f"NOT TESTED: {', '.join(missing)} missing; install libreoffice-writer-nogui, libreoffice-calc-nogui, "
        "python3-uno, poppler-utils and fonts-liberation2"
    )
    _skip(items, "libreoffice", reason)


def _skip_mounts(items: list[pytest.Item]) -> None:
    if sys.platform != "linux":
        _skip(items, "mounts", "mounts of one's own are of Linux")
    elif not os.environ.get("VANTHU_SKIP_NOTHING") and any(item.get_closest_marker("mounts") for item in items):
        if reason := why_no_mounts():
            _skip(items, "mounts", f"NOT TESTED: {reason}; run the tests as root, or allow name spaces of users")


def _skip(items: list[pytest.Item], marker: str, reason: str) -> None:
    for item in items:
        if item.get_closest_marker(marker):
            item.add_marker(pytest.mark.skip(reason=reason))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped:
        terminalreporter.section(
            f"{len(skipped)} TESTS WERE SKIPPED: LibreOffice, poppler, strace or the right to mount is missing", sep="!"
        )


def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("VANTHU_SKIP_NOTHING") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = 1
