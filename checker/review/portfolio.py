"""What a review shows that no single submission does: the whole at a glance, what fails everywhere, who contradicts whom.

What is kept of each submission is a glance at it: small, so that a review of thousands needs little more than one of ten, and
free of rules, so that any process can take it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from checker.assessment.outcome import Assessment, Rating, Status
from checker.assessment.waiver import State, Waiver
from checker.finding import Finding, Level
from checker.policy.rule import Rule
from checker.review.facts import Fact, FactKind
from checker.review.results import Standing, Submission
from checker.review.ruling import Ruling, Signed

SYSTEMIC = 3
"""From so many agencies on, a rule that fails is a matter of the whole government, not of one agency."""
SOON = 90
"""Days before its end from which on a waiver is soon to expire."""


class Cell(NamedTuple):
    """A family of rules (a topic) in one submission: findings by level, and rules by what else they came to.

    `silent` rules ask nothing of this plan: they do not apply, or their law is not in force.
    """

    errors: int
    warnings: int
    notes: int
    not_evaluated: int
    waiting: int
    waived: int
    passed: int
    silent: int


class Line(NamedTuple):
    """A submission in the matrix: a cell for each family that it was asked about; no cell where it does not count.

    `problems` counts by level what is wrong with the file itself, `levels` all findings.
    """

    key: str
    agency: str
    standing: Standing
    reason: str
    rating: Rating | None
    fiscal_year: int | None = None
    as_of: str = ""
    levels: tuple[int, ...] = (0, 0, 0)
    problems: tuple[int, ...] = (0, 0, 0)
    cells: tuple[tuple[str, Cell], ...] = ()
    signed: Signed | None = None
    """Who signed for the review of it; None where nobody has."""


Agencies = tuple[tuple[str, str], ...]
"""Submissions by key and name of the agency, sorted."""


class Gap(NamedTuple):
    """A rule that fails in the plans of several agencies: `findings` in all, of `asked` submissions that it applies to."""

    rule: str
    title: str
    family: str
    clauses: tuple[str, ...]
    level: Level
    findings: int
    asked: int
    agencies: Agencies


class Mismatch(NamedTuple):
    """`agency` names `partner` for `purpose`, at `place`; the partner's plan (`other`, a key) names nobody of that name."""

    key: str
    agency: str
    partner: str
    purpose: str
    place: str
    other: str


class Twice(NamedTuple):
    """A service that stands in the plans of two or more agencies: their keys, names and places."""

    service: str
    plans: tuple[tuple[str, str, str], ...]


class Waiting(NamedTuple):
    """A rule that needs a person, the question, and the submissions that wait for the answer."""

    rule: str
    title: str
    family: str
    question: str
    agencies: Agencies


class Excused(NamedTuple):
    """A waiver in force on the day of assessment, of the rule called `title`. OMB granted it, or else the agency only claims it.

    `soon`: its end is near on that day.
    """

    key: str
    agency: str
    title: str
    waiver: Waiver
    soon: bool


class Portfolio(NamedTuple):
    """The whole of a review. `families` are the topics of the rules that were asked, sorted."""

    families: tuple[str, ...]
    lines: tuple[Line, ...]
    gaps: tuple[Gap, ...]
    mismatches: tuple[Mismatch, ...]
    twice: tuple[Twice, ...]
    waiting: tuple[Waiting, ...]
    excused: tuple[Excused, ...]
    rulings: tuple[tuple[str, Ruling], ...]
    """What reviewers wrote, by the key of the submission."""
    titles: Mapping[str, str]
    """What the rules of the review are called, by their ids."""


class Glance(NamedTuple):
    """What the whole has to know of one submission. Rules are named by their ids.

    `asked` rules apply to it; of these `failing` are with level and number of findings. `waiting` are with their questions.
    """

    line: Line
    asked: tuple[str, ...] = ()
    failing: tuple[tuple[str, Level, int], ...] = ()
    waiting: tuple[tuple[str, str], ...] = ()
    excused: tuple[Excused, ...] = ()
    facts: tuple[Fact, ...] = ()
    ruling: Ruling | None = None


def glance(submission: Submission) -> Glance:
    """A glance at one submission."""
    assessment = submission.assessment
    ruling = submission.ruling
    line = Line(
        submission.key, submission.agency, submission.standing, submission.reason, submission.rating,
        signed=ruling.sign_off if ruling is not None else None,
    )  # fmt: skip
    if not submission.standing.assessed or assessment is None:
        return Glance(line, ruling=ruling)
    line = line._replace(
        fiscal_year=assessment.fiscal_year, as_of=assessment.as_of, levels=tuple(assessment.levels.values()),
        problems=_levels(assessment.problems), cells=tuple(sorted(_cells(assessment).items())),
    )  # fmt: skip
    every = assessment.outcomes
    return Glance(
        line,
        tuple(o.rule.id for o in every if o.status in (Status.PASS, Status.FAIL, Status.WAIVED)),
        tuple((o.rule.id, o.level, sum(_levels(o.findings))) for o in every if o.status is Status.FAIL),
        tuple((o.rule.id, o.rule.question or o.reason) for o in every if o.status is Status.NEEDS_REVIEW),
        tuple(_excused(submission, assessment)), tuple(fact for fact in submission.facts if fact.kind.is_name), ruling,
    )  # fmt: skip


def _excused(submission: Submission, assessment: Assessment) -> Iterator[Excused]:
    titles = {outcome.rule.id: outcome.rule.title for outcome in assessment.outcomes}
    for waiver in assessment.waivers:
        if waiver.state in (State.IN_USE, State.UNUSED):
            title = titles.get(waiver.rule, waiver.rule)
            yield Excused(submission.key, submission.agency, title, waiver, ends_soon(waiver))


