"""The plans of OLD and NEW, pair by pair: which belong together, how each is judged, and what tells the causes apart."""

import sys
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from checker import __version__
from checker.assessment.assess import Choice, assess
from checker.assessment.compare import PlanDiff, Reasoner, compare, only_in
from checker.assessment.inference import Inference
from checker.assessment.judged import Judged, judged
from checker.assessment.trial import Case, Trial
from checker.cli.configured import given
from checker.cli.plans import check_prior, prior_plan
from checker.cli.renames import current_ids
from checker.cli.settings import choose_profile, read_determinations
from checker.cli.versions import Version
from checker.cli.waiverchoice import WaiverChoice
from checker.plan.limits import Limits
from checker.plan.read import read_plan
from checker.policy.evaluator import Evaluator
from checker.policy.profile import check_words
from checker.policy.renames import earlier_ids
from checker.policy.rulebook import Rulebook
from checker.sources.source import PlanSource


class Asked(NamedTuple):
    """How one of the two is judged, as the user typed it."""

    as_of: str
    profile: str
    prior: str | None
    determinations: str | None
    waivers: WaiverChoice
    select: tuple[str, ...]
    ignore: tuple[str, ...]


class Side:
    """OLD or NEW, with all that its plans are judged by. What only plans need is not looked at for results."""

    def __init__(self, version: Version, rulebook: Rulebook, asked: Asked) -> None:
        self.version = version
        self.rulebook = rulebook
        self.asked = asked

    def case(self, source: PlanSource, *, grounds: bool) -> Case:
        """A plan of this side, ready to be judged."""
        choice = self._choice._replace(grounds=grounds)
        return Case(
            read_plan(self.asked.waivers.of(source)), self.rulebook, self._profile, choice, self._prior
        )

    @cached_property
    def _choice(self) -> Choice:
        rules = self.rulebook.rules
        select, ignore = current_ids(self.asked.select, rules), current_ids(self.asked.ignore, rules)
        check_words(select, rules, given("--select"))
        check_words(ignore, rules, given("--ignore"))
        determinations = read_determinations(self.asked.determinations, self.rulebook)
        return Choice(
            self.asked.as_of, select, ignore, determinations=determinations, own_waivers=self.asked.waivers.own
        )  # fmt: skip

    _profile = cached_property(lambda self: choose_profile(self.rulebook, self.asked.profile))
    _prior = cached_property(lambda self: prior_plan(self.asked.prior, Limits(), sys.stdin.buffer))


def pairs(old: Side, new: Side) -> Iterator[PlanDiff]:
    """Every plan of both: those of one name together, then those of one agency and year, then those that stand alone."""
    bench = _Bench(old, new)
    olds, news = bench.plans(old, new), bench.plans(new, old)
    if len(olds) == len(news) == 1:
        yield bench.pair(*olds.values(), *news.values())
        return
    together = {name: name for name in olds if name in news}
    together |= bench.of_one_agency(
        {name: plan for name, plan in olds.items() if name not in together},
        {name: plan for name, plan in news.items() if name not in together},
    )
    for name, plan in olds.items():
        yield bench.pair(plan, news[together[name]]) if name in together else only_in(plan.judged, new=False)
    for name, plan in news.items():
        if name not in together.values():
            yield only_in(plan.judged, new=True)


class _Plan:
    """One plan of a side: judged already, or a case that is judged when it is first asked for."""

    def __init__(self, bench: "_Bench", case: Case | None, kept: Judged | None) -> None:
        self.bench = bench
        self.case = case
        self.kept = kept

    @cached_property
    def judged(self) -> Judged:
        if self.kept is not None:
            return self.kept
        assert self.case is not None  # noqa: S101 - it is one or the other
        return self.bench.judge(self.case, end=True)


class _Bench:
    def __init__(self, old: Side, new: Side) -> None:
        self.names = earlier_ids(old.rulebook.rules, new.rulebook.rules)
        results = [side.version.results for side in (old, new) if side.version.results is not None]
        self.grounds = bool(results)
        self.identified = all(each.identified for each in results)
        self.evaluator = Evaluator()

    def plans(self, side: Side, other: Side) -> dict[str, _Plan]:
        """The plans of a side by name: inside of the folder that was named, or in full where the other side is results."""
        results = side.version.results
        if results is not None:
            found = [plan if self.identified else plan.by_route() for plan in results.plans]
            return {plan.name: _Plan(self, None, plan) for plan in found}
        inside = other.version.results is None
        return {
            name if inside else source.name: _Plan(self, side.case(source, grounds=self.grounds), None)
            for name, source in side.version.plans.items()
        }

    def of_one_agency(self, olds: Mapping[str, _Plan], news: Mapping[str, _Plan]) -> dict[str, str]:
        """Plans that were renamed: the only ones of an agency and a fiscal year on both sides."""
        before, after = _by_agency(olds), _by_agency(news)
        return {
            names[0]: after[agency][0]
            for agency, names in before.items()
            if len(names) == len(after.get(agency, ())) == 1
        }

    def pair(self, old: _Plan, new: _Plan) -> PlanDiff:
        """One plan in both versions."""
        before, after = old.judged, new.judged
        ends = [(old.case, before), (new.case, after)]

        def judge(case: Case) -> Judged:
            return next((end for each, end in ends if each is case), None) or self.judge(case)

        reasoner: Reasoner
        if old.case is None or new.case is None:
            reasoner = Inference(before, after)
        else:
            reasoner = Trial(old.case, new.case, judge)
        return compare(before, after, reasoner)

    def judge(self, case: Case, *, end: bool = False) -> Judged:
        """The assessment of a case; of one that a user named, last year's plan must be the right one."""
        made = assess(case.read, case.rulebook, case.profile, case.choice, self.evaluator, case.prior)
        if end:
            check_prior(case.prior, [made])
        found = judged(made, __version__, self.names)
        return found if self.identified else found.by_route()


def _by_agency(plans: Mapping[str, _Plan]) -> dict[tuple[str, int | None], list[str]]:
    found: dict[tuple[str, int | None], list[str]] = {}
    for name, plan in plans.items():
        found.setdefault((plan.judged.agency, plan.judged.fiscal_year), []).append(name)
    return found
