"""The yearly assessment of the capacity to manage customer experience (section 6(d) of the order)."""

from typing import NamedTuple

from checker.location import Location
from checker.measures.arithmetic import change, share
from checker.measures.figures import number
from checker.measures.measured import Measured
from checker.measures.worked import summed, worked
from checker.plan.spot import Spot

FUNCTIONS = (
    "measurement",
    "governance_strategy",
    "culture_organization",
    "customer_understanding",
    "service_design",
)
"""The five functions of the assessment that OMB asks for since 2020."""

_NOTHING = "the plan gives no score"


class Function(NamedTuple):
    """The score of one function, in points of the method, and its change since last year."""

    name: str
    score: Measured
    maximum: Measured
    prior: Measured
    change: Measured
    notes: str
    place: Location


class Capacity(NamedTuple):
    """The assessment. `total`, `maximum` and `prior` are added up from the functions; `stated` is the total the plan gives.

    `share` is the total as a share of the maximum, 0 to 1.
    """

    is_given: bool
    date: str
    method: str
    functions: tuple[Function, ...]
    total: Measured
    maximum: Measured
    prior: Measured
    change: Measured
    share: Measured
    stated: Measured
    focus_areas: tuple[str, ...]
    discussed: str
    place: Location


def capacity(plan: Spot) -> Capacity:
    """The assessment of a plan; `is_given` is false where it has none."""
    entry = plan.at("capacity_assessment")
    functions = tuple(_function(name, entry.at("functions", name)) for name in FUNCTIONS)
    total = summed([(one.name, one.score) for one in functions], _NOTHING)
    maximum = summed([(one.name, one.maximum) for one in functions], _NOTHING)
    prior = summed([(one.name, one.prior) for one in functions], _NOTHING)
    return Capacity(
        is_given=bool(entry.keys),
        date=entry.at("date").text,
        method=entry.at("method").text,
        functions=functions,
        total=total,
        maximum=maximum,
        prior=prior,
        change=worked(change, total, prior, otherwise=""),
        share=worked(share, total, maximum, otherwise="the maximum is 0"),
        stated=number(entry.at("total")),
        focus_areas=entry.at("focus_areas").texts,
        discussed=entry.at("discussed_with_omb").text,
        place=entry.place,
    )


def _function(name: str, entry: Spot) -> Function:
    score, prior = number(entry.at("score")), number(entry.at("prior_score"))
    return Function(
        name,
        score,
        number(entry.at("maximum")),
        prior,
        worked(change, score, prior, otherwise=""),
        entry.at("notes").text,
        entry.place,
    )
