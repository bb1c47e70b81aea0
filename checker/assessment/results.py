"""Results that `cxcheck check --format json` wrote, read again. `docs/results-format.md` says how they may change.

A file of a later minor version is read, what is not known in it passed over; a status that is not known is "not evaluated".
What a run set apart as not new (`--since`) was found all the same.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from checker.assessment.grounds import Grounds, Window
from checker.assessment.judged import Judged, Kept
from checker.assessment.outcome import Rating, Status
from checker.errors import CheckerError
from checker.finding import Finding, Level, Related
from checker.location import Location
from checker.resources import resource

SCHEMA_VERSION = "1.2"
"""The version of the format that this program writes."""

_SINCE = {
    1: ("prior", "determined", "waived"),
    2: ("origin", "waivers", "known", "not_new", "identity", "content_digest", "rests_on"),
}
"""The fields that each minor version added; an earlier file does not have them."""
_MOST = 20
_VERSION = re.compile(r"(\d+)\.(\d+)\Z")
_WINDOWS = ("authorities", "waivers", "determinations")


class Results(NamedTuple):
    """One results file: its plans in their order. `identified`: its findings say what they are called in every version."""

    path: str
    plans: tuple[Judged, ...]
    identified: bool


def looks_like_results(path: str, content: bytes) -> bool:
    """Whether a file is meant as results: by its name, or because it is JSON with the keys of results."""
    head = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return path.endswith(".json") or (head == b"{" and b'"tool"' in content and b'"plans"' in content)


def read_results(path: str, content: bytes, names: Mapping[str, str]) -> Results:
    """The results in a file. `names` gives earlier ids of rules the ids of now.

    Raises CheckerError with the place of what is wrong, or of the version that this program does not know.
    """
    data = _parsed(path, content)
    minor = _minor(path, content, data)
    _check(path, content, data, minor)
    head = (str(data["profile"]["id"]), str(data["pack_digest"]), str(data["tool"]["version"]))
    plans = tuple(_plan(plan, head, names) for plan in data["plans"])
    return Results(path, plans, minor >= 2)


def _parsed(path: str, content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        at = Location(path, error.lineno, error.colno, error.lineno, error.colno + 1)
        raise CheckerError(f"this is not JSON: {error.msg}", at) from error
    except UnicodeDecodeError as error:
        raise CheckerError("this is not JSON in UTF-8", Location(path, 1, 1, 1, 1)) from error
    except RecursionError as error:
        raise CheckerError("this is nested too deeply to be results", Location(path, 1, 1, 1, 1)) from error


def _minor(path: str, content: bytes, data: Any) -> int:
    """The minor version of the results format."""
    version = data.get("schema_version") if isinstance(data, dict) else None
    found = _VERSION.match(version) if isinstance(version, str) else None
    if found is None:
        message = "these are no results of cxcheck; write them with `cxcheck check PLAN --output json=FILE`"
        raise CheckerError(message, Location(path, 1, 1, 1, 1))
    if found[1] != "1":
        line = content[: content.find(b'"schema_version"')].count(b"\n") + 1
        message = f"results of version {version} are not known here, only version 1; use a newer cxcheck"
        raise CheckerError(message, Location(path, line, 1, line, 1))
    return int(found[2])


def _check(path: str, content: bytes, data: Any, minor: int) -> None:
    """Hold the file against the schema of its version, as far as that is known."""
    from checker.policy.packfile import check_json

    schema = json.loads(resource("schemas/results.schema.json").read_bytes())
    known = int(SCHEMA_VERSION.partition(".")[2])
    if minor > known:
        schema = _open(schema)
    later = {name for since, names in _SINCE.items() if since > minor for name in names}
    check_json(path, content, data, _without(schema, later), _MOST)


def _open(part: Any) -> Any:
    """A schema that lets pass what a later version may have added: fields, and words of a list."""
    if isinstance(part, list):
        return [_open(entry) for entry in part]
    if not isinstance(part, dict):
        return part
    shut = {key for key in ("additionalProperties", "enum") if not isinstance(part.get(key), dict)}
    return {key: _open(value) for key, value in part.items() if key not in shut}


def _without(part: Any, later: set[str]) -> Any:
    """A schema that does not ask for what an earlier version did not have."""
    if isinstance(part, list):
        return [_without(entry, later) for entry in part]
    if not isinstance(part, dict):
        return part
    return {
        key: [name for name in value if name not in later] if key == "required" and isinstance(value, list) else _without(value, later)
        for key, value in part.items()
    }  # fmt: skip


def _plan(plan: Mapping[str, Any], head: tuple[str, str, str], names: Mapping[str, str]) -> Judged:
    outcomes = [_outcome(outcome, names) for outcome in plan["outcomes"]]
    return Judged(
        plan["name"], plan["digest"], plan.get("content_digest") or "", plan["agency"], plan["fiscal_year"],
        plan["as_of"], _word(Rating, plan["rating"], Rating.YELLOW), *head, plan.get("prior") or "",
        _findings([*plan["problems"], *plan.get("known", ())], names), {kept.rule: kept for kept in outcomes},
        {names.get(dropped["rule"], dropped["rule"]): dropped["reason"] for dropped in plan["dropped"]},
    )  # fmt: skip


def _outcome(outcome: Mapping[str, Any], names: Mapping[str, str]) -> Kept:
    return Kept(
        names.get(outcome["rule"], outcome["rule"]), outcome["version"], outcome["digest"], outcome["title"],
        _word(Status, outcome["status"], Status.NOT_EVALUATED), _word(Level, outcome["level"], Level.ERROR),
        outcome["reason"], _findings([*outcome["findings"], *outcome.get("known", ())], names), _findings(outcome.get("waived", ()), names),
        _grounds(outcome.get("rests_on")),
    )  # fmt: skip


def _grounds(grounds: Mapping[str, Any] | None) -> Grounds | None:
    if grounds is None:
        return None
    windows = {
        name: tuple(Window(**{field: window[field] for field in Window._fields}) for window in grounds[name])
        for name in _WINDOWS
    }
    return Grounds(**{name: windows.get(name, grounds[name]) for name in Grounds._fields})


def _findings(findings: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            names.get(finding["rule"], finding["rule"]), _word(Level, finding["level"], Level.ERROR), finding["message"],
            tuple(finding["route"]["steps"]), _location(finding["location"]), finding["remedy"],
            tuple(Related(related["message"], _location(related["location"])) for related in finding["related"]),
            finding.get("identity", ""),
        )
        for finding in findings
    )  # fmt: skip


def _location(place: Mapping[str, Any]) -> Location:
    return Location(**{name: place[name] for name in Location._fields})


def _word(kind: Any, word: str, otherwise: Any) -> Any:
    """The member of an enumeration, or what stands for a word that this version does not know."""
    try:
        return kind(word)
    except ValueError:
        return otherwise
