"""Part 15: what the numbers do not say: what is missing, what was not judged, and what a person still has to look at."""

from collections import defaultdict
from collections.abc import Iterator

from checker.annual.report import Block, Cell, Column, Part, Points, Table
from checker.annual.wording import caution, counted, joined, missing, said, text_cell
from checker.annual.year import Account
from checker.assessment.outcome import Outcome, Status
from checker.plan.spot import Spot


def limitations(account: Account) -> Part:
    """Missing quarters, limits that the plan names itself, rules that need a person or could not be asked, open points."""
    blocks: list[Block] = [
        *_origin(account.year.plan),
        *_quarters(account),
        *_own(account.year.plan),
        *_rules(account),
        *_open(account.year.plan),
    ]
    if not blocks:
        blocks.append(said("Nothing is known that limits the figures of this report."))
    return Part(15, "limitations", "Limits of the data", ("S2.p1.s2", "S1.p4.s2"), tuple(blocks))


def _origin(plan: Spot) -> Iterator[Block]:
    provenance = plan.at("plan", "provenance")
    if provenance.at("label"):
        note = f" {provenance.at('note').text}" if provenance.at("note") else ""
        yield caution(
            f"{provenance.at('label').text.capitalize()}. Source: {provenance.at('source').text.rstrip('.') or 'not named'}.{note}",
            provenance,
        )


def _quarters(account: Account) -> Iterator[Block]:
    """Quarters of the year that were over on the day of assessment and for which a surveyed service has no results."""
    year, as_of = account.year.fiscal_year, account.year.assessment.as_of
    over = [
        quarter
        for quarter, end in enumerate(
            (f"{year - 1}-12-31", f"{year}-03-31", f"{year}-06-30", f"{year}-09-30"), 1
        )
        if end <= as_of
    ]
    plan = account.year.plan
    reported: dict[str, set[int | float]] = defaultdict(set)
    for each in plan.at("feedback"):
        if each.at("fiscal_year").number == year and each.at("quarter").number is not None:
            reported[each.at("service_id").text].add(each.at("quarter").number or 0)
    rows = []
    for service in plan.at("services"):
        name = service.at("id").text
        gaps = [f"Q{quarter}" for quarter in over if quarter not in reported[name]]
        if gaps and (service.at("designated").flag or reported[name]):
            rows.append((text_cell(service.at("name")), Cell(joined(gaps), places=service.at("id").places)))
    if rows:
        columns = (Column("Service"), Column("Quarters without results"))
        yield Table(
            "missing-quarters",
            f"Quarters of fiscal year {year} that were over and have no results",
            columns,
            tuple(rows),
        )
    elif over:
        yield said(
            f"Every designated or surveyed service has results for each of the {counted(len(over), 'quarter')} that were over."
        )


def _own(plan: Spot) -> Iterator[Block]:
    told = [each.at("limitations") for each in plan.at("feedback") if each.at("limitations")]
    if told:
        yield said("The plan itself names limits of its results:")
        yield Points(tuple(said(each.text, each) for each in told))


def _rules(account: Account) -> Iterator[Block]:
    outcomes = account.year.assessment.outcomes
    yield from _listed(
        outcomes, Status.NOT_EVALUATED, "could not be evaluated, so nothing is known of what they ask"
    )
    yield from _listed(outcomes, Status.NEEDS_REVIEW, "need a person, because no program can tell")
    dropped = account.year.assessment.dropped
    if dropped:
        yield caution(
            f"{counted(len(dropped), 'rule')} not asked in this run: {joined([each.rule.id for each in dropped])}."
        )
    if account.before is None:
        yield missing("Without a plan of an earlier year, nothing here is compared with last year.")


def _listed(outcomes: tuple[Outcome, ...], status: Status, words: str) -> Iterator[Block]:
    found = [outcome for outcome in outcomes if outcome.status is status]
    if found:
        yield caution(f"{counted(len(found), 'rule')} of {len(outcomes)}: {words}.")
        yield Points(
            tuple(said(f"{outcome.rule.id}: {outcome.rule.question or outcome.reason}") for outcome in found)
        )


def _open(plan: Spot) -> Iterator[Block]:
    points = list(plan.at("plan", "to_complete"))
    if points:
        yield caution(
            f"The plan marks {counted(len(points), 'point')} that only the agency can complete:",
            plan.at("plan", "to_complete"),
        )
        yield Points(
            tuple(
                said(f"{each.at('what').text} ({each.at('route').text}): {each.at('why').text}", each)
                for each in points
            )
        )
