"""The kinds of executor: this process, a pool of processes, a Dask cluster."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from pipeline.batch.interrupts import unheard, uninterrupted
from pipeline.batch.orphans import begin_worker
from pipeline.batch.run import Workers
from pipeline.errors import UsageError
from pipeline.messages import msg
from pipeline.process.regenerating import regenerate_folders

LOCAL = "local"  # a Dask cluster of processes on this machine, for as long as the run lasts
_ANSWERS_WITHIN = 5  # seconds
_MOST = 61  # processes that Windows can wait for
_WORTH_A_PROCESS = 100  # folders: fewer are done before another process has started

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Kind:
    """What was asked for: so many processes, all cores where None, or a Dask cluster by its address or `local`."""

    jobs: int | None = None
    dask: str | None = None

    def processes(self, folders: int) -> int:
        """How many processes are worth it for so many folders."""
        if self.jobs is not None:
            return min(self.jobs, max(folders, 1), _MOST)
        return min(_cores(), _MOST, max(folders // _WORTH_A_PROCESS, 1))


class Serial(Executor):
    """Everything at once, in this process: for one core, and to see what the others do. Ctrl-C waits for a folder."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        with uninterrupted():
            future.set_result(fn(*args, **kwargs))
        return future


@contextmanager
def begun(kind: Kind) -> Iterator[Workers | None]:
    """Processes that were asked for by number, before it is known what there is to do; None where that decides.

    They take half a second to begin: an office is opened and its folders found meanwhile.
    """
    if kind.jobs is None or not 1 < kind.jobs <= min(_cores(), _MOST):
        yield None
    else:
        with pool(kind.jobs) as processes:
            yield processes


@contextmanager
def workers(kind: Kind, folders: int, there: Workers | None = None) -> Iterator[Workers]:
    """Workers for so many folders: those that are `there`, or new ones.

    Raises `UsageError` where there is no Dask, or no cluster at the address.
    """
    if there is not None:
        yield there
    elif kind.dask is not None:
        with _dask(kind.dask) as cluster:
            yield cluster
    elif (count := kind.processes(folders)) == 1:
        yield Workers(Serial(), 1)
    else:
        with pool(count) as processes:
            yield processes


@contextmanager
def pool(count: int) -> Iterator[Workers]:
    """Processes of this machine, started the same way on every system."""

    def started() -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        processes = ProcessPoolExecutor(count, mp_context=context, initializer=begin_worker)
        with unheard():
            for _ in range(count):  # they begin while the coordinator looks for the folders
                processes.submit(regenerate_folders, ())
        return processes

    def renewed(broken: Executor) -> Executor:
        broken.shutdown(wait=True, cancel_futures=True)
        return started()

    processes = Workers(started(), count, renewed, (BrokenExecutor,))
    try:
        yield processes
    finally:
        with (
            uninterrupted()
        ):  # left alone while they begin or end, they stumble over what is gone, and say so at length
            processes.executor.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _dask(address: str) -> Iterator[Workers]:
    try:
        import distributed
    except ImportError as error:
        raise UsageError(
            msg("For --dask please install the addition “cluster”: pip install “vanthu[cluster]”.")
        ) from error
    with _client(distributed, address) as client:
        count = sum(client.nthreads().values())
        lost = (distributed.KilledWorker, BrokenExecutor, CancelledError)
        # pure: a task that is asked for twice would be told from memory what became of the first
        executor = client.get_executor(pure=False)
        yield Workers(executor, max(count, 1), lost=lost, is_there=lambda: client.status == "running")


@contextmanager
def _client(distributed: Any, address: str) -> Iterator[Any]:
    """A client of the cluster there is, or of one of our own: that listens to this machine alone, without web pages."""
    if address == LOCAL:
        with (
            distributed.LocalCluster(
                n_workers=_cores(),
                threads_per_worker=1,
                processes=True,
                host="127.0.0.1",
                dashboard_address="127.0.0.1:0",  # None means port 8787
                scheduler_kwargs={"dashboard": False},
                silence_logs=50,
            ) as cluster,
            distributed.Client(cluster, set_as_default=False) as client,
        ):
            cluster.scheduler.http_server.stop()
            client.run(_stop_pages)
            yield client
        return
    try:
        client = distributed.Client(address, timeout=_ANSWERS_WITHIN, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError(msg("No Dask cluster answers at “{address}”.", address=address)) from error
    with client:
        yield client


def _stop_pages(dask_worker: Any) -> None:
    """Nobody asks a worker for its state in a browser; without a dashboard it would listen for that all the same."""
    dask_worker.http_server.stop()


def _cores() -> int:
    """Those that this process may use, where the system tells it."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
