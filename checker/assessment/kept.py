"""An assessment as bytes, so that an unchanged plan is not read and judged again.

JSON, not pickle: a cache that someone else could write must not be able to run anything. What comes back equals what was
written, the rules taken from the rulebook by their ids; what does not come back whole does not come back at all.
"""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from checker.assessment.outcome import Assessment, Dropped, Outcome, Status
from checker.digest import sha256
from checker.finding import Finding, Level, Related
from checker.location import Location
from checker.policy.renames import Renamed
from checker.policy.rule import Rule

if TYPE_CHECKING:
    from checker.assessment.grounds import Grounds
    from checker.assessment.waiver import Waiver

FORMAT = 9
"""Rises when the shape below changes."""


def to_bytes(assessment: Assessment) -> bytes:
    """A checksum, and the assessment as a line of JSON."""
    content = json.dumps(
        [
            assessment.plan, assessment.plan_digest, assessment.title, assessment.agency, assessment.fiscal_year,
            assessment.as_of, assessment.profile, assessment.pack_digest,
            [_plain(problem) for problem in assessment.problems],
            [
                [o.rule.id, o.status.value, o.level.value, [_plain(f) for f in o.findings], o.judged, o.routes, o.reason,
                 o.determined,
                 [_plain(f) for f in o.waived], o.rests_on]
                for o in assessment.outcomes
            ],
            [[dropped.rule.id, dropped.reason] for dropped in assessment.dropped],
            assessment.bypasses, assessment.label, assessment.prior, assessment.renamed,
            assessment.content_digest,
            [[*waiver[:-3], waiver.state.value, *waiver[-2:]] for waiver in assessment.waivers],
        ],
        separators=(",", ":"),
    ).encode("ascii")  # fmt: skip
    return sha256(content).hexdigest().encode("ascii") + b"\n" + content


def from_bytes(kept: bytes, rules: Mapping[str, Rule]) -> Assessment | None:
    """The assessment that `to_bytes` wrote; None where a byte has changed or a rule is not in `rules`."""
    checksum, _, content = kept.partition(b"\n")
    if checksum != sha256(content).hexdigest().encode("ascii"):
        return None
    try:
        *facts, problems, outcomes, dropped, bypasses, label, prior, renamed, says, waivers = json.loads(
            content
        )
        plan, digest, title, agency, year, as_of, profile, pack = facts
        return Assessment(
            plan, digest, title, agency, year, as_of, profile, pack,
            tuple([_finding(problem) for problem in problems]),
            tuple([_outcome(row, rules) for row in outcomes]),
            tuple([Dropped(rules[rule], reason) for rule, reason in dropped]),
            tuple(bypasses), label, prior,
            tuple([Renamed(old, new, Location(*at)) for old, new, at in renamed]), says,
            waivers=tuple([_waiver(row) for row in waivers]),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _outcome(row: list[Any], rules: Mapping[str, Rule]) -> Outcome:
    rule, status, level, findings, judged, routes, reason, determined, waived, rests_on = row
    return Outcome(
        rules[rule],
        _STATUS[status],
        _LEVEL[level],
        tuple([_finding(finding) for finding in findings]),
        judged,
        tuple([tuple(route) for route in routes]),
        reason,
        determined,
        tuple([_finding(finding) for finding in waived]),
        _grounds(rests_on) if rests_on is not None else None,
    )


def _grounds(row: list[Any]) -> "Grounds":
    from checker.assessment.grounds import Grounds, Window

    *digests, authorities, waivers, determinations = row
    windows = [
        tuple([Window(*window) for window in found]) for found in (authorities, waivers, determinations)
    ]
    return Grounds(*digests, *windows)


def _waiver(row: list[Any]) -> "Waiver":
    from checker.assessment.waiver import State, Waiver

    *texts, location, state, days_left, granted = row
    return Waiver._make([*texts, Location(*location), State(state), days_left, granted])


def _plain(finding: Finding) -> list[Any]:
    return [*finding[:1], finding.level.value, *finding[2:]]


def _finding(row: list[Any]) -> Finding:
    rule, level, message, route, location, remedy, related, identity, fix = row
    return Finding(
        rule, _LEVEL[level], message, tuple(route), Location(*location), remedy,
        tuple([Related(words, Location(*place)) for words, place in related]), identity, fix,
    )  # fmt: skip


# Faster than calling the enumerations, three hundred times a plan.
_STATUS = {status.value: status for status in Status}
_LEVEL = {level.value: level for level in Level}
