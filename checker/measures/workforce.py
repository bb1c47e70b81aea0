"""How the workforce is heard, and what was done about what people said."""

from collections.abc import Iterator
from typing import NamedTuple

from checker.location import Location
from checker.measures.arithmetic import response_rate
from checker.measures.figures import blocks, count
from checker.measures.measured import Measured
from checker.measures.worked import worked
from checker.plan.spot import Spot


class Mechanism(NamedTuple):
    """A regular way for the workforce to speak up. `rate` is who took part of those who may, 0 to 1."""

    name: str
    kind: str
    population: str
    size: Measured
    participation: Measured
    rate: Measured
    frequency: str
    last_run: str
    includes_contractors: bool | None
    what_changed: str
    place: Location


class Answer(NamedTuple):
    """What was done about feedback, and whom it was told."""

    about: str
    driver: str
    action: str
    date: str
    told: str
    place: Location


def mechanisms(plan: Spot) -> Iterator[Mechanism]:
    """Every way for the workforce to speak up that the plan names, in its order."""
    for entry in blocks(plan.at("voice_of_customer", "workforce_mechanisms")):
        size, participation = count(entry.at("population_size")), count(entry.at("participation"))
        yield Mechanism(
            name=entry.at("name").text or entry.at("type").text,
            kind=entry.at("type").text,
            population=entry.at("population").text,
            size=size,
            participation=participation,
            rate=worked(
                response_rate,
                participation,
                size,
                otherwise="more took part than there are people, or there are none",
            ),
            frequency=entry.at("frequency").text,
            last_run=entry.at("last_run").text,
            includes_contractors=entry.at("includes_contractors").flag,
            what_changed=entry.at("what_changed").text,
            place=entry.place,
        )


def answers(plan: Spot) -> Iterator[Answer]:
    """Every action that answers feedback, in the plan's order."""
    for entry in blocks(plan.at("voice_of_customer", "closed_loop")):
        yield Answer(
            entry.at("feedback_ref").text, entry.at("driver").text, entry.at("action").text, entry.at("date").text,
            entry.at("communicated_to").text, entry.place,
        )  # fmt: skip
