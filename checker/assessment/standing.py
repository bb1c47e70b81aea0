"""Where an outcome and a finding stand, and what it means that they stand elsewhere now: new, regressed, fixed."""

from collections import Counter
from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from checker.assessment.judged import Judged
from checker.assessment.outcome import Status
from checker.finding import Finding, Level


class Kind(Enum):
    """How something in NEW stands to the same in OLD. The order is the one in which kinds are shown."""

    REGRESSED = "regressed"
    NEW = "new"
    CHANGED = "changed"
    FIXED = "fixed"
    UNCHANGED = "unchanged"


class Standing(Enum):
    """Where a finding stands. `OPEN`: its rule needs a person or could not be evaluated, so nobody knows."""

    FOUND = "found"
    EXCUSED = "waived"
    OPEN = "not known"
    ABSENT = "not found"


class Key(NamedTuple):
    """A finding in every version of a plan; `message` only where one rule says several things of one place."""

    rule: str
    identity: str
    message: str


OutcomeState = tuple[Status, Level | None] | None
"""The status, with the level of a failure; None where the rule was not asked."""

FindingState = tuple[Standing, Level | None]
"""Where it stands, with the level of one that counts."""

SETTLED = (Status.PASS, Status.NOT_APPLICABLE, Status.WAIVED, Status.NOT_IN_FORCE)
_NOT_KNOWN = (Status.NEEDS_REVIEW, Status.NOT_EVALUATED)


class Sight:
    """Looks up where things stand in any assessment of the two plans that are compared."""

    def __init__(self, *compared: Judged) -> None:
        self.several: set[tuple[str, str]] = set()
        self._known: dict[int, tuple[Judged, dict[Key, tuple[Standing, Finding]]]] = {}
        for judged in compared:
            said = {(finding.rule, finding.identity, finding.message) for finding in _every(judged)}
            often = Counter((rule, identity) for rule, identity, _ in said)
            self.several |= {key for key, count in often.items() if count > 1}

    def key(self, finding: Finding) -> Key:
        """What the finding is called in all of them."""
        there = (finding.rule, finding.identity)
        return Key(*there, finding.message if there in self.several else "")

    def findings(self, judged: Judged) -> dict[Key, tuple[Standing, Finding]]:
        """Every finding that counts or is excused."""
        known = self._known.get(id(judged))
        if known is None:
            found: dict[Key, tuple[Standing, Finding]] = {}
            for kept in judged.outcomes.values():
                found |= {self.key(finding): (Standing.EXCUSED, finding) for finding in kept.waived}
            found |= {self.key(finding): (Standing.FOUND, finding) for finding in judged.findings}
            known = self._known[id(judged)] = (judged, found)
        return known[1]

    def finding(self, judged: Judged, key: Key) -> FindingState:
        """Where a finding stands."""
        if (seen := self.findings(judged).get(key)) is not None:
            standing, finding = seen
            return standing, finding.level if standing is Standing.FOUND else None
        kept = judged.outcomes.get(key.rule)
        unknown = judged.unreadable or (kept is not None and kept.status in _NOT_KNOWN)
        return (Standing.OPEN if unknown else Standing.ABSENT), None


def outcome_state(judged: Judged, rule: str) -> OutcomeState:
    """What a rule came to."""
    kept = judged.outcomes.get(rule)
    if kept is None:
        return None
    return kept.status, kept.level if kept.status is Status.FAIL else None


def outcome_kind(old: OutcomeState, new: OutcomeState) -> Kind:
    """What has become of an outcome.

    New: it fails, and OLD had not settled it. Regressed: it fails, and in OLD it was settled, or failed with less weight.
    Fixed: it failed, and is settled now or not asked. Changed: any other difference.
    """
    if old == new:
        return Kind.UNCHANGED
    if new is not None and new[0] is Status.FAIL:
        if old is not None and old[0] is Status.FAIL:
            return _by_weight(old[1], new[1])
        return Kind.REGRESSED if old is not None and old[0] in SETTLED else Kind.NEW
    if old is not None and old[0] is Status.FAIL:
        return Kind.FIXED if new is None or new[0] in SETTLED else Kind.CHANGED
    return Kind.CHANGED


def finding_kind(old: FindingState, new: FindingState) -> Kind:
    """What has become of a finding.

    New: it counts, and OLD did not have it. Regressed: it counts, and in OLD it was excused, or weighed less.
    Fixed: it counted, and is gone or excused now. Changed: any other difference.
    """
    if old == new:
        return Kind.UNCHANGED
    if new[0] is Standing.FOUND:
        if old[0] is Standing.FOUND:
            return _by_weight(old[1], new[1])
        return Kind.REGRESSED if old[0] is Standing.EXCUSED else Kind.NEW
    if old[0] is Standing.FOUND:
        return Kind.CHANGED if new[0] is Standing.OPEN else Kind.FIXED
    return Kind.CHANGED


def _by_weight(old: Level | None, new: Level | None) -> Kind:
    heavier = old is not None and new is not None and new.rank < old.rank
    return Kind.REGRESSED if heavier else Kind.CHANGED


def _every(judged: Judged) -> Iterable[Finding]:
    yield from judged.findings
    for kept in judged.outcomes.values():
        yield from kept.waived
