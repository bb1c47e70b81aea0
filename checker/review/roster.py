"""The roster: who owes a plan, until when, and where it is."""

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, NamedTuple

from checker.errors import RulePackError
from checker.location import Location
from checker.policy.faults import Faults
from checker.policy.packfile import PackFile
from checker.review.naming import slug

_OUT = re.compile(r"/|[A-Za-z]:|(?:.*[/\\])?\.\.(?:[/\\]|\Z)")
"""How a path looks that leads out of the archive or the commit that it stands in."""


class Due(NamedTuple):
    """A plan that is owed. `due` and `received` are ISO days; empty text is what the roster does not say.

    `at` is where the roster says where it is.
    """

    agency: str
    due: str
    received: str
    path: str
    archive: str
    git: str
    ref: str
    at: Location


class Roster(NamedTuple):
    """All that is owed for a fiscal year, in the order of the file. `digest` is the SHA-256 of the file."""

    name: str
    digest: str
    fiscal_year: int
    due: tuple[Due, ...]


def load_roster(name: str, content: bytes) -> Roster:
    """The roster in a file. Raises RulePackError with everything that is wrong with it, each with its place."""
    file = PackFile(name, name, content)
    file.check("roster")
    faults = Faults()
    found = []
    names: dict[str, str] = {}
    for index, entry in enumerate(file.data["submissions"]):
        agency = " ".join(entry["agency"].split())
        other = names.setdefault(slug(agency), agency)
        if other != agency:
            message = f"{agency} and {other} are too much alike: for files and letters they are one name; write both alike"
            faults.add(RulePackError(message, file.at(("submissions", index, "agency"))))
        for key, message in _wrong(entry):
            faults.add(RulePackError(message, file.at(("submissions", index, key))))
        texts = {key: entry.get(key, "") for key in ("received", "path", "archive", "git", "ref")}
        place = next((key for key in ("git", "archive", "path") if key in entry), "agency")
        at = file.at(("submissions", index, place))
        found.append(Due(agency, entry.get("due", file.data["due"]), at=at, **texts))
    faults.say()
    return Roster(name, sha256(content).hexdigest(), file.data["fiscal_year"], tuple(found))


def _wrong(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with one entry, whatever stands at its place: the key, and the message."""
    if "git" in entry and "archive" in entry:
        yield "archive", "a plan is in a Git repository or in an archive; name one of the two"
    if "git" in entry and "ref" not in entry:
        yield "git", "`ref` is needed beside `git`: the tag, branch or commit that was submitted"
    if "ref" in entry and "git" not in entry:
        yield "ref", "`ref` belongs to `git`, which is not here"
    if entry.get("ref", "").startswith("-"):
        yield "ref", f"{entry['ref']} is no tag, branch or commit: none of their names starts with a hyphen"
    if ("git" in entry or "archive" in entry) and _OUT.match(entry.get("path", "")):
        inside = "commit" if "git" in entry else "archive"
        yield (
            "path",
            f"{entry['path']} leads out of the {inside}; a path in it is meant, such as plans/plan.yaml",
        )
