"""Part 6: what was promised and what came of it; milestones, goals, and what comes next."""

from collections.abc import Iterable, Iterator

from checker.annual.promises import Fate, Promise, promises, slip
from checker.annual.report import Block, Cell, Column, Heading, Part, Plot, Slip, Table
from checker.annual.wording import (
    NOT_GIVEN,
    caution,
    counted,
    joined,
    missing,
    number_cell,
    said,
    text_cell,
    word_cell,
)
from checker.annual.year import Account
from checker.location import Location
from checker.plan.spot import Spot

_TONES = {
    Fate.DELIVERED: "good", Fate.UNDER_WAY: "", Fate.SLIPPED: "caution", Fate.OVERDUE: "bad", Fate.DROPPED: "bad", Fate.GONE: "bad",
}  # fmt: skip


def improvement(account: Account) -> Part:
    """Last year's commitments, this year's milestones and goals, next year's promises."""
    plan, as_of = account.year.plan, account.year.assessment.as_of
    blocks: list[Block] = [Heading("What came of last year's commitments")]
    blocks += _commitments(account, as_of)
    blocks += [Heading("What the plan itself reports"), *_reported(plan)]
    blocks += [Heading("Milestones"), *_milestones(plan, as_of)]
    blocks += [Heading("Goals"), *_goals(plan)]
    blocks += [Heading("What is promised for next year"), *_next(plan)]
    return Part(
        6,
        "improvement",
        "Progress of the improvement plan",
        ("section 6(d)", "S1.p6.s7", "S1.p6.s2"),
        tuple(blocks),
    )


def _commitments(account: Account, as_of: str) -> Iterator[Block]:
    if account.before is None:
        yield missing(
            "No plan of an earlier year was given, so nobody can tell what became of earlier commitments. Name it with --prior."
        )
        return
    found = promises(account.year.plan, account.before.plan, as_of)
    year = account.before.fiscal_year
    if not found:
        yield missing(f"The plan of fiscal year {year} promised nothing, set no milestone and no goal.")
        return
    yield said(f"The plan of fiscal year {year} made {counted(len(found), 'commitment')}: {_fates(found)}.")
    for promise in found:
        if promise.fate is Fate.GONE:
            why = f" ({promise.said})" if promise.said else ""
            yield caution(
                f"Silently gone: {promise.title}. This year's plan does not say what became of it{why}."
            )._replace(places=(promise.before,))
    columns = (
        Column("Commitment"), Column("Kind"), Column("Owner"), Column("Due"), Column("Reached or expected"), Column("Days later", is_number=True),
        Column("What came of it"), Column("What this year's plan says"),
    )  # fmt: skip
    caption = f"Commitments of fiscal year {year} and what came of them"
    yield Table("commitments", caption, columns, tuple(map(_commitment, found)))
    moved = [promise for promise in found if promise.due and promise.kind != "promise"]
    if moved:
        yield _slips(moved, year)


def _fates(found: Iterable[Promise]) -> str:
    fates = [promise.fate for promise in found]
    return joined([f"{fates.count(fate)} {fate.value}" for fate in Fate if fate in fates])


def _commitment(promise: Promise) -> tuple[Cell, ...]:
    before, here = (promise.before,), promise.here
    return (
        Cell(promise.title, places=before), Cell(promise.kind), Cell(promise.owner or NOT_GIVEN), Cell(promise.due or NOT_GIVEN, places=before),
        Cell(promise.now or NOT_GIVEN, places=here), _days(promise.days, (*before, *here)),
        Cell(promise.fate.value, tone=_TONES[promise.fate]), Cell(promise.said or "nothing", places=here),
    )  # fmt: skip


def _days(days: int | None, places: tuple[Location, ...]) -> Cell:
    """A number of days; a minus for what came early."""
    if days is None:
        return Cell("not known")
    return Cell(str(days).replace("-", "\N{MINUS SIGN}"), days, places, "bad" if days > 0 else "")


