"""A profile: which rules are asked, and with which parameters."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from checker.errors import RulePackError
from checker.policy.renames import current_id
from checker.policy.rule import Rule
from checker.suggestion import did_you_mean


class Profile(NamedTuple):
    """A tailoring of the pack.

    `data` has the shape of `schemas/profile.schema.json`; only the id, the title and the description are required.
    """

    data: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The name by which it is chosen."""
        return str(self.data["id"])

    @property
    def title(self) -> str:
        """Its name for people."""
        return str(self.data["title"])

    @property
    def description(self) -> str:
        """For whom it is, and what it changes."""
        return str(self.data["description"]).strip()

    @property
    def words(self) -> tuple[str, ...]:
        """Every rule, topic and clause that it names."""
        return (
            *self.select,
            *(entry["rule"] for entry in self.data.get("drop", ())),
            *self.data.get("parameters", {}),
        )

    @property
    def select(self) -> tuple[str, ...]:
        """The rules, topics and clauses that are asked; empty where every rule is."""
        return tuple(self.data.get("select", ()))

    @property
    def soften(self) -> bool:
        """Musts become shoulds, but not those of a statute: section 9 of the order only encourages independent agencies."""
        return bool(self.data.get("soften", False))

    @property
    def amendment(self) -> bool:
        """Whether rules are asked that rest on the amendment alone."""
        return bool(self.data.get("amendment", True))

    @property
    def authorities_as_of(self) -> str:
        """The day as of which laws count as in force, instead of the day of assessment; empty where it is that day."""
        return str(self.data.get("authorities_as_of", ""))

    def with_current_ids(self, rules: Mapping[str, Rule]) -> "Profile":
        """The same profile, with every earlier id of a rule as it is now.

        Raises RulePackError where it sets the parameters of one rule under two ids.
        """
        data = dict(self.data)
        if "select" in data:
            data["select"] = [current_id(word, rules) for word in data["select"]]
        if "drop" in data:
            data["drop"] = [{**entry, "rule": current_id(entry["rule"], rules)} for entry in data["drop"]]
        parameters: dict[str, Any] = {}
        for written, values in data.get("parameters", {}).items():
            id_ = current_id(written, rules)
            if id_ in parameters:
                raise RulePackError(
                    f"profile {self.id}: it sets the parameters of {id_} a second time, under an earlier id; "
                    f"write them once, under {id_}"
                )
            parameters[id_] = values
        return Profile(data | {"parameters": parameters} if parameters else data)

    def why_dropped(self, rule: Rule) -> str:
        """The reason for which a rule is not asked in this profile; empty where it is."""
        for entry in self.data.get("drop", ()):
            if matches(rule, (entry["rule"],)):
                return f"the profile {self.id} drops it: {entry['reason']}"
        if rule.amendment_only and not self.amendment:
            return f"the profile {self.id} leaves out what rests on the amendment alone"
        if self.select and not matches(rule, self.select):
            return f"the profile {self.id} does not select it"
        return ""

    def values(self, rule: Rule) -> dict[str, Any]:
        """The parameters of a rule: its own, and what the profile sets instead."""
        own = {parameter.name: parameter.value for parameter in rule.parameters}
        return own | dict(self.data.get("parameters", {}).get(rule.id, {}))


def check_parameters(profile: Profile, rules: Mapping[str, Rule]) -> None:
    """Refuse a parameter that its rule does not have, or of another kind than the rule's own value.

    `profile` names rules by their ids of now. Raises RulePackError with did-you-mean.
    """
    for id_, values in profile.data.get("parameters", {}).items():
        if id_ not in rules:
            hint = did_you_mean(id_, rules, "; parameters are set for one rule at a time")
            raise RulePackError(f"profile {profile.id}: parameters: no rule is called {id_}{hint}")
        own = {parameter.name: parameter.value for parameter in rules[id_].parameters}
        for name, value in values.items():
            if name not in own:
                hint = did_you_mean(name, own, f"; it has {', '.join(own) or 'none'}")
                raise RulePackError(f"profile {profile.id}: {id_} has no parameter {name}{hint}")
            if _kind(value) != _kind(own[name]):
                such_as = f"{_kind(own[name])} is expected for {name} of {id_}, such as {own[name]}"
                raise RulePackError(f"profile {profile.id}: {such_as}; not {value}")


def _kind(value: Any) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "a number"
    if isinstance(value, str):
        return "text"
    return "a list" if isinstance(value, list) else "another kind of value"


def matches(rule: Rule, words: tuple[str, ...]) -> bool:
    """Whether a rule is meant by one of `words`: its id, its topic, or a clause (S1.p6: all under it)."""
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
