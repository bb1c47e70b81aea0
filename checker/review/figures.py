"""What of a plan's year is held against other plans' years: results on trust, shared services, hours, causes, and counts.

They are facts of the plan, kept beside its assessment: a report on the whole government is made from the record alone. Each
has its numbers as JSON in `details`.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from checker.errors import CheckerError
from checker.location import Location
from checker.measures.causes import Cause
from checker.measures.measured import Measured
from checker.measures.year import YearMeasures, year_measures
from checker.plan.document import Document
from checker.plan.spot import Spot
from checker.review.facts import Fact, FactKind


class Score(NamedTuple):
    """The answers to the trust question of a service in one quarter. `mean` is in points of the scale, `positive` a share, 0 to 1."""

    service: str
    audience: str
    fiscal_year: int | None
    quarter: int | None
    wording: str
    scale: str
    channel: str
    survey: str
    answered: float | int | None
    mean: float | int | None
    positive: float | int | None
    place: Location


class Adoption(NamedTuple):
    """What was decided about a shared service for a function."""

    function: str
    decision: str
    qsmo: str
    place: Location


class Load(NamedTuple):
    """Hours a year that a burden costs: `what` is `paperwork` or `manual data entry`."""

    what: str
    prior: float | int | None
    current: float | int | None
    target: float | int | None
    place: Location


class Ask(NamedTuple):
    """An open root cause that lies outside the agency, and of whom the agency asks its resolution."""

    asked_of: str
    source: str
    statement: str
    action: str
    owner: str
    due: str
    place: Location


class Count(NamedTuple):
    """A number of the plan under a name that every plan shares (`COUNTS`)."""

    name: str
    value: float | int
    place: Location


class Figures(NamedTuple):
    """All figures of one plan."""

    scores: tuple[Score, ...]
    adoptions: tuple[Adoption, ...]
    loads: tuple[Load, ...]
    asks: tuple[Ask, ...]
    counts: tuple[Count, ...]

    def counted(self, name: str) -> Count | None:
        """The count of that name; None where the plan does not give it."""
        return next((count for count in self.counts if count.name == name), None)


Figure = Score | Adoption | Load | Ask | Count
_KINDS: dict[FactKind, type[Figure]] = {
    FactKind.SCORE: Score, FactKind.ADOPTION: Adoption, FactKind.LOAD: Load, FactKind.ASK: Ask, FactKind.COUNT: Count,
}  # fmt: skip
COUNTS = (
    "designated provider", "designated services", "capacity", "capacity maximum", "capacity last year", "delivered", "not delivered",
    "milestones", "milestones completed", "goals", "goals met", "processes", "processes evaluated", "systems", "privacy assessments done",
    "sites", "sites tested", "open issues", "means", "partners", "life experiences", "attested",
)  # fmt: skip
"""The names of counts, in the order of the report."""


def figures(document: Document, as_of: str) -> tuple[Fact, ...]:
    """The figures of a plan as facts, in its order. Nothing is raised for what a plan may hold."""
    measures, plan = year_measures(document, as_of), Spot(document)
    found: list[Figure] = [*_scores(measures), *_adoptions(measures), *_loads(measures)]
    found += [*_asks(measures.causes), *_counts(measures, plan)]
    return tuple(_fact(figure) for figure in found)


def figures_of(facts: Iterable[Fact]) -> Figures:
    """The figures among the facts of a plan. Raises CheckerError where one of them is damaged."""
    found: dict[FactKind, list[Any]] = {kind: [] for kind in _KINDS}
    for fact in facts:
        if fact.kind in _KINDS:
            found[fact.kind].append(_figure(fact))
    return Figures(*(tuple(found[kind]) for kind in _KINDS))


def _fact(figure: Figure) -> Fact:
    kind = next(kind for kind, type_ in _KINDS.items() if isinstance(figure, type_))
    fields = figure._asdict()
    place = fields.pop("place")
    details = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    return Fact(kind, str(next(iter(fields.values()))), "", "", str(place), details)


def _figure(fact: Fact) -> Figure:
    try:
        file, line, column = fact.place.rsplit(":", 2)
        at = Location(file, int(line), int(column), int(line), int(column))
        return _KINDS[fact.kind](**json.loads(fact.details), place=at)
    except (ValueError, TypeError) as error:
        raise CheckerError(
            f"the record is damaged: a figure in it cannot be read ({fact.kind.value} {fact.name})"
        ) from error


def _scores(measures: YearMeasures) -> Iterator[Score]:
    for quarter in measures.quarters:
        for question in quarter.questions:
            if question.driver == "trust":
                yield Score(
                    measures.names.get(quarter.about, quarter.about), quarter.audience, quarter.fiscal_year, quarter.quarter, question.wording,
                    question.scale, quarter.channel, quarter.kind, question.answered.value, question.mean.value, question.positive.value,
                    quarter.place,
                )  # fmt: skip


def _adoptions(measures: YearMeasures) -> Iterator[Adoption]:
    return (Adoption(one.function, one.decision, one.qsmo, one.place) for one in measures.decisions)


def _loads(measures: YearMeasures) -> Iterator[Load]:
    for what, hours in (
        ("paperwork", measures.burden.paperwork),
        ("manual data entry", measures.burden.manual_entry),
    ):
        numbers = (hours.prior.value, hours.current.value, hours.target.value)
        if any(number is not None for number in numbers):
            yield Load(what, *numbers, hours.place)


def _asks(causes: Iterable[Cause]) -> Iterator[Ask]:
    return (
        Ask(one.asked_of, one.source, one.statement, one.action, one.owner, one.due, one.place)
        for one in causes
        if one.is_open and one.asked_of
    )


def _counts(measures: YearMeasures, plan: Spot) -> Iterator[Count]:
    capacity = measures.capacity
    if measures.hisp.designated is not None:
        yield Count("designated provider", int(measures.hisp.designated), measures.hisp.place)
    yield _counted(
        "designated services",
        plan.at("services"),
        sum(bool(service.designated) for service in measures.services),
    )
    yield from _measured("capacity", capacity.total)
    yield from _measured("capacity maximum", capacity.maximum)
    yield from _measured("capacity last year", capacity.prior)
    for name, block in (("delivered", "delivered"), ("not delivered", "not_delivered")):
        yield _counted(name, plan.at("prior_year", block))
    milestones = [
        milestone for initiative in plan.at("initiatives") for milestone in initiative.at("milestones")
    ]
    yield _counted("milestones", plan.at("initiatives"), len(milestones))
    done = sum(milestone.at("status").text == "completed" for milestone in milestones)
    yield _counted("milestones completed", plan.at("initiatives"), done)
    yield _counted("goals", plan.at("goals"))
    yield _counted("goals met", plan.at("goals"), sum(bool(goal.is_met) for goal in measures.goals))
    yield _counted("processes", plan.at("business_processes"))
    evaluated = sum(bool(process.evaluated_this_year) for process in measures.processes)
    yield _counted("processes evaluated", plan.at("business_processes"), evaluated)
    yield from _protected(plan)
    means = sum(bool(plan.at("means", name)) for name in plan.at("means").keys)
    yield _counted("means", plan.at("means"), means)
    yield _counted("partners", plan.at("coordination"))
    yield _counted("life experiences", plan.at("life_experiences"))
    signed = plan.at("attestation")
    yield _counted("attested", signed, int(bool(signed.at("statement") and signed.at("name"))))


def _protected(plan: Spot) -> Iterator[Count]:
    systems, sites = plan.at("protections", "privacy"), plan.at("accessibility", "sites")
    yield _counted("systems", systems)
    yield _counted(
        "privacy assessments done",
        systems,
        sum(system.at("pia", "status").text == "done" for system in systems),
    )
    yield _counted("sites", sites)
    yield _counted("sites tested", sites, sum(bool(site.at("tested_on")) for site in sites))
    yield _counted("open issues", sites, sum(int(site.at("open_issues").number or 0) for site in sites))


def _counted(name: str, spot: Spot, count: int | None = None) -> Count:
    return Count(name, len(list(spot)) if count is None else count, spot.place)


def _measured(name: str, number: Measured) -> Iterator[Count]:
    if number.value is not None and number.places:
        yield Count(name, number.value, number.places[0])
