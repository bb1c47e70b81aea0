"""The columns of OMB's feedback export, and what each question slot measures.

The export is what the reporting system Touchpoints gives for the quarterly collections of section 280 of Circular
A-11 (survey of 2018 to 2023): one row for each service, transaction point, channel and quarter.
"""

from difflib import get_close_matches

from checker.errors import CheckerError
from checker.location import Location

QUESTIONS = range(1, 12)
POINTS = range(1, 6)
STANDARD = range(1, 8)

DRIVERS = {
    1: "satisfaction", 2: "trust", 3: "effectiveness", 4: "ease", 5: "efficiency", 6: "transparency", 7: "employee",
}  # fmt: skip
"""What OMB counts each slot as, whatever an agency asked in it.

Source: GSA/touchpoints (CC0), app/helpers/application_helper.rb, `hisp_questions_key`. OMB's reporting overview of
2018 names the same drivers, with "I was treated fairly" as transparency. The wordings of the export agree: q1 "I am
satisfied …", q2 "… increased my trust/confidence", q3 "My need was addressed", q4 "It was easy …", q5 "It took a
reasonable amount of time …", q6 "I understand what is being asked" or "I was treated fairly", q7 "Employees … were
helpful". Slots 8 to 11 are the agency's own questions. A slot keeps its driver even where the wording says something
else ("How likely are you to recommend …" as q2): that is for the rules to judge.
"""

PLACE = (
    "id", "attributes_service_provider_id", "attributes_service_provider_name", "attributes_organization_name",
    "attributes_service_id", "attributes_collection_year", "attributes_collection_quarter",
)  # fmt: skip
"""Without one of these a row has no place in a plan."""

VOLUMES = {
    "volume_of_customers": "attributes_volume_of_customers",
    "volume_offered": "attributes_volume_of_customers_provided_survey_opportunity",
    "volume_of_respondents": "attributes_volume_of_respondents",
}
"""Field of the plan → column of the export."""

_OTHERS = (
    "attributes_organization_id", "attributes_organization_abbreviation", "attributes_collection_id",
    "attributes_collection_name", "attributes_service_provided", "attributes_transaction_point", "attributes_channel",
    "attributes_omb_control_number", "attributes_federal_register_url", "attributes_created_at",
    "attributes_updated_at", "attributes_operational_metrics", "attributes_service_name", "attributes_service_slug",
    "service_desc",
)  # fmt: skip


def text_column(question: int) -> str:
    """The column with the wording of a question."""
    return f"attributes_q{question}_text"


def count_columns(question: int) -> list[str]:
    """The five columns with how often each answer was given, from the lowest to the highest."""
    return [f"attributes_q{question}_{point}" for point in POINTS]


def mean_column(question: int) -> str:
    """The column with the mean of the answers. The export calls it point scale; it is a mean of 1 to 5."""
    return f"attributes_q{question}_point_scale"


COLUMNS: tuple[str, ...] = (
    *PLACE, *VOLUMES.values(), *_OTHERS,
    *(name for q in QUESTIONS for name in (text_column(q), *count_columns(q), mean_column(q))),
)  # fmt: skip
"""Every column that is carried over."""


def spare_columns(header: list[str], file: str) -> tuple[str, ...]:
    """The columns of a file that have no place in a plan. Raises CheckerError where one is missing or stands twice."""
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise CheckerError(f"the column {twice[0]} stands twice in the header", _header(file))
    spare = tuple(name for name in header if name not in COLUMNS)
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        raise CheckerError(_missing(missing, spare, header), _header(file))
    return spare


def _missing(missing: list[str], spare: tuple[str, ...], header: list[str]) -> str:
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        return "the header holds one column only; the fields of the export are separated by commas"
    named = []
    for name in missing[:8]:
        close = get_close_matches(name, spare, n=1)
        named.append(f"{name} (did you mean {close[0]}?)" if close else name)
    more = f" and {len(missing) - 8} more" if len(missing) > 8 else ""
    word = "column" if len(missing) == 1 else "columns"
    return f"this is not OMB's feedback export: {len(missing)} {word} missing: {', '.join(named)}{more}"


def _header(file: str) -> Location:
    return Location(file, 1, 1, 1, 1)
