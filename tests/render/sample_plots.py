"""A plot of each kind, with values that are missing and words that are hostile."""

from checker.annual.report import (
    Bar,
    Bullet,
    Cell,
    Column,
    Heat,
    Line,
    Plot,
    Slip,
    Table,
    Trend,
)
from tests.support.hostile import HOSTILE


def plot(
    name: str, drawn: Trend | Bullet | Heat | Slip, title: str = "A title", says: str = "What it shows"
) -> Plot:
    data = Table(f"{name}-data", "The same as a table", (Column("what"),), ((Cell("something"),),))
    return Plot(name, title, says, drawn, data)


TREND = Trend(
    ("FY2021", "FY2022", "FY2023", "FY2024"),
    (
        Line("Retirement services", (3.9, None, 4.1, 4.25)),
        Line("Passports", (4.4, 4.3, None, None)),
        Line("Workforce help desk", (None, 3.5, 3.6, 3.9)),
        Line("Nothing yet", (None, None, None, None)),
    ),
    "mean trust, 1 to 5",
)
BULLET = Bullet(
    (
        Bar("Calls answered within 30 seconds", 82.5, 85, 78),
        Bar("Forms processed in time", None, 90, 88),
        Bar("Visits without waiting", 40, None, None),
    ),
    "percent",
)
HEAT = Heat(
    ("Department of State", "Social Security Administration"),
    ("FY2022", "FY2023", "FY2024"),
    (("red", "yellow", "green"), ("", "yellow", "not submitted")),
    ("red", "yellow", "green"),
)
WIDE = Heat(
    tuple(f"Agency {number}" for number in range(1, 21)),
    tuple(f"S1.p{number}.s1" for number in range(1, 37)),
    tuple(
        tuple(("fail", "needs review", "pass")[(down + across) % 3] for across in range(36))
        for down in range(20)
    ),
    ("fail", "needs review", "pass"),
)
SLIP = Slip((
    ("Online renewal opens", "2024-03-31", "2024-09-30"),
    ("Call back", "2024-06-30", "2024-06-30"),
    ("New forms", None, "2025-03-31"),
    ("Kiosks", "2024-12-31", None),
    ("Plain letters", "2024-12-31", "2024-12-30"),
))  # fmt: skip
PLOTS = {
    "trend": plot("trust", TREND, "Trust by service", "Trust in Retirement services rose from 3.9 to 4.25."),
    "bullet": plot("standards", BULLET),
    "heat": plot("ratings", HEAT),
    "wide": plot("clauses", WIDE),
    "slip": plot("milestones", SLIP),
}
HOSTILE_PLOTS = {
    "trend": plot("trust", Trend((HOSTILE, HOSTILE), (Line(HOSTILE, (1, 2)),), HOSTILE), HOSTILE, HOSTILE),
    "bullet": plot("standards", Bullet((Bar(HOSTILE, 1, 2, 3),), HOSTILE), HOSTILE, HOSTILE),
    "heat": plot("ratings", Heat((HOSTILE,), (HOSTILE,), ((HOSTILE,),), (HOSTILE,)), HOSTILE, HOSTILE),
    "slip": plot("milestones", Slip(((HOSTILE, HOSTILE, "2024-13-45"),)), HOSTILE, HOSTILE),
}
