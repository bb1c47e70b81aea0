"""Medians of interleaved runs: A B C A B C …, so that a machine that slows down slows all of them."""

import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from statistics import median
from typing import NamedTuple


class Process(NamedTuple):
    """A command that is timed as a whole process. `before` is done before each run and not timed."""

    command: Sequence[str]
    environment: Mapping[str, str]
    before: Callable[[], object] | None = None


def processes(measured: Mapping[str, Process], runs: int) -> dict[str, float]:
    """Median wall seconds of each process, after one run that is not counted."""
    return _medians({name: partial(_process, process) for name, process in measured.items()}, runs)


def calls(measured: Mapping[str, Callable[[], object]], runs: int) -> dict[str, float]:
    """Median seconds of each call in this process, after one that is not counted."""
    return _medians({name: partial(_call, function) for name, function in measured.items()}, runs)


def _process(process: Process) -> float:
    if process.before is not None:
        process.before()
    command = partial(subprocess.run, env=process.environment, capture_output=True, check=False)
    return _call(partial(command, process.command))


def _call(function: Callable[[], object]) -> float:
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def _medians(measures: Mapping[str, Callable[[], float]], runs: int) -> dict[str, float]:
    for measure in measures.values():
        measure()
    seconds: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(runs):
        for name, measure in measures.items():
            seconds[name].append(measure())
    return {name: median(taken) for name, taken in seconds.items()}
