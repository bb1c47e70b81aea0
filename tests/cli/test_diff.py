"""`cxcheck diff`: the cause of every difference, on real histories, from the plans and from results alone."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from checker.resources import resource
from tests.support.command import Result, cxcheck
from tests.support.golden import assert_golden
from tests.support.histories import HISTORIES, NAMES, PLAN, RULES, STATUS, history, plan, rule
from tests.support.repository import Repo

SCHEMA = Draft202012Validator(json.loads(resource("schemas/diff.schema.json").read_bytes()))
OLD, NEW = f"before:{PLAN}", f"after:{PLAN}"
TEAM = ("--rules", RULES, "--select", "team")
REVISIONS = (OLD, NEW, *TEAM, "--old-rules", f"before:{RULES}")


@pytest.fixture(scope="module")
def repositories(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Repo]:
    return {name: history(name, tmp_path_factory.mktemp(name)) for name in HISTORIES}


def diff(repo: Repo, *arguments: str) -> Result:
    return cxcheck("diff", *arguments, cwd=repo.folder)


def compared(repo: Repo, *arguments: str) -> Any:
    """The one plan of the comparison as JSON, which fits its schema."""
    content = json.loads(diff(repo, *arguments, "--format", "json").out)
    SCHEMA.validate(content)
    (plan,) = content["plans"]
    return plan


def said(plan: Any) -> list[tuple[str, str, str]]:
    """Every difference: what of, its kind, its cause."""
    return [
        (each.get("identity", each["rule"]), each["kind"], each["why"]["words"])
        for each in (*plan["outcomes"], *plan["findings"])
        if each["kind"] != "unchanged"
    ]


def without_digests(text: str) -> str:
    """Digests change with every file of the pack and are no subject of these tests."""
    return re.sub(r"\b[0-9a-f]{64}\b|\b[0-9a-f]{12}\b", "DIGEST", text)


TEXTS = {
    "plan": """\
plans/a.yaml: Agency
  before:plans/a.yaml → after:plans/a.yaml, rating yellow → yellow
  the plan: DIGEST became DIGEST
  outcomes: 0 regressed, 0 new, 0 changed, 0 fixed, 3 unchanged
  findings: 0 regressed, 1 new, 0 changed, 1 fixed, 0 unchanged
  causes: the plan changed (2 differences)

NEW names-are-proper
  new: ERROR: the service parks has the name parks
    --> after:plans/a.yaml:19:23
    because the plan changed
  fixed: ERROR: the service passports has the name passports
    --> before:plans/a.yaml:20:27
    because the plan changed

""",
    "day": """\
plans/a.yaml: Agency
  before:plans/a.yaml → after:plans/a.yaml, rating yellow → yellow
  the day of assessment: 2026-09-30 became 2027-01-01
  outcomes: 1 regressed, 0 new, 0 changed, 0 fixed, 2 unchanged
  findings: 0 regressed, 1 new, 0 changed, 0 fixed, 1 unchanged
  causes: a date passed (2 differences)
  1 finding of OLD stands unchanged

REGRESSED draft-ends-in-time: pass → fail
  because a date passed
  new: ERROR: on 2027-01-01 the plan is still draft
    --> after:plans/a.yaml:8:1

""",
    "rules": """\
plans/a.yaml: Agency
  before:plans/a.yaml → after:plans/a.yaml, rating yellow → yellow
  the rules: DIGEST became DIGEST
  outcomes: 1 regressed, 1 new, 0 changed, 1 fixed, 1 unchanged
  findings: 0 regressed, 2 new, 0 changed, 1 fixed, 1 unchanged
  causes: the rules changed (6 differences)
  1 finding of OLD stands unchanged

REGRESSED services-are-enough: pass → fail
  because the rules changed (version 1 became 2)
  new: ERROR: there are fewer than 3 services
    --> after:plans/a.yaml:18:1

NEW names-are-proper: not asked → fail
  because the rules changed (the rules of OLD do not have it)
  new: ERROR: the service passports has the name passports
    --> after:plans/a.yaml:20:27

FIXED names-were-proper: fail → not asked
  because the rules changed (the rules of NEW do not have it)
  fixed: ERROR: the service passports has the name passports
    --> before:plans/a.yaml:20:27

