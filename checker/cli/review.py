"""`cxcheck review`: every submission in one go, and the record of it."""

from collections.abc import Iterator
from pathlib import Path

import click

from checker import __version__
from checker.assessment.assess import Choice
from checker.cli.action_plans import hold, read_action_plans
from checker.cli.decisions import give, read_decisions
from checker.cli.judging import added_rules, as_of_option, fail_on_option, profile_option
from checker.cli.options import FAIL_ON, bypasses, check_date, check_templates, parse_limits, templates_option
from checker.cli.packages import finish_package, package_file
from checker.cli.review_files import before, write_files
from checker.cli.reviewing import digest_of, go_through, pool_of
from checker.cli.settings import choose_profile, load_pack
from checker.cli.trees import named_file
from checker.errors import CheckerError, ExitCode, NothingToCheck
from checker.finding import Level
from checker.render.counts import counted
from checker.render.printable import log_line, one_line
from checker.review.decisions import digest_of_decisions
from checker.review.gather import gather
from checker.review.package import Asking
from checker.review.places import lost
from checker.review.record import FILE, Asked, Record
from checker.review.results import Standing
from checker.review.roster import load_roster
from checker.review.worker import Terms, Walls
from checker.sources.tree import DISK

_UNUSABLE = (Standing.MISSING, Standing.UNREADABLE, Standing.REFUSED)


@click.command("review")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "--output", "-o", "folder", required=True, type=click.Path(path_type=Path), metavar="DIR",
    help="Where the review goes: the record, and everything made from it.",
)  # fmt: skip
@click.option("--roster", "roster_name", metavar="FILE", help="Who owes a plan, until when, and where it is.")
@added_rules
@profile_option
@as_of_option
@click.option(
    "--resume", is_flag=True, help="Go on with the last review that was stopped, if it was asked the same."
)
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(1),
    metavar="N",
    default=None,
    help="How many processes; without it, one a core.",
)
@click.option(
    "--limit",
    "limits",
    multiple=True,
    metavar="NAME=NUMBER",
    help="Set a limit of the reader, as for `check`. Repeatable.",
)
@click.option(
    "--seconds",
    type=click.IntRange(1),
    default=Walls().seconds,
    show_default=True,
    help="What one submission may take.",
)
@click.option(
    "--memory", type=click.IntRange(512), default=Walls().mebibytes, show_default=True, metavar="MIB",
    help="What one submission may need.",
)  # fmt: skip
@click.option(
    "--answer-by", metavar="DATE", default="", help="The day by which the letters ask agencies to answer."
)
@click.option(
    "--action-plans", "action_plans", multiple=True, metavar="PATH",
    help="What agencies sent back: an action plan, or a folder of them. Repeatable.",
)  # fmt: skip
@click.option(
    "--package",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Also pack the review into a ZIP archive, with all that came in, for `cxcheck verify`.",
)
@click.option(
    "--decisions", "decided", metavar="DIR",
    help="What reviewers decided: a folder with a file for each agency, such as department-of-state.yaml.",
)  # fmt: skip
@templates_option
@fail_on_option
@click.pass_context
def command(
    context: click.Context, sources: tuple[str, ...], folder: Path, roster_name: str | None, added: tuple[Path, ...], profile_name: str, as_of: str,
    resume: bool, jobs: int | None, limits: tuple[str, ...], seconds: int, memory: int, answer_by: str, action_plans: tuple[str, ...], package: Path | None, decided: str | None, templates: Path | None, fail_on: str,
) -> None:  # fmt: skip
    """Review the submissions of all agencies: those of a roster, and every plan under each SOURCE.

    A SOURCE is a plan, a folder of plans, or a ZIP or tar archive.

    The exit code is 1 where a submission is missing, unreadable or set aside, or has a finding at or above --fail-on, and where
    something in an action plan cannot be used.
    """
    if not sources and roster_name is None:
        raise CheckerError("name folders or archives of plans, or a roster (--roster FILE)")
    check_date(as_of)
    check_date(answer_by, "--answer-by")
    if package is not None and templates is not None:
        raise CheckerError(
            "leave out --package or --templates: a package holds no templates, so nobody could make its letters again"
        )
    check_templates(templates)
    reading = parse_limits(limits)
    rulebook = load_pack(added, DISK)
    profile = choose_profile(rulebook, profile_name)
    walls = Walls(seconds, memory)
    unusual = (*bypasses(as_of, (), (), fail_on, reading), *_moved_walls(walls))
    decisions = read_decisions(decided, rulebook.rules)
    terms = Terms(rulebook, profile, Choice(as_of, bypasses=unusual, grounds=True), reading, walls, decisions)
    said, said_digest = read_action_plans(action_plans, rulebook.rules)
    owed = named_file(roster_name, DISK) if roster_name is not None else None
    roster = load_roster(roster_name, owed) if roster_name is not None and owed is not None else None
    for line in lost(roster) if roster is not None else ():
        click.echo(log_line(one_line(line)), err=True)
    asked = Asked(
        as_of, profile.id, rulebook.digest, __version__, roster.digest if roster is not None else "", unusual, sources,
        digest_of(terms),
        answer_by, said_digest, digest_of_decisions(decisions.values()),
    )  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    with Record(folder / FILE) as record, package_file(package) as packing, pool_of(terms, jobs) as pool:
        number = record.begin(asked, rulebook.files(), resume=resume)
        gathered = gather(sources, roster, reading)
        go_through(packing.inputs(gathered) if packing else gathered, record, number, terms, pool)
        number = record.settle(number)
        review = record.review(number, rulebook.rules)
        if not review.submissions:
            raise NothingToCheck(f"no submission was found under {', '.join(sources)}")
        if decided is not None:
            give(review, decisions, record)
        understood = not action_plans or hold(review, said, record)
        review = record.review(number, rulebook.rules)
        made = write_files(review, record, folder, rulebook, profile, pool, templates)
        if packing:
            last = before(review, record, rulebook)
            earlier = (last, record.pack(last.id)) if last is not None else None
            asking = Asking(number, asked, reading, walls)
            packing.decisions(decisions.values())
            finish_package(packing, review, asking, rulebook.files(), owed, earlier, folder, made)
        summary = _summary(record, number, folder)
        verdict = _verdict(record, number, FAIL_ON[fail_on], understood=understood)
    click.echo(summary)
    context.exit(int(verdict))


