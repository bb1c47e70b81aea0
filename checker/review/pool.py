"""Many tasks through several processes, each with its answer in the order in which they are handed in.

Each process stands alone: one that dies takes down only what it had in hand. Each of these tasks is then done in a process of
its own, so that only the one at fault is lost.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, Self, TypeVar

from checker.review.worker import Refusal, Terms, start

MakeExecutor = Callable[[], Executor]
"""An executor of one process, ready for tasks. One of a cluster fits here."""

_TASKS = 100
"""Tasks of a process before another takes its place: the CEL library keeps every list that it hands to a function, so that a
process grows with each submission."""

_IN_HAND = 4
"""Tasks in hand for each process: enough that none waits, few enough that memory does not grow with the review."""

Mine = TypeVar("Mine")
Answer = TypeVar("Answer")


def processes(terms: Terms) -> MakeExecutor:
    """Executors of this machine. A process starts afresh, so that it holds nothing but the rules."""

    def make() -> Executor:
        return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=start, initargs=(terms,))

    return make


class Pool:
    """So many processes, each started when there is something to do for it. Use it as a context manager."""

    def __init__(self, make: MakeExecutor, workers: int) -> None:
        self._make = make
        # They are not replaced all at the same time, for then nobody would work.
        self._places = [_Place(make, _TASKS * (number + 1) // workers) for number in range(workers)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for place in self._places:
            place.close()

    def each(
        self, work: Callable[..., Answer], tasks: Iterable[tuple[Mine, tuple[Any, ...] | None]], lost: Callable[[Mine], Answer]
    ) -> Iterator[tuple[Mine, Answer | None]]:  # fmt: skip
        """What `work` answers to each task: whose it is and the arguments; None where there is nothing to do.

        `lost` answers where the process was stopped by the system, and again when the task was tried alone.
        """
        waiting: deque[tuple[Mine, tuple[Any, ...], Future[Answer] | None]] = deque()

        def first() -> tuple[Mine, Answer | None]:
            mine, arguments, future = waiting.popleft()
            if future is None:
                return mine, None
            try:
                return mine, future.result()
            except BrokenProcessPool:
                return mine, self._alone(work, mine, arguments, lost)

        for mine, arguments in tasks:
            future = self._free().submit(work, arguments) if arguments is not None else None
            waiting.append((mine, arguments or (), future))
            if len(waiting) >= len(self._places) * _IN_HAND:
                yield first()
        while waiting:
            yield first()

    def _free(self) -> "_Place":
        """The place with the least to do; one that has done enough is given a new process as soon as it has nothing in hand."""
        while not (able := [place for place in self._places if place.able()]):
            wait([future for place in self._places for future in place.futures], return_when=FIRST_COMPLETED)
        return min(able, key=lambda place: len(place.futures))

    def _alone(
        self,
        work: Callable[..., Answer],
        mine: Mine,
        arguments: tuple[Any, ...],
        lost: Callable[[Mine], Answer],
    ) -> Answer:
        with self._make() as executor:
            try:
                return executor.submit(work, *arguments).result()
            except BrokenProcessPool:
                return lost(mine)


class _Place:
    """Where one process works, and then another. `left` are the tasks that the present one may still be given."""

    def __init__(self, make: MakeExecutor, left: int) -> None:
        self._make = make
        self._left = left
        self._executor: Executor | None = None
        self.futures: list[Future[Any]] = []

    def able(self) -> bool:
        """Whether it may be given a task."""
        if any(
            future.done() and not future.exception() and isinstance(future.result(), Refusal)
            for future in self.futures
        ):
            self._left = 0  # what was too much for it may have left it with little memory
        self.futures = [future for future in self.futures if not future.done()]
        if not self._left and not self.futures:
            self.close()
            self._left = _TASKS
        return bool(self._left)

    def submit(self, work: Callable[..., Answer], arguments: tuple[Any, ...]) -> Future[Answer]:
        future = self._submit(work, arguments)
        self._left -= 1
        self.futures.append(future)
        return future

    def _submit(self, work: Callable[..., Answer], arguments: tuple[Any, ...]) -> Future[Answer]:
        if self._executor is None:
            self._executor = self._make()
        try:
            return self._executor.submit(work, *arguments)
        except BrokenProcessPool:
            self.close()
            self._executor = self._make()
            return self._executor.submit(work, *arguments)

    def close(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None
