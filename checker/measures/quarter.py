"""What a survey brought in one quarter."""

from typing import NamedTuple

from checker.location import Location
from checker.measures.measured import Measured
from checker.measures.question import Question


class Flag(NamedTuple):
    """Something about a figure that a reader must know before believing it: a kind for programs, a sentence for people."""

    kind: str
    text: str
    places: tuple[Location, ...] = ()


class Quarter(NamedTuple):
    """One survey, one quarter. Texts are empty and numbers None where the plan does not give them.

    `point` is when people were asked, `kind` the type of survey. `about` is the id of the service or business process, `audience` is `public`, `internal`, `both` or empty. Rates are shares,
    0 to 1. `positive` and `negative` hold a number for each driver of feedback.DRIVERS that the plan counts.
    """

    about: str
    survey: str
    title: str
    audience: str
    channel: str
    point: str
    kind: str
    fiscal_year: int | None
    quarter: int | None
    customers: Measured
    offered: Measured
    respondents: Measured
    offer_rate: Measured
    response_rate: Measured
    questions: tuple[Question, ...]
    positive: tuple[tuple[str, Measured], ...]
    negative: tuple[tuple[str, Measured], ...]
    operations: str
    reflection: str
    limitations: str
    place: Location
    flags: tuple[Flag, ...] = ()
    hidden: tuple[Location, ...] = ()
    """Where the plan writes what is held back here."""

    @property
    def when(self) -> tuple[int, int]:
        """Sorts in time; what has no quarter comes first."""
        return (self.fiscal_year or 0, self.quarter or 0)

    @property
    def name(self) -> str:
        """The quarter in words: `FY2022 Q3`."""
        return f"FY{self.fiscal_year or '?'} Q{self.quarter or '?'}"
