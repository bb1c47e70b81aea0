"""The group `cxcheck runs`."""

import click

from checker.cli.runs.compare import compare_command
from checker.cli.runs.listing import list_command
from checker.cli.runs.prune import prune_command
from checker.cli.runs.show import show_command


@click.group("runs")
def command() -> None:
    """List, show, compare and remove the reviews that are kept in the folder of a review."""


for subcommand in (compare_command, list_command, prune_command, show_command):
    command.add_command(subcommand)
