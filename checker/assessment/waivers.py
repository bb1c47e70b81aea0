"""The waivers that a plan claims: what they excuse, and what is wrong with them.

A waived rule has been asked all the same; what it found is kept beside the outcome. A waiver counts to the end of its last
day, judged by the day of assessment. Protections under clause S2.p1.s6 cannot be waived.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from checker.assessment.outcome import Outcome, Status
from checker.finding import Finding
from checker.location import Route, parse_route
from checker.plan.document import Document
from checker.plan.problems import PROBLEMS
from checker.policy.renames import Renamed, current_id
from checker.policy.rule import Rule
from checker.suggestion import did_you_mean

PROTECTIONS = "S2.p1.s6"
_NEEDED = ("rule_id", "reason", "approved_by", "expires")


class Waiver(NamedTuple):
    """One entry of the plan's `waivers`. `place` is its route; `covers` the route that it is for, the plan for ().

    `earlier` is the earlier id that the plan has for the rule; empty where it has the id of now.
    """

    rule: str
    covers: Route
    reason: str
    approved_by: str
    expires: str
    place: Route
    earlier: str = ""

    @property
    def in_words(self) -> str:
        """Who waived it, until when, and why."""
        return f"waived by {self.approved_by} until {self.expires}: {self.reason.strip()}"


def claimed(document: Document, rules: Mapping[str, Rule]) -> list[Waiver]:
    """The waivers of a plan that have all their fields; what is missing or odd is a problem of the plan's shape."""
    entries = document.data.get("waivers")
    found = []
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        texts = [
            text for key in _NEEDED if isinstance(entry, dict) and isinstance(text := entry.get(key), str)
        ]
        if len(texts) == len(_NEEDED):
            written, reason, approver, expires = texts
            rule, covers = current_id(written, rules), _covers(entry.get("route"))
            earlier = written if written != rule else ""
            found.append(Waiver(rule, covers, reason, approver, expires, ("waivers", index), earlier))
    return found


def _covers(route: Any) -> Route:
    """The route that a waiver is for. One that cannot be read is for a place that there is not, so it excuses nothing."""
    try:
        return parse_route(route) if isinstance(route, str) else ()
    except ValueError:
        return (route,)


def waive(
    outcomes: list[Outcome], document: Document, as_of: str, rules: Mapping[str, Rule]
) -> tuple[list[Outcome], list[Finding], list[Renamed]]:
    """The outcomes after the plan's waivers, what is wrong with the waivers themselves, and the earlier ids in them."""
    problems: list[Finding] = []
    good: list[Waiver] = []
    earlier: list[Renamed] = []
    for waiver in claimed(document, rules):
        if waiver.earlier:
            at = document.locate((*waiver.place, "rule_id"))
            earlier.append(Renamed(waiver.earlier, waiver.rule, at))
        faults = list(_faults(waiver, document, as_of, rules))
        problems += faults
        if not faults:
            good.append(waiver)
    used: set[Route] = set()
    after = [
        _excused(outcome, [waiver for waiver in good if waiver.rule == outcome.rule.id], used)
        for outcome in outcomes
    ]
    for waiver in good:
        if waiver.place not in used:
            message = f"{waiver.rule} has no finding that this waiver could excuse"
            problems.append(_problem("waiver-unused", message, waiver, "rule_id", document))
    return after, problems, earlier


def _excused(outcome: Outcome, waivers: list[Waiver], used: set[Route]) -> Outcome:
    if outcome.status is not Status.FAIL or not waivers:
        return outcome
    left, excused, words = [], [], []
    for finding in outcome.findings:
        waiver = next(
            (waiver for waiver in waivers if finding.route[: len(waiver.covers)] == waiver.covers), None
        )
        if waiver is None:
            left.append(finding)
        else:
            excused.append(finding)
            words.append(waiver.in_words)
            used.add(waiver.place)
    if not excused:
        return outcome
    status = Status.FAIL if left else Status.WAIVED
    reason = "; ".join(dict.fromkeys(words))
    return outcome._replace(status=status, findings=tuple(left), waived=tuple(excused), reason=reason)


def _faults(waiver: Waiver, document: Document, as_of: str, rules: Mapping[str, Rule]) -> Iterator[Finding]:
    if waiver.rule not in rules:
        message = f"no rule is called {waiver.rule}{did_you_mean(waiver.rule, rules)}"
        yield _problem("waiver-unknown-rule", message, waiver, "rule_id", document)
    elif PROTECTIONS in rules[waiver.rule].clauses:
        message = f"{waiver.rule} is a rule on protections ({PROTECTIONS}), which cannot be waived"
        yield _problem("waiver-not-allowed", message, waiver, "rule_id", document)
    elif waiver.expires < as_of:
        message = f"the waiver of {waiver.rule} expired on {waiver.expires}; the day of assessment is {as_of}"
        yield _problem("waiver-expired", message, waiver, "expires", document)


def _problem(kind: str, message: str, waiver: Waiver, key: str, document: Document) -> Finding:
    route = (*waiver.place, key)
    return PROBLEMS[kind].finding(message, document.locate(route), route)
