"""One rule as a page of the documentation, in Markdown."""

from collections.abc import Iterator, Mapping
from typing import Any

from checker.policy.clauses import Authority
from checker.policy.packfile import PackFile
from checker.policy.rule import Rule
from checker.policy.rulebook import Rulebook
from checker.policy.wording import sentence
from checker.render.amendment import new_words
from checker.render.explain import example_yaml
from checker.render.levels import level_in_words
from checker.render.markdown import code, escaped

MADE_BY = "<!-- Made by `cxcheck rules docs` from the rule pack: change the rule, not this page. -->"
_KINDS = (("fail", "Fails"), ("pass", "Passes"), ("needs_review", "Needs a person"))
_EXAMPLE_DAY = "2024-09-30"


def rule_page(rule: Rule, rulebook: Rulebook) -> str:
    """What a rule asks and why, the order's words, the authorities, the remedy, and an example of each kind."""
    return "\n".join(_lines(rule, rulebook)) + "\n"


def _lines(rule: Rule, rulebook: Rulebook) -> Iterator[str]:
    yield from (MADE_BY, "", f"# {rule.id}", "", f"**{escaped(rule.title)}**", "")
    level = escaped(level_in_words(rule, rulebook.authorities))
    clauses = ", ".join(f"[{clause}](../coverage.md)" for clause in rule.clauses)
    earlier = f" · earlier called {', '.join(map(code, rule.renamed_from))}" if rule.renamed_from else ""
    yield f"Level: {level} · clauses: {clauses} · version {rule.version}{earlier} · file {code(rule.file)}"
    yield from ("", "## What it asks", "", escaped(sentence(rule)))
    yield from ("", "## Why", "", escaped(rule.rationale))
    yield from ("", "## The order's words", "", f"> “{escaped(rule.quote)}”")
    if rule.amendment_only:
        amendment = rulebook.amendment()
        change = amendment.because_of(rule.id) if amendment is not None else None
        page = " See the [amendment](../amendment.md)." if amendment is not None else ""
        yield from ("", f"{escaped(new_words(rule.quote, change))}{page}")
    if rule.authorities:
        yield from ("", "## Authorities", "")
        for cited in rule.authorities:
            role = " The rule is in force only while it is." if cited.basis else ""
            yield f"- {authority_line(rulebook.authorities[cited.id], cited.section)}{role}"
    if rule.crosswalk:
        yield from ("", "## In other frameworks", "")
        yield from (
            f"- {escaped(rulebook.authorities[id_].citation)}: {escaped(place)}"
            for id_, place in rule.crosswalk
        )
    if rule.parameters:
        yield from ("", "## What a profile may set", "")
        for parameter in rule.parameters:
            yield f"- {code(f'{parameter.name} = {parameter.value}')}: {escaped(parameter.description)}"
    if rule.registers:
        yield from ("", "## What it reads beside the plan", "")
        for id_ in rule.registers:
            register = rulebook.registers[id_]
            yield f"- [{id_}](../registers.md#{id_}): {escaped(register.title)}"
    yield from ("", "## How to mend it", "", escaped(rule.remedy))
    yield from ("", "## Examples")
    yield from _examples(rulebook.rule_file(rule))


def authority_line(authority: Authority, section: str = "") -> str:
    """An authority with its citation, the place in it, and the days it is in force."""
    until = f" to {authority.until}, when {escaped(authority.ended_by)} ended it" if authority.until else ""
    place = f", {escaped(section)}" if section else ""
    return f"{escaped(authority.title)} ({escaped(authority.citation)}{place}), in force from {authority.since}{until}."


def _examples(file: PackFile) -> Iterator[str]:
    for kind, heading in _KINDS:
        entries: list[Mapping[str, Any]] = file.data["examples"].get(kind) or []
        if not entries:
            continue
        example = entries[0]
        name = f": {escaped(example['name'])}" if example.get("name") else ""
        yield from ("", f"{heading}{name}{_circumstances(example)}")
        yield from ("", *_fenced(example["plan"]))
        if "prior" in example:
            yield from ("", "Last year's plan:", "", *_fenced(example["prior"]))
        found = [
            f"- at {code(each['route'])}: {escaped(each['message'])}" for each in example.get("finds", ())
        ]
        if found:
            yield from ("", *found)


def _circumstances(example: Mapping[str, Any]) -> str:
    said = [f"on {example['as_of']}"] if example.get("as_of", _EXAMPLE_DAY) != _EXAMPLE_DAY else []
    said += [f"with {code(f'{name} = {value}')}" for name, value in example.get("parameters", {}).items()]
    return f" ({', '.join(said)})" if said else ""


def _fenced(plan: object) -> list[str]:
    lines = example_yaml(plan)
    fence = "```"
    while any(fence in line for line in lines):
        fence += "`"
    return [f"{fence}yaml", *lines, fence]
