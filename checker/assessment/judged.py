"""One plan as it was judged: the same view of an assessment made now and of one that a results file has kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from checker.assessment.grounds import Grounds
from checker.assessment.outcome import Assessment, Outcome, Rating, Status
from checker.finding import Finding, Level
from checker.location import route_text


class Kept(NamedTuple):
    """An outcome without its rule: only what results say of it."""

    rule: str
    version: int
    digest: str
    title: str
    status: Status
    level: Level
    reason: str
    findings: tuple[Finding, ...]
    waived: tuple[Finding, ...]
    rests_on: Grounds | None


@dataclass(frozen=True, eq=False)
class Judged:
    """One plan and what came of it. `outcomes` and `dropped` are by rule, under the ids of now; `dropped` has the reasons."""

    name: str
    digest: str
    content_digest: str
    agency: str
    fiscal_year: int | None
    as_of: str
    rating: Rating
    profile: str
    pack: str
    program: str
    prior: str
    problems: tuple[Finding, ...]
    outcomes: Mapping[str, Kept]
    dropped: Mapping[str, str]

    def by_route(self) -> "Judged":
        """The same, with findings called by their routes: results of version 1.1 say nothing better."""
        return replace(
            self, problems=_by_route(self.problems),
            outcomes={
                rule: kept._replace(findings=_by_route(kept.findings), waived=_by_route(kept.waived))
                for rule, kept in self.outcomes.items()
            },
        )  # fmt: skip

    @property
    def unreadable(self) -> bool:
        """Nothing of the plan could be read."""
        return self.rating is Rating.RED

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Problems of the file and findings of the rules that count, in the order of the file."""
        every = [*self.problems, *(finding for kept in self.outcomes.values() for finding in kept.findings)]
        return tuple(sorted(every, key=lambda finding: finding.sort_key))


def judged(assessment: Assessment, program: str, names: Mapping[str, str]) -> Judged:
    """An assessment. `names` gives earlier ids of rules the ids of now."""
    return Judged(
        assessment.plan, assessment.plan_digest, assessment.content_digest, assessment.agency,
        assessment.fiscal_year, assessment.as_of, assessment.rating, assessment.profile, assessment.pack_digest,
        program, assessment.prior,
        _called((*assessment.problems, *assessment.known), names),
        {names.get(outcome.rule.id, outcome.rule.id): _kept(outcome, names) for outcome in assessment.outcomes},
        {names.get(dropped.rule.id, dropped.rule.id): dropped.reason for dropped in assessment.dropped},
    )  # fmt: skip


def _kept(outcome: Outcome, names: Mapping[str, str]) -> Kept:
    rule = outcome.rule
    return Kept(
        names.get(rule.id, rule.id), rule.version, rule.version_digest, rule.title, outcome.status, outcome.level,
        outcome.reason, _called((*outcome.findings, *outcome.known), names), _called(outcome.waived, names), outcome.rests_on,
    )  # fmt: skip


def _by_route(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(finding._replace(identity=route_text(finding.route)) for finding in findings)


def _called(findings: Iterable[Finding], names: Mapping[str, str]) -> tuple[Finding, ...]:
    return tuple(finding._replace(rule=names.get(finding.rule, finding.rule)) for finding in findings)
