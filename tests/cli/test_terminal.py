"""On a real terminal no line is longer than the terminal is wide, whatever COLUMNS says or does not say."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLAN = "agency_plans/derived/fy2023/sba.yaml"
COMMANDS = {
    "check": ["check", PLAN],
    "check without frames": ["check", PLAN, "-q"],
    "diff": ["diff", "agency_plans/fy2025/department-of-public-services.yaml", PLAN],
    "explain": ["explain", "control-number-shown"],
    "trace": ["trace", "control-number-shown", PLAN],
}


@pytest.mark.parametrize("columns", [60, 80])
@pytest.mark.parametrize("case", COMMANDS)
def test_no_line_is_longer_than_the_terminal(case: str, columns: int) -> None:
    lines = shown(COMMANDS[case], columns)
    assert len(lines) > 10
    # A word that is longer than the terminal is wide is never broken: an address, or the name of a file.
    assert [line for line in lines if len(line) > columns and " " in line.strip()] == []


def test_the_message_of_a_new_rule_is_read_before_it_is_written(tmp_path: Path) -> None:
    home = tmp_path / "own"
    answers = {
        "rules": str(home), "clause": "S2.p1.s6", "for-each": "services", "field": "name", "operator": "present",
        "title": "Every service has a name", "id": "service-named", "topic": "privacy",
        "rationale": "People look for a service by its name.", "remedy": "Write the name under name.",
    }  # fmt: skip
    arguments = ["rules", "new", *(f"--{name}={text}" for name, text in answers.items())]
    typed = b"the service {item.id} has {item.name}\nn\nthe service {item.id} has no name\ny\n"
    said = shown(arguments, 200, typed)
    assert [line for line in said if line.startswith("  services[0]")] == [
        "  services[0].name: the service first has (not given)",
        "  services[0].name: the service first has no name",
    ]
    assert (
        "message: the service {item.id} has no name\n"
        in (home / "privacy" / "service-named.yaml").read_text()
    )


def shown(arguments: list[str], columns: int, typed: bytes = b"") -> list[str]:
    """What the program prints on a terminal of that width, without colours, with answers typed beforehand."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "CXCHECK_CACHE_DIR") if name in os.environ}
    process = subprocess.Popen(
        [sys.executable, "-m", "checker", *arguments],
        cwd=ROOT, stdin=theirs, stdout=theirs, stderr=subprocess.DEVNULL,
        env={**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "TERM": "xterm"},
    )  # fmt: skip
    os.close(theirs)
    os.write(ours, typed)
    said = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux says so where the other side is closed
            break
        if not piece:
            break
        said += piece
    process.wait()
    os.close(ours)
    return re.sub(r"\x1b\[[0-9;]*m", "", said.decode()).splitlines()
