"""`cxcheck runs show`."""

from pathlib import Path

import click

from checker.cli.runs.opening import find_run, folder_argument, open_record, open_review
from checker.render.review.runs import review_text
from checker.render.review.tables import review_json


@click.command("show")
@folder_argument
@click.argument("number", metavar="[N]", type=int, required=False)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def show_command(folder: Path, number: int | None, format_: str) -> None:
    """Show the review N, or the last one: every submission and what became of it; as JSON every outcome and finding too."""
    with open_record(folder) as record:
        run = find_run(record, number)
        review = open_review(record, run)
        for piece in review_json(review) if format_ == "json" else review_text(review, finished=run.finished):
            click.echo(piece, nl=False)
