"""`cxcheck rules lint`."""

import json
from collections import Counter
from pathlib import Path

import click

from checker.cli.rules.ledgers import Ledgers
from checker.cli.rules.pack import chosen, open_pack, rules_option, words_argument
from checker.errors import ExitCode
from checker.policy.lint import Fault, lint_rule, version_faults
from checker.render.counts import counted


@click.command("lint")
@words_argument
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@rules_option
@click.pass_context
def lint_command(context: click.Context, words: tuple[str, ...], format_: str, folder: Path | None) -> None:
    """Check that rules are written in plain language, have telling ids and names, and read all their parameters.

    Where a rule was released, its version rises with its meaning (`cxcheck rules versions`).
    """
    rulebook = open_pack(folder)
    rules = chosen(rulebook, words)
    ledgers = Ledgers(rulebook)
    titles = Counter(rule.title for rule in rulebook.rules.values())
    faults = [
        fault
        for rule in rules
        for file in (rulebook.rule_file(rule),)
        for fault in (*lint_rule(rule, file, rulebook.clauses, titles), *version_faults(ledgers.step(rule, file), file))
    ]  # fmt: skip
    if format_ == "json":
        click.echo(json.dumps([_plain(fault) for fault in faults], indent=2, ensure_ascii=False))
    else:
        for fault in faults:
            click.echo(f"{fault.location}: {fault.rule}: {fault.message} [{fault.check}]")
        click.echo(f"{counted(len(rules), 'rule')}: {len(faults)} to mend")
    context.exit(int(ExitCode.FINDINGS if faults else ExitCode.CLEAN))


def _plain(fault: Fault) -> dict[str, object]:
    place = fault.location
    return {
        "rule": fault.rule, "check": fault.check, "message": fault.message, "file": place.file,
        "line": place.line, "column": place.column,
    }  # fmt: skip
