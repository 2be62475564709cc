"""Printing beside the work: whoever stops reading what a command says must not stop the command."""

from __future__ import annotations

import io
import logging
import queue
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Lock, Thread

import click

from pipeline.cli.language import say
from pipeline.messages import msg

_MOST = 1000  # that wait to be printed; more are dropped
_PATIENCE = 2.0  # seconds that a reader gets at the end

Show = Callable[[], None]

log = logging.getLogger(__name__)


class Aside:
    """Prints in a thread of its own, one after another. What is dropped is said to be, as soon as somebody reads."""

    def __init__(self, most: int = _MOST) -> None:
        self._waiting: queue.Queue[Show | None] = queue.Queue(most)
        self._dropped, self._counting = 0, Lock()
        self._is_gone = False
        self._thread = Thread(target=self._run, name="printing", daemon=True)
        self._thread.start()

    def show(self, show: Show) -> None:
        """Have something printed. Returns at once, and drops it where too much waits already."""
        try:
            self._waiting.put_nowait(show)
        except queue.Full:
            with self._counting:
                self._dropped += 1

    @contextmanager
    def log(self) -> Iterator[None]:
        """Have what the log says on stderr printed so too: whoever logs would wait, and the others for the log."""
        handlers = [one for one in logging.getLogger().handlers if isinstance(one, logging.StreamHandler)]
        told = [one for one in handlers if one.stream and one.stream is sys.stderr]  # no stream: a file not begun yet
        for handler in told:
            handler.setStream(_Written(self))
        try:
            yield
        finally:
            for handler in told:
                handler.setStream(sys.stderr)

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
        with self._counting:
            count, self._dropped = self._dropped, 0
        if count:
            said = msg("{count} messages were not shown, because nobody read them in time.", count=count)
            self._print(lambda: click.echo(say(said), err=True))

    def _print(self, show: Show) -> None:
        try:
            show()
        except OSError:  # whoever listened at the other end of a pipe is gone
            self._is_gone = True
        except Exception as error:  # a mistake of ours: the next one is printed all the same
            log.error("internal error in printing", exc_info=error)


class _Written(io.TextIOBase):
    """What is written to it is printed on stderr, in its turn."""

    def __init__(self, aside: Aside) -> None:
        self._aside = aside

    def write(self, text: str, /) -> int:
        self._aside.show(partial(click.echo, text, err=True, nl=False))
        return len(text)
