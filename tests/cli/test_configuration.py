"""The configuration file as a user meets it: where it is found, what it may say, what wins over it, what is told of it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_added_rules import RULE
from tests.cli.test_check import BAD, GOOD, ONE_RULE
from tests.support.command import ROOT, Result, cxcheck
from tests.support.repository import Repo


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a good and a bad plan, inside a folder that has a configuration of its own."""
    root = tmp_path / "repository"
    Repo(root).write({"plans/good.yaml": GOOD, "plans/bad.yaml": BAD})
    write(tmp_path / ".cxcheck.yaml", "profile: nobody-reads-this\n")
    return root


def shown(*arguments: str, cwd: Path, **environment: str) -> dict[str, dict[str, Any]]:
    """What `config show` says, by the key of the setting; the file as `file`."""
    result = cxcheck("config", "show", "--format", "json", *arguments, cwd=cwd, **environment)
    assert (result.code, result.err) == (0, "")
    found = json.loads(result.out)
    return {"file": found["file"], **{setting["key"]: setting for setting in found["settings"]}}


def file_for(*arguments: str, cwd: Path) -> str | None:
    return shown(*arguments, cwd=cwd)["file"]  # type: ignore[return-value]


# -- where it is found ---------------------------------------------------------------------------------------------


def test_it_is_found_on_the_way_up_to_the_root_of_the_repository(repository: Path) -> None:
    assert file_for("plans/good.yaml", cwd=repository) is None
    write(repository / ".cxcheck.yaml", "quiet: true\n")
    assert file_for("plans/good.yaml", cwd=repository) == ".cxcheck.yaml"
    assert file_for(cwd=repository / "plans") == "../.cxcheck.yaml"
    assert file_for("good.yaml", cwd=repository / "plans") == "../.cxcheck.yaml"
    assert file_for(str(repository / "plans"), cwd=repository) == str(repository / ".cxcheck.yaml")


def test_the_nearest_one_counts_alone(repository: Path) -> None:
    write(repository / ".cxcheck.yaml", "quiet: true\nfail_on: never\n")
    write(repository / "plans" / ".cxcheck.yaml", "quiet: false\n")
    found = shown("plans", cwd=repository)
    assert found["file"] == "plans/.cxcheck.yaml"
    assert (found["quiet"]["place"], found["fail_on"]["place"]) == ("plans/.cxcheck.yaml:1:1", None)


def test_the_first_path_decides(repository: Path) -> None:
    write(repository / "plans" / ".cxcheck.yaml", "quiet: true\n")
    write(repository / "other" / "good.yaml", GOOD)
    assert file_for("plans/good.yaml", "other/good.yaml", cwd=repository) == "plans/.cxcheck.yaml"
    assert file_for("other/good.yaml", "plans/good.yaml", cwd=repository) is None


def test_standard_input_counts_as_a_file_of_the_current_folder(repository: Path) -> None:
    write(repository / ".cxcheck.yaml", "select: [control-number-shown]\nformat: concise\n")
    result = cxcheck("check", "-", cwd=repository, stdin=BAD.encode())
    assert result.code == 1
    assert result.out.startswith("<stdin>:23:27: ERROR control-number-shown")


def test_a_path_that_is_not_there_is_still_told_as_such(repository: Path) -> None:
    write(repository / ".cxcheck.yaml", "quiet: true\n")
    result = cxcheck("check", "plans/nowhere/at/all.yaml", cwd=repository)
    assert (result.code, result.out) == (2, "")
    assert "plans/nowhere/at/all.yaml: there is no such file or folder" in result.err


def test_a_worktree_has_the_file_of_its_own_branch(repository: Path) -> None:
    git = Repo(repository)
    git.commit({"plans/good.yaml": GOOD})
    git.git("worktree", "add", "-q", "side")
    write(repository / ".cxcheck.yaml", "quiet: true\n")
    assert file_for("plans", cwd=repository / "side") is None
    write(repository / "side" / ".cxcheck.yaml", "quiet: true\n")
    assert file_for("side/plans", cwd=repository) == "side/.cxcheck.yaml"


def test_a_submodule_is_not_set_by_the_repository_around_it(repository: Path, tmp_path: Path) -> None:
    Repo(tmp_path / "agency").commit({"plan.yaml": GOOD})
    add = ("submodule", "add", "-q", str(tmp_path / "agency"), "agencies/one")
    Repo(repository).git("-c", "protocol.file.allow=always", *add)
    write(repository / ".cxcheck.yaml", "quiet: true\n")
    assert file_for("agencies/one", cwd=repository) is None
    assert file_for("agencies", cwd=repository) == ".cxcheck.yaml"


