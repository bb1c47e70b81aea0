"""What a run of `check` judges by, made from what it was asked."""

import sys
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from checker.assessment.assess import Choice
from checker.assessment.outcome import Assessment
from checker.cli.configured import given
from checker.cli.judge import Judge
from checker.cli.options import bypasses, check_date, parse_limits
from checker.cli.renames import current_ids
from checker.cli.settings import cache_folder, choose_profile, load_pack, read_determinations
from checker.cli.trees import chosen_tree
from checker.cli.waiverchoice import WaiverChoice, choose_waivers
from checker.errors import CheckerError
from checker.plan.limits import Limits
from checker.policy.profile import Profile, check_words
from checker.policy.rulebook import Rulebook
from checker.sources.source import PlanSource
from checker.sources.tree import Tree

if TYPE_CHECKING:
    from checker.cli.baseline import Baseline
    from checker.plan.read import ReadPlan


class Asked(NamedTuple):
    """The options of `check`, by the names of their parameters."""

    paths: tuple[str, ...]
    changed: bool
    as_of: str
    fiscal_year: int | None
    profile_name: str
    prior: str | None
    added: tuple[Path, ...]
    staged: bool
    revision: str | None
    determined: str | None
    waivers_file: str | None
    no_waivers: bool
    baseline_file: str | None
    update_baseline: bool
    base: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    fail_on: str
    format_: str
    outputs: tuple[str, ...]
    limits: tuple[str, ...]
    quiet: bool


class Job(NamedTuple):
    """Where plans are read from, how each is judged, and what of it counts: `newly` takes out what is not new."""

    tree: Tree
    limits: Limits
    rulebook: Rulebook
    profile: Profile
    judge: Judge
    last_year: "ReadPlan | None"
    waivers: WaiverChoice
    newly: Callable[[PlanSource, Assessment], Assessment] | None
    baseline: "Baseline | None"


def prepare(asked: Asked, formats: Collection[str]) -> Job:
    """The job that was asked for; results go out in `formats`. Raises CheckerError for whatever is wrong with it."""
    check_date(asked.as_of)
    limits = parse_limits(asked.limits)
    tree = chosen_tree(staged=asked.staged, revision=asked.revision)
    rulebook = load_pack(asked.added, tree)
    profile = choose_profile(rulebook, asked.profile_name)
    select = _rules(asked.select, "--select", rulebook)
    ignore = _rules(asked.ignore, "--ignore", rulebook)
    waivers = choose_waivers(asked.waivers_file, asked.no_waivers, limits.bytes, tree)
    choice = Choice(
        asked.as_of,
        select,
        ignore,
        (*bypasses(asked.as_of, select, ignore, asked.fail_on, limits), *waivers.bypasses),
        read_determinations(asked.determined, rulebook, tree),
        own_waivers=waivers.own,
        grounds="json" in formats,
    )
    last_year = None
    if asked.prior is not None:
        from checker.cli.plans import prior_plan

        last_year = prior_plan(asked.prior, limits, sys.stdin.buffer, tree)
    judge = Judge(rulebook, profile, choice, limits, last_year, cache_folder())
    job = Job(tree, limits, rulebook, profile, judge, last_year, waivers, None, None)
    if asked.baseline_file is not None or asked.update_baseline:
        return _with_baseline(job, asked)
    return _since(job, asked.base, asked) if asked.base is not None else job


def _rules(words: tuple[str, ...], option: str, rulebook: Rulebook) -> tuple[str, ...]:
    """Rules, topics and clauses as they are called now, each of them known."""
    words = current_ids(words, rulebook.rules, given(option))
    check_words(words, rulebook.rules, given(option))
    return words


def _with_baseline(job: Job, asked: Asked) -> Job:
    from checker.cli.baseline import open_baseline

    if asked.base is not None:
        raise CheckerError("--baseline and --since exclude each other; leave one of them out")
    baseline = open_baseline(
        asked.baseline_file, update=asked.update_baseline, tree=job.tree, rules=job.rulebook.rules
    )
    return job._replace(newly=baseline, baseline=baseline)


def _since(job: Job, base: str, asked: Asked) -> Job:
    from checker.cli.since import since

    return job._replace(newly=since(base, job.tree, job.judge, asked.prior, asked.determined, job.waivers))
