"""What is not new: findings that stood in a plan before are set apart, counted and shown, and do not fail a run."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from checker.assessment.identity import key
from checker.assessment.outcome import Assessment
from checker.finding import Finding, Level


class Stood(NamedTuple):
    """A finding as it stood before. `message` tells several of one place apart, and may be unknown."""

    rule: str
    identity: str
    level: Level
    message: str = ""


def stood(assessment: Assessment) -> list[Stood]:
    """The findings of an earlier assessment. What was waived then was excused, so it counts as new once it is not."""
    found = [
        *assessment.problems,
        *(finding for outcome in assessment.outcomes for finding in outcome.findings),
    ]
    return [Stood(*key(finding), finding.level, finding.message) for finding in found]


def set_apart(assessment: Assessment, before: Iterable[Stood], words: str) -> Assessment:
    """The assessment in which only what did not stand `before` counts; `words` say so in every output.

    One that stood before excuses one of its rule and identity now, of the same level or a lower. A finding that has
    become graver is new.
    """
    left: dict[tuple[str, str], list[Stood]] = defaultdict(list)
    for each in before:
        left[each.rule, each.identity].append(each)
    every = [
        *assessment.problems,
        *(finding for outcome in assessment.outcomes for finding in outcome.findings),
    ]
    known = iter(_known(every, left))
    problems, old = _parted(assessment.problems, known)
    outcomes = []
    for outcome in assessment.outcomes:
        if outcome.findings:
            new, stayed = _parted(outcome.findings, known)
            outcome = outcome._replace(findings=new, known=stayed)
        outcomes.append(outcome)
    bypasses = (*assessment.bypasses, words)
    return assessment._replace(problems=problems, known=old, outcomes=tuple(outcomes), bypasses=bypasses)


def _known(findings: list[Finding], left: dict[tuple[str, str], list[Stood]]) -> list[bool]:
    """Whether each of them stood before. One with the same words is looked for first."""
    known = [False] * len(findings)
    for exact in (True, False):
        for at, finding in enumerate(findings):
            candidates = left.get(key(finding), []) if not known[at] else []
            for each in candidates:
                if each.level.rank <= finding.level.rank and (not exact or each.message == finding.message):
                    candidates.remove(each)
                    known[at] = True
                    break
    return known


def _parted(
    findings: tuple[Finding, ...], known: Iterator[bool]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """What is new, and what is not."""
    marked = [(finding, next(known)) for finding in findings]
    return tuple(finding for finding, old in marked if not old), tuple(
        finding for finding, old in marked if old
    )
