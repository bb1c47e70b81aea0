"""Determinations: what people judged where no program can."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from checker.errors import RulePackError
from checker.location import Location, Route
from checker.plan.fit import is_date
from checker.policy.faults import Faults
from checker.policy.packfile import Doubts, PackFile
from checker.policy.renames import current_id
from checker.policy.rule import Rule
from checker.suggestion import did_you_mean

_NO_LIST = (
    "a list of judgements is expected here: begin each with a hyphen, as in `- rule: loop-is-really-closed`, "
    "and write its other keys below, two spaces in"
)


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
    doubts: Doubts = []
    file = PackFile(path, path, content, doubts=doubts)
    if not isinstance(file.data, list):
        raise RulePackError(_NO_LIST, file.at(()))
    faults = Faults()
    wrong = file.misfits("determinations")
    for location, message in wrong:
        faults.add(RulePackError(message, location))
    # That `yes` is no answer says more than that tools read it in two ways.
    said = {location for location, _ in wrong}
    for location, message in doubts:
        if location not in said:
            faults.add(RulePackError(message, location))
    _check(file, (), rules, faults)
    faults.say()
    return _made(file, (), rules)


def determinations_in(
    file: PackFile, around: Route, rules: Mapping[str, Rule], faults: Faults
) -> tuple[Determination, ...]:
    """The determinations in the list at `around` in a file that has its shape. What is wrong with them goes to `faults`."""
    _check(file, around, rules, faults)
    return _made(file, around, rules)


def _check(file: PackFile, around: Route, rules: Mapping[str, Rule], faults: Faults) -> None:
    """What the shape of the file does not tell, as far as the entries have the keys."""
    seen: set[str] = set()
    for index, entry in enumerate(file.document.value(around)):
        if not isinstance(entry, dict):
            continue
        if isinstance(written := entry.get("rule"), str):
            at, rule = file.at((*around, index, "rule")), current_id(written, rules)
            if rule not in rules:
                faults.add(RulePackError(f"no rule is called {rule}{did_you_mean(rule, rules)}", at))
            if rule in seen:
                faults.add(RulePackError(f"{rule} is determined a second time; keep one of the two", at))
            seen.add(rule)
        start, end = (entry.get(key) for key in ("on", "valid_until"))
        if (
            isinstance(start, str)
            and isinstance(end, str)
            and is_date(start)
            and is_date(end)
            and end < start
        ):
            message = "valid_until lies before the day of the judgement"
            faults.add(RulePackError(message, file.at((*around, index, "valid_until"))))


def _made(file: PackFile, around: Route, rules: Mapping[str, Rule]) -> tuple[Determination, ...]:
    return tuple(
        _determination(entry, file.at((*around, index, "rule")), rules)
        for index, entry in enumerate(file.document.value(around))
    )


def _determination(entry: dict[str, Any], at: Location, rules: Mapping[str, Rule]) -> Determination:
    rule = current_id(entry["rule"], rules)
    return Determination(
        rule,
        entry["answer"],
        entry["by"],
        entry["on"],
        entry["valid_until"],
        entry["why"],
        at,
        entry["rule"] if entry["rule"] != rule else "",
    )
