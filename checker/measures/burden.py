"""Paperwork, manual data entry and the time that services cost people, and how fast they shrink."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from checker.location import Location
from checker.measures.arithmetic import hours_saved, pace, relative_change, years_until
from checker.measures.figures import blocks, count, number, whole
from checker.measures.measured import Measured
from checker.measures.worked import summed, worked
from checker.plan.spot import Spot

_LATER = Measured(None)
NOT_FALLING = "at this pace the target is never reached"


class Hours(NamedTuple):
    """Hours a year: last year, at the start, now, and aimed at.

    `pace` is how many hours fewer than last year (negative: more), `share` the change as a share of last year, and `years_left`
    the years until the target at this pace.
    """

    prior: Measured
    baseline: Measured
    current: Measured
    target: Measured
    pace: Measured
    share: Measured
    years_left: Measured
    target_year: int | None
    explanation: str
    place: Location


class Collection(NamedTuple):
    """A form or another collection of information."""

    title: str
    control_number: str
    hours: Hours
    responses: Measured
    action: str
    place: Location


class TimeTax(NamedTuple):
    """The minutes that one service or process costs a person, and the hours a year that all of them are saved.

    `saved_since_last_year` and `saved_since_start` are hours a year, `saved_at_target` is what would be saved since the start if
    the target were reached; all with `times` as many uses a year as the plan gives now.
    """

    about: str
    name: str
    audience: str
    prior: Measured
    baseline: Measured
    current: Measured
    target: Measured
    times: Measured
    saved_since_last_year: Measured
    saved_since_start: Measured
    saved_at_target: Measured
    place: Location


class Burden(NamedTuple):
    """All of it. `forms` and `forms_prior` are the hours of the listed collections added up, now and last year."""

    paperwork: Hours
    manual_entry: Hours
    collections: tuple[Collection, ...]
    forms: Measured
    forms_prior: Measured
    time_tax: tuple[TimeTax, ...]


def burden(
    plan: Spot, names: Mapping[str, str], volumes: Mapping[str, Measured], audiences: Mapping[str, str]
) -> Burden:
    """The burden of a plan. `names`, `volumes` and `audiences` are those of its services and processes, by id."""
    entry = plan.at("burden")
    collections = tuple(_collections(entry))
    nothing = "the plan lists no information collections"
    return Burden(
        paperwork=hours(entry.at("paperwork_hours")),
        manual_entry=hours(entry.at("manual_data_entry_hours")),
        collections=collections,
        forms=summed([(one.title, one.hours.current) for one in collections], nothing),
        forms_prior=summed([(one.title, one.hours.prior) for one in collections], nothing),
        time_tax=tuple(_time_tax(entry, names, volumes, audiences)),
    )


def hours(entry: Spot) -> Hours:
    """A trend of hours with its pace."""
    return with_prior(
        Hours(
            prior=number(entry.at("prior")),
            baseline=number(entry.at("baseline")),
            current=number(entry.at("current")),
            target=number(entry.at("target")),
            pace=_LATER,
            share=_LATER,
            years_left=_LATER,
            target_year=whole(entry.at("target_year")),
            explanation=entry.at("explanation").text,
            place=entry.place,
        ),
        number(entry.at("prior")),
    )


def with_prior(found: Hours, prior: Measured) -> Hours:
    """The trend with this figure for last year: the plan's own, or that of last year's plan where this one gives none."""
    a_year = worked(lambda before, now: pace(before, now, 1), prior, found.current, otherwise="")
    return found._replace(
        prior=prior,
        pace=a_year,
        share=worked(relative_change, found.current, prior, otherwise="there were none last year"),
        years_left=worked(years_until, found.current, found.target, a_year, otherwise=NOT_FALLING),
    )


def _collections(entry: Spot) -> Iterator[Collection]:
    for one in blocks(entry.at("information_collections")):
        title = one.at("title").text or one.at("control_number").text or "a collection without a title"
        yield Collection(
            title, one.at("control_number").text, hours(one.at("annual_hours")), count(one.at("responses")),
            one.at("reduction_action").text, one.place,
        )  # fmt: skip


def _time_tax(
    entry: Spot, names: Mapping[str, str], volumes: Mapping[str, Measured], audiences: Mapping[str, str]
) -> Iterator[TimeTax]:
    no_volume = Measured(None, (), "the plan gives no yearly volume for it")
    for one in blocks(entry.at("time_tax")):
        about = one.at("service_id").text or one.at("process_id").text
        minutes = one.at("customer_minutes")
        prior, baseline, current, target = (
            number(minutes.at(name)) for name in ("prior", "baseline", "current", "target")
        )
        times = volumes.get(about, no_volume)
        if times.value is None:
            times = no_volume
        yield TimeTax(
            about=about,
            name=names.get(about, about),
            audience=one.at("audience").text or audiences.get(about, ""),
            prior=prior,
            baseline=baseline,
            current=current,
            target=target,
            times=times,
            saved_since_last_year=worked(hours_saved, prior, current, times, otherwise=""),
            saved_since_start=worked(hours_saved, baseline, current, times, otherwise=""),
            saved_at_target=worked(hours_saved, baseline, target, times, otherwise=""),
            place=one.place,
        )
