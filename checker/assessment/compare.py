"""The whole comparison of two assessments of a plan, on one page: outcome by outcome and finding by finding, each with its cause."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple, Protocol

from checker.assessment.causes import Cause, Change, Why
from checker.assessment.judged import Judged, Kept
from checker.assessment.outcome import Status
from checker.assessment.standing import (
    FindingState,
    Key,
    Kind,
    Sight,
    Standing,
    finding_kind,
    outcome_kind,
    outcome_state,
)
from checker.errors import ExitCode
from checker.finding import Finding, Level

State = Callable[[Judged], Any]
"""Where one thing stands in an assessment."""


class Reasoner(Protocol):
    """Knows what changed between two assessments, and which of it made a difference."""

    @property
    def changes(self) -> tuple[Change, ...]:
        """All that is not the same in both."""

    def why(self, rule: str, state: State) -> Why:
        """What made `state`, which is about the rule or file problem `rule`, differ between the two."""


@dataclass(frozen=True, slots=True)
class OutcomeDiff:
    """One rule. `before` and `after` are None where it was not asked; `notes` say more of the cause."""

    rule: str
    title: str
    kind: Kind
    before: Kept | None
    after: Kept | None
    why: Why
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingDiff:
    """One finding. `before` and `after` are None where it neither counts nor is excused."""

    key: Key
    kind: Kind
    before: Finding | None
    after: Finding | None
    was: FindingState
    now: FindingState
    why: Why

    @property
    def finding(self) -> Finding:
        """As it is now, or else as it was."""
        return [finding for finding in (self.before, self.after) if finding is not None][-1]


@dataclass(frozen=True, slots=True)
class PlanDiff:
    """One plan in both versions; `old` or `new` is None where only the other holds it, and then no outcome is compared."""

    old: Judged | None
    new: Judged | None
    changes: tuple[Change, ...]
    outcomes: tuple[OutcomeDiff, ...]
    findings: tuple[FindingDiff, ...]

    @property
    def outcome_kinds(self) -> Counter[Kind]:
        """How many outcomes are of each kind."""
        return Counter(diff.kind for diff in self.outcomes)

    @property
    def finding_kinds(self) -> Counter[Kind]:
        """How many findings are of each kind."""
        return Counter(diff.kind for diff in self.findings)

    @property
    def causes(self) -> Counter[Cause | None]:
        """How many differences each cause has a part in; under None those whose cause is not known."""
        counts: Counter[Cause | None] = Counter()
        whys = [diff.why for diff in self.outcomes if diff.kind is not Kind.UNCHANGED]
        whys += [diff.why for diff in self.findings if diff.kind is not Kind.UNCHANGED]
        for why in whys:
            counts.update(why.causes or (None,))
        return counts

    def worse(self, fail_on: Level) -> bool:
        """Whether a finding at this level or a graver one is new or regressed."""
        return any(
            diff.kind in (Kind.NEW, Kind.REGRESSED) and diff.finding.level.rank <= fail_on.rank
            for diff in self.findings
        )


class Edition(NamedTuple):
    """One of the two that are compared. `prefix` stands before the names of its files, such as `v2025:` for a revision."""

    name: str
    prefix: str = ""
    commit: str = ""
    skipped: tuple[tuple[str, str], ...] = ()


class Comparison(NamedTuple):
    """The plans of OLD and NEW, pair by pair. `fail_on`: from which level on a new finding counts; None for never."""

    old: Edition
    new: Edition
    plans: tuple[PlanDiff, ...]
    fail_on: Level | None

    @property
    def exit_code(self) -> ExitCode:
        """New or regressed findings that count first; then rules that could not be evaluated in NEW."""
        level = self.fail_on
        if level is not None and any(plan.worse(level) for plan in self.plans):
            return ExitCode.FINDINGS
        news = [plan.new for plan in self.plans if plan.new is not None]
        unsure = any(kept.status is Status.NOT_EVALUATED for new in news for kept in new.outcomes.values())
        return ExitCode.NOT_EVALUATED if unsure else ExitCode.CLEAN


def compare(old: Judged, new: Judged, reasoner: Reasoner) -> PlanDiff:
    """Every outcome and every finding of both, the unchanged ones too. Pure."""
    sight = Sight(old, new)
    outcomes = tuple(_outcomes(old, new, reasoner))
    findings = tuple(_findings(old, new, sight, reasoner))
    return PlanDiff(old, new, reasoner.changes, outcomes, findings)


def only_in(judged: Judged, *, new: bool) -> PlanDiff:
    """A plan that only NEW or only OLD holds: all its findings are new, or fixed, because the plan came, or went."""
    sight, why = Sight(judged), Why(((Cause.PLAN,),))
    nothing: FindingState = (Standing.ABSENT, None)
    findings = []
    for key, (_, finding) in sight.findings(judged).items():
        state = sight.finding(judged, key)
        was, now = (nothing, state) if new else (state, nothing)
        before, after = (None, finding) if new else (finding, None)
        findings.append(FindingDiff(key, finding_kind(was, now), before, after, was, now, why))
    changes = (Change(Cause.PLAN, f"the plan is not in {'OLD' if new else 'NEW'}"),)
    ordered = tuple(sorted(findings, key=_order))
    return PlanDiff(None if new else judged, judged if new else None, changes, (), ordered)


def _outcomes(old: Judged, new: Judged, reasoner: Reasoner) -> Iterator[OutcomeDiff]:
    for rule in sorted({*old.outcomes, *new.outcomes}):
        before, after = old.outcomes.get(rule), new.outcomes.get(rule)
        state = partial(outcome_state, rule=rule)
        kind = outcome_kind(state(old), state(new))
        why = reasoner.why(rule, state) if kind is not Kind.UNCHANGED else Why()
        title = [kept.title for kept in (before, after) if kept is not None][-1]
        yield OutcomeDiff(rule, title, kind, before, after, why, tuple(_notes(rule, old, new, why)))


def _findings(old: Judged, new: Judged, sight: Sight, reasoner: Reasoner) -> list[FindingDiff]:
    before, after = sight.findings(old), sight.findings(new)
    found = []
    for key in {**before, **after}:
        state = partial(sight.finding, key=key)
        was, now = state(old), state(new)
        kind = finding_kind(was, now)
        why = reasoner.why(key.rule, state) if kind is not Kind.UNCHANGED else Why()
        pair = (before[key][1] if key in before else None, after[key][1] if key in after else None)
        found.append(FindingDiff(key, kind, *pair, was, now, why))
    return sorted(found, key=_order)


def _order(diff: FindingDiff) -> tuple[Any, ...]:
    return (diff.finding.sort_key, diff.key)


def _notes(rule: str, old: Judged, new: Judged, why: Why) -> Iterator[str]:
    """What else is to know of the cause."""
    before, after = old.outcomes.get(rule), new.outcomes.get(rule)
    for judged, name in ((old, "OLD"), (new, "NEW")):
        if reason := judged.dropped.get(rule):
            yield f"not asked in {name}: {reason}"
    if Cause.RULES not in why.causes:
        return
    if before is None or after is None:
        name, judged = ("OLD", old) if before is None else ("NEW", new)
        if rule not in judged.dropped:
            yield f"the rules of {name} do not have it"
    elif before.version != after.version:
        yield f"version {before.version} became {after.version}"
    elif before.digest != after.digest:
        yield f"the file of the rule changed; its version is {after.version} in both"
    else:
        yield "the file of the rule is the same; another file of the rules changed"
