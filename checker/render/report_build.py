"""From an assessment to the compliance report: which rule is shown where, and what is said of what was not asked."""

from collections.abc import Iterable, Mapping

from checker import __version__
from checker.assessment.outcome import Assessment, Dropped, Outcome, Status
from checker.finding import Level
from checker.plan.read import ReadPlan
from checker.policy.clauses import Clause
from checker.policy.profile import Profile
from checker.policy.rule import Rule
from checker.policy.rulebook import Rulebook
from checker.render.counts import counted
from checker.render.printable import one_line
from checker.render.report_outcomes import OutcomeViews, anchor, authority_view, day_of_laws
from checker.render.report_view import (
    ClauseView,
    Digest,
    Elsewhere,
    FindingView,
    Mark,
    NotAsked,
    ReportView,
    SameReason,
    SectionView,
    StatusRow,
    Task,
)  # fmt: skip
from checker.render.report_waivers import waiver_views
from checker.render.report_words import (
    ALL_LEFT_OUT,
    LEVELS,
    MEANINGS,
    NO_PRIOR,
    NO_RULE,
    NO_RULE_YET,
    POLICY_STATEMENT,
    RATINGS,
    SECTIONS,
    STATUSES,
    STRENGTHS,
    WORST_FIRST,
    nothing_evaluated,
    rating_reason,
    which_order,
)  # fmt: skip
from checker.sources.tree import FROM_DISK, Origin

_SHORT = 12
_MOST_OF_A_KIND = 3


def build_report(
    assessment: Assessment, rulebook: Rulebook, profile: Profile, read: ReadPlan, origin: Origin = FROM_DISK
) -> ReportView:
    """Everything that the report of one plan says."""
    return _Builder(assessment, rulebook, profile, read, origin).report()


