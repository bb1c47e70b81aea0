"""A baseline: findings that were known when it was made. They are shown and counted, and fail no run; it only shrinks.

It excuses nothing: the outcome of a rule stays "fail", and so does the rating. What is wrong with a file itself is never in it.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from checker.assessment.before import Stood, set_apart
from checker.assessment.outcome import Assessment, Status
from checker.errors import RulePackError
from checker.finding import Finding, Level
from checker.policy.packfile import PackFile
from checker.policy.renames import current_id
from checker.policy.rule import Rule
from checker.suggestion import did_you_mean


class Known(NamedTuple):
    """One finding that is known: the plan by its path from the baseline's folder, the rule, the place, the level."""

    plan: str
    rule: str
    at: str
    level: str


def load_baseline(path: str, content: bytes, rules: Mapping[str, Rule]) -> list[Known]:
    """The entries of a file. Raises RulePackError with the place of what is wrong with it."""
    file = PackFile(path, path, content)
    file.check("baseline")
    found = []
    for index, entry in enumerate(file.data):
        rule = current_id(entry["rule"], rules)
        if rule not in rules:
            message = f"no rule is called {rule}{did_you_mean(rule, rules, '; remove the entry')}"
            raise RulePackError(message, file.at((index, "rule")))
        found.append(Known(entry["plan"], rule, entry["at"], entry["level"]))
    return found


def known_of(plan: str, assessment: Assessment) -> list[Known]:
    """Everything that rules find in a plan now."""
    return [
        Known(plan, finding.rule, finding.identity, finding.level.value)
        for outcome in assessment.outcomes for finding in outcome.findings
    ]  # fmt: skip


def compare(plan: str, assessment: Assessment, baseline: Iterable[Known], words: str) -> Assessment:
    """The assessment in which what the baseline has of this plan does not count."""
    before = [Stood(each.rule, each.at, Level(each.level)) for each in baseline if each.plan == plan]
    return set_apart(assessment, before, words)


def left(baseline: Iterable[Known], compared: Mapping[str, Assessment]) -> list[Known]:
    """The entries that are still found, at the level of now, and those that this run cannot know of; sorted.

    Nothing is known of a plan that was not checked, or a rule that was not asked or could not be evaluated.
    """
    found: list[Known] = []
    for plan, assessment in compared.items():
        known: list[Finding] = [finding for outcome in assessment.outcomes for finding in outcome.known]
        found += [Known(plan, finding.rule, finding.identity, finding.level.value) for finding in known]
    asked = {
        (plan, outcome.rule.id)
        for plan, assessment in compared.items() for outcome in assessment.outcomes
        if outcome.status not in (Status.NOT_EVALUATED, Status.NOT_IN_FORCE)
    }  # fmt: skip
    unknown = [each for each in baseline if (each.plan, each.rule) not in asked]
    return sorted([*found, *unknown])
