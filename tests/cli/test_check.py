"""`cxcheck check` as a user meets it: exit codes, formats, files written, what is said when something is wrong."""

import json
from pathlib import Path

import pytest

from tests.support.command import ROOT, cxcheck

PLAN = """\
schema_version: "1.0"
plan: {id: p, title: A plan, fiscal_year: 2024, as_of: 2024-09-30, status: draft}
agency:
  name: An agency
  abbreviation: AA
  independent: false
  submitted_by: {name: A. Person}
  lead_service_official: {name: B. Person}
definitions:
  customer: {includes: [public, federal_employee]}
  cx: {perception_audiences: [public, civil_servant]}
customer_segments: []
services: []
business_processes: []
voice_of_customer:
  surveys:
    - id: exit
      audience: public
      respondent_types: [public]
      type: post_interaction
      channel: website
      scale: likert_5
      omb_control_number: NUMBER
      questions: []
root_causes: []
protections: {}
goals: []
initiatives: []
attestation: {}
"""
GOOD = PLAN.replace("NUMBER", "1234-5678")
BAD = PLAN.replace("NUMBER", '"1234-567"')
ONE_RULE = ("--select", "control-number-shown")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.yaml").write_text(BAD, encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("plan: [\n", encoding="utf-8")
    (tmp_path / "notes.yaml").write_text("shopping: [milk]\n", encoding="utf-8")
    return tmp_path


def test_a_clean_plan_ends_with_0_and_a_count(folder: Path) -> None:
    result = cxcheck("check", "good.yaml", *ONE_RULE, cwd=folder)
    assert (result.code, result.err) == (0, "")
    assert "1 plan, 1 rule: 1 passed, 0 failed" in result.out


def test_a_finding_ends_with_1(folder: Path) -> None:
    result = cxcheck("check", "bad.yaml", *ONE_RULE, "--format", "concise", cwd=folder)
    assert result.code == 1
    line = (
        "bad.yaml:23:27: ERROR control-number-shown the control number 1234-567 is not of the form 1234-5678"
    )
    assert result.out.splitlines()[0] == line


def test_a_broken_plan_is_a_finding_and_the_others_are_checked(folder: Path) -> None:
    result = cxcheck("check", ".", *ONE_RULE, "--format", "concise", cwd=folder)
    assert result.code == 1
    lines = result.out.splitlines()
    assert lines[0].startswith("bad.yaml:23:27: ERROR control-number-shown")
    assert lines[1].startswith("broken.yaml:2:1: ERROR syntax-error")
    assert "3 plans" in result.out
    assert "notes.yaml: not a plan" in result.out


@pytest.mark.parametrize("level", ["error", "warning", "note"])
def test_fail_on(level: str, folder: Path) -> None:
    assert cxcheck("check", "bad.yaml", *ONE_RULE, "--fail-on", level, cwd=folder).code == 1


def test_fail_on_never_is_said_in_the_output(folder: Path) -> None:
    result = cxcheck("check", "bad.yaml", *ONE_RULE, "--fail-on", "never", cwd=folder)
    assert result.code == 0
    assert "the exit code counts findings from this level on (--fail-on): never" in result.out


def test_standard_input(folder: Path) -> None:
    result = cxcheck("check", "-", *ONE_RULE, "--format", "concise", cwd=folder, stdin=BAD.encode())
    assert result.code == 1
    assert result.out.startswith("<stdin>:23:27: ERROR control-number-shown")


def test_several_outputs_of_one_run(folder: Path) -> None:
    result = cxcheck(
        "check", "bad.yaml", *ONE_RULE, "--output", "json=out.json", "--output", "concise=out.txt", cwd=folder
    )
    assert result.code == 1
    assert json.loads((folder / "out.json").read_bytes())["schema_version"] == "1.2"
    assert (folder / "out.txt").read_text(encoding="utf-8").startswith("bad.yaml:23:27: ERROR")
    assert sorted(path.name for path in folder.iterdir()) == [
        "bad.yaml", "broken.yaml", "good.yaml", "notes.yaml", "out.json", "out.txt",
    ]  # fmt: skip


def test_the_same_input_gives_the_same_bytes(folder: Path) -> None:
    first = cxcheck("check", ".", "--format", "json", cwd=folder, PYTHONHASHSEED="1")
    second = cxcheck("check", ".", "--format", "json", cwd=folder, PYTHONHASHSEED="2", CXCHECK_NO_CACHE="1")
    assert first == second


USAGE = {
    "no such file": (
        ("check", "nowhere.yaml"),
        "cxcheck: nowhere.yaml: there is no such file or folder; name a plan, a folder of plans, or - for standard input",
    ),
    "no such day": (
        ("check", ".", "--as-of", "2024-02-30"),
        "cxcheck: --as-of 2024-02-30: write a day of the calendar in the form 2024-09-30",
    ),
    "no such rule": (
        ("check", ".", "--select", "control-number-show"),
        "cxcheck: --select: no rule, topic or clause is called control-number-show; did you mean control-number-shown?",
    ),
    "no such profile": (
        ("check", ".", "--profile", "order-as-amnded"),
        "cxcheck: --profile: there is no profile order-as-amnded; did you mean order-as-amended?; the profiles are ",
    ),
    "no such format": (
        ("check", ".", "--output", "xml=a"),
        "cxcheck: --output xml=a: write FORMAT=PATH, with one of the formats text, concise, json",
    ),
    "a folder that is not there": (
        ("check", "good.yaml", "--output", "json=no/where.json"),
        "cxcheck: no/where.json: cannot be written: No such file or directory; create the folder first, or name another",
    ),
    "a folder where a file is meant": (
        ("check", "good.yaml", "--output", "json=."),
        "cxcheck: .: is a folder; name a file in it",
    ),
    "no rule left": (
        ("check", "good.yaml", "--select", "privacy", "--ignore", "privacy"),
        "cxcheck: --profile, --select and --ignore together leave no rule to ask",
    ),
    "last year's plan of this year": (
        ("check", "good.yaml", "--prior", "bad.yaml"),
        "cxcheck: --prior: bad.yaml is a plan of fiscal year 2024, and good.yaml of 2024; name a plan of an earlier year",
    ),
    "last year's plan that cannot be read": (
        ("check", "good.yaml", "--prior", "broken.yaml"),
        "cxcheck: broken.yaml:2:1: last year's plan cannot be read: ",
    ),
    "no such limit": (
        ("check", ".", "--limit", "deepth=3"),
        "cxcheck: --limit deepth=3: write NAME=NUMBER, with one of the names bytes, depth, nodes, expanded_nodes",
    ),
    "no such command": (("chekc",), "Error: No such command 'chekc'."),
    "no such option": (("check", "--bogus"), "Error: No such option '--bogus'."),
}


@pytest.mark.parametrize("case", USAGE)
def test_wrong_usage_ends_with_2_and_says_how_to_mend_it(case: str, folder: Path) -> None:
    arguments, message = USAGE[case]
    result = cxcheck(*arguments, cwd=folder)
    assert result.code == 2
    assert message in result.err
    assert "Traceback" not in result.err
    assert result.out == ""


def test_last_year_s_plan_of_another_agency_is_refused(folder: Path) -> None:
    other = GOOD.replace("fiscal_year: 2024", "fiscal_year: 2023").replace(
        "name: An agency", "name: Another agency"
    )
    (folder / "other.yaml").write_text(other, encoding="utf-8")
    result = cxcheck("check", "good.yaml", "--prior", "other.yaml", cwd=folder)
    assert result.code == 2
    assert result.err == (
        "cxcheck: --prior: other.yaml is a plan of Another agency, and good.yaml of An agency; "
        "name the plan of the same agency\n"
    )


def test_a_full_disk_is_no_bug(folder: Path) -> None:
    import subprocess
    import sys

    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "checker", "check", "bad.yaml"], cwd=folder, stdout=full, stderr=subprocess.PIPE,
            env={"PYTHONPATH": str(ROOT), "PATH": ""}, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert b"No space left on device" in done.stderr
    assert b"Traceback" not in done.stderr


