"""`cxcheck import`: draft plans from data that OMB already has."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click

from checker.cli.outputs import write_whole
from checker.errors import CheckerError, ExitCode, NothingToCheck
from checker.plan.importers.responses import LIKERT, SCALES


@click.group("import")
def command() -> None:
    """Make draft plans, and parts of plans, from data that OMB already has."""


@command.command("a11")
@click.argument("csv", metavar="CSV", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="DIR",
    required=True,
    type=click.Path(path_type=Path),
    help="The folder that the plans are written to.",
)
@click.option("--force", is_flag=True, help="Replace plans that are there already.")
@click.option(
    "--exported-on",
    metavar="DATE",
    default="",
    help="The day the export was made, for the plans' provenance.",
)
@click.option(
    "--by-year",
    is_flag=True,
    help="A plan for each fiscal year, in DIR/fy2022 and so on, with the quarters of that year: what `cxcheck annual` compares.",
)
@click.pass_context
def import_feedback(
    context: click.Context, csv: Path, folder: Path, force: bool, exported_on: str, by_year: bool
) -> None:
    """Make one draft plan for each service provider in OMB's feedback export.

    Values are carried over as they were reported, mistakes included, each with its row, so that the rules judge them.
    What the export does not hold is left out and listed under plan.to_complete. No row is lost: each is in a plan or
    named. The command exits with 1 when a row could not be used, and with 3 when none could.
    """
    from checker.plan.importers.a11 import import_a11

    result = import_a11(csv.name, _read(csv), _checked_date(exported_on), by_year=by_year)
    for unused in result.unused:
        click.echo(f"{csv.as_posix()}:{unused.line}: row {unused.row} is not used: {unused.reason}")
    if not result.drafts:
        raise NothingToCheck(f"{csv.as_posix()}: none of its {result.rows} rows can be used")
    _write(folder, [(f"{draft.path}.yaml", draft.text) for draft in result.drafts], force)
    for draft in result.drafts:
        counts = f"{_of(draft.surveys, 'survey')}, {_of(draft.quarters, 'quarter')}, {_of(draft.records, 'record')}"
        click.echo(f"{(folder / draft.path).as_posix()}.yaml: {draft.provider.strip()}: {counts}")
    if result.spare_columns:
        click.echo(
            f"{_of(len(result.spare_columns), 'column')} without a place in a plan: {', '.join(result.spare_columns)}"
        )
    used = sum(draft.records for draft in result.drafts)
    plans, lost = _of(len(result.drafts), "plan"), len(result.unused)
    click.echo(f"{_of(result.rows, 'row')}: {used} in {plans}, {lost} not used")
    context.exit(int(ExitCode.FINDINGS if lost else ExitCode.CLEAN))


@command.command("a11-responses")
@click.argument("csv", metavar="CSV", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "path", metavar="FILE", required=True, help="The file that the results are written to; - for the screen."
)  # fmt: skip
@click.option("--service", required=True, metavar="ID", help="The id of the service in the plan.")
@click.option("--survey", required=True, metavar="ID", help="The id of the survey in the plan.")
@click.option(
    "--fiscal-year",
    required=True,
    type=click.IntRange(1990, 2100),
    help="The Federal fiscal year of the answers.",
)
@click.option("--quarter", required=True, type=click.IntRange(1, 4), help="The quarter of the fiscal year.")
@click.option(
    "--scale", type=click.Choice(list(SCALES)), default=LIKERT, show_default=True, help="How the trust question was answered."
)  # fmt: skip
@click.option(
    "--channel",
    default="",
    metavar="CHANNEL",
    help="The channel through which people answered, such as website.",
)
@click.option(
    "--trust-text", default="", metavar="TEXT", help="The words of the trust question, as people read them."
)
@click.option(
    "--customers",
    type=click.IntRange(0),
    metavar="N",
    help="How many customers used the service in the quarter.",
)
@click.option(
    "--offered", type=click.IntRange(0), metavar="N", help="How many customers were offered the survey."
)
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
@click.pass_context
def import_responses(context: click.Context, /, csv: Path, path: str, force: bool, **about: Any) -> None:
    """Sum up single responses to the survey of 2023 into the results of one survey and quarter.

    What comes out is one entry of the plan's feedback: trust by point of the scale, drivers up and down, and how many answered.
    Free text is counted and left out. No row is lost: each is counted or named. The command exits with 1 when a row could not
    be used, and with 3 when none could.
    """
    from checker.plan.importers.responses import About, sum_responses

    result = sum_responses(csv.name, _read(csv), About(**about))
    for unused in result.unused:
        click.echo(
            f"{csv.as_posix()}:{unused.line}: row {unused.row} is not used: {unused.reason}", err=path == "-"
        )
    used = result.rows - len(result.unused)
    if not used:
        raise NothingToCheck(f"{csv.as_posix()}: none of its {result.rows} rows can be used")
    if path == "-":
        click.echo(result.text, nl=False)
    else:
        target = Path(path)
        if not target.name.endswith((".yaml", ".yml")):
            raise CheckerError(f"{path}: what is written is a part of a plan; name a file that ends in .yaml")
        _write(target.parent, [(target.name, result.text)], force)
    if result.spare_columns:
        click.echo(
            f"{_of(len(result.spare_columns), 'column')} not used: {', '.join(result.spare_columns)}",
            err=path == "-",
        )
    click.echo(
        f"{_of(result.rows, 'row')}: {used:,} summed up, {len(result.unused):,} not used", err=path == "-"
    )
    context.exit(int(ExitCode.FINDINGS if result.unused else ExitCode.CLEAN))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CheckerError(f"{path.as_posix()}: cannot be read: {error.strerror}") from error


def _checked_date(text: str) -> str:
    if text:
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError as error:
            raise CheckerError(f"--exported-on: {text} is not a date in the form 2023-05-21") from error
    return ""


def _write(folder: Path, files: Iterable[tuple[str, str]], force: bool) -> None:
    """Each file whole or not at all; nothing is written where one of them would replace another without leave."""
    targets = [(folder / name, text) for name, text in files]
    there = [path.as_posix() for path, _ in targets if path.exists()]
    if there and not force:
        more = f" and {len(there) - 1} more" if len(there) > 1 else ""
        raise CheckerError(f"{there[0]}{more}: there already; --force replaces it")
    for parent in (folder, *(path.parent for path, _ in targets)):
        try:
            parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            trouble = (
                "is a file; name a folder" if parent.is_file() else f"cannot be written: {error.strerror}"
            )
            raise CheckerError(f"{parent.as_posix()}: {trouble}") from error
    for path, text in targets:
        write_whole(path, [text])


def _of(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
