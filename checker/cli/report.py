"""`cxcheck report`: one agency's compliance report."""

import sys
from pathlib import Path
from typing import Literal

import click

from checker.assessment.assess import Choice, assess
from checker.assessment.verdict import verdict
from checker.cli.configured import Configured
from checker.cli.judging import determinations_option, fail_on_option, judging_options, waivers_options
from checker.cli.options import FAIL_ON, bypasses, check_date, check_templates, templates_option
from checker.cli.outputs import write_whole
from checker.cli.plans import check_prior, one_plan, prior_plan
from checker.cli.renames import say_renamed
from checker.cli.settings import choose_profile, load_pack, read_determinations
from checker.cli.targets import check_target
from checker.cli.trees import chosen_tree
from checker.cli.waiverchoice import choose_waivers
from checker.errors import CheckerError
from checker.plan.limits import Limits
from checker.policy.evaluator import Evaluator
from checker.render.counts import statuses_in_words
from checker.render.report import render_report

_BY_SUFFIX: dict[str, Literal["html", "markdown"]] = {
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
}


@click.command("report", cls=Configured, start="plan", unset=("--format",))
@click.argument("plan", metavar="PLAN")
@click.option(
    "--output",
    "-o",
    "path",
    required=True,
    metavar="FILE",
    help="Where the report goes: .html or .md; - for the screen.",
)
@click.option(
    "--format", "format_", type=click.Choice(["html", "markdown"]), help="Without it, by the ending of FILE."
)
@judging_options
@determinations_option
@waivers_options
@templates_option
@fail_on_option
@click.pass_context
def command(
    context: click.Context, plan: str, path: str, format_: Literal["html", "markdown"] | None,
    as_of: str, profile_name: str, prior: str | None, added: tuple[Path, ...], staged: bool, revision: str | None,
    determined: str | None, waivers_file: str | None, no_waivers: bool, templates: Path | None, fail_on: str,
) -> None:  # fmt: skip
    """Write the compliance report of one PLAN, as a web page in one file or as Markdown.

    The exit code is that of `cxcheck check`: 1 where the plan has errors. The report is written in every case.
    """
    kind = format_ or _BY_SUFFIX.get(Path(path).suffix.lower())
    if kind is None:
        raise CheckerError(
            f"{path}: name a file that ends in .html or .md, or add --format html or --format markdown"
        )
    if path != "-":
        check_target(Path(path), f"--output {path}", context.params)
    check_date(as_of)
    shown = check_templates(templates)
    tree = chosen_tree(staged=staged, revision=revision)
    rulebook = load_pack(added, tree)
    profile = choose_profile(rulebook, profile_name)
    waivers = choose_waivers(waivers_file, no_waivers, Limits().bytes, tree)
    read = one_plan(plan, Limits(), sys.stdin.buffer, tree, waivers)
    last_year = prior_plan(prior, Limits(), sys.stdin.buffer, tree)
    judged = read_determinations(determined, rulebook, tree)
    unusual = (*bypasses(as_of, (), (), fail_on, Limits()), *waivers.bypasses)
    choice = Choice(as_of, bypasses=unusual, determinations=judged, own_waivers=waivers.own)
    assessment = assess(read, rulebook, profile, choice, Evaluator(), last_year)
    check_prior(last_year, [assessment])
    say_renamed(assessment.renamed)
    report = render_report(assessment, rulebook, profile, read, kind, tree.origin, shown)
    if path == "-":
        click.echo(report, nl=False)
    else:
        write_whole(Path(path), [report])
        counts = statuses_in_words(assessment.counts)
        click.echo(f"{path}: {read.name} is rated {assessment.rating.value}: {counts}", err=True)
    context.exit(int(verdict([assessment], FAIL_ON[fail_on])))
