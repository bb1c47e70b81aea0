"""Parts 1, 2, 15 and 16: what was reviewed, how it is rated, what limits the figures, who answers for the plans."""

from collections import Counter
from collections.abc import Iterable, Iterator

from checker.annual.government.whole import Entry, Whole
from checker.annual.parts.determination import SCALE, TONES
from checker.annual.parts.header import which_order
from checker.annual.report import Block, Cell, Column, Heat, Pairs, Part, Plot, Points, Table
from checker.annual.wording import caution, count_cell, counted, figure, joined, missing, said
from checker.assessment.outcome import Rating, Status
from checker.finding import Level
from checker.review.results import Standing

MOST_DRAWN = 40
"""Agencies that a picture shows; more of them would be too small to read. The tables have them all."""


def header(whole: Whole) -> Part:
    """The review, its rules, its day."""
    review = whole.review
    pairs = (
        ("Review", Cell(f"number {review.id} of its record", review.id)),
        ("Fiscal year", Cell(str(whole.fiscal_year), whole.fiscal_year)),
        ("Submissions", count_cell(len(whole.entries))),
        (
            "Day of assessment",
            Cell(review.as_of or f"each plan's own day; the latest is {whole.as_of or 'not known'}"),
        ),
        ("Compared with", Cell(_before(whole))),
        ("Order", Cell(which_order(whole.profile))),
        ("Rules", Cell(f"profile {review.profile}, SHA-256 of the pack {review.pack_digest}")),
        (
            "Roster",
            Cell(f"SHA-256 {review.roster}" if review.roster else "none: submissions were named one by one"),
        ),
        ("Program", Cell(f"cxcheck {review.tool_version}")),
    )
    blocks: list[Block] = [Pairs("about", pairs)]
    if review.bypasses:
        blocks.append(said("This review differs from a plain one:"))
        blocks.append(Points(tuple(said(each) for each in review.bypasses)))
    return Part(1, "header", "What this report is about", ("S1.p6.s7",), tuple(blocks))


def _before(whole: Whole) -> str:
    years = sorted({entry.fiscal_year for entry in whole.before.values() if entry.fiscal_year is not None})
    if not years:
        return "nothing: the record holds no plan of an earlier fiscal year"
    return f"{counted(len(whole.before), 'plan')} of fiscal year {joined(list(map(str, years)))}"


def determination(whole: Whole) -> Part:
    """Received, late, missing; the rating of every agency beside last year's; the clauses by agency."""
    entries = _shown(whole)
    ratings = Counter(entry.rating for entry in entries if entry.rating is not None)
    standings = Counter(entry.standing for entry in entries)
    words = joined(
        [f"{standings[standing]} {standing.value}" for standing in Standing if standings[standing]]
    )
    rated = joined([f"{ratings[rating]} {rating.value}" for rating in Rating])
    blocks: list[Block] = [
        said(f"{counted(len(entries), 'submission')}: {words or 'none'}."),
        said(f"Rated {rated}."),
    ]
    if whole.before:
        blocks.append(said(_trend(whole)))
    blocks.append(_agencies(whole))
    if whole.assessed:
        blocks.append(_heat(whole))
    return Part(2, "determination", "Determination, agency by agency", ("S1.p6.s7",), tuple(blocks))


def _trend(whole: Whole) -> str:
    both = [(entry, whole.before[entry.key]) for entry in whole.assessed if entry.key in whole.before]
    if not both:
        return "No agency has a plan of this year and of an earlier one."
    errors = [(now.levels[Level.ERROR], then.levels[Level.ERROR]) for now, then in both]
    better, worse = sum(now < then for now, then in errors), sum(now > then for now, then in errors)
    return (
        f"{counted(len(both), 'agency', 'agencies')} also {_has(len(both))} a plan of an earlier year. Errors became fewer for {better}, "
        f"more for {worse}, and are as many for {len(both) - better - worse}."
    )


def _agencies(whole: Whole) -> Table:
    columns = (
        Column("Agency"), Column("Standing"), Column("Rating"), Column("Rating the year before"),
        *(Column(f"{level.value.capitalize()}s", is_number=True) for level in Level), Column("Errors the year before", is_number=True),
        Column("Need a person", is_number=True), Column("Waived", is_number=True),
    )  # fmt: skip
    rows = tuple(_agency(entry, whole.before.get(entry.key)) for entry in _shown(whole))
    return Table("agencies", "Every submission, its rating and its findings", columns, rows)


def _shown(whole: Whole) -> list[Entry]:
    """Every submission but those of other years."""
    others = {entry.key for entry in whole.other_years}
    return [entry for entry in whole.entries if entry.key not in others]


def _agency(entry: Entry, before: Entry | None) -> tuple[Cell, ...]:
    standing = Cell(f"{entry.standing.value}: {entry.reason}" if entry.reason else entry.standing.value)
    if not entry.counts_here:
        blank = Cell("no plan")
        return (
            Cell(entry.agency),
            standing,
            _rated(entry),
            _rated(before),
            *[blank] * len(Level),
            _errors(before),
            blank,
            blank,
        )
    return (
        Cell(entry.agency), standing, _rated(entry), _rated(before), *(count_cell(entry.levels[level]) for level in Level), _errors(before),
        count_cell(entry.counts[Status.NEEDS_REVIEW]), count_cell(entry.counts[Status.WAIVED]),
    )  # fmt: skip


def _rated(entry: Entry | None) -> Cell:
    if entry is None or entry.rating is None:
        return Cell("not reviewed" if entry is None else "not rated")
    return Cell(entry.rating.value.capitalize(), tone=TONES[entry.rating])


def _errors(entry: Entry | None) -> Cell:
    return (
        count_cell(entry.levels[Level.ERROR])
        if entry is not None and entry.counts_here
        else Cell("not reviewed")
    )


