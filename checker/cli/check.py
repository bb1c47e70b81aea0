"""`cxcheck check`: plans against rules."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from checker import __version__
from checker.assessment.assess import Choice, assess
from checker.assessment.outcome import Assessment
from checker.assessment.verdict import verdict
from checker.cli.outputs import write_whole
from checker.cli.settings import DEFAULT_PROFILE, choose_profile, load_pack, wants_colour, width
from checker.errors import CheckerError, NothingToCheck
from checker.finding import Level
from checker.plan.limits import Limits
from checker.plan.read import ReadPlan, read_plan
from checker.plan.text import SourceText
from checker.policy.expressions import Evaluator
from checker.policy.profile import check_words
from checker.render.formats import FORMATS
from checker.render.run import Run
from checker.sources.files import Skipped, find_plans

_FAIL_ON = {"error": Level.ERROR, "warning": Level.WARNING, "note": Level.NOTE, "never": None}


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--as-of", metavar="DATE", default="", help="Judge as of this day instead of the plan's own.")
@click.option("--fiscal-year", type=int, metavar="YEAR", help="Check the plans of this fiscal year only.")
@click.option("--profile", "profile_name", metavar="NAME", default=DEFAULT_PROFILE, show_default=True,
              help="Which rules are asked, with which parameters.")
@click.option("--prior", metavar="PLAN", help="Last year's plan, for the rules that compare the two.")
@click.option("--select", multiple=True, metavar="RULE|TOPIC|CLAUSE", help="Ask these rules only. Repeatable.")
@click.option("--ignore", multiple=True, metavar="RULE|TOPIC|CLAUSE", help="Leave these rules out. Repeatable.")
@click.option("--fail-on", type=click.Choice(list(_FAIL_ON)), default="error", show_default=True,
              help="The level from which a finding makes the exit code 1.")
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text", show_default=True,
              help="What is printed.")
@click.option("--output", "outputs", multiple=True, metavar="FORMAT=PATH",
              help="Also write the results to a file. Repeatable.")
@click.option("--limit", "limits", multiple=True, metavar="NAME=NUMBER",
              help="Set a limit of the reader: bytes, depth, nodes, expanded_nodes. Repeatable.")
@click.option("--quiet", "-q", is_flag=True, help="Findings and the summary only, without code frames.")
@click.pass_context
def command(
    context: click.Context, paths: tuple[str, ...], as_of: str, fiscal_year: int | None, profile_name: str,
    prior: str | None, select: tuple[str, ...], ignore: tuple[str, ...], fail_on: str, format_: str,
    outputs: tuple[str, ...], limits: tuple[str, ...], quiet: bool,
) -> None:  # fmt: skip
    """Check customer service plans: files, folders, or - for standard input. Without a PATH, this folder.

    \b
    Exit code: 0 checked, nothing at or above --fail-on; 1 findings; 2 usage, configuration or rule pack wrong;
    3 nothing to check; 4 something could not be evaluated; 70 a bug; 130 interrupted.
    """
    files = _parse_outputs(outputs)
    _check_date(as_of)
    chosen_limits = _parse_limits(limits)
    rulebook = load_pack()
    profile = choose_profile(rulebook, profile_name)
    check_words(select, rulebook.rules, "--select")
    check_words(ignore, rulebook.rules, "--ignore")
    bypasses = _bypasses(as_of, select, ignore, fail_on, chosen_limits)
    choice = Choice(as_of, select, ignore, bypasses)
    last_year = _read_prior(prior, chosen_limits)
    evaluator = Evaluator()

    assessments: list[Assessment] = []
    texts: dict[str, SourceText] = {}
    skipped: list[tuple[str, str]] = []
    for read in _read_all(paths or (".",), chosen_limits, skipped):
        assessment = assess(read, rulebook, profile, choice, evaluator, last_year)
        if fiscal_year is not None and assessment.fiscal_year not in (fiscal_year, None):
            skipped.append((read.name, f"a plan of fiscal year {assessment.fiscal_year}; --fiscal-year asks for {fiscal_year}"))
            continue
        assessments.append(assessment)
        texts |= read.texts
    if not assessments:
        reasons = "".join(f"\n  {path}: {reason}" for path, reason in skipped)
        raise NothingToCheck(f"no plan was found under {', '.join(paths or ('.',))}{reasons}")
    if last_year is not None and len(assessments) > 1:
        raise CheckerError("--prior goes with one plan; name the plan that it is the year before of")

    level = _FAIL_ON[fail_on]
    run = Run(assessments, texts, rulebook, profile, __version__, tuple(skipped), level, False, width(), quiet)
    for name, path in files:
        write_whole(path, FORMATS[name](run))
    for piece in FORMATS[format_](replace(run, colour=wants_colour(sys.stdout.isatty()))):
        click.echo(piece, nl=False)
    context.exit(int(verdict(assessments, level)))


def _read_all(paths: tuple[str, ...], limits: Limits, skipped: list[tuple[str, str]]) -> Iterator[ReadPlan]:
    for found in find_plans(paths, limits.bytes, sys.stdin.buffer):
        if isinstance(found, Skipped):
            skipped.append((found.path, found.reason))
        else:
            yield read_plan(found, limits)


def _read_prior(path: str | None, limits: Limits) -> ReadPlan | None:
    if path is None:
        return None
    for read in _read_all((path,), limits, []):
        if read.document is None:
            raise CheckerError(f"last year's plan cannot be read: {read.problems[0].message}", read.problems[0].location)
        return read
    raise CheckerError(f"{path}: last year's plan was not found there")


def _parse_outputs(outputs: tuple[str, ...]) -> list[tuple[str, Path]]:
    parsed = []
    for output in outputs:
        name, sign, path = output.partition("=")
        if not sign or not path or name not in FORMATS:
            raise CheckerError(f"--output {output}: write FORMAT=PATH, with one of the formats {', '.join(FORMATS)}")
        parsed.append((name, Path(path)))
    return parsed


def _parse_limits(given: tuple[str, ...]) -> Limits:
    limits = Limits()
    for entry in given:
        name, _, number = entry.partition("=")
        if name not in Limits.__dataclass_fields__ or not number.isdigit() or int(number) == 0:
            names = ", ".join(Limits.__dataclass_fields__)
            raise CheckerError(f"--limit {entry}: write NAME=NUMBER, with one of the names {names}")
        limits = replace(limits, **{name: int(number)})
    return limits


def _check_date(day: str) -> None:
    try:
        if day and date.fromisoformat(day).isoformat() == day:
            return
    except ValueError:
        pass
    if day:
        raise CheckerError(f"--as-of {day}: write a day of the calendar in the form 2024-09-30")


def _bypasses(
    as_of: str, select: tuple[str, ...], ignore: tuple[str, ...], fail_on: str, limits: Limits
) -> tuple[str, ...]:
    """What makes this run different from a plain one, for every output."""
    found = []
    if as_of:
        found.append(f"judged as of {as_of} (--as-of) instead of the plan's own day")
    if select:
        found.append(f"only these rules were asked (--select): {', '.join(select)}")
    if ignore:
        found.append(f"these rules were left out (--ignore): {', '.join(ignore)}")
    if fail_on != "error":
        found.append(f"the exit code counts findings from this level on (--fail-on): {fail_on}")
    for name in Limits.__dataclass_fields__:
        if (number := getattr(limits, name)) != getattr(Limits(), name):
            found.append(f"the limit {name} is {number:,} instead of {getattr(Limits(), name):,} (--limit)")
    return tuple(found)
