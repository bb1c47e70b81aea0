"""The door to typst: what it takes, and what it says where the library is not installed. More of it in the tests of what is typeset."""

import subprocess
import sys
from pathlib import Path

import pytest

from checker.errors import CheckerError
from checker.render.pdf import typeset
from checker.render.review.letter_build import build_letter
from checker.render.review.letter_pdf import render_letter_pdf
from checker.review.results import Review, Standing
from tests.render.test_letter import PROFILE, submitted
from tests.support.hostile import HOSTILE, SHOWN
from tests.support.pdf import assert_ua, read_pdf

ROOT = Path(__file__).parents[2]


def letter_pdf(payload: str | None = None, standing: Standing = Standing.RECEIVED) -> bytes:
    submission = submitted(payload, standing)
    review = Review(
        3, "", "order-as-amended", "0" * 64, "1.0", "", (payload,) if payload else (), [submission]
    )
    return render_letter_pdf(build_letter(review, submission, PROFILE, "agency.ActionPlan.csv"), "2025-09-30")


def test_a_letter_is_told_as_it_is_seen(tmp_path: Path) -> None:
    made = letter_pdf()
    assert_ua(made, tmp_path)
    read = read_pdf(made)
    assert (read.title, read.language) == ("Department: answer to your customer service plan", "en-US")
    assert read.information["/CreationDate"] == "D:20250930000000+00'00"
    assert [(depth, title) for depth, title in read.bookmarks if depth == 1] == [
        (1, "Your rating"),
        (1, "What must be mended"),
        (1, "What should be mended"),
        (1, "What could not be checked"),
        (1, "What a person has still to judge"),
        (1, "What a person has judged"),
        (1, "Waivers that you claim"),
        (1, "What this letter rests on"),
    ]
    assert [(int(tag.name[2:]), tag.title) for tag in read.named("/H1", "/H2")] == read.bookmarks
    for words in (
        "! Yellow Your plan came in and could be read, but it does not yet show everything that the order asks for.",
        "Mend this by the day that your examiner names. Fill in agency.ActionPlan.csv, which came with this letter",
        "• agency_plans/2025/osa.yaml:15: 1500 were offered the survey of 1200 customers.",
        "What to do: Correct the spelling or the place of the key. docs/plan-format.md lists every field.",
        "SHA-256: " + "1" * 64,
        "No reviewer has signed this letter yet.",
    ):
        assert words in read.text


@pytest.mark.parametrize("standing", Standing)
def test_a_letter_about_any_submission_is_accessible(standing: Standing, tmp_path: Path) -> None:
    assert_ua(letter_pdf(None, standing), tmp_path)


def test_a_hostile_plan_is_text_in_a_letter(tmp_path: Path) -> None:
    made = letter_pdf(HOSTILE + " #panic() 中")
    assert_ua(made, tmp_path)
    read = read_pdf(made)
    assert read.counts(SHOWN + " #panic() [U+4E2D]") >= 8
    assert read.links == []
    assert not read.is_active


def test_a_letter_has_the_same_bytes_in_another_process() -> None:
    code = "import hashlib; from tests.render.test_pdf import letter_pdf\nprint(hashlib.sha256(letter_pdf()).hexdigest())"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    }
    assert len(runs) == 1


def test_a_file_without_a_day_has_a_fixed_one() -> None:
    submission = submitted(None, Standing.RECEIVED)
    review = Review(3, "", "order-as-amended", "0" * 64, "1.0", "", (), [submission])
    made = render_letter_pdf(build_letter(review, submission, PROFILE, ""), "")
    assert read_pdf(made).information["/CreationDate"] == "D:20000101000000+00'00"


def test_without_typst_the_command_to_install_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(CheckerError) as raised:
        typeset("letter/letter.typ", {}, "2025-09-30")
    assert raised.value.message == "PDF needs a library that is not installed: pip install 'cxcheck[pdf]'"
