"""A rule, ready to be evaluated: what it asks, why, and its compiled conditions."""

from collections.abc import Sequence
from enum import Enum
from typing import Any, NamedTuple

from checker.finding import Level
from checker.plan.schema import Pattern


class Strength(Enum):
    """The verb of the clause."""

    MUST = "must"
    SHOULD = "should"
    RECITAL = "recital"
    DEFINITION = "definition"

    @property
    def level(self) -> Level:
        """What a finding weighs. A plan that contradicts a definition speaks of something else: an error."""
        return _LEVELS[self]


_LEVELS = {
    Strength.MUST: Level.ERROR,
    Strength.DEFINITION: Level.ERROR,
    Strength.SHOULD: Level.WARNING,
    Strength.RECITAL: Level.NOTE,
}


class Absence(Enum):
    """What it means that a field which a condition reads is not in the plan."""

    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"
    NEEDS_REVIEW = "needs_review"
    APPLIES = "applies"


class Read(NamedTuple):
    """A field that an expression reads: the variable, and the way from it. `tested` means only `has()` asked."""

    variable: str
    path: Pattern
    tested: bool


class Test(NamedTuple):
    """One compiled condition on one field.

    `path` is the field that a finding points at, from the entry (for `each`, from the entry of the inner list `each`).
    `line` is where the rule file says it; `reads` is what the expression looks at; `related` the other values.
    """

    path: Pattern
    each: Pattern
    code: bytes
    expression: str
    sentence: str
    line: int
    reads: tuple[Read, ...]
    related: tuple[Read, ...]
    unknown: bytes = b""
    """For `refers_to`: the compiled expression that lists the ids which are not found."""


class MessagePart(NamedTuple):
    """A piece of a message: `text` as it is, or the value of the compiled expression `code`.

    Empty code stands for `{unknown}`: the ids that the test which failed did not find.
    """

    text: str
    code: bytes | None


class RuleAuthority(NamedTuple):
    """An authority behind a rule. `basis`: without it in force the rule is not; `strength`: what it asks itself."""

    id: str
    section: str
    basis: bool
    strength: Strength | None


class Parameter(NamedTuple):
    """A number or word that a profile may set."""

    name: str
    value: Any
    description: str


class Rule(NamedTuple):
    """One rule of the pack. `file` is its path as it is shown, `rules/feedback/x.yaml`; `topic` its folder."""

    id: str
    version: int
    title: str
    topic: str
    file: str
    clauses: tuple[str, ...]
    quote: str
    strength: Strength
    authorities: tuple[RuleAuthority, ...]
    rationale: str
    remedy: str
    parameters: tuple[Parameter, ...]
    for_each: Pattern
    when: Sequence[Test]
    when_in_words: str
    when_absent: Absence
    require: Sequence[Test]
    require_in_words: str
    if_absent: Absence
    message: Sequence[MessagePart]
    question: str
    look_at: tuple[str, ...]
    amendment_only: bool
    """The words the rule rests on are not in EO 14058 as issued; they come from the amendment proposed in 2023."""
    version_digest: str
    """SHA-256 of the rule file."""
    crosswalk: tuple[tuple[str, str], ...]
    """The rule's place in other frameworks: authority id and section."""
    renamed_from: tuple[str, ...]
    """Earlier ids, which keep working with a notice."""
    paths: tuple[Pattern, ...] = ()
    """The field of each test of `require`. With the next two, all that an entry needs for which the rule passes or does not apply."""
    condition: str = ""
    """What must be so for the rule to apply: `when_in_words`, or the sentences of its tests."""
    compares_years: bool = False
    """Its conditions look at last year's plan."""

    @property
    def sheet(self) -> str:
        """The name of the sheet that asks it (`sheets.sheet`): one for each list, and one a topic for rules that judge the whole plan."""
        return ".".join(self.for_each) or f"{self.topic}/"

    @property
    def registers(self) -> tuple[str, ...]:
        """The registers that its conditions read."""
        reads = [read for test in (*self.when, *self.require) for read in test.reads]
        return tuple(
            dict.fromkeys(read.path[0] for read in reads if read.variable == "register" and read.path)
        )
