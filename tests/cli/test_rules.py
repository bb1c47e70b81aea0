"""`cxcheck rules` as a user meets it: what each subcommand prints, writes and ends with."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from checker.cli.rules import command
from checker.cli.rules.interview import QUESTIONS
from checker.errors import CheckerError
from checker.policy.answers import LENGTHS
from tests.support.command import ROOT, cxcheck
from tests.support.pack import make_pack, rule_text

EXAMPLES = """\
examples:
  pass: [{name: a name, plan: {services: [{name: Passports}]}}]
  fail: [{name: no name, plan: {services: [{id: a}]}, finds: [{route: 'services[0].name', message: the service a has no name}]}]
  not_applicable: [{name: no services, plan: {}}]
"""
BODY = "for_each: services\nrequire: {name: {present: true}}\nif_absent: fail\nmessage: the service {item.id} has no name\n"
GOOD = rule_text(BODY, examples=EXAMPLES)


def run(*words: str | Path, answers: str = "") -> tuple[int, str]:
    """Exit code and output. Raises what the command raised."""
    result = CliRunner().invoke(command, list(map(str, words)), input=answers, standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return (result.return_value if isinstance(result.return_value, int) else 0), result.stdout


def refused(*words: str | Path, answers: str = "") -> str:
    with pytest.raises(CheckerError) as raised:
        run(*words, answers=answers)
    return str(raised.value)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return make_pack(tmp_path / "rules", {"topic/test-rule.yaml": GOOD})


def test_without_a_subcommand_the_rules_are_listed() -> None:
    assert run() == run("list")


LISTED = {
    "manual": (("S1.p2.s3.a", "--manual"), ["partner-kinds-judged"]),
    "words and level": (("S2.p1.s6", "--level", "note"), []),
    "the strongest level": (("means", "--authority", "gsdi-act", "--level", "error"), ["lead-official-designated", "lead-official-reports-to-head"]),
    "not the level of the clause": (("outside-purchase-approved", "--level", "note"), []),
    "what a person judges": (("S1.p2.s3.a", "--level", "review"), ["partner-kinds-judged"]),
    "topic and authority": (("--topic", "equity", "--authority", "eo-14091"), ["revoked-equity-orders-not-cited"]),
    "the amendment alone": (
        ("S1.p1.s2", "--amendment-only"),
        [
            "evaluation-looks-at-experience", "process-evaluated-within-cycle", "public-processes-evaluated",
            "workforce-processes-evaluated",
        ],
    ),
    "words and authority": (("privacy", "--authority", "fisma"), ["authorization-end-given", "authorization-not-expired", "information-security-protected"]),
}  # fmt: skip


@pytest.mark.parametrize("case", LISTED)
def test_the_list_is_narrowed(case: str) -> None:
    words, expected = LISTED[case]
    code, out = run("list", *words, "--format", "json")
    assert code == 0
    assert [row["id"] for row in json.loads(out)] == expected


def test_a_row_of_the_list(pack: Path) -> None:
    _, out = run("list", "--rules", pack)
    assert out.splitlines()[:2] == ["topic", "  test-rule  error     A rule that a test wrote (S2.p1.s6)"]
    _, out = run("list", "--rules", pack, "--format", "json")
    (row,) = json.loads(out)
    assert (row["id"], row["level"], row["clauses"], row["manual"]) == (
        "test-rule",
        "error",
        ["S2.p1.s6"],
        False,
    )


def test_what_an_authority_lifts_is_marked_and_said_everywhere() -> None:
    """The lists say what `check` will say: outside-purchase-approved is an error, though its clause alone is a note."""
    whole = "error while OMB M-19-16 is in force (the clause alone: note)"
    _, out = run("list", "outside-purchase-approved", "pia-done-has-date")
    assert [line.split()[1] for line in out.splitlines() if line.startswith("  ")] == ["error", "error*"]
    assert (
        "* while a law behind the rule is in force, which asks more than its clause does" in out.splitlines()
    )
    _, out = run("list", "outside-purchase-approved", "--format", "json")
    (row,) = json.loads(out)
    assert (row["strength"], row["level"], row["raised_by"]) == ("recital", "error", ["m-19-16"])
    assert f"Level     {whole}" in run("show", "outside-purchase-approved")[1].splitlines()
    assert f"Level {whole} · " in cxcheck("explain", "outside-purchase-approved", cwd=ROOT).out
    page = (ROOT / "docs/rules/shared-services/outside-purchase-approved.md").read_text(encoding="utf-8")
    assert f"Level: {whole} · clauses: " in page
    index = (ROOT / "docs/rules/README.md").read_text(encoding="utf-8")
    (line,) = [line for line in index.splitlines() if line.startswith("| [outside-purchase-approved]")]
    assert " | error\\* | " in line


def test_the_last_lines_of_the_list(pack: Path) -> None:
    """The checks of the format stand beside the whole pack, not beside three rules that were asked for."""
    assert run("list", "--topic", "equity")[1].splitlines()[-2] == "9 rules, 1 of them for a person to judge"
    assert run("list", "goal-ids-unique")[1].splitlines()[-2] == "1 rule"
    whole = run("list")[1].splitlines()[-2]
    assert whole.endswith(" of them for a person to judge; 39 checks of the format beside them")
    assert run("list", "--rules", pack)[1].splitlines()[-2] == "1 rule; 39 checks of the format beside them"


REFUSED = {
    "a word that names nothing": (("list", "control-number-shwn"), "did you mean control-number-shown?"),
    "a topic that is none": (("list", "--topic", "privcy"), "--topic: there is no topic privcy; did you mean privacy?"),
    "an authority that is none": (("list", "--authority", "eo-140588"), "--authority: there is no authority eo-140588; did you mean eo-14058?"),
    "a rule that is none": (("show", "goal-has-dat"), "there is no rule goal-has-dat; did you mean goal-has-date?"),
    "a folder that is no pack": (("test", "--rules", "nowhere"), "--rules nowhere: there is no such folder"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused(case: str) -> None:
    words, message = REFUSED[case]
    assert refused(*words).endswith(message)


def test_show_has_the_file_and_what_was_understood(pack: Path) -> None:
    _, out = run("show", "test-rule", "--rules", pack)
    lines = out.splitlines()
    assert lines[0] == "test-rule: A rule that a test wrote"
    assert f"File      {pack / 'topic' / 'test-rule.yaml'}" in lines
    assert "For each service: the name is given. If that is not given, the rule fails." in lines
    assert '  rules/topic/test-rule.yaml:10  has(item.name) && trim(item.name) != ""' in lines
    assert "    reads item.name" in lines
    assert " 1  id: test-rule" in lines


def test_test_counts_what_ran(pack: Path) -> None:
    assert run("test", "--rules", pack) == (0, "1 rule, 3 examples: 0 failed\n")


def test_test_compares_messages_and_routes_whole(pack: Path) -> None:
    file = pack / "topic" / "test-rule.yaml"
    file.write_text(
        GOOD.replace("the service a has no name}", "the service b has no name}"), encoding="utf-8"
    )
    assert run("test", "--rules", pack) == (
        1,
        "rules/topic/test-rule.yaml:15:11: test-rule: the fail example (no name): expected services[0].name: the service b has no name, "
        "found services[0].name: the service a has no name\n1 rule, 3 examples: 1 failed\n",
    )
    file.write_text(GOOD.replace("{id: a}", "{id: a, name: A}"), encoding="utf-8")
    assert run("test", "--rules", pack)[1].splitlines()[0] == (
        "rules/topic/test-rule.yaml:15:11: test-rule: the fail example (no name) comes to pass"
    )
    file.write_text(GOOD.replace("route: 'services[0].name'", "route: 'services[0].id'"), encoding="utf-8")
    assert run("test", "--rules", pack)[0] == 1


def test_a_rule_without_an_example_is_named(pack: Path) -> None:
    file = pack / "topic" / "test-rule.yaml"
    file.write_text(
        GOOD.replace("pass: [{name: a name, plan: {services: [{name: Passports}]}}]", "pass: []"),
        encoding="utf-8",
    )
    said = refused("test", "--rules", pack)
    assert (
        said
        == "rules/topic/test-rule.yaml:14:3: the rule has no example of kind pass; write a plan that passes, such as [{name: what it shows, plan: {services: []}}]"
    )


def test_lint_in_words_and_as_json(pack: Path) -> None:
    assert run("lint", "--rules", pack) == (0, "1 rule: 0 to mend\n")
    file = pack / "topic" / "test-rule.yaml"
    file.write_text(GOOD.replace("test wrote", "test wrote."), encoding="utf-8")
    line = "rules/topic/test-rule.yaml:3:8: test-rule: a title has no full stop [title]\n"
    assert run("lint", "--rules", pack) == (1, f"{line}1 rule: 1 to mend\n")
    code, out = run("lint", "--rules", pack, "--format", "json")
    assert code == 1
    assert json.loads(out) == [
        {
            "rule": "test-rule", "check": "title", "message": "a title has no full stop",
            "file": "rules/topic/test-rule.yaml", "line": 3, "column": 8,
        }
    ]  # fmt: skip


def test_coverage_of_the_pack_is_complete() -> None:
    code, out = run("coverage")
    assert code == 0
    assert "All 40 clauses that a plan can show have at least one rule." in out
    assert "  S1.p6.s6    (a statement of policy that no plan can show by itself)" in out


def test_a_clause_without_a_rule_ends_with_1(pack: Path, tmp_path: Path) -> None:
    code, out = run("coverage", "--rules", pack, "--format", "html", "-o", tmp_path / "coverage.html")
    assert code == 1
    assert out.startswith(
        "1 of the 40 clauses that a plan can show have at least one rule; without: S1.p1.s2, "
    )
    assert "<caption>Every rule, and the clauses that it encodes</caption>" in (
        tmp_path / "coverage.html"
    ).read_text("utf-8")


def test_the_pages_in_docs_are_up_to_date() -> None:
    code, out = run("docs", "--output", ROOT / "docs" / "rules", "--check")
    assert code == 0, f"{out}write them again with `cxcheck rules docs`"


def test_docs_are_written_and_old_pages_removed(pack: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("docs", "--rules", pack, "--output", out) == (0, "5 pages: 5 written, 0 removed\n")
    assert run("docs", "--rules", pack, "--output", out) == (0, "5 pages: 0 written, 0 removed\n")
    (out / "notes.md").write_text("people wrote this\n", encoding="utf-8")
    (pack / "topic" / "test-rule.yaml").unlink()
    (pack / "topic" / "other.yaml").write_text(GOOD.replace("id: test-rule", "id: other"), encoding="utf-8")
    code, said = run("docs", "--rules", pack, "--output", out, "--check")
    assert code == 1
    assert f"{out.as_posix()}/topic/test-rule.md: not up to date\n" in said
    assert said.endswith("5 pages: 3 to write, 1 to remove\n")
    run("docs", "--rules", pack, "--output", out)
    assert sorted(path.name for path in out.rglob("*.md")) == [
        "README.md",
        "amendment.md",
        "authorities.md",
        "coverage.md",
        "notes.md",
        "other.md",
    ]


def test_a_page(pack: Path, tmp_path: Path) -> None:
    run("docs", "--rules", pack, "--output", tmp_path / "out")
    assert (
        (tmp_path / "out" / "topic" / "test-rule.md").read_text(encoding="utf-8")
        == """\
