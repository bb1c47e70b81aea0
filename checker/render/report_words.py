"""The words and signs of the compliance report. No status is told by its colour alone."""

from checker.assessment.outcome import Assessment, Rating, Status
from checker.finding import Level
from checker.policy.profile import Profile
from checker.policy.rule import Strength
from checker.render.counts import counted, status_words
from checker.render.grouped import why_nothing_was_evaluated
from checker.render.report_view import Mark

_SIGNS = {
    Status.PASS: "✓",
    Status.FAIL: "✗",
    Status.NOT_APPLICABLE: "–",
    Status.NEEDS_REVIEW: "?",
    Status.WAIVED: "~",
    Status.NOT_IN_FORCE: "○",
    Status.NOT_EVALUATED: "!",
}
STATUSES = {
    status: Mark(status.value.replace("_", "-"), sign, status_words(status).capitalize())
    for status, sign in _SIGNS.items()
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
NO_PRIOR = "no plan of last year was given"

_AS_AMENDED = (
    "The rules encode EO 14058. Sections 1 to 3 stand as amended by the proposal of 2023-12-13, which was never enacted; "
    "sections 4 to 10 as issued. Each rule that rests on the amendment alone says so."
)
_AS_ISSUED = (
    "The rules encode EO 14058 as issued on 2021-12-13. No rule was asked that rests on the amendment proposed on 2023-12-13 "
    "alone. Clauses of the amendment are listed, and each says that it is one."
)


def which_order(profile: Profile) -> str:
    """Which form of the order the rules of this profile encode, and which day's laws they go by where it sets one."""
    said = _AS_AMENDED if profile.data.get("amendment", True) else _AS_ISSUED
    if profile.authorities_as_of:
        said += f" Laws and orders count as in force as of {profile.authorities_as_of}, whatever the day of assessment."
    return said


def nothing_evaluated(assessment: Assessment) -> str:
    """One sentence in place of every clause, where nothing was evaluated; else nothing."""
    if not (reason := why_nothing_was_evaluated(assessment)):
        return ""
    count = len(assessment.outcomes)
    none = "none of the " + counted(count, "rule") if count > 1 else "the one rule"
    could = "could" if count > 1 else "could not"
    return f"{_capital(reason)}, so {none} {could} be asked. Nothing is known of any clause."


def rating_reason(assessment: Assessment) -> str:
    """Why the plan has its rating, and what the rating does not say."""
    if assessment.rating is Rating.RED:
        reason = why_nothing_was_evaluated(assessment) or "the plan could not be read"
        return f"{_capital(reason)}, so no rule could be asked."
    errors = assessment.levels[Level.ERROR]
    unsure = sum(o.status is Status.NOT_EVALUATED and o.level is Level.ERROR for o in assessment.outcomes)
    reasons = []
    if errors:
        reasons.append(f"{counted(errors, 'error')} {_was(errors)} found")
    if unsure:
        reasons.append(f"{counted(unsure, 'rule')} at the level of an error could not be evaluated")
    if not reasons:
        reasons.append("no error was found, and every rule at the level of an error was evaluated")
    said = f"The plan could be read; {' and '.join(reasons)}."
    if waiting := assessment.counts[Status.NEEDS_REVIEW]:
        wait = "rule waits" if waiting == 1 else "rules wait"
        said += f" {waiting} {wait} for a person's judgement, which no rating takes in."
    return said


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _was(count: int) -> str:
    return "was" if count == 1 else "were"
