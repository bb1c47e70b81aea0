"""`cxcheck rules test`."""

from pathlib import Path

import click

from checker.cli.rules.pack import chosen, open_pack, rules_option, words_argument
from checker.errors import ExitCode
from checker.render.counts import counted


@click.command("test")
@words_argument
@rules_option
@click.pass_context
def test_command(context: click.Context, words: tuple[str, ...], folder: Path | None) -> None:
    """Run the examples inside the rules: passing, failing, not applicable; messages and routes are compared whole.

    A rule without an example of each kind is refused before any example runs.
    """
    from checker.assessment.examples import examples, run_examples
    from checker.policy.evaluator import Evaluator

    rulebook, evaluator = open_pack(folder), Evaluator()
    failures, ran = [], 0
    rules = chosen(rulebook, words)
    for rule in rules:
        file = rulebook.rule_file(rule)
        ran += sum(1 for _ in examples(file))
        failures += run_examples(rule, file, evaluator, rulebook.registers)
    for failure in failures:
        click.echo(f"{failure.location}: {failure.rule}: {failure.message}")
    click.echo(f"{counted(len(rules), 'rule')}, {counted(ran, 'example')}: {len(failures)} failed")
    context.exit(int(ExitCode.FINDINGS if failures else ExitCode.CLEAN))
