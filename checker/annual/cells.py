"""Cells of what was measured: a number with its lines, or the words that say why there is none."""

from checker.annual.report import Cell
from checker.annual.wording import NOT_GIVEN, figure
from checker.measures.arithmetic import POINTS, exact, rounded
from checker.measures.figures import NOT_THERE
from checker.measures.measured import Measured

MINUS = "\N{MINUS SIGN}"
_AUDIENCES = {"public": "the public", "internal": "the workforce", "both": "both together"}
AUDIENCES = ("public", "internal", "both", "")
"""The public first, the workforce beside it, then what the plan does not tell apart, then what it does not say."""


def audience_words(audience: str) -> str:
    """Whom something is for, in words."""
    return _AUDIENCES.get(audience, "not said")


def audience_place(audience: str) -> int:
    """Sorts as AUDIENCES stand; what is none of them comes last."""
    return AUDIENCES.index(audience) if audience in AUDIENCES else len(AUDIENCES)


def measured_cell(number: Measured, unit: str = "") -> Cell:
    """A number with its unit."""
    if number.value is None:
        return none_cell(number)
    return Cell(f"{figure(number.value)} {unit}".strip(), number.value, number.places)


def share_cell(number: Measured) -> Cell:
    """A share as percent; its value stays a share, 0 to 1."""
    return (
        none_cell(number)
        if number.value is None
        else Cell(percent(number.value), number.value, number.places)
    )


def mean_cell(number: Measured, scale: str) -> Cell:
    """A mean with two decimals, of the points of its scale: `4.36 of 5`."""
    if number.value is None:
        return none_cell(number)
    points = POINTS.get(scale)
    of = f" of {points}" if points else ""
    return Cell(f"{rounded(number.value, 2)}{of}", number.value, number.places)


def change_cell(number: Measured, better: str = "", digits: int | None = None) -> Cell:
    """A change with its sign; good or bad where the plan says which way is better."""
    if number.value is None:
        return none_cell(number)
    tone = ""
    if number.value and better in ("higher", "lower"):
        tone = "good" if (number.value > 0) == (better == "higher") else "bad"
    return Cell(signed(number.value, digits), number.value, number.places, tone)


def none_cell(number: Measured) -> Cell:
    """Why there is no number. A field that is empty is simply not given; one that cannot be used keeps its line."""
    return Cell(NOT_GIVEN if number.why == NOT_THERE else number.why, places=number.places)


def met_cell(is_met: bool | None, actual: Measured, target: Measured) -> Cell:
    """Whether a target is met."""
    if is_met is None:
        return Cell("cannot be said")
    return Cell(
        "yes" if is_met else "no", places=(*target.places, *actual.places), tone="good" if is_met else "bad"
    )


def percent(share: float) -> str:
    """A share in words: 0.0634 is `6.3%`; a small one keeps two digits that say something."""
    hundredfold = exact(share) * 100
    digits = 1
    while hundredfold and abs(hundredfold) * 10**digits < 10 and digits < 6:
        digits += 1
    if abs(hundredfold) >= 1:
        digits = 1
    return f"{rounded(hundredfold, digits):,f}%"


def signed(value: float, digits: int | None = None) -> str:
    """`+3`, `−0.12`, `0`."""
    shown = figure(abs(value)) if digits is None else f"{rounded(abs(value), digits):,f}"
    if not any(digit in shown for digit in "123456789"):
        return shown
    return f"{MINUS if value < 0 else '+'}{shown}"
