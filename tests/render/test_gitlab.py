"""GitLab's Code Quality report: its fields, and fingerprints that are unique and do not hang on the line."""

import json
from typing import Any

from checker.errors import ExitCode
from checker.location import Location
from checker.render.formats import FAILURES, FORMATS
from checker.render.run import Failure, Run
from tests.render import hostile, sample
from tests.support.hostile import SHOWN

READ = sample.read()
ASSESSED = sample.assessment(READ)
CLEAN = sample.clean(READ)


def entries(run: Run) -> list[dict[str, Any]]:
    shown: list[dict[str, Any]] = json.loads("".join(FORMATS["gitlab"](run)))
    return shown


def test_a_finding_is_an_entry() -> None:
    found = entries(sample.run(ASSESSED))
    assert found[2] == {
        "description": "1500 were offered the survey of 1200 customers",
        "check_name": "volumes-agree",
        "fingerprint": found[2]["fingerprint"],
        "severity": "critical",
        "location": {"path": sample.FILE, "lines": {"begin": 15, "end": 15}},
    }
    assert [entry["severity"] for entry in found] == ["critical", "minor", "critical", "critical", "major"]
    assert found[4]["description"] == (
        "burden-falls could not be evaluated: services[0]: the target is not a number"
    )


def test_a_clean_plan_is_an_empty_list() -> None:
    assert "".join(FORMATS["gitlab"](sample.run(CLEAN))) == "[]\n"


def test_fingerprints_are_unique_over_all_plans() -> None:
    other = ASSESSED._replace(plan="other.yaml")
    marks = [entry["fingerprint"] for entry in entries(sample.run(ASSESSED, ASSESSED, other))]
    assert len(marks) == len(set(marks)) == 15


def test_fingerprints_do_not_hang_on_the_line() -> None:
    lower = sample.read("# A comment\n" + sample.PLAN)
    before, after = entries(sample.run(ASSESSED)), entries(sample.run(sample.assessment(lower)))
    assert [entry["fingerprint"] for entry in before] == [entry["fingerprint"] for entry in after]
    assert before != after


def test_text_of_a_plan_stays_text() -> None:
    found = entries(hostile.run())
    assert [entry["description"] for entry in found] == [
        SHOWN,
        SHOWN,
        f"burden-falls could not be evaluated: {SHOWN}",
    ]
    assert {entry["location"]["path"] for entry in found} == {hostile.NAME}
    shown = "".join(FORMATS["gitlab"](hostile.run()))
    assert {character for character in shown if not character.isprintable()} == {"\n"}


def test_a_failed_run_is_an_entry_that_blocks() -> None:
    failed = Failure("no rules", Location("rules/x.yaml", 3, 1, 3, 6), ExitCode.USAGE, "0.1.0")
    (entry,) = json.loads(FAILURES["gitlab"](failed))
    assert (entry["severity"], entry["check_name"]) == ("blocker", "run-failed")
    assert entry["location"] == {"path": "rules/x.yaml", "lines": {"begin": 3, "end": 3}}
    (entry,) = json.loads(FAILURES["gitlab"](failed._replace(location=None)))
    assert entry["location"] == {"path": ".", "lines": {"begin": 1, "end": 1}}
