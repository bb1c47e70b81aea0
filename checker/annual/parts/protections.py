"""Part 8: the protections that efforts must keep or raise, and the inventories behind them (clauses S2.p1.s6 and S1.p3)."""

from collections.abc import Iterator

from checker.annual.report import Block, Cell, Column, Heading, Part, Table
from checker.annual.wording import (
    counted,
    joined,
    list_cell,
    missing,
    number_cell,
    said,
    text_cell,
    word_cell,
)
from checker.annual.year import Account
from checker.plan.spot import Spot

_FIVE = {
    "privacy": "Privacy", "security": "Security", "civil_rights": "Civil rights", "civil_liberties": "Civil liberties",
    "confidentiality": "Confidentiality",
}  # fmt: skip
_CLAUSES = ("S2.p1.s6", "S1.p3.s1", "section 7(b)", "section 7(f)")


def protections(account: Account) -> Part:
    """The five protections, systems with personal information, accessibility, collections, languages and plain writing."""
    plan, as_of = account.year.plan, account.year.assessment.as_of
    blocks: list[Block] = [_five(plan), *_change(plan)]
    blocks += [Heading("Privacy"), *_privacy(plan)]
    blocks += [Heading("Accessibility"), *_sites(plan)]
    blocks += [Heading("Collections of information"), *_collections(plan, as_of)]
    blocks += [Heading("Languages and plain writing"), *_language(plan)]
    return Part(8, "protections", "Protections", _CLAUSES, tuple(blocks))


def _five(plan: Spot) -> Table:
    columns = (Column("Protection"), Column("What the plan says"), Column("Instrument"), Column("Day"))
    rows: list[tuple[Cell, ...]] = []
    for name, title in _FIVE.items():
        block = plan.at("protections", name)
        if name == "privacy":
            systems = len(list(block))
            about = Cell(counted(systems, "system") if systems else "not given", places=block.places)
            rows.append((Cell(title), about, Cell("assessments and notices, below"), Cell("below")))
        else:
            rows.append(
                (Cell(title), *(text_cell(block.at(field)) for field in ("statement", "instrument", "date")))
            )
    return Table("protections", "The five protections that the order names", columns, tuple(rows))


def _change(plan: Spot) -> Iterator[Block]:
    review = plan.at("protections", "change_review")
    if review:
        yield said(f"Change since last year, as the plan has it: {review.text}", review)
    else:
        yield missing(
            "The plan does not say whether a protection became weaker than last year (protections.change_review)."
        )
    small = plan.at("protections", "confidentiality", "small_cell_threshold")
    if small.number is not None:
        yield said(f"Groups of fewer than {small.text} are not shown.", small)
    else:
        yield missing(
            "The plan names no size below which a group is not shown (protections.confidentiality.small_cell_threshold)."
        )


def _privacy(plan: Spot) -> Iterator[Block]:
    rows = [
        (text_cell(each.at("system")), word_cell(each.at("audience")), text_cell(each.at("pii")), word_cell(each.at("pia", "status")),
         text_cell(each.at("pia", "date")), _notice(each.at("sorn")), text_cell(each.at("privacy_act_statement")),
         number_cell(each.at("retention_months"), "months"))
        for each in plan.at("protections", "privacy")
    ]  # fmt: skip
    if not rows:
        yield missing("The plan lists no system and its privacy assessment (protections.privacy).")
        return
    columns = (
        Column("System"), Column("Who it is for"), Column("Personal information"), Column("Privacy assessment"), Column("Assessed on"),
        Column("Notice of records"), Column("Privacy Act statement"), Column("Kept for", is_number=True),
    )  # fmt: skip
    yield Table("privacy", "Systems, their privacy assessments and notices of records", columns, tuple(rows))


def _notice(notice: Spot) -> Cell:
    if notice.at("citation"):
        return text_cell(notice.at("citation"))
    if notice.at("required").flag is False:
        return Cell("not required", places=notice.at("required").places)
    return Cell("not given", places=notice.places)


def _sites(plan: Spot) -> Iterator[Block]:
    sites = list(plan.at("accessibility", "sites"))
    if not sites:
        yield missing("The plan lists no site that was tested for accessibility (accessibility.sites).")
        return
    tested = sum(bool(site.at("tested_on")) for site in sites)
    known = [site.at("open_issues") for site in sites if site.at("open_issues").number is not None]
    total = sum(int(spot.number or 0) for spot in known)
    unknown = len(sites) - len(known)
    more = f"; {counted(unknown, 'site')} without a number" if unknown else ""
    yield said(
        f"{tested} of {counted(len(sites), 'site')} tested; {counted(total, 'open issue')} in all{more}.",
        *known,
    )
    columns = (
        Column("Site"), Column("Standard"), Column("Tested on"), Column("Open issues", is_number=True), Column("Barriers with a remedy"),
        Column("Exceptions"), Column("Statement updated"), Column("Feedback"),
    )  # fmt: skip
    yield Table("sites", "Sites and their accessibility", columns, tuple(map(_site, sites)))
    yield from _channels(plan)
    report = plan.at("accessibility", "annual_508_report")
    if report:
        yield said(f"Yearly report under section 508: {report.text}", report)
    else:
        yield missing(
            "The plan does not name its yearly report under section 508 (accessibility.annual_508_report)."
        )


