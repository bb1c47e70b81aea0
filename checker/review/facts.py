"""What one plan says that others may confirm or contradict: its agency, its services, the agencies that it works with.

Only these are kept beside an assessment, so that plans can be held against one another without holding all of them.
"""

from collections.abc import Iterator
from enum import Enum
from typing import Any, NamedTuple

from checker.location import Route, route_text
from checker.plan.document import Document


class FactKind(Enum):
    """What a fact is about."""

    AGENCY = "agency"
    BUREAU = "bureau"
    """The part of the agency whose plan it is, by which plans of one agency are told apart."""
    SERVICE = "service"
    PARTNER = "partner"
    SCORE = "score"
    ADOPTION = "adoption"
    LOAD = "load"
    ASK = "ask"
    COUNT = "count"

    @property
    def is_name(self) -> bool:
        """Whether it is a name that others may confirm; the others are figures (`checker.review.figures`)."""
        return self in (FactKind.AGENCY, FactKind.SERVICE, FactKind.PARTNER)


class Fact(NamedTuple):
    """A name or a figure in a plan. `of`: of an agency its abbreviation, of a partner the service or purpose that it is named for.

    `route` and `place` (`plan.yaml:12:5`) are where the plan says so. `details` are the numbers of a figure, as JSON.
    """

    kind: FactKind
    name: str
    of: str
    route: str
    place: str
    details: str = ""


def facts(document: Document) -> tuple[Fact, ...]:
    """The names in a plan, in its order. What is missing or of another kind than the format asks for is passed over."""
    return tuple(_facts(document))


def _facts(document: Document) -> Iterator[Fact]:
    agency = document.data.get("agency")
    if isinstance(agency, dict) and (name := _text(agency.get("name"))):
        yield _fact(FactKind.AGENCY, name, _text(agency.get("abbreviation")), ("agency", "name"), document)
    if isinstance(agency, dict) and (bureau := _text(agency.get("bureau"))):
        yield _fact(FactKind.BUREAU, bureau, "", ("agency", "bureau"), document)
    for index, service in _entries(document, "services"):
        name = _text(service.get("name"))
        if name:
            yield _fact(FactKind.SERVICE, name, "", ("services", index, "name"), document)
        partners = service.get("partner_agencies")
        for number, named in enumerate(partners if isinstance(partners, list) else ()):
            if partner := _text(named):
                at: Route = ("services", index, "partner_agencies", number)
                yield _fact(FactKind.PARTNER, partner, name, at, document)
    for index, entry in _entries(document, "coordination"):
        if entry.get("partner_type") == "federal" and (partner := _text(entry.get("partner"))):
            at = ("coordination", index, "partner")
            yield _fact(FactKind.PARTNER, partner, _text(entry.get("purpose")), at, document)


def _fact(kind: FactKind, name: str, of: str, route: Route, document: Document) -> Fact:
    return Fact(kind, name, of, route_text(route), str(document.locate(route)))


def _entries(document: Document, block: str) -> Iterator[tuple[int, dict[str, Any]]]:
    entries = document.data.get(block)
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict):
            yield index, entry


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
