"""What people judged: read, checked, counted, and shown."""

from pathlib import Path

import pytest

from tests.support.command import ROOT, cxcheck

PLAN = ROOT / "tests" / "data" / "lawful" / "two-services.yaml"
ONE_RULE = ("--select", "partner-kinds-judged")
ENTRY = """\
- rule: partner-kinds-judged
  answer: met
  by: A. Reviewer, Office of Management and Budget
  on: 2026-09-20
  valid_until: 2027-09-30
  why: the plan names partners of four kinds and says why the others have no part
"""


def check(folder: Path, text: str, *more: str) -> tuple[int, str]:
    (folder / "judged.yaml").write_text(text, encoding="utf-8")
    arguments = ("check", str(PLAN), *ONE_RULE, "--determinations", "judged.yaml", *more)
    result = cxcheck(*arguments, cwd=folder)
    return result.code, result.out + result.err


def test_a_question_that_a_person_answered_is_no_longer_open(tmp_path: Path) -> None:
    code, shown = check(tmp_path, ENTRY)
    assert code == 0
    assert "1 plan, 1 rule: 1 passed, 0 failed" in shown


def test_not_met_is_a_finding_with_the_reason(tmp_path: Path) -> None:
    code, shown = check(tmp_path, ENTRY.replace("answer: met", "answer: not_met"), "--format", "concise")
    assert code == 1
    assert "ERROR partner-kinds-judged judged as not met: the plan names partners of four kinds" in shown


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-09-19", "the determination of 2026-09-20 is of a later day"),
        ("2026-09-20", "0 need review"),
        ("2027-09-30", "0 need review"),
        ("2027-10-01", "the determination of 2026-09-20 was valid until 2027-09-30"),
    ],
)
def test_it_counts_from_its_day_to_the_end_of_its_last(day: str, words: str, tmp_path: Path) -> None:
    assert words in check(tmp_path, ENTRY, "--as-of", day)[1]


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("2026-09-19", "partner-kinds-judged still waits for a person on 2026-09-19: the determination of 2026-09-20 is of a later day"),
        ("2027-10-01", "partner-kinds-judged still waits for a person on 2027-10-01: the determination of 2026-09-20 was valid until 2027-09-30"),
    ],
)  # fmt: skip
def test_one_of_another_day_is_a_warning_at_its_place(day: str, message: str, tmp_path: Path) -> None:
    code, shown = check(tmp_path, ENTRY, "--as-of", day, "--format", "concise")
    assert code == 0
    assert f"judged.yaml:1:9: WARNING determination-of-another-day {message}" in shown


WRONG = {
    "a misspelt rule": (
        ENTRY.replace("kinds-judged", "kind-judged"),
        "judged.yaml:1:9: no rule is called partner-kind-judged; did you mean partner-kinds-judged?",
    ),
    "a misspelt key": (ENTRY.replace("valid_until", "valid_util"), "judged.yaml:5:3: valid_util is not a key here"),
    "no reason": (ENTRY[: ENTRY.index("  why")], "judged.yaml:1:3: the key why is missing"),
    "an end before its day": (
        ENTRY.replace("2027-09-30", "2026-09-19"), "judged.yaml:5:16: valid_until lies before the day of the judgement",
    ),
    "several mistakes": (
        ENTRY.replace("kinds-judged", "kind-judged").replace("2027-09-30", "2026-09-19"),
        "judged.yaml:1:9: no rule is called partner-kind-judged; did you mean partner-kinds-judged?\n"
        "judged.yaml:5:16: valid_until lies before the day of the judgement",
    ),
    "mistakes of every kind": (
        ENTRY.replace("kinds-judged", "kind-judged").replace("answer: met", "answer: yes").replace("2026-09-20", "2026-09-31")
        + "- rule: goal-ids-unique\n  answer: met\n  by: no\n  why: it is so\n  on: 2026-09-20\n  valid_until: 2026-09-19\n",
        "cxcheck: judged.yaml:1:9: no rule is called partner-kind-judged; did you mean partner-kinds-judged?\n"
        "judged.yaml:2:11: yes is not one of met, not_met, not_applicable\n"
        "judged.yaml:4:7: 2026-09-31 is not a date of the calendar in the form 2024-03-31\n"
        "judged.yaml:9:7: at least 3 characters are expected in by, not 2\n"
        "judged.yaml:10:8: at least 10 characters are expected in why, not 8\n"
        "judged.yaml:12:16: valid_until lies before the day of the judgement\n",
    ),
    "no list": (
        ENTRY.replace("- ", "  ", 1),
        "judged.yaml:1:3: a list of judgements is expected here: begin each with a hyphen, as in `- rule: loop-is-really-closed`, "
        "and write its other keys below, two spaces in",
    ),
    "twice": (ENTRY + ENTRY, "judged.yaml:7:9: partner-kinds-judged is determined a second time; keep one of the two"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_file_is_refused_with_its_place(case: str, tmp_path: Path) -> None:
    text, message = WRONG[case]
    code, shown = check(tmp_path, text)
    assert code == 2
    assert message in shown


def test_an_answer_that_nobody_asked_for_is_told(tmp_path: Path) -> None:
    code, shown = check(
        tmp_path,
        ENTRY.replace("partner-kinds-judged", "goal-ids-unique"),
        "--select",
        "goal-ids-unique",
        "--format",
        "concise",
    )
    assert code == 0
    assert (
        "judged.yaml:1:9: WARNING unused-determination nobody needs to judge goal-ids-unique: it comes to pass"
        in shown
    )


def test_the_example_answers_every_question_about_the_complete_plan(tmp_path: Path) -> None:
    plans = ROOT / "agency_plans"
    arguments = (
        "check", str(plans / "fy2026" / "department-of-public-services.yaml"),
        "--prior", str(plans / "fy2025" / "department-of-public-services.yaml"),
        "--determinations", str(ROOT / "docs" / "examples" / "department-of-public-services.determinations.yaml"),
        "--format", "concise",
    )  # fmt: skip
    result = cxcheck(*arguments, cwd=tmp_path)
    assert result.code == 0
    assert "0 failed" in result.out
    assert "0 need review" in result.out
    assert "determination" not in result.out


def test_an_example_that_expired_leaves_its_questions_open(tmp_path: Path) -> None:
    arguments = (
        "check", str(ROOT / "agency_plans" / "fy2026" / "department-of-public-services.yaml"), "--as-of", "2027-10-01",
        "--determinations", str(ROOT / "docs" / "examples" / "department-of-public-services.determinations.yaml"),
        "--format", "concise", "--select", "redesign-serves-people",
    )  # fmt: skip
    result = cxcheck(*arguments, cwd=tmp_path)
    assert "1 needs review" in result.out
    assert "redesign-serves-people still waits for a person on 2027-10-01" in result.out
