"""The coverage of the order by the rules: as a table for a terminal, as Markdown, as JSON, as a page."""

import json
import textwrap
from collections.abc import Iterator

from checker.policy.clauses import Clause
from checker.policy.coverage import ClauseCoverage, Coverage, Reach
from checker.policy.force import strongest
from checker.policy.rule import Rule
from checker.render.amendment import new_words
from checker.render.levels import legend, level_marked
from checker.render.markdown import code, escaped
from checker.render.report_words import SECTIONS, STRENGTHS

_WIDTH = 100
_INDENT = " " * 14


def coverage_table(found: Coverage) -> str:
    """Two lists for a terminal: every clause with its rules, every rule with its clauses; then the sum."""
    lines = ["Every clause, and the rules that ask for it", ""]
    for each in found.clauses:
        words = ", ".join(rule.id for rule in each.rules) or f"({each.why_none})"
        words += f" ({each.aside})" if each.aside else ""
        lines += textwrap.wrap(
            words, _WIDTH, initial_indent=f"  {each.clause.id:<12}", subsequent_indent=_INDENT,
            break_on_hyphens=False,
        )  # fmt: skip
    width = max((len(rule.id) for rule in found.rules), default=0)
    lines += ["", "Every rule, and the clauses that it encodes", ""]
    lines += [f"  {rule.id:<{width}}  {', '.join(rule.clauses)}" for rule in found.rules]
    return "\n".join([*lines, "", *found.summary()]) + "\n"


def coverage_markdown(found: Coverage, pages: str = "") -> str:
    """The same as Markdown; with `pages`, each rule is a link to its page in that folder."""
    lines = ["# Coverage of the order", "", *(f"- {escaped(line)}" for line in found.summary())]
    for section in _sections(found):
        lines += ["", f"## Section {section}: {SECTIONS.get(section, '')}", ""]
        lines += ["| Clause | Its words | Strength | Rules |", "|---|---|---|---|"]
        lines += [_clause_row(each, found, pages) for each in found.clauses if each.clause.section == section]
    lines += [
        "",
        "## Every rule",
        "",
        "| Rule | What is true of a plan that passes | Clauses | Level |",
        "|---|---|---|---|",
    ]
    lines += [_rule_row(rule, pages) for rule in found.rules]
    if said := legend(found.rules):
        lines += ["", *map(escaped, said)]
    return "\n".join(lines) + "\n"


def coverage_json(found: Coverage) -> str:
    """The same as one JSON object."""
    content = {
        "complete": found.complete,
        "summary": found.summary(),
        "clauses": [
            {
                "id": each.clause.id, "section": each.clause.section, "strength": each.clause.strength.value,
                "quote": each.clause.quote, "shows": each.clause.shows,
                "amendment_only": each.clause.amendment_only, "reach": each.reach.value,
                "why_none": each.why_none, "quoted": each.quoted, "rules": [rule.id for rule in each.rules],
            }
            for each in found.clauses
        ],
        "rules": [
            {
                "id": rule.id, "title": rule.title, "level": strongest(rule).value,
                "clauses": list(rule.clauses), "quoted": rule.id not in found.misquoting,
            }
            for rule in found.rules
        ],
    }  # fmt: skip
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def coverage_html(found: Coverage) -> str:
    """The same as one HTML file that asks for nothing from outside."""
    from checker.render.templates import html_template

    sections = [
        (number, SECTIONS.get(number, ""), [each for each in found.clauses if each.clause.section == number])
        for number in _sections(found)
    ]
    return html_template("coverage/coverage.html.j2").render(
        coverage=found,
        sections=sections,
        strengths=STRENGTHS,
        reaches=Reach,
        amended=amended,
        level=level_marked,
        legend=legend(found.rules),
    )


def amended(clause: Clause, found: Coverage) -> str:
    """What is said beside a clause whose words are not all in EO 14058 as issued."""
    change = found.amendment.at(clause.id) if found.amendment is not None else None
    return f". {new_words(clause.quote, change)}" if clause.amendment_only else ""


def _sections(found: Coverage) -> list[int]:
    return sorted({each.clause.section for each in found.clauses})


def _clause_row(each: ClauseCoverage, found: Coverage, pages: str) -> str:
    clause = each.clause
    aside = [escaped(f"{each.aside.capitalize()}:")] if each.aside else []
    rules = "<br>".join([*aside, *_linked(each.rules, pages)]) or escaped(f"None: {each.why_none}.")
    strength = escaped(STRENGTHS[clause.strength] + amended(clause, found))
    return f"| {clause.id} | “{escaped(clause.quote)}” | {strength} | {rules} |"


def _rule_row(rule: Rule, pages: str) -> str:
    (link,) = _linked((rule,), pages)
    return f"| {link} | {escaped(rule.title)} | {', '.join(rule.clauses)} | {escaped(level_marked(rule))} |"


def _linked(rules: tuple[Rule, ...], pages: str) -> Iterator[str]:
    for rule in rules:
        yield f"[{rule.id}]({pages}/{rule.topic}/{rule.id}.md)" if pages else code(rule.id)
