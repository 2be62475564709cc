"""An office to watch, and forms of it as bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.process.offices import make_demo_office
from pipeline.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = Workspace.at(tmp_path / "office")
    make_demo_office(workspace)
    return workspace
