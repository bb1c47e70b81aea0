"""Part 2: the rating, what it rests on, and how it was in earlier years."""

from collections import Counter
from collections.abc import Iterable

from checker.annual.report import Block, Cell, Column, Heat, Part, Plot, Table
from checker.annual.wording import caution, count_cell, counted, joined, said
from checker.annual.year import Account, Year
from checker.assessment.outcome import Assessment, Outcome, Rating, Status
from checker.finding import Level
from checker.policy.rule import Strength

WORDS = {
    Rating.GREEN: "Green: the plan could be read, and no error was found.",
    Rating.YELLOW: "Yellow: the plan could be read, and an error was found or could not be ruled out.",
    Rating.RED: "Red: nothing usable was submitted.",
}
TONES = {Rating.GREEN: "good", Rating.YELLOW: "caution", Rating.RED: "bad"}
_STRENGTHS = {
    Strength.MUST: "Duties (must)", Strength.DEFINITION: "Definitions", Strength.SHOULD: "Expectations (should)",
    Strength.RECITAL: "Recitals",
}  # fmt: skip
SCALE = ("error", "not known", "warning", "note", "needs a person", "waived", "met", "asks nothing")
"""What a family of rules can come to, the worst first."""


def determination(account: Account) -> Part:
    """The rating with the counts that it rests on; no error is averaged away."""
    assessment = account.year.assessment
    blocks: list[Block] = [
        said(WORDS[assessment.rating]),
        said(_counts(assessment)),
        _by_strength(assessment),
    ]
    waiting = assessment.counts[Status.NEEDS_REVIEW]
    if waiting:
        wait = "waits" if waiting == 1 else "wait"
        blocks.append(
            caution(f"{counted(waiting, 'rule')} {wait} for a person. The rating says nothing of them.")
        )
    blocks += [_years(account), _families(account)]
    return Part(2, "determination", "Determination", ("S1.p6.s7",), tuple(blocks))


def _counts(assessment: Assessment) -> str:
    found = joined([counted(assessment.levels[level], level.value) for level in Level])
    unsure = [outcome for outcome in assessment.outcomes if outcome.status is Status.NOT_EVALUATED]
    more = f" {counted(len(unsure), 'rule')} could not be evaluated." if unsure else ""
    return f"Found: {found}.{more}"


def _by_strength(assessment: Assessment) -> Table:
    columns = (
        Column("How strongly the order asks"),
        *(Column(_title(status), is_number=True) for status in Status),
    )
    rows = []
    for strength, title in _STRENGTHS.items():
        counts = Counter(
            outcome.status for outcome in assessment.outcomes if outcome.rule.strength is strength
        )
        rows.append((Cell(title), *(count_cell(counts[status]) for status in Status)))
    return Table(
        "rules-by-strength",
        "Rules by how strongly the order asks, and what came of them",
        columns,
        tuple(rows),
    )


def _years(account: Account) -> Table:
    columns = (
        Column("Fiscal year"), Column("Rating"), *(Column(f"{level.value.capitalize()}s", is_number=True) for level in Level),
        Column("Need a person", is_number=True), Column("Waived", is_number=True), Column("Not evaluated", is_number=True),
    )  # fmt: skip
    rows = tuple(_year(year) for year in account.years)
    note = "Every year is judged by the rules of today, each as of its own day." if len(rows) > 1 else ""
    return Table("ratings", "Rating of this year and of earlier years", columns, rows, note)


def _year(year: Year) -> tuple[Cell, ...]:
    assessment = year.assessment
    return (
        Cell(str(year.fiscal_year)), Cell(assessment.rating.value.capitalize(), tone=TONES[assessment.rating]),
        *(count_cell(assessment.levels[level]) for level in Level),
        *(count_cell(assessment.counts[status]) for status in (Status.NEEDS_REVIEW, Status.WAIVED, Status.NOT_EVALUATED)),
    )  # fmt: skip


def _families(account: Account) -> Plot:
    years = tuple(reversed(account.years))
    families = sorted({outcome.rule.topic for outcome in account.year.assessment.outcomes})
    cells = tuple(
        tuple(worst(each for each in year.assessment.outcomes if each.rule.topic == family) for year in years)
        for family in families
    )
    columns = tuple(f"FY{year.fiscal_year}" for year in years)
    data = Table(
        "families-data", "What each family of rules came to", (Column("Family of rules"), *map(Column, columns)),
        tuple((Cell(_family(name)), *map(Cell, row)) for name, row in zip(families, cells, strict=True)),
    )  # fmt: skip
    heat = Heat(tuple(map(_family, families)), columns, cells, SCALE)
    return Plot("families", "The worst that each family of rules came to", _in_words(heat), heat, data)


def worst(outcomes: Iterable[Outcome]) -> str:
    """The worst of some outcomes, a word of `SCALE`."""
    words = {_word(outcome) for outcome in outcomes}
    return next((word for word in SCALE if word in words), "asks nothing")


def _word(outcome: Outcome) -> str:
    if outcome.status is Status.FAIL:
        return (
            min(outcome.findings, key=lambda each: each.level.rank).level.value
            if outcome.findings
            else outcome.level.value
        )
    return {
        Status.PASS: "met", Status.WAIVED: "waived", Status.NEEDS_REVIEW: "needs a person", Status.NOT_EVALUATED: "not known",
    }.get(outcome.status, "asks nothing")  # fmt: skip


def _in_words(heat: Heat) -> str:
    now = [row[-1] for row in heat.cells]
    wrong = [name for name, word in zip(heat.rows, now, strict=True) if word == "error"]
    words = f"{counted(len(wrong), 'family', 'families')} of {len(now)} came to an error this year: {joined(wrong)}."
    if not wrong:
        words = f"None of the {len(now)} families came to an error this year."
    if len(heat.columns) < 2:
        return words
    return f"{words} The year before it was {sum(row[-2] == 'error' for row in heat.cells)}."


def _family(topic: str) -> str:
    return topic.replace("-", " ").capitalize()


def _title(status: Status) -> str:
    return status.words.capitalize()
