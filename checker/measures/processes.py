"""Business processes and what the agency decided about sharing them."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from checker.location import Location
from checker.measures.burden import Hours, hours
from checker.measures.figures import blocks, count
from checker.measures.measured import Measured
from checker.plan.spot import Spot
from checker.policy.dates import fiscal_year

DECISIONS = ("adopt", "in_place", "defer", "outside")
"""What may be decided about a shared service (M-19-16): take it, stay with one, decide later, or buy outside the marketplace."""

APPROVALS = ("sapoc", "agency_cio", "qsmo", "omb")
"""Whose approval M-19-16 asks for before buying outside the marketplace."""


class Process(NamedTuple):
    """A business process. `evaluated_this_year` is whether its last evaluation falls in the plan's fiscal year."""

    id: str
    name: str
    audience: str
    owner: str
    function: str
    last_evaluated: str
    evaluated_this_year: bool | None
    findings: tuple[str, ...]
    manual_entry: Hours
    entry_points: Measured
    disposition: str
    place: Location


class Decision(NamedTuple):
    """What was decided about a shared service for one process. `missing_approvals` are those that buying outside still lacks."""

    process: str
    name: str
    function: str
    qsmo: str
    decision: str
    decided_on: str
    reviewed_on: str
    reason: str
    revisit_on: str
    service_used: str
    case_date: str
    missing_approvals: tuple[str, ...]
    migration_date: str
    migration_status: str
    saving: str
    place: Location


class Provided(NamedTuple):
    """A shared service that the agency gives to others."""

    service: str
    name: str
    customers: tuple[str, ...]
    feedback: str
    place: Location


def processes(plan: Spot, year: int | None) -> Iterator[Process]:
    """Every business process of the plan, in its order."""
    for entry in blocks(plan.at("business_processes")):
        evaluated = entry.at("last_evaluated").text
        yield Process(
            id=entry.at("id").text,
            name=entry.at("name").text or entry.at("id").text,
            audience=entry.at("audience").text,
            owner=entry.at("owner").text,
            function=entry.at("function").text,
            last_evaluated=evaluated,
            evaluated_this_year=_falls_in(evaluated, year),
            findings=entry.at("evaluation_findings").texts,
            manual_entry=hours(entry.at("manual_data_entry_hours")),
            entry_points=count(entry.at("process_map", "manual_entry_points")),
            disposition=entry.at("disposition").text,
            place=entry.place,
        )


def decisions(plan: Spot, names: Mapping[str, str]) -> Iterator[Decision]:
    """Every decision about a shared service. `names` are those of the processes, by id."""
    for entry in blocks(plan.at("shared_services", "considered")):
        decision = entry.at("decision").text
        case = entry.at("business_case")
        approved = case.at("approved_by").texts
        process = entry.at("process_id").text
        yield Decision(
            process=process,
            name=names.get(process, process),
            function=entry.at("function").text,
            qsmo=entry.at("qsmo").text,
            decision=decision,
            decided_on=entry.at("decided_on").text,
            reviewed_on=entry.at("marketplace_reviewed_on").text,
            reason=entry.at("reason").text,
            revisit_on=entry.at("revisit_on").text,
            service_used=entry.at("service_used").text,
            case_date=case.at("date").text,
            missing_approvals=tuple(one for one in APPROVALS if one not in approved)
            if decision == "outside"
            else (),
            migration_date=entry.at("migration").at("target_date").text,
            migration_status=entry.at("migration").at("status").text,
            saving=entry.at("expected_saving").text,
            place=entry.place,
        )


def provided(plan: Spot, names: Mapping[str, str]) -> Iterator[Provided]:
    """Every shared service that the agency provides. `names` are those of the services, by id."""
    for entry in blocks(plan.at("shared_services", "provides")):
        service = entry.at("service_id").text
        yield Provided(
            service,
            names.get(service, service),
            entry.at("customers").texts,
            entry.at("customer_feedback").text,
            entry.place,
        )


def by_function(made: tuple[Decision, ...]) -> dict[str, dict[str, int]]:
    """How often each of DECISIONS was taken, by function, the functions in alphabetical order."""
    counted: dict[str, dict[str, int]] = {}
    for one in sorted(made, key=lambda decision: decision.function):
        row = counted.setdefault(one.function or "not given", dict.fromkeys(DECISIONS, 0))
        if one.decision in row:
            row[one.decision] += 1
    return counted


def _falls_in(day: str, year: int | None) -> bool | None:
    try:
        return fiscal_year(day) == year if year is not None else None
    except ValueError:
        return None
