"""`cxcheck check`: plans against rules."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from checker import __version__
from checker.assessment.assess import Choice
from checker.assessment.outcome import Assessment
from checker.assessment.verdict import verdict
from checker.cli.build_service import checkout, has_job_summary, write_job_summary
from checker.cli.configured import Configured, given
from checker.cli.failures import told_in_formats
from checker.cli.judge import Judge
from checker.cli.judging import (
    baseline_options,
    determinations_option,
    fail_on_option,
    ignore_option,
    judging_options,
    select_option,
    waivers_options,
)
from checker.cli.options import FAIL_ON, bypasses, check_date, parse_limits, parse_outputs
from checker.cli.outputs import write_whole
from checker.cli.plans import check_prior, prior_plan
from checker.cli.renames import current_ids, say_renamed
from checker.cli.settings import (
    cache_folder,
    choose_profile,
    load_pack,
    read_determinations,
    wants_colour,
    width,
)
from checker.cli.trees import chosen_tree, plans_around, plans_under
from checker.cli.waiverchoice import choose_waivers
from checker.errors import CheckerError, ExitCode, NothingToCheck
from checker.plan.text import SourceText
from checker.policy.profile import check_words
from checker.render.formats import FORMATS
from checker.render.run import Run
from checker.sources.source import PlanSource, Skipped


@click.command("check", cls=Configured, start="paths")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@judging_options
@click.option(
    "--changed",
    is_flag=True,
    help="With --staged or --rev: the PATHs are changed files. Check the plans that they concern, if any.",
)
@click.option("--fiscal-year", type=int, metavar="YEAR", help="Check the plans of this fiscal year only.")
@determinations_option
@waivers_options
@baseline_options
@click.option(
    "--since",
    "base",
    metavar="REV",
    help="Only what is new since this revision counts; the rest is counted and shown as not new.",
)
@select_option
@ignore_option
@fail_on_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="What is printed.",
)
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="FORMAT=PATH",
    help="Also write the results to a file. Repeatable.",
)
@click.option(
    "--limit",
    "limits",
    multiple=True,
    metavar="NAME=NUMBER",
    help="Set a limit of the reader: bytes, depth, nodes, expanded_nodes, findings. Repeatable.",
)
@click.option("--quiet", "-q", is_flag=True, help="Findings and the summary only, without code frames.")
@click.pass_context
@told_in_formats
def command(
    context: click.Context, paths: tuple[str, ...], changed: bool, as_of: str, fiscal_year: int | None, profile_name: str,
    prior: str | None, added: tuple[Path, ...], staged: bool, revision: str | None, determined: str | None, waivers_file: str | None, no_waivers: bool, baseline_file: str | None, update_baseline: bool, base: str | None, select: tuple[str, ...], ignore: tuple[str, ...], fail_on: str, format_: str,
    outputs: tuple[str, ...], limits: tuple[str, ...], quiet: bool,
) -> None:  # fmt: skip
    """Check customer service plans: files, folders, or - for standard input. Without a PATH, this folder.

    With --staged and without a PATH: the plans that the staged changes concern. Where they concern none, that is said
    and the exit code is 0, so that a commit without plans goes through. With --changed, the same for the files named.

    \b
    Exit code: 0 checked, nothing at or above --fail-on; 1 findings; 2 usage, configuration or rule pack wrong;
    3 nothing to check; 4 something could not be evaluated; 70 a bug; 130 interrupted.
    """  # noqa: D301 - click looks for the backspace character itself
    files = parse_outputs(outputs, tuple(FORMATS))
    check_date(as_of)
    reading = parse_limits(limits)
    tree = chosen_tree(staged=staged, revision=revision)
    rulebook = load_pack(added, tree)
    profile = choose_profile(rulebook, profile_name)
    select = current_ids(select, rulebook.rules, given("--select"))
    ignore = current_ids(ignore, rulebook.rules, given("--ignore"))
    check_words(select, rulebook.rules, given("--select"))
    check_words(ignore, rulebook.rules, given("--ignore"))
    waivers = choose_waivers(waivers_file, no_waivers, reading.bytes, tree)
    choice = Choice(
        as_of,
        select,
        ignore,
        (*bypasses(as_of, select, ignore, fail_on, reading), *waivers.bypasses),
        read_determinations(determined, rulebook, tree),
        own_waivers=waivers.own,
        grounds="json" in {format_, *(name for name, _ in files)},
    )
    last_year = prior_plan(prior, reading, sys.stdin.buffer, tree)
    judge = Judge(rulebook, profile, choice, reading, last_year, cache_folder())
    newly: Callable[[PlanSource, Assessment], Assessment] | None = None
    baseline = None
    if baseline_file is not None or update_baseline:
        from checker.cli.baseline import open_baseline

        if base is not None:
            raise CheckerError("--baseline and --since exclude each other; leave one of them out")
        newly = baseline = open_baseline(
            baseline_file, update=update_baseline, tree=tree, rules=rulebook.rules
        )
    if base is not None:
        from checker.cli.since import since

        newly = since(base, tree, judge, prior, determined, waivers)
    beside = (*map(str, added), prior, determined, waivers_file, baseline_file)
    found = (
        plans_around(paths, tree, reading.bytes, beside)
        if changed
        else plans_under(paths, tree, reading.bytes, sys.stdin.buffer, beside)
    )
    assessments, texts, skipped = _judged(waivers.over(found), judge, fiscal_year, newly)
    untouched = (changed or (staged and not paths)) and not assessments
    if not assessments:
        _say_nothing_was_found(paths, skipped, untouched=untouched)
    check_prior(last_year, assessments)
    waivers.check(assessments)
    if not untouched and not any(assessment.outcomes for assessment in assessments):
        raise CheckerError("--profile, --select and --ignore together leave no rule to ask")

    level = FAIL_ON[fail_on]
    summarised = "github" in (format_, *(name for name, _ in files)) and has_job_summary()
    run = Run(
        assessments, texts, rulebook, profile, __version__, tuple(skipped), level, False, width(), quiet,
        tree.origin, checkout(), summarised,
    )  # fmt: skip
    for name, path in files:
        write_whole(path, FORMATS[name](run))
    colour = wants_colour(sys.stdout.isatty())
    for piece in FORMATS[format_](run._replace(colour=colour)):
        click.echo(piece, nl=False, color=colour)
    if summarised:
        write_job_summary(run)
    if baseline is not None:
        baseline.close()
    context.exit(int(ExitCode.CLEAN if untouched else verdict(assessments, level)))


def _judged(
    plans: Iterable[PlanSource | Skipped], judge: Judge, fiscal_year: int | None,
    newly: Callable[[PlanSource, Assessment], Assessment] | None,
) -> tuple[list[Assessment], dict[str, SourceText], list[tuple[str, str]]]:  # fmt: skip
    """The assessment of each plan, the texts of their files, and what was skipped with the reason."""
    assessments: list[Assessment] = []
    texts: dict[str, SourceText] = {}
    skipped: list[tuple[str, str]] = []
    for plan in plans:
        if isinstance(plan, Skipped):
            skipped.append((plan.path, plan.reason))
            continue
        assessment, shown = judge(plan)
        if fiscal_year is not None and assessment.fiscal_year not in (fiscal_year, None):
            year = f"a plan of fiscal year {assessment.fiscal_year} ({given('--fiscal-year')} {fiscal_year})"
            skipped.append((plan.name, year))
            continue
        say_renamed(assessment.renamed)
        assessments.append(newly(plan, assessment) if newly is not None else assessment)
        texts |= shown
    return assessments, texts, skipped


def _say_nothing_was_found(
    paths: tuple[str, ...], skipped: list[tuple[str, str]], *, untouched: bool
) -> None:
    """Raises NothingToCheck, but where no changed file concerns a plan: a commit without plans goes through."""
    reasons = "".join(f"\n  {path}: {reason}" for path, reason in skipped)
    if not untouched:
        raise NothingToCheck(f"no plan to check was found under {', '.join(paths or ('.',))}{reasons}")
    what = "none of these files" if paths else "nothing that is staged"
    click.echo(f"cxcheck: {what} concerns a plan; no plan was checked{reasons}", err=True)
