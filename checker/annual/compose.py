"""The whole of an agency's annual report on one page: years in, sixteen parts out (EO 14058 section 6; clause S1.p6.s7)."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from checker.annual.parts.amendment import amendment
from checker.annual.parts.attestation import attestation
from checker.annual.parts.capacity import capacity
from checker.annual.parts.coordination import coordination
from checker.annual.parts.coverage import coverage
from checker.annual.parts.designation import designation
from checker.annual.parts.determination import determination
from checker.annual.parts.findings import findings
from checker.annual.parts.header import header
from checker.annual.parts.improvement import improvement
from checker.annual.parts.limitations import limitations
from checker.annual.parts.means import means
from checker.annual.parts.performance import performance
from checker.annual.parts.protections import protections
from checker.annual.parts.root_causes import root_causes
from checker.annual.parts.waivers import waivers
from checker.annual.report import (
    Block,
    Cell,
    Pairs,
    Part,
    PlanLine,
    Plot,
    Points,
    Quote,
    Report,
    Sentence,
    Table,
)
from checker.annual.sections import SECTIONS
from checker.annual.year import Account
from checker.location import Location
from checker.plan.text import SourceText
from checker.policy.rulebook import Rulebook

_HELD_BACK = "not shown: it tells of few people"
"""What stands for the words of a line that holds a figure which is held back."""
_LONGEST = 200
"""Characters of a line of a plan that a report shows."""
_PARTS: tuple[Callable[[Account], Part], ...] = (
    header, determination, designation, capacity, performance, improvement, amendment, protections, means, root_causes, coordination,
    findings, waivers, coverage, limitations, attestation,
)  # fmt: skip


def agency_report(account: Account) -> Report:
    """The report on one agency's year."""
    parts = tuple(part(account) for part in _PARTS)
    agency = account.year.assessment.agency or "Agency not named"
    texts = {path: text for year in account.years for path, text in year.read.texts.items()}
    hidden = {(place.file, place.line) for year in account.years for place in year.measures.hidden}
    return Report(
        "agency", f"Annual accountability report of {agency}, fiscal year {account.year.fiscal_year}", agency,
        account.year.fiscal_year, account.year.assessment.as_of, parts, quotes(parts, account.rulebook), lines(parts, texts, hidden),
        account.year.assessment.bypasses,
    )  # fmt: skip


def quotes(parts: Iterable[Part], rulebook: Rulebook) -> tuple[Quote, ...]:
    """The words of every clause that a part names: those of the pack first, then the sections of EO 14058."""
    named = {clause for part in parts for clause in part.clauses}
    words = {**{clause.id: clause.quote for clause in rulebook.clauses.values()}, **SECTIONS}
    return tuple(Quote(name, text) for name, text in words.items() if name in named)


def lines(
    parts: Iterable[Part], texts: Mapping[str, SourceText], hidden: Collection[tuple[str, int]] = ()
) -> tuple[PlanLine, ...]:
    """Every line that the parts come from, with its text where the plan is at hand; `hidden` ones are never shown."""
    found = {(place.file, place.line) for part in parts for block in part.blocks for place in _places(block)}
    return tuple(
        PlanLine(
            path,
            line,
            _HELD_BACK if (path, line) in hidden else texts[path].line(line).strip() if path in texts else "",
        )
        for path, line in sorted(found)
    )


def _places(block: Block) -> Iterator[Location]:
    match block:
        case Sentence():
            yield from block.places
        case Points():
            yield from (place for item in block.items for place in item.places)
        case Pairs():
            yield from _of_cells(cell for _, cell in block.pairs)
        case Table():
            yield from _of_cells(cell for row in block.rows for cell in row)
        case Plot():
            yield from _places(block.data)
        case _:
            pass


def _of_cells(cells: Iterable[Cell]) -> Iterator[Location]:
    return (place for cell in cells for place in cell.places)
