"""A review of thousands of generated plans: `python -m benchmarks review`.

Four runs of `cxcheck review`, each a process of its own, and what they show, each against another of the same run:

- one core against two: all plans, reviewed from nothing, the processes bound to one core, then to two;
- first against second: the review on two cores, and the same again with nothing changed;
- little against much: peak memory of a tenth of the plans against that of all, both on two cores;
- and whether both reviews wrote the same files, byte for byte.

Seconds are of the wall clock, so a machine that does something else spoils them; beside them stand the seconds of processors,
which it spoils less. Memory is that of the process and of all that it started, looked at five times a second, pages that they
share counted once (PSS). The rules are compiled before the first run.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from hashlib import file_digest
from multiprocessing import Pool
from pathlib import Path
from typing import NamedTuple

from benchmarks.plans import write_plan
from checker.render.counts import counted

SEED = 14058
_EVERY = 0.2
_RECORD = "record.sqlite"
"""The one file that holds more than what was made: SQLite lays out its pages as it comes."""


class Run(NamedTuple):
    """What a review took: seconds of the wall clock, seconds of processors, and MiB at its peak."""

    seconds: float
    processor: float
    peak: float


def main(plans: int) -> None:
    """Measure and print."""
    few = max(1, plans // 10)
    with tempfile.TemporaryDirectory(prefix="cxcheck-benchmark-") as name:
        top = Path(name)
        _generate(top / "plans", range(plans))
        _generate(top / "few", range(few))
        size = sum(path.stat().st_size for path in (top / "plans").rglob("*.yaml"))
        print(f"{plans:,} plans, {size / plans / 1000:,.0f} kB each on average, seed {SEED}")
        _generate(top / "one", range(1))
        _review(top, "one", "warm", 1)
        one = _told("one core", _review(top, "plans", "on-one", 1))
        two = _told("two cores", _review(top, "plans", "on-two", 2))
        again = _told("two cores, again, nothing changed", _review(top, "plans", "on-two", 2))
        little = _told(f"two cores, {few:,} plans", _review(top, "few", "of-few", 2))
        different = [*_different(top / "on-one", top / "on-two")]
    print()
    _ratio(
        "one core / two cores, seconds",
        one.seconds / two.seconds,
        "at least 1.7",
        met=one.seconds >= 1.7 * two.seconds,
    )
    _ratio(
        "second / first, seconds",
        again.seconds / two.seconds,
        "under 0.1",
        met=again.seconds < 0.1 * two.seconds,
    )
    _ratio(
        f"peak memory, {plans:,} / {few:,} plans",
        two.peak / little.peak,
        "at most 1.2",
        met=two.peak <= 1.2 * little.peak,
    )
    print(
        f"  files of both reviews: {'the same, byte for byte' if not different else f'{len(different)} differ: {different[0]} …'}"
    )


def _generate(folder: Path, numbers: Sequence[int]) -> None:
    folder.mkdir()
    with Pool() as pool:
        for done, _ in enumerate(pool.imap_unordered(partial(_write, folder), numbers, 20), 1):
            _progress(f"making plans: {done:,} of {len(numbers):,}")
    _progress("")


def _write(folder: Path, number: int) -> None:
    write_plan(folder, number, SEED)


def _review(top: Path, plans: str, folder: str, cores: int) -> Run:
    """Review a folder of plans on so many cores."""
    environment = {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "CXCHECK_CACHE_DIR": str(top / "cache"), "PYTHONPATH": str(Path(__file__).resolve().parents[1]),
    }  # fmt: skip
    command = [sys.executable, "-m", "checker", "review", plans, "-o", folder, "--jobs", str(cores)]
    with _bound_to(cores):
        started, used = time.perf_counter(), os.times()
        process = subprocess.Popen(  # noqa: S603 - our own program
            command, cwd=top, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
    peak = 0.0
    while process.returncode is None:
        peak = max(peak, sum(map(_memory, _tree(process.pid))))
        with suppress(subprocess.TimeoutExpired):
            process.wait(_EVERY)
        _progress(f"reviewing {plans} on {counted(cores, 'core')}: {time.perf_counter() - started:,.0f} s")
    seconds, now = time.perf_counter() - started, os.times()
    _progress("")
    if process.returncode not in (0, 1):
        raise SystemExit(f"the review failed: {process.stderr.read().decode() if process.stderr else ''}")
    processor = now.children_user + now.children_system - used.children_user - used.children_system
    return Run(seconds, processor, peak / 1024)


@contextmanager
def _bound_to(cores: int) -> Iterator[None]:
    """What is started in here runs on so many cores and no other. Where the system cannot do that, `--jobs` alone counts."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    every = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(every)[:cores])
    yield
    os.sched_setaffinity(0, every)


def _tree(process: int) -> Iterator[int]:
    """A process and all that it started."""
    yield process
    with suppress(OSError):
        for thread in Path(f"/proc/{process}/task").iterdir():
            for child in (thread / "children").read_text().split():
                yield from _tree(int(child))


def _memory(process: int) -> int:
    """KiB; 0 for a process that has ended meanwhile, and where the system does not tell."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def _different(one: Path, two: Path) -> Iterator[str]:
    """The files that are not the same in both folders, the records aside."""
    names = {
        path.relative_to(top).as_posix() for top in (one, two) for path in top.rglob("*") if path.is_file()
    }
    for name in sorted(names):
        if not name.startswith(_RECORD) and _digest(one / name) != _digest(two / name):
            yield name


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _told(name: str, run: Run) -> Run:
    print(
        f"  {name:<44} {run.seconds:8.1f} s, {run.processor:8.1f} s of processors, {run.peak:8.0f} MiB at the peak",
        flush=True,
    )
    return run


def _ratio(name: str, value: float, bound: str, *, met: bool) -> None:
    print(f"  {name:<44} {value:8.2f}   {bound}: {'met' if met else 'NOT met'}")


def _progress(words: str) -> None:
    """On a terminal, how far it is, in place of what stood there."""
    if sys.stderr.isatty():
        print(f"\r\033[K{words}", end="", file=sys.stderr, flush=True)
