"""An assessment as the record files it: rows and bytes, made in the process that judged, so that writing them down is all that is left."""

import zlib
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from checker.assessment.kept import to_bytes
from checker.assessment.outcome import Assessment
from checker.finding import Finding
from checker.location import route_text
from checker.review.facts import Fact

Row = tuple[Any, ...]


class Filed(NamedTuple):
    """The columns of the tables `assessment`, `fact`, `outcome` and `finding`, without the key and the position.

    `content` is the assessment as `kept` writes it, compressed. `unreadable` says why no plan could be read, if so.
    """

    agency: str
    unreadable: str
    head: Row
    content: bytes
    facts: tuple[Row, ...]
    outcomes: tuple[Row, ...]
    findings: tuple[Row, ...]


def filed(assessment: Assessment, facts: Iterable[Fact], content: bytes | None = None) -> Filed:
    """An assessment and the facts of its plan. `content` is the assessment as `kept` wrote it, if it is at hand."""
    one = assessment
    return Filed(
        one.agency,
        one.problems[0].message if one.unreadable else "",
        (
            one.plan,
            one.plan_digest,
            one.agency,
            one.title,
            one.fiscal_year,
            one.as_of,
            one.rating.value,
            one.label,
        ),
        zlib.compress(content or to_bytes(one), 6),
        tuple((fact.kind.value, *fact[1:]) for fact in facts),
        tuple(
            (o.rule.id, o.rule.version, o.status.value, o.level.value, o.judged, o.reason)
            for o in one.outcomes
        ),
        tuple(_finding(finding, waived) for finding, waived in _all(one)),
    )


def _all(assessment: Assessment) -> Iterator[tuple[Finding, bool]]:
    """Every finding of an assessment, and whether a waiver excuses it."""
    yield from ((finding, False) for finding in assessment.findings)
    yield from ((finding, True) for outcome in assessment.outcomes for finding in outcome.waived)


def _finding(finding: Finding, waived: bool) -> Row:
    return (
        finding.rule, finding.level.value, int(waived), finding.message, route_text(finding.route), *finding.location,
        finding.remedy, finding.identity,
    )  # fmt: skip
