"""The letters of a review: every standing has its own, and says what to do until when."""

import csv
import os
import re
from pathlib import Path

import pytest

from checker.review.naming import Names, slug
from tests.support.command import ROOT, cxcheck
from tests.support.golden import assert_golden
from tests.support.pdf import assert_ua, read_pdf
from tests.support.smallest import smallest

ROSTER = """\
fiscal_year: 2026
due: 2026-10-31
submissions:
- {agency: On Time, path: plans/smallest.yaml, received: 2026-10-31}
- {agency: Two Days Late, path: plans/smallest.yaml, received: 2026-11-02}
- {agency: Not There, path: plans/nothing.yaml}
- {agency: Broken, path: plans/broken.yaml, received: 2026-10-01}
- {agency: Far Away, git: 'https://agency.example/plans.git', ref: v1, path: plan.yaml}
- {agency: Sent Twice, path: plans/smallest.yaml, received: 2026-10-01}
- {agency: Sent Twice, path: plans/smallest.yaml, received: 2026-10-02}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("letters")
    plans = folder / "plans"
    plans.mkdir()
    (plans / "smallest.yaml").write_text(smallest(), encoding="utf-8")
    (plans / "broken.yaml").write_text("plan: {\n", encoding="utf-8")
    (folder / "roster.yaml").write_text(ROSTER, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def out(folder: Path) -> Path:
    """A review without a day to answer by."""
    return review(folder, "out")


ASK = """\
### From 2026-01-04 a lead official for service delivery is in office

Rule `lead-official-designated`, clause S1.p6.s7

> “establish the sustained system for Federal Government accountability and performance necessary to drive an ongoing focus on improved delivery and results”

- `plans/smallest.yaml:13`: the lead official for service delivery is nobody, appointed on no day; the day of assessment is 2026-01-31.

