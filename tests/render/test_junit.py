"""JUnit XML: held against its schema and read back by another parser."""

import re
from pathlib import Path

import pytest
from lxml import etree

from checker.errors import ExitCode
from checker.finding import Level
from checker.location import Location
from checker.render.formats import FAILURES, FORMATS
from checker.render.run import Failure, Run
from tests.render import hostile, sample
from tests.support.hostile import SHOWN

READ = sample.read()
ASSESSED = sample.assessment(READ)
CLEAN = sample.clean(READ)
SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parents[1] / "data" / "junit.xsd"))
FAILED = Failure("no rules", Location("rules/x.yaml", 3, 1, 3, 6), ExitCode.USAGE, "0.1.0")

WRITTEN = {
    "everything": "".join(
        FORMATS["junit"](sample.run(ASSESSED, CLEAN, skipped=(("notes.txt", "not YAML"),)))
    ),
    "no finding counts": "".join(FORMATS["junit"](sample.run(ASSESSED, fail_on=None))),
    "no plan": "".join(FORMATS["junit"](sample.run())),
    "what is new": "".join(FORMATS["junit"](sample.run(sample.compared(READ)))),
    "a hostile plan": "".join(FORMATS["junit"](hostile.run())),
    "a failed run": FAILURES["junit"](FAILED),
    "a failed run without a place": FAILURES["junit"](FAILED._replace(location=None)),
}


def parsed(text: str) -> etree._Element:
    return etree.fromstring(text.encode())


@pytest.mark.parametrize("name", WRITTEN)
def test_it_fits_its_schema(name: str) -> None:
    SCHEMA.assertValid(parsed(WRITTEN[name]))


@pytest.mark.parametrize("name", WRITTEN)
def test_the_counts_of_a_suite_are_those_of_its_cases(name: str) -> None:
    for suite in parsed(WRITTEN[name]).iter("testsuite"):
        counts = {"tests": "testcase", "failures": "testcase/failure", "errors": "testcase/error",
                  "skipped": "testcase/skipped"}  # fmt: skip
        assert {key: suite.get(key) for key in counts} == {
            key: str(len(suite.findall(path))) for key, path in counts.items()
        }


def answers(run: Run) -> dict[str, str]:
    """Each case by its rule, and the tag of its answer."""
    root = parsed("".join(FORMATS["junit"](run)))
    return {
        case.get("name", "").partition(":")[0]: next((child.tag for child in case if child.tag != "system-out"), "pass")
        for case in root.iter("testcase")
    }  # fmt: skip


def test_every_status_has_its_answer() -> None:
    assert answers(sample.run(ASSESSED)) == {
        "unknown-key": "failure",
        "benchmark-named": "skipped",
        "burden-falls": "error",
        "control-number-shown": "failure",
        "customer-includes-workforce": "skipped",
        "equity-assessed": "skipped",
        "hisp-duties-met": "skipped",
        "language-plain": "skipped",
        "standards-published": "pass",
        "volumes-agree": "failure",
        "welcome-understood": "pass",
    }


@pytest.mark.parametrize(
    ("fail_on", "error", "warning"),
    [
        (Level.ERROR, "failure", "skipped"),
        (Level.WARNING, "failure", "failure"),
        (Level.NOTE, "failure", "failure"),
        (None, "skipped", "skipped"),
    ],
)
def test_a_finding_is_a_failure_where_it_makes_the_exit_code_1(
    fail_on: Level | None, error: str, warning: str
) -> None:
    found = answers(sample.run(ASSESSED, fail_on=fail_on))
    assert (found["volumes-agree"], found["customer-includes-workforce"]) == (error, warning)


def test_text_of_a_plan_stays_text() -> None:
    root = parsed(WRITTEN["a hostile plan"])
    assert {element.tag for element in root.iter()} == {
        "testsuites", "testsuite", "properties", "property", "testcase", "failure", "skipped", "error", "system-out",
    }  # fmt: skip
    failures = [failure.get("message") for failure in root.iter("failure")]
    assert failures == [f"error: {SHOWN}", f"error: {SHOWN}"]
    (error,) = root.iter("error")
    assert error.get("message") == SHOWN
    assert root.findall("testsuite")[1][0].get("name") == SHOWN
    legal = re.compile("[\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")
    assert legal.fullmatch(WRITTEN["a hostile plan"])
