"""From a file of single responses to the survey of 2023 to the results of one survey in one quarter of a plan.

A row is one person's answers: the trust question, flags for what made the difference or could have been better, and free
text. OMB takes these files from providers since fiscal year 2024 (Circular A-11 section 280). Free text is counted and never
carried over: it may name people.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from checker.errors import CheckerError
from checker.location import Location
from checker.plan.importers.csv_rows import UnusedRow, csv_file, undecoded_cell
from checker.plan.yaml_text import yaml_text
from checker.suggestion import did_you_mean

DRIVERS = ("effectiveness", "ease", "efficiency", "transparency", "humanity", "employee", "other")
"""What people may choose, as the columns have it after `positive_` and `negative_`."""
_SIDES = ("positive", "negative")
_FLAGS = tuple(f"{side}_{driver}" for side in _SIDES for driver in DRIVERS)
_COLUMNS = ("external_id", "question_1", *_FLAGS, "question_4")
_FLAG = {"": 0, "0": 0, "1": 1, "false": 0, "true": 1}
_SHOWN = 40

LIKERT, THUMBS = "likert_5", "thumbs_up_down"
_POINTS: Mapping[str, Mapping[str, int]] = {
    LIKERT: {str(point): point for point in range(1, 6)},
    THUMBS: {"0": 0, "1": 1, "down": 0, "up": 1},
}
SCALES = tuple(_POINTS)
"""The scales on which the trust question of 2023 is asked."""
_HAPPY = {LIKERT: 4, THUMBS: 1}
"""From this point on, people are asked what made the difference; below it, what could have been better."""


class About(NamedTuple):
    """What the file does not say of itself: whose results these are. Optional fields are empty or None where not known."""

    service: str
    survey: str
    fiscal_year: int
    quarter: int
    scale: str = LIKERT
    channel: str = ""
    trust_text: str = ""
    customers: int | None = None
    offered: int | None = None

    @property
    def id(self) -> str:
        """What the entry is called in the plan."""
        return f"{self.survey}-fy{self.fiscal_year % 100:02d}-q{self.quarter}"


class Summed(NamedTuple):
    """The results, as an entry of `feedback` and as its YAML. The rows used and the `unused` ones are all the rows."""

    entry: Mapping[str, Any]
    text: str
    rows: int
    unused: tuple[UnusedRow, ...]
    spare_columns: tuple[str, ...]


class _Response(NamedTuple):
    """One person's answers. `trust` is None where the question was not answered."""

    trust: int | None
    flags: tuple[str, ...]
    wrote: bool


def sum_responses(file: str, content: bytes, about: About) -> Summed:
    """Sum up the responses in a file of the name `file`. Pure: the same bytes give the same text.

    Raises CheckerError where it is no such file.
    """
    header, rows = csv_file(file, content)
    _check(header, file)
    responses: list[_Response] = []
    unused: list[UnusedRow] = []
    seen: dict[str, int] = {}
    for row, (line, fields, trouble) in enumerate(rows, start=2):
        values = dict(zip(header, fields, strict=False))
        reason = trouble or _reason(fields, header, values, about.scale)
        name = values.get("external_id", "").strip()
        if not reason and name and (first := seen.setdefault(name, row)) != row:
            reason = f"the response {_shown(name)} stands already in row {first}"
        if reason:
            unused.append(UnusedRow(row, line, reason))
        else:
            responses.append(_response(values, about.scale))
    entry = _entry(responses, about, file)
    spare = tuple(name for name in header if name not in _COLUMNS)
    return Summed(
        entry,
        yaml_text(entry, {(): _comment(file, len(responses), entry)}),
        len(responses) + len(unused),
        tuple(unused),
        spare,
    )


def _check(header: list[str], file: str) -> None:
    missing = [name for name in _COLUMNS if name not in header]
    if missing:
        near = did_you_mean(missing[0], [name for name in header if name not in _COLUMNS])
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        raise CheckerError(
            f"this is no file of responses to the survey of 2023: the column {missing[0]}{more} is missing{near}", Location(file, 1, 1, 1, 1)
        )  # fmt: skip
    twice = next((name for name in _COLUMNS if header.count(name) > 1), "")
    if twice:
        raise CheckerError(f"the column {twice} stands twice in the header", Location(file, 1, 1, 1, 1))


