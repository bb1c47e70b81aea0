"""What one plan says of its year in numbers."""

from typing import NamedTuple

from checker.location import Location
from checker.measures.burden import Burden, burden
from checker.measures.capacity import Capacity, capacity
from checker.measures.causes import Cause, causes
from checker.measures.feedback import feedback
from checker.measures.figures import whole
from checker.measures.measured import Measured
from checker.measures.outcomes import Goal, Result, goals, results
from checker.measures.processes import Decision, Process, Provided, decisions, processes, provided
from checker.measures.quarter import Quarter
from checker.measures.services import Service, services
from checker.measures.suppression import threshold_of
from checker.measures.volumes import SurveyYear
from checker.measures.workforce import Answer, Mechanism, answers, mechanisms
from checker.plan.document import Document
from checker.plan.spot import Spot


class Hisp(NamedTuple):
    """Whether OMB has designated the provider; `designated` is None where the plan does not say."""

    designated: bool | None
    by: str
    year: int | None
    provider: str
    basis: tuple[str, ...]
    place: Location


class YearMeasures(NamedTuple):
    """The measures of one plan. Everything stands in the plan's order.

    `quarters` are all that the plan lists, also those of earlier fiscal years; `threshold` is from how many people on results
    are shown. `names` are those of its services and processes, by id.
    """

    fiscal_year: int | None
    as_of: str
    threshold: Measured
    hisp: Hisp
    services: tuple[Service, ...]
    processes: tuple[Process, ...]
    capacity: Capacity
    quarters: tuple[Quarter, ...]
    survey_years: tuple[SurveyYear, ...]
    results: tuple[Result, ...]
    goals: tuple[Goal, ...]
    burden: Burden
    decisions: tuple[Decision, ...]
    provided: tuple[Provided, ...]
    causes: tuple[Cause, ...]
    mechanisms: tuple[Mechanism, ...]
    answers: tuple[Answer, ...]
    names: dict[str, str]

    @property
    def hidden(self) -> tuple[Location, ...]:
        """Where the plan writes what is held back, because it tells of few people: no report shows these lines."""
        standards = (standard for service in self.services for standard in service.standards)
        hidden = (
            *(one.hidden for one in self.quarters), *(one.hidden for one in self.results), *(one.hidden for one in standards),
        )  # fmt: skip
        return tuple(place for places in hidden for place in places)

    @property
    def designated(self) -> tuple[Service, ...]:
        """The services designated for prioritized improvement."""
        return tuple(service for service in self.services if service.designated)


def year_measures(document: Document, as_of: str) -> YearMeasures:
    """Measure a plan as of a day (ISO text). Pure; nothing is raised for what a plan may hold, whatever its findings are."""
    plan = Spot(document)
    fiscal_year = whole(plan.at("plan").at("fiscal_year"))
    threshold = threshold_of(plan)
    few = int(threshold.value or 0)
    of_services, of_processes = tuple(services(plan, few)), tuple(processes(plan, fiscal_year))
    names = {one.id: one.name for one in of_processes} | {one.id: one.name for one in of_services}
    audiences = {one.id: one.audience for one in of_processes} | {one.id: one.audience for one in of_services}
    volumes = {service.id: service.volume for service in of_services}
    heard = feedback(plan, audiences, few)
    return YearMeasures(
        fiscal_year=fiscal_year,
        as_of=as_of,
        threshold=threshold,
        hisp=_hisp(plan.at("hisp")),
        services=of_services,
        processes=of_processes,
        capacity=capacity(plan),
        quarters=heard.quarters,
        survey_years=heard.years,
        results=tuple(results(plan, few)),
        goals=tuple(goals(plan)),
        burden=burden(plan, names, volumes, audiences),
        decisions=tuple(decisions(plan, names)),
        provided=tuple(provided(plan, names)),
        causes=tuple(causes(plan, as_of)),
        mechanisms=tuple(mechanisms(plan)),
        answers=tuple(answers(plan)),
        names=names,
    )


def _hisp(entry: Spot) -> Hisp:
    return Hisp(
        entry.at("designated").flag, entry.at("designated_by").text, whole(entry.at("year_designated")),
        entry.at("service_provider_name").text, entry.at("basis").texts, entry.at("designated").place,
    )  # fmt: skip
