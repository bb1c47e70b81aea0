"""The reviewer's part: judgements, notes, a signature and granted waivers, by whom and when."""

import json
import sqlite3
from pathlib import Path

import pytest

from checker.assessment.place import resolve, value_digest
from checker.resources import resource
from tests.review.test_site import Text
from tests.support.command import Result, cxcheck
from tests.support.plans import plan_of
from tests.support.smallest import smallest

RULE, ROUTE = "lead-official-designated", "agency.lead_service_official.name"
DECISION = """\
waivers:
- rule: lead-official-designated
  route: agency.lead_service_official.name
  reason: the post is being filled
  approved_by: Robin Deputy, OMB
  approved_on: 2026-01-05
  expires: 2026-06-30
  value_digest: DIGEST
notes:
- {text: Thank you for the early plan., by: 'Robin Reviewer, OMB', on: 2026-02-01}
sign_off: {by: 'Robin Reviewer, OMB', on: 2026-02-02, what: the rating and this letter}
"""


def digest() -> str:
    document = plan_of(smallest()).document
    assert document is not None
    return value_digest(document.data, resolve(ROUTE, document.data))


def review(folder: Path, *more: str) -> Result:
    return cxcheck("review", "--roster", "roster.yaml", "-o", "out", "--jobs", "1", *more, cwd=folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "first.yaml").write_text(smallest(), encoding="utf-8")
    (tmp_path / "second.yaml").write_text(smallest(), encoding="utf-8")
    (tmp_path / "roster.yaml").write_text(
        "fiscal_year: 2026\ndue: 2026-10-31\nsubmissions:\n"
        "- {agency: First Office, path: first.yaml, received: 2026-10-01}\n"
        "- {agency: Second Office, path: second.yaml, received: 2026-10-01}\n",
        encoding="utf-8",
    )
    (tmp_path / "decisions").mkdir()
    return tmp_path


def decide(folder: Path, text: str, name: str = "first-office.yaml") -> None:
    (folder / "decisions" / name).write_text(text.replace("DIGEST", digest()), encoding="utf-8")


def letter(folder: Path, name: str = "first-office") -> str:
    return (folder / "out" / "letters" / f"{name}.md").read_text(encoding="utf-8")


def test_what_reviewers_decided_counts_for_their_agency_alone(folder: Path) -> None:
    decide(folder, DECISION)
    done = review(folder, "--decisions", "decisions")
    assert done.err == ""
    said = letter(folder)
    assert "2 errors" not in said
    assert "1 error was found" in said
    assert (
        "## Waivers that OMB granted\n\n"
        "- **From 2026-01-04 a lead official for service delivery is in office** (`lead-official-designated`): waived by Robin "
        "Deputy, OMB until 2026-06-30: the post is being filled. At agency.lead\\_service\\_official.name: it excuses what was found "
        "(150 days left).\n"
    ) in said
    assert (
        "## What your reviewers say\n\n- Thank you for the early plan. (Robin Reviewer, OMB, February 1, 2026)\n"
        in said
    )
    assert "**Robin Reviewer, OMB signed on February 2, 2026: the rating and this letter.**" in said
    assert "claimed" not in said
    other = letter(folder, "second-office")
    assert "2 errors were found" in other
    assert "**No reviewer has signed this letter yet.**" in other
    found = json.loads((folder / "out" / "review.json").read_bytes())
    first, second = found["submissions"]
    assert first["ruling"]["sign_off"] == {
        "text": "the rating and this letter", "by": "Robin Reviewer, OMB", "on": "2026-02-02",
    }  # fmt: skip
    assert second["ruling"] is None
    assert [(one["granted"], one["state"]) for one in first["plan"]["waivers"]] == [(True, "in_use")]


def test_a_decision_that_changes_is_taken_up_and_one_that_goes_is_gone(folder: Path) -> None:
    decide(folder, DECISION)
    review(folder, "--decisions", "decisions")
    decide(folder, DECISION.replace("expires: 2026-06-30", "expires: 2026-01-20"))
    assert review(folder, "--decisions", "decisions").err == ""
    assert "it has expired and excuses nothing." in letter(folder)
    assert "2 errors were found" in letter(folder)
    review(folder)
    assert "Waivers that OMB granted" not in letter(folder)


def test_a_waiver_that_an_agency_gave_itself_is_claimed(folder: Path) -> None:
    own = DECISION.split("notes:", maxsplit=1)[0].removeprefix("waivers:\n").replace("DIGEST", digest())
    (folder / "first.waivers.yaml").write_text(own.replace("OMB", "First Office"), encoding="utf-8")
    review(folder)
    said = letter(folder)
    assert (
        "## Waivers that you claim\n\nYou excuse yourself from these rules. The waivers are **claimed, not granted**"
        in said
    )
    assert "waived by Robin Deputy, First Office until 2026-06-30" in said
    assert "Waivers that OMB granted" not in said
    decide(folder, DECISION)
    review(folder, "--decisions", "decisions")
    assert "Waivers that OMB granted" in letter(folder)
    (folder / "first.waivers.yaml").unlink()
    review(folder)
    assert "2 errors were found" in letter(folder)


