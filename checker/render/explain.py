"""What a rule, a clause or a format problem means, as text for a terminal."""

import textwrap
from collections.abc import Iterator

from checker.plan.problems import Problem
from checker.policy.clauses import Clause
from checker.policy.packfile import PackFile
from checker.policy.rule import Rule
from checker.policy.rulebook import Rulebook
from checker.policy.wording import sentence
from checker.render.amendment import edits_in_words, new_words
from checker.render.levels import level_in_words

_WIDTH = 96


def explain_rule(rule: Rule, rulebook: Rulebook) -> str:
    """What a rule asks and why, the order's words, an example that fails, one that passes, and how to mend it."""
    return "\n".join(_rule_lines(rule, rulebook, rulebook.rule_file(rule))) + "\n"


def _rule_lines(rule: Rule, rulebook: Rulebook, file: PackFile) -> Iterator[str]:
    yield f"{rule.id}: {rule.title}"
    yield ""
    yield from _block("What it asks", sentence(rule))
    yield from _block("Why", rule.rationale)
    yield from _block("The order's words", f"“{' '.join(rule.quote.split())}”")
    for clause in rule.clauses:
        yield from _wrapped(f"{clause} ({rulebook.clauses[clause].strength.value})", "  ")
    if rule.amendment_only:
        amendment = rulebook.amendment()
        change = amendment.because_of(rule.id) if amendment is not None else None
        touched = change.clauses if change is not None else ()
        clause = next((each for each in rule.clauses if each in touched), rule.clauses[0])
        yield from _wrapped(
            f"{new_words(rule.quote, change)} `cxcheck explain {clause}` shows what it changes.",
            "  ",
        )
    yield ""
    if rule.authorities:
        yield "Authorities"
        for cited in rule.authorities:
            authority = rulebook.authorities[cited.id]
            until = f" until {authority.until} ({authority.ended_by})" if authority.until else ""
            place = f", {cited.section}" if cited.section else ""
            role = "; the rule is in force only while it is" if cited.basis else ""
            yield from _wrapped(
                f"{authority.title} ({authority.citation}{place}), in force from {authority.since}{until}{role}",
                "  ",
            )
        yield ""
    if rule.parameters:
        yield "Parameters"
        for parameter in rule.parameters:
            yield from _wrapped(f"{parameter.name} = {parameter.value}: {parameter.description}", "  ")
        yield ""
    yield from _examples(file)
    yield from _block("How to mend it", rule.remedy)
    earlier = f" · earlier called {', '.join(rule.renamed_from)}" if rule.renamed_from else ""
    yield f"Level {level_in_words(rule, rulebook.authorities)} · version {rule.version}{earlier} · {rule.file}"


def _examples(file: PackFile) -> Iterator[str]:
    for kind, heading in (("fail", "An example that fails"), ("pass", "An example that passes"),
                          ("needs_review", "An example that a person must judge")):  # fmt: skip
        entries = file.data["examples"].get(kind) or []
        if entries:
            yield heading + (f": {entries[0]['name']}" if entries[0].get("name") else "")
            yield from _source(file, kind)
            for found in entries[0].get("finds", ()):
                yield from _wrapped(f"→ {found['route']}: {found['message']}", "  ")
            yield ""


def _source(file: PackFile, kind: str) -> Iterator[str]:
    yield from (f"    {line}" for line in example_yaml(file.data["examples"][kind][0]["plan"]))


def example_yaml(plan: object) -> list[str]:
    """The plan of an example as lines of YAML."""
    import yaml

    text: str = yaml.safe_dump(plan, sort_keys=False, allow_unicode=True, width=_WIDTH - 4)
    return text.splitlines()


def explain_clause(clause: Clause, rulebook: Rulebook) -> str:
    """What a clause says, what a plan must show for it, and the rules that ask for it."""
    lines = [f"{clause.id}: section {clause.section} of the order, strength {clause.strength.value}", ""]
    lines += _block("The order's words", f"“{clause.quote}”")
    if clause.amendment_only:
        amendment = rulebook.amendment()
        change = amendment.at(clause.id) if amendment is not None else None
        lines += [*_wrapped(new_words(clause.quote, change), "  "), ""]
    if clause.authority:
        authority = rulebook.authorities.get(clause.authority)
        lines += _block(
            "It restates", f"{authority.title} ({authority.citation})" if authority else clause.authority
        )
    lines += _block(
        "What a plan must show",
        clause.shows or "Nothing: this is a statement of policy that no plan can show by itself.",
    )
    lines += _amended(clause, rulebook)
    rules = [rule for rule in rulebook.rules.values() if clause.id in rule.clauses]
    lines.append("Rules" if rules else "No rule asks for it.")
    for rule in rules:
        because = " (because of the amendment)" if rule.amendment_only else ""
        lines += _wrapped(f"{rule.id}: {rule.title}{because}", "  ")
    return "\n".join(lines) + "\n"


def _amended(clause: Clause, rulebook: Rulebook) -> Iterator[str]:
    """What the amendment changes in the sentence of the clause, where it does."""
    amendment = rulebook.amendment()
    change = amendment.at(clause.id) if amendment is not None else None
    if amendment is not None and change is not None:
        where = "" if change.place == clause.id else f" in {change.place}"
        yield f"What the amendment proposed on {amendment.proposed} changes{where}"
        for line in edits_in_words(change):
            yield from _wrapped(line, "  ")
        yield from _wrapped(change.means, "  ")
        yield ""


def explain_problem(problem: Problem) -> str:
    """What a format problem means and how to mend it."""
    lines = [f"{problem.id}: {problem.title}", ""]
    lines += _block("Why", problem.rationale)
    lines += _block("How to mend it", problem.remedy)
    lines.append(f"Level {problem.level.value} · a problem of the file, found before any rule is asked")
    return "\n".join(lines) + "\n"


def _block(heading: str, text: str) -> Iterator[str]:
    yield heading
    yield from _wrapped(text, "  ")
    yield ""


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(" ".join(text.split()), _WIDTH, initial_indent=indent, subsequent_indent=indent)
