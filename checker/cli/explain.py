"""`cxcheck explain`: a rule, a topic, a clause, a section of the order or a format problem in words."""

from pathlib import Path

import click

from checker.cli.configured import Configured
from checker.cli.judging import added_rules
from checker.cli.renames import current_ids
from checker.cli.settings import load_pack, say
from checker.errors import CheckerError
from checker.plan.problems import PROBLEMS
from checker.policy.rulebook import Rulebook
from checker.render.explain import explain_clause, explain_problem, explain_rule
from checker.render.rulelist import clause_list, topic_list
from checker.suggestion import did_you_mean


@click.command("explain", cls=Configured)
@click.argument("name", metavar="RULE|TOPIC|CLAUSE|PROBLEM")
@added_rules
def command(name: str, added: tuple[Path, ...]) -> None:
    """Say what a rule, a clause of the order or a format problem asks, why, and how to mend a finding.

    With a topic: its rules. With a section or paragraph of the order: its clauses.

    \b
    cxcheck explain control-number-shown
    cxcheck explain privacy
    cxcheck explain S2.p1.s6
    cxcheck explain S1.p2
    cxcheck explain duplicate-key
    """  # noqa: D301 - click looks for the backspace character itself
    rulebook = load_pack(added)
    (name,) = current_ids((name,), rulebook.rules)
    say(_explanation(name, rulebook))


def _explanation(name: str, rulebook: Rulebook) -> str:
    clauses = {clause.casefold(): clause for clause in rulebook.clauses}
    topics = {rule.topic for rule in rulebook.rules.values()}
    if name in rulebook.rules:
        return explain_rule(rulebook.rules[name], rulebook)
    if name.casefold() in clauses:
        return explain_clause(rulebook.clauses[clauses[name.casefold()]], rulebook)
    if name in PROBLEMS:
        return explain_problem(PROBLEMS[name])
    if name in topics:
        return topic_list(name, rulebook.rules.values())
    if within := [clause for clause in rulebook.clauses.values() if _stands_within(clause.id, name)]:
        return clause_list(within, rulebook.rules.values())
    known = [*rulebook.rules, *topics, *rulebook.clauses, *PROBLEMS]
    hint = did_you_mean(name, known, "; `cxcheck rules` lists the rules")
    raise CheckerError(f"no rule, topic, clause or format problem is called {name}{hint}")


def _stands_within(clause: str, name: str) -> bool:
    """Whether the clause is part of the section, paragraph or sentence `name`: S1.p1 holds S1.p1.s2, not S1.p10."""
    clause, name = clause.casefold(), name.casefold()
    return clause.startswith(name) and clause[len(name) : len(name) + 1] in (".", "(")
