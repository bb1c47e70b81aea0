"""`cxcheck fix`: corrections of the text of plans that need no knowledge of what the author meant."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from checker.cli.configured import Configured
from checker.cli.options import parse_limits
from checker.cli.outputs import write_whole
from checker.errors import CheckerError, ExitCode, NothingToCheck
from checker.plan.fixes.mend import Mended, mend
from checker.render.corrections import closing_line, correction_lines, difference
from checker.render.grouped import skipped_groups
from checker.sources.files import Skipped, find_plans

_STDIN = "<stdin>"


@click.command("fix", cls=Configured, start="paths")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--diff", is_flag=True, help="Write nothing; print what would change as a patch.")
@click.option("--check", is_flag=True, help="Write nothing; list what would change.")
@click.option(
    "--unsafe", is_flag=True, help="Also make corrections that guess: near spellings, 01/02/2025, 1,000."
)
@click.option("--order", is_flag=True, help="Also bring the keys into the order of the plan format.")
@click.option(
    "--limit", "limits", multiple=True, metavar="NAME=NUMBER", help="Set a limit of the reader. Repeatable."
)
@click.pass_context
def command(
    context: click.Context, paths: tuple[str, ...], diff: bool, check: bool, unsafe: bool, order: bool,
    limits: tuple[str, ...],
) -> None:  # fmt: skip
    """Correct the text of plans: files, folders, or - for standard input. Without a PATH, this folder.

    Comments and layout stay: only the pieces that are named change, and the plan must read the same but for them, or
    nothing is written. With - the corrected text goes to standard output.

    \b
    Exit code: 0 nothing is left that it may correct; 1 with --diff or --check there is, or a file cannot be
    read; 2 usage or configuration wrong; 3 no plan there; 70 a bug; 130 interrupted.
    """  # noqa: D301 - click looks for the backspace character itself
    reading = parse_limits(limits)
    files: list[Mended] = []
    skipped: list[tuple[str, str]] = []
    for found in find_plans(paths or (".",), reading.bytes, sys.stdin.buffer):
        if isinstance(found, Skipped):
            skipped.append((found.path, found.reason))
        else:
            files += mend(found, reading, unsafe=unsafe, order=order)
    if not files:
        raise NothingToCheck(f"no plan to correct was found under {', '.join(paths or ('.',))}")
    writes = not (diff or check)
    # What is asked for goes to standard output alone, so that it can be piped.
    aside = diff or (writes and any(file.path == _STDIN for file in files))
    if writes:
        _write(files)
    for file in files:
        for line in correction_lines(file):
            click.echo(line, err=aside)
        if diff:
            for piece in difference(file):
                click.echo(piece, nl=False)
    for group in skipped_groups(skipped):
        click.echo(group.line, err=aside)
    click.echo(closing_line(files, written=writes), err=aside)
    changed = any(file.made for file in files)
    unreadable = any(file.unreadable for file in files)
    context.exit(int(ExitCode.FINDINGS if unreadable or (changed and not writes) else ExitCode.CLEAN))


def _write(files: Iterable[Mended]) -> None:
    """Each file whole or not at all, with the rights that it had; what has changed meanwhile is not written over."""
    for file in files:
        if file.path == _STDIN:
            sys.stdout.buffer.write(file.after)
            sys.stdout.buffer.flush()
        elif file.after != file.before:
            # Where a link was named, the file that it leads to is written, and the link stays.
            path = Path(file.path).resolve()
            if path.read_bytes() != file.before:
                raise CheckerError(f"{file.path}: has changed since it was read; run the command again")
            write_whole(path, [file.after.decode()], mode=path.stat().st_mode & 0o7777)
