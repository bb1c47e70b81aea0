"""Which clause of the order is encoded by which rules, and why a clause has none."""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from checker.policy.amendment import Amendment
from checker.policy.clauses import Authority, Clause
from checker.policy.rule import Rule
from checker.policy.rulebook import Rulebook


class Reach(Enum):
    """Whether rules reach a clause."""

    RULES = "rules"
    POLICY_STATEMENT = "policy_statement"
    MISSING = "missing"


WHY_NONE = {
    Reach.POLICY_STATEMENT: "a statement of policy that no plan can show by itself",
    Reach.MISSING: "no rule yet, although a plan can show it",
}
"""Why a clause has no rule."""
ASIDE = f"{WHY_NONE[Reach.POLICY_STATEMENT]}; rules rest on it for what surrounds it"


class ClauseCoverage(NamedTuple):
    """One clause and the rules that ask for it. `quoted`: its words stand in the order's text letter by letter."""

    clause: Clause
    rules: tuple[Rule, ...]
    quoted: bool

    @property
    def reach(self) -> Reach:
        """Rules, or the kind of reason for which there are none."""
        if self.rules:
            return Reach.RULES
        return Reach.MISSING if self.clause.shows else Reach.POLICY_STATEMENT

    @property
    def why_none(self) -> str:
        """The reason in words; empty where there are rules."""
        return WHY_NONE.get(self.reach, "")

    @property
    def aside(self) -> str:
        """What is said of rules that rest on a clause which no plan can show by itself; empty where there are none."""
        return ASIDE if self.rules and not self.clause.shows else ""


class Coverage(NamedTuple):
    """Every clause with its rules, in the order's own order, and every rule with its clauses, by id.

    `misquoting` are the rules whose quote does not stand in the order's text.
    """

    clauses: tuple[ClauseCoverage, ...]
    rules: tuple[Rule, ...]
    authorities: Mapping[str, Authority]
    misquoting: tuple[str, ...]
    amendment: Amendment | None = None
    """What the amendment changes, where the pack says it."""

    def reached(self, reach: Reach) -> list[str]:
        """The ids of the clauses of one kind."""
        return [each.clause.id for each in self.clauses if each.reach is reach]

    @property
    def misquoted(self) -> list[str]:
        """The clauses whose words do not stand in the order's text."""
        return [each.clause.id for each in self.clauses if not each.quoted]

    @property
    def complete(self) -> bool:
        """No clause that a plan can show is without a rule, and every quote is verbatim."""
        return not (self.reached(Reach.MISSING) or self.misquoted or self.misquoting)

    def summary(self) -> list[str]:
        """What the tables add up to, a sentence a line."""
        showable = [each for each in self.clauses if each.clause.shows]
        statements = [each for each in self.clauses if not each.clause.shows]
        if missing := self.reached(Reach.MISSING):
            covered = len(showable) - len(missing)
            few = f"{covered} of the {len(showable)} clauses that a plan can show have at least one rule"
            lines = [f"{few}; without: {', '.join(missing)}."]
        else:
            lines = [f"All {len(showable)} clauses that a plan can show have at least one rule."]
        if statements:
            lines.append(
                f"{len(statements)} more are statements of policy that no plan can show by itself: {_ids(statements)}."
            )
        if touched := [each for each in statements if each.rules]:
            lines.append(f"Rules that rest on one of these anyway, for what surrounds it: {_ids(touched)}.")
        wrong = [*self.misquoted, *self.misquoting]
        if wrong:
            lines.append(f"These quotes do not stand in the order's text: {', '.join(wrong)}.")
        else:
            lines.append(
                f"Every quote of {len(self.clauses)} clauses and {len(self.rules)} rules stands verbatim in the order's text."
            )
        return lines


def coverage(rulebook: Rulebook, order: str) -> Coverage:
    """The coverage of a pack; `order` is the order's text, against which every quote is held."""
    text = _words(order)
    clauses = tuple(
        ClauseCoverage(
            clause,
            tuple(rule for rule in rulebook.rules.values() if clause.id in rule.clauses),
            _words(clause.quote) in text,
        )
        for clause in rulebook.clauses.values()
    )
    rules = tuple(rulebook.rules.values())
    misquoting = tuple(rule.id for rule in rules if _words(rule.quote) not in text)
    return Coverage(clauses, rules, rulebook.authorities, misquoting, rulebook.amendment())


def _ids(clauses: list[ClauseCoverage]) -> str:
    return ", ".join(each.clause.id for each in clauses)


def _words(text: str) -> str:
    return " ".join(text.split())
