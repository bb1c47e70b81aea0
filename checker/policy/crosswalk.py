"""The rules by their place in the frameworks that agencies already answer to: a table a framework."""

import re
from dataclasses import dataclass

from checker.errors import CheckerError
from checker.policy.clauses import Authority
from checker.policy.rule import Rule
from checker.policy.rulebook import Rulebook
from checker.suggestion import did_you_mean

FRAMEWORKS = (
    "a-11-280", "section-508", "m-24-08", "21st-century-idea", "e-government-act-208", "privacy-act",
    "paperwork-reduction-act", "gsdi-act", "m-19-16",
)  # fmt: skip
"""The frameworks that come first, in this order; others that rules name follow by their ids."""

NO_COUNTERPART = "no direct counterpart"
"""How the place of a rule begins that the framework, the nearest one, does not ask for itself."""

_NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Row:
    """A rule at its place in a framework."""

    place: str
    rule_id: str
    title: str
    clauses: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A framework and the rules that have a place in it, by place and id; rules without a counterpart come last."""

    framework: Authority
    rows: tuple[Row, ...]


def tables(rulebook: Rulebook) -> tuple[Table, ...]:
    """A table for each framework that a rule of the pack names."""
    rows: dict[str, list[Row]] = {}
    for rule in rulebook.rules.values():
        for framework, place in rule.crosswalk:
            rows.setdefault(framework, []).append(Row(place, rule.id, rule.title, rule.clauses))
    first = [framework for framework in FRAMEWORKS if framework in rows]
    others = sorted(rows.keys() - set(first))
    return tuple(
        Table(rulebook.authorities[id_], tuple(sorted(rows[id_], key=_in_order))) for id_ in (*first, *others)
    )


def table_of(rulebook: Rulebook, framework: str) -> Table:
    """The table of one framework. Raises CheckerError, with did-you-mean, where no rule names it."""
    found = {table.framework.id: table for table in tables(rulebook)}
    if framework not in found:
        hint = did_you_mean(framework, found, f"; the frameworks are {', '.join(found)}")
        raise CheckerError(f"no rule has a place in a framework called {framework}{hint}")
    return found[framework]


def summary(rulebook: Rulebook) -> list[str]:
    """How many rules have a place where, and which name none; a sentence a line."""
    own = {rule.id: _counterparts(rule) for rule in rulebook.rules.values()}
    first = sum(1 for found in own.values() if found & set(FRAMEWORKS))
    alone = [id_ for id_, found in own.items() if not found]
    others = len(own) - first - len(alone)
    few = f"{others} in another law, order or memorandum only, and {len(alone)} in none"
    lines = [f"Of {len(own)} rules, {first} have a place in the frameworks that agencies answer to, {few}."]
    if alone:
        lines.append(f"These name no framework that speaks of their subject: {', '.join(alone)}.")
    return lines


def _counterparts(rule: Rule) -> set[str]:
    """The frameworks that speak of what a rule asks."""
    return {framework for framework, place in rule.crosswalk if not place.startswith(NO_COUNTERPART)}


def _in_order(row: Row) -> tuple[bool, list[tuple[bool, int, str]], str]:
    """Numbers inside a place count as numbers, 280.2 before 280.10, and come before words."""
    parts = [
        (False, int(part), "") if part.isdigit() else (True, 0, part)
        for part in _NUMBER.split(row.place)
        if part
    ]
    return row.place.startswith(NO_COUNTERPART), parts, row.rule_id
