"""The lint of rules: what it finds in words, where, and what it lets pass."""

from collections import Counter
from pathlib import Path

import pytest

from checker.policy.lint import lint_rule, message_problems, remedy_problems, title_problems
from checker.policy.plainwords import heavy_words, long_sentences, reading_grade, sentences
from checker.policy.rulebook import load_rulebook
from checker.resources import resource
from tests.support.pack import load_one, make_pack, rule_text

BODY = "for_each: services\nrequire: {name: {present: true}}\nif_absent: fail\nmessage: the service {item.id} has no name\n"
EXAMPLES = """\
examples:
  pass: [{name: a name, plan: {}}]
  fail: [{name: no name, plan: {}, finds: [{route: (plan), message: none of this is run}]}]
  not_applicable: [{name: no services, plan: {}}]
"""
LONG = "This one sentence goes on and on about a thing that could be said in two sentences of which each is short enough to be read."


def found(folder: Path, text: str) -> list[str]:
    """What the lint says of a rule file, each with its place."""
    rulebook = load_rulebook(make_pack(folder, {"topic/test-rule.yaml": text}))
    rule = rulebook.rules["test-rule"]
    faults = lint_rule(rule, rulebook.rule_file(rule), rulebook.clauses, Counter([rule.title]))
    return [
        f"{fault.location.line}:{fault.location.column} {fault.check}: {fault.message}" for fault in faults
    ]


def test_a_rule_in_plain_language_is_clean(tmp_path: Path) -> None:
    assert found(tmp_path, rule_text(BODY, examples=EXAMPLES)) == []


