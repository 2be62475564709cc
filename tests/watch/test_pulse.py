"""The heartbeat file: whatever stands in it, `status` has an answer."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from pipeline.archive.holder import Holder
from pipeline.errors import ExitCode
from pipeline.watch.health import Life, health
from pipeline.watch.pulse import NAME, Listening, Pulse, Waiting, read_pulse, write_pulse
from pipeline.workspace import Workspace
from tests.commands import vanthu

NOW = datetime.now().astimezone().replace(microsecond=0)


def pulse(beat: datetime = NOW) -> Pulse:
    reason = {"vi": "đang mở", "en": "open"}
    return Pulse(
        holder=Holder.me(),
        version="1",
        beat=beat.isoformat(),
        period=5.0,
        folders=(Listening("inbox", "native", "ext4"),),
        scan=beat.isoformat(),
        working={"step": "file", "done": 1, "total": 2},
        waiting=(Waiting("inbox/a.yaml", beat.isoformat(), reason),),
    )


def test_a_beat_is_read_as_it_was_written(workspace: Workspace) -> None:
    workspace.state.mkdir(exist_ok=True)
    write_pulse(workspace.state, pulse())
    assert read_pulse(workspace.state) == pulse()
    assert health(workspace, NOW).life is Life.RUNNING


@pytest.mark.parametrize(
    "change",
    [
        {"beat": "hôm qua"},
        {"beat": "2026-11-26T08:00:00"},
        {"beat": None},
        {"period": "x"},
        {"period": 1e300},
        {"scan": 5},
        {"working": {"a": 1}},
        {"working": {"done": "1", "total": 2}},
        {"waiting": [{"form": "a", "since": "b", "reason": {}}]},
        {"waiting": [{"form": "a", "since": None, "reason": {}}]},
        {"waiting": [{"form": 1, "since": NOW.isoformat(), "reason": {}}]},
        {"trouble": "đĩa đầy"},
        {"trouble": {"vi": 3}},
        {"queue": "1"},
        {"holder": {}},
        {"format": 2},
        {"hooks": {"failures": "x", "last": None}},
        {"folders": [{"folder": 1, "mode": "native", "disk": "ext4"}]},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_beat_that_no_watcher_wrote_is_none(workspace: Workspace, change: dict[str, Any]) -> None:
    workspace.state.mkdir(exist_ok=True)
    (workspace.state / NAME).write_text(json.dumps(pulse().to_json() | change), "utf-8")
    assert read_pulse(workspace.state) is None


def test_status_says_that_none_runs_where_the_heartbeat_is_damaged(workspace: Workspace) -> None:
    workspace.state.mkdir(exist_ok=True)
    (workspace.state / NAME).write_bytes(b"\x00\xff{")
    assert vanthu("status", cwd=workspace.root).returncode == ExitCode.WATCHER_NOT_RUNNING


@pytest.mark.parametrize("away", [timedelta(minutes=-2), timedelta(minutes=2)])
def test_a_beat_that_is_long_ago_or_to_come_is_no_sign_of_life(workspace: Workspace, away: timedelta) -> None:
    workspace.state.mkdir(exist_ok=True)
    write_pulse(workspace.state, pulse(NOW + away))
    assert health(workspace, NOW).life is Life.BLIND