<!-- Made by `cxcheck rules docs` from the rule pack: change the rule, not this page. -->

# test-rule

**A rule that a test wrote**

Level: error · clauses: [S2.p1.s6](../coverage.md) · version 1 · file `rules/topic/test-rule.yaml`

## What it asks

For each service: the name is given. If that is not given, the rule fails.

## Why

It exists so that a test can look at it.

## The order's words

> “maintain or enhance protections afforded under law and policy”

## How to mend it

Do what the test expects.

## Examples

Fails: no name

```yaml
services:
- id: a
```

- at `services[0].name`: the service a has no name

Passes: a name

```yaml
services:
- name: Passports
```
"""
    )


ANSWERS = {
    "clause": "S2.p1.s6", "for-each": "services", "field": "name", "operator": "present",
    "title": "Every service has a name", "id": "service-named", "topic": "topic",
    "message": "the service {item.id} has no name", "rationale": "People look for a service by its name.",
    "remedy": "Write the name under name.",
}  # fmt: skip


def new(pack: Path, **changed: str) -> tuple[int, str]:
    answers = ANSWERS | {name.replace("_", "-"): text for name, text in changed.items()}
    return run("new", "--rules", pack, *(f"--{name}={text}" for name, text in answers.items()))


def test_a_new_rule_is_one_file_that_works(pack: Path) -> None:
    before = sorted(pack.rglob("*"))
    code, out = new(pack)
    assert code == 0
    assert out.splitlines()[:3] == [
        "A failing plan will be told:",
        "  services[0].name: the service first has no name",
        f"{pack.as_posix()}/topic/service-named.yaml: written; its 3 examples do what they say",
    ]
    assert [path for path in sorted(pack.rglob("*")) if path not in before] == [
        pack / "topic" / "service-named.yaml"
    ]
    assert (
        (pack / "topic" / "service-named.yaml").read_text(encoding="utf-8")
        == """\
