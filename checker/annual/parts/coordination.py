"""Part 11: work with others (S1.p2.s3) and life experiences (EO 14058 section 5)."""

from collections.abc import Iterator

from checker.annual.report import Block, Cell, Column, Part, Table
from checker.annual.wording import joined, list_cell, missing, text_cell, word_cell
from checker.annual.year import Account
from checker.plan.spot import Spot

_KINDS = {
    "congress": "the Congress", "private": "the private sector", "nonprofit": "nonprofit organizations", "state": "States",
    "local": "local governments", "tribal": "Tribal governments", "territorial": "territorial governments",
    "federal": "other Federal agencies",
}  # fmt: skip


def coordination(account: Account) -> Part:
    """The partners by kind, the kinds that are missing, and the life experiences with the other entities met on the way."""
    plan = account.year.plan
    blocks: list[Block] = [*_partners(plan), *_experiences(plan)]
    return Part(
        11,
        "coordination",
        "Coordination and life experiences",
        ("S1.p2.s3.a", "S3(c)", "section 5"),
        tuple(blocks),
    )


def _partners(plan: Spot) -> Iterator[Block]:
    partners = list(plan.at("coordination"))
    if partners:
        columns = (
            Column("Partner"), Column("Kind"), Column("Purpose"), Column("What it gives to the experience of the workforce"),
            Column("Agreement"), Column("How shared data are kept private"), Column("Saving expected"),
        )  # fmt: skip
        yield Table("partners", "Partners of the agency", columns, tuple(map(_partner, partners)))
    kinds = {partner.at("partner_type").text for partner in partners}
    absent = [words for kind, words in _KINDS.items() if kind not in kinds]
    if absent:
        yield missing(f"The plan names no work with {joined(absent)} (coordination).")


def _partner(partner: Spot) -> tuple[Cell, ...]:
    exchange = partner.at("data_exchange")
    private = text_cell(exchange.at("privacy_safeguard"))
    if exchange.at("exists").flag is False:
        private = text_cell(exchange.at("privacy_safeguard"), "no data are shared")
    return (
        text_cell(partner.at("partner")), word_cell(partner.at("partner_type")), text_cell(partner.at("purpose")),
        text_cell(partner.at("workforce_experience")), text_cell(partner.at("agreement")), private, text_cell(partner.at("expected_saving")),
    )  # fmt: skip


def _experiences(plan: Spot) -> Iterator[Block]:
    rows = [
        (text_cell(each.at("name")), text_cell(each.at("role")), text_cell(each.at("measure")), list_cell(each.at("service_ids")),
         list_cell(each.at("other_entities")))
        for each in plan.at("life_experiences")
    ]  # fmt: skip
    if not rows:
        yield missing("The plan names no life experience that its services belong to (life_experiences).")
        return
    columns = (
        Column("Life experience"),
        Column("Part of the agency"),
        Column("Measure"),
        Column("Services"),
        Column("Others met on the way"),
    )
    yield Table("life-experiences", "Life experiences that the services belong to", columns, tuple(rows))
