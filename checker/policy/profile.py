"""A profile: which rules are asked, and with which parameters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from checker.errors import RulePackError
from checker.policy.rule import Rule
from checker.suggestion import did_you_mean


@dataclass(frozen=True, slots=True)
class Profile:
    """A tailoring of the pack. `select` is empty where every rule is asked; `drop` gives a reason for each rule."""

    id: str
    title: str
    description: str
    select: tuple[str, ...] = ()
    drop: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @staticmethod
    def from_data(data: Mapping[str, Any]) -> "Profile":
        """The profile that a file of the shape `schemas/profile.schema.json` holds."""
        return Profile(
            data["id"], data["title"], data["description"].strip(), tuple(data.get("select", ())),
            {entry["rule"]: entry["reason"] for entry in data.get("drop", ())}, data.get("parameters", {}),
        )  # fmt: skip

    def values(self, rule: Rule) -> dict[str, Any]:
        """The parameters of a rule: its own, and what the profile sets instead."""
        return {parameter.name: parameter.value for parameter in rule.parameters} | dict(
            self.parameters.get(rule.id, {})
        )


def matches(rule: Rule, words: tuple[str, ...]) -> bool:
    """Whether a rule is meant by one of `words`: its id, its topic, or a clause (S1.p6 means all under it)."""
    return any(
        word in (rule.id, rule.topic)
        or any(clause == word or clause.startswith(f"{word}.") for clause in rule.clauses)
        for word in words
    )


def check_words(words: tuple[str, ...], rules: Mapping[str, Rule], where: str) -> None:
    """Refuse a word that means no rule. Raises RulePackError with did-you-mean."""
    known = {rule.id for rule in rules.values()} | {rule.topic for rule in rules.values()}
    for word in words:
        if not any(matches(rule, (word,)) for rule in rules.values()):
            clauses = {clause for rule in rules.values() for clause in rule.clauses}
            hint = did_you_mean(word, sorted(known | clauses), "; `cxcheck rules` lists them")
            raise RulePackError(f"{where}: no rule, topic or clause is called {word}{hint}")
