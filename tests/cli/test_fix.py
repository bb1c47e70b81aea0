"""`cxcheck fix` as a user runs it: what is written, what is said, and how it ends."""

import stat
import subprocess
from pathlib import Path

import pytest

from checker.cli.fix import _write
from checker.errors import CheckerError
from checker.plan.fixes.mend import Mended
from tests.support.command import ROOT, cxcheck
from tests.support.smallest import SMALLEST, smallest

COMMENTED = """\
# Customer service plan, with a comment at every turn.

schema_version: "1.0"   # the format
plan:
  # Never changes.
  id: a-2026
  title: Plan
  fiscal-year: "2026"        # the key and the value
  as_of:   1/31/2026   # end of January
  status: Draft

agency: {name: Agency, abbreviation: A, independent: No, submitted_by: {}, lead_service_official: {}}
definitions:
  customer:
    includes:
      - Public             # everyone
      - federal employee
      - contracter         # a guess
customer_segments: []
services: []
business_processes: []
voice_of_customer:
  surveys:
    # The survey of the front desk.
    - {id: desk, audience: public, type: relational, scale: likert_5, omb_control_number: "1234-5678 "}
root_causes: []
protections: {}
goals: []
initiatives: []
attestation:
  date: >-
    January 5, 2026
"""
SAID = """\
plan.yaml:8:3: key: fiscal-year → fiscal_year
plan.yaml:8:16: number: "2026" → 2026
plan.yaml:9:12: date: 1/31/2026 → 2026-01-31
plan.yaml:10:11: spelling: Draft → draft
plan.yaml:12:54: spelling: No → false
plan.yaml:16:9: spelling: Public → public
plan.yaml:17:9: spelling: federal employee → federal_employee
plan.yaml:18:9: spelling: contracter → contractor (not made: only with --unsafe)
plan.yaml:25:91: space: "1234-5678 " → "1234-5678"
plan.yaml:31:9: date: >- January 5, 2026 → 2026-01-05 (not made: it is written over several lines)
"""
CORRECTED = (
    COMMENTED.replace('fiscal-year: "2026"', "fiscal_year: 2026")
    .replace("1/31/2026", "2026-01-31")
    .replace("Draft", "draft")
    .replace("independent: No", "independent: false")
    .replace("- Public", "- public")
    .replace("federal employee", "federal_employee")
    .replace('"1234-5678 "', '"1234-5678"')
)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(COMMENTED, encoding="utf-8")
    return path


def test_only_the_lines_that_it_names_change(plan: Path) -> None:
    done = cxcheck("fix", "plan.yaml", cwd=plan.parent)
    closing = "8 corrections made in 1 file; 1 more with --unsafe; 1 left to you\n"
    assert (done.code, done.out, done.err) == (0, SAID + closing, "")
    assert plan.read_text(encoding="utf-8") == CORRECTED
    changed = {
        number
        for number, (old, new) in enumerate(
            zip(COMMENTED.splitlines(), CORRECTED.splitlines(), strict=True), 1
        )
        if old != new
    }
    named = {int(line.split(":")[1]) for line in SAID.splitlines() if "not made" not in line}
    assert changed == named


def test_a_second_time_there_is_nothing_to_correct(plan: Path) -> None:
    cxcheck("fix", "--unsafe", "--order", "plan.yaml", cwd=plan.parent)
    before = plan.read_bytes()
    done = cxcheck("fix", "--unsafe", "--order", "plan.yaml", cwd=plan.parent)
    assert done.code == 0
    assert done.out.splitlines()[-1] == "nothing to correct; 1 left to you"
    assert plan.read_bytes() == before


def test_guesses_are_made_when_asked_for(plan: Path) -> None:
    done = cxcheck("fix", "--unsafe", "plan.yaml", cwd=plan.parent)
    assert done.out.splitlines()[-1] == "9 corrections made in 1 file; 1 left to you"
    assert plan.read_text(encoding="utf-8") == CORRECTED.replace("contracter", "contractor")


