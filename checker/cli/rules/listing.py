"""`cxcheck rules list`."""

from pathlib import Path

import click

from checker.cli.renames import current_ids
from checker.cli.rules.pack import open_pack, rules_option, words_argument
from checker.errors import CheckerError
from checker.finding import Level
from checker.policy.force import REVIEW
from checker.policy.profile import check_words
from checker.policy.rulefilter import RuleFilter
from checker.render.rulelist import rule_json, rule_table
from checker.suggestion import did_you_mean


@click.command("list")
@words_argument
@click.option(
    "--level",
    type=click.Choice([*(level.value for level in Level), REVIEW]),
    help="Only rules that weigh this at their strongest, or that a person judges.",
)
@click.option("--topic", default="", metavar="TOPIC", help="Only rules of this topic.")
@click.option("--authority", default="", metavar="ID", help="Only rules behind which this authority stands.")
@click.option("--manual", is_flag=True, help="Only rules that a person must judge.")
@click.option("--amendment-only", is_flag=True, help="Only rules that rest on the proposed amendment alone.")
@click.option("--format", "format_", type=click.Choice(["table", "json"]), default="table", show_default=True)
@rules_option
def list_command(
    words: tuple[str, ...], level: str | None, topic: str, authority: str, manual: bool, amendment_only: bool,
    format_: str, folder: Path | None,
) -> None:  # fmt: skip
    """List the rules; with words, only those that they name; every option narrows the list further."""
    rulebook = open_pack(folder)
    words = current_ids(words, rulebook.rules)
    check_words(words, rulebook.rules, "rules")
    topics = sorted({rule.topic for rule in rulebook.rules.values()})
    if topic and topic not in topics:
        raise CheckerError(f"--topic: there is no topic {topic}{did_you_mean(topic, topics, _known(topics))}")
    if authority and authority not in rulebook.authorities:
        known = sorted(rulebook.authorities)
        raise CheckerError(
            f"--authority: there is no authority {authority}{did_you_mean(authority, known, _known(known))}"
        )
    wanted = RuleFilter(words, level or "", topic, authority, manual, amendment_only)
    rules = [rule for rule in rulebook.rules.values() if wanted.passes(rule)]
    if format_ == "json":
        click.echo(rule_json(rules), nl=False)
    else:
        click.echo(rule_table(rules, rulebook.digest, whole=len(rules) == len(rulebook.rules)), nl=False)


def _known(names: list[str]) -> str:
    return f"; there are {', '.join(names)}"
