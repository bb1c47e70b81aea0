"""`cxcheck explain`: a rule, a clause or a format problem in words."""

import click

from checker.cli.settings import load_pack
from checker.errors import CheckerError
from checker.plan.problems import PROBLEMS
from checker.render.explain import explain_clause, explain_problem, explain_rule
from checker.suggestion import did_you_mean


@click.command("explain")
@click.argument("name", metavar="RULE|CLAUSE|PROBLEM")
def command(name: str) -> None:
    r"""Say what a rule, a clause of the order or a format problem asks, why, and how to mend a finding.

    \b
    cxcheck explain control-number-shown
    cxcheck explain S2.p1.s6
    cxcheck explain duplicate-key
    """
    rulebook = load_pack()
    if name in rulebook.rules:
        click.echo(explain_rule(rulebook.rules[name], rulebook), nl=False)
    elif name in rulebook.clauses:
        click.echo(explain_clause(rulebook.clauses[name], rulebook), nl=False)
    elif name in PROBLEMS:
        click.echo(explain_problem(PROBLEMS[name]), nl=False)
    else:
        known = [*rulebook.rules, *rulebook.clauses, *PROBLEMS]
        hint = did_you_mean(name, known, "; `cxcheck rules` lists the rules")
        raise CheckerError(f"no rule, clause or format problem is called {name}{hint}")
