"""A baseline: what is known does not fail a run, is shown and counted, and only ever becomes less."""

import json
from pathlib import Path

import pytest

from tests.support.command import Result, cxcheck
from tests.support.mistakes import PLAN, ROUTE, RULE

BOTH = PLAN.replace(
    "id: maps\n", "id: maps\n    signature: {wet_signature_required: true, digital_equivalent: false}\n"
)
MAPS = ROUTE.replace("deeds", "maps")
HEADING = """\
# Findings that were known when this file was made; docs/baseline.md of cxcheck says more. Entries may only be removed:
# `cxcheck check --baseline FILE --update-baseline` removes those that are mended.
"""


def line(route: str, plan: str = "../dps.yaml", level: str = "error") -> str:
    return f'- {{plan: "{plan}", rule: {RULE}, at: "{route}", level: {level}}}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A plan in which one rule finds two things."""
    (tmp_path / "in").mkdir()
    (tmp_path / "dps.yaml").write_text(BOTH, encoding="utf-8")
    return tmp_path


def check(
    folder: Path, *words: str, select: str = RULE, form: str = "concise", plan: str = "dps.yaml"
) -> Result:
    return cxcheck(
        "check", plan, "--select", select, "--format", form, "--baseline", "in/known.yaml", *words, cwd=folder
    )


def written(folder: Path) -> str:
    return (folder / "in" / "known.yaml").read_text(encoding="utf-8")


def test_it_is_made_of_what_is_found_and_the_run_passes(folder: Path) -> None:
    result = check(folder, "--update-baseline")
    assert result.code == 0
    assert result.err == "cxcheck: in/known.yaml: written with 2 known findings\n"
    assert written(folder) == HEADING + line(ROUTE) + line(MAPS)
    again = check(folder)
    assert (again.code, again.err) == (0, "")
    assert "note: findings in the baseline in/known.yaml are known and do not count (--baseline)" in again.out
    assert "1 failed" in again.out
    assert "2 findings not new (2 errors)" in again.out


def test_results_for_programs_have_what_is_known(folder: Path) -> None:
    check(folder, "--update-baseline")
    (plan,) = json.loads(check(folder, form="json").out)["plans"]
    (outcome,) = plan["outcomes"]
    assert (outcome["status"], outcome["findings"]) == ("fail", [])
    assert [each["identity"] for each in outcome["known"]] == [ROUTE, MAPS]


def test_the_configuration_may_name_it(folder: Path) -> None:
    check(folder, "--update-baseline")
    (folder / ".git").mkdir()
    (folder / ".cxcheck.yaml").write_text("baseline: in/known.yaml\n", encoding="utf-8")
    result = cxcheck("check", "dps.yaml", "--select", RULE, "--format", "concise", cwd=folder)
    assert result.code == 0
    assert (
        "findings in the baseline in/known.yaml are known and do not count (.cxcheck.yaml:1:1)" in result.out
    )
    assert "2 findings not new" in result.out


def test_what_is_new_fails(folder: Path) -> None:
    (folder / "in" / "known.yaml").write_text(line(ROUTE), encoding="utf-8")
    result = check(folder)
    assert result.code == 1
    assert "dps.yaml:33" not in result.err
    assert result.out.count(": ERROR ") == 1
    assert "the service maps needs a signature" in result.out


def test_a_finding_that_moves_stays_known(folder: Path) -> None:
    check(folder, "--update-baseline")
    moved = BOTH.replace(
        "services:\n",
        "services:\n  - {id: new, name: New, kind: other, audience: public, customer_segments: [], channels: []}\n",
    )
    (folder / "dps.yaml").write_text(moved, encoding="utf-8")
    assert check(folder).code == 0


def test_it_is_never_added_to(folder: Path) -> None:
    (folder / "in" / "known.yaml").write_text(line(ROUTE), encoding="utf-8")
    result = check(folder, "--update-baseline")
    assert result.code == 1
    assert result.err == "cxcheck: in/known.yaml: 0 entries removed, 1 known finding left\n"
    assert written(folder) == HEADING + line(ROUTE)


def test_what_is_mended_is_told_and_then_removed(folder: Path) -> None:
    check(folder, "--update-baseline")
    (folder / "dps.yaml").write_text(PLAN, encoding="utf-8")
    told = check(folder)
    gone = f"\n  ../dps.yaml: {RULE} at {MAPS}\n"
    assert (
        told.err == f"cxcheck: in/known.yaml: 1 entry is no longer found; --update-baseline removes it:{gone}"
    )
    assert written(folder) == HEADING + line(ROUTE) + line(MAPS)
    done = check(folder, "--update-baseline")
    assert done.err == f"cxcheck: in/known.yaml: 1 entry removed, 1 known finding left:{gone}"
    assert written(folder) == HEADING + line(ROUTE)
    (folder / "dps.yaml").write_text(BOTH, encoding="utf-8")
    assert check(folder).code == 1


