"""`cxcheck rules show`."""

from pathlib import Path

import click

from checker.cli.renames import current_ids
from checker.cli.rules.pack import open_pack, rules_option
from checker.errors import CheckerError
from checker.render.ruleshow import show_rule
from checker.suggestion import did_you_mean


@click.command("show")
@click.argument("rule", metavar="RULE")
@rules_option
def show_command(rule: str, folder: Path | None) -> None:
    """Show the file of a rule, and what was understood of it: sentence, expressions, fields that they read.

    `cxcheck explain RULE` says the same for the person whose plan fails.
    """
    rulebook = open_pack(folder)
    (rule,) = current_ids((rule,), rulebook.rules)
    if rule not in rulebook.rules:
        raise CheckerError(
            f"there is no rule {rule}{did_you_mean(rule, rulebook.rules, '; `cxcheck rules` lists them')}"
        )
    click.echo(show_rule(rulebook.rules[rule], rulebook), nl=False)
