"""Every way a file arrives is taken once, by what is heard, by polling, and by looking alone."""

from __future__ import annotations

import pytest

from pipeline.forms import meeting_to_yaml
from pipeline.watch import WatchOptions
from pipeline.workspace import Workspace
from tests.sample import sample_meeting
from tests.watch.running import MODES, drop, running

FORM = meeting_to_yaml(sample_meeting("03")).encode()


@pytest.fixture(params=MODES)
def options(request: pytest.FixtureRequest) -> WatchOptions:
    return MODES[request.param]


def test_there_before_the_start(workspace: Workspace, options: WatchOptions) -> None:
    drop(workspace.inbox, "phieu.yaml", FORM)
    with running(workspace, options) as watcher:
        watcher.until(lambda: watcher.filed)
    assert len(watcher.decisions) == 1


def test_moved_in(workspace: Workspace, options: WatchOptions) -> None:
    with running(workspace, options) as watcher:
        drop(workspace.inbox, "phieu.yaml", FORM)
        watcher.until(lambda: watcher.filed)
    assert len(watcher.decisions) == 1
