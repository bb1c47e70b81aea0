"""A rule that was renamed keeps working under its old id, with one notice: on every way into the program."""

from pathlib import Path

import pytest

from tests.support.command import Result, cxcheck
from tests.support.pack import rule_text

NOTICE = "old-name is now called new-name; write new-name\n"
BODY = """\
renamed_from: [old-name, oldest-name]
parameters: {least: {value: 5, description: characters of a name}}
for_each: services
require: item.name.size() >= params.least
require_in_words: The name is not too short
at: name
if_absent: fail
message: the name {item.name} is short
"""
EXAMPLES = """\
examples:
  pass: [{name: a long name, plan: {services: [{name: Passports}]}}]
  fail: [{name: a short one, plan: {services: [{name: ID}]}, finds: [{route: 'services[0].name', message: the name ID is short}]}]
  not_applicable: [{name: no services, plan: {}}]
"""
ASKED = """\
id: new-question
version: 1
title: A person looks at the services
clauses: [S2.p1.s6]
quote: maintain or enhance protections afforded under law and policy
strength: must
renamed_from: [old-question]
rationale: It exists so that a test can ask a person.
remedy: Do what the person says.
question: Are the services as they ought to be?
look_at: [services]
examples:
  pass: []
  fail: []
  needs_review: [{name: one service, plan: {services: [{name: ID}]}}]
  not_applicable: []
"""
PROFILE = "id: ours\ntitle: Ours\ndescription: For a test.\n"
PLAN = "plan: {as_of: 2024-09-30, fiscal_year: 2024}\nservices: [{id: a, name: ID}]\n"
JUDGED = """\
- {rule: old-question, answer: met, by: A. Reviewer, on: 2024-09-01, valid_until: 2025-09-30, why: they are as they ought to be}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a plan, and the rules of an agency in `own`."""
    rule = rule_text(BODY, "new-name", EXAMPLES).replace("S2.p1.s6", "S2.p1.s4.c").replace("must", "should")
    rule = rule.replace(
        "maintain or enhance protections afforded under law and policy", "enhance transparency"
    )
    (tmp_path / "own" / "names").mkdir(parents=True)
    (tmp_path / "own" / "names" / "new-name.yaml").write_text(rule, encoding="utf-8")
    (tmp_path / "own" / "names" / "new-question.yaml").write_text(ASKED, encoding="utf-8")
    (tmp_path / "agency.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def run(folder: Path, *words: str) -> Result:
    """The program with the agency's rules."""
    return cxcheck(*words, "--rules", "own", cwd=folder)


def check(folder: Path, *words: str) -> Result:
    return run(folder, "check", "agency.yaml", "--format", "concise", *words)


SHORT = "agency.yaml:2:26: WARNING new-name the name ID is short\n"


def test_select(folder: Path) -> None:
    result = check(folder, "--select", "old-name", "--select", "oldest-name", "--select", "old-name")
    assert SHORT in result.out
    assert result.err == f"--select: {NOTICE}--select: oldest-name is now called new-name; write new-name\n"


def test_ignore(folder: Path) -> None:
    assert SHORT in check(folder, "--select", "names").out
    result = check(folder, "--select", "names", "--ignore", "old-name")
    assert SHORT not in result.out
    assert result.err == f"--ignore: {NOTICE}"


def test_the_configuration_and_the_environment(folder: Path) -> None:
    (folder / ".cxcheck.yaml").write_text("select: [old-name]\n", encoding="utf-8")
    result = check(folder)
    assert SHORT in result.out
    assert result.err == f".cxcheck.yaml:1:1: {NOTICE}"
    result = cxcheck(
        "check", "agency.yaml", "--rules", "own", "--select", "names", cwd=folder, CXCHECK_IGNORE="old-name"
    )
    assert result.err == f"CXCHECK_IGNORE: {NOTICE}"


@pytest.mark.parametrize(
    ("tailoring", "finds"),
    [
        ("select: [old-name]\n", SHORT),
        ("select: [names]\ndrop: [{rule: old-name, reason: names are short here}]\n", ""),
        ("select: [names]\nparameters: {old-name: {least: 2}}\n", ""),
    ],
)
def test_a_profile(tailoring: str, finds: str, folder: Path) -> None:
    (folder / "own" / "profiles").mkdir()
    (folder / "own" / "profiles" / "ours.yaml").write_text(PROFILE + tailoring, encoding="utf-8")
    result = check(folder, "--profile", "ours")
    assert (SHORT in result.out) is bool(finds)
    assert result.err == f"profile ours: {NOTICE}"


def test_a_profile_that_sets_parameters_twice(folder: Path) -> None:
    twice = "parameters: {old-name: {least: 2}, new-name: {least: 3}}\n"
    (folder / "own" / "profiles").mkdir()
    (folder / "own" / "profiles" / "ours.yaml").write_text(PROFILE + twice, encoding="utf-8")
    result = check(folder, "--profile", "ours")
    assert result.code == 2
    assert result.err.endswith(
        "cxcheck: profile ours: it sets the parameters of new-name a second time, under an earlier id; "
        "write them once, under new-name\n"
    )


def test_a_waiver_of_the_plan_each_time_it_is_judged(folder: Path) -> None:
    waiver = (
        "waivers: [{rule: old-name, route: 'services[id=a].name', reason: short by law, approved_by: A. Head, "
        "approved_on: 2024-09-01, expires: 2024-12-31, value_digest: "
        "sha256:7229cf116ea6e92c8741068b595a498819c1147a976982ca4a1424ae8f5fead2}]\n"
    )
    (folder / "agency.yaml").write_text(PLAN + waiver, encoding="utf-8")
    for _ in ("judged", "remembered"):
        result = check(folder, "--select", "names")
        assert SHORT not in result.out
        assert result.err == f"agency.yaml:3:18: {NOTICE}"


def test_a_determination(folder: Path) -> None:
    (folder / "judged.yaml").write_text(JUDGED, encoding="utf-8")
    result = check(folder, "--select", "new-question", "--determinations", "judged.yaml")
    assert "1 rule: 1 passed" in result.out
    assert result.err == "judged.yaml:1:10: old-question is now called new-question; write new-question\n"


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (("explain", "old-name"), "new-name: A rule that a test wrote"),
        (("trace", "old-name", "agency.yaml"), "new-name: A rule that a test wrote"),
        (("rules", "show", "old-name"), "new-name: A rule that a test wrote"),
        (("rules", "list", "old-name"), "names"),
        (("rules", "test", "old-name"), "1 rule, 3 examples: 0 failed"),
        (("rules", "lint", "old-name"), "1 rule: 0 to mend"),
    ],
)  # fmt: skip
def test_commands_that_name_a_rule(words: tuple[str, ...], first: str, folder: Path) -> None:
    result = run(folder, *words)
    assert result.out.splitlines()[0] == first
    assert result.err == NOTICE


@pytest.mark.parametrize(
    ("earlier", "message"),
    [
        ("site-tested", "site-tested is the id of a rule in use (rules/accessibility/site-tested.yaml), so it cannot be an earlier id of this one"),
        ("privacy", "privacy is a topic, so it cannot be an earlier id of a rule"),
        ("old-name", "old-name is an earlier id of new-name too; one of the two rules had it"),
    ],
)  # fmt: skip
def test_an_earlier_id_means_one_rule(earlier: str, message: str, folder: Path) -> None:
    path = folder / "own" / "names" / "new-question.yaml"
    path.write_text(ASKED.replace("[old-question]", f"[old-question, {earlier}]"), encoding="utf-8")
    result = run(folder, "rules", "list")
    assert result.code == 2
    assert result.err.splitlines() == [
        f"cxcheck: own/names/new-question.yaml:7:30: {message}",
        "No rule is used while a file of the rule pack is wrong, so that none is left out unseen. Mend "
        "own/names/new-question.yaml, or leave out --rules own until it is mended.",
    ]
