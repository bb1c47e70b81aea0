"""`cxcheck runs prune`."""

from pathlib import Path

import click

from checker.cli.runs.opening import folder_argument, open_record
from checker.render.counts import counted


@click.command("prune")
@folder_argument
@click.option(
    "--keep", type=click.IntRange(1), required=True, metavar="N", help="How many reviews stay: the last N."
)
def prune_command(folder: Path, keep: int) -> None:
    """Remove all but the last N reviews, with what no review needs any more. The numbers of the others stay."""
    with open_record(folder) as record:
        gone = record.prune(keep)
        left = len(record.reviews())
    click.echo(f"{folder}: {counted(gone, 'review')} removed, {left} kept")
