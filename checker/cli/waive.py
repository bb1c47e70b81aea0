"""`cxcheck waive`: a waiver for what a rule finds in a plan, written into the file beside it."""

import sys
from pathlib import Path

import click

from checker.assessment.assess import Choice, assess
from checker.assessment.claims import claims
from checker.assessment.identity import Identities
from checker.assessment.outcome import Assessment, Outcome, Status
from checker.assessment.place import NoPlaceError, resolve, value_digest
from checker.assessment.waivers import PROTECTIONS
from checker.cli.asking import ask, filled, refuse
from checker.cli.configured import Configured
from checker.cli.judging import plan_options
from checker.cli.options import check_date
from checker.cli.outputs import write_whole
from checker.cli.plans import one_source, prior_plan
from checker.cli.renames import current_ids
from checker.cli.settings import choose_profile, load_pack
from checker.errors import CheckerError
from checker.location import Route
from checker.plan.document import Document
from checker.plan.fit import is_date
from checker.plan.limits import Limits
from checker.plan.read import ReadPlan, read_plan
from checker.plan.waiverentry import with_entry
from checker.policy.evaluator import Evaluator
from checker.policy.rulebook import Rulebook
from checker.sources.beside import waivers_path
from checker.sources.source import PlanSource
from checker.suggestion import did_you_mean

_MOST_SHOWN = 20


@click.command("waive", cls=Configured, start="path")
@click.argument("name", metavar="RULE")
@click.argument("path", metavar="PLAN")
@click.option("--route", metavar="ROUTE", help="Where, if the rule finds something at several places.")
@click.option("--reason", help="Why the rule cannot be met now.")
@click.option("--approved-by", help="Name and position of the person who approved it.")
@click.option("--approved-on", metavar="DATE", help="The day of the approval.")
@click.option("--expires", metavar="DATE", help="The last day on which it holds, to its end, Eastern Time.")
@click.option("--authority", default="", help="The law or decision that allows it.")
@click.option("--ticket", default="", help="Where the decision is recorded.")
@plan_options
def command(
    name: str, path: str, route: str | None, reason: str | None, approved_by: str | None, approved_on: str | None,
    expires: str | None, authority: str, ticket: str, as_of: str, profile_name: str, prior: str | None,
    added: tuple[Path, ...],
) -> None:  # fmt: skip
    """Write a waiver of RULE for what it finds in PLAN, into the file of waivers beside the plan.

    Asks for what is not given. A file that is there already keeps its comments and its layout.

    \b
    cxcheck waive digital-signature-accepted dps.yaml --reason "state law asks for ink" \\
      --approved-by "C. Person, deputy head" --approved-on 2025-10-01 --expires 2026-09-30

    Exit code: 0 written; 2 nothing was written, and the reason; 3 no plan there.
    """  # noqa: D301 - click looks for the backspace character itself
    check_date(as_of)
    rulebook = load_pack(added)
    profile = choose_profile(rulebook, profile_name)
    (name,) = current_ids((name,), rulebook.rules)
    _check_rule(name, rulebook)
    source = one_source(path, Limits(), sys.stdin.buffer)
    read, document = _read(source)
    last_year = prior_plan(prior, Limits(), sys.stdin.buffer)
    choice = Choice(as_of, (name,), own_waivers=False)
    assessment = assess(read._replace(waivers=None), rulebook, profile, choice, Evaluator(), last_year)
    covers = _place(name, route, _failed(name, assessment), document)
    where = Identities(document.data).of(covers)
    for claim in claims(read, rulebook.rules):
        if (claim.waiver.rule, claim.covers) == (name, covers):
            raise CheckerError(
                f"{name} is waived at {where} already; remove that entry first", claim.waiver.location
            )
    entry = {"rule": name, "route": where}
    entry["reason"] = ask("reason", reason, "Why the rule cannot be met now", refuse(filled))
    entry["approved_by"] = ask(
        "approved-by", approved_by, "Name and position of who approved it", refuse(filled)
    )
    entry["approved_on"] = ask(
        "approved-on", approved_on, "The day of the approval", _Day(latest=assessment.as_of)
    )
    first = max(entry["approved_on"], assessment.as_of)
    entry["expires"] = ask("expires", expires, "The last day on which it holds", _Day(earliest=first))
    entry["value_digest"] = value_digest(document.data, covers)
    entry |= {key: text for key, text in (("authority", authority), ("ticket", ticket)) if text}
    _write(source, entry)


