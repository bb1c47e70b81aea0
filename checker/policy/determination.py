"""Determinations: what people judged where no program can."""

from collections.abc import Mapping
from typing import NamedTuple

from checker.errors import RulePackError
from checker.location import Location
from checker.policy.faults import Faults
from checker.policy.packfile import PackFile
from checker.policy.renames import current_id
from checker.policy.rule import Rule
from checker.suggestion import did_you_mean


class Determination(NamedTuple):
    """One person's judgement on one rule. Dates are ISO text; it counts from `on` to the end of `valid_until`.

    `earlier` is the earlier id that the file has for the rule; empty where it has the id of now.
    """

    rule: str
    answer: str
    by: str
    on: str
    valid_until: str
    why: str
    location: Location
    earlier: str = ""

    @property
    def in_words(self) -> str:
        """Who judged what, and why, as a sentence."""
        answer = self.answer.replace("_", " ")
        return f"{self.by} determined on {self.on}, valid until {self.valid_until}: {answer}, because {self.why.strip()}"


def load_determinations(path: str, content: bytes, rules: Mapping[str, Rule]) -> tuple[Determination, ...]:
    """The determinations of a file. Raises RulePackError with everything that is wrong with it, each with its place."""
    file = PackFile(path, path, content)
    file.check("determinations")
    found: dict[str, Determination] = {}
    faults = Faults()
    for index, entry in enumerate(file.data):
        at = file.at((index, "rule"))
        written = entry["rule"]
        rule = current_id(written, rules)
        if rule not in rules:
            faults.add(RulePackError(f"no rule is called {rule}{did_you_mean(rule, rules)}", at))
        if rule in found:
            faults.add(RulePackError(f"{rule} is determined a second time; keep one of the two", at))
        if entry["valid_until"] < entry["on"]:
            message = "valid_until lies before the day of the judgement"
            faults.add(RulePackError(message, file.at((index, "valid_until"))))
        found[rule] = Determination(
            rule,
            entry["answer"],
            entry["by"],
            entry["on"],
            entry["valid_until"],
            entry["why"],
            at,
            written if written != rule else "",
        )
    faults.say()
    return tuple(found.values())
