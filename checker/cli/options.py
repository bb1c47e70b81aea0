"""From what a user typed to values, with a message that says what was expected."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.cli.configured import given
from checker.errors import CheckerError
from checker.finding import Level
from checker.plan.limits import Limits

if TYPE_CHECKING:
    from checker.render.templates import Templates

FAIL_ON = {"error": Level.ERROR, "warning": Level.WARNING, "note": Level.NOTE, "never": None}
"""The levels from which findings may be asked to count."""

templates_option: Callable[..., Any] = click.option(
    "--templates",
    "templates",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Use the templates of this folder before ours.",
)


def check_templates(folder: Path | None) -> "Templates":
    """The templates of `--templates`, each of them looked at, or ours."""
    from checker.render.templates import OURS, Templates

    if folder is None:
        return OURS
    if not folder.is_dir():
        raise CheckerError(
            f"{given('--templates')} {folder}: name a folder of templates, such as those in reports/"
        )
    templates = Templates(folder)
    templates.check()
    return templates


def check_date(day: str, option: str = "--as-of") -> None:
    """Refuse a day that is not in the calendar. Empty is no day and is fine."""
    try:
        right = not day or date.fromisoformat(day).isoformat() == day
    except ValueError:
        right = False
    if not right:
        raise CheckerError(f"{given(option)} {day}: write a day of the calendar in the form 2024-09-30")


def parse_limits(entries: tuple[str, ...]) -> Limits:
    """`("depth=100",)` → the usual limits with another depth."""
    limits = Limits()
    for entry in entries:
        name, _, number = entry.partition("=")
        if name not in Limits._fields or not number.isdecimal() or int(number) == 0:
            names = ", ".join(Limits._fields)
            raise CheckerError(
                f"{given('--limit')} {entry}: write NAME=NUMBER, with one of the names {names}"
            )
        limits = limits._replace(**{name: int(number)})
    return limits


def bypasses(
    as_of: str, select: tuple[str, ...], ignore: tuple[str, ...], fail_on: str, limits: Limits
) -> tuple[str, ...]:
    """What makes a run different from a plain one, in words, for every output."""
    found = []
    if as_of:
        found.append(f"judged as of {as_of} ({given('--as-of')}) instead of the plan's own day")
    if select:
        found.append(f"only these rules were asked ({given('--select')}): {', '.join(select)}")
    if ignore:
        found.append(f"these rules were left out ({given('--ignore')}): {', '.join(ignore)}")
    if fail_on != "error":
        found.append(f"the exit code counts findings from this level on ({given('--fail-on')}): {fail_on}")
    usual = Limits()
    found += [
        f"the limit {name} is {number:,} instead of {getattr(usual, name):,} ({given('--limit')})"
        for name in Limits._fields
        if (number := getattr(limits, name)) != getattr(usual, name)
    ]
    return tuple(found)