def _check_rule(name: str, rulebook: Rulebook) -> None:
    rule = rulebook.rules.get(name)
    if rule is None:
        raise CheckerError(f"no rule is called {name}{did_you_mean(name, rulebook.rules)}")
    if PROTECTIONS in rule.clauses:
        raise CheckerError(f"{name} is a rule on protections ({PROTECTIONS}), which cannot be waived")


def _read(source: PlanSource) -> tuple[ReadPlan, Document]:
    if source.name == "<stdin>":
        raise CheckerError(
            "a waiver stands in a file beside the plan; name the file of the plan instead of -"
        )
    read = read_plan(source)
    if read.document is None:
        problem = read.problems[0]
        raise CheckerError(f"the plan cannot be read: {problem.message}", problem.location)
    return read, read.document


def _failed(name: str, assessment: Assessment) -> Outcome:
    """The outcome of the rule without waivers. Raises CheckerError where it is no failure."""
    for dropped in assessment.dropped:
        if dropped.rule.id == name:
            raise CheckerError(f"the rule {name} is not asked: {dropped.reason}")
    outcome = next(outcome for outcome in assessment.outcomes if outcome.rule.id == name)
    if outcome.status is not Status.FAIL:
        because = f" ({outcome.reason})" if outcome.reason else ""
        came_to = f"{name} comes to {outcome.status.words} on {assessment.plan}{because}"
        raise CheckerError(f"{came_to}; there is nothing to waive")
    return outcome


def _place(name: str, route: str | None, outcome: Outcome, document: Document) -> Route:
    """The place that is to be excused. Raises CheckerError where the rule finds nothing there, or at several places."""
    places = {finding.identity: finding for finding in outcome.findings}
    shown = [f"\n  {where}: {finding.message}" for where, finding in places.items()]
    more = f"\n  and {len(shown) - _MOST_SHOWN} more" if len(shown) > _MOST_SHOWN else ""
    listed = "".join(shown[:_MOST_SHOWN]) + more
    if route is None and len(places) == 1:
        return outcome.findings[0].route
    if route is None:
        several = f"{name} finds something at {len(places)} places"
        if not sys.stdin.isatty():
            raise CheckerError(f"{several}; name one of them with --route:{listed}")
        click.echo(f"{several}:{listed}")

    def check(text: str) -> None:
        covers = _resolved(text, document)
        if not any(finding.route[: len(covers)] == covers for finding in outcome.findings):
            raise CheckerError(f"{name} finds nothing at {text}, but at:{listed}")

    return _resolved(ask("route", route, "The place that is excused", check), document)


def _resolved(route: str, document: Document) -> Route:
    try:
        return resolve(route, document.data)
    except NoPlaceError as error:
        raise CheckerError(str(error)) from error


class _Day:
    """A check of a day in an answer."""

    def __init__(self, earliest: str = "", latest: str = "") -> None:
        self.earliest = earliest
        self.latest = latest

    def __call__(self, text: str) -> None:
        if not text or not is_date(text):
            raise CheckerError(f"{text or 'nothing'} is not a day; write it in the form 2024-09-30")
        if text < self.earliest:
            raise CheckerError(
                f"{text} is too early for a waiver that counts; write {self.earliest} or a later day"
            )
        if self.latest and text > self.latest:
            raise CheckerError(
                f"{text} lies after the day of assessment, {self.latest}, so the waiver would not count"
            )


def _write(source: PlanSource, entry: dict[str, str]) -> None:
    path, beside = waivers_path(Path(source.root.path)), source.waivers
    if beside is not None and beside.content is None:
        raise CheckerError(f"{path}: the file {beside.trouble or 'is too large to be read'}")
    heading = f"Waivers of {source.name}. What the fields mean: docs/waivers.md of cxcheck."
    before = beside.content or b"" if beside is not None else b""
    text = with_entry(str(path), before, entry, heading)
    write_whole(path, [text], mode=path.stat().st_mode & 0o7777 if beside is not None else None)
    click.echo(f"{path}: {entry['rule']} is waived at {entry['route']} until {entry['expires']}")
