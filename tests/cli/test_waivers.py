"""Waivers on the command line: which count, what every output says of them, and that remembering does not outlive them."""

import json
from pathlib import Path

import pytest

from checker.render.formats import FORMATS
from tests.support.command import Result, cxcheck
from tests.support.mistakes import ENTRY, PLAN, ROUTE, RULE, entry, lines

WAIVED = "dps.yaml:25:67: WAIVED digital-signature-accepted the service deeds needs a signature in ink"
FAILED = "dps.yaml:25:67: ERROR digital-signature-accepted the service deeds needs a signature in ink"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dps.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "dps.waivers.yaml").write_text(ENTRY, encoding="utf-8")
    return tmp_path


def check(folder: Path, *words: str, select: str = RULE, form: str = "concise") -> Result:
    cache = str(folder / "cache")
    arguments = ("check", "dps.yaml", "--select", select, "--format", form, *words)
    return cxcheck(*arguments, cwd=folder, CXCHECK_CACHE_DIR=cache)


def test_the_file_of_waivers_stands_for_its_plan(folder: Path) -> None:
    result = cxcheck("check", "dps.waivers.yaml", "--select", RULE, "--format", "concise", cwd=folder)
    assert result.code == 0
    assert WAIVED in result.out


def test_a_change_of_the_waivers_is_seen_at_once(folder: Path) -> None:
    """The plan does not change, so that its assessment may be remembered."""
    path = folder / "dps.waivers.yaml"
    for _ in range(2):
        assert WAIVED in check(folder).out
        path.unlink()
        assert FAILED in check(folder).out
        path.write_text(entry("2026-09-30", "2026-01-30"), encoding="utf-8")
        assert FAILED in check(folder).out
        path.write_text(ENTRY, encoding="utf-8")


def test_what_is_remembered_shows_the_same(folder: Path) -> None:
    (folder / "dps.waivers.yaml").write_text(entry("2026-09-30", "2026-02-28"), encoding="utf-8")
    for form in FORMATS:
        assert check(folder, form=form) == check(folder, form=form)


# GitLab's format holds findings and nothing else.
@pytest.mark.parametrize("form", [form for form in FORMATS if form != "gitlab"])
def test_an_auditor_lets_none_count_and_every_output_says_so(form: str, folder: Path) -> None:
    result = check(folder, "--no-waivers", form=form)
    assert result.code == 1
    assert "no waiver counts (--no-waivers)" in result.out


def test_an_auditor_sees_what_the_plans_own_waivers_excuse(folder: Path) -> None:
    (folder / "dps.yaml").write_text(PLAN + "".join(lines(ENTRY)), encoding="utf-8")
    (folder / "dps.waivers.yaml").unlink()
    assert WAIVED in check(folder).out
    assert FAILED in check(folder, "--no-waivers").out


def test_waivers_of_another_file(folder: Path) -> None:
    (folder / "omb.yaml").write_text(entry("2026-09-30", "2026-01-30"), encoding="utf-8")
    result = check(folder, "--waivers", "omb.yaml")
    assert result.code == 1
    assert FAILED in result.out
    assert "omb.yaml:6:12: WARNING waiver-expired" in result.out
    assert "note: the waivers are those of omb.yaml (--waivers), not the plan's own" in result.out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--waivers", "none.yaml"), "--waivers none.yaml: there is no such file or folder"),
        (("--waivers", "dps.waivers.yaml", "--no-waivers"), "--waivers and --no-waivers exclude each other"),
        (
            ("--waivers", "dps.waivers.yaml", "sba.yaml"),
            "--waivers goes with one plan; name the plan that it is for",
        ),
    ],
)
def test_a_choice_that_cannot_be_is_refused(words: tuple[str, ...], message: str, folder: Path) -> None:
    (folder / "sba.yaml").write_text(PLAN, encoding="utf-8")
    result = check(folder, *words)
    assert result.code == 2
    assert message in result.err


def test_an_orphan_is_told(folder: Path) -> None:
    (folder / "dps.yaml").rename(folder / "sba.yaml")
    result = cxcheck("check", ".", "--select", RULE, "--format", "concise", cwd=folder)
    assert (
        "skipped: dps.waivers.yaml: waivers without a plan: no dps.yaml or dps.yml stands beside it"
        in result.out
    )
    alone = cxcheck("check", "dps.waivers.yaml", cwd=folder)
    assert (alone.code, alone.out) == (3, "")
    assert "dps.waivers.yaml: waivers without a plan" in alone.err


def test_results_for_programs_have_every_waiver(folder: Path) -> None:
    late = entry(ROUTE, "services[id=deeds]").replace("2026-09-30", "2026-01-01")
    (folder / "dps.waivers.yaml").write_text(ENTRY + late, encoding="utf-8")
    (plan,) = json.loads(check(folder, form="json").out)["plans"]
    assert [(each["state"], each["days_left"], each["excuses"]) for each in plan["waivers"]] == [
        ("in_use", 242, [ROUTE]),
        ("expired", -30, []),
    ]
    (outcome,) = plan["outcomes"]
    assert (outcome["status"], outcome["findings"]) == ("waived", [])
    assert [(found["level"], found["identity"]) for found in outcome["waived"]] == [("error", ROUTE)]


def test_a_waiver_near_its_end_fails_no_run_that_does_not_ask_for_it(folder: Path) -> None:
    (folder / "dps.waivers.yaml").write_text(entry("2026-09-30", "2026-01-31"), encoding="utf-8")
    assert check(folder).code == 0
    assert "NOTE waiver-expires-soon" in check(folder).out
    assert check(folder, "--fail-on", "note").code == 1


def test_a_report_lets_none_count_where_asked(folder: Path) -> None:
    for words, status in (((), "waived"), (("--no-waivers",), "failed")):
        result = cxcheck("report", "dps.yaml", "-o", "r.md", "--fail-on", "never", *words, cwd=folder)
        assert result.code in (0, 4)
        page = (folder / "r.md").read_text(encoding="utf-8")
        assert ("Approved by: C. Person, deputy head, on 2025-10-01" in page) is (status == "waived")
        assert ("no waiver counts (--no-waivers)" in page) is (status == "failed")
        assert ("Last day: 2026-09-30 (242 days left)" in page) is (status == "waived")
