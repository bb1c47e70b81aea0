"""A run that comes to no results says so in the formats that were asked for, and not on standard error alone."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import wraps
from typing import Any

import click

from checker import __version__
from checker.errors import CheckerError, ExitCode


def told_in_formats(command: Callable[..., Any]) -> Callable[..., Any]:
    """Wraps a command with the parameters `format_` and `outputs`. What it raises is raised again, after it was told."""

    @wraps(command)
    def wrapped(*arguments: Any, **parameters: Any) -> Any:
        try:
            return command(*arguments, **parameters)
        except (click.exceptions.Exit, click.Abort, click.ClickException, BrokenPipeError):
            raise
        except Exception as error:
            tell(error, parameters)
            raise

    return wrapped


def tell(error: Exception, parameters: Mapping[str, Any]) -> None:
    """Write and print the failure, as far as it is known where. Trouble on the way is passed over: the first one counts."""
    from checker.cli.build_service import checkout
    from checker.cli.outputs import write_whole
    from checker.cli.targets import result_files
    from checker.render.formats import FAILURES, FORMATS
    from checker.render.run import Failure

    if isinstance(error, CheckerError):
        failure = Failure(error.message, error.location, error.exit_code, __version__, checkout())
    elif isinstance(error, OSError):
        words = f"{error.filename or 'the output'}: {error.strerror or error}"
        failure = Failure(words, None, ExitCode.USAGE, __version__, checkout())
    else:
        words = f"this is a bug in cxcheck {__version__} ({type(error).__name__}), not in the plans"
        failure = Failure(words, None, ExitCode.CRASH, __version__, checkout())
    printed, outputs = parameters.get("format_"), parameters.get("outputs")
    with suppress(CheckerError):
        # What click has not parsed to the end may hold a mark of its own for what was not given.
        for name, path in result_files(
            tuple(outputs) if isinstance(outputs, list | tuple) else (), tuple(FORMATS), parameters
        ):
            if name in FAILURES:
                with suppress(CheckerError, OSError):
                    write_whole(path, [FAILURES[name](failure)])
    if isinstance(printed, str) and printed in FAILURES:
        with suppress(OSError):
            click.echo(FAILURES[printed](failure), nl=False)
