"""From the report as it was composed to what a page of it shows."""

from collections.abc import Callable, Iterator
from typing import assert_never

from markupsafe import Markup

from checker import __version__
from checker.annual.report import (
    Block,
    Cell,
    Heading,
    Kind,
    Pairs,
    Part,
    Plot,
    Points,
    Report,
    Sentence,
    Table,
)
from checker.location import Location
from checker.render.annual.sources import Sources
from checker.render.annual.view import (
    AnnualView,
    BlockView,
    CellView,
    ClauseView,
    ColumnView,
    PairsView,
    PartView,
    PlotView,
    QuoteView,
    SentenceView,
    TableView,
)
from checker.render.printable import one_line
from checker.render.report_outcomes import anchor
from checker.render.report_view import Mark

Draw = Callable[[Plot], str]
"""A plot as SVG that asks for nothing from outside."""

TONES = {
    "good": Mark("pass", "✓", "good"),
    "bad": Mark("fail", "✗", "bad"),
    "caution": Mark("warning", "!", "caution"),
}
"""The sign of a tone. Its words are for nobody: those of the cell say it all."""

KINDS = {
    Kind.SAID: None,
    Kind.MISSING: Mark("missing", "○", "Missing"),
    Kind.CAUTION: Mark("warning", "!", "Take care"),
}

MOST_COLUMNS = 8
"""A table with more of them is printed on paper that lies on its side."""


def build_annual(report: Report, draw: Draw) -> AnnualView:
    """Everything that the pages of a report show. `draw` makes the pictures."""
    return _Builder(report, draw).view()


class _Builder:
    def __init__(self, report: Report, draw: Draw) -> None:
        self.report = report
        self.draw = draw
        self.sources = Sources(report.lines, _places(report))
        self.quoted = {quote.id for quote in report.quotes}

    def view(self) -> AnnualView:
        report = self.report
        parts = tuple(map(self.part, report.parts))
        return AnnualView(
            about=report.about, title=one_line(report.title), subject=one_line(report.subject),
            fiscal_year=report.fiscal_year, as_of=one_line(report.as_of),
            bypasses=tuple(map(one_line, report.bypasses)), parts=parts,
            quotes=tuple(
                QuoteView(quote.id, anchor("clause", quote.id), one_line(quote.words)) for quote in report.quotes
            ),
            files=self.sources.files(), groups=self.sources.groups(), made_by=f"cxcheck {__version__}",
        )  # fmt: skip

    def part(self, part: Part) -> PartView:
        clauses = (
            ClauseView(clause, anchor("clause", clause) if clause in self.quoted else "")
            for clause in part.clauses
        )
        blocks = tuple(map(self.block, part.blocks))
        missing = sum(sentence.kind is Kind.MISSING for sentence in _sentences(part))
        return PartView(
            part.number, part.name, f"part-{part.name}", one_line(part.title), tuple(clauses), blocks, missing
        )

    def block(self, block: Block) -> BlockView:
        match block:
            case Sentence():
                return BlockView("sentence", sentence=self.sentence(block))
            case Points(items):
                return BlockView("points", points=tuple(map(self.sentence, items)))
            case Pairs(name, pairs):
                shown = tuple((one_line(each), self.cell(cell)) for each, cell in pairs)
                return BlockView("pairs", pairs=PairsView(one_line(name), shown))
            case Heading(text):
                return BlockView("heading", heading=one_line(text))
            case Table():
                return BlockView("table", table=self.table(block))
            case Plot():
                return BlockView("plot", plot=self.plot(block))
            case _:
                assert_never(block)

    def sentence(self, sentence: Sentence) -> SentenceView:
        source = self.sources.source(sentence.places)
        return SentenceView(one_line(sentence.text), source, KINDS[sentence.kind])

    def cell(self, cell: Cell) -> CellView:
        return CellView(one_line(cell.text), self.sources.source(cell.places), TONES.get(cell.tone))

    def table(self, table: Table) -> TableView:
        return TableView(
            f"table-{table.name}", one_line(table.caption),
            tuple(ColumnView(one_line(column.title), column.is_number) for column in table.columns),
            tuple(tuple(map(self.cell, row)) for row in table.rows),
            one_line(table.note), len(table.columns) > MOST_COLUMNS,
        )  # fmt: skip

    def plot(self, plot: Plot) -> PlotView:
        drawing = Markup(self.draw(plot))  # noqa: S704 - whoever draws escapes what it writes into its picture
        return PlotView(
            f"figure-{plot.name}", one_line(plot.title), one_line(plot.alternative), drawing, self.table(plot.data)
        )  # fmt: skip


def _sentences(part: Part) -> Iterator[Sentence]:
    for block in part.blocks:
        if isinstance(block, Sentence):
            yield block
        elif isinstance(block, Points):
            yield from block.items


def _cells(part: Part) -> Iterator[Cell]:
    for block in part.blocks:
        if isinstance(block, Pairs):
            yield from (cell for _, cell in block.pairs)
        elif isinstance(block, Table | Plot):
            table = block if isinstance(block, Table) else block.data
            yield from (cell for row in table.rows for cell in row)


def _places(report: Report) -> Iterator[Location]:
    """Every place that the report names: no number is without its line, whatever the list of lines holds."""
    for part in report.parts:
        for sentence in _sentences(part):
            yield from sentence.places
        for cell in _cells(part):
            yield from cell.places