def test_outside_of_a_repository_only_the_current_folder_counts(tmp_path: Path) -> None:
    write(tmp_path / "sent" / "plan.yaml", GOOD)
    write(tmp_path / "sent" / ".cxcheck.yaml", "fail_on: never\n")
    assert file_for("sent", cwd=tmp_path) is None
    write(tmp_path / ".cxcheck.yaml", "quiet: true\n")
    assert file_for("sent/plan.yaml", cwd=tmp_path) == ".cxcheck.yaml"
    (tmp_path / "elsewhere").mkdir()
    assert file_for(cwd=tmp_path / "elsewhere") is None


def test_no_config_leaves_it_out(repository: Path) -> None:
    write(repository / ".cxcheck.yaml", "this is: [not even\n")
    assert cxcheck("check", "plans/good.yaml", cwd=repository).code == 2
    one_rule = ("check", "plans/good.yaml", "--select", "control-number-shown")
    assert cxcheck(*one_rule, "--no-config", cwd=repository).code == 0
    assert cxcheck(*one_rule, cwd=repository, CXCHECK_NO_CONFIG="1").code == 0
    assert file_for("plans", "--no-config", cwd=repository) is None


def test_help_is_shown_whatever_the_file_says(repository: Path) -> None:
    write(repository / ".cxcheck.yaml", "this is: [not even\n")
    assert cxcheck("check", "--help", cwd=repository).code == 0


# -- what wins -----------------------------------------------------------------------------------------------------

PRECEDENCE: dict[str, tuple[Any, str, Any, str, Any, tuple[str, ...], Any]] = {
    # key: default, in the file, its value, in the environment, its value, as a flag, its value
    "profile": (
        "order-as-amended", "independent-agencies", "independent-agencies", "policy-of-2023", "policy-of-2023",
        ("--profile", "eo-14058-as-issued"), "eo-14058-as-issued",
    ),
    "select": ([], "[privacy, S1.p4]", ["privacy", "S1.p4"], "means burden", ["means", "burden"], ("--select", "equity"), ["equity"]),
    "ignore": ([], "[privacy]", ["privacy"], "means", ["means"], ("--ignore", "equity", "--ignore", "burden"), ["equity", "burden"]),
    "fail_on": ("error", "warning", "warning", "note", "note", ("--fail-on", "never"), "never"),
    "rules": ([], "[one]", ["one"], os.pathsep.join(["two", "three"]), ["two", "three"], ("--rules", "four"), ["four"]),
    "prior": (None, "one", "one", "two", "two", ("--prior", "three"), "three"),
    "determinations": (None, "one", "one", "two", "two", ("--determinations", "three"), "three"),
    "baseline": (None, "one", "one", "two", "two", ("--baseline", "three"), "three"),
    "fiscal_year": (None, "2024", 2024, "2025", 2025, ("--fiscal-year", "2026"), 2026),
    "limits": ([], "{depth: 9, nodes: 8}", ["depth=9", "nodes=8"], "depth=7", ["depth=7"], ("--limit", "depth=6"), ["depth=6"]),
    "quiet": (False, "true", True, "1", True, ("--quiet",), True),
}  # fmt: skip


def test_flags_over_environment_over_file_over_default(repository: Path) -> None:
    (repository / "one").mkdir()
    lines = [f"{key}: {case[1]}\n" for key, case in PRECEDENCE.items()]
    write(repository / ".cxcheck.yaml", "# the configuration\n" + "".join(lines))
    variables = {key: "CXCHECK_LIMIT" if key == "limits" else f"CXCHECK_{key.upper()}" for key in PRECEDENCE}
    environment = {variables[key]: case[3] for key, case in PRECEDENCE.items()}
    flags = [word for case in PRECEDENCE.values() for word in case[5]]

    def found(*more: str, **environment: str) -> dict[str, tuple[Any, str, str | None]]:
        settings = shown(*more, cwd=repository, **environment)
        return {
            key: tuple(settings[key][name] for name in ("value", "source", "place")) for key in PRECEDENCE
        }

    places = {key: f".cxcheck.yaml:{line}:1" for line, key in enumerate(PRECEDENCE, start=2)}
    assert found("--no-config") == {key: (case[0], "default", None) for key, case in PRECEDENCE.items()}
    assert found() == {key: (case[2], "file", places[key]) for key, case in PRECEDENCE.items()}
    assert found(**environment) == {
        key: (case[4], "environment", variables[key]) for key, case in PRECEDENCE.items()
    }
    assert found(*flags, **environment) == {
        key: (case[6], "flag", case[5][0]) for key, case in PRECEDENCE.items()
    }


