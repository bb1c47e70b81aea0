"""Parts 3, 4, 6, 8 and 9: numbers that every plan gives, agency by agency, with what they add up to."""

from collections.abc import Sequence

from checker.annual.government.whole import Entry, Whole
from checker.annual.report import Block, Cell, Column, Part, Table
from checker.annual.wording import figure, joined, missing


def designation(whole: Whole) -> Part:
    """Which agencies are designated providers, and how many services they designated."""
    names = {
        "designated provider": "Designated as High Impact Service Provider (1 is yes)",
        "designated services": "Designated services",
    }
    table = by_agency(whole, "designation", "High Impact Service Providers and designated services", names)
    return Part(
        3,
        "designation",
        "Designation",
        ("section 6(a)", "section 6(c)", "S3(e)"),
        (table, *_silent(whole, "designated provider", "do not say whether the agency is designated")),
    )


def capacity(whole: Whole) -> Part:
    """The capacity assessments. Methods differ, so they are not added up."""
    names = {"capacity": "Score", "capacity maximum": "Of", "capacity last year": "Score the year before"}
    table = by_agency(
        whole, "capacity", "Assessments of the capacity to manage customer experience", names, adds_up=False
    )
    return Part(
        4,
        "capacity",
        "Capacity",
        ("section 6(d)",),
        (table, *_silent(whole, "capacity", "give no score of capacity")),
    )


def improvement(whole: Whole) -> Part:
    """Commitments, milestones and goals, as each plan reports them."""
    names = {
        "delivered": "Delivered", "not delivered": "Not delivered", "milestones": "Milestones", "milestones completed": "Milestones completed",
        "goals": "Goals", "goals met": "Goals met",
    }  # fmt: skip
    table = by_agency(whole, "improvement", "Commitments, milestones and goals", names)
    return Part(6, "improvement", "Progress of the improvement plans", ("section 6(d)", "S1.p6.s7"), (table,))


def protections(whole: Whole) -> Part:
    """Systems with their privacy assessments, sites with their tests."""
    names = {
        "systems": "Systems", "privacy assessments done": "Privacy assessments done", "sites": "Sites", "sites tested": "Sites tested",
        "open issues": "Open issues of accessibility",
    }  # fmt: skip
    table = by_agency(whole, "protections", "Privacy and accessibility", names)
    return Part(8, "protections", "Protections", ("S2.p1.s6", "S1.p3.s1"), (table,))


def means(whole: Whole) -> Part:
    """How many of the five means of Government each plan puts to work."""
    table = by_agency(
        whole, "means", "How many of the five means contribute", {"means": "Means, of five"}, adds_up=False
    )
    return Part(9, "means", "The means of Government", ("S2.p1.s3", "section 7(a)"), (table,))


def by_agency(whole: Whole, name: str, caption: str, names: dict[str, str], *, adds_up: bool = True) -> Table:
    """A row an agency, a column a count (by its name in `figures.COUNTS`, with its heading), and the sums below."""
    columns = (Column("Agency"), *(Column(heading, is_number=True) for heading in names.values()))
    rows = [
        (Cell(entry.agency), *(count_cell_of(entry, count) for count in names)) for entry in whole.assessed
    ]
    if adds_up and rows:
        rows.append(
            (Cell("All together"), *(_sum([row[at] for row in rows]) for at in range(1, len(columns))))
        )
    note = "A sum takes in the agencies whose plan gives the number." if adds_up else ""
    return Table(name, caption, columns, tuple(rows), note)


def count_cell_of(entry: Entry, name: str) -> Cell:
    """A count of a plan, with the line it comes from."""
    count = entry.figures.counted(name)
    return Cell("not given") if count is None else Cell(figure(count.value), count.value, (count.place,))


def _sum(cells: Sequence[Cell]) -> Cell:
    """A sum. Its lines are those of the cells above it."""
    total = sum(cell.value for cell in cells if cell.value is not None)
    return Cell(figure(total), total)


def _silent(whole: Whole, name: str, words: str) -> tuple[Block, ...]:
    silent = [entry.agency for entry in whole.assessed if entry.figures.counted(name) is None]
    return (missing(f"The plans of {joined(silent)} {words}."),) if silent else ()
