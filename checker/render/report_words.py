"""The words and signs of the compliance report. No status is told by its colour alone."""

from checker.assessment.outcome import Assessment, Rating, Status
from checker.finding import Level
from checker.policy.rule import Strength
from checker.render.report_view import Mark
from checker.render.tally import counted

STATUSES = {
    Status.PASS: Mark("pass", "✓", "Passed"),
    Status.FAIL: Mark("fail", "✗", "Failed"),
    Status.NOT_APPLICABLE: Mark("not-applicable", "–", "Not applicable"),
    Status.NEEDS_REVIEW: Mark("needs-review", "?", "Needs review"),
    Status.WAIVED: Mark("waived", "~", "Waived"),
    Status.NOT_IN_FORCE: Mark("not-in-force", "○", "Not in force"),
    Status.NOT_EVALUATED: Mark("not-evaluated", "!", "Not evaluated"),
}
NO_RULE = Mark("no-rule", "·", "No rule asked")

MEANINGS = {
    Status.PASS: "The plan shows what the rule asks for.",
    Status.FAIL: "The plan does not show it. Each finding names the line and the remedy.",
    Status.NOT_APPLICABLE: "The rule asks nothing of this plan.",
    Status.NEEDS_REVIEW: "No program can tell. A person has to look and decide.",
    Status.WAIVED: "The rule is waived for this plan.",
    Status.NOT_IN_FORCE: "A law or order behind the rule was not in force on the day of assessment.",
    Status.NOT_EVALUATED: "The rule could not be asked. Nothing is known; it does not count as passed.",
}

# What a clause is known by in the list of contents: the status that most needs a person's eye.
WORST_FIRST = (
    Status.FAIL, Status.NOT_EVALUATED, Status.NEEDS_REVIEW, Status.WAIVED, Status.PASS, Status.NOT_IN_FORCE,
    Status.NOT_APPLICABLE,
)  # fmt: skip

LEVELS = {
    Level.ERROR: Mark("error", "✗", "Error"),
    Level.WARNING: Mark("warning", "!", "Warning"),
    Level.NOTE: Mark("note", "i", "Note"),
}

RATINGS = {
    Rating.GREEN: Mark("green", "✓", "Green"),
    Rating.YELLOW: Mark("yellow", "!", "Yellow"),
    Rating.RED: Mark("red", "✗", "Red"),
}

STRENGTHS = {
    Strength.MUST: "a duty (“must”)",
    Strength.SHOULD: "an expectation (“should”)",
    Strength.RECITAL: "a recital",
    Strength.DEFINITION: "a definition",
}

SECTIONS = {1: "Purpose", 2: "Policy", 3: "Definitions"}

POLICY_STATEMENT = "A statement of policy. No plan can show it by itself, so no rule asks for it."
NO_RULE_YET = "No rule asks for this clause yet. A person has to look."
ALL_LEFT_OUT = "No rule was asked for this clause in this run."


def rating_reason(assessment: Assessment) -> str:
    """Why the plan has its rating, and what the rating does not say."""
    if assessment.rating is Rating.RED:
        return "Nothing usable was submitted: the plan could not be read, so no rule could be asked."
    errors = assessment.levels[Level.ERROR]
    unsure = sum(o.status is Status.NOT_EVALUATED and o.level is Level.ERROR for o in assessment.outcomes)
    reasons = []
    if errors:
        reasons.append(f"{counted(errors, 'error')} {_was(errors)} found")
    if unsure:
        reasons.append(f"{counted(unsure, 'rule')} at the level of an error could not be evaluated")
    if not reasons:
        reasons.append("no error was found, and every rule at the level of an error was evaluated")
    said = f"The plan was submitted; {' and '.join(reasons)}."
    if waiting := assessment.counts[Status.NEEDS_REVIEW]:
        wait = "rule waits" if waiting == 1 else "rules wait"
        said += f" {waiting} {wait} for a person's judgement, which no rating takes in."
    return said


def _was(count: int) -> str:
    return "was" if count == 1 else "were"
