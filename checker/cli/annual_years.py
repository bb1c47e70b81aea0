"""From the plans that a user names to the years of an agency."""

import os
import sys
from pathlib import Path
from typing import NamedTuple

from checker.annual.year import Account, Year
from checker.assessment.assess import Choice, assess
from checker.assessment.outcome import Assessment
from checker.cli.plans import check_prior, one_source
from checker.cli.renames import say_renamed
from checker.cli.settings import choose_profile, load_pack, read_determinations
from checker.cli.versions import Place, place_of
from checker.cli.waiverchoice import OWN_WAIVERS, WaiverChoice
from checker.errors import CheckerError
from checker.location import Location
from checker.plan.limits import Limits
from checker.plan.read import ReadPlan, read_plan
from checker.policy.evaluator import Evaluator


class Asked(NamedTuple):
    """What is reported on, and how it is judged."""

    plan: str
    priors: tuple[str, ...]
    as_of: str
    profile: str
    added: tuple[Path, ...]
    determined: str | None
    waivers: WaiverChoice
    bypasses: tuple[str, ...]


def account_of(asked: Asked) -> Account:
    """The years of the agency, each judged against the one before it. Raises CheckerError where a plan is not fit for that."""
    rulebook = load_pack(asked.added)
    profile = choose_profile(rulebook, asked.profile)
    place = place_of(asked.plan)
    this_year = _read(place, asked.waivers)
    earlier = [_read(_earlier(text, place.path), OWN_WAIVERS) for text in asked.priors]
    reads = [this_year, *sorted(earlier, key=_fiscal_year, reverse=True)]
    judged = read_determinations(asked.determined, rulebook)
    choice = Choice(
        asked.as_of, bypasses=asked.bypasses, determinations=judged, own_waivers=asked.waivers.own
    )
    evaluator = Evaluator()
    years = []
    for read, prior in zip(reads, [*reads[1:], None], strict=True):
        assessment = assess(read, rulebook, profile, choice, evaluator, prior)
        check_prior(prior, [assessment])
        if read is this_year:
            say_renamed(assessment.renamed)
        years.append(_year(read, assessment))
        choice = Choice()  # what a user brings is for the year of the report
    return Account(tuple(years), rulebook, profile)


def _earlier(text: str, path: str) -> Place:
    """An earlier plan: a path, `REV:PATH`, or a revision alone, in which the plan stands at the same path."""
    if os.path.lexists(text) or ":" in text:
        return place_of(text)
    try:
        return place_of(text, path)
    except CheckerError as error:
        raise CheckerError(
            f"--prior {text}: there is no such file, and {error.message}; name a plan, REV:PATH, or a revision"
        ) from error


def _read(place: Place, waivers: WaiverChoice) -> ReadPlan:
    source = one_source(place.path, Limits(), sys.stdin.buffer, place.tree)
    read = read_plan(waivers.of(source.under(place.prefix)))
    if read.document is None:
        problem = read.problems[0]
        raise CheckerError(
            f"nothing can be reported on a plan that cannot be read: {problem.message}", problem.location
        )
    return read


def _fiscal_year(read: ReadPlan) -> int:
    assert read.document is not None  # noqa: S101 - `_read` refuses what has none
    facts = read.document.data.get("plan")
    year = facts.get("fiscal_year") if isinstance(facts, dict) else None
    if not isinstance(year, int) or isinstance(year, bool):
        raise CheckerError(
            "the plan names no fiscal year; add plan.fiscal_year, such as 2026",
            Location(read.name, 1, 1, 1, 1),
        )
    return year


def _year(read: ReadPlan, assessment: Assessment) -> Year:
    assert read.document is not None  # noqa: S101 - `_read` refuses what has none
    return Year(_fiscal_year(read), read, read.document, assessment)
