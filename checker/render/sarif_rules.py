"""Rules and format problems as SARIF describes them: the `reportingDescriptor` objects of a log."""

import re
from typing import Any

from checker.finding import Level
from checker.plan.problems import PROBLEMS, Problem
from checker.policy.force import strongest
from checker.policy.rule import Rule
from checker.policy.wording import sentence
from checker.render.law import AMENDMENT_ONLY
from checker.render.markdown import escaped
from checker.render.printable import one_line

ORDER_PAGE = (
    "https://bidenwhitehouse.archives.gov/briefing-room/presidential-actions/2021/12/13/"
    "executive-order-on-transforming-federal-customer-experience-and-service-delivery-to-rebuild-trust-in-government/"
)
"""The order as it was published. A page of our own would need an address that the program does not know."""

_SEVERITIES = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "recommendation"}
_WORD = re.compile(r"[A-Za-z0-9]+")
_MOST_TAGS = 20
_LONGEST = 1_000

NOTIFICATIONS = {
    "run-failed": "The run came to no results",
    "not-evaluated": "A rule could not be evaluated",
    "needs-review": "A person has to judge",
    "file-skipped": "A file was not checked",
    "unusual-run": "An option makes this run different from a plain one",
    "results-cut": "Not every finding is in this log",
}
"""What is told of a run beside its findings."""


def rule_descriptor(rule: Rule) -> dict[str, Any]:
    """A rule of the pack."""
    page = f"docs/rules/{rule.topic}/{rule.id}.md"
    order = f"{', '.join(rule.clauses)}: “{one_line(rule.quote)}”"
    parts = [
        ("What it asks", sentence(rule)),
        ("How to mend it", rule.remedy),
        ("The order's words", order + (f" (it {AMENDMENT_ONLY})" if rule.amendment_only else "")),
        ("More", f"run cxcheck explain {rule.id}, or read {page}"),
    ]
    tags = [rule.topic, *rule.clauses, *(cited.id for cited in rule.authorities)]
    return _descriptor(rule.id, rule.title, rule.rationale, parts, strongest(rule), tags)


def problem_descriptor(problem_id: str) -> dict[str, Any]:
    """A way in which a file can fail to be a plan."""
    problem: Problem = PROBLEMS[problem_id]
    parts = [
        ("How to mend it", problem.remedy),
        ("More", f"run cxcheck explain {problem.id}, or read docs/plan-format.md"),
    ]
    return _descriptor(problem.id, problem.title, problem.rationale, parts, problem.level, ["plan-format"])


def notification_descriptors() -> list[dict[str, Any]]:
    """The kinds of what is told of a run, in the order of `NOTIFICATIONS`."""
    return [
        {"id": id_, "name": pascal_case(id_), **_texts(words, words, [("What it means", words)])}
        for id_, words in NOTIFICATIONS.items()
    ]


def pascal_case(id_: str) -> str:
    """`control-number-shown` → `ControlNumberShown`."""
    return "".join(word[:1].upper() + word[1:] for word in _WORD.findall(id_))


def ended(text: str) -> str:
    """`text` on one line, with a full stop where it ends with none."""
    shown = one_line(text)
    return shown if shown.endswith((".", "!", "?", ".”")) else f"{shown}."


def _descriptor(
    id_: str, title: str, why: str, parts: list[tuple[str, str]], level: Level, tags: list[str]
) -> dict[str, Any]:
    return {
        "id": id_,
        "name": pascal_case(id_),
        **_texts(title, why, parts),
        "helpUri": ORDER_PAGE,
        "defaultConfiguration": {"level": level.value},
        "properties": {
            "tags": list(dict.fromkeys(tags))[:_MOST_TAGS],
            "precision": "very-high",
            "problem.severity": _SEVERITIES[level],
        },
    }


def _texts(title: str, why: str, parts: list[tuple[str, str]]) -> dict[str, Any]:
    return {
        "shortDescription": {"text": ended(title)[:_LONGEST]},
        "fullDescription": {"text": ended(why)[:_LONGEST]},
        "help": {
            "text": "\n".join(f"{label}: {ended(text)}" for label, text in parts),
            "markdown": "\n\n".join(f"**{label}:** {escaped(ended(text))}" for label, text in parts),
        },
    }
