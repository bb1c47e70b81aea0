"""`cxcheck check` for build services: every format, alone and together, also when the run comes to no results."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from checker.cli.failures import told_in_formats
from checker.errors import CheckerError
from checker.render.formats import FAILURES, FORMATS
from tests.cli.test_check import BAD, GOOD, ONE_RULE
from tests.support.command import cxcheck
from tests.support.multitool import complaints
from tests.support.runner import commands

PLANS = {
    0: GOOD,
    1: BAD,
    4: GOOD.replace("respondent_types: [public]", "respondent_types: public"),
}
BROKEN_RULE = "title: A rule with nothing in it\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for code, text in PLANS.items():
        (tmp_path / f"{code}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("code", PLANS)
@pytest.mark.parametrize("name", list(FORMATS))
def test_the_exit_code_is_the_same_for_every_format(name: str, code: int, folder: Path) -> None:
    fail_on = ("--fail-on", "never") if code == 4 else ()
    result = cxcheck("check", f"{code}.yaml", *ONE_RULE, *fail_on, "--format", name, cwd=folder)
    assert (result.code, result.err) == (code, "")


def test_one_run_writes_every_format_as_if_it_were_alone(folder: Path) -> None:
    outputs = [f"--output={name}=out.{name}" for name in FORMATS]
    result = cxcheck("check", "1.yaml", *ONE_RULE, *outputs, "--quiet", cwd=folder)
    assert result.code == 1
    for name in FORMATS:
        alone = cxcheck("check", "1.yaml", *ONE_RULE, "--quiet", "--format", name, cwd=folder)
        assert (folder / f"out.{name}").read_text(encoding="utf-8") == alone.out


def failed(kind: str, text: str) -> str:
    """What the output of a failed run says, read back."""
    if kind == "sarif":
        (run,) = json.loads(text)["runs"]
        (invocation,) = run["invocations"]
        assert (run["results"], invocation["executionSuccessful"]) == ([], False)
        (told,) = invocation["toolExecutionNotifications"]
        return str(told["message"]["text"])
    if kind == "junit":
        (error,) = etree.fromstring(text.encode()).iter("error")
        return str(error.get("message"))
    if kind == "github":
        (command,) = commands(text)
        return command.data
    if kind == "gitlab":
        (entry,) = json.loads(text)
        return str(entry["description"])
    return text


@pytest.mark.parametrize("name", list(FAILURES))
def test_a_wrong_rule_pack_is_told_in_every_format(name: str, folder: Path) -> None:
    (folder / "ours" / "feedback").mkdir(parents=True)
    (folder / "ours" / "feedback" / "broken.yaml").write_text(BROKEN_RULE, encoding="utf-8")
    arguments = ("check", "0.yaml", "--rules", "ours", "--output", f"{name}=out", "--format", name)
    result = cxcheck(*arguments, cwd=folder)
    assert result.code == 2
    assert result.err.startswith("cxcheck: ours/feedback/broken.yaml:1:1: ")
    said = result.err.removeprefix("cxcheck: ours/feedback/broken.yaml:1:1: ").split(";")[0].strip()
    written = (folder / "out").read_text(encoding="utf-8")
    assert written == result.out
    assert said[:20] in failed(name, written)
    assert "broken.yaml" in written


def test_the_log_of_a_wrong_rule_pack_is_valid(folder: Path) -> None:
    (folder / "ours" / "feedback").mkdir(parents=True)
    (folder / "ours" / "feedback" / "broken.yaml").write_text(BROKEN_RULE, encoding="utf-8")
    result = cxcheck("check", "0.yaml", "--rules", "ours", "--output", "sarif=out.sarif", cwd=folder)
    assert result.code == 2
    assert {id_ for id_ in complaints(folder / "out.sarif") if id_.startswith("GH")} == set()


def test_a_wrong_configuration_is_told(folder: Path) -> None:
    (folder / ".cxcheck.yaml").write_text("no-such-setting: 1\n", encoding="utf-8")
    result = cxcheck("check", "0.yaml", "--output", "sarif=out.sarif", "--format", "github", cwd=folder)
    assert result.code == 2
    assert "no-such-setting" in failed("sarif", (folder / "out.sarif").read_text(encoding="utf-8"))
    (command,) = commands(result.out)
    assert command.properties["file"] == ".cxcheck.yaml"


def test_nothing_to_check_is_told(folder: Path) -> None:
    (folder / "empty").mkdir()
    result = cxcheck("check", "empty", "--output", "sarif=out.sarif", "--format", "github", cwd=folder)
    assert result.code == 3
    assert "no plan to check was found under empty" in failed(
        "sarif", (folder / "out.sarif").read_text("utf-8")
    )
    assert "no plan to check was found under empty" in failed("github", result.out)


def test_a_failed_run_prints_nothing_in_the_formats_for_people(folder: Path) -> None:
    result = cxcheck("check", "0.yaml", "--profile", "nobody", "--output", "json=out.json", cwd=folder)
    assert (result.code, result.out) == (2, "")
    assert not (folder / "out.json").exists()


def test_a_bug_is_told_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    @told_in_formats
    def command(**_: Any) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        command(format_="github", outputs=(f"sarif={tmp_path / 'out.sarif'}", "sarif=/no/such/folder/x"))
    log = json.loads((tmp_path / "out.sarif").read_text(encoding="utf-8"))
    assert log["runs"][0]["invocations"][0]["exitCode"] == 70
    assert "(ZeroDivisionError), not in the plans" in failed("github", capsys.readouterr().out)


def test_a_wrong_output_is_the_only_thing_said(capsys: pytest.CaptureFixture[str]) -> None:
    @told_in_formats
    def command(**_: Any) -> None:
        raise CheckerError("first")

    with pytest.raises(CheckerError, match="first"):
        command(format_="text", outputs=("bogus=x",))
    assert capsys.readouterr().out == ""


def test_the_job_s_summary_gets_every_finding(folder: Path) -> None:
    page = folder / "summary.md"
    page.write_text("# Before\n", encoding="utf-8")
    arguments = ("check", "1.yaml", *ONE_RULE)
    cxcheck(*arguments, "--format", "text", cwd=folder, GITHUB_STEP_SUMMARY=str(page))
    assert page.read_text(encoding="utf-8") == "# Before\n"
    result = cxcheck(*arguments, "--format", "github", cwd=folder, GITHUB_STEP_SUMMARY=str(page))
    written = page.read_text(encoding="utf-8")
    assert result.code == 1
    assert written.startswith("# Before\n### cxcheck: 1 error in 1 plan\n")
    assert "| `1.yaml:23` | " in written


def test_a_full_summary_stays_as_it_is(folder: Path) -> None:
    page = folder / "summary.md"
    page.write_text("x" * 1_000_000, encoding="utf-8")
    arguments = ("check", "1.yaml", *ONE_RULE, "--format", "github")
    assert cxcheck(*arguments, cwd=folder, GITHUB_STEP_SUMMARY=str(page)).code == 1
    assert page.stat().st_size == 1_000_000


def test_a_summary_that_cannot_be_written_is_said(folder: Path) -> None:
    arguments = ("check", "1.yaml", *ONE_RULE, "--format", "github")
    result = cxcheck(*arguments, cwd=folder, GITHUB_STEP_SUMMARY=str(folder / "no" / "such"))
    assert result.code == 1
    assert result.err == "the job's summary cannot be written: No such file or directory\n"


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def sarif(folder: Path, *arguments: str, **environment: str) -> dict[str, Any]:
    result = cxcheck("check", *arguments, *ONE_RULE, "--format", "sarif", cwd=folder, **environment)
    (run,) = json.loads(result.out)["runs"]
    assert isinstance(run, dict)
    return run


def test_names_count_from_the_root_of_the_repository(folder: Path) -> None:
    git(folder, "init", "-q")
    (folder / "plans").mkdir()
    (folder / "1.yaml").rename(folder / "plans" / "1.yaml")
    for cwd, name in (
        (folder, "plans/1.yaml"),
        (folder / "plans", "1.yaml"),
        (folder / "plans", str(folder / "plans/1.yaml")),
    ):
        (result,) = sarif(cwd, name)["results"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "plans/1.yaml"


@pytest.mark.parametrize(
    ("environment", "address"),
    [
        (
            {"GITHUB_SERVER_URL": "https://forge.example", "GITHUB_REPOSITORY": "a/b", "GITHUB_SHA": "c0ffee",
             "GITHUB_REF_NAME": "main"},
            "https://forge.example/a/b",
        ),
        (
            {"CI_PROJECT_URL": "https://lab.example/a/b", "CI_COMMIT_SHA": "c0ffee", "CI_COMMIT_REF_NAME": "main"},
            "https://lab.example/a/b",
        ),
    ],
)  # fmt: skip
def test_the_log_names_the_revision_that_the_build_service_has_checked_out(
    environment: dict[str, str], address: str, folder: Path
) -> None:
    assert sarif(folder, "0.yaml", **environment)["versionControlProvenance"] == [
        {
            "repositoryUri": address,
            "revisionId": "c0ffee",
            "branch": "main",
            "mappedTo": {"uriBaseId": "%SRCROOT%"},
        }
    ]
    assert "versionControlProvenance" not in sarif(folder, "0.yaml")


def test_a_message_with_everything_in_it_survives(folder: Path) -> None:
    number = '"50%0A, a: b\\n::error file=x,line=1::forged\\n##[error]forged \\x1b[31m"'
    (folder / "1.yaml").write_text(GOOD.replace("1234-5678", number), encoding="utf-8")
    outputs = ("--output", "gitlab=out.json", "--output", "junit=out.xml", "--format", "github")
    result = cxcheck("check", "1.yaml", *ONE_RULE, *outputs, cwd=folder)
    assert result.code == 1
    shown = "50%0A, a: b\\u000a::error file=x,line=1::forged\\u000a##[error]forged \\u001b[31m is not of the form 1234-5678"
    *_, command = commands(result.out)
    assert shown in command.data
    assert {command.name for command in commands(result.out)} == {"error"}
    entries = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    assert any(shown in entry["description"] for entry in entries)
    failures = etree.parse(folder / "out.xml").iter("failure")
    assert any(shown in (failure.get("message") or "") for failure in failures)
