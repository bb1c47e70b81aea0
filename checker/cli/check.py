"""`cxcheck check`: plans against rules."""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from checker import __version__
from checker.assessment.outcome import Assessment
from checker.assessment.verdict import verdict
from checker.cli.build_service import checkout, has_job_summary, write_job_summary
from checker.cli.configured import Configured, given
from checker.cli.failures import told_in_formats
from checker.cli.job import Asked, Job, prepare
from checker.cli.judging import (
    baseline_options,
    determinations_option,
    fail_on_option,
    ignore_option,
    judging_options,
    select_option,
    waivers_options,
)
from checker.cli.options import FAIL_ON
from checker.cli.renames import say_renamed
from checker.cli.settings import say, wants_colour, width
from checker.cli.trees import plans_around, plans_under
from checker.errors import CheckerError, ExitCode, NothingToCheck
from checker.plan.text import SourceText
from checker.render.formats import FORMATS
from checker.render.run import Run
from checker.sources.source import PlanSource, Skipped
from checker.sources.tree import DISK


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
def command(context: click.Context, **options: Any) -> None:
    """Check customer service plans: files, folders, or - for standard input. Without a PATH, this folder.

    With --staged and without a PATH: the plans that the staged changes concern. Where they concern none, that is said
    and the exit code is 0, so that a commit without plans goes through. With --changed, the same for the files named.

    \b
    Exit code: 0 checked, nothing at or above --fail-on; 1 findings; 2 usage, configuration or rule pack wrong;
    3 nothing to check; 4 something could not be evaluated; 70 a bug; 130 interrupted.
    """  # noqa: D301 - click looks for the backspace character itself
    asked = Asked(**options)
    files = _files(asked, options)
    formats = {asked.format_, *(name for name, _ in files)}
    job = prepare(asked, formats)
    assessments, texts, skipped = _judged(asked, job)
    untouched = (asked.changed or (asked.staged and not asked.paths)) and not assessments
    if not assessments:
        _say_nothing_was_found(asked.paths, skipped, untouched=untouched)
    if job.last_year is not None:
        from checker.cli.plans import check_prior

        check_prior(job.last_year, assessments)
    job.waivers.check(assessments)
    if not untouched and not any(assessment.outcomes for assessment in assessments):
        raise CheckerError("--profile, --select and --ignore together leave no rule to ask")

    level = FAIL_ON[asked.fail_on]
    summarised = "github" in formats and has_job_summary()
    run = Run(
        assessments, texts, job.rulebook, job.profile, __version__, tuple(skipped), level, False, width(), asked.quiet,
        job.tree.origin, checkout(), summarised,
    )  # fmt: skip
    for name, path in files:
        from checker.cli.outputs import write_whole

        write_whole(path, FORMATS[name](run))
    colour = wants_colour(sys.stdout.isatty())
    for piece in FORMATS[asked.format_](run._replace(colour=colour)):
        if asked.format_ == "text":
            say(piece, colour=colour)
        else:
            click.echo(piece, nl=False, color=colour)
    if summarised:
        write_job_summary(run)
    if job.baseline is not None:
        job.baseline.close(asked.paths or ((".",) if job.tree is DISK else ()))
    context.exit(int(ExitCode.CLEAN if untouched else verdict(assessments, level)))


def _files(asked: Asked, options: Mapping[str, Any]) -> list[tuple[str, Path]]:
    """The formats of `--output`, each with its file. Raises CheckerError where one may not be written."""
    if not asked.outputs:
        return []
    from checker.cli.targets import result_files

    return result_files(asked.outputs, tuple(FORMATS), options)


def _judged(asked: Asked, job: Job) -> tuple[list[Assessment], dict[str, SourceText], list[tuple[str, str]]]:
    """The assessment of each plan, the texts of their files, and what was skipped with the reason."""
    assessments: list[Assessment] = []
    texts: dict[str, SourceText] = {}
    skipped: list[tuple[str, str]] = []
    for plan in job.waivers.over(_found(asked, job)):
        if isinstance(plan, Skipped):
            if job.baseline is not None and job.baseline.is_at(plan.path):
                continue
            skipped.append((plan.path, plan.reason))
            continue
        assessment, shown = job.judge(plan)
        if asked.fiscal_year is not None and assessment.fiscal_year not in (asked.fiscal_year, None):
            only = f"{given('--fiscal-year')} {asked.fiscal_year}"
            skipped.append((plan.name, f"a plan of fiscal year {assessment.fiscal_year} ({only})"))
            continue
        say_renamed(assessment.renamed)
        assessments.append(job.newly(plan, assessment) if job.newly is not None else assessment)
        texts |= shown
    return assessments, texts, skipped


def _found(asked: Asked, job: Job) -> Iterable[PlanSource | Skipped]:
    beside = (*map(str, asked.added), asked.prior, asked.determined, asked.waivers_file, asked.baseline_file)
    if asked.changed:
        return plans_around(asked.paths, job.tree, job.limits.bytes, beside)
    return plans_under(asked.paths, job.tree, job.limits.bytes, sys.stdin.buffer, beside)


def _say_nothing_was_found(
    paths: tuple[str, ...], skipped: list[tuple[str, str]], *, untouched: bool
) -> None:
    """Raises NothingToCheck, but where no changed file concerns a plan: a commit without plans goes through."""
    reasons = "".join(f"\n  {path}: {reason}" for path, reason in skipped)
    if not untouched:
        raise NothingToCheck(f"no plan to check was found under {', '.join(paths or ('.',))}{reasons}")
    what = "none of these files" if paths else "nothing that is staged"
    click.echo(f"cxcheck: {what} concerns a plan; no plan was checked{reasons}", err=True)
