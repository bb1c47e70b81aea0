"""`cxcheck trace`: why a rule passed, failed or did not apply."""

import sys
from pathlib import Path

import click

from checker.assessment.assess import Choice, assess
from checker.assessment.outcome import Status
from checker.assessment.trace import Subject, trace
from checker.cli.configured import Configured
from checker.cli.judging import judging_options
from checker.cli.options import check_date
from checker.cli.plans import one_plan
from checker.cli.renames import current_ids
from checker.cli.settings import choose_profile, load_pack, say
from checker.cli.trees import chosen_tree
from checker.errors import CheckerError
from checker.plan.limits import Limits
from checker.plan.schema import plan_schema
from checker.policy.evaluator import Evaluator
from checker.policy.plantypes import PlanTypes
from checker.render.printable import one_line
from checker.render.trace import render_outcome, render_trace
from checker.suggestion import did_you_mean


@click.command("trace", cls=Configured, start="path")
@click.argument("name", metavar="RULE")
@click.argument("path", metavar="PLAN")
@judging_options
@click.option(
    "--most",
    type=click.IntRange(min=1),
    metavar="NUMBER",
    default=10,
    show_default=True,
    help="Show so many entries.",
)
@click.option("--all", "every", is_flag=True, help="Show every entry.")
def command(
    name: str,
    path: str,
    as_of: str,
    profile_name: str,
    prior: str | None,
    added: tuple[Path, ...],
    staged: bool,
    revision: str | None,
    most: int,
    every: bool,
) -> None:
    """Say why a rule passed, failed or did not apply: each part of its condition, the values it saw, their lines.

    \b
    cxcheck trace control-number-shown agency_plans/fy2026/plan.yaml

    Exit code: 0 whatever came of the rule; 2 usage, configuration or rule pack wrong; 3 no plan there.
    """  # noqa: D301 - click looks for the backspace character itself
    check_date(as_of)
    tree = chosen_tree(staged=staged, revision=revision)
    rulebook = load_pack(added, tree)
    profile = choose_profile(rulebook, profile_name)
    (name,) = current_ids((name,), rulebook.rules)
    rule = rulebook.rules.get(name)
    if rule is None:
        raise CheckerError(f"no rule is called {name}{did_you_mean(name, rulebook.rules)}")
    read = one_plan(path, Limits(), sys.stdin.buffer, tree)
    last_year = one_plan(prior, Limits(), sys.stdin.buffer, tree) if prior is not None else None
    if last_year is not None and last_year.document is None:
        problem = last_year.problems[0]
        raise CheckerError(f"last year's plan cannot be read: {problem.message}", problem.location)
    evaluator = Evaluator()
    assessment = assess(read, rulebook, profile, Choice(as_of, (name,)), evaluator, last_year)
    outcome = next((found for found in assessment.outcomes if found.rule.id == name), None)
    if outcome is None:
        reason = next(dropped.reason for dropped in assessment.dropped if dropped.rule.id == name)
        raise CheckerError(f"the rule {name} is not asked: {reason}")
    if read.document is None or not assessment.as_of or outcome.status is Status.NOT_IN_FORCE:
        pieces = render_outcome(outcome, assessment.as_of)
    else:
        before = last_year.document if last_year is not None else None
        types = PlanTypes(plan_schema(), rulebook.registers)
        subject = Subject(read.document, before, assessment.as_of, profile.values(rule), types)
        pieces = render_trace(trace(outcome, subject, evaluator), None if every else most)
    for piece in pieces:
        say(piece)
    if tree.origin.in_words:
        click.echo(f"\nRead from {one_line(tree.origin.in_words)}")
