"""The services of a plan: which are designated, what they promise, and what they are compared with."""

from collections.abc import Iterator
from typing import NamedTuple

from checker.location import Location
from checker.measures.arithmetic import change, is_small, reached, way_to_target
from checker.measures.figures import blocks, count, number, whole
from checker.measures.measured import Measured
from checker.measures.suppression import held
from checker.measures.worked import worked
from checker.plan.spot import Spot

NO_WAY = "baseline and target are the same"
OPINIONS = ("satisfaction", "courtesy")
"""Dimensions of a standard that people are asked for."""


class Standard(NamedTuple):
    """A promise that can be measured. `is_met` is None where nobody can say; `way` is the share of the way to the target."""

    id: str
    text: str
    dimension: str
    audience: str
    metric: str
    unit: str
    better: str
    baseline: Measured
    target: Measured
    actual: Measured
    is_met: bool | None
    way: Measured
    period: str
    place: Location
    hidden: tuple[Location, ...] = ()
    """Where the plan writes what is held back here."""


class Benchmark(NamedTuple):
    """A comparison with somebody else; `gap` is our figure less theirs."""

    comparator: str
    sector: str
    metric: str
    unit: str
    value: Measured
    own: Measured
    gap: Measured
    place: Location


class Service(NamedTuple):
    """A service. `designated` is None where the plan does not say; `audience` is `public`, `internal`, `both` or empty."""

    id: str
    name: str
    audience: str
    kind: str
    designated: bool | None
    designated_year: int | None
    criteria: tuple[str, ...]
    designation_change: str
    volume: Measured
    standards: tuple[Standard, ...]
    benchmark: Benchmark | None
    place: Location
    designated_at: Location


def services(plan: Spot, threshold: int) -> Iterator[Service]:
    """Every service of the plan, in its order. What fewer people than the threshold think is held back."""
    for entry in blocks(plan.at("services")):
        audience = entry.at("audience").text
        benchmark = entry.at("benchmark")
        yield Service(
            id=entry.at("id").text,
            name=entry.at("name").text or entry.at("id").text,
            audience=audience,
            kind=entry.at("kind").text,
            designated=entry.at("designated").flag,
            designated_year=whole(entry.at("designated_year")),
            criteria=entry.at("designation_criteria").texts,
            designation_change=entry.at("designation_change").text,
            volume=count(entry.at("annual_volume")),
            standards=tuple(
                _standard(standard, audience, threshold) for standard in blocks(entry.at("standards"))
            ),
            benchmark=_benchmark(benchmark) if bool(benchmark.keys) else None,
            place=entry.place,
            designated_at=entry.at("designated").place,
        )


def is_met(actual: Measured, target: Measured, better: str) -> bool | None:
    """Whether the target is met; None where a figure is missing, or the plan does not say which way is better."""
    if actual.value is None or target.value is None:
        return None
    return reached(actual.value, target.value, better)


def _standard(entry: Spot, audience: str, threshold: int) -> Standard:
    baseline, target, actual = (
        number(entry.at("baseline")),
        number(entry.at("target")),
        number(entry.at("actual")),
    )
    better = entry.at("better").text
    sample = count(entry.at("sample"))
    hidden: tuple[Location, ...] = ()
    if (
        entry.at("dimension").text in OPINIONS
        and sample.value is not None
        and is_small(int(sample.value), threshold)
    ):
        hidden, actual = (*actual.places, *sample.places), held(threshold)
    return Standard(
        id=entry.at("id").text,
        text=entry.at("text").text,
        dimension=entry.at("dimension").text,
        audience=entry.at("audience").text or audience,
        metric=entry.at("metric").text,
        unit=entry.at("unit").text,
        better=better,
        baseline=baseline,
        target=target,
        actual=actual,
        is_met=is_met(actual, target, better),
        way=worked(way_to_target, baseline, actual, target, otherwise=NO_WAY),
        period=entry.at("period").text,
        place=entry.place,
        hidden=hidden,
    )


def _benchmark(entry: Spot) -> Benchmark:
    value, own = number(entry.at("value")), number(entry.at("own_value"))
    gap = worked(change, own, value, otherwise="")
    return Benchmark(
        entry.at("comparator").text,
        entry.at("sector").text,
        entry.at("metric").text,
        entry.at("unit").text,
        value,
        own,
        gap,
        entry.place,
    )