MENDED = {
    "a title with a full stop": (
        ("A rule that a test wrote", "A rule that a test wrote."),
        ["3:8 title: a title has no full stop"],
    ),
    "a title in small letters": (
        ("A rule that a test wrote", "a rule that a test wrote"),
        ["3:8 title: a title starts with a capital letter"],
    ),
    "a heavy word in the rationale": (
        ("It exists so that a test", "It exists in order to show that a test"),
        ["7:12 plain-words: write “to” instead of “in order to”"],
    ),
    "a long sentence": (
        ("It exists so that a test can look at it.", LONG),
        ["7:12 sentence-length: the sentence “This one sentence goes on …” has 26 words; split it, the limit is 25"],
    ),
    "a remedy that does not start with a verb": (
        ("Do what the test expects.", "The plan says what the test expects."),
        ["8:9 remedy: a remedy starts with a verb that says what to do, not with The"],
    ),
    "a remedy without a full stop": (
        ("Do what the test expects.", "Do what the test expects"),
        ["8:9 full-stop: the last sentence has no full stop"],
    ),
    "a remedy that asks nobody": (
        ("Do what the test expects.", "See what must be done."),
        ["8:9 passive: “must be done” asks nobody; say who does what"],
    ),
    "a message with a capital letter": (
        ("message: the service", "message: The service"),
        ["12:10 message: a message starts with a small letter: it follows the place and the level"],
    ),
    "more than the clause says": (
        (
            "clauses: [S2.p1.s6]\nquote: maintain or enhance protections afforded under law and policy\nstrength: must\n",
            "clauses: [S2.p1.s4.a]\nquote: continually improve their understanding of their customers\nstrength: must\n"
            "strength_reason: It is said so that a test can see it.\n",
        ),
        ["6:11 strength: strength must is more than the clause says (S2.p1.s4.a is should); an authority may lift it"],
    ),
    "an unused parameter": (
        ("for_each: services", "parameters: {days: {value: 3, description: days before}}\nfor_each: services"),
        ["9:14 unused-parameter: no expression reads params.days; take the parameter out"],
    ),
    "authorities and no place in a framework": (
        ("for_each: services", "authorities: [{id: new-law}]\nfor_each: services"),
        [
            "9:1 crosswalk: the rule names authorities and has no place in a framework; "
            "write crosswalk: {FRAMEWORK: place}, or “no direct counterpart” as the place"
        ],
    ),
    "an example without a name": (
        ("{name: no name, plan", "{plan"),
        ["15:11 example-name: the example does not say what it shows; name it"],
    ),
    "two examples of one name": (
        ("name: no name", "name: a name"),
        ["15:17 example-name: two examples are called a name"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", MENDED)
def test_what_is_to_be_mended_is_said_with_its_place(case: str, tmp_path: Path) -> None:
    (old, new), expected = MENDED[case]
    text = rule_text(BODY, examples=EXAMPLES)
    assert text.count(old) == 1
    assert found(tmp_path, text.replace(old, new)) == expected


def test_hard_words_are_found_over_the_whole_rule(tmp_path: Path) -> None:
    hard = "Administrative accountability necessitates organizational comprehensibility everywhere."
    said = found(
        tmp_path, rule_text(BODY, examples=EXAMPLES).replace("It exists so that a test can look at it.", hard)
    )
    assert said == [
        "7:12 reading-grade: title, rationale and remedy read at grade 18.5; "
        "the limit is 12: use shorter words and sentences"
    ]


@pytest.mark.parametrize(
    "use",
    [
        "require: {annual_volume: {at_least: params.days}}",
        "when: params.days > 2\nwhen_in_words: always\nrequire: {name: {present: true}}",
    ],
)
def test_a_parameter_that_is_read_is_no_fault(use: str, tmp_path: Path) -> None:
    body = f"parameters: {{days: {{value: 3, description: days before}}}}\nfor_each: services\n{use}\nif_absent: fail\nmessage: the service {{item.id}} is wrong\n"
    assert found(tmp_path, rule_text(body, examples=EXAMPLES)) == []


def test_a_parameter_that_only_the_message_reads_is_no_fault(tmp_path: Path) -> None:
    body = "parameters: {days: {value: 3, description: days before}}\n" + BODY.replace(
        "no name", "no name in {params.days} days"
    )
    assert found(tmp_path, rule_text(body, examples=EXAMPLES)) == []


def test_the_same_title_twice_is_a_fault_of_both(tmp_path: Path) -> None:
    rulebook = load_one(tmp_path, BODY, EXAMPLES)
    rule = rulebook.rules["test-rule"]
    faults = lint_rule(rule, rulebook.rule_file(rule), rulebook.clauses, Counter([rule.title, rule.title]))
    assert [fault.message for fault in faults] == ["another rule has the same title"]


@pytest.mark.parametrize(
    "message", ["{item.id} has no name", "OMB did not approve it", "the plan of the U.S. Mint ends"]
)
def test_messages_that_are_well_formed(message: str) -> None:
    assert list(message_problems(message)) == []


@pytest.mark.parametrize(
    "remedy", ["Bring the form.", "Need may change; say how.", "Write it, or say why not."]
)
def test_remedies_that_are_well_formed(remedy: str) -> None:
    assert list(remedy_problems(remedy)) == []


@pytest.mark.parametrize("start", ["Writing", "If", "Please", "You"])
def test_remedies_that_start_with_no_verb(start: str) -> None:
    words = f"a remedy starts with a verb that says what to do, not with {start}"
    assert list(remedy_problems(f"{start} helps.")) == [("remedy", words)]


def test_a_title_is_short() -> None:
    assert list(title_problems("A " * 21)) == [("sentence-length", "the title has 21 words; the limit is 20")]


def test_counting() -> None:
    assert sentences("One. Two?  Three\nmore!") == ["One.", "Two?", "Three more!"]
    assert long_sentences("word " * 25 + "end.") == [(26, "word word word word word")]
    assert heavy_words("We Utilize it prior to it.") == [("Utilize", "use"), ("prior to", "before")]
    assert heavy_words("the prior year") == []
    assert round(reading_grade("The cat sat on the mat."), 2) == -1.45
    assert reading_grade("") == 0.0


RULEBOOK = load_rulebook(resource("rules"))
TITLES = Counter(rule.title for rule in RULEBOOK.rules.values())


@pytest.mark.parametrize("id_", RULEBOOK.rules)
def test_every_rule_of_the_pack_is_clean(id_: str) -> None:
    rule = RULEBOOK.rules[id_]
    faults = lint_rule(rule, RULEBOOK.rule_file(rule), RULEBOOK.clauses, TITLES)
    assert [f"{fault.location}: {fault.message}" for fault in faults] == []
