"""Medians of interleaved runs: A B C A B C …, so that a machine that slows down slows all of them."""

import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median


def processes(commands: Mapping[str, Sequence[str]], environments: Mapping[str, Mapping[str, str]], runs: int) -> dict[str, float]:
    """Median wall seconds of each command as a whole process, after one run that is not counted."""

    def run(name: str) -> float:
        start = time.perf_counter()
        subprocess.run(commands[name], env=environments[name], capture_output=True, check=False)  # noqa: S603 - our own commands
        return time.perf_counter() - start

    return _medians({name: lambda name=name: run(name) for name in commands}, runs)  # type: ignore[misc]


def calls(functions: Mapping[str, Callable[[], object]], runs: int) -> dict[str, float]:
    """Median seconds of each call in this process, after one that is not counted."""

    def timed(function: Callable[[], object]) -> float:
        start = time.perf_counter()
        function()
        return time.perf_counter() - start

    return _medians({name: lambda function=function: timed(function) for name, function in functions.items()}, runs)  # type: ignore[misc]


def _medians(measures: Mapping[str, Callable[[], float]], runs: int) -> dict[str, float]:
    for measure in measures.values():
        measure()
    seconds: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(runs):
        for name, measure in measures.items():
            seconds[name].append(measure())
    return {name: median(taken) for name, taken in seconds.items()}
