"""Printing beside the work: whoever stops reading what a command says must not stop the command."""

from __future__ import annotations

import queue
from collections.abc import Callable
from threading import Thread

import click

from pipeline.cli.language import say
from pipeline.messages import msg

_MOST = 1000  # that wait to be printed; more are dropped
_PATIENCE = 2.0  # seconds that a reader gets at the end

Show = Callable[[], None]


class Aside:
    """Prints in a thread of its own, one after another. What is dropped is said to be, as soon as somebody reads."""

    def __init__(self, most: int = _MOST) -> None:
        self._waiting: queue.Queue[Show | None] = queue.Queue(most)
        self._dropped = 0
        self._is_gone = False
        self._thread = Thread(target=self._run, name="printing", daemon=True)
        self._thread.start()

    def show(self, show: Show) -> None:
        """Have something printed. Returns at once, and drops it where too much waits already."""
        try:
            self._waiting.put_nowait(show)
        except queue.Full:
            self._dropped += 1

    def close(self, patience: float = _PATIENCE) -> bool:
        """Print what is left; False where nobody read it. Python itself then waits for the reader when it ends."""
        try:
            self._waiting.put(None, timeout=patience)
        except queue.Full:
            return False
        self._thread.join(patience)
        return not self._thread.is_alive() and not self._is_gone

    def _run(self) -> None:
        while (show := self._waiting.get()) is not None:
            self._print(show)
            if self._waiting.empty():
                self._say_dropped()
        self._say_dropped()

    def _say_dropped(self) -> None:
        count, self._dropped = self._dropped, 0
        if count:
            said = msg("{count} messages were not shown, because nobody read them in time.", count=count)
            self._print(lambda: click.echo(say(said), err=True))

    def _print(self, show: Show) -> None:
        try:
            show()
        except OSError:  # whoever listened at the other end of a pipe is gone
            self._is_gone = True
