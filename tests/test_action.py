"""The GitHub Action: its shape, and its own scripts run with bash as GitHub's runner runs them."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from checker import __version__
from tests.cli.test_check import BAD, GOOD
from tests.support.command import ROOT
from tests.support.runner import commands

FILE = ROOT / "action.yml"
ACTION: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
INSTALL, CHECK = ACTION["runs"]["steps"]
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")


def held_against(schema: str, file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, file],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_it_has_the_shape_of_an_action() -> None:
    held_against("vendor.github-actions", FILE)


def test_no_input_becomes_part_of_a_script() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step["run"]
        for value in step["env"].values():
            assert re.fullmatch(r"\$\{\{ inputs\.[a-z-]+ \}\}", value)


def test_it_uses_no_other_action() -> None:
    assert [set(step) & {"uses"} for step in ACTION["runs"]["steps"]] == [set(), set()]


def test_every_input_is_used_and_documented() -> None:
    used = {
        value.split("inputs.")[1].split(" ")[0] for step in (INSTALL, CHECK) for value in step["env"].values()
    }
    assert used == set(ACTION["inputs"])
    assert set(re.findall(r"^\| `([a-z-]+)` \| [a-z]", PAGE.split("| Input |")[1], re.MULTILINE)) == used
    for name in ACTION["outputs"]:
        assert f"`{name}`" in PAGE


@pytest.mark.parametrize(
    ("file", "schema"),
    [(".github/workflows/plans.yml", "vendor.github-workflows"), (".gitlab-ci.yml", "vendor.gitlab-ci")],
)
def test_the_examples_in_the_documentation_have_the_shape_of_their_service(
    file: str, schema: str, tmp_path: Path
) -> None:
    (example,) = re.findall(rf"```yaml\n(# {re.escape(file)}\n.*?)```", PAGE, re.DOTALL)
    (tmp_path / "example.yml").write_text(example, encoding="utf-8")
    held_against(schema, tmp_path / "example.yml")


class Ran(NamedTuple):
    """What came of a step."""

    code: int
    out: str
    err: str
    outputs: dict[str, str]


class Job:
    """A job of GitHub's runner, as far as the action needs one."""

    def __init__(self, folder: Path) -> None:
        self.work = folder / "work"
        self.temp = folder / "temp"
        self.output = folder / "output"
        self.summary = folder / "summary.md"
        for made in (self.work, self.temp):
            made.mkdir()

    def step(self, step: dict[str, Any], **inputs: str) -> Ran:
        """Run the script of a step with these inputs; the others have their defaults."""
        given = {name: entry["default"] for name, entry in ACTION["inputs"].items()} | inputs
        env = {
            name: given[value.split("inputs.")[1].split(" ")[0]] for name, value in step["env"].items()
        } | {
            "PATH": os.environ["PATH"], "HOME": str(self.temp), "RUNNER_TEMP": str(self.temp), "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(ROOT), "GITHUB_OUTPUT": str(self.output), "GITHUB_STEP_SUMMARY": str(self.summary),
            **{name: value for name, value in os.environ.items() if name.startswith("PIP_")},
        }  # fmt: skip
        self.output.write_text("", encoding="utf-8")
        script = self.temp / "script.sh"
        script.write_text(step["run"], encoding="utf-8")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", script],
            cwd=self.work, env=env, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        lines = self.output.read_text(encoding="utf-8").splitlines()
        return Ran(done.returncode, done.stdout, done.stderr, dict(line.split("=", 1) for line in lines))


@pytest.fixture
def job(tmp_path: Path) -> Job:
    """A job with two plans in its repository, and this environment in the place of the one that the action makes."""
    made = Job(tmp_path)
    (made.work / "plans").mkdir()
    (made.work / "plans" / "good.yaml").write_text(GOOD, encoding="utf-8")
    (made.work / "plans" / "bad one.yaml").write_text(BAD, encoding="utf-8")
    (made.work / ".git").mkdir()
    (made.work / ".cxcheck.yaml").write_text("select: [control-number-shown]\n", encoding="utf-8")
    (made.temp / "cxcheck-venv").symlink_to(sys.prefix)
    return made


def test_a_clean_plan_passes(job: Job) -> None:
    ran = job.step(CHECK, paths="plans/good.yaml\n")
    assert (ran.code, ran.err) == (0, "")
    assert ran.outputs == {"exit-code": "0", "sarif": f"{job.temp}/cxcheck.sarif"}


