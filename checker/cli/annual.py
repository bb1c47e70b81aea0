"""`cxcheck annual`: the annual accountability report of an agency."""

from pathlib import Path

import click

from checker.assessment.verdict import verdict
from checker.cli.annual_files import FORMATS, write_report
from checker.cli.annual_years import Asked, account_of
from checker.cli.configured import Configured
from checker.cli.judging import (
    added_rules,
    as_of_option,
    determinations_option,
    fail_on_option,
    profile_option,
    waivers_options,
)
from checker.cli.options import FAIL_ON, bypasses, check_date
from checker.cli.waiverchoice import choose_waivers
from checker.plan.limits import Limits


@click.command("annual", cls=Configured, start="plan", unset=("--format", "--prior"))
@click.argument("plan", metavar="PLAN")
@click.option(
    "--prior", "priors", multiple=True, metavar="PLAN|REV",
    help="The plan of an earlier year: a path, REV:PATH, or a revision in which this plan stands. Repeatable.",
)  # fmt: skip
@click.option(
    "--output", "-o", "folder", required=True, type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help="The folder that the report is written into.",
)  # fmt: skip
@click.option(
    "--format", "formats", multiple=True, type=click.Choice(list(FORMATS)), help="Only this format. Repeatable. Without it, all."
)  # fmt: skip
@added_rules
@profile_option
@as_of_option
@determinations_option
@waivers_options
@fail_on_option
@click.pass_context
def command(
    context: click.Context, plan: str, priors: tuple[str, ...], folder: Path, formats: tuple[str, ...], added: tuple[Path, ...],
    profile_name: str, as_of: str, determined: str | None, waivers_file: str | None, no_waivers: bool, fail_on: str,
) -> None:  # fmt: skip
    """Write the annual accountability report of the agency whose PLAN it is.

    Earlier years come from the plans of those years, or from the same plan at the Git tags of those years. The exit code is that
    of `cxcheck check`: 1 where the plan has errors. The report is written in every case.
    """
    from checker.annual.compose import agency_report

    check_date(as_of)
    waivers = choose_waivers(waivers_file, no_waivers, Limits().bytes)
    unusual = (*bypasses(as_of, (), (), fail_on, Limits()), *waivers.bypasses)
    account = account_of(Asked(plan, priors, as_of, profile_name, added, determined, waivers, unusual))
    write_report(agency_report(account), folder, formats, context.params)
    context.exit(int(verdict([account.year.assessment], FAIL_ON[fail_on])))
