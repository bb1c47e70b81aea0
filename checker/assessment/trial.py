"""Causes found by trial: each change is made alone on what OLD was, and the rules are asked again.

The day of assessment and the waivers stand inside of a plan; here they are changes of their own, and what is left is the plan.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from checker.assessment.assess import Choice
from checker.assessment.causes import Cause, Change, Why, smallest
from checker.assessment.judged import Judged
from checker.finding import Finding
from checker.plan.read import ReadPlan
from checker.plan.replaced import WAIVERS_BLOCK, in_waiver_file, replaced, under, with_waivers
from checker.policy.profile import Profile
from checker.policy.rulebook import Rulebook

_DAY = ("plan", "as_of")
_DIGEST = 12


@dataclass(frozen=True)
class Case:
    """All that one assessment depends on."""

    read: ReadPlan
    rulebook: Rulebook
    profile: Profile
    choice: Choice
    prior: ReadPlan | None

    @property
    def data(self) -> Any:
        """What the plan says; None where it could not be read."""
        return self.read.document.data if self.read.document is not None else None

    @property
    def own_day(self) -> str:
        """The plan's own day of assessment; empty where it has none that is a day."""
        plan = self.data.get("plan") if self.data is not None else None
        day = plan.get("as_of") if isinstance(plan, dict) else None
        return day if isinstance(day, str) and _is_day(day) else ""

    @property
    def day(self) -> str:
        """The day of assessment."""
        return self.choice.as_of or self.own_day


class Trial:
    """Judges what lies between two cases. `judge` gives the assessment of any case."""

    def __init__(self, old: Case, new: Case, judge: Callable[[Case], Judged]) -> None:
        self.old = old
        self.new = new
        self.judge = judge
        self.changes = tuple(_changes(old, new))
        self._changed = tuple(change.cause for change in self.changes)
        self._judged: dict[frozenset[Cause], Judged] = {}

    def why(self, rule: str, state: Callable[[Judged], Any]) -> Why:  # noqa: ARG002 - asked of every kind of reasoner
        """The smallest changes after which the thing stands as it does in NEW."""
        then = state(self.judged(frozenset(self._changed)))
        ways = smallest(self._changed, lambda way: bool(state(self.judged(way)) == then))
        return (
            Why(ways) if ways else Why(unknown="nothing that is known to have changed makes the difference")
        )

    def judged(self, way: frozenset[Cause]) -> Judged:
        """The assessment of OLD with these changes made; without any, of OLD, and with all of them, of NEW."""
        if way not in self._judged:
            case = self.new if way == frozenset(self._changed) else mixed(self.old, self.new, way)
            self._judged[way] = self.judge(case)
        return self._judged[way]


def mixed(old: Case, new: Case, way: frozenset[Cause]) -> Case:
    """OLD with some of its parts from NEW."""

    def side(cause: Cause) -> Case:
        return new if cause in way else old

    read = side(Cause.PLAN).read
    if old.own_day and new.own_day:
        read = replaced(read, _DAY, side(Cause.DAY).read)
    if _both_readable(old, new):
        read = with_waivers(read, side(Cause.WAIVERS).read)
    options, rulebook = side(Cause.OPTIONS).choice, side(Cause.RULES).rulebook
    choice = options._replace(
        as_of=side(Cause.DAY).choice.as_of,
        own_waivers=side(Cause.WAIVERS).choice.own_waivers,
        determinations=side(Cause.DETERMINATIONS).choice.determinations,
    )
    profile = side(Cause.PROFILE).profile.with_current_ids(rulebook.rules)
    return Case(read, rulebook, profile, choice, side(Cause.PRIOR).prior)


def _changes(old: Case, new: Case) -> Iterator[Change]:
    if _content(old, new) != _content(new, old):
        yield Change(Cause.PLAN, f"the plan: {old.read.digest[:_DIGEST]} became {new.read.digest[:_DIGEST]}")
    if (old.day, old.own_day) != (new.day, new.own_day) and old.day and new.day:
        yield Change(Cause.DAY, day_words(old.day, new.day))
    if old.rulebook.digest != new.rulebook.digest:
        yield rules_change(old.rulebook.digest, new.rulebook.digest)
    if _both_readable(old, new) and _waivers(old) != _waivers(new):
        yield Change(Cause.WAIVERS, "the waivers are not the same")
    if old.profile.data != new.profile.data:
        yield profile_change(old.profile.id, new.profile.id)
    if (old.choice.select, old.choice.ignore) != (new.choice.select, new.choice.ignore):
        yield Change(Cause.OPTIONS, "--select and --ignore leave other rules")
    if _digest(old.prior) != _digest(new.prior):
        yield Change(Cause.PRIOR, "last year's plan is not the same")
    if _judgements(old) != _judgements(new):
        yield Change(Cause.DETERMINATIONS, "what people judged is not the same")


def day_words(old: str, new: str) -> str:
    """The days of both."""
    return f"the day of assessment: {old} became {new}{', which is earlier' if new < old else ''}"


def rules_change(old: str, new: str) -> Change:
    """Of two digests of rule packs."""
    return Change(Cause.RULES, f"the rules: {old[:_DIGEST]} became {new[:_DIGEST]}")


def profile_change(old: str, new: str) -> Change:
    """Of two profiles, which may have the same name."""
    return Change(
        Cause.PROFILE,
        f"the profile: {old} became {new}" if old != new else f"the content of the profile {new}",
    )


def _both_readable(old: Case, new: Case) -> bool:
    return isinstance(old.data, dict) and isinstance(new.data, dict)


def _content(case: Case, other: Case) -> Any:
    """What the plan says and what is wrong with it, without what counts as a change of its own."""
    apart: list[tuple[str, ...]] = [WAIVERS_BLOCK] if _both_readable(case, other) else []
    apart += [_DAY] if case.own_day and other.own_day else []
    said = [
        (problem.rule, problem.route, problem.message)
        for problem in case.read.problems
        if not _apart(problem, case, apart)
    ]
    return _without(case.data, apart), sorted(said, key=str)


def _apart(problem: Finding, case: Case, ways: list[tuple[str, ...]]) -> bool:
    if WAIVERS_BLOCK in ways and in_waiver_file(problem, case.read):
        return True
    return any(under(problem.route, way) for way in ways)


def _without(data: Any, ways: list[tuple[str, ...]]) -> Any:
    for way in ways:
        step, rest = way[0], way[1:]
        if rest and step in data:
            data = {**data, step: _without(data[step], [rest])}
        elif not rest:
            data = {key: value for key, value in data.items() if key != step}
    return data


def _waivers(case: Case) -> Any:
    said = [
        (problem.rule, problem.route, problem.message)
        for problem in case.read.problems
        if _apart(problem, case, [WAIVERS_BLOCK])
    ]
    own = case.data.get("waivers") or [] if case.choice.own_waivers else []
    beside = case.read.waivers.data if case.read.waivers is not None else []
    return own, beside, sorted(said, key=str)


def _judgements(case: Case) -> list[Any]:
    return [each._replace(location=None) for each in case.choice.determinations]  # type: ignore[arg-type]


def _digest(prior: ReadPlan | None) -> str:
    return prior.digest if prior is not None else ""


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
