"""What an annual report shows, finished and sorted: the templates only lay it out.

Every text is one line with nothing invisible in it. Nothing here is marked up but a plot that was drawn.
"""

from dataclasses import dataclass

from markupsafe import Markup

from checker.render.report_view import Mark


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number comes from: a line of a plan, or several together.

    `label` is short (`L7` for a line, `G2` for a group), `words` say it in a sentence (`line 40`, `4 lines`).
    """

    anchor: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class CellView:
    """What stands in a table. `tone` is None where nothing is good or bad about it."""

    text: str
    source: Source | None
    tone: Mark | None


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column; numbers stand to the right."""

    title: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence. `mark` says what it is for, None where it just says something."""

    text: str
    source: Source | None
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class TableView:
    """A table. `is_wide`: it has more columns than a sheet of paper takes upright."""

    anchor: str
    caption: str
    columns: tuple[ColumnView, ...]
    rows: tuple[tuple[CellView, ...], ...]
    note: str
    is_wide: bool


@dataclass(frozen=True, slots=True)
class PlotView:
    """A plot; `drawing` is SVG, empty where it was not drawn."""

    anchor: str
    title: str
    alternative: str
    drawing: Markup
    data: TableView


@dataclass(frozen=True, slots=True)
class PairsView:
    """Names and what each of them is."""

    name: str
    pairs: tuple[tuple[str, CellView], ...]


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block of a part: `kind` names the one field that holds it, of those below."""

    kind: str
    sentence: SentenceView | None = None
    points: tuple[SentenceView, ...] = ()
    pairs: PairsView | None = None
    heading: str = ""
    table: TableView | None = None
    plot: PlotView | None = None


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause that a part names. `anchor` is empty where the report does not have its words."""

    id: str
    anchor: str


@dataclass(frozen=True, slots=True)
class PartView:
    """A part. `missing` counts what should stand in it and does not."""

    number: int
    name: str
    anchor: str
    title: str
    clauses: tuple[ClauseView, ...]
    blocks: tuple[BlockView, ...]
    missing: int


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A clause of the order in its own words."""

    id: str
    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of a plan. `text` is empty where the plan is not at hand."""

    anchor: str
    label: str
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class FileView:
    """A plan, and its lines that numbers come from."""

    path: str
    lines: tuple[LineView, ...]


@dataclass(frozen=True, slots=True)
class RunView:
    """Lines of a plan that follow one another, `first` to `last` (the same where it is one); `anchor` is that of the first."""

    anchor: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class GroupView:
    """Lines that a number comes from together, plan by plan."""

    anchor: str
    label: str
    files: tuple[tuple[str, tuple[RunView, ...]], ...]


@dataclass(frozen=True, slots=True)
class AnnualView:
    """The annual report of an agency, or of the whole government. `made_by` names the program."""

    about: str
    title: str
    subject: str
    fiscal_year: int
    as_of: str
    bypasses: tuple[str, ...]
    parts: tuple[PartView, ...]
    quotes: tuple[QuoteView, ...]
    files: tuple[FileView, ...]
    groups: tuple[GroupView, ...]
    made_by: str
