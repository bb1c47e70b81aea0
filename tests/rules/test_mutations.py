"""Every field that a rule reads is removed and spoiled in a plan on which no rule fails: some rule must see it.

What nobody sees is a hole in the rules, or is right; tests/rules/mutation-survivors.yaml says of each why it is right.
Run with `-s` to see the counts.
"""

import io
from collections import Counter
from functools import cache
from pathlib import Path

import yaml

from checker.assessment.outcome import Status
from checker.plan.limits import Limits
from checker.plan.read import ReadPlan, read_plan
from checker.plan.schema import Pattern
from checker.policy.rulebook import load_rulebook
from checker.resources import resource
from checker.sources.files import Skipped, find_plans
from tests.support.mutate import Bench, Catch, required_by_format

ROOT = Path(__file__).parents[2]
THIS_YEAR = "agency_plans/fy2026/department-of-public-services.yaml"
LAST_YEAR = "agency_plans/fy2025/department-of-public-services.yaml"
SURVIVORS = Path(__file__).parent / "mutation-survivors.yaml"
AS_OF = "2026-09-30"

# So many mutations of the plan at least: a plan that lost fields, or a bench that lost mutations, proves less.
LEAST = 850


def read(path: str) -> ReadPlan:
    (source,) = find_plans((str(ROOT / path),), Limits().bytes, io.BytesIO())
    assert not isinstance(source, Skipped)
    return read_plan(source)


@cache
def bench() -> Bench:
    rulebook = load_rulebook(resource("rules"))
    plan, prior = read(THIS_YEAR).document, read(LAST_YEAR).document
    assert plan is not None
    assert prior is not None
    return Bench(plan, prior.data, AS_OF, rulebook, rulebook.profiles["order-as-amended"])


@cache
def results() -> dict[tuple[str, str], Catch | None]:
    """By field and kind of mutation who saw it, and None where nobody did. What the format refuses is left out."""
    found: dict[tuple[str, str], Catch | None] = {}
    for pattern in bench().readers:
        for kind, catch in bench().catches(pattern).items():
            if not (kind == "removed" and required_by_format(pattern)):
                found[name(pattern), kind] = catch
    return found


def name(pattern: Pattern) -> str:
    """`services[].standards[].target`."""
    return ".".join(pattern).replace(".[]", "[]")


def explained() -> list[tuple[str, str]]:
    """The mutations that the file explains."""
    groups = yaml.safe_load(SURVIVORS.read_text(encoding="utf-8"))
    return [(field, kind) for group in groups for field, kinds in group["fields"].items() for kind in kinds]


def test_the_plan_is_in_order_before_anything_is_changed() -> None:
    speak = [
        id_
        for id_, outcome in bench().before.items()
        if outcome.status not in (Status.PASS, Status.NOT_APPLICABLE)
        and not (outcome.rule.question and outcome.status is Status.NEEDS_REVIEW)
    ]
    assert speak == []


def test_every_mutation_is_caught_or_explained() -> None:
    survivors = {mutation for mutation, catch in results().items() if catch is None}
    assert sorted(survivors - set(explained())) == []


def test_no_explanation_is_left_over() -> None:
    survivors = {mutation for mutation, catch in results().items() if catch is None}
    assert sorted(set(explained()) - survivors) == []


def test_every_survivor_is_explained_once() -> None:
    assert [mutation for mutation, times in Counter(explained()).items() if times > 1] == []


def test_every_reason_is_a_sentence_of_its_own() -> None:
    groups = yaml.safe_load(SURVIVORS.read_text(encoding="utf-8"))
    reasons = [group["why"] for group in groups]
    assert len(set(reasons)) == len(reasons)
    assert [why for why in reasons if len(why.split()) < 8 or not why.strip().endswith(".")] == []


def test_counts() -> None:
    caught = [catch for catch in results().values() if catch is not None]
    ways = Counter((catch.how, catch.where) for catch in caught)
    removed_by_format = sum(
        required_by_format(pattern) for pattern in bench().readers if bench().mutations(pattern)
    )
    print(
        f"\n{len(bench().readers)} fields are read by rules; {len(results())} mutations of those in the plan"
    )
    print(f"{len(caught)} are caught, {len(results()) - len(caught)} survive and are explained")
    for (how, where), number in sorted(ways.items()):
        print(f"  {how}, finding {where}: {number}")
    print(f"{removed_by_format} more removals are refused by the plan format itself")
    assert len(results()) >= LEAST


def test_most_findings_stand_near_what_was_changed() -> None:
    """At the field, at what holds it, or in the same entry; elsewhere are those that another entry points at."""
    caught = [catch for catch in results().values() if catch is not None]
    assert sum(catch.where != "elsewhere" for catch in caught) > 0.8 * len(caught)
