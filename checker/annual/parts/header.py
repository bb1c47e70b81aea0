"""Part 1: what was read, by which rules, on which day."""

from checker import __version__
from checker.annual.report import Block, Cell, Pairs, Part, Points
from checker.annual.wording import NOT_GIVEN, joined, said, text_cell, word_cell
from checker.annual.year import Account, Year
from checker.plan.spot import Spot
from checker.policy.profile import Profile

_AMENDED = (
    "EO 14058, sections 1 to 3 as the proposal of 2023-12-13 would amend them, sections 4 to 10 as issued. The proposal was "
    "never enacted."
)
_ISSUED = (
    "EO 14058 as issued on 2021-12-13. No rule was asked that rests on the proposal of 2023-12-13 alone."
)


def header(account: Account) -> Part:
    """The agency, the plan and its digest, the order and the rules, the day."""
    plan, assessment = account.year.plan, account.year.assessment
    pairs = (
        ("Agency", text_cell(plan.at("agency", "name"))),
        ("Fiscal year", Cell(str(account.year.fiscal_year), account.year.fiscal_year, plan.at("plan", "fiscal_year").places)),
        ("Plan", text_cell(plan.at("plan", "title"))),
        ("Status of the plan", word_cell(plan.at("plan", "status"))),
        ("Submitted by", _person(plan.at("agency", "submitted_by"))),
        ("Day of assessment", Cell(assessment.as_of, places=plan.at("plan", "as_of").places)),
        ("Plan file", Cell(f"{account.year.read.name}, SHA-256 {account.year.read.digest}")),
        ("Earlier plans", Cell(joined([_earlier(year) for year in account.years[1:]]) or "none was given")),
        ("Order", Cell(which_order(account.profile))),
        ("Rules", Cell(f"{len(assessment.outcomes)} rules were asked, profile {account.profile.id}, SHA-256 of the pack {assessment.pack_digest}")),
        ("Program", Cell(f"cxcheck {__version__}")),
    )  # fmt: skip
    blocks: list[Block] = [Pairs("about", pairs)]
    if assessment.label:
        blocks.insert(
            0, said(f"About this plan: {assessment.label}.", plan.at("plan", "provenance", "label"))
        )
    if assessment.bypasses:
        blocks.append(said("This run differs from a plain one:"))
        blocks.append(Points(tuple(said(each) for each in assessment.bypasses)))
    return Part(1, "header", "What this report is about", ("S1.p6.s7",), tuple(blocks))


def which_order(profile: Profile) -> str:
    """Which form of the order the rules of a profile encode."""
    return _AMENDED if profile.amendment else _ISSUED


def _person(person: Spot) -> Cell:
    words = [person.at(field).text for field in ("name", "title") if person.at(field)]
    return Cell(", ".join(words) or NOT_GIVEN, places=person.places)


def _earlier(year: Year) -> str:
    return f"fiscal year {year.fiscal_year} ({year.read.name}, SHA-256 {year.read.digest})"
