"""The crosswalk to other frameworks: as lists for a terminal, as Markdown, as JSON."""

import json
import textwrap
from collections.abc import Iterator, Sequence

from checker.policy.clauses import Authority
from checker.policy.crosswalk import Table
from checker.render.markdown import code, escaped

_WIDTH = 100
_HOW_TO_READ = (
    "Each rule says where its subject stands in the frameworks that agencies already answer to. A rule may stand in"
    " several. The place tells where to look. It does not say that the framework asks for exactly what the rule asks."
    " “No direct counterpart” means that this framework is the nearest, and does not speak of the rule's subject."
)
_NOTES = {
    "a-11-280": "The numbers are those of the 2024 edition, placed by the titles of its subsections: "
    "280.1 who is responsible; 280.2 what customer experience and service delivery are; 280.3 identifying services; "
    "280.4 delivering through several channels; 280.7 managing customer experience; 280.8 paperwork, burden and "
    "access; 280.9 knowing whether services work; 280.10 the annual performance plan; 280.11 High Impact Service "
    "Providers; 280.13 designating priority services; 280.14 feedback after a transaction; 280.15 capacity assessments "
    "and action plans; 280.16 life experiences. The 2024 edition counts employee experience as part of customer "
    "experience; the subsection that says so is not known here.",
    "gsdi-act": "5 U.S.C. 321 defines service delivery and its channels. 5 U.S.C. 322 lists what the Government-wide "
    "lead at OMB sets standards for. 5 U.S.C. 323 is about the agency's own lead.",
}
"""What a reader needs to know about the places in a framework."""


def crosswalk_table(tables: Sequence[Table], summary: Sequence[str] = ()) -> str:
    """A list a framework for a terminal: place, rule, title and clauses; then the numbers of rules, and the summary."""
    if not tables:
        return "No rule of this pack names a place in another framework.\n"
    lines: list[str] = []
    for table in tables:
        places = max(len(row.place) for row in table.rows)
        ids = max(len(row.rule_id) for row in table.rows)
        lines.append(f"{table.framework.id}: {_name(table.framework)}")
        lines += [
            f"  {row.place:<{places}}  {row.rule_id:<{ids}}  {row.title} ({', '.join(row.clauses)})"
            for row in table.rows
        ]
        lines += [_count(table), ""]
    for line in summary:
        lines += [*textwrap.wrap(line, _WIDTH, break_on_hyphens=False), ""]
    return "\n".join(lines[:-1]) + "\n"


def crosswalk_markdown(tables: Sequence[Table], summary: Sequence[str] = ()) -> str:
    """A section with a table for each framework; before them all a table of how many rules each has, and the summary."""
    lines = ["# Crosswalk to other frameworks", "", _HOW_TO_READ, ""]
    lines += ["| Framework | Citation | Rules |", "|---|---|---|"]
    lines += [
        f"| {escaped(table.framework.title)} | {escaped(table.framework.citation)} | {len(table.rows)} |"
        for table in tables
    ]
    for line in summary:
        lines += ["", escaped(line)]
    for table in tables:
        lines += _section(table)
    return "\n".join(lines) + "\n"


def crosswalk_json(tables: Sequence[Table]) -> str:
    """The same as JSON: a list of frameworks, each with its rows."""
    content = [
        {
            "framework": table.framework.id, "title": table.framework.title, "citation": table.framework.citation,
            "until": table.framework.until or None,
            "rows": [
                {"place": row.place, "rule": row.rule_id, "title": row.title, "clauses": list(row.clauses)}
                for row in table.rows
            ],
        }
        for table in tables
    ]  # fmt: skip
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _section(table: Table) -> Iterator[str]:
    yield from ("", f"## {escaped(_name(table.framework))}", "")
    if note := _NOTES.get(table.framework.id):
        yield from (escaped(note), "")
    yield from ("| Place | Rule | What is true of a plan that passes | Clauses |", "|---|---|---|---|")
    for row in table.rows:
        yield f"| {escaped(row.place)} | {code(row.rule_id)} | {escaped(row.title)} | {', '.join(row.clauses)} |"


def _name(framework: Authority) -> str:
    ended = f"; ended {framework.until}" if framework.until else ""
    return f"{framework.title} ({framework.citation}{ended})"


def _count(table: Table) -> str:
    return f"  {len(table.rows)} rule{'' if len(table.rows) == 1 else 's'}"
