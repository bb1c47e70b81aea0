"""`cxcheck rules diff` as a user meets it: two profiles, two versions of the pack."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from checker.cli.rules import command
from checker.errors import CheckerError
from checker.policy.rulebook import load_rulebook
from checker.resources import resource
from tests.support.command import ROOT
from tests.support.pack import make_pack, rule_text
from tests.support.repository import Repo

RULEBOOK = load_rulebook(resource("rules"))
PLACES = [
    "S1.p1.s2", "S1.p1.s4", "S1.p2.s1", "S1.p2.s2", "S1.p2.s3", "S1.p3", "S1.p4.s1", "S1.p4.s3", "S1.p5.s1", "S2.p1.s2",
    "S2.p1.s5", "S3(a)", "S3(b)", "S3(e)", "S3(g)",
]  # fmt: skip


def run(*words: str | Path) -> str:
    result = CliRunner().invoke(command, ["diff", *map(str, words)], standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result.stdout


def compared(*words: str | Path) -> Any:
    return json.loads(run(*words, "--format", "json"))


def test_what_the_amendment_adds_to_the_order_as_issued_clause_by_clause() -> None:
    found = compared("eo-14058-as-issued", "order-as-amended")
    assert [change["place"] for change in found["changes"]] == PLACES
    assert found["amendment"] == "gained"
    because = {rule for change in found["changes"] for rule in change["rules"]}
    assert {row["rule"] for row in found["rules"]} == because
    assert {(row["kind"], row["place"] in PLACES) for row in found["rules"]} == {("added", True)}
    assert found["same"] + len(because) == len(RULEBOOK.rules)


def test_a_change_as_it_is_shown() -> None:
    text = run("eo-14058-as-issued", "order-as-amended")
    start = text.index("10. S2.p1.s2")
    assert (
        text[start : text.index("12. ")]
        == """\
10. S2.p1.s2
   takes away  “States, especially for their experiences with services delivered.” after
               “on-the-ground results for the people of the United”
   adds        “States and the workforce charged to serve them.”
   means       Results are measured for the public and for the workforce.
   rules       workforce-outcome-goal, workforce-results-measured

11. S2.p1.s5
   adds        “workforce inefficiencies,” after “resolving the root causes of”
   means       The register of root causes holds what makes the workforce inefficient as well.
   rules       workforce-root-cause-found

"""
    )
    assert "15 changes, 14 of them with rules; " in text


def test_the_other_way_round_what_is_left_out_is_the_same() -> None:
    there, back = (
        compared(*names)
        for names in (("eo-14058-as-issued", "order-as-amended"), ("order-as-amended", "eo-14058-as-issued"))
    )
    assert back["changes"] == there["changes"]
    assert back["amendment"] == "lost"
    assert {(row["rule"], row["kind"]) for row in back["rules"]} == {
        (row["rule"], "removed") for row in there["rules"]
    }


def test_a_profile_that_asks_none_of_the_rules_of_a_change_says_so() -> None:
    found = compared("high-impact-service-providers", "eo-14058-as-issued")
    (change,) = [change for change in found["changes"] if change["place"] == "S1.p5.s1"]
    assert change["rules"] == []
    assert change["why_no_rule"] == (
        "high-impact-service-providers asks none of the rules that exist because of it."
    )


def test_a_level_that_changes() -> None:
    found = compared("order-as-amended", "independent-agencies")
    assert found["changes"] == []
    assert {row["kind"] for row in found["rules"]} == {"meaning"}
    (row,) = [row for row in found["rules"] if row["rule"] == "customer-includes-workforce"]
    assert row["details"] == [{"what": "level", "before": "error", "after": "warning"}]
    assert "control-number-shown" not in {row["rule"] for row in found["rules"]}, (
        "44 U.S.C. 3507 binds by itself"
    )


def test_laws_that_count_as_of_another_day() -> None:
    text = run("order-as-amended", "policy-of-2023")
    assert (
        """\
  ~ equity-assessment-made: While EO 13985 is in force, the plan has a dated assessment of barriers
    in its programs
      law: by the day of assessment → in force on 2023-12-31, whatever the day of assessment