def test_the_format_of_results_is_a_setting_too(repository: Path) -> None:
    write(repository / ".cxcheck.yaml", "select: [control-number-shown]\nformat: concise\n")
    check = ("check", "plans/bad.yaml")
    assert cxcheck(*check, cwd=repository).out.startswith("plans/bad.yaml:23:27: ERROR control-number-shown")
    assert cxcheck(*check, cwd=repository, CXCHECK_FORMAT="json").out.startswith('{\n  "schema_version"')
    assert cxcheck(*check, "--format", "text", cwd=repository, CXCHECK_FORMAT="json").out.startswith("ERROR")
    assert shown("plans", cwd=repository)["format"] == {
        "key": "format", "option": "--format", "variable": "CXCHECK_FORMAT", "value": "concise",
        "source": "file", "place": ".cxcheck.yaml:2:1",
    }  # fmt: skip
    report = ("report", "plans/bad.yaml", "-o", "-", "--format", "markdown", "--fail-on", "never")
    assert cxcheck(*report, cwd=repository).code == 0


def test_the_day_of_assessment_is_set_by_environment_or_flag_alone(repository: Path) -> None:
    setting = shown("plans", cwd=repository, CXCHECK_AS_OF="2024-09-30")["as_of"]
    assert (setting["value"], setting["source"], setting["place"]) == (
        "2024-09-30",
        "environment",
        "CXCHECK_AS_OF",
    )


def test_the_table(repository: Path) -> None:
    write(repository / ".cxcheck.yaml", "profile: independent-agencies\n")
    result = cxcheck("config", "show", "plans", "--select", "privacy", cwd=repository, CXCHECK_FAIL_ON="note")
    assert result == Result(
        0,
        "setting         value                 set by\n"
        "profile         independent-agencies  .cxcheck.yaml:1:1\n"
        "select          privacy               --select\n"
        "ignore          -                     default\n"
        "fail_on         note                  CXCHECK_FAIL_ON\n"
        "rules           -                     default\n"
        "prior           -                     default\n"
        "determinations  -                     default\n"
        "baseline        -                     default\n"
        "fiscal_year     -                     default\n"
        "as_of           -                     default\n"
        "limits          -                     default\n"
        "format          text                  default\n"
        "quiet           false                 default\n"
        "\n"
        "configuration file: .cxcheck.yaml\n",
        "",
    )


def test_a_variable_that_is_no_setting_is_told(repository: Path) -> None:
    result = cxcheck("check", "plans/good.yaml", "-q", cwd=repository, CXCHECK_FAIL_UN="never")
    assert (
        result.err
        == "cxcheck: CXCHECK_FAIL_UN is set, and there is no such setting; did you mean CXCHECK_FAIL_ON?\n"
    )


def test_a_wrong_value_of_a_variable_is_refused(repository: Path) -> None:
    result = cxcheck("check", "plans/good.yaml", cwd=repository, CXCHECK_FAIL_ON="warnings")
    assert result.code == 2
    assert result.err.endswith(
        "Error: Invalid value for CXCHECK_FAIL_ON: 'warnings' is not one of 'error', 'warning', 'note', 'never'.\n"
    )


# -- what is refused -----------------------------------------------------------------------------------------------

