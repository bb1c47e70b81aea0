"""Every number of the performance part, recomputed from the export with the csv module and arithmetic that is written here.

The plans come from `cxcheck import a11 --by-year`, the report from those plans; the figures below from the rows alone. A number on
the page that was not recomputed fails the test, and so does a recomputed one that is not on the page. Numbers of the other parts
count rules and findings; which they are is asserted. OMB's export stands beside the repository; where it is absent, the made-up
one shows the same.
"""

import csv
import io
import re
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest

from checker.annual.compose import agency_report
from checker.annual.report import Cell, Heading, Part, Plot, Table, Trend
from checker.annual.year import Account, Year
from checker.assessment.assess import Choice, assess
from checker.plan.importers.a11 import import_a11
from checker.policy.evaluator import Evaluator
from checker.policy.rulebook import Rulebook, load_rulebook
from checker.resources import resource
from tests.annual.years import read_text

HERE = Path(__file__)
MADE_UP = HERE.parents[1] / "data" / "a11-made-up.csv"
EXPORT = HERE.parents[3] / "shared" / "data" / "a11-feedback" / "hisp-feedback-fy2021-fy2023q1.csv"
FEW = 10
SLOTS = ("", "satisfaction", "trust", "effectiveness", "ease", "efficiency", "transparency", "employee")
MINUS = "\N{MINUS SIGN}"


# -- the export, read without the program ------------------------------------------------------------------------


class Answers(NamedTuple):
    """One question of one row."""

    words: str
    counts: list[int]
    scale: int

    @property
    def n(self) -> int:
        """How many answered."""
        return sum(self.counts)

    @property
    def mean(self) -> Fraction | None:
        """The mean of five points; the others have none."""
        if not self.n or self.scale != 5 or len(self.counts) != 5:
            return None
        return Fraction(sum((place + 1) * count for place, count in enumerate(self.counts)), self.n)


class Row(NamedTuple):
    """One row of the export."""

    service: str
    service_name: str
    survey: str
    title: str
    channel: str
    year: int
    quarter: int
    customers: int | None
    offered: int | None
    respondents: int | None
    answers: dict[int, Answers]

    @property
    def when(self) -> str:
        """The quarter as the page names it."""
        return f"FY{self.year} Q{self.quarter}"

    @property
    def is_few(self) -> bool:
        """Whether so few answered that nothing is shown."""
        return self.respondents is not None and 0 < self.respondents < FEW


def whole(text: str) -> int | None:
    return int(Decimal(text)) if text else None


def plainly(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def rows_of(content: bytes) -> dict[str, list[Row]]:
    """The rows of each provider, by its number in the export, oldest first."""
    providers: dict[str, list[Row]] = {}
    for cells in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        found = {
            name.removeprefix("attributes_"): (value or "").strip() for name, value in cells.items() if name
        }
        ten = any(
            re.search(r"\b10-point scale|\bscale (?:of|from) 1 to 10\b", found[f"q{slot}_text"])
            for slot in range(1, 8)
        )
        answers = {}
        for slot in range(1, 12):
            counts = [
                number for point in range(1, 6) if (number := whole(found[f"q{slot}_{point}"])) is not None
            ]
            has_mean = found[f"q{slot}_point_scale"] not in ("", "NaN")
            if slot < 8 or found[f"q{slot}_text"] or sum(counts) or has_mean:
                answers[slot] = Answers(found[f"q{slot}_text"], counts, 10 if ten else 5)
        survey = "|".join(
            plainly(found[name])
            for name in ("service_id", "service_provided", "transaction_point", "channel")
        )
        providers.setdefault(found["service_provider_id"], []).append(Row(
            found["service_id"], " ".join(found["service_name"].split()), survey, " ".join(found["service_provided"].split()),
            found["channel"], int(found["collection_year"]), int(found["collection_quarter"]), whole(found["volume_of_customers"]),
            whole(found["volume_of_customers_provided_survey_opportunity"]), whole(found["volume_of_respondents"]), answers,
        ))  # fmt: skip
    return {
        provider: sorted(rows, key=lambda row: (row.year, row.quarter))
        for provider, rows in providers.items()
    }


# -- how numbers are written -------------------------------------------------------------------------------------


def half_up(value: Fraction, digits: int) -> Decimal:
    scaled = abs(value) * 10**digits
    units = scaled.numerator // scaled.denominator + (
        2 * (scaled.numerator % scaled.denominator) >= scaled.denominator
    )
    return (Decimal(units) / 10**digits * (-1 if value < 0 else 1)).quantize(
        Decimal(1).scaleb(-digits), ROUND_HALF_UP
    )