def _slips(found: list[Promise], year: int) -> Plot:
    rows = tuple((promise.title, promise.due, promise.now or None) for promise in found)
    late = [promise for promise in found if promise.days is not None and promise.days > 0]
    words = f"Of {counted(len(found), 'milestone and goal', 'milestones and goals')} with a day, {len(late)} moved to a later one"
    if late:
        worst = max(late, key=lambda promise: promise.days or 0)
        words += f"; the longest way is {counted(worst.days or 0, 'day')}, for {worst.title}"
    gone = sum(not promise.now for promise in found)
    words += f"; {gone} {'has' if gone == 1 else 'have'} no day any more." if gone else "."
    data = Table(
        "slips-data", "Days as they were set and as they are now",
        (Column("Milestone or goal"), Column(f"Set in fiscal year {year}"), Column("Reached or expected"), Column("Days later", is_number=True)),
        tuple(
            (Cell(each.title, places=(each.before,)), Cell(each.due, places=(each.before,)), Cell(each.now or "none", places=each.here),
             _days(each.days, (each.before, *each.here)))
            for each in found
        ),
    )  # fmt: skip
    return Plot("slips", "Days set last year and days now", words, Slip(rows), data)


def _reported(plan: Spot) -> Iterator[Block]:
    delivered, missed = list(plan.at("prior_year", "delivered")), list(plan.at("prior_year", "not_delivered"))
    if not delivered and not missed:
        yield missing("The plan does not report what was delivered of last year's commitments (prior_year).")
    if delivered:
        columns = (Column("Delivered"), Column("On"), Column("Result"))
        rows = tuple(
            tuple(text_cell(each.at(name)) for name in ("item", "delivered_on", "result"))
            for each in delivered
        )
        yield Table("delivered", "Delivered, as the plan reports it", columns, rows)
    if missed:
        columns = (Column("Not delivered"), Column("Reason"), Column("New day"))
        rows = tuple(
            tuple(text_cell(each.at(name)) for name in ("item", "reason", "new_date")) for each in missed
        )
        yield Table("not-delivered", "Not delivered, as the plan reports it", columns, rows)


def _milestones(plan: Spot, as_of: str) -> Iterator[Block]:
    rows = []
    for initiative in plan.at("initiatives"):
        for each in initiative.at("milestones"):
            title = Cell(
                f"{each.at('title').text or NOT_GIVEN} ({initiative.at('title').text})",
                places=each.at("title").places,
            )
            owner = each.at("owner") or initiative.at("owner")
            rows.append(
                (title, text_cell(owner), text_cell(each.at("due")), word_cell(each.at("status")), _late(each, as_of),
                 text_cell(each.at("change_from_last")), text_cell(each.at("barriers"), "none named"))
            )  # fmt: skip
    if not rows:
        yield missing("The plan sets no milestone (initiatives.milestones).")
        return
    columns = (
        Column("Milestone"), Column("Owner"), Column("Due"), Column("Status"), Column("Days late", is_number=True),
        Column("Change from last time"), Column("Barriers"),
    )  # fmt: skip
    note = "Days late count to the day on which it was reached, else to the day of assessment."
    yield Table("milestones", "Milestones of all initiatives", columns, tuple(rows), note)


def _late(milestone: Spot, as_of: str) -> Cell:
    due, done = milestone.at("due"), milestone.at("completed_on")
    if milestone.at("status").text == "completed" and not done:
        return Cell("not known")
    days = slip(due.text, done.text or as_of)
    if days is None:
        return Cell("not known")
    days = max(0, days)
    return Cell(str(days), days, (*due.places, *done.places), "bad" if days else "")


def _goals(plan: Spot) -> Iterator[Block]:
    rows = [
        (text_cell(goal.at("statement")), text_cell(goal.at("metric")), number_cell(goal.at("baseline"), goal.at("unit").text),
         number_cell(goal.at("target"), goal.at("unit").text), number_cell(goal.at("actual"), goal.at("unit").text),
         text_cell(goal.at("target_date")), word_cell(goal.at("status")), text_cell(goal.at("owner")))
        for goal in plan.at("goals")
    ]  # fmt: skip
    if not rows:
        yield missing("The plan sets no goal with a target and a day (goals).")
        return
    columns = (
        Column("Goal"), Column("Measure"), Column("Baseline", is_number=True), Column("Target", is_number=True),
        Column("Reached", is_number=True), Column("By"), Column("Status"), Column("Owner"),
    )  # fmt: skip
    yield Table("goals", "Goals with target, result and day", columns, tuple(rows))


def _next(plan: Spot) -> Iterator[Block]:
    rows = [
        (text_cell(each.at("item")), text_cell(each.at("due")), text_cell(each.at("owner")))
        for each in plan.at("next_year", "to_deliver")
    ]
    if not rows:
        yield missing("The plan promises nothing for next year (next_year.to_deliver).")
        return
    columns = (Column("To deliver"), Column("Due"), Column("Owner"))
    yield Table("next-year", "What the plan promises for next year", columns, tuple(rows))