id: service-named
version: 1
title: Every service has a name
clauses: [S2.p1.s6]
quote: "agencies must ensure that their efforts appropriately maintain or enhance protections afforded under law and policy, including those related to civil rights, civil liberties, privacy, confidentiality, and information security"
strength: must
rationale: People look for a service by its name.
remedy: Write the name under name.
for_each: services
require:
  name: {present: true}
if_absent: fail
message: the service {item.id} has no name
examples:
  pass:
    - name: the name is given
      plan: {services: [{name: some words, id: first}]}
  fail:
    - name: no name
      plan: {services: [{id: first}]}
      finds:
        - route: services[0].name
          message: the service first has no name
  not_applicable:
    - name: a plan without services
      plan: {}
"""
    )
    assert run("test", "service-named", "--rules", pack) == (0, "1 rule, 3 examples: 0 failed\n")
    assert run("lint", "service-named", "--rules", pack) == (0, "1 rule: 0 to mend\n")


OPERATORS: dict[str, dict[str, str]] = {
    "absent": {"operator": "present", "argument": "false"},
    "filled": {"operator": "filled"},
    "equals": {"field": "kind", "operator": "equals", "argument": "benefits"},
    "one_of": {"field": "kind", "operator": "one_of", "argument": "[benefits, administrative]"},
    "one_of a list": {"field": "customer_segments", "operator": "one_of", "argument": "[a, b]"},
    "includes": {"field": "urls", "operator": "includes", "argument": "[a, b]"},
    "includes_any": {"field": "urls", "operator": "includes_any", "argument": "[a, b]"},
    "at_least, a number": {"field": "annual_volume", "operator": "at_least", "argument": "5"},
    "at_most, a list": {"field": "urls", "operator": "at_most", "argument": "2"},
    "before": {"field": "process_map.mapped_on", "operator": "before", "argument": "'2024-03-01'"},
    "on_or_before": {"field": "process_map.mapped_on", "operator": "on_or_before", "argument": "as_of"},
    "within_days": {"field": "process_map.mapped_on", "operator": "within_days", "argument": "{of: as_of, days: 365}"},
    "refers_to": {"field": "privacy_systems", "operator": "refers_to", "argument": "protections.privacy.system"},
    "refers_to its own list": {"field": "privacy_systems", "operator": "refers_to", "argument": "services.id"},
    "a number that is text": {
        "field": "name", "operator": "matches", "argument": "'^1'", "passes": "12", "fails": "21",
    },
    "matches, with values": {"field": "name", "operator": "matches", "argument": "'^A'", "passes": "A name", "fails": "name"},
    "absence does not count": {"field": "annual_volume", "operator": "at_least", "argument": "5", "if-absent": "not_applicable"},
    "absence needs a person": {"field": "annual_volume", "operator": "at_least", "argument": "5", "if-absent": "needs_review"},
    "a list in a list": {"for-each": "services.standards", "field": "target", "operator": "at_least", "argument": "0.5"},
    "a list with a condition": {"given": "transactional", "field": "annual_volume", "operator": "at_most", "argument": "9"},
    "the whole plan": {"for-each": "", "given": "services", "field": "agency.name", "operator": "filled", "message": "the agency has no name"},
    "the whole plan, its own block": {
        "for-each": "", "given": "burden", "field": "burden.paperwork_hours.current", "operator": "present",
        "message": "no hours are given",
    },
}  # fmt: skip


@pytest.mark.parametrize("case", OPERATORS)
def test_a_new_rule_with_each_operator_works(case: str, pack: Path) -> None:
    answers = {"message": "the service is wrong", **OPERATORS[case]}
    if OPERATORS[case]["operator"] not in ("present", "filled"):
        answers.setdefault("if-absent", "fail")
    code, _ = new(pack, **answers)
    assert code == 0
    assert run("test", "service-named", "--rules", pack)[1].endswith("examples: 0 failed\n")


WRONG: dict[str, tuple[dict[str, str], str]] = {
    "a clause": ({"clause": "S2.p1.s9"}, "--clause: the order has no clause S2.p1.s9; did you mean S2.p1.s6?"),
    "a list": ({"for-each": "servces"}, "--for-each: the plan has no field servces; did you mean services?"),
    "not a list": ({"for-each": "agency"}, "--for-each: agency is not a list; without a list, a rule looks at the whole plan"),
    "a field": ({"field": "nam"}, "--field: services has no field nam; did you mean name?"),
    "an operator": ({"operator": "at_lest"}, "--operator: at_lest is not an operator; did you mean at_least?"),
    "an inner list": ({"operator": "each"}, "--operator: each looks into a list; copy a rule that uses it, or ask about each entry with a list"),
    "an id": ({"id": "Service Named"}, "--id: Service Named is not an id: write lower-case words joined by hyphens, such as goal-has-date"),
    "an id that is taken": ({"id": "test-rule"}, "--id: there is a rule test-rule already: rules/topic/test-rule.yaml"),
    "a title that is taken": ({"title": "A rule that a test wrote"}, "--title: test-rule has this title already"),
    "a topic": ({"topic": "order"}, "--topic: order is reserved: the folder has another use in a rule pack; choose another topic"),
    "a remedy": ({"remedy": "The name is missing."}, "--remedy: a remedy starts with a verb that says what to do, not with The"),
    "a message": ({"message": "the service has no name."}, "--message: a message has no full stop"),
    "a clause that has parts": ({"clause": "s2.p1.s4"}, "--clause: the order has no clause s2.p1.s4; there are S2.p1.s4.a, S2.p1.s4.b"),
    "an operator like no other": ({"operator": "xyz"}, "--operator: xyz is not an operator; the operators are present, filled, "),
    "several words without brackets": (
        {"field": "audience", "operator": "one_of", "argument": "public, both"}, "--argument: several values stand in brackets; write [public, both]",
    ),
    "a number in words": (
        {"field": "annual_volume", "operator": "at_least", "argument": "three"},
        "--argument: three is not a number; write one such as 3, or a value such as params.…",
    ),
    "an argument that is not in the plan": (
        {"field": "annual_volume", "operator": "at_least", "argument": "item.designatd_year"},
        "--argument: services has no field designatd_year; did you mean designated_year?",
    ),
    "a short title": ({"title": "Named"}, "--title: at least 10 characters are expected, not 5"),
    "a long title": ({"title": "N" * 101}, "--title: at most 100 characters are expected, not 101"),
    "a short rationale": ({"rationale": "It has to."}, "--rationale: at least 20 characters are expected, not 10"),
    "a short remedy": ({"remedy": "Name it."}, "--remedy: at least 10 characters are expected, not 8"),
    "a word of a field": ({"field": "kind", "operator": "equals", "argument": "programme", "if-absent": "fail"}, "--argument: programme is not one of the words of this field: "),
    "a value in a message": ({"message": "{item.nme} has no name"}, "--message: in {item.nme}: services has no field nme; did you mean name?"),
    "values that do not do it": (
        {"operator": "matches", "argument": "'^A'", "if-absent": "fail", "passes": "B", "fails": "C"},
        "the pass example (name B) comes to fail; name values with --passes and --fails, "
        "or copy a rule that is like yours",
    ),
    "no values": ({"operator": "matches", "argument": "'^A'", "if-absent": "fail"}, "there is no answer for “A value of the field that passes”; give it as --passes"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_answer_is_refused_and_nothing_is_written(case: str, pack: Path) -> None:
    changed, message = WRONG[case]
    with pytest.raises(CheckerError) as raised:
        new(pack, **changed)
    assert message in str(raised.value)
    assert [path.name for path in (pack / "topic").iterdir()] == ["test-rule.yaml"]


def test_questions_are_asked_again_until_they_are_answered(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pack.parent)
    typed = [
        "S2.p1.s66", "S2.p1.s6", "services", "nme", "name", "present", "Every service has a name", "service-named", "",
        "the service {item.id} has no name", "People look for a service by its name.", "Write the name under name.",
    ]  # fmt: skip
    code, out = run("new", answers="\n".join(typed) + "\n")
    assert code == 0
    assert "Error: the order has no clause S2.p1.s66; did you mean S2.p1.s6?" in out
    assert "Error: services has no field nme; did you mean name?" in out
    assert "The topic, a folder [topic]: " in out
    assert (pack / "topic" / "service-named.yaml").is_file()
    assert "rules/topic/service-named.yaml: written; its 3 examples do what they say" in out


def test_without_a_pack_nothing_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert (
        refused("new")
        == "there is no rule pack in ./rules; name a folder for your rules with --rules, new or not"
    )


@pytest.mark.parametrize("there", ["not there", "empty", "with another rule"])
@pytest.mark.parametrize("inside", [True, False])
def test_a_rule_of_ones_own_is_written_into_ones_own_folder(
    there: str, inside: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is made, wherever the command runs; the pack of the program is not touched."""
    pack = sorted((ROOT / "rules").rglob("*"))
    home = tmp_path / "our rules"
    monkeypatch.chdir(ROOT if inside else tmp_path)
    if there != "not there":
        home.mkdir()
    if there == "with another rule":
        new(home, id="our-other-rule", title="Another rule of ours", topic="bureau")
    code, out = new(home, topic="bureau")
    assert code == 0
    assert f"{home}/bureau/service-named.yaml: written" in out
    assert f"  cxcheck check PLAN --rules '{home}'\n" in out
    assert (home / "bureau" / "service-named.yaml").is_file()
    assert sorted((ROOT / "rules").rglob("*")) == pack
    assert run("test", "service-named", "--rules", home) == (0, "1 rule, 3 examples: 0 failed\n")
    assert refused("test", "--rules", home / "bureau").endswith(f"did you mean {home}?")


