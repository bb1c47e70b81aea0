"""An annual report as it was composed, before anybody decides how it looks: parts, and in them sentences, tables and plots.

Web page, paper, Markdown and JSON are all made from this. Every text in it is plain; what came from a plan is as hostile as
the plan, and each format escapes it in its own way.
"""

from enum import Enum
from typing import NamedTuple

from checker.location import Location


class Cell(NamedTuple):
    """What stands in a table: its words, the number behind them, and the lines of plans that it comes from.

    `value` is what a program reads, None where the cell is no number. `tone` says good or bad in one word for readers who see
    (`good`, `bad`, `caution`, empty); the words never lean on it.
    """

    text: str
    value: float | int | None = None
    places: tuple[Location, ...] = ()
    tone: str = ""


class Column(NamedTuple):
    """A column of a table. Numbers stand to the right."""

    title: str
    is_number: bool = False


class Table(NamedTuple):
    """Rows under headings; the first cell of a row names it. `name` is unique in a report and made of a-z, 0-9 and hyphens."""

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


class Kind(Enum):
    """What a sentence is for."""

    SAID = "said"
    MISSING = "missing"
    """What should stand here and does not, and what would bring it."""
    CAUTION = "caution"
    """What a reader must know before believing a number."""


class Sentence(NamedTuple):
    """A sentence or a short paragraph."""

    text: str
    kind: Kind = Kind.SAID
    places: tuple[Location, ...] = ()


class Points(NamedTuple):
    """Things of one kind, one under the other."""

    items: tuple[Sentence, ...]


class Pairs(NamedTuple):
    """Names and what each of them is."""

    name: str
    pairs: tuple[tuple[str, Cell], ...]


class Heading(NamedTuple):
    """A heading inside a part."""

    text: str


class Line(NamedTuple):
    """A line through values of one thing: a value for each label of the plot, None where there is none."""

    title: str
    values: tuple[float | None, ...]


class Trend(NamedTuple):
    """Values over time: `labels` are the times, oldest first."""

    labels: tuple[str, ...]
    lines: tuple[Line, ...]
    unit: str


class Bar(NamedTuple):
    """What was reached beside what was aimed at and where it began."""

    title: str
    actual: float | None
    target: float | None
    baseline: float | None


class Bullet(NamedTuple):
    """Targets against results, a bar each."""

    bars: tuple[Bar, ...]
    unit: str


class Heat(NamedTuple):
    """A field of words: `cells` by row and column, each one of `scale` (the worst first) or empty."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    scale: tuple[str, ...]


class Slip(NamedTuple):
    """Dates as they were planned last year and as they are planned now (ISO days; None where there is none)."""

    rows: tuple[tuple[str, str | None, str | None], ...]


class Plot(NamedTuple):
    """A picture: its title, what it shows in words for those who do not see it, and its data as a table that always stands by it."""

    name: str
    title: str
    alternative: str
    drawn: Trend | Bullet | Heat | Slip
    data: Table


Block = Sentence | Points | Pairs | Heading | Table | Plot


class Part(NamedTuple):
    """A part of the report. `clauses` are the clauses of the order behind it, by id; `name` is made of a-z and hyphens."""

    number: int
    name: str
    title: str
    clauses: tuple[str, ...]
    blocks: tuple[Block, ...]


class PlanLine(NamedTuple):
    """A line of a plan that a number comes from. `text` is empty where the plan is not at hand."""

    path: str
    line: int
    text: str


class Quote(NamedTuple):
    """A clause of the order in its own words. `id` is a clause of the pack (`S2.p1.s2`) or a section of EO 14058 (`section 6(c)`)."""

    id: str
    words: str


class Report(NamedTuple):
    """The whole. `about` is `agency` or `government`, `subject` the agency's name or "the United States Government".

    `quotes` are the clauses that its parts name, in the order's own order. `lines` are all the lines that its cells and
    sentences come from, sorted by path and line.
    """

    about: str
    title: str
    subject: str
    fiscal_year: int
    as_of: str
    parts: tuple[Part, ...]
    quotes: tuple[Quote, ...]
    lines: tuple[PlanLine, ...]
    bypasses: tuple[str, ...] = ()