class _Builder:
    def __init__(
        self, assessment: Assessment, rulebook: Rulebook, profile: Profile, read: ReadPlan, origin: Origin
    ) -> None:
        self.assessment = assessment
        self.origin = origin
        self.rulebook = rulebook
        self.read = read
        self.profile = profile
        self.day = day_of_laws(assessment, profile)
        self.views = OutcomeViews(self.day, rulebook, read)
        self.home = {outcome.rule.id: self.first_clause(outcome.rule) for outcome in assessment.outcomes}

    def report(self) -> ReportView:
        assessment, profile = self.assessment, self.profile
        numbers = sorted({clause.section for clause in self.rulebook.clauses.values()})
        problems = tuple(self.views.finding(problem, None) for problem in assessment.problems)
        statuses = self.statuses(numbers)
        return ReportView(
            agency=one_line(assessment.agency) or "Agency not named",
            title=one_line(assessment.title) or "Plan without a title",
            fiscal_year=str(assessment.fiscal_year) if assessment.fiscal_year is not None else "not named",
            label=one_line(assessment.label), as_of=one_line(assessment.as_of) or "none: the plan names no day",
            origin=one_line(self.origin.in_words), prior=one_line(assessment.prior) or NO_PRIOR, which_order=which_order(profile),
            nothing_evaluated=nothing_evaluated(assessment), laws_as_of=one_line(self.day.date),
            files=tuple(sorted(map(one_line, self.read.texts))) or (one_line(assessment.plan),),
            plan_digest=_digest(assessment.plan_digest), profile=one_line(profile.title), profile_id=profile.id,
            profile_description=one_line(profile.description), pack_digest=_digest(assessment.pack_digest),
            tool=f"cxcheck {__version__}", rating=RATINGS[assessment.rating], rating_reason=rating_reason(assessment),
            findings=", ".join(counted(assessment.levels[level], level.value) for level in Level),
            rules=len(assessment.outcomes), statuses=statuses,
            section_totals=tuple(map(sum, zip(*(row.sections for row in statuses), strict=True))), first=self.first(problems),
            sections=tuple(self.section(number) for number in numbers), problems=problems,
            not_asked=_together(map(_not_asked, assessment.dropped)),
            not_evaluated=self.with_status(Status.NOT_EVALUATED), waivers=waiver_views(assessment, self.rulebook),
            without_rule=tuple(clause.id for clause in self.unruled() if clause.shows),
            policy_statements=tuple(clause.id for clause in self.unruled() if not clause.shows),
            bypasses=tuple(map(one_line, assessment.bypasses)),
            authorities=tuple(
                authority_view(authority, self.day)
                for authority in sorted(self.rulebook.authorities.values(), key=lambda each: (each.since, each.id))
            ),
        )  # fmt: skip

    def first_clause(self, rule: Rule) -> str:
        """The clause where the report shows a rule whole: the first of its clauses in the order's own order."""
        return next(clause for clause in self.rulebook.clauses if clause in rule.clauses)

    def first(self, problems: tuple[FindingView, ...]) -> tuple[Task, ...]:
        """The errors by what mends them: those of the file first, then the rules, as the file comes to them."""
        rules: Mapping[str, Rule] = {outcome.rule.id: outcome.rule for outcome in self.assessment.outcomes}
        found = [
            self.views.finding(each, rules[each.rule])
            for each in self.assessment.findings
            if each.rule in rules
        ]
        tasks: dict[str, list[FindingView]] = {}
        for each in (*problems, *found):
            if each.level == LEVELS[Level.ERROR]:
                tasks.setdefault(each.rule, []).append(each)
        return tuple(
            Task(rule, same[0].title, same[0].remedy, same[0].anchor, tuple(same[:_MOST_OF_A_KIND]),
                 max(0, len(same) - _MOST_OF_A_KIND))
            for rule, same in tasks.items()
        )  # fmt: skip

    def statuses(self, numbers: list[int]) -> tuple[StatusRow, ...]:
        """Each status with its count; a rule counts in the section that shows it whole."""
        rows = []
        for status in Status:
            homes = [self.home[o.rule.id] for o in self.assessment.outcomes if o.status is status]
            sections = [self.rulebook.clauses[home].section for home in homes]
            rows.append(
                StatusRow(STATUSES[status], MEANINGS[status], tuple(map(sections.count, numbers)), len(homes))
            )
        return tuple(rows)

    def section(self, number: int) -> SectionView:
        clauses = [clause for clause in self.rulebook.clauses.values() if clause.section == number]
        title = SECTIONS.get(number, f"Section {number}")
        return SectionView(number, title, f"section-{number}", tuple(map(self.clause, clauses)))

    def clause(self, clause: Clause) -> ClauseView:
        outcomes = [outcome for outcome in self.assessment.outcomes if clause.id in outcome.rule.clauses]
        dropped = [dropped for dropped in self.assessment.dropped if clause.id in dropped.rule.clauses]
        restates = self.rulebook.authorities.get(clause.authority)
        return ClauseView(
            id=clause.id, anchor=anchor("clause", clause.id), quote=one_line(clause.quote),
            strength=STRENGTHS[clause.strength], shows=one_line(clause.shows), amendment_only=clause.amendment_only,
            restates=authority_view(restates, self.day) if restates is not None else None,
            outcomes=tuple(self.views.outcome(each) for each in outcomes if self.home[each.rule.id] == clause.id),
            elsewhere=tuple(map(self.elsewhere, (each for each in outcomes if self.home[each.rule.id] != clause.id))),
            not_asked=tuple(map(_not_asked, dropped)), nothing="" if outcomes else _nothing(clause, dropped),
            worst=_worst(outcomes),
        )  # fmt: skip

    def elsewhere(self, outcome: Outcome) -> Elsewhere:
        rule = outcome.rule
        return Elsewhere(
            anchor("rule", rule.id),
            rule.id,
            one_line(rule.title),
            STATUSES[outcome.status],
            self.home[rule.id],
        )

    def with_status(self, status: Status) -> tuple[SameReason, ...]:
        every = self.assessment.outcomes
        return _together(
            (
                NotAsked(outcome.rule.id, one_line(outcome.rule.title), one_line(outcome.reason))
                for outcome in every if outcome.status is status
            ),
            len(every),
        )  # fmt: skip

    def unruled(self) -> list[Clause]:
        """The clauses that no rule of the pack encodes."""
        ruled = {clause for rule in self.rulebook.rules.values() for clause in rule.clauses}
        return [clause for clause in self.rulebook.clauses.values() if clause.id not in ruled]


def _not_asked(dropped: Dropped) -> NotAsked:
    return NotAsked(dropped.rule.id, one_line(dropped.rule.title), one_line(dropped.reason))


def _together(rules: Iterable[NotAsked], every: int = 0) -> tuple[SameReason, ...]:
    """Rules that share a reason, said once; they need no names where they are `every` rule that there is."""
    groups: dict[str, list[NotAsked]] = {}
    for rule in rules:
        groups.setdefault(rule.reason, []).append(rule)
    return tuple(
        SameReason(reason, tuple(same), named=len(same) == 1 or len(same) != every)
        for reason, same in groups.items()
    )


def _nothing(clause: Clause, dropped: list[Dropped]) -> str:
    if dropped:
        return ALL_LEFT_OUT
    return NO_RULE_YET if clause.shows else POLICY_STATEMENT


def _worst(outcomes: list[Outcome]) -> Mark:
    statuses = {outcome.status for outcome in outcomes}
    return next((STATUSES[status] for status in WORST_FIRST if status in statuses), NO_RULE)


def _digest(whole: str) -> Digest:
    return Digest(whole[:_SHORT], whole)
