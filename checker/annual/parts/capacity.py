"""Part 4: the yearly assessment of the capacity to manage customer experience (EO 14058 section 6(d))."""

from collections.abc import Iterator

from checker.annual.cells import change_cell, measured_cell, percent
from checker.annual.report import Block, Cell, Column, Part, Table
from checker.annual.wording import NOT_GIVEN, caution, figure, missing, said
from checker.annual.year import Account
from checker.measures.arithmetic import exact
from checker.measures.capacity import Capacity, Function
from checker.plan.spot import Spot

_METHODS = {
    "yes_no_30": "30 yes-or-no statements",
    "points_35": "the 35-point scale",
    "custom": "a scale of its own",
}
_FUNCTIONS = {
    "measurement": "Measurement", "governance_strategy": "Governance and strategy", "culture_organization": "Culture and organization",
    "customer_understanding": "Customer understanding", "service_design": "Service design and improvement",
}  # fmt: skip


def capacity(account: Account) -> Part:
    """The five functions with their scores, the change since last year, and what was chosen for improvement."""
    found = account.year.measures.capacity
    blocks: list[Block] = []
    if found.is_given:
        blocks += [
            *_about(found, account.year.plan.at("capacity_assessment")),
            _scores(found),
            *_doubts(found, account),
        ]
    else:
        blocks.append(
            missing(
                "The plan has no assessment of the capacity to manage customer experience (capacity_assessment)."
            )
        )
    return Part(4, "capacity", "Capacity to manage customer experience", ("section 6(d)",), tuple(blocks))


def _about(found: Capacity, block: Spot) -> Iterator[Block]:
    how = _METHODS.get(found.method, "a scale that the plan does not name")
    when = f" on {found.date}" if found.date else ", on a day that the plan does not give"
    yield said(f"Assessed{when} by {how}.", block.at("date"), block.at("method"))
    if found.total.value is not None and found.share.value is not None:
        reached = f"{figure(found.total.value)} of {figure(found.maximum.value or 0)} points, {percent(found.share.value)}"
        yield said(
            f"All five functions together reach {reached}.",
            *(block.at("functions", name, "score") for name in _FUNCTIONS),
        )
    areas = [_FUNCTIONS.get(each, each).lower() for each in found.focus_areas]
    if areas:
        yield said(f"Chosen for improvement: {'; '.join(areas)}.", block.at("focus_areas"))
    else:
        yield missing(
            "The plan names no function that it chose for improvement (capacity_assessment.focus_areas)."
        )
    if found.discussed:
        yield said(f"Discussed with OMB on {found.discussed}.", block.at("discussed_with_omb"))
    else:
        yield missing(
            "The plan does not say when it was discussed with OMB (capacity_assessment.discussed_with_omb)."
        )


def _scores(found: Capacity) -> Table:
    columns = (
        Column("Function"), Column("Score", is_number=True), Column("Of", is_number=True), Column("Last year", is_number=True),
        Column("Change", is_number=True), Column("Strengths and gaps"),
    )  # fmt: skip
    total = (
        Cell("All five"), measured_cell(found.total), measured_cell(found.maximum), measured_cell(found.prior),
        change_cell(found.change, "higher"), Cell(""),
    )  # fmt: skip
    note = "The total is added up from the five functions."
    return Table(
        "capacity", "Score of each function", columns, (*map(_function, found.functions), total), note
    )


def _function(one: Function) -> tuple[Cell, ...]:
    return (
        Cell(_FUNCTIONS[one.name], places=(one.place,)), measured_cell(one.score), measured_cell(one.maximum), measured_cell(one.prior),
        change_cell(one.change, "higher"), Cell(one.notes or NOT_GIVEN),
    )  # fmt: skip


def _doubts(found: Capacity, account: Account) -> Iterator[Block]:
    """Totals that do not add up, and scores of last year that last year's plan gives otherwise."""
    block = account.year.plan.at("capacity_assessment")
    if (
        found.stated.value is not None
        and found.total.value is not None
        and exact(found.stated.value) != exact(found.total.value)
    ):
        text = f"The plan states a total of {figure(found.stated.value)}; its five functions add up to {figure(found.total.value)}."
        yield caution(text, block.at("total"))
    if account.before is None:
        return
    for one, before in zip(found.functions, account.before.measures.capacity.functions, strict=True):
        if None not in (one.prior.value, before.score.value) and exact(one.prior.value or 0) != exact(
            before.score.value or 0
        ):
            text = (
                f"{_FUNCTIONS[one.name]}: this year's plan gives {figure(one.prior.value or 0)} for last year, last year's plan gave "
                f"{figure(before.score.value or 0)}."
            )
            places = (
                block.at("functions", one.name, "prior_score"),
                account.before.plan.at("capacity_assessment", "functions", one.name, "score"),
            )
            yield caution(text, *places)
