"""Many submissions through several processes, in the order in which they are handed in.

A process that dies takes down the whole pool, and with it what the others had in hand. Each of those is then assessed in a
process of its own, so that only the one at fault is lost.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from checker.review.gathered import Gathered
from checker.review.worker import Judged, Refusal, Terms, start, work
from checker.sources.source import PlanSource

Answer = Judged | Refusal
MakeExecutor = Callable[[int], Executor]
"""An executor with so many workers, ready for `work`. A cluster's executor fits here."""

_TASKS = 100
"""Submissions that a process assesses before another takes its place: the CEL library keeps every list that it hands to a
function, so that a process grows with each."""

_IN_HAND = 4
"""Submissions in hand for each process: enough that none waits, few enough that memory does not grow with the review."""


def processes(terms: Terms) -> MakeExecutor:
    """Executors of this machine. Processes start afresh, so that they hold nothing but the rules."""

    def make(workers: int) -> Executor:
        return ProcessPoolExecutor(
            workers,
            mp_context=get_context("spawn"),
            initializer=start,
            initargs=(terms,),
            max_tasks_per_child=_TASKS,
        )

    return make


def assess_all(
    gathered: Iterable[Gathered], make: MakeExecutor, workers: int
) -> Iterator[tuple[Gathered, Answer | None]]:
    """Every submission with its answer, in order; None where there is nothing to assess."""
    pool = _Pool(make, workers)
    waiting: deque[tuple[Gathered, Future[Answer] | None]] = deque()
    try:
        for one in gathered:
            waiting.append((one, pool.submit(one.plan, one.agency) if one.plan is not None else None))
            if len(waiting) >= workers * _IN_HAND:
                yield pool.answer(*waiting.popleft())
        while waiting:
            yield pool.answer(*waiting.popleft())
    finally:
        pool.close()


class _Pool:
    def __init__(self, make: MakeExecutor, workers: int) -> None:
        self.make = make
        self.workers = workers
        self.executor: Executor | None = None

    def submit(self, plan: PlanSource, agency: str) -> "Future[Answer]":
        if self.executor is None:
            self.executor = self.make(self.workers)
        try:
            return self.executor.submit(work, plan, agency)
        except BrokenProcessPool:
            self.close()
            self.executor = self.make(self.workers)
            return self.executor.submit(work, plan, agency)

    def answer(self, one: Gathered, future: "Future[Answer] | None") -> tuple[Gathered, Answer | None]:
        if future is None or one.plan is None:
            return one, None
        try:
            return one, future.result()
        except BrokenProcessPool:
            return one, self.alone(one.plan, one.agency)

    def alone(self, plan: PlanSource, agency: str) -> Answer:
        with self.make(1) as executor:
            try:
                return executor.submit(work, plan, agency).result()
            except BrokenProcessPool:
                return Refusal(
                    "the process that assessed it was stopped by the system, and again when tried alone"
                )

    def close(self) -> None:
        if self.executor is not None:
            self.executor.shutdown(cancel_futures=True)
            self.executor = None