def test_what_a_run_cannot_know_of_stays(folder: Path) -> None:
    """Another plan, and a rule that is not asked."""
    entries = line(ROUTE) + line("services", plan="../other.yaml")
    (folder / "in" / "known.yaml").write_text(entries, encoding="utf-8")
    check(folder, "--update-baseline", select="goal-ids-unique")
    assert written(folder) == HEADING + entries


def test_an_empty_one_is_a_list(folder: Path) -> None:
    (folder / "in" / "known.yaml").write_text("[]\n", encoding="utf-8")
    assert check(folder, "--update-baseline").code == 1
    assert written(folder) == HEADING + "[]\n"


def test_a_finding_that_has_become_graver_is_new(folder: Path) -> None:
    (folder / "in" / "known.yaml").write_text(line(ROUTE, level="note") + line(MAPS), encoding="utf-8")
    assert check(folder).code == 1


def test_what_is_wrong_with_the_file_itself_is_never_known(folder: Path) -> None:
    (folder / "dps.yaml").write_text(BOTH + "unknown: 1\n", encoding="utf-8")
    assert check(folder, "--update-baseline").code == 1
    assert "unknown-key" not in written(folder)


MISTAKES = {
    "a misspelt key": (line(ROUTE).replace("rule:", "rul:"), "in/known.yaml:1:25: rul is not a key here; did you mean rule?"),
    "a misspelt rule": (
        line(ROUTE).replace("accepted", "acepted"),
        "in/known.yaml:1:31: no rule is called digital-signature-acepted; did you mean digital-signature-accepted?"),
    "a level that there is not": (
        line(ROUTE, level="fatal"), "fatal is not one of error, warning, note"),
    "a file that is not YAML": ("- [\n", "in/known.yaml:2:1: "),
}  # fmt: skip


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_in_it_is_told_with_its_place(case: str, folder: Path) -> None:
    text, message = MISTAKES[case]
    (folder / "in" / "known.yaml").write_text(text, encoding="utf-8")
    for words in ((), ("--update-baseline",)):
        result = check(folder, *words)
        assert (result.code, result.out) == (2, "")
        assert message in result.err
    assert written(folder) == text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "in/known.yaml: there is no such file or folder; --update-baseline makes it"),
        (("--since", "HEAD"), "--baseline and --since exclude each other; leave one of them out"),
    ],
)
def test_what_cannot_be_is_refused(words: tuple[str, ...], message: str, folder: Path) -> None:
    result = check(folder, *words)
    assert result.code == 2
    assert message in result.err


def test_an_update_needs_a_file(folder: Path) -> None:
    result = cxcheck("check", "dps.yaml", "--update-baseline", cwd=folder)
    assert result.code == 2
    assert "--update-baseline goes with --baseline FILE; name the file" in result.err


def test_entries_of_a_plan_that_is_gone_are_told_and_removed_where_its_folder_is_checked(
    folder: Path,
) -> None:
    lost = line("services", plan="../gone.yaml")
    (folder / "in" / "known.yaml").write_text(lost + line(ROUTE) + line(MAPS), encoding="utf-8")
    told = f"\n  ../gone.yaml: {RULE} at services"
    one = check(folder, "--update-baseline")
    assert one.err == (
        "cxcheck: in/known.yaml: 0 entries removed, 3 known findings left\n"
        "cxcheck: in/known.yaml: 1 entry is of a plan that is not there; where the folder that it lay in is checked, "
        f"--update-baseline removes it:{told}\n"
    )
    assert lost in written(folder)
    every = check(folder, plan=".")
    assert every.err == (
        f"cxcheck: in/known.yaml: 1 entry is no longer found; --update-baseline removes it:{told} (the plan is not there)\n"
    )
    assert "known.yaml: not a plan" not in every.out
    done = check(folder, "--update-baseline", plan=".")
    assert done.err.startswith("cxcheck: in/known.yaml: 1 entry removed, 2 known findings left:")
    assert written(folder) == HEADING + line(ROUTE) + line(MAPS)


def test_two_findings_of_one_rule_at_one_place_are_two_entries(folder: Path) -> None:
    """So a line that stands there twice is no mistake; one too many is told as no longer found."""
    (folder / "in" / "known.yaml").write_text(2 * line(ROUTE) + line(MAPS), encoding="utf-8")
    assert check(folder).err.startswith("cxcheck: in/known.yaml: 1 entry is no longer found")
