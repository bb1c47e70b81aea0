"""A rule that is wrong in any way is refused when it is loaded, with its place and what may be meant."""

from pathlib import Path

import pytest

from checker.errors import ExitCode, RulePackError
from tests.support.pack import load_one, make_pack, rule_text
from checker.policy.rulebook import load_rulebook

GOOD = """\
for_each: services
require: {name: {present: true}}
if_absent: fail
message: the service {item.id} has no name
"""

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
        "rules/topic/test-rule.yaml:10:23: Syntax error: missing ')' at '<EOF>'",
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
    "an id that is not the file's name": (
        ("id: test-rule", "id: other-rule"),
        "rules/topic/test-rule.yaml:1:5: the id is other-rule and the file is test-rule.yaml; they are the same word",
    ),
    "a kind of example that is missing": (
        ("  not_applicable: [{plan: {}}]", "  not_applicable: []"),
        "rules/topic/test-rule.yaml:16:3: the rule has no example of kind not_applicable",
    ),
    "no examples": (
        ("  fail: [{plan: {}, finds: [{route: (plan), message: none of this is run}]}]\n", ""),
        "rules/topic/test-rule.yaml:13:1: the key fail is missing",
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
    assert (rule.topic, rule.file, rule.for_each) == ("topic", "topic/test-rule.yaml", ("services",))
    assert rule.require[0].expression == 'has(item.name) && trim(item.name) != ""'
    assert rule.require[0].sentence == "the name is given"
    assert rule.require[0].line == 10


def test_two_rules_of_one_id_are_refused(tmp_path: Path) -> None:
    make_pack(tmp_path, {"a/test-rule.yaml": rule_text(GOOD), "b/test-rule.yaml": rule_text(GOOD)})
    with pytest.raises(
        RulePackError, match="rules/b/test-rule.yaml:1:5: a/test-rule.yaml has the id test-rule too"
    ):
        load_rulebook(tmp_path)


@pytest.mark.parametrize("missing", ["order/clauses.yaml", "order/as-amended.txt", "authorities.yaml"])
def test_a_pack_without_the_order_is_refused(missing: str, tmp_path: Path) -> None:
    make_pack(tmp_path, {})
    (tmp_path / missing).unlink()
    with pytest.raises(RulePackError, match=f"rules/{missing} is missing from the rule pack"):
        load_rulebook(tmp_path)
