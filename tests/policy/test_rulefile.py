"""A rule that is wrong in any way is refused when it is loaded, with its place and what may be meant."""

from pathlib import Path

import pytest

from checker.errors import ExitCode, RulePackError
from checker.policy.operators import A_DATE
from checker.policy.rulebook import load_rulebook
from tests.support.pack import load_one, make_pack, rule_text

GOOD = """\
for_each: services
require: {name: {present: true}}
if_absent: fail
message: the service {item.id} has no name
"""

NO_DATE = f"is not a date of the calendar; {A_DATE}"


def _dated(asked: str, message: str) -> tuple[str, str]:
    """A rule about the date of a standard, and what is said of the argument of its operator."""
    body = GOOD.replace("services\n", "services.standards\n").replace(
        "name: {present: true}", f"measured_on: {{{asked}}}"
    )
    column = 25 if asked.startswith("within_days") else 27 + asked.index(":")
    return body, f"rules/topic/test-rule.yaml:10:{column}: {message}"


WRONG = {
    "a field that the plan format does not have": (
        GOOD.replace("services\n", "servces\n"),
        "rules/topic/test-rule.yaml:9:11: the plan has no field servces; did you mean services?",
    ),
    "a field of the entry": (
        GOOD.replace("{name:", "{nmae:"),
        "rules/topic/test-rule.yaml:10:11: services has no field nmae; did you mean name?",
    ),
    "a list that is not one": (
        GOOD.replace("for_each: services", "for_each: agency"),
        "rules/topic/test-rule.yaml:9:11: agency is not a list",
    ),
    "an operator": (
        GOOD.replace("present:", "presnt:"),
        "rules/topic/test-rule.yaml:10:18: presnt is not an operator; did you mean present?",
    ),
    "the argument of an operator": (
        GOOD.replace("present: true", "present: yes please"),
        "rules/topic/test-rule.yaml:10:27: present takes true or false",
    ),
    "a word that the field does not allow": (
        GOOD.replace("name: {present: true}", "kind: {equals: benefit}"),
        "rules/topic/test-rule.yaml:10:26: benefit is not one of the words of this field: administrative, benefits, "
        "compliance, recreation, informational, data_and_research, regulatory, other",
    ),
    "an operator for lists on text": (
        GOOD.replace("{present: true}", "{includes: [a]}"),
        "rules/topic/test-rule.yaml:10:18: includes asks about a list, and this field is not one",
    ),
    "a field in an expression": (
        GOOD.replace("for_each: services\n", "for_each: services\nwhen: item.desgnated\nwhen_in_words: x\n"),
        "rules/topic/test-rule.yaml:10:11: services has no field desgnated; did you mean designated?",
    ),
    "text compared with a number": (
        GOOD.replace("for_each: services\n", "for_each: services\nwhen: item.id > 3\nwhen_in_words: x\n"),
        "rules/topic/test-rule.yaml:10:15: > does not go with text and a whole number",
    ),
    "a place that is not seen from the entry": (
        GOOD.replace(
            "require: {name: {present: true}}", "require: has(item.name)\nrequire_in_words: x\nat: plan.title"
        ),
        "rules/topic/test-rule.yaml:12:5: services has no field plan",
    ),
    "a whole number where the field holds decimals": (
        GOOD.replace("services\n", "services.standards\nwhen: item.target > 3\nwhen_in_words: x\n").replace(
            "name:", "text:"
        ),
        "rules/topic/test-rule.yaml:10:19: > does not go with a decimal number and a whole number; "
        "write the whole number as a decimal, 3.0 for 3",
    ),
    "a division": (
        GOOD.replace("services\n", "feedback\nwhen: item.volume_offered / 2 > 1\nwhen_in_words: x\n")
        .replace("name:", "reflection:")
        .replace("item.id", "item.survey_id"),
        "rules/topic/test-rule.yaml:10:7: / drops the remainder of whole numbers; write share(part, whole)",
    ),
    "a word in an expression": (
        GOOD.replace(
            "for_each: services\n", 'for_each: services\nwhen: item.audience == "publik"\nwhen_in_words: x\n'
        ),
        "rules/topic/test-rule.yaml:10:7: publik is not one of public, internal, both; did you mean public?",
    ),
    "an expression that is no condition": (
        GOOD.replace("for_each: services\n", "for_each: services\nwhen: item.name\nwhen_in_words: x\n"),
        "rules/topic/test-rule.yaml:10:7: a condition is true or false; this expression is neither",
    ),
    "an expression that does not end": (
        GOOD.replace(
            "for_each: services\n", "for_each: services\nwhen: (item.designated\nwhen_in_words: x\n"
        ),
        "rules/topic/test-rule.yaml:10:23: ) is missing at the end",
    ),
    "a parameter": (
        GOOD.replace(
            "for_each: services\n", "for_each: services\nwhen: item.id == params.nmae\nwhen_in_words: x\n"
        ),
        "rules/topic/test-rule.yaml:10:24: params has no nmae; name it under `parameters`",
    ),
    "a field in the message": (
        GOOD.replace("{item.id}", "{item.idd}"),
        "rules/topic/test-rule.yaml:12:10: in {item.idd}: services has no field idd; did you mean id?",
    ),
    "unknown ids where nothing looks for ids": (
        GOOD.replace("{item.id}", "{unknown}"),
        "rules/topic/test-rule.yaml:12:10: {unknown} names what `refers_to` does not find, and `require` has none",
    ),
    "an expression without words": (
        GOOD.replace("for_each: services\n", "for_each: services\nwhen: item.designated\n"),
        "rules/topic/test-rule.yaml:11:1: `when_in_words` is needed beside this",
    ),
    "no answer to absence": (
        GOOD.replace("if_absent: fail\n", ""),
        "rules/topic/test-rule.yaml:10:1: `if_absent` is needed beside this",
    ),
    "nothing asked": (
        "for_each: services\n",
        "rules/topic/test-rule.yaml:1:1: a rule has either `require` or `question`",
    ),
    "an unknown key": (
        GOOD.replace("if_absent", "if_absnet"),
        "rules/topic/test-rule.yaml:11:1: if_absnet is not a key here; did you mean if_absent?",
    ),
    "an authority": (
        GOOD + "authorities: [{id: new-lwa}]\n",
        "rules/topic/test-rule.yaml:13:20: authorities.yaml has no new-lwa; did you mean new-law?",
    ),
    "a list to refer to": (
        GOOD.replace("name: {present: true}", "id: {refers_to: servces.id}"),
        "rules/topic/test-rule.yaml:10:27: refers_to takes a list and a field of its entries, such as services.id, "
        "not servces.id",
    ),
    "one equals sign": (
        GOOD.replace("for_each: services\n", "for_each: services\nwhen: item.id = 'a'\nwhen_in_words: x\n"),
        "rules/topic/test-rule.yaml:10:15: = has no meaning here; did you mean ==?",
    ),
    "the word and": (
        GOOD.replace(
            "for_each: services\n",
            "for_each: services\nwhen: item.designated and item.id == 'a'\nwhen_in_words: x\n",
        ),
        "rules/topic/test-rule.yaml:10:23: and is not expected here; did you mean &&?",
    ),
    "an unknown function": (
        GOOD.replace(
            "for_each: services\n", "for_each: services\nwhen: lenght(item.id) > 3\nwhen_in_words: x\n"
        ),
        "rules/topic/test-rule.yaml:10:13: there is no function lenght; did you mean size?",
    ),
    "a function like no other": (
        GOOD.replace("for_each: services\n", "for_each: services\nwhen: quux(item.id)\nwhen_in_words: x\n"),
        "rules/topic/test-rule.yaml:10:11: there is no function quux; the functions are size, has, exists, exists_one, all, "
        "filter, map, matches, startsWith, endsWith, contains, int, double, string, days_between, add_days, in_force, "
        "fiscal_year, fiscal_quarter, quarter_start, quarter_end, share, percent, total, distinct, lower, trim, filled, listed",
    ),
    "a function in other capitals": (
        GOOD.replace(
            "for_each: services\n", "for_each: services\nwhen: item.id.startswith('a')\nwhen_in_words: x\n"
        ),
        "rules/topic/test-rule.yaml:10:25: there is no function startswith; did you mean startsWith?",
    ),
    "a function that looks into a list": (
        GOOD.replace(
            "for_each: services\n",
            "for_each: services\nwhen: item.channels.exist(c, c == 'fax')\nwhen_in_words: x\n",
        ),
        "rules/topic/test-rule.yaml:10:27: there is no function exist; did you mean exists?",
    ),
    "a function called in another way": (
        GOOD.replace(
            "for_each: services\n", "for_each: services\nwhen: item.id.lower() == 'a'\nwhen_in_words: x\n"
        ),
        "rules/topic/test-rule.yaml:10:20: lower does not take these values; write it so: lower(text)",
    ),
    "an unknown variable": (
        GOOD.replace("for_each: services\n", "for_each: services\nwhen: itme.id == 'a'\nwhen_in_words: x\n"),
        "rules/topic/test-rule.yaml:10:11: there is no variable itme; did you mean item?",
    ),
    "a word without quotes": (
        GOOD.replace("for_each: services\n", "for_each: services\nwhen: item.id == fax\nwhen_in_words: x\n"),
        "rules/topic/test-rule.yaml:10:18: there is no variable fax; the variables are as_of, item, params, plan, "
        "prior, register",
    ),
    "a number asked of text": (
        GOOD.replace("{present: true}", "{at_least: 2}"),
        "rules/topic/test-rule.yaml:10:28: at_least asks about a number or a list, and this field is text",
    ),
    "a date asked of a number": (
        GOOD.replace("name: {present: true}", "annual_volume: {before: '2024-03-31'}"),
        "rules/topic/test-rule.yaml:10:35: before asks about a date, and this field is a whole number",
    ),
    "a day that the calendar does not have": _dated("on_or_before: '2024-09-31'", f"2024-09-31 {NO_DATE}"),
    "a month that it does not have": _dated("on_or_before: '2024-13-45'", f"2024-13-45 {NO_DATE}"),
    "a date in another form": _dated("before: '9/30/2024'", f"9/30/2024 {NO_DATE}"),
    "a date in words": _dated("after: yesterday", f"yesterday {NO_DATE}"),
    "a misspelt as_of": _dated("after: asof", f"asof {NO_DATE.replace(';', '; did you mean as_of?;', 1)}"),
    "a number as a date": _dated("before: 2024", f"2024 {NO_DATE}"),
    "a date limit that is no date": _dated(
        "before: paren.name",
        "there is no variable paren; did you mean parent?",
    ),
    "a text field as a date": _dated("before: item.text", f"item.text is text and no date; {A_DATE}"),
    "a window around no date": _dated("within_days: {of: '2024-02-30', days: 3}", f"2024-02-30 {NO_DATE}"),
    "a window around text": _dated(
        "within_days: {of: item.text, days: 3}", f"item.text is text and no date; {A_DATE}"
    ),
    "a window of no number": _dated(
        "within_days: {of: as_of, days: ten}",
        "ten is not a whole number of days; write one such as 30, or a value such as params.…",
    ),
    "a parameter that is no date": (
        "parameters: {due: {value: '2024-09-31', description: a day}}\n" + GOOD,
        f"rules/topic/test-rule.yaml:9:27: 2024-09-31 {NO_DATE}",
    ),
    "a number asked of a date": _dated(
        "at_least: 2",
        "at_least asks about a number or a list, and this field is a date; write on_or_after",
    ),
    "a date asked of text": (
        GOOD.replace("{present: true}", "{before: '2024-03-31'}"),
        "rules/topic/test-rule.yaml:10:26: before asks about a date, and this field is text",
    ),
    "a number that is a word": (
        GOOD.replace("name: {present: true}", "annual_volume: {at_least: three}"),
        "rules/topic/test-rule.yaml:10:37: three is not a number; write one such as 3, or a value such as params.…",
    ),
    **{
        f"no date in {expression}": (
            GOOD.replace(
                "services\n", f"services.standards\nwhen: {expression}\nwhen_in_words: x\n", 1
            ).replace("name:", "text:"),
            f"rules/topic/test-rule.yaml:10:7: 2024-09-31 {NO_DATE}",
        )
        for expression in (
            "item.measured_on <= '2024-09-31'",
            "as_of > '2024-09-31'",
            "item.measured_on in ['2024-09-31']",
            "add_days('2024-09-31', 1) > as_of",
        )
    },
    "a regular expression": (
        GOOD.replace("{present: true}", "{matches: '^(x'}"),
        "rules/topic/test-rule.yaml:10:27: ^(x is not a regular expression: missing ): ^(x",
    ),
    "a regular expression that must not match": (
        GOOD.replace("{present: true}", "{not_matches: '[z-a]'}"),
        "rules/topic/test-rule.yaml:10:31: [z-a] is not a regular expression: invalid character class range: z-a",
    ),
    "a regular expression in an expression": (
        GOOD.replace(
            "for_each: services\n", "for_each: services\nwhen: item.id.matches('*')\nwhen_in_words: x\n"
        ),
        "rules/topic/test-rule.yaml:10:7: * is not a regular expression: no argument for repetition operator: *",
    ),
    "a YAML fault": (
        GOOD + "message: again\n",
        "rules/topic/test-rule.yaml:13:1: the key message stands a second time in the same mapping",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_rule_is_refused_with_its_place(case: str, tmp_path: Path) -> None:
    body, message = WRONG[case]
    with pytest.raises(RulePackError) as caught:
        load_one(tmp_path, body)
    assert str(caught.value) == message
    assert caught.value.exit_code is ExitCode.USAGE


WRONG_HEADS = {
    "an unknown clause": (
        ("S2.p1.s6", "S2.p1.s66"),
        "rules/topic/test-rule.yaml:4:11: the order has no clause S2.p1.s66; did you mean S2.p1.s6?",
    ),
    "words that the order does not have": (
        ("maintain or enhance", "maintain and enhance"),
        "rules/topic/test-rule.yaml:5:8: these words do not stand in the order; quote it letter by letter",
    ),
    "a strength that is none": (
        ("strength: must", "strength: shuold"),
        "rules/topic/test-rule.yaml:6:11: shuold is not one of must, should, recital, definition; did you mean should?",
    ),
    "words of another clause": (
        ("quote: maintain or enhance protections afforded under law and policy", "quote: enhance transparency"),
        "rules/topic/test-rule.yaml:5:8: these words do not stand in S2.p1.s6 (they stand in S2.p1.s4.a and S2.p1.s4.b and "
        "S2.p1.s4.c and S2.p1.s4.d and S2.p1.s4.e); quote a clause of the rule",
    ),
    "a strength that the clause does not have": (
        ("strength: must", "strength: should"),
        "rules/topic/test-rule.yaml:6:11: the strength is not that of the rule's clauses (S2.p1.s6: must); write that, "
        "or say why in `strength_reason`",
    ),
    "a word for a number": (
        ("version: 1", "version: one"),
        "rules/topic/test-rule.yaml:2:10: a whole number is expected here, such as 1",
    ),
    "a number that is too small": (
        ("version: 1", "version: 0"),
        "rules/topic/test-rule.yaml:2:10: at least 1 is expected in version, not 0",
    ),
    "a number for text": (
        ("title: A rule that a test wrote", "title: 2024"),
        "rules/topic/test-rule.yaml:3:8: text is expected here; put 2024 in quotes",
    ),
    "text for a list": (
        ("clauses: [S2.p1.s6]", "clauses: S2.p1.s6"),
        "rules/topic/test-rule.yaml:4:10: a list is expected here, such as [one, two]",
    ),
    "an empty list": (
        ("clauses: [S2.p1.s6]", "clauses: []"),
        "rules/topic/test-rule.yaml:4:1: at least 1 entry is expected in clauses, not 0",
    ),
    "a text that is too short": (
        ("title: A rule that a test wrote", "title: A rule"),
        "rules/topic/test-rule.yaml:3:8: at least 10 characters are expected in title, not 6",
    ),
    "a text that is empty": (
        ("title: A rule that a test wrote", "title: ''"),
        "rules/topic/test-rule.yaml:3:8: text is expected here, and it is empty",
    ),
    "a text that is too long": (
        ("title: A rule that a test wrote", f"title: {'A' * 101}"),
        "rules/topic/test-rule.yaml:3:8: at most 100 characters are expected in title, not 101",
    ),
    "a day that is none": (
        ("  pass: [{plan: {}}]", "  pass: [{plan: {}, as_of: 2024-02-30}]"),
        "rules/topic/test-rule.yaml:14:28: 2024-02-30 is not a date of the calendar in the form 2024-03-31",
    ),
    "an id in other letters": (
        ("id: test-rule", "id: Test_Rule"),
        "rules/topic/test-rule.yaml:1:5: Test_Rule is not of the form expected here; write lower-case words joined by "
        "hyphens, such as control-number-shown",
    ),
    "several mistakes at once": (
        ("version: 1\ntitle: A rule that a test wrote", "version: one\ntitel: A rule that a test wrote"),
        "rules/topic/test-rule.yaml:1:1: the key title is missing "
        "(what is true of a plan that passes, as a sentence without a full stop)\n"
        "rules/topic/test-rule.yaml:2:10: a whole number is expected here, such as 1\n"
        "rules/topic/test-rule.yaml:3:1: titel is not a key here; did you mean title?",
    ),
    "an id that is not the file's name": (
        ("id: test-rule", "id: other-rule"),
        "rules/topic/test-rule.yaml:1:5: the id is other-rule and the file is test-rule.yaml; they are the same word",
    ),
    "a kind of example that is missing": (
        ("  not_applicable: [{plan: {}}]", "  not_applicable: []"),
        "rules/topic/test-rule.yaml:16:3: the rule has no example of kind not_applicable; write a plan to which it does not "
        "apply, such as [{name: what it shows, plan: {services: []}}]",
    ),
    "no examples": (
        ("  fail: [{plan: {}, finds: [{route: (plan), message: none of this is run}]}]\n", ""),
        "rules/topic/test-rule.yaml:13:1: the key fail is missing (plans that fail, each with a name and under finds the route "
        "and the message of every finding)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG_HEADS)
def test_a_wrong_head_is_refused_with_its_place(case: str, tmp_path: Path) -> None:
    (old, new), message = WRONG_HEADS[case]
    text = rule_text(GOOD)
    assert old in text
    make_pack(tmp_path, {"topic/test-rule.yaml": text.replace(old, new)})
    with pytest.raises(RulePackError) as caught:
        load_rulebook(tmp_path)
    assert str(caught.value) == message


def test_a_right_rule_loads(tmp_path: Path) -> None:
    rule = load_one(tmp_path, GOOD).rules["test-rule"]
    assert (rule.topic, rule.file, rule.for_each) == ("topic", "rules/topic/test-rule.yaml", ("services",))
    assert rule.require[0].expression == 'has(item.name) && trim(item.name) != ""'
    assert rule.require[0].sentence == "the name is given"
    assert rule.require[0].line == 10


def test_two_rules_of_one_id_are_refused(tmp_path: Path) -> None:
    make_pack(tmp_path, {"a/test-rule.yaml": rule_text(GOOD), "b/test-rule.yaml": rule_text(GOOD)})
    with pytest.raises(
        RulePackError, match="rules/b/test-rule.yaml:1:5: rules/a/test-rule.yaml has the id test-rule too"
    ):
        load_rulebook(tmp_path)


@pytest.mark.parametrize("missing", ["order/clauses.yaml", "order/as-amended.txt", "authorities.yaml"])
def test_a_pack_without_the_order_is_refused(missing: str, tmp_path: Path) -> None:
    make_pack(tmp_path, {})
    (tmp_path / missing).unlink()
    with pytest.raises(RulePackError, match=f"rules/{missing} is missing from the rule pack"):
        load_rulebook(tmp_path)


STRAY = {
    "rule.yaml": "rules/<topic>/rule.yaml, in the folder of its topic",
    "topic/rule.yml": "rules/topic/rule.yaml",
    "topic/rule.yaml.txt": "rules/topic/rule.yaml",
    "topic/deeper/rule.yaml": "rules/topic/rule.yaml",
    "order/rule.yaml": "rules/<topic>/rule.yaml, in the folder of its topic",
    "profiles/mine.yml": "rules/profiles/mine.yaml",
}


@pytest.mark.parametrize("name", STRAY)
def test_a_file_that_would_not_be_read_is_refused(name: str, tmp_path: Path) -> None:
    make_pack(tmp_path, {"topic/test-rule.yaml": rule_text(GOOD)})
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(rule_text(GOOD), encoding="utf-8")
    with pytest.raises(RulePackError) as caught:
        load_rulebook(tmp_path)
    assert str(caught.value) == f"rules/{name}: this file would not be read; it belongs in {STRAY[name]}"


@pytest.mark.parametrize("name", ["README.md", "topic/notes.md", "topic/picture.png", ".gitkeep"])
def test_a_file_beside_the_rules_is_passed_over(name: str, tmp_path: Path) -> None:
    make_pack(tmp_path, {"topic/test-rule.yaml": rule_text(GOOD), name: "Notes."})
    assert list(load_rulebook(tmp_path).rules) == ["test-rule"]


def test_words_around_a_clause_in_its_sentence_may_be_quoted(tmp_path: Path) -> None:
    text = rule_text(GOOD).replace(
        "maintain or enhance protections", "to engender public trust, agencies must ensure"
    )
    text = text.replace(" afforded under law and policy", "")
    make_pack(tmp_path, {"topic/test-rule.yaml": text})
    assert list(load_rulebook(tmp_path).rules) == ["test-rule"]


def test_a_strength_with_a_reason_loads(tmp_path: Path) -> None:
    reason = "strength: should\nstrength_reason: The law behind the clause ended."
    make_pack(tmp_path, {"topic/test-rule.yaml": rule_text(GOOD).replace("strength: must", reason)})
    assert load_rulebook(tmp_path).rules["test-rule"].strength.value == "should"


def test_all_mistakes_of_all_files_are_said_at_once(tmp_path: Path) -> None:
    one = rule_text(
        """\
        for_each: services
        when: {audience: {one_of: [publik], equals: both}, chanels: {present: true}}
        require: {name: {present: maybe, matchs: x}}
        if_absent: fail
        message: the service {item.idd} of {plan.agency.nmae} has no name
        related: [item, channels]
        """
    )
    one = one.replace("S2.p1.s6", "S2.p1.s66").replace(
        "strength: must\n", "strength: must\nauthorities: [{id: odl-law}]\n"
    )
    two = (
        rule_text(GOOD, id_="other")
        .replace("for_each: services", "for_each: servces")
        .replace("id: other", "id: others")
    )
    make_pack(
        tmp_path, {"topic/other.yaml": two, "topic/test-rule.yaml": one, "topic/third.yaml": "id: third\n"}
    )
    with pytest.raises(RulePackError) as caught:
        load_rulebook(tmp_path)
    assert str(caught.value).splitlines()[:13] == [
        "rules/topic/other.yaml:1:5: the id is others and the file is other.yaml; they are the same word",
        "rules/topic/other.yaml:9:11: the plan has no field servces; did you mean services?",
        "rules/topic/test-rule.yaml:4:11: the order has no clause S2.p1.s66; did you mean S2.p1.s6?",
        "rules/topic/test-rule.yaml:7:20: authorities.yaml has no odl-law; did you mean old-law?",
        "rules/topic/test-rule.yaml:11:19: publik is not one of the words of this field: public, internal, both",
        "rules/topic/test-rule.yaml:11:52: services has no field chanels; did you mean channels?",
        "rules/topic/test-rule.yaml:12:27: present takes true or false",
        "rules/topic/test-rule.yaml:12:34: matchs is not an operator; did you mean matches?",
        "rules/topic/test-rule.yaml:14:10: in {item.idd}: services has no field idd; did you mean id?",
        "rules/topic/test-rule.yaml:14:10: in {plan.agency.nmae}: agency has no field nmae; did you mean name?",
        "rules/topic/test-rule.yaml:15:11: services has no field item",
        "rules/topic/third.yaml:1:1: the key version is missing (rises by one whenever the meaning of the rule changes)",
        "rules/topic/third.yaml:1:1: the key title is missing "
        "(what is true of a plan that passes, as a sentence without a full stop)",
    ]  # fmt: skip


def test_a_condition_taken_operator_by_operator_means_the_same(tmp_path: Path) -> None:
    body = GOOD.replace("{present: true}", "{present: true, matches: '^A'}")
    rule = load_one(tmp_path, body).rules["test-rule"]
    assert [test.sentence for test in rule.require] == ["the name is given", "the name has the form ^A"]