**What to do:** Write the name of the official and the day of the appointment. If the post is empty, have the head of the agency designate someone, if only as acting official.
"""


def review(folder: Path, out: str, *more: str) -> Path:
    """Review the roster in `folder`; returns where the review is."""
    done = cxcheck("review", "--roster", "roster.yaml", "-o", out, "--jobs", "1", *more, cwd=folder)
    assert done.code == 1
    assert done.err == "roster.yaml:6:29: plans/nothing.yaml: there is no such file or folder\n"
    return folder / out


def steady(text: str) -> str:
    """A letter without what changes with the rules and the program."""
    text = re.sub(r"[0-9a-f]{64}", "(SHA-256)", text)
    return re.sub(r"cxcheck \d+\.\d+\.\d+", "cxcheck (version)", text)


@pytest.fixture(scope="module")
def with_a_day(folder: Path) -> Path:
    """A second review of the same submissions in one place, now with a day to answer by."""
    review(folder, "with-a-day")
    return review(folder, "with-a-day", "--answer-by", "2026-12-15")


@pytest.mark.parametrize("name", ["not-there", "broken", "far-away", "sent-twice-2"])
def test_each_standing_has_its_letter(with_a_day: Path, name: str) -> None:
    letters = with_a_day / "letters"
    assert_golden(f"letter-{name}.md", steady((letters / f"{name}.md").read_text(encoding="utf-8")))
    if name == "broken":
        assert_golden("letter-broken.html", steady((letters / "broken.html").read_text(encoding="utf-8")))


def test_every_letter_is_a_pdf_too(out: Path, tmp_path: Path) -> None:
    letters = sorted((out / "letters").glob("*.pdf"))
    assert sorted(file.stem for file in letters) == sorted(
        file.stem for file in (out / "letters").glob("*.html")
    )
    for file in letters:
        assert_ua(file.read_bytes(), tmp_path)
        title = read_pdf(file.read_bytes()).title
        assert f"<h1>{title.removesuffix(': answer to your customer service plan')}</h1>" in file.with_suffix(
            ".html"
        ).read_text(encoding="utf-8")


def test_without_typst_the_other_letters_are_written_and_that_is_said_once(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "typst").mkdir()
    (tmp_path / "typst" / "__init__.py").write_text("raise ImportError", encoding="utf-8")
    path = os.pathsep.join((str(tmp_path), str(ROOT)))
    done = cxcheck(
        "review", "--roster", "roster.yaml", "-o", str(tmp_path / "out"), cwd=folder, PYTHONPATH=path
    )
    assert done.code == 1
    assert (
        done.err.count(
            "cxcheck: the letters were not written as PDF: PDF needs a library that is not installed: pip install 'cxcheck[pdf]'\n"
        )
        == 1
    )
    assert {file.suffix for file in (tmp_path / "out" / "letters").iterdir()} == {".html", ".md", ".csv"}


def test_a_late_plan_is_answered_as_one_in_time_and_told_so(out: Path) -> None:
    letters = out / "letters"
    in_time = (letters / "on-time.md").read_text(encoding="utf-8")
    late = (letters / "two-days-late.md").read_text(encoding="utf-8")
    assert (
        "We received your customer service plan after its due date, and reviewed it all the same. It was due on October 31, 2026. "
        "What we know: it came in on 2026-11-02, 2 days after 2026-10-31."
    ) in late
    assert (
        "We received your customer service plan and reviewed it. It was due on October 31, 2026.\n" in in_time
    )
    assert in_time.split("## What must be mended")[1].split("## What this letter rests on")[0] == (
        late.split("## What must be mended")[1]
        .split("## What this letter rests on")[0]
        .replace("two-days-late", "on-time")
    )


def test_errors_come_first_with_clause_words_place_and_remedy(out: Path) -> None:
    letter = (out / "letters" / "on-time.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)$", letter, re.MULTILINE)
    assert headings[:2] == ["Your rating: Yellow", "What must be mended"]
    assert ASK in letter


def test_without_a_day_none_is_invented(out: Path) -> None:
    letter = (out / "letters" / "on-time.md").read_text(encoding="utf-8")
    assert "Mend this **by the day that your examiner names**." in letter


def test_another_day_makes_the_letters_anew(with_a_day: Path) -> None:
    letter = (with_a_day / "letters" / "on-time.md").read_text(encoding="utf-8")
    assert "Mend this **by December 15, 2026**." in letter


def test_a_day_that_is_none_is_refused(folder: Path) -> None:
    done = cxcheck("review", "--roster", "roster.yaml", "-o", "out", "--answer-by", "2026-02-30", cwd=folder)
    assert done.code == 2
    assert done.err == "cxcheck: --answer-by 2026-02-30: write a day of the calendar in the form 2024-09-30\n"


def test_the_action_plan_has_what_must_be_mended_and_nothing_else(out: Path) -> None:
    with (out / "letters" / "broken.ActionPlan.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == [
        "agency", "fiscal year", "rule", "place in the plan", "clauses", "what was found", "where", "what to do",
        "what will be done", "owner", "date", "status", "reason if not",
    ]  # fmt: skip
    assert [row[:3] + row[6:7] + row[8:] for row in rows[1:]] == [
        ["Broken", "", "syntax-error", "plans/broken.yaml:2", "", "", "", "", ""]
    ]  # fmt: skip
    with (out / "ActionPlan.csv").open(encoding="utf-8-sig", newline="") as file:
        agencies = {row["agency"] for row in csv.DictReader(file)}
    assert agencies == {"Broken", "On Time", "Sent Twice", "Two Days Late"}
    assert not (out / "letters" / "not-there.ActionPlan.csv").exists()


def test_names_of_files_are_plain_and_none_is_given_twice() -> None:
    assert slug("Büro für Öffentliche Dienste / ../x") == "buro-fur-offentliche-dienste-x"
    assert slug("CON") == "agency-con"
    assert slug("局") == "agency-8f6b4037f89b"
    names = Names()
    assert [names("A"), names("a!"), names("A 2"), names("a")] == ["a", "a-2", "a-2-2", "a-3"]
