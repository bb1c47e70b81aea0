"""What a finding is called in every version of a plan: its rule, and the structural place it speaks of.

A route counts the entries of a list, so that one entry more at the top would rename all below it. An identity calls an
entry by its own name instead: `services[id=passports].standards[id=wait].target`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from checker.assessment.outcome import Outcome
from checker.finding import Finding
from checker.location import Route, route_text

_NAMES = ("id", "name", "title")
"""The fields that name an entry of a list, the best first."""


def key(finding: Finding) -> tuple[str, str]:
    """Equal for the same finding in two versions of a plan. One version may hold several with the same key."""
    return finding.rule, finding.identity


class Identities:
    """The identities of the findings on one plan, whose values are `data`; None where it could not be read."""

    def __init__(self, data: Any) -> None:
        self.data = data
        self._entries: dict[int, list[str]] = {}

    def outcome(self, outcome: Outcome) -> Outcome:
        """The outcome with the identities of its findings."""
        if not outcome.findings and not outcome.waived:
            return outcome
        found, waived = self.findings(outcome.findings), self.findings(outcome.waived)
        return outcome._replace(findings=found, waived=waived)

    def findings(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings with their identities."""
        return tuple([finding._replace(identity=self.of(finding.route)) for finding in findings])

    def problems(self, problems: Iterable[Finding]) -> tuple[Finding, ...]:
        """The problems of a file. Most have no route: what is said of the file tells one from the other."""
        return tuple([
            problem._replace(identity=self.of(problem.route) if problem.route else problem.message)
            for problem in problems
        ])  # fmt: skip

    def of(self, route: Route) -> str:
        """A route as text, with the names of entries for their places: the entry's id, or else its name or title.

        An entry of a list of texts is called by itself. One that has no name, or shares it, keeps its place.
        """
        text, value = "", self.data
        for position, step in enumerate(route):
            if isinstance(value, Mapping) and isinstance(step, str):
                text += f".{step}" if text else step
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
                text += f"[{self.names(value)[step]}]"
                value = value[step]
            else:
                rest = route_text(route[position:])
                return f"{text}.{rest}" if text and isinstance(step, str) else text + rest
        return text or route_text(())

    def names(self, entries: list[Any]) -> list[str]:
        """What the entries of a list are called; one without a name of its own, by its place."""
        known = self._entries.get(id(entries))
        if known is None:
            names = [_name(entry) for entry in entries]
            often = Counter(names)
            known = [name if name and often[name] == 1 else str(at) for at, name in enumerate(names)]
            self._entries[id(entries)] = known
        return known


def _name(entry: Any) -> str:
    if isinstance(entry, Mapping):
        for field in _NAMES:
            if isinstance(name := entry.get(field), str) and name:
                return f"{field}={name}"
    elif isinstance(entry, str) and entry:
        return f"={entry}"
    return ""