""",
}
TEXTS["waiver"] = """\
plans/a.yaml: Agency
  before:plans/a.yaml → after:plans/a.yaml, rating green → yellow
  the waivers are not the same
  outcomes: 1 regressed, 0 new, 0 changed, 0 fixed, 2 unchanged
  findings: 1 regressed, 0 new, 0 changed, 0 fixed, 0 unchanged
  causes: a waiver changed (2 differences)

REGRESSED names-are-proper: waived → fail
  because a waiver changed
  regressed: waived → found: ERROR: the service passports has the name passports
    --> after:plans/a.yaml:20:27

"""
CAUSES = {
    "plan": [
        ("services[id=parks].name", "new", "the plan changed"),
        ("services[id=passports].name", "fixed", "the plan changed"),
    ],
    "day": [
        ("draft-ends-in-time", "regressed", "a date passed"),
        ("agency", "new", "a date passed"),
    ],
    "rules": [
        ("names-are-proper", "new", "the rules changed"),
        ("names-were-proper", "fixed", "the rules changed"),
        ("services-are-enough", "regressed", "the rules changed"),
        ("services", "new", "the rules changed"),
        ("services[id=passports].name", "new", "the rules changed"),
        ("services[id=passports].name", "fixed", "the rules changed"),
    ],
    "waiver": [
        ("names-are-proper", "regressed", "a waiver changed"),
        ("services[id=passports].name", "regressed", "a waiver changed"),
    ],
    "expiry": [
        ("draft-ends-in-time", "regressed", "a date passed"),
        ("names-are-proper", "regressed", "a date passed"),
        ("[0].expires", "new", "a date passed"),
        ("agency", "new", "a date passed"),
        ("services[id=passports].name", "regressed", "a date passed"),
    ],
    "stale": [
        ("names-are-proper", "regressed", "the plan changed"),
        ("[0].value_digest", "new", "the plan changed"),
        ("services[id=passports].name", "regressed", "the plan changed"),
    ],
    "mixed": [
        ("abbreviation-is-long", "regressed", "a waiver changed"),
        ("draft-ends-in-time", "regressed", "a date passed"),
        ("goals-are-enough", "regressed", "the rules changed"),
        ("names-are-proper", "fixed", "the plan changed"),
        ("title-changes-in-time", "regressed", "the plan changed and a date passed, only together"),
        ("agency", "new", "a date passed"),
        ("agency", "new", "the plan changed and a date passed, only together"),
        ("agency.abbreviation", "regressed", "a waiver changed"),
        ("services[id=passports].name", "fixed", "the plan changed"),
        ("goals", "new", "the rules changed"),
    ],
}


@pytest.mark.parametrize("name", TEXTS)
def test_what_a_person_is_told_of_a_history(name: str, repositories: dict[str, Repo]) -> None:
    result = diff(repositories[name], *REVISIONS)
    assert without_digests(result.out) == TEXTS[name]
    assert (result.code, result.err) == (1, "")


@pytest.mark.parametrize("name", HISTORIES)
def test_the_cause_of_every_difference(name: str, repositories: dict[str, Repo]) -> None:
    assert said(compared(repositories[name], *REVISIONS)) == CAUSES[name]


UNKNOWN = (
    "cause unknown (the plan changed, or a date passed): the results do not tell which of these it was; compare the plans "
    "themselves"
)


@pytest.mark.parametrize("name", HISTORIES)
def test_results_alone_give_the_same_causes_or_say_that_they_do_not_know(
    name: str, repositories: dict[str, Repo], tmp_path: Path
) -> None:
    for revision in ("before", "after"):
        file = tmp_path / f"{revision}.json"
        made = cxcheck(
            "check", PLAN, *TEAM, "--rev", revision, "--output", f"json={file}", cwd=repositories[name].folder
        )
        assert made.code in (0, 1), made.err
    files = [str(tmp_path / f"{revision}.json") for revision in ("before", "after")]
    together = "the plan changed and a date passed, only together"
    expected = [(what, kind, UNKNOWN if why == together else why) for what, kind, why in CAUSES[name]]
    assert said(compared(repositories[name], *files, "--rules", RULES)) == expected
    mixed = compared(repositories[name], files[0], NEW, *TEAM)
    assert said(mixed) == expected


@pytest.mark.parametrize("format_", ["text", "json", "markdown"])
def test_the_formats(format_: str, repositories: dict[str, Repo]) -> None:
    result = diff(repositories["mixed"], *REVISIONS, "--format", format_)
    assert_golden(
        f"diff.{format_}",
        re.sub(r'"commit": "[0-9a-f]{40}"', '"commit": "COMMIT"', without_digests(result.out)),
    )


@pytest.mark.parametrize("name", HISTORIES)
def test_a_plan_compared_with_itself_has_no_difference(name: str, repositories: dict[str, Repo]) -> None:
    plan = compared(repositories[name], NEW, NEW, *TEAM)
    assert (said(plan), plan["changes"]) == ([], [])
    assert plan["counts"]["outcomes"]["unchanged"] == len(plan["outcomes"]) > 0
    assert diff(repositories[name], NEW, NEW, *TEAM).code == 0


@pytest.mark.parametrize("name", HISTORIES)
def test_swapped_what_was_new_or_regressed_is_fixed_and_the_other_way_round(
    name: str, repositories: dict[str, Repo]
) -> None:
    there = compared(repositories[name], *REVISIONS)
    back = (
        compared(
            repositories[name],
            NEW,
            OLD,
            "--select",
            "team",
            "--rules",
            RULES,
            "--old-rules",
            f"after:{RULES}",
        )
        if name not in ("rules", "mixed")
        else None
    )
    if back is None:
        repositories[name].git("checkout", "-q", "before")
        back = compared(repositories[name], NEW, OLD, *TEAM, "--old-rules", f"after:{RULES}")
        repositories[name].git("checkout", "-q", "main")
    for what in ("outcomes", "findings"):
        worse = {
            (each["rule"], each.get("identity"))
            for each in there[what]
            if each["kind"] in ("new", "regressed")
        }
        fixed = {(each["rule"], each.get("identity")) for each in there[what] if each["kind"] == "fixed"}
        after = {
            (each["rule"], each.get("identity"))
            for each in back[what]
            if each["kind"] in ("new", "regressed")
        }
        assert {
            (each["rule"], each.get("identity")) for each in back[what] if each["kind"] == "fixed"
        } == worse
        assert after == fixed


HOSTILE = "x|y `z` <img src=a> @omb **b** [l](http://e.example) #12"


def test_nothing_of_a_plan_is_live_in_the_markdown(tmp_path: Path) -> None:
    write_pair(tmp_path, plan(f"id: a, name: {json.dumps(HOSTILE)}"), plan("id: a, name: A"))
    result = cxcheck("diff", "new.yaml", "old.yaml", *TEAM, "--format", "markdown", cwd=tmp_path)
    row = next(line for line in result.out.splitlines() if line.startswith("| new |"))
    assert row == (
        r"| new | `old.yaml:19:19` | error: the service a has the name x\|y \`z\` &lt;img src=a&gt; @&#8203;omb \*\*b\*\* "
        r"\[l\](http:\//e.example) #&#8203;12 (`names-are-proper`) | the plan changed |"
    )


def write_pair(folder: Path, old: str, new: str) -> None:
    for name, text in {
        "old.yaml": old,
        "new.yaml": new,
        f"{RULES}/team/names-are-proper.yaml": NAMES,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


GOOD, BAD, BROKEN = plan("id: a, name: A"), plan("id: a, name: a"), "plan: [\n"
ONE = ("--rules", RULES, "--select", "names-are-proper")
CODES = {
    "nothing new": (BAD, BAD, (), 0),
    "something new": (GOOD, BAD, (), 1),
    "new, and nothing counts": (GOOD, BAD, ("--fail-on", "never"), 0),
    "fixed": (BAD, GOOD, (), 0),
    "cannot be read any more": (GOOD, BROKEN, (), 1),
    "not evaluated, and nothing counts": (GOOD, BROKEN, ("--fail-on", "never"), 4),
    "can be read again": (BROKEN, GOOD, (), 0),
}


@pytest.mark.parametrize("case", CODES)
def test_the_exit_code(case: str, tmp_path: Path) -> None:
    old, new, options, code = CODES[case]
    write_pair(tmp_path, old, new)
    result = cxcheck("diff", "old.yaml", "new.yaml", *ONE, *options, cwd=tmp_path)
    assert result.code == code, result.out + result.err


def test_what_cannot_be_judged_any_more_is_not_called_fixed(tmp_path: Path) -> None:
    write_pair(tmp_path, BAD, BROKEN)
    result = cxcheck("diff", "old.yaml", "new.yaml", *ONE, "--format", "json", cwd=tmp_path)
    (found,) = json.loads(result.out)["plans"]
    assert said(found) == [
        ("names-are-proper", "changed", "the plan changed"),
        ("a value is expected here", "new", "the plan changed"),
        ("services[id=a].name", "changed", "the plan changed"),
    ]


def test_folders_are_compared_plan_by_plan(tmp_path: Path) -> None:
    write_pair(tmp_path, GOOD, GOOD)
    one, other = GOOD.replace("name: Agency", "name: One"), GOOD.replace("name: Agency", "name: Other")
    files = {
        "was/a.yaml": GOOD, "is/a.yaml": BAD, "was/one.yaml": one, "is/sub/uno.yaml": one,
        "was/gone.yaml": BAD.replace("name: Agency", "name: Gone"), "is/other.yaml": other.replace("name: A,", "name: a,"),
    }  # fmt: skip
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = cxcheck("diff", "was", "is", *ONE, "--format", "json", cwd=tmp_path)
    plans = json.loads(result.out)["plans"]
    names = [tuple(side and side["name"] for side in (each["old"], each["new"])) for each in plans]
    assert names == [
        ("was/a.yaml", "is/a.yaml"), ("was/gone.yaml", None), ("was/one.yaml", "is/sub/uno.yaml"), (None, "is/other.yaml"),
    ]  # fmt: skip
    assert [said(each) for each in plans] == [
        [
            ("names-are-proper", "regressed", "the plan changed"),
            ("services[id=a].name", "new", "the plan changed"),
        ],
        [("services[id=a].name", "fixed", "the plan changed")],
        [],
        [("services[id=a].name", "new", "the plan changed")],
    ]


MISTAKES = {
    "no such thing": (
        ("there", "new.yaml"), 2,
        "cxcheck: there: there is no such file or folder; name a plan, a results file, or a file of a revision as REV:PATH "
        "(or REV alone, with --path PATH)\n"),
    "no such revision": (
        ("v9:old.yaml", "new.yaml"), 2,
        "cxcheck: v9: no commit of this repository has that name; in a shallow clone it may have to be fetched first\n"),
    "no plan in it": (("empty", "new.yaml"), 3, "cxcheck: no plan was found under empty\n"),
    "no results": (
        ("bad.json", "new.yaml"), 2,
        "cxcheck: bad.json:1:1: these are no results of cxcheck; write them with `cxcheck check PLAN --output json=FILE`\n"),
    "no day": (
        ("old.yaml", "new.yaml", "--old-as-of", "2024-02-31"), 2,
        "cxcheck: --old-as-of 2024-02-31: write a day of the calendar in the form 2024-09-30\n"),
    "no profile": (
        ("old.yaml", "new.yaml", "--old-profile", "eo-14058-as-isued"), 2, "there is no profile eo-14058-as-isued; did you mean "),
    "no rules": (("old.yaml", "new.yaml", "--old-rules", "empty"), 2, "empty: no rules stand there; a rule is a file such as"),
}  # fmt: skip


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_is_told(case: str, tmp_path: Path) -> None:
    arguments, code, message = MISTAKES[case]
    Repo(tmp_path)
    write_pair(tmp_path, GOOD, BAD)
    (tmp_path / "bad.json").write_text("{}", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    result = cxcheck("diff", *arguments, cwd=tmp_path)
    assert (result.code, result.out) == (code, "")
    assert message in result.err


def test_results_take_no_option_that_says_how_a_plan_is_judged(tmp_path: Path) -> None:
    write_pair(tmp_path, GOOD, BAD)
    cxcheck("check", "old.yaml", *ONE, "--output", "json=old.json", cwd=tmp_path)
    for arguments, message in (
        (("old.json", "old.json", "--as-of", "2024-01-01"), "--as-of: old.json and old.json are results, which are judged already"),
        (("old.json", "new.yaml", "--old-prior", "x.yaml"), "--old-prior: old.json are results, which are judged already"),
    ):  # fmt: skip
        result = cxcheck("diff", *arguments, cwd=tmp_path)
        assert (result.code, result.err) == (2, f"cxcheck: {message}; leave it out\n")


def test_two_revisions_of_one_path_and_what_is_staged(repositories: dict[str, Repo]) -> None:
    repo = repositories["plan"]
    by_path = diff(repo, "before", "after", "--path", PLAN, *TEAM)
    named = diff(repo, OLD, NEW, *TEAM)
    assert by_path.out.splitlines()[2:] == named.out.splitlines()[2:]
    staged = diff(repo, OLD, f":{PLAN}", *TEAM)
    assert "--> :plans/a.yaml:19:23" in staged.out
    commits = json.loads(diff(repo, OLD, PLAN, *TEAM, "--format", "json").out)
    assert (commits["old"]["commit"], commits["new"]["commit"]) == (repo.git("rev-parse", "before"), None)


def test_other_things_that_change_are_causes_too(tmp_path: Path) -> None:
    write_pair(tmp_path, plan("id: a, name: A"), plan("id: a, name: A"))
    for options, words in (
        (("--old-as-of", "2026-09-30", "--as-of", "2027-01-01"), "a date passed"),
        (("--old-profile", "independent-agencies"), "the profile changed"),
    ):
        rules = {"draft-ends-in-time": STATUS}
        for name, text in rules.items():
            (tmp_path / RULES / "team" / f"{name}.yaml").write_text(text, encoding="utf-8")
        day = () if "--as-of" in options else ("--as-of", "2027-01-01")
        result = cxcheck(
            "diff", "old.yaml", "new.yaml", "--rules", RULES, "--select", "draft-ends-in-time", *options, *day, "--format", "json",
            cwd=tmp_path,
        )  # fmt: skip
        (found,) = json.loads(result.out)["plans"]
        assert said(found) == [
            ("draft-ends-in-time", "regressed", words),
            ("agency", "regressed" if "profile" in words else "new", words),
        ]


LAST_YEAR = rule(
    "services-do-not-go",
    """\
    require: "!has(prior.services) || size(plan.services) >= size(prior.services)"
    at: services
    require_in_words: there are no fewer services than last year
    if_absent: fail
    message: there are fewer services than last year
    """,
)
ASKED = rule(
    "head-has-read-it", "question: Has the head of the agency read the plan?\nlook_at: [agency]\n"
).replace("examples: {", "examples: {needs_review: [{name: d, plan: {}}], ")
JUDGED = """\
- {rule: head-has-read-it, answer: not_met, by: C. Person, on: 2026-09-01, valid_until: 2027-09-01, why: She was away that month.}
"""


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (
            ("--prior", "last.yaml", "--old-prior", ""),
            [("services-do-not-go", "regressed", "last year's plan changed"), ("services", "new", "last year's plan changed")],
        ),
        (
            ("--determinations", "judged.yaml", "--old-determinations", ""),
            [("head-has-read-it", "new", "a determination changed"), ("agency", "new", "a determination changed")],
        ),
    ],
    ids=["last year's plan", "a determination"],
)  # fmt: skip
def test_last_years_plan_and_a_determination_are_causes(
    options: tuple[str, ...], expected: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    write_pair(tmp_path, GOOD, GOOD)
    last = plan("id: a, name: A", "id: b, name: B", day="2025-09-30").replace(
        "fiscal_year: 2026", "fiscal_year: 2025"
    )
    (tmp_path / "last.yaml").write_text(last, encoding="utf-8")
    (tmp_path / "judged.yaml").write_text(JUDGED, encoding="utf-8")
    for name, text in (("services-do-not-go", LAST_YEAR), ("head-has-read-it", ASKED)):
        (tmp_path / RULES / "team" / f"{name}.yaml").write_text(text, encoding="utf-8")
    command = ("diff", "old.yaml", "new.yaml", "--rules", RULES, "--select", "team", *options)
    result = cxcheck(*command, "--format", "json", cwd=tmp_path)
    assert result.err == ""
    (found,) = json.loads(result.out)["plans"]
    assert said(found) == expected


def test_fewer_rules_asked_is_a_cause_that_results_tell(tmp_path: Path) -> None:
    write_pair(tmp_path, GOOD, BAD)
    cxcheck("check", "new.yaml", *ONE, "--output", "json=all.json", cwd=tmp_path)
    less = ("--rules", RULES, "--select", "team", "--ignore", "names-are-proper")
    (tmp_path / RULES / "team" / "draft-ends-in-time.yaml").write_text(STATUS, encoding="utf-8")
    cxcheck("check", "new.yaml", *less, "--output", "json=less.json", cwd=tmp_path)
    (found,) = json.loads(cxcheck("diff", "all.json", "less.json", "--format", "json", cwd=tmp_path).out)[
        "plans"
    ]
    outcomes = {
        each["rule"]: (each["kind"], each["why"]["words"], each["notes"]) for each in found["outcomes"]
    }
    assert outcomes["names-are-proper"] == (
        "fixed", "the options changed", ["not asked in NEW: ignored (--ignore)"],
    )  # fmt: skip
