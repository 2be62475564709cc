"""An office to watch, and forms of it as bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.process.offices import make_demo_office
from pipeline.watch import chores
from pipeline.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = Workspace.at(tmp_path / "office")
    make_demo_office(workspace)
    return workspace


@pytest.fixture
def no_ready_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    """The forms that are kept ready take longer than all the rest, and are not what is tested here."""
    monkeypatch.setattr(chores, "refresh_forms", lambda *_: ())
    monkeypatch.setattr(chores, "forms_left", lambda _: ())
