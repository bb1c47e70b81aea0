"""Part 9: what the means of Government contribute (S2.p1.s3), and which plans and reviews carry it (EO 14058 section 7(a))."""

from collections.abc import Iterator

from checker.annual.report import Block, Cell, Column, Part, Table
from checker.annual.wording import figure, joined, missing, said, text_cell
from checker.annual.year import Account
from checker.plan.spot import Spot

_FIVE = {
    "budget": "Budget", "policy": "Policy", "financial_management": "Financial management", "procurement": "Procurement",
    "human_resources": "Human resources",
}  # fmt: skip
_CARRIERS = {
    "strategic_plan": "Strategic plan", "app": "Agency Performance Plan", "human_capital": "Human capital plan", "apg": "Agency priority goals",
    "regulatory_agenda": "Regulatory agenda", "ses": "Performance plans of senior executives", "acquisition": "Acquisitions", "budget": "Budget",
}  # fmt: skip


def means(account: Account) -> Part:
    """Each of the five means and what it contributes; each instrument of section 7(a) and the goals that stand in it."""
    plan = account.year.plan
    blocks: list[Block] = [
        Table("means", "What each of the five means contributes", (Column("Means"), Column("Contribution")), tuple(
            (Cell(title), _contribution(plan.at("means", name), name)) for name, title in _FIVE.items()
        )),
        _carriers(plan), *_executives(plan), *_priorities(plan),
    ]  # fmt: skip
    return Part(
        9, "means", "The means of Government", ("S2.p1.s3", "section 7(a)", "S2.p1.s1"), tuple(blocks)
    )


def _contribution(block: Spot, name: str) -> Cell:
    if name == "budget":
        words = [block.at("contribution").text, block.at("justification_ref").text]
    elif name == "human_resources":
        words = [
            f"{field.replace('_', ' ')}: {block.at(field).text}"
            for field in ("training", "recognition")
            if block.at(field)
        ]
        if codes := block.at("job_codes").texts:
            words.append(f"job codes: {joined(codes)}")
    else:
        words = [_action(each) for each in block]
    text = "; ".join(word.rstrip(".") for word in words if word)
    return Cell(text or "not given", places=block.places, tone="" if text else "bad")


def _action(action: Spot) -> str:
    by = [action.at(field).text for field in ("owner", "due") if action.at(field)]
    return action.at("action").text.rstrip(".") + (f" ({', '.join(by)})" if by else "")


def _carriers(plan: Spot) -> Table:
    rows = []
    for name, title in _CARRIERS.items():
        linked = [goal for goal in plan.at("goals") if name in goal.at("linked_to").texts]
        places = tuple(place for goal in linked for place in goal.at("linked_to").places)
        rows.append(
            (
                Cell(title),
                Cell(
                    "; ".join(goal.at("statement").text for goal in linked) or "no goal stands in it",
                    places=places,
                ),
            )
        )
    caption = "Where goals of customer experience stand, by the instruments that section 7(a) names"
    return Table("carriers", caption, (Column("Instrument"), Column("Goals")), tuple(rows))


def _executives(plan: Spot) -> Iterator[Block]:
    share = plan.at("means", "human_resources", "ses_performance_plans", "cx_element_pct")
    if share.number is not None:
        yield said(
            f"{figure(share.number)} percent of the performance plans of senior executives carry customer experience.",
            share,
        )
    else:
        yield missing(
            "The plan does not say how many performance plans of senior executives carry customer experience."
        )


def _priorities(plan: Spot) -> Iterator[Block]:
    rows = [
        tuple(text_cell(each.at(name)) for name in ("statement", "leader", "published_in"))
        for each in plan.at("priorities") if each.at("customer_experience").flag
    ]  # fmt: skip
    if not rows:
        yield missing("Customer experience is not among the priorities that the plan names (priorities).")
        return
    columns = (Column("Priority"), Column("Led by"), Column("Published in"))
    yield Table("priorities", "Priorities that are about customer experience", columns, tuple(rows))
