"""Commands to GitHub's runner: read back as the runner reads them."""

import pytest

from checker.assessment.outcome import Assessment
from checker.errors import ExitCode
from checker.finding import Level
from checker.location import Location
from checker.render.formats import FAILURES, FORMATS
from checker.render.run import Failure, Run
from tests.render import hostile, sample
from tests.support.hostile import SHOWN
from tests.support.runner import Command, commands

READ = sample.read()
ASSESSED = sample.assessment(READ)
CLEAN = sample.clean(READ)


def log(run: Run) -> str:
    return "".join(FORMATS["github"](run))


def test_a_finding_is_an_annotation_with_its_place() -> None:
    assert commands(log(sample.run(ASSESSED)))[1] == Command(
        "error",
        {"file": sample.FILE, "line": "15", "endLine": "15", "col": "21", "endColumn": "25", "title": "volumes-agree"},
        "1500 were offered the survey of 1200 customers\nCorrect one of the two numbers.",
    )  # fmt: skip


def test_a_range_over_several_lines_has_no_columns() -> None:
    outcome = ASSESSED.outcomes[2]
    wide = outcome.findings[0]._replace(location=Location("a.yaml", 3, 5, 9, 1))
    (command,) = commands(log(sample.run(CLEAN._replace(outcomes=(outcome._replace(findings=(wide,)),)))))
    assert command.properties == {
        "file": "a.yaml",
        "line": "3",
        "endLine": "9",
        "title": "control-number-shown",
    }


def many(errors: int, warnings: int, notes: int) -> Assessment:
    """So many findings, the notes first in the file."""
    outcome = ASSESSED.outcomes[2]
    wanted = ((Level.NOTE, notes), (Level.WARNING, warnings), (Level.ERROR, errors))
    levels = [level for level, count in wanted for _ in range(count)]
    findings = tuple(
        outcome.findings[0]._replace(level=level, location=Location("a.yaml", line, 1, line, 2))
        for line, level in enumerate(levels, start=1)
    )
    return CLEAN._replace(outcomes=(outcome._replace(findings=findings),))


@pytest.mark.parametrize("where", [True, False])
def test_ten_of_a_kind_the_gravest_first_and_the_rest_is_counted(where: bool) -> None:
    shown = log(sample.run(many(12, 10, 31), job_summary=where))
    kinds = [command.name for command in commands(shown)]
    assert kinds == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    place = "the job's summary shows them" if where else "`--format text` shows them"
    line = f"2 errors, 21 notices more, without an annotation, because GitHub shows 10 of a kind: {place}\n"
    assert line in shown


def test_what_could_not_be_evaluated_is_an_annotation_too() -> None:
    assert commands(log(sample.run(ASSESSED)))[3] == Command(
        "error", {"file": sample.FILE, "title": "burden-falls not evaluated"}, "services[0]: the target is not a number"
    )  # fmt: skip


def test_nothing_in_a_plan_is_a_command() -> None:
    shown = log(hostile.run())
    found = commands(shown)
    assert [command.name for command in found] == ["error", "error", "error"]
    where = {"file": hostile.NAME, "line": "2", "endLine": "2", "col": "3", "endColumn": "8"}
    assert found[0] == Command("error", {**where, "title": "syntax-error"}, f"{SHOWN}\n{SHOWN}")
    assert found[1] == Command("error", {**where, "title": "volumes-agree"}, f"{SHOWN}\n{SHOWN}")
    title = "burden-falls not evaluated"
    assert found[2] == Command("error", {"file": hostile.NAME, "title": title}, SHOWN)
    assert {character for character in shown if not character.isprintable()} == {"\n"}


def test_the_parser_of_this_test_sees_commands() -> None:
    assert [command.name for command in commands("  ::error::x\nx ##[warning]y\n::nothing::\n")] == [
        "error",
        "warning",
    ]


def test_a_failed_run_is_an_annotation() -> None:
    failed = Failure("50% of x:\nwrong", Location("rules/x,y.yaml", 3, 1, 3, 6), ExitCode.USAGE, "0.1.0")
    title = "cxcheck could not check the plans"
    assert commands(FAILURES["github"](failed)) == [
        Command("error", {"file": "rules/x,y.yaml", "line": "3", "title": title}, "50% of x: wrong")
    ]
    assert commands(FAILURES["github"](failed._replace(location=None))) == [
        Command("error", {"title": title}, "50% of x: wrong")
    ]
