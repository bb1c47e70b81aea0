"""What is not wrong with a rule but makes it hard to read, to find or to trust: plain language, ids, unused parameters.

What is wrong with a rule is said when it is loaded; a rule that comes here works.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from checker.location import Location, Route
from checker.policy.clauses import Clause
from checker.policy.crosswalk import NO_COUNTERPART
from checker.policy.ledger import Step
from checker.policy.packfile import PackFile
from checker.policy.plainwords import (
    HIGHEST_GRADE,
    LONGEST_SENTENCE,
    heavy_words,
    long_sentences,
    reading_grade,
)
from checker.policy.rule import Rule

MOST_ID_WORDS = 6
MOST_TITLE_WORDS = 20

# Words that start no order to a reader. A list of verbs would refuse the next good verb.
_NO_VERBS = frozenset(
    """a an and any as at because both but by each either every for from he how if in it its neither no nobody none of on
    or our please she should some that the their then there these they this those to under unless until was we what
    when where which who why with without you your""".split()  # noqa: SIM905 - a list of words is read as a list of words
)
_VERBS_IN_ING_OR_ED = ("bring", "embed", "exceed", "feed", "need", "proceed", "ring", "shed", "succeed")
_ASKS_NOBODY = re.compile(r"\b(?:must|should|shall|has to|have to|needs? to) be \w+", re.IGNORECASE)


class Fault(NamedTuple):
    """One thing to mend in a rule: the check that found it, where in the rule file, and what to do."""

    rule: str
    check: str
    location: Location
    message: str


def lint_rule(
    rule: Rule, file: PackFile, clauses: Mapping[str, Clause], titles: Mapping[str, int]
) -> list[Fault]:
    """Everything to mend in one rule, in the order of its file. `titles` counts the rules of the pack by title."""
    found = [
        Fault(rule.id, check, file.at(route, key=key), message)
        for check, route, key, message in _found(rule, file, clauses, titles)
    ]
    return sorted(found, key=lambda fault: (fault.location, fault.check, fault.message))


def version_faults(step: Step, file: PackFile) -> list[Fault]:
    """A version that did not rise with the meaning of its rule."""
    return [Fault(step.rule, "version", file.at(("version",)), step.fault)] if step.fault else []


_Found = Iterator[tuple[str, Route, bool, str]]


def _found(rule: Rule, file: PackFile, clauses: Mapping[str, Clause], titles: Mapping[str, int]) -> _Found:
    for check, problem in id_problems(rule.id):
        yield check, ("id",), False, problem
    for check, problem in title_problems(rule.title):
        yield check, ("title",), False, problem
    if titles.get(rule.title, 0) > 1:
        yield "title", ("title",), False, "another rule has the same title"
    for check, problem in remedy_problems(rule.remedy):
        yield check, ("remedy",), False, problem
    for check, problem in prose_problems(rule.rationale):
        yield check, ("rationale",), False, problem
    if rule.question:
        for check, problem in prose_problems(rule.question):
            yield check, ("question",), False, problem
    else:
        for check, problem in message_problems(file.data["message"]):
            yield check, ("message",), False, problem
    grade = reading_grade(f"{rule.title}. {rule.rationale} {rule.remedy}")
    if grade > HIGHEST_GRADE:
        problem = f"title, rationale and remedy read at grade {grade:.1f}; the limit is {HIGHEST_GRADE:.0f}"
        yield "reading-grade", ("rationale",), False, f"{problem}: use shorter words and sentences"
    yield from _strength(rule, clauses)
    yield from _parameters(rule)
    yield from _place(rule)
    yield from _examples(file)


def id_problems(id_: str) -> Iterator[tuple[str, str]]:
    """What to mend in an id: the check and the words."""
    if (words := len(id_.split("-"))) > MOST_ID_WORDS:
        yield "id", f"the id has {words} words; at most {MOST_ID_WORDS} can be read at a glance"


def title_problems(title: str) -> Iterator[tuple[str, str]]:
    """What to mend in a title."""
    if title.endswith("."):
        yield "title", "a title has no full stop"
    if title[:1].islower():
        yield "title", "a title starts with a capital letter"
    if (words := len(title.split())) > MOST_TITLE_WORDS:
        yield "sentence-length", f"the title has {words} words; the limit is {MOST_TITLE_WORDS}"
    yield from _plain(title)


def message_problems(message: str) -> Iterator[tuple[str, str]]:
    """What to mend in a message. What stands in braces is a value, and counts as one word."""
    fixed = re.sub(r"\{[^{}]*\}", "{}", " ".join(message.split()))
    first = fixed.split(" ")[0]
    # OMB, QSMO and the like keep their capitals.
    if first[:1].isupper() and not first[1:2].isupper():
        yield "message", "a message starts with a small letter: it follows the place and the level"
    if fixed.endswith("."):
        yield "message", "a message has no full stop"
    yield from prose_problems(f"{fixed.rstrip('.')}.")


def remedy_problems(remedy: str) -> Iterator[tuple[str, str]]:
    """What to mend in a remedy."""
    first = remedy.partition(" ")[0].strip(",;:")
    if first.lower() in _NO_VERBS or (
        first.endswith(("ing", "ed")) and first.lower() not in _VERBS_IN_ING_OR_ED
    ):
        yield "remedy", f"a remedy starts with a verb that says what to do, not with {first}"
    elif first[:1].islower():
        yield "remedy", "a remedy starts with a capital letter"
    if (match := _ASKS_NOBODY.search(" ".join(remedy.split()))) is not None:
        yield "passive", f"“{match[0]}” asks nobody; say who does what"
    yield from prose_problems(remedy)


def prose_problems(text: str) -> Iterator[tuple[str, str]]:
    """What to mend in sentences of any kind."""
    if not text.rstrip().endswith((".", "?", "!")):
        yield "full-stop", "the last sentence has no full stop"
    for words, start in long_sentences(text):
        yield (
            "sentence-length",
            f"the sentence “{start} …” has {words} words; split it, the limit is {LONGEST_SENTENCE}",
        )
    yield from _plain(text)


def _plain(text: str) -> Iterator[tuple[str, str]]:
    for word, plainer in heavy_words(text):
        yield "plain-words", f"write “{plainer}” instead of “{word}”"


def _strength(rule: Rule, clauses: Mapping[str, Clause]) -> _Found:
    """A rule asks no more than the strongest of its clauses, or of the authorities behind it."""
    asked = min(clauses[clause].strength.level.rank for clause in rule.clauses)
    if rule.strength.level.rank < asked:
        verbs = ", ".join(f"{clause} is {clauses[clause].strength.value}" for clause in rule.clauses)
        problem = f"strength {rule.strength.value} is more than the clause says ({verbs})"
        yield "strength", ("strength",), False, f"{problem}; an authority may lift it"


def _parameters(rule: Rule) -> _Found:
    reads = [read for test in (*rule.when, *rule.require) for read in test.reads]
    used = {read.path[0] for read in reads if read.variable == "params" and read.path}
    said = " ".join(part.text for part in rule.message if part.code is not None)
    for parameter in rule.parameters:
        if parameter.name not in used and not re.search(rf"\bparams\.{parameter.name}\b", said):
            problem = f"no expression reads params.{parameter.name}; take the parameter out"
            yield "unused-parameter", ("parameters", parameter.name), True, problem


def _place(rule: Rule) -> _Found:
    """A rule that rests on authorities has a place in the frameworks that agencies answer to."""
    if rule.authorities and not rule.crosswalk:
        problem = f"the rule names authorities and has no place in a framework; write crosswalk: {{FRAMEWORK: place}}, or “{NO_COUNTERPART}” as the place"
        yield "crosswalk", ("authorities",), True, problem


def _examples(file: PackFile) -> _Found:
    """Every example says what it shows, each something else."""
    names: Counter[str] = Counter()
    for kind, entries in file.data["examples"].items():
        for index, entry in enumerate(entries):
            name = entry.get("name", "")
            names[name] += 1
            if not name.strip():
                yield (
                    "example-name",
                    ("examples", kind, index),
                    False,
                    "the example does not say what it shows; name it",
                )
            elif names[name] > 1:
                yield (
                    "example-name",
                    ("examples", kind, index, "name"),
                    False,
                    f"two examples are called {name}",
                )
