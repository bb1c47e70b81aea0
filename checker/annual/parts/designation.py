"""Part 3: whether OMB has designated the provider, and the services that it designates each year (EO 14058 section 6(a), (c))."""

from collections.abc import Iterator

from checker.annual.cells import audience_words
from checker.annual.report import Block, Cell, Column, Kind, Part, Points, Sentence, Table
from checker.annual.wording import NOT_GIVEN, counted, joined, missing, said, text_cell, word_cell
from checker.annual.year import Account
from checker.measures.services import Service
from checker.plan.spot import Spot

_CRITERIA = {
    "moments_that_matter": "moments that matter most to people", "public_facing": "public-facing", "number_served": "number of people served",
    "transaction_volume": "volume of transactions", "federal_dollars": "Federal dollars spent", "safety": "safety and protection of lives",
    "critical_nature": "critical nature",
}  # fmt: skip


def designation(account: Account) -> Part:
    """The designation of the provider, its duties, the designated services, and what changed since last year."""
    blocks: list[Block] = [
        *_provider(account.year.plan.at("hisp"), account.year.fiscal_year),
        *_services(account),
        *_changes(account),
    ]
    return Part(3, "designation", "Designation", ("section 6(a)", "section 6(c)", "S3(e)"), tuple(blocks))


def _provider(hisp: Spot, year: int) -> Iterator[Block]:
    designated = hisp.at("designated")
    name = hisp.at("service_provider_name").text or "this agency"
    if designated.flag is None:
        yield missing(
            "The plan does not say whether OMB has designated the provider as a High Impact Service Provider (hisp.designated)."
        )
        return
    if not designated.flag:
        yield said(
            "OMB has not designated this agency as a High Impact Service Provider, so section 6(c) asks nothing of it.",
            designated,
        )
        return
    since = hisp.at("year_designated")
    by = hisp.at("designated_by").text or "somebody whom the plan does not name"
    when = f", in fiscal year {since.text}" if since else "; the plan does not say when"
    yield said(f"{name}: designated as a High Impact Service Provider by {by}{when}.", designated, since)
    if basis := hisp.at("basis").texts:
        yield said(f"Why: {joined([each.replace('_', ' ') for each in basis])}.", hisp.at("basis"))
    rows = [
        (word_cell(each.at("duty")), text_cell(each.at("how_met")), text_cell(each.at("date")))
        for each in hisp.at("duties")
    ]
    if rows:
        columns = (Column("Duty"), Column("How it is met"), Column("Last met on"))
        yield Table(
            "duties", f"Duties that follow from the designation, fiscal year {year}", columns, tuple(rows)
        )


def _services(account: Account) -> Iterator[Block]:
    found = account.year.measures.designated
    if not found:
        if account.year.plan.at("hisp", "designated").flag is not False:
            yield missing("The plan designates no service for prioritized improvement (services.designated).")
        return
    total = len(account.year.measures.services)
    yield said(
        f"{counted(len(found), 'service')} of {total} {'is' if len(found) == 1 else 'are'} designated for prioritized improvement."
    )
    before = account.before.measures.designated if account.before else None
    known = None if before is None else {service.id for service in before}
    columns = (
        Column("Service"), Column("For"), Column("Designated for"), Column("Criteria it meets"),
        Column("What changed and why, as the plan has it"), Column("Beside last year's plan"),
    )  # fmt: skip
    rows = tuple(_service(service, known) for service in found)
    yield Table("designated-services", "Services designated for prioritized improvement", columns, rows)


def _service(service: Service, known: set[str] | None) -> tuple[Cell, ...]:
    beside = (
        "no plan of last year"
        if known is None
        else "designated again"
        if service.id in known
        else "new this year"
    )
    year = service.designated_year
    return (
        Cell(service.name, places=(service.designated_at, service.place)), Cell(audience_words(service.audience)),
        Cell(f"fiscal year {year}" if year else NOT_GIVEN),
        Cell(joined([_CRITERIA.get(each, each) for each in service.criteria]) or NOT_GIVEN),
        Cell(service.designation_change or NOT_GIVEN), Cell(beside),
    )  # fmt: skip


def _changes(account: Account) -> Iterator[Block]:
    if account.before is None:
        yield missing(
            "No plan of an earlier year was given, so nobody can tell how the designation changed. Name it with --prior."
        )
        return
    now = {service.id: service for service in account.year.measures.services}
    ended = [
        service for service in account.before.measures.designated if not _is_designated(now.get(service.id))
    ]
    if ended:
        yield Points(tuple(_ended(service, now.get(service.id)) for service in ended))
    elif account.before.measures.designated:
        yield said(
            f"Every service that was designated in fiscal year {account.before.fiscal_year} is designated again."
        )


def _is_designated(service: Service | None) -> bool:
    return service is not None and bool(service.designated)


def _ended(before: Service, now: Service | None) -> Sentence:
    if now is None:
        text = f"{before.name} was designated last year. This year's plan does not name it."
        return Sentence(text, Kind.CAUTION, (before.designated_at,))
    why = (
        f" The plan says: {now.designation_change}"
        if now.designation_change
        else " The plan does not say why."
    )
    text = f"{now.name} was designated last year and is not any more.{why}"
    return Sentence(text, Kind.CAUTION, (before.designated_at, now.place))
