"""What many rules or files share is said once; which rules made an output, and in which words it counts."""

import json

import pytest

from checker.assessment.outcome import Outcome, Status
from checker.finding import Level
from checker.policy.profile import Profile
from checker.render.counts import status_words, statuses_in_words
from checker.render.formats import FORMATS
from checker.render.printable import related_words
from checker.render.report_words import STATUSES
from checker.render.run import Run
from tests.render import sample

CLEAN = sample.clean(sample.read())


def render(name: str, run: Run) -> str:
    return "".join(FORMATS[name](run))


def waiting(*outcomes: Outcome) -> list[str]:
    """The lines that a plan with these outcomes has between its rating and the empty line, on 60 columns."""
    text = render("text", sample.run(CLEAN._replace(outcomes=outcomes), width=60))
    return text.split("no findings\n")[1].split("\n\n")[0].splitlines()


def asked(name: str, status: Status, reason: str) -> Outcome:
    return Outcome(sample.RULES["volumes-agree"]._replace(id=name), status, Level.WARNING, reason=reason)


def test_a_reason_that_rules_share_stands_once() -> None:
    several = [asked(f"rule-{number:03}", Status.NEEDS_REVIEW, "name is not given") for number in range(7)]
    assert waiting(*several[:3], asked("another", Status.NEEDS_REVIEW, "Is it plain?"), *several[3:]) == [
        "  7 rules need review: name is not given",
        "    rule-000, rule-001, rule-002, rule-003, rule-004,",
        "    rule-005, rule-006",
        "  needs review: another: Is it plain?",
    ]


def test_many_questions_are_named_only() -> None:
    rule = sample.RULES["language-plain"]
    questions = [
        Outcome(rule._replace(id=f"question-{number}"), Status.NEEDS_REVIEW, Level.NOTE, reason="Is it so?")
        for number in range(4)
    ]
    assert waiting(*questions, asked("another", Status.NEEDS_REVIEW, "name is not given")) == [
        "  4 questions for people; `cxcheck explain RULE` tells each:",
        "    question-0, question-1, question-2, question-3",
        "  needs review: another: name is not given",
    ]
    assert len(waiting(*questions[:3])) == 1


def test_a_reason_that_every_rule_shares_names_none() -> None:
    unread = [
        asked(f"rule-{number}", Status.NOT_EVALUATED, "the plan could not be read") for number in range(263)
    ]
    assert waiting(*unread) == ["  263 rules not evaluated: the plan could not be read"]


def test_one_reason_under_two_statuses_is_two_groups() -> None:
    same = [asked(status.value, status, "because") for status in (Status.NEEDS_REVIEW, Status.NOT_EVALUATED)]
    assert waiting(*same) == [
        "  needs review: needs_review: because",
        "  not evaluated: not_evaluated: because",
    ]


def test_what_a_person_judged_is_listed_whatever_came_of_it() -> None:
    judged = [
        asked(status.value, status, f"A. Person determined: {status.words}")._replace(determined=True)
        for status in (Status.PASS, Status.NOT_APPLICABLE)
    ]
    assert waiting(*judged, asked("by-program", Status.PASS, "")) == [
        "  judged by a person: pass: A. Person determined: pass",
        "  judged by a person: not_applicable: A. Person determined: not applicable",
    ]


NOT_A_PLAN = "not a plan: it has no key `plan`; name the file itself to check it"


@pytest.mark.parametrize(("skipped", "lines"), [
    ([f"rules/{topic}/{number}.yaml" for topic in ("order", "means") for number in range(3)],
     [f"6 files under rules/ skipped: {NOT_A_PLAN}"]),
    ([f"rules/order/{number}.yaml" for number in range(6)], [f"6 files under rules/order/ skipped: {NOT_A_PLAN}"]),
    ([f"/home/me/x/{number}.yaml" for number in range(6)], [f"6 files under /home/me/x/ skipped: {NOT_A_PLAN}"]),
    ([f"{number}.yaml" for number in range(6)], [f"6 files in this folder skipped: {NOT_A_PLAN}"]),
    ([f"rules/{number}.yaml" for number in range(5)],
     [f"skipped: rules/{number}.yaml: {NOT_A_PLAN}" for number in range(5)]),
    (["a.yaml", *(f"rules/{number}.yaml" for number in range(6))],
     [f"skipped: a.yaml: {NOT_A_PLAN}", f"6 files under rules/ skipped: {NOT_A_PLAN}"]),
], ids=["two folders in one", "one folder", "from the root", "no folder", "only five", "one beside"])  # fmt: skip
@pytest.mark.parametrize("name", ["text", "concise"])
def test_files_that_were_skipped_alike_are_one_line(name: str, skipped: list[str], lines: list[str]) -> None:
    run = sample.run(CLEAN, skipped=tuple((path, NOT_A_PLAN) for path in skipped), quiet=True)
    said = render(name, run).splitlines()
    assert said[:-2] == lines
    assert said[-1].endswith(f"; {len(skipped)} files skipped")
    assert len(json.loads(render("json", run))["skipped"]) == len(skipped)


def test_files_skipped_for_different_reasons_are_not_one_group() -> None:
    skipped = tuple((f"rules/{number}.yaml", "a" if number < 4 else "b") for number in range(8))
    assert len(render("text", sample.run(CLEAN, skipped=skipped, quiet=True)).splitlines()) == 10


@pytest.mark.parametrize(("days", "said"), [
    (("2025-09-30",), "as of 2025-09-30"),
    (("2025-09-30", "2024-09-30", "2025-01-01"), "as of 2024-09-30 to 2025-09-30"),
    (("2025-09-30", ""), "as of 2025-09-30 (not every plan names a day)"),
    (("", ""), "no day of assessment"),
])  # fmt: skip
def test_the_line_above_the_summary_names_profile_rules_and_days(days: tuple[str, ...], said: str) -> None:
    profile = Profile({**sample.PROFILE.data, "id": "eo-14058-as-issued"})
    run = sample.run(*(CLEAN._replace(as_of=day) for day in days), profile=profile)
    assert (
        render("concise", run).splitlines()[-2] == f"profile eo-14058-as-issued, rules abababababab, {said}"
    )


@pytest.mark.parametrize(("message", "words"), [
    ("initiatives is (22 fields)", "initiatives"),
    ("0 is (3 fields)", ""),
    ("volume is 3", "volume is 3"),
    ("volume is (22 fields) long", "volume is (22 fields) long"),
    ("the rule says so here", "the rule says so here"),
])  # fmt: skip
def test_of_an_entry_the_name_is_shown_and_not_its_size(message: str, words: str) -> None:
    assert related_words(message) == words


def test_every_output_counts_in_the_same_words() -> None:
    counts = {status: number for number, status in enumerate(Status)}
    assert statuses_in_words(counts, {Level.ERROR: 1, Level.NOTE: 2}) == (
        "0 passed, 1 failed (1 error, 2 notes), 2 not applicable, 3 need review, 4 waived, 5 not in force, 6 not evaluated"
    )
    assert [mark.words.lower() for mark in STATUSES.values()] == [status_words(status) for status in Status]