def _heat(whole: Whole) -> Plot:
    groups = _groups(clause for entry in whole.assessed for clause in entry.worst)
    drawn = sorted(whole.assessed, key=lambda entry: (-entry.levels[Level.ERROR], entry.agency))[:MOST_DRAWN]
    drawn.sort(key=lambda entry: entry.agency)
    names = tuple(entry.agency for entry in drawn)
    cells = tuple(tuple(_of_group(entry, clauses) for clauses in groups.values()) for entry in drawn)
    heat = Heat(names, tuple(groups), cells, SCALE)
    data = Table(
        "clauses-by-agency-data", "The worst that the clauses of each paragraph came to, by agency",
        (Column("Agency"), *map(Column, groups)),
        tuple((Cell(name), *map(Cell, row)) for name, row in zip(names, cells, strict=True)),
        "" if len(drawn) == len(whole.assessed) else f"The {len(drawn)} agencies with most errors, of {len(whole.assessed)}.",
    )  # fmt: skip
    wrong = {group: sum(row[at] == "error" for row in cells) for at, group in enumerate(groups)}
    most = max(wrong, key=lambda group: wrong[group])
    words = (
        f"{most} came to an error for {wrong[most]} of {len(names)} agencies, more than any other."
        if wrong[most]
        else "No paragraph came to an error."
    )
    return Plot("clauses-by-agency", "Clauses of the order by agency", words, heat, data)


def _groups(clauses: Iterable[str]) -> dict[str, list[str]]:
    """Clauses by the paragraph or the sentence that they belong to: `S1.p4.s1.a` to `S1.p4`, `S2.p1.s3` to itself, `S3(a)` to `S3`."""
    groups: dict[str, list[str]] = {}
    for clause in sorted(set(clauses)):
        parts = clause.split(".")
        name = clause[:2] if "(" in clause else ".".join(parts[: 3 if parts[0] == "S2" else 2])
        groups.setdefault(name, []).append(clause)
    return groups


def _of_group(entry: Entry, clauses: list[str]) -> str:
    words = {entry.worst.get(clause, "asks nothing") for clause in clauses}
    return next(word for word in SCALE if word in words)


def limitations(whole: Whole) -> Part:
    """What is missing, what could not be read, what waits for a person, and what the comparison with last year lacks."""
    blocks: list[Block] = []
    for standing in (
        Standing.MISSING,
        Standing.LATE,
        Standing.UNREADABLE,
        Standing.REFUSED,
        Standing.DUPLICATE,
    ):
        found = [entry for entry in whole.entries if entry.standing is standing]
        if found:
            blocks.append(caution(f"{counted(len(found), 'submission')} {standing.value}:"))
            blocks.append(
                Points(tuple(said(f"{entry.agency}: {entry.reason or standing.value}") for entry in found))
            )
    if whole.other_years:
        blocks.append(
            caution(
                f"{counted(len(whole.other_years), 'plan')} of other fiscal years; no figure here takes {'it' if len(whole.other_years) == 1 else 'them'} in:"
            )
        )
        blocks.append(
            Points(
                tuple(
                    said(f"{entry.agency}: fiscal year {entry.fiscal_year or 'not named'}")
                    for entry in whole.other_years
                )
            )
        )
    if whole.review.skipped:
        blocks.append(
            caution(
                f"{counted(len(whole.review.skipped), 'file')} stood among the submissions and {_were(len(whole.review.skipped))} not looked at:"
            )
        )
        blocks.append(Points(tuple(said(f"{path}: {reason}") for path, reason in whole.review.skipped)))
    blocks += _unsure(whole)
    if not whole.before:
        blocks.append(
            missing(
                "The record holds no plan of an earlier fiscal year, so nothing is compared with last year."
            )
        )
    return Part(
        15,
        "limitations",
        "Limits of the data",
        ("S2.p1.s2",),
        tuple(blocks) or (said("Nothing is known that limits the figures."),),
    )


def _unsure(whole: Whole) -> Iterator[Block]:
    unsure = [entry for entry in whole.assessed if entry.counts[Status.NOT_EVALUATED]]
    if unsure:
        names = joined([f"{entry.agency} ({entry.counts[Status.NOT_EVALUATED]})" for entry in unsure])
        yield caution(f"Rules could not be evaluated on the plans of {names}.")
    waiting = whole.portfolio.waiting
    if waiting:
        asked = sum(len(each.agencies) for each in waiting)
        yield caution(
            f"{counted(len(waiting), 'rule')} {'needs' if len(waiting) == 1 else 'need'} a person: {counted(asked, 'answer')} not given yet."
        )
        yield Points(
            tuple(
                said(f"{each.rule} ({counted(len(each.agencies), 'agency', 'agencies')}): {each.question}")
                for each in waiting
            )
        )


def attestation(whole: Whole) -> Part:
    """Whose plan is attested by an official, and whose is not."""
    signed: list[str] = []
    unsigned: list[str] = []
    for entry in whole.assessed:
        count = entry.figures.counted("attested")
        (signed if count is not None and count.value else unsigned).append(entry.agency)
    blocks: list[Block] = [
        said(
            f"{counted(len(signed), 'plan')} of {figure(len(whole.assessed))} {'is' if len(signed) == 1 else 'are'} attested by an official."
        )
    ]
    if unsigned:
        blocks.append(missing(f"Nobody attests the plans of {joined(unsigned)}."))
    blocks.append(
        said(
            "A signature under this report is a person's. The program attests to nothing but what it read and compared."
        )
    )
    return Part(16, "attestation", "Attestation", ("S1.p6.s7",), tuple(blocks))


def _has(count: int) -> str:
    return "has" if count == 1 else "have"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"
