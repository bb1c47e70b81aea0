"""The rule pack as a folder of Markdown: a page a rule, an index by topic, the coverage matrix, the authorities, the registers."""

from collections.abc import Iterator

from checker.policy.amendment import AMENDMENT
from checker.policy.coverage import Coverage
from checker.policy.crosswalk import summary, tables
from checker.policy.rulebook import Rulebook
from checker.render.amendment import amendment_page
from checker.render.coverage import coverage_markdown
from checker.render.crosswalk import crosswalk_markdown
from checker.render.levels import legend, level_marked
from checker.render.markdown import escaped
from checker.render.registers import registers_markdown
from checker.render.rulepage import MADE_BY, rule_page


def rule_docs(rulebook: Rulebook, found: Coverage) -> Iterator[tuple[str, str]]:
    """Every file of the folder: its path in it, and its text. The same pack gives the same bytes."""
    yield "README.md", _index(rulebook, found)
    yield "coverage.md", f"{MADE_BY}\n\n{coverage_markdown(found, pages='.')}"
    yield "authorities.md", _authorities(rulebook)
    if places := tables(rulebook):
        yield "crosswalk.md", f"{MADE_BY}\n\n{crosswalk_markdown(places, summary(rulebook))}"
    if (amendment := rulebook.amendment()) is not None:
        yield "amendment.md", f"{MADE_BY}\n\n{amendment_page(amendment, rulebook.rules)}"
    if rulebook.registers:
        registers = registers_markdown(list(rulebook.registers.values()), list(rulebook.rules.values()))
        yield "registers.md", f"{MADE_BY}\n\n{registers}"
    for rule in rulebook.rules.values():
        yield f"{rule.topic}/{rule.id}.md", rule_page(rule, rulebook)


def _index(rulebook: Rulebook, found: Coverage) -> str:
    rules = list(rulebook.rules.values())
    beside = "[coverage of the order](coverage.md) and the [authorities](authorities.md) with the dates they are in force"
    if any(rule.crosswalk for rule in rules):
        beside += ", where rules stand in [other frameworks](crosswalk.md)"
    if (rulebook.root / AMENDMENT).is_file():
        beside += ", what the [amendment](amendment.md) changes"
    if rulebook.registers:
        beside += ", and the [registers](registers.md) of dated facts that rules read"
    lines = [MADE_BY, "", "# The rules", "", f"{len(rules)} rules, by topic. See also the {beside}.", ""]
    lines += [f"- {escaped(line)}" for line in found.summary()]
    lines += ["", *map(escaped, legend(rules))]
    for topic in sorted({rule.topic for rule in rules}):
        lines += [
            "",
            f"## {topic}",
            "",
            "| Rule | What is true of a plan that passes | Level | Clauses |",
            "|---|---|---|---|",
        ]
        for rule in rules:
            if rule.topic == topic:
                level = "a person judges" if rule.question else escaped(level_marked(rule))
                link = f"[{rule.id}]({rule.topic}/{rule.id}.md)"
                lines.append(f"| {link} | {escaped(rule.title)} | {level} | {', '.join(rule.clauses)} |")
    return "\n".join(lines) + "\n"


def _authorities(rulebook: Rulebook) -> str:
    """A table of the authorities with their dates, then the rules of each."""
    table = ["| Authority | In force from | Until | Ended by | Rules | Source |", "|---|---|---|---|---|---|"]
    lists: list[str] = []
    for authority in sorted(rulebook.authorities.values(), key=lambda each: (each.since, each.id)):
        rules = [
            rule
            for rule in rulebook.rules.values()
            if authority.id in {cited.id for cited in rule.authorities}
        ]
        checked = "" if authority.verified == "sourced" else " (In part from memory, not checked.)"
        name = f"{escaped(authority.title)} ({escaped(authority.citation)})"
        link = f"[{name}](#{authority.id})" if rules else name
        table.append(
            f"| {link} | {authority.since} | {authority.until or 'in force'} | {escaped(authority.ended_by) or '–'} "
            f"| {len(rules)} | {escaped(authority.source)}{checked} |"
        )
        if rules:
            lists += ["", f"## {authority.id}", "", escaped(authority.summary), ""]
            lists += [f"- [{rule.id}]({rule.topic}/{rule.id}.md): {escaped(rule.title)}" for rule in rules]
    opening = "Laws, orders and memoranda behind the rules, oldest first, with the days they are in force."
    return "\n".join([MADE_BY, "", "# The authorities", "", opening, "", *table, *lists]) + "\n"
