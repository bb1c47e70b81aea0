"""The plans that break every rule on purpose: each rule fails, where a person would look, in the words that were read."""

import os
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from checker.assessment.assess import Choice, assess
from checker.assessment.outcome import Assessment, Status
from checker.finding import Finding
from checker.location import Route, route_text
from checker.plan.document import Document
from checker.plan.read import ReadPlan, read_plan
from checker.policy.evaluator import Evaluator
from checker.policy.rulebook import Rulebook, load_rulebook
from checker.render.concise import render_concise
from checker.render.run import Run
from checker.resources import resource
from checker.sources.source import PlanSource, SourceFile

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
FOLDER = "agency_plans/broken"
LAST_YEAR = "breaks-every-rule-last-year"
PRIOR = {"breaks-every-rule": LAST_YEAR}

# The day the plans give themselves, and one after EO 13985 and EO 13166 ended and the lead official was due.
DAYS = ("2024-09-30", "2026-01-31")
PLANS = ("breaks-every-rule", "breaks-the-rest")
JUDGED = [(plan, day) for plan in PLANS for day in DAYS]

# The format itself asks for the day of a goal, so what breaks the rule on it is also a problem of the file.
UNAVOIDABLE = {"breaks-every-rule": ["goals[1].target_date: the required field target_date is missing"]}

_COMMENT = re.compile(r"#\s*breaks:\s*(.+)$")


class Defect(NamedTuple):
    """What one comment says: on this line these rules find something."""

    line: int
    rules: tuple[str, ...]


@cache
def rulebook() -> Rulebook:
    return load_rulebook(resource("rules"))


@cache
def read(name: str) -> ReadPlan:
    """A plan of the folder, by the path that it has from the root of the project."""
    path = f"{FOLDER}/{name}.yaml"
    content = (ROOT / path).read_bytes()
    return read_plan(PlanSource(path, SourceFile(path, content, len(content))))


@cache
def assessed(name: str, day: str) -> Assessment:
    profile = rulebook().profiles["order-as-amended"]
    prior = read(PRIOR[name]) if name in PRIOR else None
    return assess(read(name), rulebook(), profile, Choice(as_of=day), Evaluator(), prior)


def document(name: str) -> Document:
    found = read(name).document
    assert found is not None
    return found


def lines(name: str) -> list[str]:
    return (ROOT / FOLDER / f"{name}.yaml").read_text(encoding="utf-8").splitlines()


def findings(name: str) -> list[Finding]:
    """What the rules find in a plan on all the days; problems of the file are left out."""
    return [
        finding for day in DAYS for outcome in assessed(name, day).outcomes for finding in outcome.findings
    ]


def asked() -> set[str]:
    """The rules that a program can judge, by their ids."""
    return {rule.id for rule in rulebook().rules.values() if rule.require}


def defects(name: str) -> list[Defect]:
    """The comments of a plan. One at the end of a line speaks of that line; others of the next line of the plan."""
    found: list[Defect] = []
    pending: tuple[str, ...] = ()
    for number, line in enumerate(lines(name), 1):
        said = _COMMENT.search(line)
        rules = tuple(rule.strip() for rule in said[1].split(",")) if said else ()
        if line.lstrip().startswith("#"):
            pending += rules
        elif pending or rules:
            found.append(Defect(number, pending + rules))
            pending = ()
    assert pending == ()
    return found


@pytest.mark.parametrize("name", [*PLANS, LAST_YEAR])
def test_the_plans_say_that_they_are_fictional(name: str) -> None:
    plan = document(name).data["plan"]
    assert "FICTIONAL" in lines(name)[0]
    assert "(fictional)" in plan["title"]
    assert "(fictional)" in document(name).data["agency"]["name"]
    assert plan["provenance"]["label"].startswith("fictional; ")


@pytest.mark.parametrize("name", [*PLANS, LAST_YEAR])
def test_the_plans_are_readable_and_fit_the_format(name: str) -> None:
    problems = [f"{route_text(problem.route)}: {problem.message}" for problem in read(name).problems]
    assert problems == UNAVOIDABLE.get(name, [])


def test_every_rule_that_a_program_can_judge_fails() -> None:
    failed = {finding.rule for name in PLANS for finding in findings(name)}
    assert sorted(asked() - failed) == []


@pytest.mark.parametrize(("name", "day"), JUDGED)
def test_every_rule_could_be_evaluated(name: str, day: str) -> None:
    outcomes = assessed(name, day).outcomes
    assert [(o.rule.id, o.reason) for o in outcomes if o.status is Status.NOT_EVALUATED] == []


@pytest.mark.parametrize("name", PLANS)
def test_findings_as_they_are_printed(name: str) -> None:
    """Places and words, literally. CXCHECK_UPDATE_GOLDEN=1 writes the file anew."""
    text = "\n".join(f"== as of {day}\n{concise(name, day)}" for day in DAYS)
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("CXCHECK_UPDATE_GOLDEN") == "1":
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert golden.read_text(encoding="utf-8") == text


def concise(name: str, day: str) -> str:
    profile = rulebook().profiles["order-as-amended"]
    # The digest of the pack changes with every rule, and these files are about findings.
    pack = rulebook()._replace(digest="0" * 64)
    run = Run([assessed(name, day)], read(name).texts, pack, profile, "0", (), None, False, 80, False)
    return "".join(render_concise(run))


@pytest.mark.parametrize("name", PLANS)
def test_each_finding_points_at_its_value_or_at_what_would_hold_it(name: str) -> None:
    whole = document(name)
    written = lines(name)
    for finding in findings(name):
        place = finding.location
        assert place.file == f"{FOLDER}/{name}.yaml"
        assert 1 <= place.line <= len(written)
        assert place == whole.locate(finding.route)
        pointed = written[place.line - 1][place.column - 1 :]
        near = nearest(whole, finding.route)
        assert pointed.startswith(opening(whole, near)), (finding.rule, route_text(finding.route), pointed)


def nearest(whole: Document, route: Route) -> Route:
    """`route`, or as much of it from the root as is written in the plan; a field without a value is written too."""
    while route and whole.scalar(route) is None:
        try:
            whole.value(route)
        except KeyError:
            route = route[:-1]
        else:
            break
    return route


def opening(whole: Document, route: Route) -> str:
    """What stands where `route` stands: a value as written (nothing, where it is empty), a key, an entry's first key."""
    scalar = whole.scalar(route)
    if scalar is not None:
        return scalar.source.text[scalar.start : scalar.end].partition("\n")[0]
    if route and isinstance(route[-1], str):
        return route[-1]
    value = whole.value(route)
    return next(iter(value)) if isinstance(value, dict) and value else ""


@pytest.mark.parametrize("name", PLANS)
def test_each_comment_is_right(name: str) -> None:
    at = {(finding.rule, finding.location.line) for finding in findings(name)}
    wrong = [(line, rule) for line, rules in defects(name) for rule in rules if (rule, line) not in at]
    assert wrong == []


def test_every_rule_is_named_by_a_comment() -> None:
    named = {rule for name in PLANS for defect in defects(name) for rule in defect.rules}
    assert sorted(asked() - named) == []