def test_nothing_to_check_ends_with_3(tmp_path: Path) -> None:
    (tmp_path / "notes.yaml").write_text("shopping: [milk]\n", encoding="utf-8")
    result = cxcheck("check", ".", cwd=tmp_path)
    assert result.code == 3
    assert "no plan to check was found under ." in result.err
    assert "notes.yaml: not a plan" in result.err


def test_a_plan_of_another_fiscal_year_is_passed_over_and_named(folder: Path) -> None:
    result = cxcheck("check", "good.yaml", "--fiscal-year", "2025", cwd=folder)
    assert result.code == 3
    assert "good.yaml: a plan of fiscal year 2024 (--fiscal-year 2025)" in result.err


def test_what_could_not_be_evaluated_ends_with_4(folder: Path) -> None:
    text = GOOD.replace("respondent_types: [public]", "respondent_types: public")
    (folder / "odd.yaml").write_text(text, encoding="utf-8")
    result = cxcheck("check", "odd.yaml", *ONE_RULE, "--fail-on", "never", cwd=folder)
    assert result.code == 4


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"NO_COLOR": "1"}, False),
    ],
)
def test_colour_is_asked_for_or_not_there(environment: dict[str, str], coloured: bool, folder: Path) -> None:
    result = cxcheck("check", "bad.yaml", *ONE_RULE, cwd=folder, **environment)
    assert ("\x1b[" in result.out) is coloured


