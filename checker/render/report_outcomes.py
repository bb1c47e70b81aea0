"""Rules, findings and authorities as the compliance report shows them."""

import re
from itertools import islice
from typing import NamedTuple

from checker.assessment.outcome import Assessment, Outcome, Status
from checker.finding import Finding
from checker.location import Location, Route, route_text
from checker.plan.problems import PROBLEMS
from checker.plan.read import ReadPlan
from checker.policy.clauses import Authority
from checker.policy.profile import Profile
from checker.policy.rule import Rule, RuleAuthority
from checker.policy.rulebook import Rulebook
from checker.policy.wording import sentence
from checker.render.frame import excerpt
from checker.render.law import amendment_note
from checker.render.places import rule_place
from checker.render.printable import one_line, related_words
from checker.render.report_view import AuthorityView, FindingView, OutcomeView, Place, Quoted
from checker.render.report_words import LEVELS, STATUSES

_WIDTH = 110
_MOST_EVIDENCE = 5
_EXPLAINED = (Status.FAIL, Status.NEEDS_REVIEW, Status.WAIVED)


class Day(NamedTuple):
    """The day whose laws count: ISO text, empty where there is none, and what it is called inside a sentence."""

    date: str
    words: str


def day_of_laws(assessment: Assessment, profile: Profile) -> Day:
    """The day of assessment, or the one that the profile sets instead."""
    if profile.authorities_as_of:
        return Day(profile.authorities_as_of, profile.authorities_as_of)
    return Day(assessment.as_of, "the day of assessment")


def anchor(kind: str, name: str) -> str:
    """The id of an element: `clause-S3-a` for the clause S3(a)."""
    return f"{kind}-{re.sub('[^A-Za-z0-9]+', '-', name).strip('-')}"


def authority_view(authority: Authority, day: Day, cited: RuleAuthority | None = None) -> AuthorityView:
    """An authority, seen from the day whose laws count."""
    dates = f"from {authority.since}"
    if authority.until:
        dates += f" until {authority.until}, ended by {authority.ended_by}"
    if not day.date:
        force, on = "no day of assessment", ""
    else:
        force, on = "in force" if authority.in_force(day.date) else "not in force", f" on {day.words}"
    section, basis = (cited.section, cited.basis) if cited is not None else ("", False)
    asks = cited.strength.value if cited is not None and cited.strength is not None else ""
    source = authority.source if authority.verified == "sourced" else "general knowledge, not verified"
    return AuthorityView(
        one_line(authority.title), one_line(authority.citation), one_line(section), one_line(dates), force, on,
        one_line(source), basis, asks,
    )  # fmt: skip


class OutcomeViews:
    """Makes the views of one assessment."""

    def __init__(self, day: Day, rulebook: Rulebook, read: ReadPlan) -> None:
        self.day = day
        self.rulebook = rulebook
        self.read = read

    def outcome(self, outcome: Outcome) -> OutcomeView:
        """One rule, whole."""
        rule = outcome.rule
        evidence = self.evidence(outcome)
        # Where a rule asks nothing of the plan, its title and the reason are all that a reader needs.
        silent = outcome.status is Status.NOT_APPLICABLE
        return OutcomeView(
            anchor=anchor("rule", rule.id), rule=rule.id, version=rule.version, title=one_line(rule.title),
            status=STATUSES[outcome.status], level=LEVELS[outcome.level], amendment=self.amendment(rule),
            asks="" if silent else one_line(sentence(rule)), why=one_line(rule.rationale) if outcome.status in _EXPLAINED else "",
            reason="" if outcome.reason == rule.question else one_line(outcome.reason), judged=outcome.judged,
            determined=outcome.determined,
            findings=tuple(self.finding(finding, rule) for finding in outcome.findings),
            remedy=one_line(rule.remedy) if outcome.status in _EXPLAINED else "",
            evidence=tuple(self.quoted(at) for at in islice(evidence, _MOST_EVIDENCE)),
            more=max(0, len(evidence) - _MOST_EVIDENCE), authorities=() if silent else self.authorities(rule), also=rule.clauses[1:],
        )  # fmt: skip

    def finding(self, finding: Finding, rule: Rule | None) -> FindingView:
        """A finding of a rule, or a problem of the file where `rule` is None."""
        at = finding.location
        title = rule.title if rule is not None else PROBLEMS[finding.rule].title
        return FindingView(
            level=LEVELS[finding.level], rule=finding.rule, title=one_line(title), message=one_line(finding.message),
            route=one_line(route_text(finding.route)), place=_place(at),
            line=self.line(at),
            related=tuple(Place(self.place(finding, related.location), related_words(related.message)) for related in finding.related),
            remedy=one_line(finding.remedy), anchor=anchor("rule", rule.id) if rule is not None else "problems",
        )  # fmt: skip

    def place(self, finding: Finding, location: Location) -> str:
        """Another place that a finding names."""
        return rule_place(finding.rule, location, self.rulebook) or _place(location)

    def evidence(self, outcome: Outcome) -> list[Location]:
        """The places of the values that a pass rests on, or that a person should look at, each once."""
        document = self.read.document
        if document is None or outcome.status not in (Status.PASS, Status.NEEDS_REVIEW):
            return []
        routes: tuple[Route, ...] = outcome.routes
        return list(dict.fromkeys(document.locate(route) for route in routes))

    def line(self, location: Location) -> Quoted | None:
        """The line of the plan at `location`; None where it is not known or there is nothing to see in it."""
        source = self.read.texts.get(location.file)
        seen = source is not None and source.line(location.line).strip()
        return self.quoted(location) if seen else None

    def quoted(self, location: Location) -> Quoted:
        """The line of the plan at `location`."""
        line = excerpt(self.read.texts[location.file], location, _WIDTH)
        return Quoted(_place(location), line.number, line.before, line.marked, line.after)

    def amendment(self, rule: Rule) -> str:
        """What the order's words rest on, as a sentence; empty where that is not the amendment alone."""
        note = amendment_note(rule, self.rulebook.authorities, self.day.date)
        return f"{note[0].upper()}{note[1:]}." if note else ""

    def authorities(self, rule: Rule) -> tuple[AuthorityView, ...]:
        """The authorities behind a rule."""
        every = self.rulebook.authorities
        return tuple(authority_view(every[cited.id], self.day, cited) for cited in rule.authorities)


def _place(location: Location) -> str:
    return one_line(f"{location.file}:{location.line}")
