"""What the export does not hold: the points that people must complete, and the words around a draft."""

from typing import Any

LABEL = "derived from public data; not a submission"

_BLOCKS = {
    "agency.independent": "whether the agency is independent",
    "agency.submitted_by": "the person who submits the plan",
    "agency.lead_service_official": "the lead official for service delivery",
    "definitions": "what the plan means by customer; the order counts the public and the Federal workforce",
    "customer_segments": "the groups of customers",
    "business_processes": "the business processes and their evaluations",
    "root_causes": "the root causes of customer challenges and workforce inefficiencies",
    "protections": "how privacy, security, civil rights, civil liberties and confidentiality are protected",
    "goals": "the goals, each with baseline, target and date",
    "initiatives": "the work that improves services, each with milestones and owners",
    "attestation": "the statement of the official who answers for the plan",
}
_NOT_HELD = "the export does not hold it"

NOTE = (
    "Every figure, identifier and wording is carried over as reported, mistakes included. Two things are worked out: "
    "n is the sum of a question's five counts, and the ids of services and surveys are made from the export's own. "
    "Each question has the driver that OMB counts its slot as (1 satisfaction, 2 trust, 3 effectiveness, 4 ease, "
    "5 efficiency, 6 transparency, 7 employee, 8 to 11 other), whatever its wording."
)


def header_comment(file: str, provider: str) -> str:
    """The words on top of a draft."""
    return (
        f"Draft plan for {provider.strip()}, made by `cxcheck import a11` from {file}.\n"
        f"It is {LABEL}.\n"
        "\n"
        "Values stand here as they were reported, mistakes included, so that the rules can judge them. Where the same\n"
        "survey was worded differently from quarter to quarter, the survey has the latest words and each quarter its own.\n"
        "\n"
        "What the export does not hold is left out, never guessed. plan.to_complete lists what people must add.\n"
        "`cxcheck check` shows each required field that is still missing."
    )


def open_points(
    services: list[dict[str, Any]], surveys: list[dict[str, Any]], names: dict[str, list[str]]
) -> list[dict[str, str]]:
    """`plan.to_complete`: what the export does not hold.

    `names` are fields of the agency for which the export has several values over time, with these values.
    """
    points = [_point(route, f"{values[-1].strip()} is the latest of {len(values)} values in the export",
                     f"the export also has {', '.join(value.strip() for value in values[:-1])}")
              for route, values in names.items()]  # fmt: skip
    points += [_point(route, what, _NOT_HELD) for route, what in _BLOCKS.items()]
    for index in range(len(services)):
        what = (
            "kind, audience and customer segments; channels that were not surveyed; whether it is designated"
        )
        points.append(_point(f"services[{index}]", what, "the export holds none of these"))
    for index, survey in enumerate(surveys):
        what, why = "type, audience and respondent types", "the export holds none of these"
        if "scale" not in survey:
            what += "; the scale"
            why += "; the wording names ten points and the export counts five answers"
        points.append(_point(f"voice_of_customer.surveys[{index}]", what, why))
    points.append(
        _point("feedback", "the day each quarter was sent to OMB, and what was learned from it", _NOT_HELD)
    )
    return points


def _point(route: str, what: str, why: str) -> dict[str, str]:
    return {"route": route, "what": what, "why": why}
