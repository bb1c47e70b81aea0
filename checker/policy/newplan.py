"""A new plan as the text of its files: what is known so far, and above and below it what the rules ask for.

Everything that is said in the comments comes from the plan format and from the rules, so that it cannot grow old.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from checker.plan.importers.a11_parts import slug
from checker.plan.schema import EACH, PlanSchema
from checker.policy.askedfor import asked_for
from checker.policy.newplantext import PlanText
from checker.policy.rulebook import Rulebook


class NewService(NamedTuple):
    """A service that the plan starts with."""

    audience: str
    kind: str
    name: str


class NewPlan(NamedTuple):
    """What is known of a plan before it is written. `bureau` is empty where the plan covers the whole agency."""

    agency: str
    abbreviation: str
    bureau: str
    fiscal_year: int
    as_of: str
    independent: bool
    designated: bool
    services: tuple[NewService, ...]

    @property
    def id(self) -> str:
        """`opm-retirement-services-2026`."""
        return slug(f"{self.abbreviation} {self.bureau} {self.fiscal_year}")


def new_plan(plan: NewPlan, rulebook: Rulebook, schema: PlanSchema, mode: str) -> str:
    """The text of the plan in one file. `mode` is where its schema stands, for editors; empty for no such line."""
    text = PlanText(schema, asked_for(rulebook.rules.values(), schema), list(rulebook.clauses))
    return text.plan(_known(plan, schema), mode)


def new_folder(plan: NewPlan, rulebook: Rulebook, schema: PlanSchema, mode: str) -> dict[str, str]:
    """The same as a folder: plan.yaml, and a file for each service, by their paths in the folder."""
    text = PlanText(schema, asked_for(rulebook.rules.values(), schema), list(rulebook.clauses))
    known = _known(plan, schema)
    services: Sequence[Mapping[str, Any]] = known.pop("services")
    files = {"plan.yaml": text.plan(known, mode, apart=("services",))}
    for number, service in enumerate(services, 1):
        above = f"../{mode}#/$defs/Service" if mode else ""
        name = f"services/{number:02}-{service['id']}.yaml"
        files[name] = text.entry(("services", EACH), service, above)
    return files


def service_ids(services: Sequence[NewService]) -> list[str]:
    """An id for each service, made from its name; a number is added where two are alike."""
    found: list[str] = []
    for service in services:
        wanted = slug(service.name) or "service"
        alike = sum(each == wanted or each.startswith(f"{wanted}-") for each in found)
        found.append(f"{wanted}-{alike + 1}" if wanted in found else wanted)
    return found


def _known(plan: NewPlan, schema: PlanSchema) -> dict[str, Any]:
    """The answers, and whatever else the format requires: lists and blocks without content."""
    whose = f"{plan.bureau}, {plan.agency}" if plan.bureau else plan.agency
    answers: dict[str, Any] = {
        "schema_version": "1.0",
        "plan": {
            "id": plan.id, "title": f"Customer service plan of {whose}, fiscal year {plan.fiscal_year}",
            "fiscal_year": plan.fiscal_year, "as_of": plan.as_of, "status": "draft",
        },
        "agency": {
            "name": plan.agency, "abbreviation": plan.abbreviation,
            **({"bureau": plan.bureau} if plan.bureau else {}), "independent": plan.independent,
        },
        "definitions": {"customer": {"includes": _customers(plan.services)}},
        "hisp": {"designated": plan.designated},
        "services": [
            {"id": id_, "name": service.name, "kind": service.kind, "audience": service.audience}
            for id_, service in zip(service_ids(plan.services), plan.services, strict=True)
        ],
    }  # fmt: skip
    whole: dict[str, Any] = _whole((), answers, schema)
    return whole


def _customers(services: Sequence[NewService]) -> list[str]:
    """Whom the services are for, in the words of the plan format: a start that the rules on the definition judge."""
    audiences = {service.audience for service in services}
    who = {"public": ("public", "both"), "federal_employee": ("internal", "both")}
    return [word for word, of in who.items() if audiences & set(of)]


def _whole(pattern: tuple[str, ...], given: Any, schema: PlanSchema) -> Any:
    """`given` with every required field that is a list or a block; in the order of the format."""
    field = schema.patterns[pattern]
    if isinstance(given, list):
        return [_whole((*pattern, EACH), entry, schema) for entry in given]
    if "properties" not in field:
        return given if given is not None else []
    given = given or {}
    required = field.get("required", ())
    return {
        name: _whole((*pattern, name), given.get(name), schema)
        for name in schema.names(pattern) if name in given or name in required
    }  # fmt: skip