def _moved_walls(walls: Walls) -> Iterator[str]:
    usual = Walls()
    if walls.seconds != usual.seconds:
        yield f"a submission may take {counted(walls.seconds, 'second')} instead of {usual.seconds:,} (--seconds)"
    if walls.mebibytes != usual.mebibytes:
        yield f"a submission may need {walls.mebibytes:,} MiB of memory instead of {usual.mebibytes:,} (--memory)"


def _summary(record: Record, number: int, folder: Path) -> str:
    """DIR: review 3: 24 submissions: 19 received, 1 late …; rated: 4 green, 16 yellow, 0 red."""
    standings = record.standings(number)
    each = ", ".join(f"{count} {standing.value}" for standing, count in standings.items())
    rated = ", ".join(f"{count} {rating.value}" for rating, count in record.ratings(number).items())
    return (
        f"{folder}: review {number}: {counted(sum(standings.values()), 'submission')}: {each}; rated: {rated}"
    )


def _verdict(record: Record, number: int, fail_on: Level | None, *, understood: bool) -> ExitCode:
    if fail_on is None:
        return ExitCode.CLEAN
    standings = record.standings(number)
    unusable = any(standings[standing] for standing in _UNUSABLE)
    found = any(level.rank <= fail_on.rank for level in record.levels(number))
    return ExitCode.FINDINGS if unusable or found or not understood else ExitCode.CLEAN
