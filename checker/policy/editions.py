"""A rule as one version of the pack has it: what it means, apart from the words in which it says so.

Taken from the file as it stands, without compiling it: a rule of an earlier pack may speak of fields that are gone.
"""

import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from checker.errors import RulePackError
from checker.policy.ordertext import one_line
from checker.policy.packfile import PackFile

_DIGITS = 16
_LITERAL_OR_SPACE = re.compile(r"""('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")|\s+""")
_NO_RULES = ("order", "profiles", "registers")
_DEFAULTS = {"when_absent": ("when", "not_applicable"), "if_absent": ("require", "needs_review")}


class Edition(NamedTuple):
    """One rule of one version of the pack. `data` is its file; `meaning` the parts of it that decide outcomes."""

    id: str
    version: int
    title: str
    clauses: tuple[str, ...]
    renamed_from: tuple[str, ...]
    meaning: Mapping[str, Any]
    data: Mapping[str, Any]

    @property
    def digest(self) -> str:
        """By which two meanings are told apart."""
        content = json.dumps(self.meaning, sort_keys=True, separators=(",", ":"))
        return sha256(content.encode("ascii")).hexdigest()[:_DIGITS]


def edition(file: PackFile, issued: str) -> Edition:
    """The rule in a file; `issued` is EO 14058 on one line. Raises RulePackError for a file that holds no rule."""
    data = file.data
    if not isinstance(data, dict) or not isinstance(data.get("id"), str):
        raise RulePackError("this is no rule: it has no id", file.at(()))
    return Edition(
        data["id"], data.get("version", 0), data.get("title", ""), tuple(data.get("clauses", ())),
        tuple(data.get("renamed_from", ())), _meaning(data, issued), data,
    )  # fmt: skip


def editions(files: Mapping[str, bytes], issued: str, shown: str) -> dict[str, Edition]:
    """Every rule of a pack, by id; `files` by their names in it, of which `shown` is the folder.

    Raises RulePackError where a file cannot be read or two have one id.
    """
    found: dict[str, Edition] = {}
    for name, content in rule_files(files):
        file = PackFile(f"{shown}/{name}", name, content)
        each = edition(file, issued)
        if each.id in found:
            raise RulePackError(f"a second rule has the id {each.id}", file.at(("id",)))
        found[each.id] = each
    return found


def rule_files(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Those files of a pack that hold rules: `topic/rule.yaml`."""
    for name, content in files.items():
        topic, _, rest = name.partition("/")
        if rest.endswith(".yaml") and topic not in _NO_RULES:
            yield name, content


def _meaning(data: Mapping[str, Any], issued: str) -> dict[str, Any]:
    """What decides outcomes and levels. Not here: title, rationale, remedy, message, examples, places in frameworks.

    A question is the meaning of its rule. Whether the words it rests on are in EO 14058 decides which profiles ask it.
    """
    meaning: dict[str, Any] = {
        "clauses": sorted(data.get("clauses", ())),
        "strength": data.get("strength", ""),
        "amendment_only": one_line(str(data.get("quote", ""))) not in issued,
        "laws": _laws(data.get("authorities", ())),
        "parameters": {name: given.get("value") for name, given in data.get("parameters", {}).items()},
    }
    for key in ("for_each", "when", "require", "question", "look_at"):
        if key in data:
            meaning[key] = _condition(data[key])
    for key, (condition, default) in _DEFAULTS.items():
        if condition in data:
            meaning[key] = data.get(key, default)
    return meaning


def _laws(authorities: Any) -> list[list[str]]:
    """The authorities that decide whether a rule is in force, or how much it weighs; the others are citations."""
    return sorted(
        [each["id"], "basis" if each.get("basis") else "", each.get("strength", "")]
        for each in authorities
        if each.get("basis") or each.get("strength")
    )


def _condition(value: Any) -> Any:
    """A condition without the line breaks of an expression; what stands in quotes stays as it is."""
    if isinstance(value, str):
        return _LITERAL_OR_SPACE.sub(lambda match: match[1] or " ", value).strip()
    return value
