"""Every mistake in a waiver is told with its place, in the file beside the plan and in the plan itself.

After a change of the table, write the page again with `python -m tests.assessment.test_waiver_mistakes`.
"""

from functools import cache
from pathlib import Path

import pytest

from checker.assessment.assess import Choice, assess
from checker.assessment.outcome import Assessment, Status
from checker.plan.read import read_plan
from checker.policy.evaluator import Evaluator
from checker.policy.rulebook import Rulebook, load_rulebook
from checker.resources import resource
from checker.sources.source import PlanSource, SourceFile
from tests.support.mistakes import ENTRY, MISTAKES, PLAN, RULE, Mistake, lines, table

PAGE = Path(__file__).parents[2] / "docs" / "waivers.md"
ABOVE = (
    "<!-- The table is made by `python -m tests.assessment.test_waiver_mistakes`: each row is a test. -->\n\n"
)


@cache
def rulebook() -> Rulebook:
    return load_rulebook(resource("rules"))


def file(name: str, text: str) -> SourceFile:
    content = text.encode("utf-8", "surrogateescape")
    return SourceFile(name, content, len(content))


def judged(mistake: Mistake, *, beside: bool = True) -> Assessment:
    plan = mistake.plan if beside else mistake.plan + "".join(lines(mistake.text))
    waivers = file("dps.waivers.yaml", mistake.text) if beside else None
    read = read_plan(PlanSource("dps.yaml", file("dps.yaml", plan), waivers=waivers))
    rules = ("digital-signature-accepted", "control-number-shown", "identity-proved-online")
    choice = Choice(mistake.as_of, select=rules)
    return assess(read, rulebook(), rulebook().profiles["order-as-amended"], choice, Evaluator())


def said(assessment: Assessment) -> list[str]:
    return [
        f"{problem.location.line}:{problem.location.column} {problem.rule}: {problem.message}"
        for problem in assessment.problems
    ]


def status(assessment: Assessment) -> Status:
    return next(outcome.status for outcome in assessment.outcomes if outcome.rule.id == RULE)


@pytest.mark.parametrize("beside", [True, False])
def test_a_waiver_in_which_nothing_is_wrong(beside: bool) -> None:
    assessment = judged(Mistake(ENTRY, []), beside=beside)
    assert (said(assessment), status(assessment)) == ([], Status.WAIVED)


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_beside_the_plan(case: str) -> None:
    mistake = MISTAKES[case]
    assessment = judged(mistake)
    assert said(assessment) == mistake.says
    assert {problem.location.file for problem in assessment.problems} == {"dps.waivers.yaml"}
    assert status(assessment) is (Status.WAIVED if mistake.excuses else Status.FAIL)


@pytest.mark.parametrize("case", [case for case, mistake in MISTAKES.items() if mistake.both])
def test_the_same_mistake_in_the_plan(case: str) -> None:
    """The same words; the place is two columns and the lines of the plan further on."""
    mistake = MISTAKES[case]
    above = mistake.plan.count("\n") + 1
    moved = []
    for words in mistake.says:
        line, column = map(int, words.split(" ")[0].split(":"))
        moved.append(f"{line + above}:{column + 2} {words.split(' ', 1)[1]}")
    assessment = judged(mistake, beside=False)
    assert said(assessment) == moved
    assert status(assessment) is (Status.WAIVED if mistake.excuses else Status.FAIL)


def test_every_problem_of_waivers_stands_in_the_table() -> None:
    from checker.plan.problems import PROBLEMS

    shown = {words.split(" ")[1].rstrip(":") for mistake in MISTAKES.values() for words in mistake.says}
    assert {name for name in PROBLEMS if name.startswith("waiver-")} <= shown


def fresh(page: str) -> str:
    """The page with its table made anew."""
    before, mark, after = page.partition(ABOVE)
    assert mark
    _, _, rest = after.partition("\n\n")
    return f"{before}{ABOVE}{table()}\n{rest}"


def test_the_page_is_up_to_date() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == fresh(page), __doc__


def test_the_waiver_that_the_page_shows_is_one() -> None:
    shown = PAGE.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    assessment = judged(Mistake(shown, []))
    assert (said(assessment), status(assessment)) == ([], Status.WAIVED)
    assert PLAN


if __name__ == "__main__":
    PAGE.write_text(fresh(PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
