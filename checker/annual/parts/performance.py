"""Part 5: how services perform for the public and for the workforce, service by service (EO 14058 section 6(d); S2.p1.s2)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from checker.annual.answers import answers, drivers, flagged, learned, volumes
from checker.annual.beside import beside, other_results
from checker.annual.cells import audience_place, audience_words
from checker.annual.history import History, history
from checker.annual.report import Block, Heading, Kind, Part, Points, Sentence
from checker.annual.targets import Promise, benchmark, bullets, promised, standards
from checker.annual.trends import standard_trends, trust_trends
from checker.annual.wording import counted, missing, said
from checker.annual.year import Account
from checker.measures.quarter import Quarter
from checker.measures.services import Service
from checker.measures.suppression import is_held_back

_NOT_SLUG = re.compile(r"[^a-z0-9]+")


class _Subject(NamedTuple):
    """A service or process that is reported on, with the name of its tables; `kind` is empty where the plan does not list it."""

    slug: str
    id: str
    title: str
    kind: str
    audience: str
    service: Service | None


def performance(account: Account) -> Part:
    """The public and the workforce beside each other, then each service with its surveys, standards and trends."""
    measures = account.year.measures
    known = history(account.years)
    this_year = [quarter for quarter in measures.quarters if _is_this_year(quarter, account.year.fiscal_year)]
    years = [year for year in measures.survey_years if year.fiscal_year == account.year.fiscal_year]
    before = None if account.before is None else account.before.measures.services
    found = promised(measures.services, before)
    blocks: list[Block] = [*_about(account, this_year), Heading("The public and the workforce")]
    blocks += [
        *beside(this_year, years, found, measures.goals, measures.results),
        *other_results(measures.results, measures.names),
    ]
    if found:
        blocks += [Heading("Targets against results"), *bullets(found)]
    for subject in _subjects(account, [*this_year, *reversed(known.quarters)]):
        blocks += _subject(account, subject, this_year, known, found)
    if known.doubts:
        blocks += [Heading("What two plans report differently"), Points(known.doubts)]
    return Part(
        5,
        "performance",
        "Performance of services",
        ("section 6(d)", "S2.p1.s2", "S1.p6.s1.a", "S1.p6.s1.b"),
        tuple(blocks),
    )


def _is_this_year(quarter: Quarter, year: int) -> bool:
    """Whether a result belongs into this report: it is of its year, or the plan does not say of which, or of one to come."""
    return quarter.fiscal_year is None or quarter.fiscal_year >= year


def _about(account: Account, quarters: Sequence[Quarter]) -> Iterator[Block]:
    year, threshold = account.year.fiscal_year, account.year.measures.threshold
    if not quarters:
        yield missing(f"The plan has no results of surveys for fiscal year {year} (feedback).")
    whose = (
        "the plan's own threshold"
        if not threshold.why
        else "the plan names no threshold, and this is what is used then"
    )
    yield Sentence(
        f"Results of fewer than {threshold.value} people are held back ({whose}).",
        Kind.SAID,
        threshold.places,
    )
    hidden = sum(_hides(quarter) for quarter in quarters)
    if hidden:
        yield said(f"In {counted(hidden, 'quarterly result')} of {len(quarters)} something is held back.")


def _hides(quarter: Quarter) -> bool:
    numbers = [quarter.respondents, *(number for _, number in (*quarter.positive, *quarter.negative))]
    return any(map(is_held_back, (*numbers, *(one.answered for one in quarter.questions))))


def _subjects(account: Account, quarters: Sequence[Quarter]) -> Iterable[_Subject]:
    """Services that are designated, have standards or were ever surveyed, and surveyed processes: the public's, then the workforce's."""
    measures = account.year.measures
    surveyed = list(dict.fromkeys(quarter.about for quarter in quarters))
    services = {service.id: service for service in reversed(measures.services)}
    kept = [
        service.id for service in measures.services
        if service.designated or service.standards or service.benchmark or service.id in surveyed
    ]  # fmt: skip
    audiences = {process.id: process.audience for process in measures.processes}
    asked = {quarter.about: quarter.audience for quarter in reversed(quarters)}
    names = {about: name for year in reversed(account.years) for about, name in year.measures.names.items()}
    slugs: set[str] = set()
    subjects = []
    for about in dict.fromkeys((*kept, *surveyed)):
        service = services.get(about)
        audience = (service.audience if service else audiences.get(about, "")) or asked.get(about, "")
        slug = _NOT_SLUG.sub("-", about.lower()).strip("-")[:40] or "unnamed"
        while slug in slugs:
            slug += "-again"
        slugs.add(slug)
        title = names.get(about) or about or "A service that the plan does not name"
        kind = "a process" if about in audiences else ""
        if service is not None:
            kind = "a designated service" if service.designated else "a service"
        subjects.append(_Subject(slug, about, title, kind, audience, service))
    return sorted(subjects, key=lambda one: audience_place(one.audience))


def _subject(
    account: Account,
    subject: _Subject,
    this_year: Sequence[Quarter],
    known: History,
    found: Sequence[Promise],
) -> Iterator[Block]:
    slug, title = subject.slug, subject.title
    yield Heading(f"{title}: {_whose(subject)}")
    quarters = [quarter for quarter in this_year if quarter.about == subject.id]
    year = account.year.fiscal_year
    if quarters:
        years = [
            one
            for one in account.year.measures.survey_years
            if one.about == subject.id and one.fiscal_year == year
        ]
        yield volumes(slug, title, quarters, years)
        yield from flagged(quarters)
        yield from answers(slug, title, quarters, known)
        yield from drivers(slug, title, quarters)
        yield from learned(slug, title, quarters)
    else:
        yield missing(f"{title}: the plan has no results of surveys for fiscal year {year}.")
    yield from trust_trends(
        slug, title, [quarter for quarter in known.quarters if quarter.about == subject.id]
    )
    if subject.service is None:
        return
    mine = [one for one in found if one.service.id == subject.id]
    yield from standards(slug, title, mine)
    if not mine:
        yield missing(f"{title}: the plan sets no standard that can be measured.")
    yield from standard_trends(slug, title, account.years, [one.standard for one in mine])
    yield from benchmark(slug, subject.service)
    if subject.service.benchmark is None and subject.service.designated:
        yield missing(f"{title}: the plan compares it with nobody (services.benchmark).")


def _whose(subject: _Subject) -> str:
    if not subject.kind:
        return "not in this year's plan"
    return (
        f"{subject.kind} for {audience_words(subject.audience)}"
        if subject.audience
        else f"{subject.kind}; for whom is not said"
    )