def _reason(fields: list[str], header: list[str], values: Mapping[str, str], scale: str) -> str:
    """Why a row cannot be used; empty where it can."""
    if len(fields) != len(header):
        return f"it has {len(fields)} fields, the header has {len(header)}"
    if undecoded := undecoded_cell(values):
        return undecoded
    return "; ".join(_reasons(values, scale))


def _reasons(values: Mapping[str, str], scale: str) -> Iterator[str]:
    trust = values["question_1"].strip().lower()
    if trust and trust not in _POINTS[scale]:
        yield f"question_1 is {_shown(trust)}, not one of {', '.join(_POINTS[scale])}"
    for name in _FLAGS:
        if values[name].strip().lower() not in _FLAG:
            yield f"{name} is {_shown(values[name])}, not 0 or 1"
    if not trust and not any(values[name].strip() for name in (*_FLAGS, "question_4")):
        yield "nothing was answered"


def _response(values: Mapping[str, str], scale: str) -> _Response:
    trust = values["question_1"].strip().lower()
    flags = tuple(name for name in _FLAGS if _FLAG[values[name].strip().lower()])
    return _Response(_POINTS[scale][trust] if trust else None, flags, bool(values["question_4"].strip()))


def _entry(responses: list[_Response], about: About, file: str) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "id": about.id, "service_id": about.service, "survey_id": about.survey, "fiscal_year": about.fiscal_year, "quarter": about.quarter,
        "channel": about.channel, "volume_of_customers": about.customers, "volume_offered": about.offered,
        "volume_of_respondents": len(responses), "responses": [_trust(responses, about)], "drivers": _drivers(responses),
        "open_text_n": sum(response.wrote for response in responses), "limitations": " ".join(_limits(responses, about)),
        "source": {"file": file},
    }  # fmt: skip
    return {name: value for name, value in entry.items() if value not in ("", None)}


def _trust(responses: list[_Response], about: About) -> dict[str, Any]:
    points = Counter(response.trust for response in responses if response.trust is not None)
    question: dict[str, Any] = {"question_number": 1, "driver": "trust"}
    if about.trust_text:
        question["text"] = about.trust_text
    question["n"] = points.total()
    if about.scale == THUMBS:
        return question | {"up": points[1], "down": points[0], "point_scale": 2}
    return question | {"counts": [points[point] for point in range(1, 6)], "point_scale": 5}


def _drivers(responses: list[_Response]) -> dict[str, dict[str, int]]:
    chosen = Counter(flag for response in responses for flag in response.flags)
    return {side: {driver: chosen[f"{side}_{driver}"] for driver in DRIVERS} for side in _SIDES}


def _limits(responses: list[_Response], about: About) -> Iterator[str]:
    """What a reader must know of the answers before relying on their sums."""
    silent = sum(response.trust is None for response in responses)
    if silent:
        yield f"{_people(silent)} did not answer the trust question."
    happy = _HAPPY[about.scale]
    crossed = sum(
        any(flag.startswith("negative" if response.trust >= happy else "positive") for flag in response.flags)
        for response in responses if response.trust is not None
    )  # fmt: skip
    if crossed:
        yield f"{_people(crossed)} chose reasons of the other side than their answer on trust."


def _comment(file: str, used: int, entry: Mapping[str, Any]) -> str:
    wrote = entry["open_text_n"]
    words = (
        "no free text was among them"
        if not wrote
        else f"{_people(wrote)} wrote free text, which is counted and left out"
    )
    return (
        f"Summed up from {_people(used, 'response')} in {file}; {words}.\n"
        "Put this file into the folder feedback of a folder plan, or its lines as one entry under feedback of a plan in one file."
    )


def _people(count: int, word: str = "person") -> str:
    plural = {"person": "people"}.get(word, f"{word}s")
    return f"{count:,} {word if count == 1 else plural}"


def _shown(text: str) -> str:
    return f'"{text}"' if len(text) <= _SHOWN else f'"{text[:_SHOWN]}…"'
