"""Part 16: who answers for the plan: the attestation, and the lead official that 5 U.S.C. 323 asks for."""

from collections.abc import Iterator

from checker.annual.report import Block, Pairs, Part
from checker.annual.wording import missing, said, text_cell, word_cell
from checker.annual.year import Account
from checker.plan.spot import Spot


def attestation(account: Account) -> Part:
    """The statement with name, title and day; the lead official and to whom that person reports; the head of the agency."""
    plan = account.year.plan
    return Part(16, "attestation", "Attestation", ("S1.p6.s7",), (*_statement(plan), *_officials(plan)))


def _statement(plan: Spot) -> Iterator[Block]:
    signed = plan.at("attestation")
    if not signed.at("statement") or not signed.at("name"):
        yield missing("Nobody attests that the plan is true and complete (attestation).", signed)
        return
    yield said(f"“{signed.at('statement').text}”", signed.at("statement"))
    yield Pairs(
        "signed",
        tuple(
            (title, text_cell(signed.at(field)))
            for title, field in (("Name", "name"), ("Title", "title"), ("Day", "date"))
        ),
    )


def _officials(plan: Spot) -> Iterator[Block]:
    lead = plan.at("agency", "lead_service_official")
    if not lead.at("name"):
        yield missing(
            "The plan names no lead official for service delivery, whom 5 U.S.C. 323 asks for (agency.lead_service_official).",
            lead,
        )
    else:
        pairs = (
            ("Lead official for service delivery (5 U.S.C. 323)", text_cell(lead.at("name"))), ("Title", text_cell(lead.at("title"))),
            ("Appointed on", text_cell(lead.at("appointed"))), ("Reports to", word_cell(lead.at("reports_to"))),
            ("Head of the agency", text_cell(plan.at("agency", "head", "name"))),
        )  # fmt: skip
        yield Pairs("officials", pairs)
    yield said(
        "A signature under this report is a person's. The program attests to nothing but what it read and compared."
    )