def test_a_lint_of_one_file_loads_only_what_it_needs(folder: Path) -> None:
    import subprocess
    import sys

    script = (
        "import sys\nfrom checker.cli.main import program\n"
        "program.main(['check', 'good.yaml', '--quiet'], standalone_mode=False)\n"
        "print(sorted({'git', 'jinja2', 'jsonschema', 'rich', 'google.protobuf', 'typst', 'vl_convert'} & set(sys.modules)))\n"
    )
    warm = {"CXCHECK_CACHE_DIR": str(folder / "cache")}
    cxcheck("check", "good.yaml", cwd=folder, **warm)
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=folder, capture_output=True, check=True,
        env={"PYTHONPATH": str(ROOT), "PATH": "", **warm},
    )  # fmt: skip
    assert done.stdout.decode().splitlines()[-1] == "[]"


HOSTILE = {
    "a duplicate key": (b"plan: 1\nplan: 2\n", "2:1: ERROR duplicate-key"),
    "a tab": (b"plan:\n\tid: x\n", "2:1: ERROR syntax-error"),
    "a nest of brackets": (b"[" * 900, "1:65: ERROR limit-passed"),
    "a nest of 100 kB": (b"[" * 100_000, "1:"),
    "an alias bomb": (
        b"a: &a [x,x,x,x,x,x,x,x,x]\n"
        + b"".join(
            b"%c: &%c [%s]\n" % (98 + i, 98 + i, b",".join([b"*%c" % (97 + i)] * 9)) for i in range(9)
        ),
        "7:8: ERROR limit-passed",
    ),
    "a hidden line break": ("plan: 1 # note\u2028agency: x\n".encode(), "1:15: ERROR hidden-line-break"),
    "a self-reference": (b"plan: &a [*a]\n", "1:11: ERROR cycle"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_plan_is_a_located_finding_and_the_others_are_checked(case: str, folder: Path) -> None:
    content, place = HOSTILE[case]
    (folder / "hostile.yaml").write_bytes(content)
    result = cxcheck("check", "hostile.yaml", "good.yaml", *ONE_RULE, "--format", "concise", cwd=folder)
    assert result.code == 1
    assert result.err == ""
    assert result.out.startswith(f"hostile.yaml:{place}")
    assert "2 plans" in result.out


@pytest.mark.parametrize(("value", "coloured"), [("1", True), ("0", False), ("", False)])
def test_force_color_of_0_forces_nothing(value: str, coloured: bool, folder: Path) -> None:
    out = cxcheck("check", "good.yaml", *ONE_RULE, cwd=folder, FORCE_COLOR=value).out
    assert ("\x1b[" in out) is coloured
