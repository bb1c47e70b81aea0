"""`cxcheck waive`: writes a waiver that counts, leaves what is there as it is, and refuses what could not be waived."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.command import ROOT, Result, cxcheck
from tests.support.mistakes import DIGEST, PLAN, ROUTE, RULE

WORDS = ("--reason", "state law asks for ink", "--approved-by", "C. Person, deputy head",
         "--approved-on", "2025-10-01", "--expires", "2026-09-30")  # fmt: skip
WRITTEN = f"""\
- rule: {RULE}
  route: "{ROUTE}"
  reason: state law asks for ink
  approved_by: C. Person, deputy head
  approved_on: 2025-10-01
  expires: 2026-09-30
  value_digest: {DIGEST}
"""
HEADING = "# Waivers of dps.yaml. What the fields mean: docs/waivers.md of cxcheck.\n"
OTHER = WRITTEN.replace(RULE, "identity-proved-online").replace(ROUTE, "services[id=maps]")
DONE = f"dps.waivers.yaml: {RULE} is waived at {ROUTE} until 2026-09-30\n"
INKY = PLAN.replace(
    "id: maps\n", "id: maps\n    signature: {wet_signature_required: true, digital_equivalent: false}\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dps.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def waive(folder: Path, *more: str, rule: str = RULE, plan: str = "dps.yaml") -> Result:
    return cxcheck("waive", rule, plan, *WORDS, *more, cwd=folder)


def written(folder: Path) -> str:
    return (folder / "dps.waivers.yaml").read_bytes().decode()


def test_the_waiver_that_it_writes_counts(folder: Path) -> None:
    assert waive(folder) == Result(0, DONE, "")
    assert written(folder) == HEADING + WRITTEN
    result = cxcheck("check", "--select", RULE, "--format", "concise", cwd=folder)
    assert result.code == 0
    assert "1 plan, 1 rule: 0 passed, 0 failed, 0 not applicable, 0 need review, 1 waived" in result.out


def test_in_a_folder_plan_it_stands_beside_plan_yaml(tmp_path: Path) -> None:
    (tmp_path / "dps").mkdir()
    (tmp_path / "dps" / "plan.yaml").write_text(PLAN, encoding="utf-8")
    result = waive(tmp_path, plan="dps", rule=RULE)
    assert result.out == f"dps/waivers.yaml: {RULE} is waived at {ROUTE} until 2026-09-30\n"
    assert (tmp_path / "dps" / "waivers.yaml").is_file()


def test_authority_and_ticket_are_written_where_given(folder: Path) -> None:
    waive(folder, "--authority", "Example Code 12-345", "--ticket", "0123")
    assert written(folder).endswith('  authority: Example Code 12-345\n  ticket: "0123"\n')


KEPT = {
    "comments and an odd layout": ("# our waivers\n\n" + OTHER.replace("reason:", "reason:   ") + "\n# the end\n", "", ""),
    "no line break at the end": (OTHER.rstrip("\n"), "\n", ""),
    "entries that stand further in": (
        "".join(f"  {line}\n" for line in OTHER.splitlines()), "", "  "),
    "a byte order mark": ("\ufeff" + OTHER, "", ""),
    "comments alone": ("# nothing is waived\n", "", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", KEPT)
def test_what_is_there_stays_byte_for_byte(case: str, folder: Path) -> None:
    before, gap, indent = KEPT[case]
    (folder / "dps.waivers.yaml").write_bytes(before.encode())
    assert waive(folder).out == DONE
    added = "".join(f"{indent}{line}\n" for line in WRITTEN.splitlines())
    assert written(folder) == before + gap + added


def test_line_breaks_of_windows_are_used_where_they_are_used(folder: Path) -> None:
    before = OTHER.replace("\n", "\r\n")
    (folder / "dps.waivers.yaml").write_bytes(before.encode())
    waive(folder)
    assert written(folder) == before + WRITTEN.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("before", "after"), [("# ours\n[]\n", f"# ours\n{WRITTEN}"), ("\ufeff[]", f"\ufeff{WRITTEN[:-1]}")]
)
def test_an_empty_list_makes_room(before: str, after: str, folder: Path) -> None:
    (folder / "dps.waivers.yaml").write_bytes(before.encode())
    assert waive(folder).code == 0
    assert written(folder) == after


def test_the_rights_of_the_file_stay(folder: Path) -> None:
    path = folder / "dps.waivers.yaml"
    path.write_text(OTHER, encoding="utf-8")
    path.chmod(0o640)
    waive(folder)
    assert path.stat().st_mode & 0o777 == 0o640


FILES = {
    "a file that is wrong": (
        OTHER.replace("expires", "expiers"), "dps.waivers.yaml:6:3: expiers is not a field here; did you mean expires?; mend the file first"),
    "a file that is not YAML": ("- [\n", "dps.waivers.yaml:2:1: "),
    "entries in brackets": (
        f"[{{rule: a, route: b, reason: c, approved_by: d, approved_on: 2025-01-01, expires: 2026-01-01, value_digest: {DIGEST}}}]\n",
        "dps.waivers.yaml: an entry cannot be added at its end; add this one by hand:\n- rule: digital-signature-accepted"),
    "the end of a document": (f"{OTHER}...\n", "dps.waivers.yaml: an entry cannot be added at its end; add this one by hand:"),
    "a waiver of the same": (WRITTEN, f"dps.waivers.yaml:1:3: {RULE} is waived at {ROUTE} already; remove that entry first"),
    "the same written otherwise": (
        WRITTEN.replace("[id=deeds]", "[0]"), f"dps.waivers.yaml:1:3: {RULE} is waived at {ROUTE} already; remove that entry first"),
}  # fmt: skip


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_cannot_take_it_is_left_as_it_is(case: str, folder: Path) -> None:
    before, message = FILES[case]
    (folder / "dps.waivers.yaml").write_text(before, encoding="utf-8")
    result = waive(folder)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert written(folder) == before


def test_a_waiver_in_the_plan_itself_is_seen(folder: Path) -> None:
    own = "waivers:\n" + "".join(f"  {line}\n" for line in WRITTEN.splitlines())
    (folder / "dps.yaml").write_text(PLAN + own, encoding="utf-8")
    result = waive(folder)
    assert result.code == 2
    assert f"dps.yaml:40:5: {RULE} is waived at {ROUTE} already; remove that entry first" in result.err


def test_a_link_is_not_written_through(folder: Path) -> None:
    (folder / "elsewhere").write_text("", encoding="utf-8")
    (folder / "dps.waivers.yaml").symlink_to("elsewhere")
    assert "dps.waivers.yaml: the file is a symbolic link, which is not followed" in waive(folder).err
    assert (folder / "elsewhere").read_text(encoding="utf-8") == ""


REFUSED = {
    "a misspelt rule": (("--rule", "digital-signature-acepted"), "did you mean digital-signature-accepted?"),
    "a protection": (
        ("--rule", "control-number-shown"), "control-number-shown is a rule on protections (S2.p1.s6), which cannot be waived"),
    "a rule that does not fail": (
        ("--rule", "goal-ids-unique"), "goal-ids-unique comes to not applicable on dps.yaml"),
    "a place where it finds nothing": (
        ("--route", "services[id=maps]"), f"--route: {RULE} finds nothing at services[id=maps], but at:\n  {ROUTE}: the service"),
    "a place that there is not": (
        ("--route", "services[id=deed]"), "--route: services has no entry [id=deed]; did you mean id=deeds?"),
    "no reason": (("--reason", " "), "--reason: an answer is needed here"),
    "a day that is none": (("--expires", "2026-09-31"), "--expires: 2026-09-31 is not a day; write it in the form 2024-09-30"),
    "an approval that is yet to come": (
        ("--approved-on", "2026-02-01"),
        "--approved-on: 2026-02-01 lies after the day of assessment, 2026-01-31, so the waiver would not count"),
    "a last day that is over": (
        ("--expires", "2026-01-30"), "--expires: 2026-01-30 is too early for a waiver that counts; write 2026-01-31 or a later day"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_could_not_be_waived_is_refused(case: str, folder: Path) -> None:
    (option, value), message = REFUSED[case]
    result = waive(folder, rule=value) if option == "--rule" else waive(folder, option, value)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert not (folder / "dps.waivers.yaml").exists()


def test_several_places_are_listed_and_one_is_chosen(folder: Path) -> None:
    (folder / "dps.yaml").write_text(INKY, encoding="utf-8")
    result = waive(folder)
    assert result.code == 2
    assert result.err.startswith(
        f"cxcheck: {RULE} finds something at 2 places; name one of them with --route:\n  {ROUTE}: the service deeds needs"
    )
    maps = ROUTE.replace("deeds", "maps")
    assert waive(folder, "--route", "services[1].signature.digital_equivalent").out == DONE.replace(
        ROUTE, maps
    )
    assert waive(folder, "--route", "services[id=deeds]").code == 0
    check = cxcheck("check", "dps.yaml", "--select", RULE, "--format", "concise", cwd=folder)
    assert check.code == 0
    assert check.out.count(": WAIVED ") == 2


def test_standard_input_has_no_file_beside_it(folder: Path) -> None:
    result = cxcheck("waive", RULE, "-", *WORDS, cwd=folder, stdin=PLAN.encode())
    assert result.code == 2
    assert "a waiver stands in a file beside the plan; name the file of the plan instead of -" in result.err


def test_without_a_terminal_what_is_missing_is_named(folder: Path) -> None:
    result = cxcheck("waive", RULE, "dps.yaml", cwd=folder)
    assert result.code == 2
    assert "there is no answer for “Why the rule cannot be met now”; give it as --reason" in result.err


def test_on_a_terminal_it_asks_and_asks_again(folder: Path) -> None:
    """The day of approval is answered wrongly once."""
    answers = "state law asks for ink\nC. Person, deputy head\nyesterday\n2025-10-01\n2026-09-30\n"
    leader, follower = pty.openpty()
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(folder), "TERM": "dumb"}
    command = [sys.executable, "-m", "checker", "waive", RULE, "dps.yaml"]
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdin=follower, stdout=follower, stderr=follower
    ) as process:
        os.close(follower)
        os.write(leader, answers.encode())
        process.wait(60)
    os.close(leader)
    assert process.returncode == 0
    assert written(folder) == HEADING + WRITTEN
