"""The process in which a user's templates render, with walls around it. A template that passes them is stopped.

The process stops itself where it can, to tell the line. Where it cannot, as inside one long calculation, it is killed from
outside. Windows has no limit of memory for a process: there time is the only wall.
"""

import signal
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from checker.errors import TemplateError
from checker.render.templates.environment import Kind, Sandbox, environment
from checker.render.templates.faults import TooLong, fault
from checker.render.templates.folder import check_folder
from checker.render.templates.loader import Loader


class Walls(NamedTuple):
    """What one file may cost: seconds, MiB of memory of the process, millions of characters written."""

    seconds: int = 30
    mebibytes: int = 1_024
    million_characters: int = 50


_GRACE = 2
"""Seconds after which a process that did not stop itself is killed."""

_CHECK = "check"
_Asked = tuple[str, str, dict[str, Any]]
_Answer = tuple[bool, str]
"""Whether it went well, and the text or what went wrong."""


class Room:
    """Renders templates of a user's folder. The process starts with the first of them, and goes with this one."""

    def __init__(self, folder: Path, walls: Walls) -> None:
        self._folder = folder
        self._walls = walls
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    def check(self) -> None:
        """Look at every template in the folder. Raises TemplateError."""
        self._ask((_CHECK, f"a template in {self._folder}", {}))

    def render(self, kind: Kind, name: str, values: dict[str, Any]) -> str:
        """What a template makes of the values. Raises TemplateError."""
        return self._ask((kind, name, values))

    def _ask(self, asked: _Asked) -> str:
        pipe = self._pipe or self._start()
        pipe.send(asked)
        if not pipe.poll(self._walls.seconds + _GRACE):
            self._stop()
            raise TemplateError(f"{asked[1]}: stopped: it was not done after {self._walls.seconds} seconds")
        try:
            went_well, text = pipe.recv()
        except (EOFError, ConnectionError):
            self._stop()
            raise TemplateError(
                f"{asked[1]}: the system stopped it; it may have taken too much memory"
            ) from None
        if not went_well:
            raise TemplateError(text)
        return str(text)

    def _start(self) -> Connection:
        context = get_context("spawn")
        self._pipe, other = context.Pipe()
        self._process = context.Process(target=serve, args=(other, self._folder, self._walls), daemon=True)
        self._process.start()
        other.close()
        return self._pipe

    def _stop(self) -> None:
        if self._process is not None and self._pipe is not None:
            self._process.kill()
            self._process.join()
            self._pipe.close()
        self._process = self._pipe = None


def serve(pipe: Connection, folder: Path, walls: Walls) -> None:
    """Answer what is asked through the pipe until nobody asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asks
    _limit(walls.mebibytes)
    made: dict[str, Sandbox] = {}
    with suppress(EOFError):
        while True:
            kind, name, values = pipe.recv()
            pipe.send(_answer(made, folder, walls, (kind, name, values)))


def _answer(made: dict[str, Sandbox], folder: Path, walls: Walls, asked: _Asked) -> _Answer:
    kind, name, values = asked
    try:
        _alarm(walls.seconds)
        if kind == _CHECK:
            check_folder(folder)
            return True, ""
        templates = made.setdefault(kind, environment("html" if kind == "html" else "markdown", folder))
        return True, _written(templates, name, values, walls.million_characters)
    except Exception as error:  # noqa: BLE001 - whatever a template does wrong is told in words
        _alarm(0)
        return False, str(fault(error, name, Loader(folder), values))
    finally:
        _alarm(0)


def _written(templates: Sandbox, name: str, values: dict[str, Any], millions: int) -> str:
    pieces, count = [], 0
    for piece in templates.get_template(name).generate(values):
        count += len(piece)
        if count > millions * 1_000_000:
            raise TemplateError(
                f"{name}: it writes more than {millions} million characters, the most that a file may have"
            )
        pieces.append(piece)
    return "".join(pieces)


def _limit(mebibytes: int) -> None:
    try:
        import resource
    except ImportError:
        return
    most = mebibytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _alarm(seconds: int) -> None:
    """Raise `TooLong` here after so many seconds; 0 for not at all."""
    if not hasattr(signal, "setitimer"):
        return

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise TooLong(f"not done after {seconds} seconds")

    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
