"""The roster: who owes a plan, until when, and where it is."""

from hashlib import sha256
from typing import NamedTuple

from checker.errors import RulePackError
from checker.policy.faults import Faults
from checker.policy.packfile import PackFile


class Due(NamedTuple):
    """A plan that is owed. `due` and `received` are ISO days; empty text is what the roster does not say."""

    agency: str
    due: str
    received: str
    path: str
    archive: str
    git: str
    ref: str


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
    for index, entry in enumerate(file.data["submissions"]):
        at = ("submissions", index)
        if "git" in entry and "archive" in entry:
            message = "a plan is in a Git repository or in an archive; name one of the two"
            faults.add(RulePackError(message, file.at((*at, "archive"), key=True)))
        if "git" in entry and "ref" not in entry:
            message = "`ref` is needed beside `git`: the tag, branch or commit that was submitted"
            faults.add(RulePackError(message, file.at((*at, "git"), key=True)))
        if "ref" in entry and "git" not in entry:
            message = "`ref` belongs to `git`, which is not here"
            faults.add(RulePackError(message, file.at((*at, "ref"), key=True)))
        texts = {key: entry.get(key, "") for key in ("received", "path", "archive", "git", "ref")}
        found.append(Due(" ".join(entry["agency"].split()), entry.get("due", file.data["due"]), **texts))
    faults.say()
    return Roster(name, sha256(content).hexdigest(), file.data["fiscal_year"], tuple(found))
