"""The rule pack as a list, for a terminal or as JSON."""

import json
import textwrap
from collections.abc import Iterable

from checker.plan.problems import PROBLEMS
from checker.policy.clauses import Clause
from checker.policy.force import raising, strongest
from checker.policy.rule import Rule
from checker.render.counts import counted
from checker.render.levels import legend, level_marked

_WIDTH = 96


def rule_table(rules: Iterable[Rule], digest: str = "", *, whole: bool) -> str:
    """One line a rule under its topic: id, level, clauses and title; then how many they are, and the pack's digest.

    `whole`: these are all rules of the pack, so the checks of the format beside them are counted too.
    """
    rules = list(rules)
    lines: list[str] = []
    width = max((len(rule.id) for rule in rules), default=0)
    for topic in sorted({rule.topic for rule in rules}):
        lines += [topic, *(_line(rule, width) for rule in rules if rule.topic == topic), ""]
    manual = sum(1 for rule in rules if rule.question)
    judged = f", {manual} of them for a person to judge" if len(rules) > 1 else ""
    beside = f"; {counted(len(PROBLEMS), 'check')} of the format beside them" if whole else ""
    lines += legend(rules)
    lines.append(f"{counted(len(rules), 'rule')}{judged}{beside}")
    if digest:
        lines.append(f"rule pack sha256:{digest}")
    return "\n".join(lines) + "\n"


def topic_list(topic: str, rules: Iterable[Rule]) -> str:
    """The rules of one topic, a line each."""
    own = [rule for rule in rules if rule.topic == topic]
    width = max((len(rule.id) for rule in own), default=0)
    lines = [f"{topic}: a topic with {_many(len(own), 'rule')}", "", *(_line(rule, width) for rule in own)]
    return "\n".join([*lines, "", *legend(own), "`cxcheck explain RULE` says more of one rule."]) + "\n"


def clause_list(clauses: Iterable[Clause], rules: Iterable[Rule]) -> str:
    """Clauses of the order, each with its strength, the number of its rules, and its words."""
    rules = list(rules)
    lines: list[str] = []
    for clause in clauses:
        count = sum(1 for rule in rules if clause.id in rule.clauses)
        lines.append(f"{clause.id} ({clause.strength.value}, {_many(count, 'rule')})")
        lines += textwrap.wrap(f"“{clause.quote}”", _WIDTH, initial_indent="  ", subsequent_indent="  ")
    return (
        "\n".join([*lines, "", "`cxcheck explain CLAUSE` says more of one clause and names its rules."])
        + "\n"
    )


def _many(count: int, thing: str) -> str:
    return counted(count, thing) if count else f"no {thing}s"


def _line(rule: Rule, width: int) -> str:
    return f"  {rule.id:<{width}}  {level_marked(rule):<8}  {rule.title} ({', '.join(rule.clauses)})"


def rule_json(rules: Iterable[Rule]) -> str:
    """The same as JSON: a list of objects, one a rule."""
    rows = [
        {
            "id": rule.id, "version": rule.version, "title": rule.title, "topic": rule.topic, "file": rule.file,
            "clauses": list(rule.clauses), "strength": rule.strength.value, "level": strongest(rule).value,
            "raised_by": [cited.id for cited in raising(rule)],
            "authorities": [authority.id for authority in rule.authorities], "manual": bool(rule.question),
            "amendment_only": rule.amendment_only, "renamed_from": list(rule.renamed_from),
            "digest": rule.version_digest,
        }
        for rule in rules
    ]  # fmt: skip
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"
