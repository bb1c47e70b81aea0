"""What the words mean: new, regressed, fixed, changed, unchanged."""

import pytest

from checker.assessment.causes import Cause, Why, smallest
from checker.assessment.outcome import Status
from checker.assessment.standing import (
    FindingState,
    Kind,
    OutcomeState,
    Standing,
    finding_kind,
    outcome_kind,
)
from checker.finding import Level

E, W = Level.ERROR, Level.WARNING
FAIL, LIGHT = (Status.FAIL, E), (Status.FAIL, W)
SETTLED: list[OutcomeState] = [
    (status, None) for status in (Status.PASS, Status.NOT_APPLICABLE, Status.WAIVED, Status.NOT_IN_FORCE)
]
OPEN: list[OutcomeState] = [(status, None) for status in (Status.NEEDS_REVIEW, Status.NOT_EVALUATED)]
FOUND, LESS, EXCUSED, UNKNOWN, ABSENT = (
    (Standing.FOUND, E),
    (Standing.FOUND, W),
    (Standing.EXCUSED, None),
    (Standing.OPEN, None),
    (Standing.ABSENT, None),
)

OUTCOMES: list[tuple[OutcomeState, OutcomeState, Kind]] = [
    *((old, FAIL, Kind.REGRESSED) for old in SETTLED),
    *((old, FAIL, Kind.NEW) for old in (*OPEN, None)),
    *((FAIL, new, Kind.FIXED) for new in (*SETTLED, None)),
    *((FAIL, new, Kind.CHANGED) for new in OPEN),
    *((same, same, Kind.UNCHANGED) for same in (*SETTLED, *OPEN, FAIL)),
    (LIGHT, FAIL, Kind.REGRESSED),
    (FAIL, LIGHT, Kind.CHANGED),
    (SETTLED[0], SETTLED[1], Kind.CHANGED),
    (SETTLED[0], OPEN[1], Kind.CHANGED),
    (OPEN[0], SETTLED[0], Kind.CHANGED),
    (None, SETTLED[0], Kind.CHANGED),
    (SETTLED[0], None, Kind.CHANGED),
]
FINDINGS: list[tuple[FindingState, FindingState, Kind]] = [
    (ABSENT, FOUND, Kind.NEW),
    (UNKNOWN, FOUND, Kind.NEW),
    (EXCUSED, FOUND, Kind.REGRESSED),
    (LESS, FOUND, Kind.REGRESSED),
    (FOUND, LESS, Kind.CHANGED),
    (FOUND, ABSENT, Kind.FIXED),
    (FOUND, EXCUSED, Kind.FIXED),
    (FOUND, UNKNOWN, Kind.CHANGED),
    (ABSENT, EXCUSED, Kind.CHANGED),
    (EXCUSED, ABSENT, Kind.CHANGED),
    (FOUND, FOUND, Kind.UNCHANGED),
    (EXCUSED, EXCUSED, Kind.UNCHANGED),
]


@pytest.mark.parametrize(("old", "new", "kind"), OUTCOMES)
def test_what_has_become_of_an_outcome(old: OutcomeState, new: OutcomeState, kind: Kind) -> None:
    assert outcome_kind(old, new) is kind


@pytest.mark.parametrize(("old", "new", "kind"), FINDINGS)
def test_what_has_become_of_a_finding(old: FindingState, new: FindingState, kind: Kind) -> None:
    assert finding_kind(old, new) is kind


THREE = (Cause.PLAN, Cause.DAY, Cause.RULES)
MAKES = {
    "one alone": (lambda way: Cause.DAY in way, ((Cause.DAY,),), "a date passed"),
    "two, each alone": (
        lambda way: bool(way & {Cause.PLAN, Cause.RULES}),
        ((Cause.PLAN,), (Cause.RULES,)),
        "the plan changed, or the rules changed",
    ),
    "two, only together": (
        lambda way: {Cause.PLAN, Cause.RULES} <= way,
        ((Cause.PLAN, Cause.RULES),),
        "the plan changed and the rules changed, only together",
    ),
    "one that another change would undo": (
        lambda way: way in ({Cause.PLAN}, {Cause.PLAN, Cause.DAY, Cause.RULES}),
        ((Cause.PLAN,),),
        "the plan changed",
    ),
    "all together": (
        lambda way: way == set(THREE),
        (THREE,),
        "the plan changed and a date passed and the rules changed, only together",
    ),
}


@pytest.mark.parametrize("case", MAKES)
def test_the_smallest_changes_that_make_the_difference(case: str) -> None:
    makes, ways, words = MAKES[case]
    assert smallest(THREE, makes) == ways
    assert Why(ways).words == words


def test_no_change_makes_it() -> None:
    assert smallest(THREE, lambda way: False) == ()  # noqa: ARG005 - nothing does
    assert Why(unknown="nothing tells", possible=(Cause.PLAN, Cause.DAY)).words == (
        "cause unknown (the plan changed, or a date passed): nothing tells"
    )
