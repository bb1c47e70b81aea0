"""What one submission may cost: one that takes too long, needs too much, or whose process is killed costs itself and nothing else."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.command import ROOT, cxcheck
from tests.support.smallest import smallest

SERVICE = (
    "{{id: s{0}, name: service {0}, kind: benefits, audience: public, customer_segments: [], channels: []}}"
)
SERVICES = 1_400
"""So many services take seconds, in one condition that compares each with all others, and hundreds of megabytes."""
TICKS = os.sysconf("SC_CLK_TCK")
STOPPED = "the process that assessed it was stopped by the system, and again when tried alone"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small plans before and after the one that is large."""
    place = tmp_path_factory.mktemp("walls")
    for name in ("a", "b", "x", "y"):
        (place / f"{name}.yaml").write_text(smallest("title: Plan", f"title: Plan {name}"), encoding="utf-8")
    services = "".join(f"\n- {SERVICE.format(number)}" for number in range(SERVICES))
    large = smallest("services: []", f"services:{services}")
    (place / "large.yaml").write_text(large, encoding="utf-8")
    return place


def standings(folder: Path) -> dict[str, tuple[str, str]]:
    """Standing and reason of each submission."""
    with sqlite3.connect(folder / "record.sqlite") as record:
        rows = record.execute("SELECT key, standing, reason FROM submission ORDER BY key")
        return {key: (standing, reason) for key, standing, reason in rows}


def others(reason: str) -> dict[str, tuple[str, str]]:
    """The large one was refused, and no other."""
    fine = {f"{name}.yaml": ("received", "") for name in ("a", "b", "x", "y")}
    return {**fine, "large.yaml": ("refused", reason)}


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(
    ("wall", "reason", "bypass"),
    [
        (
            ("--seconds", "1"), "it took more than a second to assess",
            "a submission may take 1 second instead of 60 (--seconds)",
        ),
        (
            ("--memory", "512"), "it needed more than 512 MiB of memory to assess",
            "a submission may need 512 MiB of memory instead of 2,048 (--memory)",
        ),
    ],
)  # fmt: skip
def test_what_passes_a_wall_costs_itself(
    folder: Path, tmp_path: Path, wall: tuple[str, ...], reason: str, bypass: str, jobs: str
) -> None:
    out = tmp_path / "out"
    done = cxcheck(
        "review", ".", "-o", str(out), "--jobs", jobs, *wall, "--fail-on", "error", cwd=folder,
        CXCHECK_CACHE_DIR=str(tmp_path / "cache"),
    )  # fmt: skip
    assert done.err == ""
    assert done.code == 1
    assert standings(out) == others(reason)
    assert reason in (out / "index.html").read_text(encoding="utf-8")
    assert bypass in (out / "index.html").read_text(encoding="utf-8")
    assert f"What we know: {reason}." in (out / "letters" / "large-yaml.md").read_text(encoding="utf-8")


def start(folder: Path, out: Path, *more: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "checker", "review", ".", "-o", str(out), "--jobs", "1", *more]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "CXCHECK_CACHE_DIR": str(out.parent / "cache")}
    return subprocess.Popen(
        command, cwd=folder, env=environment, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def busy(process: "subprocess.Popen[bytes]", seconds: float) -> Iterator[int]:
    """Each process that it has started, as soon as it has computed for so long: small plans never take that."""
    seen: set[int] = set()
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while process.poll() is None:
        try:
            for child in map(int, children.read_text(encoding="ascii").split()):
                facts = Path(f"/proc/{child}/stat").read_text(encoding="ascii").rpartition(") ")[2].split()
                if child not in seen and int(facts[11]) / TICKS > seconds:
                    seen.add(child)
                    yield child
        except (OSError, IndexError):
            pass
        time.sleep(0.02)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="processes are found in /proc")
@pytest.mark.parametrize("times", [1, 2])
def test_a_process_that_is_killed_costs_at_most_its_submission(
    folder: Path, tmp_path: Path, times: int
) -> None:
    out = tmp_path / "out"
    process = start(folder, out)
    killed = 0
    for child in busy(process, 1.8):
        if killed < times:
            os.kill(child, signal.SIGKILL)
            killed += 1
    printed, error = process.communicate()
    assert (killed, process.returncode, error) == (times, 1, b"")
    expected = others(STOPPED)
    if times == 1:
        expected["large.yaml"] = ("received", "")
    assert standings(out) == expected
    assert printed.decode().count(f"{4 + 2 - times} received") == 1


def test_what_does_not_let_go_is_ended_by_the_system() -> None:
    program = (
        "import itertools; from checker.review import worker; worker._alarm(1); sum(itertools.repeat(0))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False, capture_output=True)
    assert done.returncode == -signal.SIGVTALRM


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="processes are found in /proc")
def test_control_c_leaves_a_record_that_goes_on(folder: Path, tmp_path: Path) -> None:
    undisturbed = tmp_path / "undisturbed"
    assert finished(start(folder, undisturbed)) == 1
    stopped = tmp_path / "stopped"
    process = start(folder, stopped)
    next(busy(process, 1.2))
    os.killpg(process.pid, signal.SIGINT)
    printed, error = process.communicate()
    assert (process.returncode, printed, error.strip()) == (130, b"", b"cxcheck: interrupted")
    listed = cxcheck("runs", "list", str(stopped), cwd=folder)
    assert "not finished" in listed.out
    assert finished(start(folder, stopped, "--resume")) == 1
    assert files(stopped) == files(undisturbed)
    assert standings(stopped) == standings(undisturbed)


def finished(process: "subprocess.Popen[bytes]") -> int:
    """The exit code of a process that is left in peace."""
    process.communicate()
    return process.returncode


def files(folder: Path) -> dict[str, bytes]:
    """Every file that was made, without the record."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "sqlite" not in path.name
    }
