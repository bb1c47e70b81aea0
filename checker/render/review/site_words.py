"""The words, signs and addresses of the pages of a review. No standing is told by its colour alone."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256

from checker.finding import Level
from checker.render.counts import counted
from checker.render.printable import one_line
from checker.render.report_view import Mark
from checker.render.report_words import LEVELS
from checker.render.review.site_view import Bar, CellView, Link, Links, Part
from checker.review.naming import slug
from checker.review.portfolio import Cell
from checker.review.results import Standing

STANDINGS = {
    Standing.RECEIVED: Mark("pass", "✓", "Received"),
    Standing.LATE: Mark("warning", "!", "Late"),
    Standing.MISSING: Mark("fail", "✗", "Missing"),
    Standing.UNREADABLE: Mark("fail", "✗", "Unreadable"),
    Standing.DUPLICATE: Mark("not-applicable", "–", "Duplicate"),
    Standing.REFUSED: Mark("fail", "✗", "Refused"),
}
NOT_RATED = Mark("not-applicable", "–", "Not rated")

# What a family can come to, the gravest first: a cell shows the first that there is of it, and the rest beside it.
OUTCOMES = (
    Mark("error", "✗", "errors"),
    Mark("not-evaluated", "!", "not evaluated"),
    Mark("warning", "!", "warnings"),
    Mark("note", "i", "notes"),
    Mark("needs-review", "?", "a person must judge"),
    Mark("waived", "~", "waived"),
    Mark("pass", "✓", "met"),
    Mark("not-applicable", "–", "does not apply"),
)
_MET = 6
"""From here on in `OUTCOMES` nothing is left to do."""
NOT_ASKED = CellView(Mark("no-rule", "·", "not asked"), "", -1)
_GRADE = 1_000_000
_MOST = 40
"""Agencies that are named one by one."""
_WIDTH = 600


def page_of(key: str, agency: str) -> str:
    """The name of a submission's page: safe on every system, and the same in every review."""
    mark = sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{slug(agency or key)}-{mark}.html"


def name(key: str, agency: str) -> str:
    """What a submission is called: its agency, or else its place."""
    return one_line(agency) or one_line(key) or "Agency not named"


class Pages:
    """Links to the pages of submissions. Where two have one name, each is called by its key as well."""

    def __init__(self, submissions: Iterable[tuple[str, str]]) -> None:
        self._agencies = dict(submissions)
        self._often = Counter(name(*who) for who in self._agencies.items())

    def link(self, key: str) -> Link:
        """A link from the first page."""
        agency = self._agencies[key]
        text = name(key, agency)
        if self._often[text] > 1:
            place = one_line(key)
            text = place if place.startswith(text) else f"{text}: {place}"
        return Link(f"agencies/{page_of(key, agency)}", text)

    def links(self, agencies: Sequence[tuple[str, str]]) -> Links:
        """Links to the first of these submissions."""
        shown = tuple(self.link(key) for key, _ in agencies[:_MOST])
        return Links(shown, len(agencies) - len(shown), len(agencies))


def family(topic: str) -> str:
    """`service-standards`: Service standards."""
    return one_line(topic).replace("-", " ").capitalize()


@lru_cache(maxsize=4096)
def cell(found: Cell) -> CellView:
    """A family in one plan."""
    counts = (
        found.errors, found.not_evaluated, found.warnings, found.notes, found.waiting, found.waived, found.passed, found.silent,
    )  # fmt: skip
    there = [index for index, count in enumerate(counts) if count]
    if not there:
        return NOT_ASKED
    worst, *rest = there
    mark = OUTCOMES[worst]
    words = _words(worst, counts[worst])
    more = ", ".join(_words(index, counts[index]) for index in rest if index < _MET)
    weight = (len(OUTCOMES) - worst) * _GRADE + counts[worst]
    return CellView(Mark(mark.key, mark.sign, words), more, weight)


def _words(outcome: int, count: int) -> str:
    key, words = OUTCOMES[outcome].key, OUTCOMES[outcome].words
    if key in ("error", "warning", "note"):
        return counted(count, key)
    if key == "needs-review":
        return words if count == 1 else f"{words} ({count})"
    return words if outcome >= _MET else f"{count} {words}"


def file_cell(levels: Sequence[int]) -> CellView:
    """What is wrong with the file itself, by level."""
    errors, warnings, notes = levels
    if not any(levels):
        return CellView(Mark("pass", "✓", "in order"), "", 0)
    return cell(Cell(errors, warnings, notes, 0, 0, 0, 0, 0))


def bars(rows: Iterable[tuple[str, Sequence[tuple[Mark, int]]]]) -> tuple[Bar, ...]:
    """Bars of one chart: the longest is as wide as the chart, and nothing that was counted is too narrow to see."""
    listed = [(name_, list(parts)) for name_, parts in rows]
    most = max((sum(count for _, count in parts) for _, parts in listed), default=0)
    made = []
    for name_, parts in listed:
        x, placed = 0, []
        for mark, count in parts:
            width = max(2, count * _WIDTH // most) if count else 0
            placed.append(Part(mark, count, x, width))
            x += width
        made.append(Bar(name_, sum(count for _, count in parts), tuple(placed)))
    return tuple(made)


def levels(counts: Sequence[int]) -> list[tuple[Mark, int]]:
    """Counts by level, with their marks."""
    return [(LEVELS[level], count) for level, count in zip(Level, counts, strict=True)]
