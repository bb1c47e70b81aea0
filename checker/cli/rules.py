"""`cxcheck rules`: the pack itself."""

from collections.abc import Iterable

import click

from checker.cli.settings import load_pack
from checker.errors import ExitCode
from checker.policy.profile import check_words, matches
from checker.policy.rule import Rule
from checker.render.rulelist import rule_json, rule_table


@click.group("rules", invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """List the rules, or run their examples."""
    if context.invoked_subcommand is None:
        context.invoke(list_rules)


@command.command("list")
@click.argument("words", nargs=-1, metavar="[RULE|TOPIC|CLAUSE]...")
@click.option("--format", "format_", type=click.Choice(["table", "json"]), default="table", show_default=True)
def list_rules(words: tuple[str, ...] = (), format_: str = "table") -> None:
    """List the rules; with words, only those that they name."""
    rules = _chosen(words)
    click.echo(rule_json(rules) if format_ == "json" else rule_table(rules), nl=False)


@command.command("test")
@click.argument("words", nargs=-1, metavar="[RULE|TOPIC|CLAUSE]...")
@click.pass_context
def test_rules(context: click.Context, words: tuple[str, ...]) -> None:
    """Run the examples inside the rules: passing, failing, not applicable; messages and routes are compared whole."""
    from checker.assessment.examples import examples, run_examples
    from checker.policy.evaluator import Evaluator

    rulebook, evaluator = load_pack(), Evaluator()
    failures, ran = [], 0
    rules = list(_chosen(words))
    for rule in rules:
        file = rulebook.rule_file(rule)
        ran += sum(1 for _ in examples(file))
        failures += run_examples(rule, file, evaluator)
    for failure in failures:
        click.echo(f"{failure.location}: {failure.rule}: {failure.message}")
    click.echo(f"{len(rules)} rules, {ran} examples: {len(failures)} failed")
    context.exit(int(ExitCode.FINDINGS if failures else ExitCode.CLEAN))


def _chosen(words: tuple[str, ...]) -> Iterable[Rule]:
    rulebook = load_pack()
    check_words(words, rulebook.rules, "rules")
    return [rule for rule in rulebook.rules.values() if not words or matches(rule, words)]
