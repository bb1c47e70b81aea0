"""From OMB's feedback export to draft plans, one for each service provider.

The years of the export are fiscal: what it calls 2021 Q1 (October to December 2020) was entered from May 2021 on,
2022 Q1 from December 2021 on, 2023 Q1 in January and February 2023.

Every provider in it is a High Impact Service Provider: the collections are those that section 280 of Circular A-11
asks of the providers that OMB has designated, and of nobody else. Which services are designated, and since when, the
export does not say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checker.location import Route
from checker.plan.importers.a11_gaps import LABEL, NOTE, header_comment, open_points
from checker.plan.importers.a11_parts import feedback, renamed, services, slug, surveys
from checker.plan.importers.a11_rows import Record, read_export
from checker.plan.importers.csv_rows import UnusedRow
from checker.plan.yaml_text import yaml_text

_QUARTER_ENDS = {1: (-1, "12-31"), 2: (0, "03-31"), 3: (0, "06-30"), 4: (0, "09-30")}


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft plan of one provider: `name` for its file, without suffix; the YAML `text`, which reads as `data`.

    `folder` is empty, or `fy2022` where each year has a plan of its own.
    """

    name: str
    folder: str
    provider: str
    data: Mapping[str, Any]
    text: str
    surveys: int
    quarters: int
    records: int

    @property
    def path(self) -> str:
        """The file among those of an import, without suffix: `fy2022/opm-retirement-services`."""
        return f"{self.folder}/{self.name}" if self.folder else self.name


@dataclass(frozen=True, slots=True)
class Import:
    """What became of an export. The records of the drafts and the unused rows are together all its `rows`."""

    drafts: tuple[Draft, ...]
    unused: tuple[UnusedRow, ...]
    spare_columns: tuple[str, ...]
    rows: int


def import_a11(file: str, content: bytes, exported_on: str = "", *, by_year: bool = False) -> Import:
    """One draft plan for each service provider in the export, sorted by name, and every row that is in none of them.

    The plan is of the provider's latest fiscal year and holds the quarters of all years; with `by_year`, each year has a plan
    of its own with the quarters of that year, as it is needed where years are compared.

    `file` is the name of the export as the plans cite it, `exported_on` the day it was made where that is known, as
    ISO text. Pure: the same bytes give the same drafts. Raises CheckerError where the file is not such an export.
    """
    export = read_export(file, content)
    providers: dict[str, list[Record]] = {}
    for record in sorted(export.records, key=lambda record: record.when):
        providers.setdefault(record["attributes_service_provider_id"], []).append(record)
    drafts = [
        _draft(name, own, file, exported_on, folder)
        for name, records in _names(providers).items()
        for folder, own in (_years(records) if by_year else {"": records}).items()
    ]
    drafts.sort(key=lambda draft: (draft.name, draft.folder))
    return Import(
        tuple(drafts), export.unused, export.spare_columns, len(export.records) + len(export.unused)
    )


def _names(providers: Mapping[str, list[Record]]) -> dict[str, list[Record]]:
    """A name for each provider: `opm-retirement-services`. Its number in the export is added where two are alike."""
    wanted: dict[str, list[str]] = {}
    for number, records in providers.items():
        latest = records[-1]
        parts = [latest["attributes_organization_abbreviation"]]
        if (
            latest["attributes_service_provider_name"].strip()
            != latest["attributes_organization_name"].strip()
        ):
            parts.append(latest["attributes_service_provider_name"])
        name = slug(" ".join(parts)) or slug(latest["attributes_service_provider_name"])
        wanted.setdefault(name, []).append(number)
    return {
        name if len(numbers) == 1 and name else slug(f"{name} {number}"): providers[number]
        for name, numbers in wanted.items() for number in numbers
    }  # fmt: skip


def _years(records: list[Record]) -> dict[str, list[Record]]:
    """The records of each fiscal year, by the folder that its plan goes into."""
    years: dict[str, list[Record]] = {}
    for record in records:
        years.setdefault(f"fy{record.year}", []).append(record)
    return years


def _draft(name: str, records: list[Record], file: str, exported_on: str, folder: str) -> Draft:
    latest = records[-1]
    provider = latest["attributes_service_provider_name"]
    service_list, survey_list = services(records, file), surveys(records, file)
    data = {
        "schema_version": "1.0",
        "plan": _plan(name, records)
        | {"to_complete": open_points(service_list, survey_list, _changed(records)),
           "provenance": _provenance(records, file, exported_on)},
        "agency": _agency(latest),
        "hisp": {"designated": True, "designated_by": "Director of OMB",
                 "service_provider_id": latest["attributes_service_provider_id"], "service_provider_name": provider},
        "services": service_list,
        "voice_of_customer": {"surveys": survey_list},
        "feedback": feedback(records, file),
    }  # fmt: skip
    comments: dict[Route, str] = {(): header_comment(file, provider), **renamed(records, survey_list)}
    quarters = len({(record.year, record.quarter) for record in records})
    return Draft(
        name, folder, provider, data, yaml_text(data, comments), len(survey_list), quarters, len(records)
    )


def _plan(name: str, records: list[Record]) -> dict[str, Any]:
    latest = records[-1]
    provider, agency = (
        latest[f"attributes_{who}_name"].strip() for who in ("service_provider", "organization")
    )
    whose = provider if provider == agency else f"{provider}, {agency}"
    shift, day = _QUARTER_ENDS[latest.quarter]
    return {
        "id": f"{name}-{latest.year}",
        "title": f"Customer service plan of {whose}, fiscal year {latest.year}: draft from OMB's feedback export",
        "fiscal_year": latest.year, "as_of": f"{latest.year + shift}-{day}", "status": "draft",
    }  # fmt: skip


def _provenance(records: list[Record], file: str, exported_on: str) -> dict[str, Any]:
    changed = max((record.updated_on for record in records), default="")
    when = f" of {exported_on}" if exported_on else ""
    until = f"; the records of this provider were last changed on {changed}" if changed else ""
    return {
        "label": LABEL, "source": f"OMB's feedback export{when}, {file}{until}", "licence": "CC0", "note": NOTE,
        "added": [],
    }  # fmt: skip


def _agency(latest: Record) -> dict[str, Any]:
    entry = {
        "name": latest["attributes_organization_name"],
        "abbreviation": latest["attributes_organization_abbreviation"],
        "bureau": latest["attributes_service_provider_name"],
    }
    return {key: value for key, value in entry.items() if value}


def _changed(records: list[Record]) -> dict[str, list[str]]:
    """Where the agency or the provider had several names over time: the names in the order of time, the latest last."""
    columns = {
        "agency.name": "attributes_organization_name",
        "agency.bureau": "attributes_service_provider_name",
    }
    changed = {}
    for route, column in columns.items():
        names = list(dict.fromkeys(record[column] for record in reversed(records)))
        if len(names) > 1:
            changed[route] = names[::-1]
    return changed
