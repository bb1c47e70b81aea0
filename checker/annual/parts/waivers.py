"""Part 13: every waiver, whether it counts, and when it ends."""

from checker.annual.report import Block, Cell, Column, Part, Table
from checker.annual.wording import NOT_GIVEN, caution, counted, said
from checker.annual.year import Account
from checker.assessment.waiver import State, Waiver

SOON = 90
"""Days before its end from which on a waiver is soon to expire."""


def waivers(account: Account) -> Part:
    """The waivers of the plan, those in use first."""
    assessment = account.year.assessment
    found = sorted(
        assessment.waivers,
        key=lambda waiver: (waiver.state is not State.IN_USE, waiver.rule, waiver.location),
    )
    blocks: list[Block] = []
    if not found:
        blocks.append(said("No waiver was asked for or granted."))
    else:
        used = [waiver for waiver in found if waiver.state is State.IN_USE]
        blocks.append(said(f"{counted(len(found), 'waiver')}, {len(used)} in use."))
        soon = [waiver for waiver in used if waiver.days_left is not None and waiver.days_left <= SOON]
        blocks += [
            caution(f"The waiver of {waiver.rule} ends soon: {waiver.expires}.")._replace(
                places=(waiver.location,)
            )
            for waiver in soon
        ]
        columns = (
            Column("Rule"), Column("For"), Column("State"), Column("Approved by"), Column("Approved on"), Column("Expires"),
            Column("Days left", is_number=True), Column("Reason"), Column("Findings excused", is_number=True),
        )  # fmt: skip
        rows = tuple(_row(waiver, len(assessment.excused_by(waiver))) for waiver in found)
        note = "A waiver that an agency gave itself is claimed; only OMB grants one."
        blocks.append(Table("waivers", "Waivers", columns, rows, note))
    return Part(13, "waivers", "Waivers", ("S1.p6.s7",), tuple(blocks))


def _row(waiver: Waiver, excuses: int) -> tuple[Cell, ...]:
    at = (waiver.location,)
    left = waiver.days_left
    return (
        Cell(waiver.rule, places=at), Cell(waiver.route or "the whole plan"),
        Cell(f"{waiver.state.words}, {'granted by OMB' if waiver.granted else 'claimed by the agency'}"),
        Cell(waiver.approved_by or NOT_GIVEN, places=at), Cell(waiver.approved_on or NOT_GIVEN, places=at),
        Cell(waiver.expires or NOT_GIVEN, places=at), Cell("not known" if left is None else str(left), left, at),
        Cell(waiver.reason.strip() or NOT_GIVEN, places=at), Cell(str(excuses), excuses, at),
    )  # fmt: skip
