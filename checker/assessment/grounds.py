"""What an outcome rests on, as digests: so that two results tell which change made an outcome differ, without the plans."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.plan.schema import EACH, Pattern
from checker.policy.profile import Profile
from checker.policy.reads import reads
from checker.policy.rule import Rule
from checker.policy.rulebook import Rulebook

if TYPE_CHECKING:
    from checker.assessment.claims import Claim
    from checker.assessment.outcome import Outcome
    from checker.plan.document import Document
    from checker.policy.determination import Determination

_MISSING = "\0"
"""Stands for a field that is not there; no text of a plan can hold it."""


class Window(NamedTuple):
    """Something that counts from one day to another, both included; an empty day is no bound."""

    digest: str
    first: str
    last: str
    stands: bool = True
    """The value that it was approved for still stands in the plan; true of what is for no value."""

    def holds(self, day: str) -> bool:
        """Whether its days are such that it counts on `day`."""
        return self.first <= day and (not self.last or day <= self.last)


class Grounds(NamedTuple):
    """All that one outcome depends on beside the rule file: where none of it differs, the outcome does not.

    `plan`, `prior` and `registers` are digests over the values that the rule reads, `profile` over what the profile sets for
    it. `day`: the rule looks at the day of assessment itself. The windows are those of the laws that it cites, of the
    waivers that name it and of the determinations on it.
    """

    plan: str
    prior: str
    registers: str
    profile: str
    day: bool
    authorities: tuple[Window, ...]
    waivers: tuple[Window, ...]
    determinations: tuple[Window, ...]


class _Ground:
    """What the rules rest on in one assessment. Values that many rules read are looked up once."""

    def __init__(
        self, plan: Any, prior: Any, profile: Profile, rulebook: Rulebook,
        claims: "Iterable[Claim]", determinations: "Iterable[Determination]",
    ) -> None:  # fmt: skip
        from checker.assessment.place import value_digest

        self.plan = _Values(_without_day(plan))
        self.prior = _Values(prior)
        self.profile = profile
        self.rulebook = rulebook
        self.waivers: dict[str, list[Window]] = {}
        for claim in claims:
            waiver, covers = claim.waiver, claim.covers
            made = digest([waiver.route, waiver.value_digest])
            stands = covers is not None and value_digest(plan, covers) == waiver.value_digest
            window = Window(made, waiver.approved_on, waiver.expires, stands)
            self.waivers.setdefault(waiver.rule, []).append(window)
        self.determinations = {
            each.rule: (Window(digest(each.answer), each.on, each.valid_until),) for each in determinations
        }

    def of(self, rule: Rule) -> Grounds:
        """What the outcome of `rule` rests on."""
        looked_at = reads(rule)
        names = (*rule.for_each, EACH) if rule.for_each else ()
        settings = self.profile.data.get("parameters", {}).get(rule.id, {})
        return Grounds(
            digest([self.plan.names(names), *self.plan.at(looked_at.plan)]),
            digest(self.prior.at(looked_at.prior)) if looked_at.prior else "",
            self._registers(looked_at.registers),
            digest([settings, self.profile.soften, self.profile.authorities_as_of]),
            looked_at.day,
            tuple(self._authorities(rule)),
            tuple(self.waivers.get(rule.id, ())),
            self.determinations.get(rule.id, ()),
        )

    def _registers(self, names: Iterable[str]) -> str:
        found = {name: self.rulebook.registers[name].entries for name in names}
        return digest(found) if found else ""

    def _authorities(self, rule: Rule) -> Iterable[Window]:
        """The laws that decide whether and how strongly the rule asks; without dates where the profile fixes the day."""
        fixed = self.profile.authorities_as_of
        for cited in rule.authorities:
            authority = self.rulebook.authorities[cited.id]
            asks = [cited.id, cited.basis, cited.strength.value if cited.strength else ""]
            # Only what softens a rule asks what kind of law it is.
            made = digest([*asks, authority.kind] if self.profile.soften else asks)
            last = (
                (date.fromisoformat(authority.until) - timedelta(days=1)).isoformat()
                if authority.until
                else ""
            )
            if not fixed:
                yield Window(made, authority.since, last)
            elif authority.in_force(fixed):
                yield Window(made, "", "")


class _Values:
    """The values of a plan at places of the format, each as the digest of its JSON."""

    def __init__(self, data: Any) -> None:
        self.data = data
        self.known: dict[Pattern, str] = {}

    def at(self, patterns: Iterable[Pattern]) -> list[str]:
        """Every place with what stands there."""
        return [f"{'.'.join(pattern)} {self._at(pattern)}" for pattern in sorted(patterns)]

    def _at(self, pattern: Pattern) -> str:
        if pattern not in self.known:
            self.known[pattern] = digest(_project(self.data, pattern))
        return self.known[pattern]

    def names(self, pattern: Pattern) -> str:
        """What the entries of a list are called: a finding is called by it."""
        if not pattern:
            return ""
        return "".join(self._at((*pattern, name)) for name in ("id", "name", "title"))


def digest(value: Any) -> str:
    """SHA-256 of a value as JSON, keys sorted."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("ascii")).hexdigest()


def _project(value: Any, pattern: Pattern) -> Any:
    """What stands at a place: for a list on the way, of each of its entries in turn."""
    for at, step in enumerate(pattern):
        if step == EACH:
            rest = pattern[at + 1 :]
            return [_project(entry, rest) for entry in value] if isinstance(value, list) else _MISSING
        if not isinstance(value, dict) or step not in value:
            return _MISSING
        value = value[step]
    return value


def ground(
    outcomes: "Iterable[Outcome]", document: "Document", prior: Any, rulebook: Rulebook, profile: Profile,
    claims: "Iterable[Claim]", determinations: "Iterable[Determination]",
) -> "list[Outcome]":  # fmt: skip
    """The outcomes, each with what it rests on. `prior` is the content of last year's plan, empty where there is none."""
    under = _Ground(document.data, prior, profile, rulebook, claims, determinations)
    return [outcome._replace(rests_on=under.of(outcome.rule)) for outcome in outcomes]


def content_digest(data: Any) -> str:
    """Of what a plan says, without the day of assessment and the waivers: those are changes of their own."""
    return digest({key: value for key, value in _without_day(data).items() if key != "waivers"})


def _without_day(data: Any) -> Any:
    facts = data.get("plan")
    if not isinstance(facts, dict):
        return data
    return {**data, "plan": {key: value for key, value in facts.items() if key != "as_of"}}