def test_diff_writes_nothing_and_is_a_patch(plan: Path) -> None:
    done = cxcheck("fix", "--diff", "plan.yaml", cwd=plan.parent)
    closing = "8 corrections to make in 1 file; 1 more with --unsafe; 1 left to you\n"
    assert (done.code, done.err) == (1, SAID + closing)
    assert plan.read_text(encoding="utf-8") == COMMENTED
    assert done.out.startswith("--- a/plan.yaml\n+++ b/plan.yaml\n@@ -5,16 +5,16 @@\n")
    subprocess.run(["git", "apply", "-"], cwd=plan.parent, input=done.out.encode(), check=True)
    assert plan.read_text(encoding="utf-8") == CORRECTED


def test_a_patch_with_a_mark_carriage_returns_and_no_last_line_break(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    text = smallest("attestation: {}\n", "attestation: {date: 2026-1-5}").replace("\n", "\r\n")
    plan.write_bytes(b"\xef\xbb\xbf" + text.encode())
    done = cxcheck("fix", "--diff", "plan.yaml", cwd=tmp_path)
    assert "\\ No newline at end of file\n" in done.out
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=done.out.encode(), check=True)
    assert plan.read_bytes() == text.replace("2026-1-5", "2026-01-05").encode()


def test_check_writes_nothing(plan: Path) -> None:
    done = cxcheck("fix", "--check", cwd=plan.parent)
    assert (done.code, done.err) == (1, "")
    assert done.out.splitlines()[-1] == "8 corrections to make in 1 file; 1 more with --unsafe; 1 left to you"
    assert plan.read_text(encoding="utf-8") == COMMENTED


def test_standard_input_goes_to_standard_output(tmp_path: Path) -> None:
    done = cxcheck("fix", "-", cwd=tmp_path, stdin=COMMENTED.encode())
    assert (done.code, done.out) == (0, CORRECTED)
    assert done.err.splitlines()[0] == "<stdin>:8:3: key: fiscal-year → fiscal_year"
    assert list(tmp_path.iterdir()) == []


def test_standard_input_that_cannot_be_read_comes_back_as_it_was(tmp_path: Path) -> None:
    done = cxcheck("fix", "-", cwd=tmp_path, stdin=b"plan: [\n")
    assert (done.code, done.out) == (1, "plan: [\n")
    assert done.err.splitlines()[0].startswith("<stdin>:2:1: ERROR syntax-error ")


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_corrected(plan: Path) -> None:
    (plan.parent / "other.yaml").write_text("plan: {\n", encoding="utf-8")
    done = cxcheck("fix", "other.yaml", "plan.yaml", cwd=plan.parent)
    assert done.code == 1
    assert done.out.splitlines()[0] == ("other.yaml:2:1: ERROR syntax-error a value is expected here")
    assert done.out.splitlines()[-1] == (
        "8 corrections made in 1 file; 1 more with --unsafe; 1 left to you; 1 file not readable"
    )
    assert plan.read_text(encoding="utf-8") == CORRECTED


def test_all_files_of_a_folder_plan(tmp_path: Path) -> None:
    folder = tmp_path / "opm"
    (folder / "services").mkdir(parents=True)
    (folder / "plan.yaml").write_text(smallest("services: []\n").replace("draft", "DRAFT"), encoding="utf-8")
    (folder / "services/a.yaml").write_text("# A service.\n- id: a\n  Audience: Both\n", encoding="utf-8")
    done = cxcheck("fix", "opm", cwd=tmp_path)
    assert done.out == (
        "opm/plan.yaml:7:11: spelling: DRAFT → draft\n"
        "opm/services/a.yaml:3:3: key: Audience → audience\n"
        "opm/services/a.yaml:3:13: spelling: Both → both\n"
        "3 corrections made in 2 files\n"
    )
    assert (folder / "services/a.yaml").read_text(encoding="utf-8") == (
        "# A service.\n- id: a\n  audience: both\n"
    )


def test_the_rights_of_the_file_and_the_link_to_it_stay(plan: Path) -> None:
    plan.chmod(0o640)
    link = plan.parent / "link.yaml"
    link.symlink_to("plan.yaml")
    assert cxcheck("fix", "link.yaml", cwd=plan.parent).code == 0
    assert stat.S_IMODE(plan.stat().st_mode) == 0o640
    assert link.is_symlink()
    assert plan.read_text(encoding="utf-8") == CORRECTED
    assert sorted(path.name for path in plan.parent.iterdir()) == ["link.yaml", "plan.yaml"]


