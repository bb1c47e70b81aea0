"""Cells and sentences as every part of a report writes them."""

from collections.abc import Iterable, Sequence

from checker.annual.report import Cell, Kind, Sentence
from checker.location import Location
from checker.measures.arithmetic import rounded
from checker.plan.spot import Spot

NOT_GIVEN = "not given"


def said(text: str, *spots: Spot) -> Sentence:
    """A sentence, with the places that it speaks of."""
    return Sentence(text, Kind.SAID, _places(spots))


def missing(text: str, *spots: Spot) -> Sentence:
    """What should stand in the report and does not."""
    return Sentence(text, Kind.MISSING, _places(spots))


def caution(text: str, *spots: Spot) -> Sentence:
    """What a reader must know before believing a number."""
    return Sentence(text, Kind.CAUTION, _places(spots))


def text_cell(spot: Spot, otherwise: str = NOT_GIVEN) -> Cell:
    """What a plan says, in its own words."""
    return Cell(spot.text or otherwise, places=spot.places)


def word_cell(spot: Spot, otherwise: str = NOT_GIVEN) -> Cell:
    """A word of a fixed list, as people read it."""
    return Cell(spot.word or otherwise, places=spot.places)


def list_cell(spot: Spot, otherwise: str = NOT_GIVEN) -> Cell:
    """The texts of a list, one after the other."""
    return Cell(joined(spot.texts) or otherwise, places=spot.places)


def number_cell(spot: Spot, unit: str = "", otherwise: str = NOT_GIVEN) -> Cell:
    """A number as the plan has it, with its unit."""
    value = spot.number
    if value is None:
        return Cell(spot.text or otherwise, places=spot.places)
    return Cell(with_unit(value, unit), value, spot.places)


def count_cell(count: int) -> Cell:
    """A number that was counted, not read."""
    return Cell(figure(count), count)


def figure(value: float) -> str:
    """A number with its thousands apart: `1,751,573`, `4.36`; no more decimals than it has, and three at most."""
    return f"{rounded(value, 3).normalize():,f}"


def with_unit(value: float, unit: str) -> str:
    """`12 days`, `88.4 percent`; the number alone where there is no unit."""
    return f"{figure(value)} {unit}".strip()


def joined(words: Sequence[str]) -> str:
    """`a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def counted(count: int, word: str, words: str = "") -> str:
    """`1 plan`, `2 plans`; `words` where more than one is not the word with an s."""
    return f"{figure(count)} {word if count == 1 else words or word + 's'}"


def place_text(location: Location) -> str:
    """`plan.yaml:12`."""
    return f"{location.file}:{location.line}"


def _places(spots: Iterable[Spot]) -> tuple[Location, ...]:
    return tuple(place for spot in spots for place in spot.places)
