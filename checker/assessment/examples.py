"""The examples inside a rule, run as tests: each must come to the status it stands under, findings compared whole."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from checker.assessment.evaluate import context, evaluate
from checker.assessment.outcome import Outcome, Status
from checker.location import Location, Route, parse_route, route_text
from checker.plan.document import Document
from checker.plan.fit import fit
from checker.plan.nodes import MappingNode, Node, SequenceNode, resolved
from checker.plan.schema import PlanSchema, plan_schema
from checker.plan.shape import check_shape
from checker.policy.evaluator import Evaluator
from checker.policy.force import strongest
from checker.policy.packfile import PackFile
from checker.policy.register import Registers
from checker.policy.rule import Rule

EXAMPLE_DAY = "2024-09-30"
"""The day of assessment of an example that names none: the last day of fiscal year 2024."""

KINDS = {
    "pass": Status.PASS, "fail": Status.FAIL, "not_applicable": Status.NOT_APPLICABLE,
    "needs_review": Status.NEEDS_REVIEW,
}  # fmt: skip


class Example(NamedTuple):
    """One example: what it should come to, and as much of a plan as the rule reads."""

    kind: str
    name: str
    route: Route
    as_of: str
    parameters: Mapping[str, Any]
    prior: Mapping[str, Any]
    plan: Document
    finds: tuple[tuple[Route, str], ...]


class Failure(NamedTuple):
    """An example that does not do what it says: where it stands in the rule file, and what happened instead."""

    rule: str
    location: Location
    message: str


def examples(file: PackFile) -> Iterator[Example]:
    """The examples in a rule file, in its order."""
    for kind, entries in file.data["examples"].items():
        for index, data in enumerate(entries):
            route = ("examples", kind, index)
            plan = Document(_node(file.document, (*route, "plan")))
            prior = data.get("prior", {})
            for values in (plan.data, prior):
                fit(values, plan_schema().short).settle()
            finds = tuple((parse_route(found["route"]), found["message"]) for found in data.get("finds", ()))
            yield Example(
                kind,
                data.get("name", ""),
                route,
                data.get("as_of", EXAMPLE_DAY),
                data.get("parameters", {}),
                prior,
                plan,
                finds,
            )


def run_examples(rule: Rule, file: PackFile, evaluator: Evaluator, registers: Registers) -> list[Failure]:
    """Every example of `rule` that does not do what it says; empty where all do."""
    failures: list[Failure] = []
    for example in examples(file):
        failures += [
            Failure(rule.id, file.at(example.route), message)
            for message in _faults(rule, example, evaluator, registers)
        ]
    return failures


def outcome_of(rule: Rule, example: Example, evaluator: Evaluator, registers: Registers) -> Outcome:
    """What the rule makes of an example."""
    parameters = {parameter.name: parameter.value for parameter in rule.parameters} | dict(example.parameters)
    seen = context(example.plan, example.prior, example.as_of, evaluator, registers)
    return evaluate(rule, strongest(rule), parameters, seen)


def _faults(rule: Rule, example: Example, evaluator: Evaluator, registers: Registers) -> Iterator[str]:
    which = f"the {example.kind} example{f' ({example.name})' if example.name else ''}"
    for finding in check_shape(example.plan, _relaxed()):
        yield f"{which}: {route_text(finding.route)}: {finding.message}"
    outcome = outcome_of(rule, example, evaluator, registers)
    if outcome.status is not KINDS[example.kind]:
        reason = f" ({outcome.reason})" if outcome.reason else ""
        found = "; ".join(f"{route_text(finding.route)}: {finding.message}" for finding in outcome.findings)
        yield f"{which} comes to {outcome.status.value}{reason}{': ' + found if found else ''}"
    elif example.kind == "fail":
        seen = [(finding.route, finding.message) for finding in outcome.findings]
        if seen != list(example.finds):
            yield f"{which}: expected {_listed(example.finds)}, found {_listed(seen)}"


def _listed(finds: Any) -> str:
    return "; ".join(f"{route_text(route)}: {message}" for route, message in finds)


def _node(document: Document, route: Route) -> Node:
    node = resolved(document.root)
    for step in route:
        if isinstance(node, MappingNode):
            node = resolved(node.children[str(step)])
        elif isinstance(node, SequenceNode):
            node = resolved(node.children[int(step)])
    return node


@cache
def _relaxed() -> PlanSchema:
    """The plan format with nothing required: an example holds only what its rule reads."""

    def relax(part: Any) -> Any:
        if isinstance(part, dict):
            # `required` and `minItems` are keywords only where they do not stand among property names.
            return {
                key: ({name: relax(child) for name, child in value.items()} if key == "properties" else relax(value))
                for key, value in part.items() if key not in ("required", "minItems") or not isinstance(value, list | int)
            }  # fmt: skip
        return [relax(entry) for entry in part] if isinstance(part, list) else part

    return PlanSchema(json.dumps(relax(plan_schema().schema)).encode())
