"""The group `cxcheck rules`."""

import click

from checker.cli.rules.coverage import coverage_command
from checker.cli.rules.crosswalk import crosswalk_command
from checker.cli.rules.diff import diff_command
from checker.cli.rules.docs import docs_command
from checker.cli.rules.lint import lint_command
from checker.cli.rules.listing import list_command
from checker.cli.rules.new import new_command
from checker.cli.rules.registers import registers_command
from checker.cli.rules.show import show_command
from checker.cli.rules.testing import test_command
from checker.cli.rules.versions import versions_command


@click.group("rules", invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """List, show, test, lint and document the rules; see what they cover; write a new one."""
    if context.invoked_subcommand is None:
        context.invoke(list_command)


for subcommand in (
    coverage_command, crosswalk_command, diff_command, docs_command, lint_command, list_command, new_command,
    registers_command, show_command, test_command, versions_command,
):  # fmt: skip
    command.add_command(subcommand)
