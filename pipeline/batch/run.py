"""Folders handed out in chunks; those of a worker that died are done again by others, each on its own."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, wait
from dataclasses import dataclass, field

from pipeline.batch.interrupts import uninterrupted
from pipeline.batch.orphans import IN_HAND
from pipeline.errors import NoAccess
from pipeline.messages import msg
from pipeline.process.regenerating import Regenerated, Task

Work = Callable[[Sequence[Task]], list[Regenerated]]

TRIES = 3  # of a folder over which workers die
_LARGEST, _SMALLEST = 64, 8  # folders in a chunk: the disk is waited for once in each


@dataclass
class Workers:
    """An executor, how many work in it, and how to get another where it is broken.

    `lost` are the errors by which it says that a worker died. `is_there` tells whether it is worth another try.
    """

    executor: Executor
    count: int
    renew: Callable[[Executor], Executor] = field(default=lambda executor: executor)
    lost: tuple[type[BaseException], ...] = ()
    is_there: Callable[[], bool] = field(default=lambda: True)

    def run(self, work: Work, tasks: Sequence[Task]) -> Iterator[Regenerated]:
        """What became of every folder, in the order of their chunks; those whose worker died come last.

        Interrupted, also more than once, it waits for the folders in hand: whoever asked for them holds the archive
        until then. Raises `NoAccess` where the workers are gone for good.
        """
        lost: list[Task] = []
        futures: deque[tuple[Sequence[Task], Future[list[Regenerated]]]] = deque()
        try:
            self._submit(work, _chunks(tasks, self.count), futures, lost)
            while futures:
                chunk, future = futures[0]
                try:
                    done = future.result()
                except self.lost:
                    lost += chunk
                else:
                    yield from done
                futures.popleft()  # with what it brought
        finally:
            with uninterrupted():
                wait([future for _chunk, future in futures if not future.cancel()])
        if lost:
            self._renewed()
        for task in lost:
            yield self._alone(work, task)

    def _submit(
        self,
        work: Work,
        chunks: Sequence[Sequence[Task]],
        futures: deque[tuple[Sequence[Task], Future[list[Regenerated]]]],
        lost: list[Task],
    ) -> None:
        """A pool may break while it is still being given work: the rest is lost as well."""
        for chunk in chunks:
            try:
                futures.append((chunk, self.executor.submit(_worked, work, chunk)))
            except self.lost:
                lost += chunk

    def _alone(self, work: Work, task: Task) -> Regenerated:
        """One at a time, so that only the folder over which they die pays for it."""
        for _again in range(TRIES - 1):
            try:
                (done,) = self.executor.submit(_worked, work, [task]).result()
            except self.lost:
                self._renewed()
            else:
                return done
        told = msg("The process that worked on it ended {tries} times; it was left as it is.", tries=TRIES)
        return Regenerated(task.folder, failure=told)

    def _renewed(self) -> None:
        if not self.is_there():
            raise NoAccess(
                msg("The connection to the workers is lost; what is done stays done. Please start it again.")
            )
        self.executor = self.renew(self.executor)


def _worked(work: Work, tasks: Sequence[Task]) -> list[Regenerated]:
    with IN_HAND:
        return work(tasks)


def _chunks(tasks: Sequence[Task], count: int) -> list[Sequence[Task]]:
    """Large ones first, ever smaller ones towards the end, so that no worker waits long for the others."""
    chunks: list[Sequence[Task]] = []
    left = tasks
    while left:
        size = min(_LARGEST, max(-(-len(left) // (count * 2)), min(_SMALLEST, -(-len(tasks) // count))))
        chunks.append(left[:size])
        left = left[size:]
    return chunks
