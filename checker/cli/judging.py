"""The options that say how a plan is judged: the same for every command that judges one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from checker.cli.options import FAIL_ON
from checker.cli.settings import DEFAULT_PROFILE

added_rules: Callable[..., Any] = click.option(
    "--rules",
    "added",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Add an agency's or OMB's own rules to the pack: a folder of topics, as in rules/. Repeatable.",
)

determinations_option: Callable[..., Any] = click.option(
    "--determinations",
    "determined",
    metavar="FILE",
    help="What people judged, for the rules that no program can.",
)

fail_on_option: Callable[..., Any] = click.option(
    "--fail-on",
    type=click.Choice(list(FAIL_ON)),
    default="error",
    show_default=True,
    help="The level from which a finding makes the exit code 1.",
)

_WAIVERS = click.option(
    "--waivers",
    "waivers_file",
    metavar="FILE",
    help="Take the waivers of this file instead of the plan's own.",
)
_NO_WAIVERS = click.option("--no-waivers", is_flag=True, help="Let no waiver count: the view of an auditor.")


def waivers_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--waivers` and `--no-waivers`: parameters waivers_file and no_waivers."""
    return _WAIVERS(_NO_WAIVERS(command))


_STAGED = click.option(
    "--staged",
    is_flag=True,
    help="Read plans, and all that they are judged by, from Git's index: as they would be committed.",
)
_REV = click.option(
    "--rev", "revision", metavar="REV", help="Read plans, and all that they are judged by, from a commit."
)
as_of_option: Callable[..., Any] = click.option(
    "--as-of", metavar="DATE", default="", help="Judge as of this day instead of the plan's own."
)
profile_option: Callable[..., Any] = click.option(
    "--profile",
    "profile_name",
    metavar="NAME",
    default=DEFAULT_PROFILE,
    show_default=True,
    help="Which rules are asked, with which parameters.",
)
_PRIOR = click.option("--prior", metavar="PLAN", help="Last year's plan, for the rules that compare the two.")


def baseline_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--baseline` and `--update-baseline`: parameters baseline_file and update_baseline."""
    return click.option(
        "--baseline", "baseline_file", metavar="FILE", help="Findings that this file knows do not count."
    )(
        click.option(
            "--update-baseline",
            is_flag=True,
            help="Make the file of --baseline, or remove from it what is mended.",
        )(command)
    )


select_option: Callable[..., Any] = click.option(
    "--select", multiple=True, metavar="RULE|TOPIC|CLAUSE", help="Ask these rules only. Repeatable."
)

ignore_option: Callable[..., Any] = click.option(
    "--ignore", multiple=True, metavar="RULE|TOPIC|CLAUSE", help="Leave these rules out. Repeatable."
)


def plan_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--as-of`, `--profile`, `--prior` and `--rules`. Parameters as_of, profile_name, prior and added."""
    for option in (added_rules, _PRIOR, profile_option, as_of_option):
        command = option(command)
    return command


def judging_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--as-of`, `--profile`, `--prior`, `--rules`, `--staged` and `--rev`.

    Parameters as_of, profile_name, prior, added, staged and revision.
    """
    for option in (_REV, _STAGED):
        command = option(command)
    return plan_options(command)