"""
        in text
    )
    assert (
        "      law\n        was: by the day of assessment\n"
        "        now: P.L. 118-231 is in force from 2025-01-04; the day of assessment is 2023-12-31\n"
    ) in text


def test_rules_that_a_profile_leaves_out_and_parameters_that_it_sets(tmp_path: Path) -> None:
    (tmp_path / "own" / "profiles").mkdir(parents=True)
    (tmp_path / "own" / "privacy").mkdir()
    rule = (ROOT / "rules" / "feedback" / "research-is-fresh.yaml").read_text(encoding="utf-8")
    (tmp_path / "own" / "privacy" / "our-research-is-fresh.yaml").write_text(
        rule.replace("id: research-is-fresh", "id: our-research-is-fresh").replace("The agency studied", "Our agency studied"),
        encoding="utf-8",
    )  # fmt: skip
    (tmp_path / "own" / "profiles" / "ours.yaml").write_text(
        "id: ours\ntitle: Ours\ndescription: For a test.\n"
        "drop: [{rule: site-tested, reason: our sites are tested by others}]\n"
        "parameters: {our-research-is-fresh: {days: 30}}\n",
        encoding="utf-8",
    )
    text = run("order-as-amended", "ours", "--rules", tmp_path / "own")
    shown = """\
From the profile order-as-amended to ours

S1.p3.s1
  - site-tested: Every site and application says when its accessibility was tested
      not asked after: the profile ours drops it: our sites are tested by others

S2.p1.s4.a
  ~ our-research-is-fresh: Our agency studied its customers in the last year
      parameter days: 365 → 30

Rules: 0 asked only by ours, 1 asked only by order-as-amended, 1 asked otherwise, """
    assert text.startswith(shown)


BODY = "for_each: services\nrequire: {name: {present: true}}\nif_absent: fail\nmessage: the service {item.id} has no name\n"
LONG = "require: {name: {matches: '^(Passports|Permits|Licenses|Pensions)( for (residents|visitors))?$'}}"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """A repository whose first commit has five rules; on disk they have changed in every way that a rule can."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    repo = Repo(tmp_path)
    pack = make_pack(
        tmp_path / "rules",
        {
            f"topic/{name}.yaml": rule_text(BODY, name)
            for name in ("as-it-was", "gone", "meant", "old-name", "said")
        },
    )
    repo.git("add", ".")
    repo.commit()
    repo.git("tag", "v1")
    (pack / "topic" / "gone.yaml").unlink()
    (pack / "topic" / "old-name.yaml").unlink()
    changed = {
        "meant": rule_text(BODY, "meant").replace("require: {name: {present: true}}", LONG).replace("if_absent: fail", "if_absent: needs_review"),
        "said": rule_text(BODY, "said").replace("Do what", "Please do what").replace("version: 1", "version: 2"),
        "new-name": rule_text(f"renamed_from: [old-name]\nparameters: {{least: {{value: 2, description: for a test}}}}\n{BODY}", "new-name"),
        "added": rule_text(BODY, "added").replace("S2.p1.s6", "S2.p1.s4.c"),
    }  # fmt: skip
    for name, text in changed.items():
        (pack / "topic" / f"{name}.yaml").write_text(text, encoding="utf-8")
    (pack / "authorities.yaml").write_text("[]\n", encoding="utf-8")
    return repo


