"""The program as a user starts it: a process of its own, with nothing of this machine's settings."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
_KEPT = ("PATH", "HOME", "SYSTEMROOT", "LANG", "VIRTUAL_ENV", "CXCHECK_CACHE_DIR")


class Result(NamedTuple):
    """What came of it: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


def cxcheck(*arguments: str, cwd: Path, stdin: bytes = b"", **environment: str) -> Result:
    """Run `cxcheck` with these arguments in the folder `cwd`."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    env = {**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment}
    done = subprocess.run(
        [sys.executable, "-m", "checker", *arguments],
        cwd=cwd,
        env=env,
        input=stdin,
        capture_output=True,
        check=False,
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())