def test_a_file_that_has_changed_meanwhile_is_not_written_over(plan: Path) -> None:
    with pytest.raises(CheckerError) as raised:
        _write([Mended(str(plan), b"as it was", b"as it should be", (), (), (), ())])
    assert str(raised.value) == f"{plan}: has changed since it was read; run the command again"
    assert plan.read_text(encoding="utf-8") == COMMENTED


def test_nothing_to_correct_is_said(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(SMALLEST, encoding="utf-8")
    done = cxcheck("fix", cwd=tmp_path)
    assert (done.code, done.out) == (0, "nothing to correct\n")


def test_files_that_are_no_plans_are_named(plan: Path) -> None:
    folder = plan.parent / "more"
    folder.mkdir()
    (folder / "other.yaml").write_text("a: 1\n", encoding="utf-8")
    (folder / "dps.yaml").write_text(SMALLEST, encoding="utf-8")
    done = cxcheck("fix", "more", cwd=plan.parent)
    assert done.out == (
        "skipped: more/other.yaml: not a plan: it has no key `plan`; name the file itself to check it\n"
        "nothing to correct\n"
    )


def test_the_configuration_sets_the_limits(plan: Path) -> None:
    (plan.parent / ".cxcheck.yaml").write_text("limits: {bytes: 10}\n", encoding="utf-8")
    done = cxcheck("fix", cwd=plan.parent)
    assert done.code == 1
    assert done.out.splitlines()[0].startswith("plan.yaml:1:1: ERROR limit-passed ")


def test_no_plan_there(tmp_path: Path) -> None:
    done = cxcheck("fix", cwd=tmp_path)
    assert (done.code, done.err) == (3, "cxcheck: no plan to correct was found under .\n")
    assert cxcheck("fix", "none.yaml", cwd=tmp_path).code == 2


def test_the_plans_that_are_examples_have_nothing_to_correct() -> None:
    done = cxcheck("fix", "--check", "agency_plans/fy2025", "agency_plans/fy2026", cwd=ROOT)
    assert (done.code, done.out) == (0, "nothing to correct\n")


def notes_on(folder: Path, *paths: str) -> list[str]:
    done = cxcheck("check", *paths, cwd=folder)
    return [line.partition("= fix:")[2].strip() for line in done.out.splitlines() if "= fix:" in line]


def test_a_finding_says_what_fix_does_about_it(plan: Path) -> None:
    first, remembered = (notes_on(plan.parent, "plan.yaml") for _ in range(2))
    assert first == remembered
    assert first == [
        "`cxcheck fix` writes fiscal_year here",
        "`cxcheck fix` writes 2026-01-31 here",
        "`cxcheck fix` writes draft here",
        "`cxcheck fix` writes false here",
        "`cxcheck fix` writes false here",
        "`cxcheck fix` writes public here",
        "`cxcheck fix` writes federal_employee here",
        "`cxcheck fix --unsafe` writes contractor here, which is a guess",
    ]


def test_a_finding_of_a_rule_says_it_too() -> None:
    notes = notes_on(ROOT, "agency_plans/derived/fy2023/sba.yaml")
    assert set(notes) == {'`cxcheck fix --unsafe` writes "3245-0404" here, which is a guess'}


def test_a_finding_in_a_file_of_a_folder_plan_says_it_too(tmp_path: Path) -> None:
    (tmp_path / "opm/services").mkdir(parents=True)
    (tmp_path / "opm/plan.yaml").write_bytes(
        b"\xef\xbb\xbf" + SMALLEST.replace("services: []\n", "").encode()
    )
    (tmp_path / "opm/services/a.yaml").write_text(
        "id: a\nname: A\nkind: other\naudience: Both\ncustomer_segments: []\nchannels: []\n", encoding="utf-8"
    )
    expected = ["`cxcheck fix` removes it", "`cxcheck fix` writes both here"]
    assert notes_on(tmp_path, "opm") == expected
    assert notes_on(tmp_path / "opm", ".") == expected