def test_the_examples_hold_what_the_message_names_and_say_their_day(pack: Path) -> None:
    message = "{plan.agency.name}: {item.text} of {parent.name} was measured on {item.measured_on}"
    changed = {
        "for-each": "services.standards", "field": "measured_on", "operator": "within_days", "message": message,
        "argument": "{of: as_of, days: 365}", "if-absent": "fail",
    }  # fmt: skip
    code, out = new(pack, **changed)
    assert code == 0
    assert (
        "  services[0].standards[0].measured_on: some words: some words of some words was measured on 2023-09-30\n"
        in out
    )
    assert """\
  fail:
    - name: measured on 2023-09-30
      as_of: 2024-09-30
      plan: {services: [{standards: [{measured_on: "2023-09-30", text: some words}], name: some words}], agency: {name: some words}}
""" in (pack / "topic" / "service-named.yaml").read_text(encoding="utf-8")


def test_no_wrong_answer_loses_those_before_it(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pack.parent)
    monkeypatch.setenv("COLUMNS", "60")
    typed = [
        "s1.p1.s1", "services", "annual_volume", "at_least", "three", "3", "", "Every service is used often", "service-used", "bureau",
        "n", "topic", "the service {item.id} is rare", "It has to.", "People look for a service that others use.", "Name it.",
        "Write the number under annual_volume.",
    ]  # fmt: skip
    code, out = run("new", answers="\n".join(typed) + "\n")
    assert code == 0
    for said in (
        "  “Our Government must recommit to being “of the people, by\n  the people, [and] for the people”” (must)\n",
        "  This is a statement of policy that no plan can show by itself;",
        "The operator's argument, such as 2: three\n",
        "Error: three is not a number;",
        "bureau is a new topic; the topics are topic\nMake it? [Y/n]: n\nThe topic, a folder: topic\n",
        "Error: at least 20 characters are expected, not 10\n",
        "Error: at least 10 characters are expected, not 8\n",
        "rules/topic/service-used.yaml: written; its 4 examples do what they say\n",
    ):
        assert said in out