def ends_soon(waiver: Waiver) -> bool:
    """Whether a waiver counts and will end within `SOON` days of the day of assessment."""
    return waiver.days_left is not None and 0 <= waiver.days_left <= SOON


class _Failing:
    """What is kept of a rule: how many submissions it applies to, and those in which it fails."""

    def __init__(self) -> None:
        self.level = Level.NOTE
        self.asked = 0
        self.findings = 0
        self.agencies: list[tuple[str, str]] = []


class Gathering:
    """Takes one glance after another. `rules` are those of the review."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self.rules = rules
        self.lines: list[Line] = []
        self.failing: dict[str, _Failing] = {}
        self.waiting: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self.excused: list[Excused] = []
        self.rulings: list[tuple[str, Ruling]] = []
        self.said: list[tuple[str, str, Fact]] = []

    def add(self, seen: Glance) -> None:
        """Take a glance in, in the order of the keys."""
        who = (seen.line.key, seen.line.agency)
        self.lines.append(seen.line)
        for rule in seen.asked:
            self.failing.setdefault(rule, _Failing()).asked += 1
        for rule, level, findings in seen.failing:
            found = self.failing[rule]
            found.level = min(found.level, level, key=lambda level: level.rank)
            found.findings += findings
            found.agencies.append(who)
        for waits in seen.waiting:
            self.waiting.setdefault(waits, []).append(who)
        self.excused += seen.excused
        if seen.ruling is not None:
            self.rulings.append((seen.line.key, seen.ruling))
        self.said += [(*who, fact) for fact in seen.facts]

    def portfolio(self) -> Portfolio:
        """The whole of what was taken in."""
        families = {family for line in self.lines for family, _ in line.cells}
        waiting = (
            Waiting(rule, self.rules[rule].title, self.rules[rule].topic, question, tuple(agencies))
            for (rule, question), agencies in sorted(self.waiting.items())
        )
        return Portfolio(
            tuple(sorted(families)), tuple(self.lines), tuple(self._gaps()), tuple(_mismatches(self.said)),
            tuple(_twice(self.said)), tuple(waiting), tuple(self.excused), tuple(self.rulings),
            {id_: rule.title for id_, rule in self.rules.items()},
        )  # fmt: skip

    def _gaps(self) -> Iterator[Gap]:
        """The rules that fail in the plans of several agencies, the gravest and most common first."""
        found = [
            Gap(
                id_, self.rules[id_].title, self.rules[id_].topic, self.rules[id_].clauses, each.level, each.findings, each.asked,
                tuple(each.agencies),
            )
            for id_, each in self.failing.items()
            if len({agency or key for key, agency in each.agencies}) >= SYSTEMIC
        ]  # fmt: skip
        yield from sorted(found, key=lambda gap: (gap.level.rank, -len(gap.agencies), gap.rule))


def _levels(findings: Iterable[Finding]) -> tuple[int, ...]:
    """How many there are of each level; what one rule says of one place in the same words is said once."""
    counts = dict.fromkeys(Level, 0)
    for level, *_ in {
        (finding.level, finding.rule, finding.message, finding.location) for finding in findings
    }:
        counts[level] += 1
    return tuple(counts.values())


_COLUMNS = {
    Status.NOT_EVALUATED: 3, Status.NEEDS_REVIEW: 4, Status.WAIVED: 5, Status.PASS: 6, Status.NOT_APPLICABLE: 7,
    Status.NOT_IN_FORCE: 7,
}  # fmt: skip


def _cells(assessment: Assessment) -> dict[str, Cell]:
    cells: dict[str, list[int]] = {}
    for outcome in assessment.outcomes:
        counted = cells.setdefault(outcome.rule.topic, [0] * len(Cell._fields))
        if outcome.status is Status.FAIL:
            for column, count in enumerate(_levels(outcome.findings)):
                counted[column] += count
        else:
            counted[_COLUMNS[outcome.status]] += 1
    return {topic: Cell(*counted) for topic, counted in cells.items()}


def _mismatches(said: list[tuple[str, str, Fact]]) -> Iterator[Mismatch]:
    """Partners whose own plan does not name the agency that names them. A partner without a plan here contradicts nobody."""
    names: dict[str, str] = {}
    called: dict[str, set[str]] = {}
    partners: dict[str, set[str]] = {}
    for key, _, fact in said:
        if fact.kind is FactKind.AGENCY:
            called.setdefault(key, set()).update(_name(text) for text in (fact.name, fact.of) if text)
            names.update((_name(text), key) for text in (fact.name, fact.of) if text)
        elif fact.kind is FactKind.PARTNER:
            partners.setdefault(key, set()).add(_name(fact.name))
    for key, agency, fact in said:
        if fact.kind is not FactKind.PARTNER:
            continue
        other = names.get(_name(fact.name))
        if other is not None and other != key and not partners.get(other, set()) & called.get(key, set()):
            yield Mismatch(key, agency, fact.name, fact.of, fact.place, other)


def _twice(said: list[tuple[str, str, Fact]]) -> Iterator[Twice]:
    """Services that several agencies have under one name."""
    plans: dict[str, dict[str, tuple[str, str, str, str]]] = {}
    for key, agency, fact in said:
        if fact.kind is FactKind.SERVICE:
            plans.setdefault(_name(fact.name), {}).setdefault(agency, (fact.name, key, agency, fact.place))
    for _, by_agency in sorted(plans.items()):
        if len(by_agency) > 1:
            found = sorted(by_agency.values(), key=lambda one: one[1])
            yield Twice(found[0][0], tuple(one[1:] for one in found))


def _name(text: str) -> str:
    """A name as it is compared: case, spaces and a leading article do not tell agencies apart."""
    return " ".join(text.casefold().removeprefix("the ").split())
