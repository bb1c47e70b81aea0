"""The command `cxcheck`: one group, one file a command. Only here does the process exit or print an error."""

import gc
import sys
from typing import NoReturn

import click

from checker import __version__
from checker.errors import CheckerError, ExitCode

_COMMANDS = {
    "annual": ("checker.cli.annual", "Write the annual accountability report."),
    "check": ("checker.cli.check", "Check plans against the rules."),
    "diff": ("checker.cli.diff", "Compare two versions of a plan, each difference with its cause."),
    "config": ("checker.cli.config", "Show what is set, and by what."),
    "explain": ("checker.cli.explain", "Explain a rule, a clause of the order, or a format problem."),
    "fix": ("checker.cli.fix", "Correct the text of plans, with comments and layout kept."),
    "hook": ("checker.cli.hook", "Let Git check what is staged before every commit."),
    "import": ("checker.cli.import_", "Make draft plans from data that OMB already has."),
    "new": ("checker.cli.new", "Write a plan to begin with, from a few questions."),
    "report": ("checker.cli.report", "Write one agency's compliance report."),
    "review": ("checker.cli.review", "Review the submissions of all agencies, and keep the record."),
    "rules": ("checker.cli.rules", "List, show, test, lint and document the rules; write a new one."),
    "runs": ("checker.cli.runs", "List, show, compare and remove the reviews that a record has kept."),
    "schema": (
        "checker.cli.schema",
        "Print the JSON Schema of a kind of file, for editors and other programs.",
    ),
    "verify": ("checker.cli.verify", "Do a packed review again, and say whether it comes to the same."),
    "trace": ("checker.cli.trace", "Say why a rule passed, failed or did not apply."),
    "waive": ("checker.cli.waive", "Write a waiver for what a rule finds in a plan."),
}


class _Program(click.Group):
    """Loads a command's module when it is called, so that a lint never imports what a report needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        from importlib import import_module

        command: click.Command = import_module(_COMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list of commands, without loading any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_) for name, (_, help_) in sorted(_COMMANDS.items())])


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="cxcheck")
def program() -> None:
    """Check customer service plans against the executive order on customer experience.

    The order is read in the form proposed on 2023-12-13, which counts federal workers as customers.
    """


def main() -> NoReturn:
    """Run the program and exit. click exits with 1 for its own errors, Ctrl-C and crashes alike; here they differ."""
    # A run makes many objects and drops few: looking for cycles at the usual rate would take a seventh of its time.
    gc.set_threshold(50_000)
    try:
        result = program.main(standalone_mode=False)
        code = int(result) if isinstance(result, int) else int(ExitCode.CLEAN)
    except CheckerError as error:
        _complain(str(error))
        code = int(error.exit_code)
    except click.Abort:
        _complain("interrupted")
        code = int(ExitCode.INTERRUPTED)
    except KeyboardInterrupt:
        _complain("interrupted")
        code = int(ExitCode.INTERRUPTED)
    except click.ClickException as error:
        error.show()
        code = int(ExitCode.USAGE)
    except BrokenPipeError:
        # The reader (such as `head`) has gone; there is nobody left to tell.
        sys.stdout = None
        code = int(ExitCode.CLEAN)
    except OSError as error:
        # A full disk, a folder that went away: the machine's trouble, not a bug and not the plan's.
        sys.stdout = None
        _complain(f"{error.filename or 'the output'}: {error.strerror or error}")
        code = int(ExitCode.USAGE)
    except Exception:  # noqa: BLE001 - the last line of defence: a bug of ours, reported as one
        _crash()
        code = int(ExitCode.CRASH)
    # Nor is there a need to look through all of them once more while the process ends.
    gc.freeze()
    sys.exit(code)


def _complain(message: str) -> None:
    """Say it line by line: a message may quote a file that somebody sent."""
    from checker.render.printable import log_line, visible

    lines = [log_line(visible(line)) for line in f"cxcheck: {message}".split("\n")]
    click.echo("\n".join(lines), err=True)


def _crash() -> None:
    import traceback

    traceback.print_exc()
    _complain(
        f"this is a bug in cxcheck {__version__}, not in your plan; please report it with the lines above"
    )
