"""Folders handed out in chunks; those of a worker that died are done again by others, each on its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, wait
from dataclasses import dataclass, field

from pipeline.batch.orphans import IN_HAND
from pipeline.errors import NoAccess
from pipeline.messages import msg
from pipeline.process.regenerating import Regenerated, Task

Work = Callable[[Sequence[Task]], list[Regenerated]]

TRIES = 3  # of a folder over which workers die
_CHUNKS_EACH = 4  # for a worker: enough that none waits long for the others
_LARGEST = 64  # folders


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

        Interrupted, it waits for the folders in hand. Raises `NoAccess` where the workers are gone for good.
        """
        lost: list[Task] = []
        chunks = _chunks(tasks, self.count)
        futures = self._submitted(work, chunks, lost)
        try:
            for chunk, future in futures:
                try:
                    done = future.result()
                except self.lost:
                    lost += chunk
                else:
                    yield from done
        finally:
            wait([future for _chunk, future in futures if not future.cancel()])
        if lost:
            self._renewed()
        for task in lost:
            yield self._alone(work, task)

    def _submitted(
        self, work: Work, chunks: Sequence[Sequence[Task]], lost: list[Task]
    ) -> list[tuple[Sequence[Task], Future[list[Regenerated]]]]:
        """A pool may break while it is still being given work: the rest is lost as well."""
        futures: list[tuple[Sequence[Task], Future[list[Regenerated]]]] = []
        for chunk in chunks:
            try:
                futures.append((chunk, self.executor.submit(_worked, work, chunk)))
            except self.lost:
                lost += chunk
        return futures

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
    size = max(1, min(_LARGEST, -(-len(tasks) // (count * _CHUNKS_EACH))))
    return [tasks[start : start + size] for start in range(0, len(tasks), size)]
