"""Services, surveys and feedback of one provider, from its records."""

import re
from collections.abc import Iterable
from hashlib import sha256
from json import dumps
from typing import Any

from checker.location import Route
from checker.plan.importers.a11_columns import DRIVERS, STANDARD
from checker.plan.importers.a11_rows import Answers, Record

_NOT_WORD = re.compile(r"[\W_]+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_PROVIDED = "attributes_service_provided"
_TEN_POINTS = re.compile(r"\b10-point scale|\bscale (?:of|from) 1 to 10\b")

_SOURCE = {
    "record_id": "id", "collection_id": "attributes_collection_id", "collection_name": "attributes_collection_name",
    "organization_id": "attributes_organization_id", "service_provider_id": "attributes_service_provider_id",
    "service_id": "attributes_service_id", "service_slug": "attributes_service_slug",
}  # fmt: skip


def slug(text: str) -> str:
    """`Retirement Services ` → `retirement-services`."""
    return _NOT_SLUG.sub("-", text.lower()).strip("-")


def service_id(record: Record) -> str:
    """The id of the record's service. The name may change from year to year, the export's number does not."""
    return f"service-{slug(record['attributes_service_id'])}"


def survey_id(record: Record) -> str:
    """The id of the record's survey.

    A survey is known by service, what is provided, transaction point and channel; case, spaces and punctuation do not
    count, because they change from quarter to quarter. What is provided counts: otherwise six call centers that were
    surveyed apart in the same quarter would be one survey.
    """
    parts = [record["attributes_service_id"], record[_PROVIDED],
             record["attributes_transaction_point"], record["attributes_channel"]]  # fmt: skip
    key = "|".join(_NOT_WORD.sub(" ", part.casefold()).strip() for part in parts)
    words = slug(record[_PROVIDED])[:32].strip("-") or "survey"
    return f"{words}-{sha256(key.encode()).hexdigest()[:6]}"


def services(records: list[Record], file: str) -> list[dict[str, Any]]:
    """One entry a service, as the latest record describes it; the channels are those that were surveyed."""
    entries = []
    for identifier, own in _groups((service_id(record), record) for record in records):
        latest = own[-1]
        channels = sorted({record["attributes_channel"] for record in own} - {""})
        entries.append(_given({
            "id": identifier, "name": latest["attributes_service_name"], "description": latest["service_desc"],
            "channels": channels, "source": _source(latest, file),
        }))  # fmt: skip
    return sorted(entries, key=lambda entry: _natural(entry["id"]))


def surveys(records: list[Record], file: str) -> list[dict[str, Any]]:
    """One entry a survey, as the latest record has it."""
    entries = []
    for identifier, own in _groups((survey_id(record), record) for record in records):
        latest = own[-1]
        questions = [{"question_number": answers.number, "driver": _driver(answers), "text": answers.text}
                     for answers in latest.answers if answers.text]  # fmt: skip
        ten_points = any(
            _TEN_POINTS.search(answers.text) for answers in latest.answers if answers.number in STANDARD
        )
        entries.append(_given({
            "id": identifier, "title": latest[_PROVIDED], "service_id": service_id(latest),
            "transaction_point": latest["attributes_transaction_point"], "channel": latest["attributes_channel"],
            "scale": "" if ten_points else "likert_5", "questions": questions,
            "omb_control_number": latest["attributes_omb_control_number"],
            "federal_register_url": latest["attributes_federal_register_url"], "source": _source(latest, file),
        }))  # fmt: skip
    return sorted(entries, key=lambda entry: (_natural(entry["service_id"]), entry["id"]))


def feedback(records: list[Record], file: str) -> list[dict[str, Any]]:
    """One entry a record, in the order of time, with the words and numbers of its own quarter."""
    return [
        _given({
            "id": f"record-{slug(record['id'])}", "service_id": service_id(record), "survey_id": survey_id(record),
            "fiscal_year": record.year, "quarter": record.quarter, "channel": record["attributes_channel"],
            "transaction_point": record["attributes_transaction_point"], **record.volumes,
            "responses": [_response(answers) for answers in record.answers
                          if answers.asked or answers.number in STANDARD],
            "operational_metrics": record["attributes_operational_metrics"],
            "omb_control_number": record["attributes_omb_control_number"],
            "federal_register_url": record["attributes_federal_register_url"],
            "source": _source(record, file),
        })
        for record in records
    ]  # fmt: skip


def renamed(records: list[Record], entries: list[dict[str, Any]]) -> dict[Route, str]:
    """A comment for each feedback entry whose record names what is provided otherwise than the survey's title."""
    titles = {entry["id"]: entry.get("title", "") for entry in entries}
    return {
        (
            "feedback",
            index,
        ): f"Service provided, as reported in this quarter: {dumps(record[_PROVIDED], ensure_ascii=False)}"
        for index, record in enumerate(records)
        if record[_PROVIDED] != titles[survey_id(record)]
    }


def _response(answers: Answers) -> dict[str, Any]:
    entry: dict[str, Any] = {"question_number": answers.number, "driver": _driver(answers)}
    if answers.text:
        entry["text"] = answers.text
    if answers.counts:
        entry |= {"n": sum(answers.counts), "counts": list(answers.counts)}
    if answers.mean is not None:
        entry["mean"] = answers.mean
    return entry


def _driver(answers: Answers) -> str:
    return DRIVERS.get(answers.number, "other")


def _source(record: Record, file: str) -> dict[str, Any]:
    return _given({
        "file": file, "row": record.row, **{field: record[column] for field, column in _SOURCE.items()},
        "created_on": record.created_on, "updated_on": record.updated_on,
    })  # fmt: skip


def _given(entry: dict[str, Any]) -> dict[str, Any]:
    """Without what the export leaves empty: a field that is not there says that nothing was reported."""
    return {key: value for key, value in entry.items() if value not in ("", [])}


def _groups(pairs: Iterable[tuple[str, Record]]) -> Iterable[tuple[str, list[Record]]]:
    groups: dict[str, list[Record]] = {}
    for key, record in pairs:
        groups.setdefault(key, []).append(record)
    return groups.items()


def _natural(text: str) -> tuple[int, str]:
    """Sorts `service-9` before `service-10`."""
    digits = text.rpartition("-")[2]
    return (int(digits) if digits.isdigit() else 0, text)
