"""A review that is killed and resumed ends as one that nobody disturbed."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.smallest import smallest

ROOT = Path(__file__).resolve().parents[2]
PLANS = 40
KILLS = 20


@pytest.fixture
def submissions(tmp_path: Path) -> Path:
    """Small plans, each another one, and one that cannot be read."""
    folder = tmp_path / "submissions"
    folder.mkdir()
    for number in range(PLANS):
        text = smallest("name: Agency", f"name: Agency {number}")
        (folder / f"agency-{number:03}.yaml").write_text(text, encoding="utf-8")
    (folder / "broken.yaml").write_text("plan: {", encoding="utf-8")
    return folder


def test_twenty_kills_change_nothing(submissions: Path, tmp_path: Path) -> None:
    cache = {"CXCHECK_CACHE_DIR": str(tmp_path / "cache")}
    undisturbed, warm = tmp_path / "undisturbed", tmp_path / "warm"
    assert review(submissions / "broken.yaml", warm, cache).wait() == 1
    started = time.monotonic()
    assert review(submissions, undisturbed, cache).wait() == 1
    takes = time.monotonic() - started
    chance = random.Random(20231213)  # noqa: S311 - moments, not secrets
    killed = finished = 0
    while killed < KILLS:
        disturbed = tmp_path / f"disturbed-{finished}"
        process = review(submissions, disturbed, cache, "--resume")
        time.sleep(chance.uniform(0, takes))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            killed += process.wait() == -signal.SIGKILL
        elif process.returncode == 1:
            assert_same(disturbed, undisturbed)
            finished += 1
    disturbed = tmp_path / f"disturbed-{finished}"
    assert review(submissions, disturbed, cache, "--resume").wait() == 1
    assert_same(disturbed, undisturbed)


def assert_same(disturbed: Path, undisturbed: Path) -> None:
    """What the record says, and every file, byte for byte."""
    assert dump(disturbed) == dump(undisturbed)
    assert files(disturbed) == files(undisturbed)
    assert len(dump(undisturbed)["submission"]) == PLANS + 1


def review(submissions: Path, folder: Path, cache: dict[str, str], *more: str) -> "subprocess.Popen[bytes]":
    command = [
        sys.executable,
        "-m",
        "checker",
        "review",
        str(submissions),
        "-o",
        str(folder),
        "--jobs",
        "2",
        *more,
    ]
    environment = {**os.environ, **cache, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command, env=environment, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def files(folder: Path) -> dict[str, bytes]:
    """Every file but the record, whose pages SQLite lays out as it comes; what its tables say is the same (`dump`)."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith("record.sqlite")
    }


def dump(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """What the record says of its last review, without the number that it has."""
    with sqlite3.connect(folder / "record.sqlite") as connection:
        (last,) = connection.execute("SELECT max(id) FROM review WHERE finished = 1").fetchone()
        found = {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()  # noqa: S608 - words of ours
            for table in ("submission", "assessment", "outcome", "finding", "fact", "pack")
        }
    return {**found, "submission": [row[1:] for row in found["submission"] if row[0] == last]}
