"""Which findings stood in a plan before: one for one, by rule and identity, and none that has become graver."""

from checker.assessment.before import Stood, set_apart, stood
from checker.assessment.outcome import Assessment, Outcome, Rating, Status
from checker.finding import Finding, Level
from checker.location import Location
from tests.render import sample

RULE = next(iter(sample.RULEBOOK.rules.values()))


def finding(identity: str, message: str = "m", level: Level = Level.ERROR, line: int = 1) -> Finding:
    return Finding(RULE.id, level, message, (), Location("a.yaml", line, 1, line, 2), "mend it", (), identity)


def assessed(*findings: Finding) -> Assessment:
    outcome = Outcome(RULE, Status.FAIL, Level.ERROR, findings)
    return Assessment("a.yaml", "0", "", "", 2024, "2024-09-30", "all", "0", (), (outcome,))


def said(assessment: Assessment) -> tuple[list[str], list[str]]:
    """What is new, and what is not."""
    return (
        [each.message for each in assessment.findings],
        [each.message for each in assessment.not_new],
    )


def test_one_before_excuses_one_now_the_same_words_first() -> None:
    now = assessed(finding("x", "1", line=1), finding("x", "2", line=2), finding("y", "3", line=3))
    before = stood(assessed(finding("x", "2"), finding("z", "3")))
    assert said(set_apart(now, before, "w")) == (["1", "3"], ["2"])
    assert said(set_apart(now, [Stood(RULE.id, "x", Level.ERROR)], "w")) == (["2", "3"], ["1"])
    assert said(set_apart(now, [Stood("another", "x", Level.ERROR)], "w")) == (["1", "2", "3"], [])


def test_what_has_become_graver_is_new_and_what_has_become_lighter_is_not() -> None:
    assert said(set_apart(assessed(finding("x")), [Stood(RULE.id, "x", Level.WARNING)], "w")) == (["m"], [])
    lighter = assessed(finding("x", level=Level.NOTE))
    assert said(set_apart(lighter, [Stood(RULE.id, "x", Level.WARNING)], "w")) == ([], ["m"])


def test_a_rule_that_failed_before_has_not_passed() -> None:
    apart = set_apart(assessed(finding("x")), [Stood(RULE.id, "x", Level.ERROR)], "only new ones count")
    assert (apart.outcomes[0].status, apart.outcomes[0].findings, len(apart.outcomes[0].known)) == (
        Status.FAIL,
        (),
        1,
    )
    assert apart.rating is Rating.YELLOW
    assert apart.bypasses == ("only new ones count",)


def test_what_was_waived_before_was_excused_and_so_is_new() -> None:
    before = assessed()
    outcome = before.outcomes[0]._replace(status=Status.WAIVED, waived=(finding("x"),))
    assert stood(before._replace(outcomes=(outcome,))) == []
