"""What was decided about shared services, by function (clause S1.p1.s4.b; M-19-16)."""

from collections.abc import Iterator

from checker.annual.report import Block, Cell, Column, Kind, Points, Sentence, Table
from checker.annual.wording import NOT_GIVEN, count_cell, counted, joined, missing, said
from checker.measures.processes import DECISIONS, Decision, by_function
from checker.measures.year import YearMeasures

_DECISIONS = {"adopt": "adopted", "in_place": "in place", "defer": "deferred", "outside": "bought outside"}
_FUNCTIONS = {"hr": "human resources", "it": "information technology", "cyber": "cybersecurity"}
_APPROVALS = {
    "sapoc": "the point of contact",
    "agency_cio": "the agency's chief information officer",
    "qsmo": "the QSMO",
    "omb": "OMB",
}
_QSMO = {"none": "no QSMO covers it"}


def sharing(measures: YearMeasures) -> Iterator[Block]:
    """Decisions by function, each of them, business cases that lack an approval, and services that are given to others."""
    if measures.decisions:
        yield from _decided(measures.decisions)
    else:
        yield missing(
            "The plan says for no process whether a shared service could take it over (shared_services.considered)."
        )
    if measures.provided:
        columns = (Column("Service given to others"), Column("Agencies that use it"), Column("What they say"))
        rows = tuple(
            (
                Cell(one.name, places=(one.place,)),
                Cell(joined(one.customers) or NOT_GIVEN),
                Cell(one.feedback or NOT_GIVEN),
            )
            for one in measures.provided
        )
        yield Table(
            "shared-services-provided", "Shared services that the agency gives to others", columns, rows
        )


def _decided(decisions: tuple[Decision, ...]) -> Iterator[Block]:
    told = [
        f"{number} {words}" for decision, words in _DECISIONS.items()
        if (number := sum(one.decision == decision for one in decisions))
    ]  # fmt: skip
    yield said(
        f"Shared services were considered for {counted(len(decisions), 'process', 'processes')}: {joined(told) or 'none decided'}."
    )
    columns = (
        Column("Function"),
        *(Column(_DECISIONS[one].capitalize(), is_number=True) for one in DECISIONS),
    )
    rows = tuple(
        (Cell(_function(function)), *(count_cell(row[one]) for one in DECISIONS))
        for function, row in by_function(decisions).items()
    )
    yield Table("shared-services-by-function", "Decisions by function", columns, rows)
    cases = [one for one in decisions if one.missing_approvals]
    if cases:
        yield Points(tuple(_lacks(one) for one in cases))
    columns = (
        Column("Process"), Column("Function"), Column("Marketplace"), Column("Reviewed on"), Column("Decision"), Column("Decided on"),
        Column("Reason"), Column("Business case"), Column("Move"), Column("Saving expected"),
    )  # fmt: skip
    yield Table("shared-services", "Each decision", columns, tuple(map(_decision, decisions)))


def _function(function: str) -> str:
    return _FUNCTIONS.get(function, function.replace("_", " ")) or NOT_GIVEN


def _lacks(one: Decision) -> Sentence:
    lacking = joined([_APPROVALS[approval] for approval in one.missing_approvals])
    text = f"{one.name} is bought outside the marketplace; the business case lacks the approval of {lacking}."
    return Sentence(text, Kind.CAUTION, (one.place,))


def _decision(one: Decision) -> tuple[Cell, ...]:
    case = "not needed"
    if one.decision == "outside":
        case = (
            f"all four approvals, {one.case_date or 'no day given'}"
            if not one.missing_approvals
            else "approvals are missing"
        )
    move = " ".join(
        each
        for each in (
            one.migration_status.replace("_", " "),
            one.migration_date and f"by {one.migration_date}",
        )
        if each
    )
    if one.decision == "defer":
        move = f"looked at again on {one.revisit_on}" if one.revisit_on else "no day to look at it again"
    return (
        Cell(one.name, places=(one.place,)), Cell(_function(one.function)),
        Cell(_QSMO.get(one.qsmo, one.qsmo.replace("_", " ")) or NOT_GIVEN), Cell(one.reviewed_on or NOT_GIVEN),
        Cell(_DECISIONS.get(one.decision, one.decision) or NOT_GIVEN), Cell(one.decided_on or NOT_GIVEN), Cell(one.reason or NOT_GIVEN),
        Cell(case, tone="bad" if one.missing_approvals else ""), Cell(move or "none"), Cell(one.saving or NOT_GIVEN),
    )  # fmt: skip
