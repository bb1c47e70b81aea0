"""Rules under their earlier ids. Everything that takes the id of a rule asks here what the rule is called now."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from checker.errors import RulePackError
from checker.location import Location
from checker.policy.rule import Rule

if TYPE_CHECKING:
    from checker.policy.packfile import PackFile


class Renamed(NamedTuple):
    """An earlier id that somebody wrote, the id of the same rule now, and where in a file it is written."""

    old: str
    new: str
    location: Location | None = None

    @property
    def in_words(self) -> str:
        """What to tell the person who wrote it."""
        words = f"{self.old} is now called {self.new}; write {self.new}"
        return f"{self.location}: {words}" if self.location is not None else words


def current_id(id_: str, rules: Mapping[str, Rule]) -> str:
    """The id that the rule called `id_` has now; `id_` itself where it is no earlier id of any rule."""
    if id_ not in rules:
        for rule in rules.values():
            if id_ in rule.renamed_from:
                return rule.id
    return id_


def earlier_ids(*packs: Mapping[str, Rule]) -> dict[str, str]:
    """Every earlier id of a rule of one of these packs, and the id that it has in the pack that says so."""
    return {old: rule.id for rules in packs for rule in rules.values() for old in rule.renamed_from}


def renamed(words: Iterable[str], rules: Mapping[str, Rule]) -> tuple[Renamed, ...]:
    """Those of `words` that are earlier ids, each with the id now; none twice."""
    pairs = ((word, current_id(word, rules)) for word in dict.fromkeys(words))
    return tuple(Renamed(old, new) for old, new in pairs if old != new)


def check_renames(files: "Iterable[PackFile]", rules: Mapping[str, Rule]) -> None:
    """Refuse an earlier id that could mean two things: a rule in use, a topic, or the earlier id of another rule.

    Raises RulePackError with all of them, each with its place in the rule file.
    """
    from checker.policy.faults import Faults

    faults = Faults()
    topics = {rule.topic for rule in rules.values()}
    claimed: dict[str, str] = {}
    for file in files:
        for index, old in enumerate(file.data.get("renamed_from", ())):
            if old in rules:
                fault = f"{old} is the id of a rule in use ({rules[old].file}), so it cannot be an earlier id of this one"
            elif old in topics:
                fault = f"{old} is a topic, so it cannot be an earlier id of a rule"
            elif old in claimed:
                fault = f"{old} is an earlier id of {claimed[old]} too; one of the two rules had it"
            else:
                claimed[old] = file.data["id"]
                continue
            faults.add(RulePackError(fault, file.at(("renamed_from", index))))
    faults.say()
