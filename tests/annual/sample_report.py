"""A report in which every kind of block occurs once, with numbers from one line, from several and from none."""

from checker.annual.report import (
    Bar,
    Bullet,
    Cell,
    Column,
    Heading,
    Heat,
    Kind,
    Line,
    Pairs,
    Part,
    PlanLine,
    Plot,
    Points,
    Quote,
    Report,
    Sentence,
    Slip,
    Table,
    Trend,
)
from checker.location import Location

FILE = "agency_plans/fy2026/osa.yaml"
BEFORE = "agency_plans/fy2025/osa.yaml"


def at(line: int, file: str = FILE) -> Location:
    """A place at the start of a line."""
    return Location(file, line, 5, line, 12)


def report(hostile: str = "", folder: str = "") -> Report:
    """The sample; `hostile` goes wherever a plan's own words can stand, `folder` before the names of files."""
    agency = hostile or "Office of Sample Affairs"
    service = hostile or "Permits"

    def place(line: int, file: str = FILE) -> Location:
        return at(line, folder + file)

    trust = Table(
        "trust", "Trust by service and year",
        (Column("Service"), Column("FY2025", is_number=True), Column("FY2026", is_number=True), Column("Answers", is_number=True)),
        (
            (
                Cell(service, places=(place(20),)), Cell("3.91", 3.91, (place(21, BEFORE),)),
                Cell("4.36", 4.36, (place(22),), "good"), Cell("1,751,573", 1_751_573, (place(23), place(24), place(25), place(40))),
            ),
            (
                Cell("Licenses"), Cell("not given"), Cell("held back", tone="caution"),
                Cell("8", 8, (place(61, BEFORE), place(61)), "bad"),
            ),
        ),
        hostile or "Means are from 1 to 5.",
    )  # fmt: skip
    wide = Table(
        "quarters", "Every quarter, in many columns", (Column("Service"), *(Column(f"Q{n}", is_number=True) for n in range(1, 10))),
        ((Cell(service), *(Cell(f"{n},000", n * 1000, (place(100 + n),)) for n in range(1, 10))),),
    )  # fmt: skip
    empty = Table("nothing", "A table without rows", (Column("Service"), Column("Hours", is_number=True)), ())
    trend = Trend(
        ("FY2025", "FY2026"), (Line(service, (3.91, 4.36)), Line("Licenses", (None, 3.2))), "points"
    )
    bars = Bullet((Bar(service, 88.0, 90.0, 71.5), Bar("Licenses", None, 50.0, None)), "percent")
    heat = Heat(
        (hostile or "Privacy", "Burden"),
        ("FY2025", "FY2026"),
        (("error", "met"), ("", "warning")),
        ("error", "warning", "met"),
    )
    slip = Slip(((hostile or "New form", "2026-03-31", "2026-09-30"), ("Call center", "2026-06-30", None)))  # fmt: skip

    def data(name: str) -> Table:
        return Table(
            name, f"The data of {name}", (Column("What"), Column("Value", is_number=True)),
            ((Cell(service), Cell("4.36", 4.36, (place(22),))),),
        )  # fmt: skip

    return Report(
        about="agency", title=f"Annual accountability report of {agency}, fiscal year 2026", subject=agency, fiscal_year=2026,
        as_of="2026-09-30",
        parts=(
            Part(1, "header", "What this report is about", ("S1.p6.s7",), (
                Sentence(hostile or "The plan was read whole."),
                Pairs("about", (
                    ("Agency", Cell(agency, places=(place(3),))), ("Fiscal year", Cell("2026", 2026, (place(5),))),
                    ("Digest of the plan", Cell("ab" * 32)),
                )),
            )),
            Part(5, "performance", "Performance of designated services", ("S2.p1.s2", "section 6(d)", "S9.p9.s9"), (
                Sentence(f"{service} is trusted more than a year ago.", places=(place(22), place(21, BEFORE))),
                Sentence("The plan names no wait for Licenses. Add a wait to its standards.", Kind.MISSING, (place(60),)),
                Sentence("Licenses counts fewer than ten answers, so its share is held back.", Kind.CAUTION),
                Heading("Trust"), trust, wide, empty,
                Plot("trust-trend", "Trust over two years", hostile or "Trust in Permits rose from 3.91 to 4.36.", trend, data("trust-trend-data")),
                Plot("targets", "Targets against results", "Permits reached 88 of 90 percent.", bars, data("targets-data")),
                Plot("families", "Families of rules", "One family has an error.", heat, data("families-data")),
                Plot("slips", "Milestones that moved", "New form moved by 183 days.", slip, data("slips-data")),
            )),
            Part(10, "root-causes", "Root causes", (), (
                Points((
                    Sentence(hostile or "A form that asks twice.", places=(place(80),)),
                    Sentence("No cause names a statute.", Kind.MISSING),
                )),
            )),
        ),
        quotes=(
            Quote("S1.p6.s7", "hold agencies accountable"), Quote("S2.p1.s2", "both citizens and the federal workforce"),
            Quote("section 6(d)", "an annual process for assessing their capacity to manage customer experience"),
        ),
        lines=(
            PlanLine(folder + BEFORE, 21, "          mean: 3.91"), PlanLine(folder + BEFORE, 61, ""),
            *(
                PlanLine(folder + FILE, line, hostile or f"        value_{line}: {line}")
                for line in (3, 5, 20, 22, 23, 24, 25, 40, 60, 61, 80, *range(101, 110))
            ),
        ),
        bypasses=(hostile or "judged as of 2026-09-30 (--as-of) instead of the plan's own day",),
    )  # fmt: skip
