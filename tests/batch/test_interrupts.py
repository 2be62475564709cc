"""Ctrl-C, pressed once or again and again: the archive is let go only when no worker has a folder in hand."""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from pipeline.batch import Workers, run
from pipeline.batch.executors import pool
from pipeline.process.regenerating import Task, regenerate_folders
from pipeline.workspace import Workspace
from tests.regenerated import WANTED


class InHand(Future[Any]):
    """Begun, so it cannot be called off; whoever waits for it presses Ctrl-C."""

    def __init__(self) -> None:
        super().__init__()
        self.set_running_or_notify_cancel()

    def result(self, timeout: float | None = None) -> Any:  # noqa: ARG002 (its name is part of the call)
        raise KeyboardInterrupt


class Team(Executor):
    """Takes what it is given; Ctrl-C is pressed over the one of this number."""

    def __init__(self, interrupted_at: int) -> None:
        self.given: list[InHand] = []
        self._interrupted_at = interrupted_at

    def submit(self, _fn: Callable[..., Any], /, *_args: Any, **_kwargs: Any) -> Future[Any]:
        if len(self.given) == self._interrupted_at:
            raise KeyboardInterrupt
        self.given.append(InHand())
        return self.given[-1]


@pytest.mark.parametrize("interrupted_at", [1, 9], ids=["while handing out", "while waiting"])
def test_interrupted_again_and_again_it_waits_for_what_is_in_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, interrupted_at: int
) -> None:
    waited: list[Future[Any]] = []

    def wait(futures: Sequence[Future[Any]]) -> None:
        signal.raise_signal(signal.SIGINT)
        waited.extend(futures)

    monkeypatch.setattr(run, "wait", wait)
    team = Team(interrupted_at)
    tasks = [Task(Workspace.at(tmp_path), name, WANTED) for name in ("1", "2", "3")]
    with pytest.raises(KeyboardInterrupt):
        list(Workers(team, 1).run(regenerate_folders, tasks))
    assert team.given
    assert waited == team.given


def test_interrupted_again_while_workers_end_it_waits_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[Executor] = []
    shutdown = ProcessPoolExecutor.shutdown

    def interrupted(executor: ProcessPoolExecutor, **how: bool) -> None:
        signal.raise_signal(signal.SIGINT)
        shutdown(executor, **how)
        ended.append(executor)

    monkeypatch.setattr(ProcessPoolExecutor, "shutdown", interrupted)
    with pytest.raises(KeyboardInterrupt), pool(1) as team:
        raise KeyboardInterrupt
    assert ended == [team.executor]