PACKS = """\
From the rules v1:rules to rules

S2.p1.s4.c
  + added: A rule that a test wrote
      added

S2.p1.s6
  - gone: A rule that a test wrote
      removed
  ~ meant: A rule that a test wrote
      changed in meaning
      require
        was: {"name": {"present": true}}
        now: {"name": {"matches": "^(Passports|Permits|Licenses|Pensions)( for
          (residents|visitors))?$"}}
      if_absent: fail → needs_review
      its meaning changed, and its version did not rise; raise it to 2
  > new-name: A rule that a test wrote
      renamed
      id: old-name → new-name
      parameter least: 2 (new)
      its meaning changed, and its version did not rise; raise it to 2
  . said: A rule that a test wrote
      changed in words only
      version: 1 → 2
      other words or examples: remedy

Other files of the pack that differ: authorities.yaml

Rules: 1 added, 1 removed, 1 renamed, 1 changed in meaning, 1 changed in words only, 1 the same.
"""


def test_a_commit_and_a_folder(repository: Repo) -> None:
    assert run("v1:rules", "rules") == PACKS
    found = compared("v1:rules", "rules")
    assert found["before"] == {"name": "v1:rules", "words": f"commit {repository.git('rev-parse', 'v1')}"}
    assert [(row["rule"], row["kind"]) for row in found["rules"]] == [
        ("added", "added"), ("gone", "removed"), ("meant", "meaning"), ("new-name", "renamed"), ("said", "words"),
    ]  # fmt: skip


def test_two_folders_and_two_commits(repository: Repo) -> None:
    repository.git("add", ".")
    repository.commit()
    assert run("v1:rules", "HEAD:rules") == PACKS.replace("to rules\n", "to HEAD:rules\n")
    assert run("rules", "rules").splitlines()[-1] == (
        "Rules: 0 added, 0 removed, 0 renamed, 0 changed in meaning, 0 changed in words only, 5 the same."
    )


def test_a_pack_that_this_program_could_not_judge_by_can_be_compared(repository: Repo) -> None:
    path = repository.folder / "rules" / "topic" / "as-it-was.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("name: {present", "gone_field: {present"), encoding="utf-8"
    )
    assert "  ~ as-it-was: A rule that a test wrote\n" in run("v1:rules", "rules")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("v2:rules", "rules"), "v2: no commit of this repository has that name; in a shallow clone it may have to be fetched first"),
        (("v1:rule", "rules"), "v1:rule: no rules stand there; a rule is a file such as topic/rule.yaml"),
        (("order-as-amended", "rules"), "order-as-amended is a profile and rules is not; name two profiles, or two versions of the rules"),
        (("rules", "order-as-amended"), "order-as-amended is a profile and rules is not; name two profiles, or two versions of the rules"),
        (("order-as-amend", "order-as-amended"), "order-as-amend is no profile, no folder of rules, and no folder in a commit such as main:rules; did you mean order-as-amended?"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared(words: tuple[str, str], message: str, repository: Repo) -> None:
    assert repository.folder.is_dir()
    with pytest.raises(CheckerError) as raised:
        run(*words)
    assert str(raised.value) == message


@pytest.mark.parametrize("words", [("rules", "ours"), ("ours", "v1:rules")])
def test_an_addition_is_not_held_against_a_whole_pack(words: tuple[str, str], repository: Repo) -> None:
    """Every rule of the pack would seem to be removed."""
    (repository.folder / "ours" / "topic").mkdir(parents=True)
    (repository.folder / "ours" / "topic" / "our-rule.yaml").write_text(
        (repository.folder / "rules" / "topic" / "said.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    pack = next(word for word in words if word != "ours")
    with pytest.raises(CheckerError) as raised:
        run(*words)
    assert str(raised.value) == (
        f"ours is an addition to a rule pack (it has no order/clauses.yaml), and {pack} is a whole pack; compare ours with an "
        "earlier version of itself, such as main:ours, or list its rules with `cxcheck rules list --rules ours`"
    )


def test_a_file_that_cannot_be_read_is_said_with_its_place(repository: Repo) -> None:
    (repository.folder / "rules" / "topic" / "said.yaml").write_text("id: [said\n", encoding="utf-8")
    with pytest.raises(CheckerError, match=r"rules/topic/said\.yaml:2:1: "):
        run("v1:rules", "rules")