WRONG = {
    "a misspelt key": ("profile: order-as-amended\nselct: [privacy]\n", "2:1: selct is not a key here; did you mean select?"),
    "a key of no kind": (
        "colour: red\n",
        "1:1: colour is not a key here; the keys are profile, select, ignore, fail_on, rules, prior, determinations, baseline, "
        "fiscal_year, limits, format, quiet",
    ),
    "a misspelt limit": ("limits:\n  dpeth: 9\n", "2:3: dpeth is not a key here; did you mean depth?"),
    "a word instead of a list": ("select: privacy\n", "1:9: a list is expected here, such as [one, two]"),
    "a list of numbers": ("select:\n  - privacy\n  - 4\n", "3:5: text is expected here; put 4 in quotes"),
    "a number as a profile": ("profile: 3\n", "1:10: text is expected here; put 3 in quotes"),
    "a level that there is not": (
        "fail_on: warnings\n", "1:10: warnings is not one of error, warning, note, never; did you mean warning?",
    ),
    "a flag in words": ("quiet: 'yes'\n", "1:8: true or false is expected here"),
    "a year as text": ("fiscal_year: '2026'\n", "1:14: a whole number is expected here, such as 1"),
    "a limit of nothing": ("limits: {depth: 0}\n", "1:17: at least 1 is expected in depth, not 0"),
    "a key without a value": ("quiet: true\nselect:\n", "2:1: select has no value here; write one, or remove the line"),
    "a misspelt key without a value": ("selct:\n", "1:1: selct has no value here; write one, or remove the line"),
    "a limit without a value": ("limits: {nodes: 3, depth: }\n", "1:20: depth has no value here; write one, or remove the line"),
    "a day of assessment": (
        "as_of: 2024-09-30\n",
        "1:1: as_of is no setting of a file: there, a day that nobody moves on would keep every waiver alive; use --as-of",
    ),
    "a key twice": ("quiet: true\nquiet: false\n", "2:1: the key quiet stands a second time in the same mapping"),
    "a list": ("- quiet\n", "1:1: a group of keys is expected here, such as {key: value}"),
    "no YAML": ("quiet: [\n", "2:1: "),
    "nothing": ("# later\n", "1:1: the file holds nothing to read"),
    "a folder that is not there": (
        "rules: [ours, theirs]\n", "1:9: ours: there is no such file or folder; a path is relative to .cxcheck.yaml",
    ),
    "a plan that is not there": (
        "prior: last.yaml\n", "1:8: last.yaml: there is no such file or folder; a path is relative to .cxcheck.yaml",
    ),
    "a profile that there is not": ("\nprofile: order-as-amnded\n", "2:1: there is no profile order-as-amnded; did you mean order-as-amended?"),
    "a rule that there is not": (
        "select: [control-number-shwn]\n",
        "1:1: no rule, topic or clause is called control-number-shwn; did you mean control-number-shown?",
    ),
    "a topic that there is not": ("ignore: [privcy]\n", "1:1: no rule, topic or clause is called privcy; did you mean privacy?"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_refused_with_its_place(case: str, repository: Path) -> None:
    text, message = WRONG[case]
    write(repository / ".cxcheck.yaml", text)
    result = cxcheck("check", "plans/good.yaml", cwd=repository)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"cxcheck: .cxcheck.yaml:{message}")


def test_everything_that_does_not_fit_is_told_at_once(repository: Path) -> None:
    write(repository / ".cxcheck.yaml", "quiet: 1\nselct: [privacy]\n")
    result = cxcheck("check", "good.yaml", cwd=repository / "plans")
    assert result.err == (
        "cxcheck: ../.cxcheck.yaml:1:8: true or false is expected here\n"
        "../.cxcheck.yaml:2:1: selct is not a key here; did you mean select?\n"
    )


def test_a_folder_of_that_name_is_no_configuration(repository: Path) -> None:
    (repository / ".cxcheck.yaml").mkdir()
    result = cxcheck("check", "plans/good.yaml", cwd=repository)
    assert (result.code, result.err) == (2, "cxcheck: .cxcheck.yaml: cannot be read: Is a directory\n")


# -- what is told of it --------------------------------------------------------------------------------------------

WEAKER = """\
select: [control-number-shown, privacy]
ignore: [S1.p4]
fail_on: never
limits: {depth: 60}
"""


def weaker_notes(repository: Path) -> list[str]:
    write(repository / ".cxcheck.yaml", WEAKER)
    return [
        "only these rules were asked (.cxcheck.yaml:1:1): control-number-shown, privacy",
        "these rules were left out (.cxcheck.yaml:2:1): S1.p4",
        "the exit code counts findings from this level on (.cxcheck.yaml:3:1): never",
        "the limit depth is 60 instead of 64 (.cxcheck.yaml:4:1)",
    ]


@pytest.mark.parametrize("format_", ["text", "concise"])
def test_a_weaker_run_says_so_and_names_the_file(format_: str, repository: Path) -> None:
    notes = weaker_notes(repository)
    result = cxcheck("check", "plans/bad.yaml", "--format", format_, cwd=repository)
    assert result.code == 0
    assert [line for line in result.out.splitlines() if line.startswith("note: ")] == [
        f"note: {note}" for note in notes
    ]


def test_a_weaker_run_says_so_in_json(repository: Path) -> None:
    notes = weaker_notes(repository)
    results = json.loads(cxcheck("check", "plans/bad.yaml", "--format", "json", cwd=repository).out)
    assert results["plans"][0]["bypasses"] == notes


def test_a_report_says_what_of_it_counted(repository: Path) -> None:
    weaker_notes(repository)
    result = cxcheck("report", "plans/bad.yaml", "-o", "-", "--format", "markdown", cwd=repository)
    assert result.code == 0
    assert (
        "the exit code counts findings from this level on (.cxcheck.yaml:3:1): never"
        in result.out.replace("\\", "")
    )


def test_the_environment_is_named_in_the_same_way(repository: Path) -> None:
    result = cxcheck(
        "check", "plans/bad.yaml", "-q", cwd=repository, CXCHECK_SELECT="privacy", CXCHECK_AS_OF="2024-09-30"
    )
    assert "note: only these rules were asked (CXCHECK_SELECT): privacy\n" in result.out
    assert "note: judged as of 2024-09-30 (CXCHECK_AS_OF) instead of the plan's own day\n" in result.out


def test_plans_of_other_years_are_listed_with_the_setting(repository: Path) -> None:
    write(repository / ".cxcheck.yaml", "fiscal_year: 2026\n")
    result = cxcheck("check", "plans/good.yaml", cwd=repository)
    assert result.code == 3
    assert "plans/good.yaml: a plan of fiscal year 2024 (.cxcheck.yaml:1:1 2026)" in result.err


def test_remembered_results_do_not_outlive_the_configuration(repository: Path, tmp_path: Path) -> None:
    def check() -> tuple[int, str]:
        result = cxcheck(
            "check", "plans/bad.yaml", "-q", cwd=repository, CXCHECK_CACHE_DIR=str(tmp_path / "cache")
        )
        return result.code, result.out

    write(repository / ".cxcheck.yaml", "select: [control-number-shown]\n")
    first = check()
    assert check() == first
    write(repository / ".cxcheck.yaml", "# a comment\nselect: [control-number-shown]\n")
    code, moved = check()
    assert (code, "(.cxcheck.yaml:2:1)" in moved) == (1, True)
    write(repository / ".cxcheck.yaml", "ignore: [control-number-shown]\n")
    assert "control-number-shown the" not in check()[1]


# -- where its paths lead ------------------------------------------------------------------------------------------


def test_paths_are_relative_to_the_file(repository: Path) -> None:
    write(repository / "policy" / "ours" / "our-plan-is-final.yaml", RULE)
    write(repository / "judged.yaml", "[]\n")
    write(
        repository / ".cxcheck.yaml",
        "rules: [policy]\ndeterminations: judged.yaml\nselect: [our-plan-is-final]\nformat: concise\n",
    )
    here = cxcheck("check", "plans/good.yaml", cwd=repository)
    assert "plans/good.yaml:2:76: WARNING our-plan-is-final the plan's status is draft" in here.out
    there = cxcheck("check", "good.yaml", cwd=repository / "plans")
    assert "good.yaml:2:76: WARNING our-plan-is-final the plan's status is draft" in there.out
    explained = cxcheck("explain", "our-plan-is-final", cwd=repository / "plans")
    assert "../policy/ours/our-plan-is-final.yaml" in explained.out
    traced = cxcheck("trace", "our-plan-is-final", "good.yaml", cwd=repository / "plans")
    assert traced.code == 0
    assert shown("plans", cwd=repository)["rules"]["value"] == ["policy"]
    assert shown(cwd=repository / "plans")["determinations"]["value"] == "../judged.yaml"


# -- what it costs -------------------------------------------------------------------------------------------------


def test_a_lint_with_a_configuration_loads_no_validator(repository: Path) -> None:
    write(repository / ".cxcheck.yaml", WEAKER)
    script = (
        "import sys\nfrom checker.cli.main import program\n"
        "program.main(['check', 'plans/good.yaml'], standalone_mode=False)\n"
        "print(sorted({'git', 'jinja2', 'jsonschema', 'rich', 'google.protobuf'} & set(sys.modules)))\n"
    )
    warm = {"CXCHECK_CACHE_DIR": str(repository / "cache")}
    cxcheck("check", "plans/good.yaml", cwd=repository, **warm)
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=repository, capture_output=True, check=True,
        env={"PYTHONPATH": str(ROOT), "PATH": "", **warm},
    )  # fmt: skip
    assert done.stdout.decode().splitlines()[-1] == "[]"


def test_a_misnamed_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / ".cxcheck.yml").write_text("fail_on: never\n", encoding="utf-8")
    result = cxcheck("check", "a.yaml", *ONE_RULE, cwd=tmp_path)
    words = "not read: the configuration is read from .cxcheck.yaml only; rename it"
    assert (result.code, result.err) == (0, f"cxcheck: .cxcheck.yml: {words}\n")
