"""Processes that are replaced, and processes that die: every task has its answer, in order."""

import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from checker.review import pool
from checker.review.pool import Pool


def make() -> Executor:
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"))


def process_of(number: int) -> tuple[int, int]:
    return number, os.getpid()


def dies_at_three(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), 9)
    return number


def tasks(count: int) -> Iterator[tuple[str, tuple[int] | None]]:
    for number in range(count):
        yield f"task {number}", (number,) if number % 7 else None


def lost(mine: str) -> int:
    return -int(mine.removeprefix("task "))


def no_process(mine: str) -> tuple[int, int]:
    raise AssertionError(mine)


@pytest.mark.parametrize("workers", [1, 2])
def test_processes_are_replaced_and_none_is_waited_for_in_vain(
    workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "_TASKS", 5)
    with Pool(make, workers) as some:
        found = list(some.each(process_of, tasks(27), no_process))
    assert [mine for mine, _ in found] == [f"task {number}" for number in range(27)]
    answers = [answer for _, answer in found if answer is not None]
    assert [number for number, _ in answers] == [number for number in range(27) if number % 7]
    processes = [process for _, process in answers]
    assert max(processes.count(one) for one in processes) == 5
    assert len(set(processes)) >= 5


def test_one_that_dies_costs_its_own_task_only() -> None:
    with Pool(make, 2) as some:
        found = list(some.each(dies_at_three, tasks(9), lost))
    assert [answer for _, answer in found] == [None, 1, 2, -3, 4, 5, 6, None, 8]