def points(value: Fraction) -> str:
    return f"{half_up(value, 2)} of 5"


def percent(value: Fraction) -> str:
    hundred, digits = value * 100, 1
    while 0 < hundred < 1 and hundred < Fraction(1, 10 ** (digits - 1)) and digits < 6:
        digits += 1
    return f"{half_up(hundred, digits)}%"


Number = tuple[str, float]
"""The words of a cell and the number behind them, to ten digits."""


def number(text: str, value: Fraction | int) -> Number:
    return (text, float(f"{float(value):.10g}"))


def count(value: int) -> Number:
    return number(f"{value:,}", value)


# -- what the page must hold -------------------------------------------------------------------------------------

Expected = Counter[tuple[str, str, str, str, Number]]
"""Kind of table, the subject, the words that name the row, the column, and the number."""


class Page:
    """The figures of one provider's report for its latest year."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.year = rows[-1].year
        self.now = [row for row in rows if row.year == self.year]
        self.titles = {(row.survey, row.year): row.title for row in rows}
        self.names: dict[str, str] = {row.service: row.service_name for row in rows}
        self.found: Expected = Counter()

    def add(self, kind: str, subject: str, row: str, column: str, found: Number | None) -> None:
        """One figure on the page, if there is one."""
        if found is not None:
            self.found[kind, subject, row, column, found] += 1

    def title(self, row: Row) -> str:
        """The survey as the plan of that year names it."""
        return self.titles[row.survey, row.year]

    def hidden(self, year: int) -> set[int]:
        """Places in `rows` whose respondents are held back: the small ones, and what would tell them."""
        held: set[int] = set()
        for survey in {row.survey for row in self.rows if row.year == year}:
            mine = [place for place, row in enumerate(self.rows) if row.survey == survey and row.year == year]
            small = {place for place in mine if self.rows[place].is_few}
            others = sorted(
                (self.rows[place].respondents or 0, place)
                for place in mine
                if place not in small and self.rows[place].respondents
            )
            while (
                small
                and others
                and (len(small) < 2 or sum(self.rows[place].respondents or 0 for place in small) < FEW)
            ):
                small.add(others.pop(0)[1])
            held |= small
        return held

    def volumes(self) -> None:
        """Customers, offered and answered, by quarter and, for several quarters, by year."""
        hidden = self.hidden(self.year)
        for place, row in enumerate(self.rows):
            if row.year == self.year:
                self.volume(self.names[row.service], f"{row.when} | {self.title(row)}", row.customers, row.offered,
                            None if place in hidden else row.respondents)  # fmt: skip
        for survey in dict.fromkeys(row.survey for row in self.now):
            mine = [row for row in self.now if row.survey == survey]
            if len(mine) < 2:
                continue
            sums = [
                None if None in volumes else sum(volume or 0 for volume in volumes)
                for volumes in (
                    [row.customers for row in mine],
                    [row.offered for row in mine],
                    [row.respondents for row in mine],
                )
            ]
            held = [self.rows[place].respondents or 0 for place in hidden if self.rows[place] in mine]
            if held and (len(held) < 2 or sum(held) < FEW):
                sums[2] = None
            name = f"FY{self.year}, {len(mine)} quarters | {self.title(mine[-1])}"
            self.volume(self.names[mine[-1].service], name, *sums)

    def volume(
        self, subject: str, name: str, customers: int | None, offered: int | None, respondents: int | None
    ) -> None:
        """One row of volumes."""
        for column, value in (
            ("Customers", customers),
            ("Offered the survey", offered),
            ("Answered", respondents),
        ):
            self.add("volumes", subject, name, column, None if value is None else count(value))
        for column, part, all_ in (
            ("Offer rate", offered, customers),
            ("Response rate", respondents, offered),
        ):
            if part is not None and all_ and part <= all_:
                self.add(
                    "volumes",
                    subject,
                    name,
                    column,
                    number(percent(Fraction(part, all_)), Fraction(part, all_)),
                )

    def answers(self) -> None:
        """Every question of this year, with the year before."""
        hidden = self.hidden(self.year)
        for place, row in enumerate(self.rows):
            if row.year != self.year:
                continue
            for slot, answers in row.answers.items():
                name = (
                    f"{row.when} | {self.title(row)} | {SLOTS[slot] if slot < 8 else f'own question {slot}'}"
                )
                self.question("answers", self.names[row.service], name, row, answers, place in hidden)
                before = self.before(row, slot)
                if before is None or answers.mean is None or row.is_few or answers.n < FEW:
                    continue
                self.add(
                    "answers", self.names[row.service], name, "A year before", number(points(before), before)
                )
                change = answers.mean - before
                shown = half_up(change, 2)
                sign = "" if not shown else "+" if change > 0 else MINUS
                self.add(
                    "answers", self.names[row.service], name, "Change", number(f"{sign}{abs(shown)}", change)
                )

    def question(self, kind: str, subject: str, name: str, row: Row, answers: Answers, told: bool) -> None:
        """Answers, mean and share positive of one question."""
        if row.is_few or 0 < answers.n < FEW:
            return
        if answers.counts and not (told and answers.n):
            self.add(kind, subject, name, "Answers", count(answers.n))
        if answers.mean is not None:
            self.add(kind, subject, name, "Mean", number(points(answers.mean), answers.mean))
            share = Fraction(answers.counts[3] + answers.counts[4], answers.n)
            self.add(kind, subject, name, "Positive", number(percent(share), share))

    def before(self, row: Row, slot: int) -> Fraction | None:
        """The mean of the same question in the same quarter a year before, if the words are the same."""
        found = None
        for other in self.rows:
            if (other.survey, other.year, other.quarter) == (
                row.survey,
                row.year - 1,
                row.quarter,
            ) and slot in other.answers:
                answers = other.answers[slot]
                if answers.mean is None or other.is_few or answers.n < FEW:
                    continue
                if (
                    plainly(answers.words) == plainly(row.answers[slot].words)
                    and answers.scale == row.answers[slot].scale
                ):
                    found = answers.mean
        return found

    def trends(self) -> None:
        """Trust on five points: a line for each survey and each wording of it, where it has two figures or more."""
        lines: dict[tuple[str, str, int], dict[str, Fraction]] = {}
        for row in self.rows:
            answers = row.answers[2]
            if answers.scale != 5:
                continue
            again = 0
            while row.when in lines.get((row.survey, plainly(answers.words), again), {}):
                again += 1
            line = lines.setdefault((row.survey, plainly(answers.words), again), {})
            if answers.mean is not None and not row.is_few and answers.n >= FEW:
                line[row.when] = answers.mean
        service = {row.survey: row.service for row in self.rows}
        for (survey, _, _), line in lines.items():
            if len(line) > 1:
                for when, mean in line.items():
                    self.add(
                        "trend-trust", self.names[service[survey]], when, "line", number(points(mean), mean)
                    )

    def beside(self) -> None:
        """The public beside the workforce: the export says of no survey whom it asks."""
        hidden = self.hidden(self.year)
        for audience in ("The public", "The workforce"):
            for what in (
                "Services and processes with results",
                "Surveys with results",
                "People who answered, all surveys of the year",
            ):
                self.add("beside", "", what, audience, count(0))
        for audience in ("The public", "The workforce", "Not said"):
            for what in ("Standards that were measured", "Standards that meet their target", "Goals", "Goals that have reached their target",
                         "Other results"):  # fmt: skip
                self.add("beside", "", what, audience, count(0))
        self.add(
            "beside",
            "",
            "Services and processes with results",
            "Not said",
            count(len({row.service for row in self.now})),
        )
        self.add(
            "beside", "", "Surveys with results", "Not said", count(len({row.survey for row in self.now}))
        )
        if None not in [row.respondents for row in self.now] and not hidden:
            people = sum(row.respondents or 0 for row in self.now)
            self.add("beside", "", "People who answered, all surveys of the year", "Not said", count(people))
        for survey in dict.fromkeys(row.survey for row in self.now):
            row = [each for each in self.now if each.survey == survey][-1]
            place = len(self.rows) - 1 - self.rows[::-1].index(row)
            self.question(
                "trust", "", f"{self.title(row)} | {row.when}", row, row.answers[2], place in hidden
            )


def expected(rows: list[Row]) -> Expected:
    page = Page(rows)
    page.volumes()
    page.answers()
    page.trends()
    page.beside()
    return page.found


# -- what the page holds -----------------------------------------------------------------------------------------


def shown(part: Part) -> Expected:
    """Every numeric cell of every table and plot of the part."""
    found: Expected = Counter()
    subject = ""
    for block in part.blocks:
        if isinstance(block, Heading):
            subject = block.text.rpartition(":")[0]
        if isinstance(block, Plot):
            assert isinstance(block.drawn, Trend), block.name
            _drawn_as_told(block)
        table = block.data if isinstance(block, Plot) else block
        if isinstance(table, Table):
            for cells in table.rows:
                for column, cell in zip(table.columns, cells, strict=True):
                    if cell.value is not None:
                        found[
                            (
                                *_key(table, subject, cells, column.title),
                                number(cell.text, Fraction(repr(cell.value))),
                            )
                        ] += 1
                        assert cell.places or "beside each other" in table.caption, cell
    return found


def _key(table: Table, subject: str, cells: tuple[Cell, ...], column: str) -> tuple[str, str, str, str]:
    words = [cell.text for cell in cells]
    kind = table.name.partition("-")[0]
    if kind == "volumes":
        return ("volumes", subject, f"{words[0]} | {words[1]}", column)
    if kind == "answers":
        return ("answers", subject, f"{words[0]} | {words[1]} | {words[3]}", column)
    if table.name == "public-and-workforce":
        return ("beside", "", words[0], column)
    if table.name == "trust-by-survey":
        return ("trust", "", f"{words[0]} | {words[2]}", column)
    assert table.name.startswith("trend-trust-"), f"{table.name} is not recomputed"
    return ("trend-trust", subject, words[0], "line")


def _drawn_as_told(plot: Plot) -> None:
    """The line that is drawn goes through the figures of the table beside it."""
    assert isinstance(plot.drawn, Trend)
    for place, line in enumerate(plot.drawn.lines, 1):
        table = [
            None if row[place].value is None else float(half_up(Fraction(repr(row[place].value)), 2))
            for row in plot.data.rows
        ]
        assert list(line.values) == table
        known = [value for value in line.values if value is not None]
        for value in (known[0], known[-1], min(known), max(known)):
            assert f"{value:.2f}" in plot.alternative


# -- the proof ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook(resource("rules"))


def reports(name: str, content: bytes, rulebook: Rulebook) -> dict[str, Account]:
    """The account of each provider's years, by its number in the export."""
    years: dict[str, list[Year]] = {}
    for draft in import_a11(name, content, by_year=True).drafts:
        read = read_text(f"{draft.path}.yaml", draft.text)
        assessment = assess(
            read,
            rulebook,
            rulebook.profiles["order-as-amended"],
            Choice(select=("trust-answered",)),
            Evaluator(),
        )
        assert read.document is not None
        year = draft.data["plan"]["fiscal_year"]
        years.setdefault(draft.data["hisp"]["service_provider_id"], []).append(
            Year(year, read, read.document, assessment)
        )
    profile = rulebook.profiles["order-as-amended"]
    return {
        provider: Account(tuple(sorted(found, key=lambda year: -year.fiscal_year)), rulebook, profile)
        for provider, found in years.items()
    }


