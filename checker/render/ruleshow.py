"""A rule as its file says it and as it was understood: for the person who changes it."""

from collections.abc import Iterator

from checker.plan.schema import EACH
from checker.policy.rule import Read, Rule, Test
from checker.policy.rulebook import Rulebook
from checker.policy.wording import sentence
from checker.render.levels import level_in_words
from checker.render.printable import visible


def show_rule(rule: Rule, rulebook: Rulebook) -> str:
    """Where the rule stands, what was understood of it, and the text of its file with line numbers."""
    return "\n".join(_lines(rule, rulebook)) + "\n"


def _lines(rule: Rule, rulebook: Rulebook) -> Iterator[str]:
    file = rulebook.rule_file(rule)
    yield f"{rule.id}: {rule.title}"
    yield ""
    yield f"File      {rulebook.path(rule)}"
    yield f"Version   {rule.version}"
    if rule.renamed_from:
        yield f"Earlier   {', '.join(rule.renamed_from)}"
    yield f"Digest    {rule.version_digest}"
    yield f"Level     {level_in_words(rule, rulebook.authorities)}"
    yield f"Clauses   {', '.join(rule.clauses)}"
    yield from (
        f"Parameter {parameter.name} = {parameter.value}: {parameter.description}"
        for parameter in rule.parameters
    )
    yield ""
    yield sentence(rule)
    for heading, tests in (("Applies when", rule.when), ("Requires", rule.require)):
        if tests:
            yield ""
            yield heading
            for test in tests:
                yield from _test(test, rule)
    yield ""
    lines = file.content.decode("utf-8").splitlines()
    width = len(str(len(lines)))
    yield from (f"{number:>{width}}  {visible(line)}".rstrip() for number, line in enumerate(lines, start=1))


def _test(test: Test, rule: Rule) -> Iterator[str]:
    yield f"  {rule.file}:{test.line}  {' '.join(test.expression.split())}"
    if reads := sorted({_read(read) for read in test.reads}):
        yield f"    reads {', '.join(reads)}"


def _read(read: Read) -> str:
    path = "".join("[]" if step == EACH else f".{step}" for step in read.path)
    return f"{read.variable}{path}"
