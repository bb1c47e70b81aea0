"""`cxcheck annual`: the annual accountability report of an agency, or of the whole government."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from checker.annual.report import Report
from checker.assessment.verdict import verdict
from checker.cli.annual_files import FORMATS, write_report
from checker.cli.annual_oscal import OSCAL, check_oscal, write_oscal
from checker.cli.configured import Configured
from checker.cli.judging import (
    added_rules,
    as_of_option,
    determinations_option,
    fail_on_option,
    profile_option,
    waivers_options,
)
from checker.cli.options import FAIL_ON, bypasses, check_date, check_templates, templates_option
from checker.cli.waiverchoice import choose_waivers
from checker.errors import CheckerError, ExitCode
from checker.plan.limits import Limits
from checker.policy.rulebook import Rulebook

if TYPE_CHECKING:
    from checker.render.oscal.assessment_results import Assessed
    from checker.render.templates import Templates

_OF_AN_AGENCY = ("priors", "added", "as_of", "determined", "waivers_file", "no_waivers", "profile_name")
"""Parameters that say how a plan is judged; the plans of a review have been judged."""


@click.command("annual", cls=Configured, start="plan", unset=("--format", "--prior"))
@click.argument("plan", metavar="[PLAN]", required=False)
@click.option(
    "--prior", "priors", multiple=True, metavar="PLAN|REV",
    help="The plan of an earlier year: a path, REV:PATH, or a revision in which this plan stands. Repeatable.",
)  # fmt: skip
@click.option(
    "--review", "record", type=click.Path(path_type=Path), metavar="RECORD",
    help="Report on the whole government: the folder that `cxcheck review` wrote, or the record in it.",
)  # fmt: skip
@click.option(
    "--number",
    type=int,
    metavar="N",
    help="Which review of the record; without it, the last that was finished.",
)
@click.option(
    "--fiscal-year",
    type=click.IntRange(1990, 2100),
    help="With --review: the year; without it, that of most plans.",
)
@click.option(
    "--output", "-o", "folder", required=True, type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help="The folder that the report is written into.",
)  # fmt: skip
@click.option(
    "--format", "formats", multiple=True, type=click.Choice([*FORMATS, OSCAL]), help="Only this format. Repeatable. Without it, all."
)  # fmt: skip
@added_rules
@profile_option
@as_of_option
@determinations_option
@waivers_options
@templates_option
@fail_on_option
@click.pass_context
def command(
    context: click.Context, plan: str | None, priors: tuple[str, ...], record: Path | None, number: int | None, fiscal_year: int | None, folder: Path,
    formats: tuple[str, ...], added: tuple[Path, ...], profile_name: str, as_of: str, determined: str | None, waivers_file: str | None,
    no_waivers: bool, templates: Path | None, fail_on: str,
) -> None:  # fmt: skip
    """Write the annual accountability report of the agency whose PLAN it is, or of the whole government from a review.

    Earlier years of an agency come from the plans of those years, or from the same plan at the Git tags of those years; those of the
    government from the same record. The report is written in every case. The exit code of an agency's is that of `cxcheck check`:
    1 where the plan has errors.
    """
    if (plan is None) == (record is None):
        raise CheckerError(
            "name the PLAN of an agency, or the record of a review with --review; one of the two"
        )
    if record is not None:
        _refuse_judging(context)
        _of_the_government(context, record, number, fiscal_year, folder, formats, check_templates(templates))
        context.exit(int(ExitCode.CLEAN))
    if number is not None or fiscal_year is not None:
        raise CheckerError("--number and --fiscal-year go with --review")
    assert plan is not None  # noqa: S101 - it is one or the other
    from checker.annual.compose import agency_report
    from checker.cli.annual_years import Asked, account_of

    check_date(as_of)
    shown = check_templates(templates)
    waivers = choose_waivers(waivers_file, no_waivers, Limits().bytes)
    unusual = (*bypasses(as_of, (), (), fail_on, Limits()), *waivers.bypasses)
    account = account_of(Asked(plan, priors, as_of, profile_name, added, determined, waivers, unusual))
    this_year = ((account.year.assessment, account.year.document),)
    _write(context, agency_report(account), this_year, account.rulebook, folder, formats, shown)
    context.exit(int(verdict([account.year.assessment], FAIL_ON[fail_on])))


def _of_the_government(
    context: click.Context, record: Path, number: int | None, fiscal_year: int | None, folder: Path, formats: tuple[str, ...],
    templates: "Templates",
) -> None:  # fmt: skip
    from checker.annual.government.report import government_report
    from checker.cli.annual_review import open_whole

    with open_whole(record, number, fiscal_year) as whole:
        keys = {entry.key for entry in whole.assessed}
        assessed = (
            (each.assessment, None)
            for each in whole.review.submissions
            if each.key in keys and each.assessment is not None
        )
        _write(context, government_report(whole), assessed, whole.rulebook, folder, formats, templates)


def _write(
    context: click.Context, report: Report, assessed: Iterable["Assessed"], rulebook: Rulebook, folder: Path, formats: tuple[str, ...],
    templates: "Templates",
) -> None:  # fmt: skip
    """Write the formats that were asked for, all of them where none was named."""
    wants_oscal = not formats or OSCAL in formats
    others = tuple(name for name in formats if name != OSCAL)
    if wants_oscal:
        check_oscal(folder, context.params)
    if others or not formats:
        write_report(report, folder, others, context.params, templates)
    if wants_oscal:
        write_oscal(folder, assessed, rulebook, report.title, report.as_of)


def _refuse_judging(context: click.Context) -> None:
    """Refuse the options that say how a plan is judged: those of a review have been judged."""
    for param in context.command.params:
        if (
            param.name in _OF_AN_AGENCY
            and context.get_parameter_source(param.name) is ParameterSource.COMMANDLINE
        ):
            raise CheckerError(
                f"{param.opts[0]} does not go with --review: its plans have been judged already"
            )