def test_findings_fail_the_step_with_annotations_a_summary_and_a_log(job: Job) -> None:
    ran = job.step(CHECK)
    assert (ran.code, ran.outputs["exit-code"]) == (1, "1")
    assert commands(ran.out)[0].properties["file"] == "plans/bad one.yaml"
    assert job.summary.read_text(encoding="utf-8").startswith("### cxcheck: 1 error in 2 plans\n")
    (run,) = json.loads(Path(ran.outputs["sarif"]).read_text(encoding="utf-8"))["runs"]
    (result,) = run["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "plans/bad%20one.yaml"


def test_its_inputs_are_options(job: Job) -> None:
    ran = job.step(
        CHECK,
        paths="plans/bad one.yaml\nplans/good.yaml",
        profile="eo-14058-as-issued",
        formats="junit=out one.xml\ngitlab=out.json\n",
        **{"fail-on": "never"},
    )
    assert (ran.code, ran.err) == (0, "")
    assert "profile eo-14058-as-issued" in ran.out
    assert "2 plans" in ran.out
    assert (job.work / "out one.xml").is_file()
    assert len(json.loads((job.work / "out.json").read_text(encoding="utf-8"))) == 1


def test_what_is_not_new_does_not_fail_the_step(job: Job) -> None:
    (job.work / ".git").rmdir()
    alone = {"PATH": os.environ["PATH"], "HOME": str(job.temp)}
    author = ("-c", "user.name=A", "-c", "user.email=a@agency.example")
    for arguments in (("init", "-q"), ("add", "."), (*author, "commit", "-q", "-m", "plans")):
        subprocess.run(["git", *arguments], cwd=job.work, env=alone, check=True, capture_output=True)
    assert job.step(CHECK).code == 1
    ran = job.step(CHECK, since="HEAD")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("1 finding not new (1 error)\n")


HOSTILE = ["$(touch stolen)", "`touch stolen`", '"; touch stolen; "', "--output=json=stolen", "-h", "*"]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", ["paths", "profile", "fail-on", "since", "formats"])
def test_no_input_is_a_command_or_another_option(name: str, text: str, job: Job) -> None:
    ran = job.step(CHECK, **{name: text})
    assert (ran.code, ran.outputs["exit-code"]) == (2, "2")
    assert "stolen" not in {file.name for file in job.work.rglob("*")}
    assert "Usage: cxcheck check [OPTIONS] [PATH]...\n\n  Check" not in ran.out


def test_a_failed_run_is_told_in_the_log(job: Job) -> None:
    ran = job.step(CHECK, paths="nothing")
    assert (ran.code, ran.outputs["exit-code"]) == (2, "2")
    assert [command.name for command in commands(ran.out)] == ["error"]
    (run,) = json.loads(Path(ran.outputs["sarif"]).read_text(encoding="utf-8"))["runs"]
    assert run["invocations"][0]["executionSuccessful"] is False


def test_it_installs_itself_and_takes_no_file_of_the_repository_for_a_module(tmp_path: Path) -> None:
    job = Job(tmp_path)
    for name in ("venv", "pip", "csv", "email", "checker", "zipfile", "importlib"):
        (job.work / f"{name}.py").write_text("raise SystemExit('taken for a module')\n", encoding="utf-8")
    ran = job.step(INSTALL, version=__version__)
    if "No matching distribution" in ran.err or "Could not find a version" in ran.err:
        pytest.skip("the libraries cannot be installed from a package index here")
    assert (ran.code, ran.out) == (0, "")
    (job.work / "plan.yaml").write_text(GOOD, encoding="utf-8")
    ran = job.step(CHECK, paths="plan.yaml", **{"fail-on": "never"})
    assert ran.outputs["exit-code"] in {"0", "4"}
    assert "1 plan, " in ran.out


def test_another_version_than_the_expected_fails_the_step(job: Job) -> None:
    stub = job.temp / "cxcheck-venv"
    stub.unlink()
    (stub / "bin").mkdir(parents=True)
    python = stub / "bin" / "python"
    python.write_text(f'#!/bin/sh\ncase "$*" in *importlib*) echo {__version__};; esac\n', encoding="utf-8")
    python.chmod(0o755)
    script = INSTALL["run"].replace('"$python" -I -m venv "$RUNNER_TEMP/cxcheck-venv"\n', "")
    assert script != INSTALL["run"]
    assert job.step({**INSTALL, "run": script}, version=__version__).code == 0
    ran = job.step({**INSTALL, "run": script}, version="9.9.9\n::add-mask::x")
    assert ran.code == 2
    message = f"this is cxcheck {__version__}, and the input version names another"
    assert [(command.name, command.data) for command in commands(ran.out)] == [("error", message)]