def assert_recomputed(name: str, content: bytes, rulebook: Rulebook) -> int:
    numbers = 0
    rows = rows_of(content)
    found = reports(name, content, rulebook)
    assert set(found) == set(rows)
    for provider, account in found.items():
        report = agency_report(account)
        parts = {part.name: part for part in report.parts}
        on_page, recomputed = shown(parts["performance"]), expected(rows[provider])
        assert on_page - recomputed == Counter(), f"provider {provider}: on the page and not recomputed"
        assert recomputed - on_page == Counter(), f"provider {provider}: recomputed and not on the page"
        numbers += on_page.total()
        others = {part.name for part in report.parts if part.name != "performance" and _numbers(part)}
        assert others <= {"header", "determination", "findings", "coverage", "waivers"}, (
            "numbers that are no counts of rules"
        )
    return numbers


def _numbers(part: Part) -> bool:
    tables = [block.data if isinstance(block, Plot) else block for block in part.blocks]
    return any(
        cell.value is not None
        for table in tables
        if isinstance(table, Table)
        for row in table.rows
        for cell in row
    )


def test_every_number_of_the_made_up_providers(rulebook: Rulebook) -> None:
    assert assert_recomputed(MADE_UP.name, MADE_UP.read_bytes(), rulebook) > 100


@pytest.mark.skipif(not EXPORT.exists(), reason="OMB's feedback export is not beside the repository")
def test_every_number_of_all_real_providers(rulebook: Rulebook) -> None:
    numbers = assert_recomputed(EXPORT.name, EXPORT.read_bytes(), rulebook)
    print(f"{numbers:,} numbers recomputed")
    assert numbers > 1000