def test_a_review_with_decisions_and_waivers_is_verified_from_its_package(folder: Path) -> None:
    decide(folder, DECISION)
    own = DECISION.split("notes:", maxsplit=1)[0].removeprefix("waivers:\n").replace("DIGEST", digest())
    (folder / "second.waivers.yaml").write_text(own, encoding="utf-8")
    assert review(folder, "--decisions", "decisions", "--package", "review.zip").err == ""
    done = cxcheck("verify", "review.zip", "--jobs", "1", cwd=folder)
    assert (done.code, done.err) == (0, "")


def test_a_judgement_settles_a_question(folder: Path) -> None:
    plan = (
        Path(__file__).resolve().parents[2] / "agency_plans" / "fy2026" / "department-of-public-services.yaml"
    )
    (folder / "first.yaml").write_bytes(plan.read_bytes())
    judged = (
        "determinations:\n- rule: loop-is-really-closed\n  answer: met\n  by: Robin Reviewer, OMB\n  on: 2026-09-22\n"
        "  valid_until: 2027-09-30\n  why: For five actions the feedback was looked at.\n"
    )
    decide(folder, judged)
    assert review(folder, "--decisions", "decisions").err == ""
    said = letter(folder)
    assert (
        "Robin Reviewer, OMB determined on 2026-09-22, valid until 2027-09-30: met, because For five actions the feedback was looked "
        "at." in said.split("## What a person has judged")[1]
    )
    assert (
        "`loop-is-really-closed`" not in said.split("## What a person has still to judge")[1].split("## ")[0]
    )


def test_the_pages_and_the_record_have_what_reviewers_decided(folder: Path) -> None:
    judged = (
        "determinations:\n- rule: loop-is-really-closed\n  answer: met\n  by: Robin Reviewer, OMB\n  on: 2026-01-22\n"
        "  valid_until: 2027-01-21\n  why: For five actions the feedback was looked at.\n"
    )
    decide(folder, DECISION + judged)
    assert review(folder, "--decisions", "decisions").err == ""
    pages = {
        path.name.split("-")[0]: Text(path.read_text(encoding="utf-8")).sections
        for path in (folder / "out" / "agencies").iterdir()
    }
    index = Text((folder / "out" / "index.html").read_text(encoding="utf-8")).sections
    granted = (
        "lead-official-designated at agency.lead_service_official.name Robin Deputy, OMB on 2026-01-05 2026-06-30 150 days left "
        "it excuses what was found the post is being filled."
    )
    assert granted in pages["first"]["waivers"]
    assert granted in index["waivers"]
    assert pages["second"]["waivers"] == "Waivers Granted by OMB None. Claimed by the agency itself None."
    assert "1 of 2 submissions is signed off." in index["reviewers"]
    assert "Waiting for a signature Second Office Judgements" in index["reviewers"]
    silent = "Met the rule: Not applicable the judgement does not count: nobody has to judge this rule on this plan."
    assert silent in pages["first"]["reviewers"]
    with sqlite3.connect(folder / "out" / "record.sqlite") as record:
        assert record.execute("SELECT agency, signed_by, signed_on, what FROM last_sign_offs ORDER BY agency").fetchall() == [
            ("First Office", "Robin Reviewer, OMB", "2026-02-02", "the rating and this letter"),
            ("Second Office", None, None, None),
        ]  # fmt: skip
        assert record.execute("SELECT agency, rule, answer, judged_by, judged_on, status FROM last_judgements").fetchall() == [
            ("First Office", "loop-is-really-closed", "met", "Robin Reviewer, OMB", "2026-01-22", "not_applicable")
        ]  # fmt: skip
        assert record.execute("SELECT agency, noted_by, noted_on, note FROM last_notes").fetchall() == [
            ("First Office", "Robin Reviewer, OMB", "2026-02-01", "Thank you for the early plan.")
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("first-offices.yaml", "notes: []\n", "decisions/first-offices.yaml: no agency in this review is called so; did you mean first-office?"),
        ("First Office.yaml", "notes: []\n", "decisions/First Office.yaml: is not the name of an agency's file; expected is a name such as first-office.yaml, once"),
        ("first-office.yaml", "note: []\n", "decisions/first-office.yaml:1:1: "),
        ("first-office.yaml", DECISION.replace("-designated", "-designatd"), "decisions/first-office.yaml:2:9: no rule is called lead-official-designatd; did you mean lead-official-designated?"),
        ("first-office.yaml", DECISION.replace("2026-06-30", "2026-01-01"), "decisions/first-office.yaml:7:12: the last day 2026-01-01 lies before the day of approval 2026-01-05"),
        ("first-office.yaml", DECISION.replace(RULE, "control-number-shown"), "decisions/first-office.yaml:2:9: "),
        ("first-office.yaml", "sign_off: {by: Robin, on: 2026-02-30, what: all}\n", "decisions/first-office.yaml:1:27: "),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_decision_stops_the_review(
    folder: Path, name: str, text: str, said: str
) -> None:
    decide(folder, text, name)
    done = review(folder, "--decisions", "decisions")
    assert done.code == 2
    assert said in done.err


def test_the_entries_have_the_shape_of_their_own_files() -> None:
    def schema(name: str) -> dict[str, object]:
        found: dict[str, object] = json.loads(resource(f"schemas/{name}.schema.json").read_bytes())
        return found

    decision = json.loads(json.dumps(schema("decision")))["properties"]
    assert decision["determinations"]["items"] == schema("determinations")["items"]
    assert decision["waivers"]["items"] == json.loads(json.dumps(schema("waivers")))["$defs"]["Waiver"]