def test_values_that_do_not_do_it_are_asked_for_again(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pack.parent)
    typed = [
        "S2.p1.s6", "services", "name", "matches", "'^A'", "", "B", "C", "A", "B", "Every name begins with an A", "service-alpha", "",
        "the service {item.id} is wrong", "People look for a service by its name.", "Write the name under name.",
    ]  # fmt: skip
    code, out = run("new", answers="\n".join(typed) + "\n")
    assert code == 0
    assert "comes to fail; name values with --passes and --fails" in out


def test_the_lengths_asked_for_are_those_of_the_format() -> None:
    format_ = json.loads((ROOT / "schemas" / "rule.schema.json").read_text(encoding="utf-8"))["properties"]
    for key, (least, most) in LENGTHS.items():
        assert (least, most) == (format_[key]["minLength"], format_[key].get("maxLength", 10_000))
        assert f"{least} " in QUESTIONS[key]


def test_a_new_rule_does_not_take_an_earlier_id(tmp_path: Path) -> None:
    renamed = GOOD.replace("for_each", "renamed_from: [old-name]\nfor_each", 1)
    pack = make_pack(tmp_path / "rules", {"topic/test-rule.yaml": renamed})
    with pytest.raises(CheckerError) as raised:
        new(pack, id="old-name")
    assert (
        str(raised.value) == "--id: old-name is an earlier id of test-rule, which still works; choose another"
    )


