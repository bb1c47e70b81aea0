"""The script of the plain Git hook: found, written, put beside another one, taken away again."""

import shlex
import sys
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple

import checker

NAME = "pre-commit"
KEPT = "pre-commit.before-cxcheck"
_MARK = (
    "# Written by `cxcheck hook install` and removed by `cxcheck hook uninstall`; a change made here is lost."
)
_SCRIPT = """\
#!/bin/sh
{mark}
before=$(dirname -- "$0")/{kept}
if [ -x "$before" ]; then
    "$before" "$@" || exit
fi
python={python}
package={package}
if [ -x "$python" ] && [ -f "$package/__main__.py" ]; then
    exec "$python" -P -m checker check --staged
fi
if command -v cxcheck >/dev/null 2>&1; then
    exec cxcheck check --staged
fi
echo "cxcheck: it is no longer at $python, nor on the PATH, so the plans of this commit were not checked." >&2
echo "cxcheck: install it again, then run: cxcheck hook install (or commit this once with --no-verify)" >&2
exit 1
"""


class State(Enum):
    """What stands where the hook would stand."""

    NOTHING = auto()
    OURS = auto()
    ANOTHER = auto()


class Hook(NamedTuple):
    """The pre-commit hook in the folder where Git looks for hooks."""

    folder: Path

    @property
    def path(self) -> Path:
        """The file that Git starts."""
        return self.folder / NAME

    @property
    def kept(self) -> Path:
        """The hook that stood there before, which ours starts first."""
        return self.folder / KEPT

    @property
    def keeps(self) -> bool:
        """Whether such a hook is kept."""
        return self.kept.is_symlink() or self.kept.exists()

    @property
    def state(self) -> State:
        """Whose hook stands there. Raises OSError where that cannot be seen."""
        if not self.path.is_symlink() and not self.path.exists():
            return State.NOTHING
        try:
            ours = not self.path.is_symlink() and _MARK.encode() in self.path.read_bytes().splitlines()[:2]
        except IsADirectoryError:
            ours = False
        return State.OURS if ours else State.ANOTHER

    @property
    def works(self) -> bool:
        """Whether ours is the script that this installation of cxcheck would write, and may be started."""
        return self.path.read_bytes() == script().encode() and self.path.stat().st_mode & 0o111 != 0


def script() -> str:
    """The hook for the installation of cxcheck that runs now. POSIX shell.

    `-P` keeps the repository's own folders off Python's path: one that is called `checker` would be started otherwise.
    """
    return _SCRIPT.format(
        mark=_MARK, kept=KEPT, python=shlex.quote(Path(sys.executable).as_posix()),
        package=shlex.quote(Path(checker.__file__).parent.as_posix()),
    )  # fmt: skip
