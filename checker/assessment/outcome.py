"""What came of one rule on one plan."""

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from checker.finding import Finding, Level
from checker.location import Route
from checker.policy.rule import Rule

if TYPE_CHECKING:
    from checker.assessment.grounds import Grounds
    from checker.assessment.waiver import Waiver
    from checker.policy.renames import Renamed


class Status(Enum):
    """Every way an outcome can be. All of them are counted and shown."""

    PASS = "pass"  # noqa: S105 - an outcome, not a secret
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"
    NEEDS_REVIEW = "needs_review"
    WAIVED = "waived"
    NOT_IN_FORCE = "not_in_force"
    NOT_EVALUATED = "not_evaluated"

    @property
    def words(self) -> str:
        """As people read it: "not applicable"."""
        return self.value.replace("_", " ")


class Outcome(NamedTuple):
    """One rule on one plan.

    `findings` are all at `level`; `judged` counts the entries that the rule applied to; `routes` are the values that
    a pass rests on; `reason` says why a rule did not apply, is not in force, needs a person, or could not be evaluated.
    """

    rule: Rule
    status: Status
    level: Level
    findings: tuple[Finding, ...] = ()
    judged: int = 0
    routes: tuple[Route, ...] = ()
    reason: str = ""
    determined: bool = False
    """A person judged it; `reason` says who, when and why."""
    waived: tuple[Finding, ...] = ()
    """What the rule found and a waiver excuses; `reason` says by whom, until when and why."""
    rests_on: "Grounds | None" = None
    """What it depends on, where that was asked for (`Choice.grounds`) and the plan could be judged."""
    known: tuple[Finding, ...] = ()
    """What the rule found and stood there before: it does not count in a run that asks for what is new."""


class Rating(Enum):
    """OMB's own three ratings of a submission."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class Dropped(NamedTuple):
    """A rule that was not asked, and why: the profile, or an option of the command."""

    rule: Rule
    reason: str


class Assessment(NamedTuple):
    """One plan, all rules. `as_of` is ISO text, empty where the plan could not be read and no day was given.

    `problems` are what is wrong with the file itself; `bypasses` are the options that made this run weaker or
    different from a plain one, in words, for every output.
    """

    plan: str
    plan_digest: str
    title: str
    agency: str
    fiscal_year: int | None
    as_of: str
    profile: str
    pack_digest: str
    problems: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...]
    dropped: tuple[Dropped, ...] = ()
    bypasses: tuple[str, ...] = ()
    label: str = ""
    """The plan's own provenance label, such as "derived from public data; not a submission"."""
    prior: str = ""
    """Last year's plan that this one was compared with: its name, fiscal year and digest; empty without one."""
    renamed: "tuple[Renamed, ...]" = ()
    """Rules that the plan names by earlier ids."""
    content_digest: str = ""
    """SHA-256 of what the plan says without its day and its waivers; empty where `Choice.grounds` did not ask for it."""
    known: tuple[Finding, ...] = ()
    """Problems of the file that stood there before, in a run that asks for what is new."""
    waivers: "tuple[Waiver, ...]" = ()
    """Every waiver of the plan that has the form of one, whether it counts or not."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Problems of the file and findings of the rules, in the order of the file.

        What one rule says of one place in the same words is said once, however many fields are missing there.
        """
        return _once(
            [*self.problems, *(finding for outcome in self.outcomes for finding in outcome.findings)]
        )

    @property
    def not_new(self) -> tuple[Finding, ...]:
        """The problems and findings that stood there before, in the order of the file; they are not in `findings`."""
        return _once([*self.known, *(finding for outcome in self.outcomes for finding in outcome.known)])

    def excused_by(self, waiver: "Waiver") -> tuple[Finding, ...]:
        """What a waiver excuses: what would have been found without it."""
        return tuple(
            finding
            for outcome in self.outcomes if outcome.rule.id == waiver.rule
            for finding in outcome.waived if any(other.location == waiver.location for other in finding.related)
        )  # fmt: skip

    @property
    def counts(self) -> dict[Status, int]:
        """How many rules came to each status; every status is there."""
        counts = dict.fromkeys(Status, 0)
        for outcome in self.outcomes:
            counts[outcome.status] += 1
        return counts

    @property
    def levels(self) -> dict[Level, int]:
        """How many findings there are of each level."""
        levels = dict.fromkeys(Level, 0)
        for finding in self.findings:
            levels[finding.level] += 1
        return levels

    @property
    def unreadable(self) -> bool:
        """Nothing of the plan could be read, so no rule was evaluated."""
        return bool((self.problems or self.known) and self.outcomes) and all(
            outcome.status is Status.NOT_EVALUATED for outcome in self.outcomes
        )

    @property
    def rating(self) -> Rating:
        """Green, yellow or red, as OMB rates a submission.

        Red: nothing usable was submitted. Yellow: submitted, and an error was found or an error-level rule could not
        be evaluated. Green: neither. An error is never averaged away, and counts though it is not new.
        """
        if self.unreadable:
            return Rating.RED
        unsure = any(o.status is Status.NOT_EVALUATED and o.level is Level.ERROR for o in self.outcomes)
        known = any(finding.level is Level.ERROR for finding in self.not_new)
        return Rating.YELLOW if unsure or known or self.levels[Level.ERROR] else Rating.GREEN


def _once(findings: list[Finding]) -> tuple[Finding, ...]:
    once = {(finding.rule, finding.message, finding.location): finding for finding in reversed(findings)}
    return tuple(sorted(once.values(), key=lambda finding: finding.sort_key))