def _site(site: Spot) -> tuple[Cell, ...]:
    barriers, exceptions = list(site.at("barriers")), list(site.at("exceptions"))
    dated = sum(bool(each.at("due")) for each in barriers)
    remedy = Cell(
        f"{dated} of {len(barriers)} with a day" if barriers else "none named",
        places=site.at("barriers").places,
    )
    ends = [
        f"{each.at('type').word or 'of no kind'} until {each.at('expires').text or 'no day'}"
        for each in exceptions
    ]
    return (
        text_cell(site.at("url")), word_cell(site.at("standard")), text_cell(site.at("tested_on")), number_cell(site.at("open_issues")),
        remedy, Cell(joined(ends) or "none", places=site.at("exceptions").places), text_cell(site.at("statement_updated")),
        text_cell(site.at("feedback_mechanism")),
    )  # fmt: skip


def _channels(plan: Spot) -> Iterator[Block]:
    rows = [
        (text_cell(service.at("name")), word_cell(each.at("channel")), word_cell(each.at("standard") or each.at("other_standard")),
         text_cell(each.at("conforms")), text_cell(each.at("tested_on")), Cell(str(len(list(each.at("barriers")))), len(list(each.at("barriers"))), each.at("barriers").places))
        for service in plan.at("services") for each in service.at("accessibility")
    ]  # fmt: skip
    if rows:
        columns = (
            Column("Service"), Column("Channel"), Column("Standard"), Column("Meets it"), Column("Tested on"), Column("Barriers", is_number=True),
        )  # fmt: skip
        yield Table("channels", "Accessibility of each service by channel", columns, tuple(rows))


def _collections(plan: Spot, as_of: str) -> Iterator[Block]:
    rows = [
        (text_cell(each.at("title")), text_cell(each.at("control_number")), _ends(each.at("expires"), as_of),
         number_cell(each.at("annual_hours", "current"), "hours"), number_cell(each.at("responses")))
        for each in plan.at("burden", "information_collections")
    ]  # fmt: skip
    rows += [
        (Cell(each.at("title").text or each.at("id").text or "survey without a title", places=each.places),
         text_cell(each.at("omb_control_number"), each.at("pra_basis").word or "not given"), _ends(each.at("expires"), as_of),
         Cell("not counted"), Cell("under performance"))
        for each in plan.at("voice_of_customer", "surveys")
    ]  # fmt: skip
    if not rows:
        yield missing("The plan lists no collection of information with its control number.")
        return
    columns = (
        Column("Form or survey"), Column("Control number, or why none"), Column("Expires"), Column("Hours a year", is_number=True),
        Column("Responses", is_number=True),
    )  # fmt: skip
    yield Table("collections", "Forms and surveys under the Paperwork Reduction Act", columns, tuple(rows))


def _ends(day: Spot, as_of: str) -> Cell:
    """A day; that it has passed is said in words."""
    if day and day.text < as_of:
        return Cell(f"{day.text}, expired", places=day.places, tone="bad")
    return text_cell(day)


def _language(plan: Spot) -> Iterator[Block]:
    languages, document = plan.at("language_access", "languages"), plan.at("language_access", "plan")
    if languages:
        yield said(f"Languages beside English: {list_cell(languages).text}.", languages)
    else:
        yield missing("The plan names no language beside English (language_access.languages).")
    if document:
        yield said(f"Plan for language access: {document.text}", document)
    report, officer = plan.at("plain_language", "report_url"), plan.at("plain_language", "officer", "name")
    if report:
        yield said(f"Yearly report on plain writing: {report.text}", report)
    else:
        yield missing(
            "The plan does not name its yearly report on plain writing (plain_language.report_url)."
        )
    if officer:
        yield said(f"Official for plain writing: {officer.text}", officer)
    rows = [
        tuple(text_cell(each.at(name)) for name in ("title", "tested_on", "method", "result"))
        for each in plan.at("plain_language", "tested_documents")
    ]
    if rows:
        columns = (Column("Document"), Column("Tested on"), Column("How"), Column("Result"))
        yield Table("tested-documents", "Documents that were tested with readers", columns, tuple(rows))
