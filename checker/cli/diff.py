"""`cxcheck diff`: what is new, fixed or regressed between two versions of a plan, and why."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
from click.core import ParameterSource

from checker import __version__
from checker.assessment.compare import Comparison
from checker.cli.configured import Configured
from checker.cli.judging import (
    determinations_option,
    fail_on_option,
    ignore_option,
    plan_options,
    select_option,
    waivers_options,
)
from checker.cli.options import FAIL_ON, check_date
from checker.cli.outputs import write_whole
from checker.cli.pairs import Asked, Side, pairs
from checker.cli.settings import CLAUSES, cache_folder, load_pack, say, wants_colour, width
from checker.cli.targets import result_files
from checker.cli.versions import Version, place_of, version_of
from checker.cli.waiverchoice import choose_waivers
from checker.errors import CheckerError
from checker.plan.limits import Limits
from checker.policy.renames import earlier_ids
from checker.policy.rulebook import Rulebook, load_rulebook
from checker.render.diff_json import render_json
from checker.render.diff_markdown import render_markdown
from checker.render.diff_text import render_text
from checker.sources.tree import is_file

_JUDGING = (
    "--as-of",
    "--profile",
    "--prior",
    "--determinations",
    "--waivers",
    "--no-waivers",
    "--select",
    "--ignore",
)

_FORMATS: dict[str, Callable[[Comparison], Iterator[str]]] = {
    "text": lambda comparison: render_text(comparison, width()),
    "json": lambda comparison: render_json(comparison, __version__),
    "markdown": render_markdown,
}


@click.command("diff", cls=Configured, start="new", unset=("--format",))
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--path", metavar="PATH", help="OLD and NEW are revisions; compare this file or folder of them."
)
@plan_options
@determinations_option
@waivers_options
@select_option
@ignore_option
@click.option(
    "--old-rules", metavar="DIR", help="The rule pack that OLD is judged by, or its added rules; REV:DIR too."
)
@click.option("--old-as-of", metavar="DATE", default="", help="The day of assessment for OLD alone.")
@click.option("--old-profile", metavar="NAME", help="The profile for OLD alone.")
@click.option("--old-prior", metavar="PLAN", help="Last year's plan for OLD alone; '' for none.")
@click.option(
    "--old-determinations",
    "old_determined",
    metavar="FILE",
    help="What people judged, for OLD alone; '' for none.",
)
@click.option("--old-waivers", metavar="FILE", help="The waivers of OLD alone, instead of its own.")
@click.option("--old-no-waivers", is_flag=True, help="Let no waiver count for OLD alone.")
@fail_on_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(_FORMATS)),
    default="text",
    show_default=True,
    help="What is printed.",
)
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="FORMAT=PATH",
    help="Also write the comparison to a file. Repeatable.",
)
@click.pass_context
def command(
    context: click.Context, old: str, new: str, path: str | None, as_of: str, profile_name: str, prior: str | None,
    added: tuple[Path, ...], determined: str | None, waivers_file: str | None, no_waivers: bool, select: tuple[str, ...], ignore: tuple[str, ...], old_rules: str | None, old_as_of: str,
    old_profile: str | None, old_prior: str | None, old_determined: str | None, old_waivers: str | None, old_no_waivers: bool, fail_on: str, format_: str, outputs: tuple[str, ...],
) -> None:  # fmt: skip
    """Compare two versions of a plan: what is new, fixed, regressed or unchanged, and the cause of each difference.

    OLD and NEW are plans, folders of plans, files of a revision (REV:PATH, or :PATH for what is staged), or results that
    `cxcheck check --output json=FILE` wrote. The options say how both are judged; those with --old- say it for OLD alone.

    \b
    cxcheck diff v2025:plans/dps.yaml plans/dps.yaml
    cxcheck diff main HEAD --path plans --format markdown

    Exit code: 0 nothing new or regressed at or above --fail-on; 1 something; 2 usage, configuration or rule pack wrong;
    3 no plan there; 4 some rule could not be evaluated on NEW; 70 a bug; 130 interrupted.
    """  # noqa: D301 - click looks for the backspace character itself
    files = result_files(outputs, tuple(_FORMATS), context.params)
    check_date(as_of)
    check_date(old_as_of, "--old-as-of")
    rules = load_pack(added)
    rules_of_old = _old_pack(old_rules) if old_rules is not None else rules
    names = earlier_ids(rules_of_old.rules, rules.rules)
    before = version_of(place_of(old, path), names, sys.stdin.buffer)
    after = version_of(place_of(new, path), names, sys.stdin.buffer)
    _refuse_for_results(context, before, after)
    most = Limits().bytes
    waivers = choose_waivers(waivers_file, no_waivers, most)
    asked = Asked(as_of, profile_name, prior, determined, waivers, select, ignore)
    if old_waivers or old_no_waivers:
        waivers = choose_waivers(old_waivers, old_no_waivers, most)
    asked_of_old = Asked(
        old_as_of or as_of, old_profile or profile_name, _of_old(old_prior, prior), _of_old(old_determined, determined),
        waivers, select, ignore,
    )  # fmt: skip
    plans = pairs(Side(before, rules_of_old, asked_of_old), Side(after, rules, asked))
    comparison = Comparison(before.edition, after.edition, tuple(plans), FAIL_ON[fail_on])
    for name, target in files:
        write_whole(target, _FORMATS[name](comparison))
    colour = wants_colour(sys.stdout.isatty())
    pieces = (
        render_text(comparison, width(), colour=colour)
        if format_ == "text"
        else _FORMATS[format_](comparison)
    )
    for piece in pieces:
        if format_ == "text":
            say(piece, colour=colour)
        else:
            click.echo(piece, nl=False, color=colour)
    context.exit(int(comparison.exit_code))


def _of_old(named: str | None, shared: str | None) -> str | None:
    """The file for OLD: its own, none where an empty name says so, or the one for both."""
    return shared if named is None else named or None


def _old_pack(text: str) -> Rulebook:
    """The pack in a folder, on disk or in a revision; or the program's own with the rules of the folder added."""
    place = place_of(text)
    folder = Path(place.path)
    if is_file(folder / CLAUSES, place.tree):
        return load_rulebook(folder, cache_folder(), home=place.tree)
    return load_pack((folder,), place.tree)


def _refuse_for_results(context: click.Context, old: Version, new: Version) -> None:
    """What says how a plan is judged means nothing for results: they were judged when they were written."""
    for param in context.command.params:
        option = param.opts[0]
        over_old = option.startswith("--old-")
        if not over_old and (option not in _JUDGING or new.results is None):
            continue
        typed = context.get_parameter_source(param.name or "") is ParameterSource.COMMANDLINE
        if typed and old.results is not None:
            names = old.edition.name if over_old else f"{old.edition.name} and {new.edition.name}"
            raise CheckerError(f"{option}: {names} are results, which are judged already; leave it out")
