"""Goals, and results that were measured otherwise than by a survey of the quarter."""

from collections.abc import Iterator
from typing import NamedTuple

from checker.location import Location
from checker.measures.arithmetic import change, is_small, way_to_target
from checker.measures.figures import blocks, count, number
from checker.measures.measured import Measured
from checker.measures.services import NO_WAY, is_met
from checker.measures.suppression import held
from checker.measures.worked import worked
from checker.plan.spot import Spot


class Goal(NamedTuple):
    """A goal. `is_met` is None where nobody can say; `way` is the share of the way from the baseline to the target."""

    id: str
    statement: str
    audience: str
    metric: str
    unit: str
    better: str
    baseline: Measured
    target: Measured
    actual: Measured
    is_met: bool | None
    way: Measured
    target_date: str
    status: str
    owner: str
    linked_to: tuple[str, ...]
    place: Location


class Result(NamedTuple):
    """A measured result; `change` is against the year before."""

    id: str
    about: str
    audience: str
    group: str
    service: str
    metric: str
    unit: str
    better: str
    value: Measured
    prior: Measured
    change: Measured
    sample: Measured
    date: str
    place: Location
    hidden: tuple[Location, ...] = ()
    """Where the plan writes what is held back here."""


def goals(plan: Spot) -> Iterator[Goal]:
    """Every goal of the plan, in its order."""
    for entry in blocks(plan.at("goals")):
        baseline, target, actual = (
            number(entry.at("baseline")),
            number(entry.at("target")),
            number(entry.at("actual")),
        )
        better = entry.at("better").text
        yield Goal(
            id=entry.at("id").text,
            statement=entry.at("statement").text,
            audience=entry.at("audience").text,
            metric=entry.at("metric").text,
            unit=entry.at("unit").text,
            better=better,
            baseline=baseline,
            target=target,
            actual=actual,
            is_met=is_met(actual, target, better),
            way=worked(way_to_target, baseline, actual, target, otherwise=NO_WAY),
            target_date=entry.at("target_date").text,
            status=entry.at("status").text,
            owner=entry.at("owner").text,
            linked_to=entry.at("linked_to").texts,
            place=entry.place,
        )


def results(plan: Spot, threshold: int) -> Iterator[Result]:
    """Every measured result of the plan, in its order; one of fewer people or cases than the threshold is held back."""
    for entry in blocks(plan.at("measured_results")):
        value, prior, sample = (
            number(entry.at("value")),
            number(entry.at("prior_value")),
            count(entry.at("sample")),
        )
        hidden: tuple[Location, ...] = ()
        if sample.value is not None and is_small(int(sample.value), threshold):
            hidden = (*value.places, *sample.places)
            value = sample = held(threshold)
        yield Result(
            id=entry.at("id").text,
            about=entry.at("about").text,
            audience=entry.at("audience").text,
            group=entry.at("group").text,
            service=entry.at("service_id").text or entry.at("process_id").text,
            metric=entry.at("metric").text,
            unit=entry.at("unit").text,
            better=entry.at("better").text,
            value=value,
            prior=prior,
            change=worked(change, value, prior, otherwise=""),
            sample=sample,
            date=entry.at("date").text,
            place=entry.place,
            hidden=hidden,
        )
