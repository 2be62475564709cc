"""A worker of a pool ends with its coordinator: Python itself leaves it waiting for work for ever."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from contextlib import suppress
from multiprocessing.connection import wait
from multiprocessing.util import Finalize
from threading import Lock, Thread

from pipeline import circles

_LAST = -100  # behind whatever else a process does at its end
IN_HAND = Lock()  # held over each folder: nobody ends a worker in the middle of one


def begin_worker() -> None:
    """Called once in each process of a pool. Ctrl-C goes to all processes of a terminal; here the coordinator acts."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(circles.RARELY)
    Finalize(None, _end_at_once, exitpriority=_LAST)
    Thread(target=_end_with_coordinator, name="coordinator", daemon=True).start()


def _end_at_once() -> None:
    """Taking Python apart piece by piece takes a third of a second. An error that ends the process is told first."""
    if sys.exc_info()[0] is not None:
        return
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # none, or nobody who reads it
            stream.flush()
    os._exit(0)


def _end_with_coordinator() -> None:
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    wait([parent.sentinel])
    with IN_HAND:
        os._exit(1)