def test_exit_codes_of_the_program(pack: Path) -> None:
    cache: dict[str, Any] = {
        "CXCHECK_CACHE_DIR": os.environ.get("CXCHECK_CACHE_DIR", str(pack.parent / "cache"))
    }
    codes = {
        words: cxcheck("rules", *words, "--rules", str(pack), cwd=pack.parent, **cache).code
        for words in (("test",), ("lint",), ("coverage",), ("show", "nothing"), ("new", "--clause", "S9"))
    }
    assert codes == {
        ("test",): 0,
        ("lint",): 0,
        ("coverage",): 1,
        ("show", "nothing"): 2,
        ("new", "--clause", "S9"): 2,
    }


def test_a_register_is_shown_with_its_days_sources_and_rules() -> None:
    code, out = run("registers", "qsmo")
    assert code == 0
    assert out.startswith("qsmo: Quality Service Management Offices and the agencies that lead them\n")
    assert "  human-resources-gsa  from 2020-06-29 until 2021-10-01\n    office: human_resources\n" in out
    assert "qsmo-lead-current" in out
    entries = json.loads(run("registers", "qsmo", "--format", "json")[1])[0]["entries"]
    assert [entry["until"] for entry in entries if entry["office"] == "human_resources"] == [
        "2021-10-01",
        None,
    ]


def test_a_misspelt_register_is_refused() -> None:
    with pytest.raises(CheckerError) as caught:
        run("registers", "qsmos")
    assert str(caught.value) == "there is no register qsmos; did you mean qsmo?"


def test_a_newer_list_of_omb_is_added_with_a_folder(tmp_path: Path) -> None:
    (tmp_path / "own" / "registers").mkdir(parents=True)
    (tmp_path / "own" / "registers" / "hisp.yaml").write_text(
        "id: hisp\nentries:\n  - id: public-services\n    since: '2023-01-01'\n    verified: sourced\n"
        "    source: made for a test\n    provider: Department of Public Services\n    department: none\n"
        "    names: [department of public services]\n",
        encoding="utf-8",
    )
    plan = str(ROOT / "agency_plans" / "fy2026" / "department-of-public-services.yaml")
    asked = ("check", plan, "--select", "provider-stands-on-list", "--format", "concise")
    assert "1 needs review" in cxcheck(*asked, cwd=tmp_path).out
    assert "0 need review" in cxcheck(*asked, "--rules", "own", cwd=tmp_path).out
