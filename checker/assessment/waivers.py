"""The waivers of a plan, in it and beside it: what they excuse, and what is wrong with them.

A waived rule has been asked all the same; what it found is kept beside the outcome. A waiver counts to the end of its last
day, judged by the day of assessment, and for the value that it was approved for. Protections cannot be waived.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from checker.assessment.claims import Claim
from checker.assessment.outcome import Outcome, Status
from checker.assessment.place import value_digest
from checker.assessment.waiver import State, Waiver
from checker.finding import Finding, Related
from checker.location import Route
from checker.plan.document import Document
from checker.plan.problems import excerpt
from checker.policy.renames import Renamed
from checker.policy.rule import Rule
from checker.suggestion import did_you_mean

_DIGEST = re.compile(r"sha256:[0-9a-f]{64}\Z")
PROTECTIONS = "S2.p1.s6"
SOON = 30
"""From so many days before its last day on, it is said that a waiver ends."""
LONGEST = 366
"""Days from approval to the last day: assessments and plans are of one year (EO 14058, section 6(d))."""


class Waiving(NamedTuple):
    """The outcomes after the waivers, the waivers, what is wrong with them, and the earlier ids of rules in them."""

    outcomes: list[Outcome]
    waivers: list[Waiver]
    problems: list[Finding]
    renamed: list[Renamed]


def waive(
    outcomes: list[Outcome], found: list[Claim], plan: Document, as_of: str, rules: Mapping[str, Rule]
) -> Waiving:
    """What the waivers of a plan make of the outcomes. Without a day of assessment, they excuse nothing.

    What is wrong with a waiver that was granted is no problem of the plan: its state says it.
    """
    today = _day(as_of)
    problems: list[Finding] = []
    states: list[State] = []
    first: dict[tuple[str, Route | None, bool], Claim] = {}
    for claim in found:
        same = first.setdefault((claim.waiver.rule, claim.covers, claim.waiver.granted), claim)
        faults = [*_written_wrong(claim, same, rules)]
        if today is not None and not faults:
            faults = [*_not_counting(claim, plan, as_of)]
        problems += [fault for _, fault in faults if not claim.waiver.granted]
        states.append(faults[0][0] if faults else State.NOT_JUDGED if today is None else State.UNUSED)
    good = [claim for claim, state in zip(found, states, strict=True) if state is State.UNUSED]
    used: set[Claim] = set()
    after = [
        _excused(outcome, [claim for claim in good if claim.waiver.rule == outcome.rule.id], used)
        for outcome in outcomes
    ]
    asked = {outcome.rule.id: outcome.status for outcome in after}
    waivers = []
    for claim, state in zip(found, states, strict=True):
        if state is State.UNUSED:
            state = _use(claim, used, asked)
            problems += () if claim.waiver.granted else _said_of(claim, state, as_of)
        waivers.append(claim.waiver._replace(state=state, days_left=_days(today, claim.waiver.expires)))
    renamed = [
        Renamed(claim.earlier, claim.waiver.rule, claim.home.locate((*claim.place, "rule")))
        for claim in found if claim.earlier
    ]  # fmt: skip
    return Waiving(after, waivers, problems, renamed)


def _written_wrong(claim: Claim, same: Claim, rules: Mapping[str, Rule]) -> Iterator[tuple[State, Finding]]:
    """What is wrong on every day."""
    waiver = claim.waiver
    if waiver.rule not in rules:
        message = f"no rule is called {waiver.rule}{did_you_mean(waiver.rule, rules)}"
        yield State.REFUSED, claim.problem("waiver-unknown-rule", message, "rule")
    elif PROTECTIONS in rules[waiver.rule].clauses:
        message = f"{waiver.rule} is a rule on protections ({PROTECTIONS}), which cannot be waived"
        yield State.REFUSED, claim.problem("waiver-not-allowed", message, "rule")
    if claim.covers is None:
        yield State.REFUSED, claim.problem("waiver-unknown-route", claim.why_no_place, "route")
    elif same is not claim:
        message = f"{waiver.rule} is waived at {waiver.route} a second time"
        here = Related("it stands here first", same.waiver.location)
        yield State.REFUSED, claim.problem("waiver-duplicate", message, "route", here)
    for key in ("reason", "approved_by"):
        if not getattr(waiver, key).strip():
            message = "text is expected here, and it is empty"
            yield State.REFUSED, claim.problem("malformed-value", message, key)
    if not _DIGEST.match(waiver.value_digest):
        message = f"{excerpt(waiver.value_digest)} is no digest: sha256: and 64 hexadecimal digits, as `cxcheck waive` gives it"
        yield State.REFUSED, claim.problem("malformed-value", message, "value_digest")
    if waiver.expires < waiver.approved_on:
        message = f"the last day {waiver.expires} lies before the day of approval {waiver.approved_on}"
        yield State.REFUSED, claim.problem("waiver-dates", message, "expires")


def _not_counting(claim: Claim, plan: Document, as_of: str) -> Iterator[tuple[State, Finding]]:
    """Why a waiver that is in order does not count for this plan on this day."""
    waiver, covers = claim.waiver, claim.covers
    if as_of < waiver.approved_on:
        message = f"the waiver of {waiver.rule} was approved on {waiver.approved_on}; the day of assessment is {as_of}"
        yield State.NOT_YET, claim.problem("waiver-not-yet", message, "approved_on")
    elif waiver.expires < as_of:
        message = f"the waiver of {waiver.rule} expired on {waiver.expires}; the day of assessment is {as_of}"
        yield State.EXPIRED, claim.problem("waiver-expired", message, "expires")
    elif covers is None or value_digest(plan.data, covers) != waiver.value_digest:
        message = f"the value at {waiver.route} is no longer the one for which {waiver.rule} was waived"
        here = Related("the value", plan.locate(covers or ()))
        yield State.STALE, claim.problem("waiver-stale", message, "value_digest", here)


def _excused(outcome: Outcome, good: list[Claim], used: set[Claim]) -> Outcome:
    if outcome.status is not Status.FAIL or not good:
        return outcome
    left, excused, words = [], [], []
    for finding in outcome.findings:
        over = [claim for claim in good if finding.route[: len(claim.covers or ())] == claim.covers]
        if not over:
            left.append(finding)
            continue
        here = Related("the waiver", over[0].waiver.location)
        excused.append(finding._replace(related=(*finding.related, here)))
        words.append(over[0].waiver.in_words)
        used.update(over)
    if not excused:
        return outcome
    status = Status.FAIL if left else Status.WAIVED
    reason = "; ".join(dict.fromkeys(words))
    return outcome._replace(status=status, findings=tuple(left), waived=tuple(excused), reason=reason)


def _use(claim: Claim, used: set[Claim], asked: Mapping[str, Status]) -> State:
    if claim in used:
        return State.IN_USE
    unknown = asked.get(claim.waiver.rule, Status.NOT_EVALUATED) is Status.NOT_EVALUATED
    return State.NOT_JUDGED if unknown else State.UNUSED


def _said_of(claim: Claim, state: State, as_of: str) -> Iterator[Finding]:
    """What there is to say of a waiver that counts: that it excuses nothing, ends soon, or runs for too long."""
    waiver = claim.waiver
    if state is State.UNUSED:
        message = f"{waiver.rule} has no finding at {waiver.route} that this waiver could excuse"
        yield claim.problem("waiver-unused", message, "rule")
    left = _days(_day(as_of), waiver.expires)
    if state is State.IN_USE and left is not None and left <= SOON:
        when = (
            f"in {left} day{'s' if left > 1 else ''}, on {waiver.expires}"
            if left
            else "at the end of this day"
        )
        message = f"the waiver of {waiver.rule} expires {when}"
        yield claim.problem("waiver-expires-soon", message, "expires")
    term = _days(_day(waiver.approved_on), waiver.expires)
    if term is not None and term > LONGEST:
        message = f"the waiver of {waiver.rule} runs for {term} days; at most {LONGEST} are expected"
        yield claim.problem("waiver-too-long", message, "expires")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _days(start: date | None, end: str) -> int | None:
    last = _day(end)
    return (last - start).days if start is not None and last is not None else None
