"""`cxcheck runs list`."""

from pathlib import Path

import click

from checker.cli.runs.opening import folder_argument, open_record
from checker.render.review.runs import Counted, run_table


@click.command("list")
@folder_argument
def list_command(folder: Path) -> None:
    """List the reviews: number, day, profile, rules, and what the submissions came to."""
    with open_record(folder) as record:
        found = [
            Counted(run, record.standings(run.number), record.ratings(run.number)) for run in record.reviews()
        ]
    click.echo(run_table(found), nl=False)
