"""The pages of a review: what they say, and what a hostile plan cannot make them do."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from checker.assessment.outcome import Dropped
from checker.render.review.part import piece
from checker.render.review.site import index_page
from checker.render.review.site_words import page_of as page_name
from checker.render.templates import OURS
from checker.review.answers import Answer, Trouble
from checker.review.changes import Step, steps
from checker.review.facts import Fact, FactKind
from checker.review.naming import Names
from checker.review.portfolio import Gathering
from checker.review.results import Provenance, Review
from checker.review.ruling import Judged, Ruling, Signed
from tests.render import sample
from tests.render.test_report import PAYLOADS, Skeleton, hostile
from tests.review.sample import before, review
from tests.support.command import cxcheck
from tests.support.smallest import smallest


def pages(made: Review, previous: Review | None = None) -> dict[str, str]:
    """All pages, from the pieces of which they are made."""
    if previous is not None:
        taken = list(steps(previous, made, {}))
    else:
        taken = [Step(one.key, None, one) for one in made.submissions]
    letters = Names()
    pieces = []
    for step in taken:
        letter = letters(step.after.agency or step.after.key) if step.after is not None else ""
        pieces.append(piece(step, made, previous, sample.PROFILE, letter, OURS, with_pdf=False))
    gathering = Gathering(sample.RULES)
    found = {}
    for one in pieces:
        if one.part is not None:
            gathering.add(one.part.glance)
            found.update(one.part.files[:1])
    moved = [one.moved for one in pieces if one.moved is not None]
    changes = (previous, moved, len(pieces) - len(moved)) if previous is not None else None
    return {"index.html": "".join(index_page(made, gathering.portfolio(), changes)), **found}


NOW = pages(review(), before())


_APART = ("td", "th", "p", "li", "dt", "dd", "tr", "h2", "h3", "h4", "span", "option", "code")


class Text(HTMLParser):
    """The words of a page, section by section, by the id of the section."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sections: dict[str, str] = {}
        self.section = ""
        self.feed(page)
        self.sections = {name: " ".join(words.split()) for name, words in self.sections.items()}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter a section."""
        if tag == "section":
            self.section = str(dict(attrs)["id"])
        self.handle_data(" " if tag in _APART else "")

    def handle_endtag(self, tag: str) -> None:
        """Leave a section."""
        self.handle_data(" " if tag in _APART else "")
        self.section = "" if tag == "section" else self.section

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        self.sections[self.section] = self.sections.get(self.section, "") + data


INDEX = Text(NOW["index.html"]).sections


def page_of(start: str) -> dict[str, str]:
    """The sections of the first page whose name starts so."""
    return next(Text(page).sections for name, page in NOW.items() if name.startswith(f"agencies/{start}"))


def test_there_is_a_page_for_everything_and_its_name_is_safe_and_stays() -> None:
    assert list(NOW) == [
        "index.html",
        "agencies/agency-of-the-east-24401a56b9.html",
        "agencies/agency-of-the-east-325cf62ad8.html",
        "agencies/agency-of-the-north-04ddf4d95b.html",
        "agencies/agency-of-the-west-4af2cf629e.html",
        "agencies/bureau-of-nothing-4e6335c3dc.html",
        "agencies/bureau-of-traps-96f354791e.html",
        "agencies/office-of-lists-4cb86266f4.html",
    ]


@pytest.mark.parametrize(
    "agency", ["../../etc/passwd", "CON", "", "x" * 300, "Ämter\\&<b>", "名前", "\ud800"]
)
def test_no_name_of_an_agency_leads_anywhere_else(agency: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]{11,91}\.html", page_name(f"key of {agency}", agency))


def test_the_same_review_gives_the_same_bytes() -> None:
    assert pages(review(), before()) == NOW


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ("reviewed", "Day of assessment each plan's own (2025-09-30)"),
        ("reviewed", "This review was not a plain one: reading was limited to 9 values."),
        ("reviewed", "plans/notes.txt is no plan"),
        ("short", "✓ Green 0 ! Yellow 3 ✗ Red 3 – Not rated 1"),
        ("short", "✓ Received 2 ! Late 1 ✗ Missing 1 ✗ Unreadable 1 – Duplicate 1 ✗ Refused 1"),
        ("matrix", "Agency of the East ✓ Received ! Yellow ✓ Signed off Dana Director, OMB, 2025-10-03 3 1 ✗ 1 error ✗ 2 errors 1 not evaluated, 1 warning, a person must judge, 1 waived"),
        ("matrix", "Agency of the East (7) – Duplicate – Not rated – Not needed Not assessed: the agency submitted again, and the later submission counts"),
        ("matrix", "Agency of the North ! Late it came in on 2026-11-01, a day after 2026-10-31 ! Yellow ? Waits 1 0 ✓ in order"),
        ("matrix", "Bureau of Nothing ✗ Missing ✗ Red ? Waits Not assessed: the roster names no place for it"),
        ("families", "Feedback 4 2 0 6 The file itself 2 0 0 2"),
        ("gaps", "No more people are served than there are volumes-agree , S2.p1.s2 ✗ Error 3 of 3 plans 3 Agency of the East"),
        ("partners", "Agency of the East Agency of the West, which does not name it Permits east.yaml:15:9"),
        ("twice", "Permits: Agency of the East east.yaml:14:11 ; Agency of the West west.yaml:30:11 ."),
        ("waivers", "Granted by OMB Agency Rule Granted by Last day What it does Why Agency of the East"),
        ("waivers", "A private-sector benchmark is named benchmark-named at services[id=permits].benchmark Robin Deputy, OMB on 2025-01-02 2025-12-31 92 days left it excuses what was found a study is under way. Claimed by agencies themselves"),
        ("waivers", "Surveys of the public show a valid OMB control number control-number-shown at voice_of_customer.surveys[id=after-service] the deputy director on 2025-01-02 2025-12-01 62 days left: ends within 90 days of the day of assessment it excuses what was found a study is under way."),
        ("reviewers", "Signed off 1 of 6 submissions is signed off. Agency Signed by On What Agency of the East Dana Director, OMB 2025-10-03 the rating and the letter. Waiting for a signature Agency of the North"),
        ("reviewers", "New staff understand the promise welcome-understood Met Robin Reviewer, OMB on 2025-08-01 2026-07-31 twelve new colleagues read it."),
        ("reviewers", "Notes Agency of the East: Thank you for the early plan. Robin Reviewer, OMB, 2025-10-02"),
        ("waivers", "A waiver that an agency gave itself is a claim. Nobody here has granted it."),
        ("waiting", "Would a customer without training understand what the plan promises? language-plain 3 plans wait:"),
        ("changes", "Compared with review 6. Of 4 submissions nothing changed."),
        ("changes", "The rules: 999999999999 became aaaaaaaaaaaa."),
        ("changes", "Agency of the East received yellow 1 0 0 4 the plan changed (2)"),
        ("changes", "Agency of the North missing became late red became yellow"),
        ("changes", "Agency that Closed missing became not there red became not there"),
        ("changes", "Bureau of Traps not there became refused not there became red"),
    ],
)  # fmt: skip
def test_the_first_page_says(section: str, said: str) -> None:
    assert said in INDEX[section]


def test_what_two_agencies_fail_is_no_gap_of_the_whole_government() -> None:
    assert "The plan's customers include the federal workforce" not in INDEX["gaps"]


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ("result", "! Yellow ✓ Received The plan could be read; 3 errors were found"),
        ("result", "Signed off by Dana Director, OMB on 2025-10-03: the rating and the letter."),
        ("waivers", "Robin Deputy, OMB on 2025-01-02 2025-12-31 92 days left it excuses what was found a study is under way. Claimed by the agency itself Claimed, not granted: nobody at OMB has decided on these."),
        ("waivers", "Burden hours fall burden-falls at services[id=permits] the deputy director on 2025-01-02 2025-09-29 it has expired and excuses nothing a study is under way."),
        ("section-2", "benchmark-named Granted by OMB: waived by Robin Deputy, OMB until 2025-12-31: a study is under way."),
        ("reviewers", "Sign-off Dana Director, OMB signed on 2025-10-03: the rating and the letter."),
        ("reviewers", "Would a new colleague understand what the plan promises? welcome-understood Met the rule: Passed Robin Reviewer, OMB on 2025-08-01 2026-07-31 twelve new colleagues read it."),
        ("reviewers", "Would a customer without training understand what the plan promises? language-plain Not met the rule: Needs review the judgement does not count: it is of a later day than the day of assessment, 2025-09-30."),
        ("reviewers", "Notes Thank you for the early plan. Robin Reviewer, OMB, 2025-10-02"),
        ("result", "This review was not a plain one: --ignore feedback-channel-open left out 1 rule."),
        ("first", "The file itself: 1 problem. Surveys of the public show a valid OMB control number, 1 finding"),
        ("changes", "New ✗ Error the control number OMB Control Number is not of the form 1234-5678 agency_plans/2025/osa.yaml:23 the plan changed 4 findings are as before."),
        ("section-2", "✗ Error the control number OMB Control Number is not of the form 1234-5678 agency_plans/2025/osa.yaml:23 Remedy: Write the control number"),
        ("section-2", "✓ Passed: Service standards are published standards-published"),
        ("section-1", "New staff understand the promise ✓ Passed welcome-understood the deputy director determined on 2025-08-01"),
        ("waiting", "The plan is written in plain language: Would a customer without training understand"),
        ("unchecked", "Burden hours fall: services[0]: the target is not a number."),
        ("unchecked", "A feedback channel is open to the workforce ignored (--ignore)"),
        ("provenance", "Reviewers’ file decisions/agency-of-the-east.yaml Digest of it (SHA-256) 7777"),
        ("provenance", "Source repository@v1 Plan in it plans/osa.yaml Commit cccccccccccccccccccccccccccccccccccccccc Author A Writer <a@agency.example> Signature none"),
    ],
)  # fmt: skip
def test_the_page_of_an_agency_says(section: str, said: str) -> None:
    assert said in page_of("agency-of-the-east")[section]


def test_a_waiver_of_the_agency_itself_is_shown_as_claimed() -> None:
    west = page_of("agency-of-the-west")
    said = "Claimed by the agency, not granted by this review: waived by the deputy director until 2025-12-01"
    assert said in west["section-2"]
    assert west["waivers"].startswith(
        "Waivers Granted by OMB None. Claimed by the agency itself Claimed, not granted: nobody at OMB has decided on these."
    )
    assert "2025-12-01 62 days left: ends within 90 days of the day of assessment" in west["waivers"]
    assert "Not signed off yet." in west["result"]


@pytest.mark.parametrize(
    ("agency", "said"),
    [
        ("bureau-of-nothing", "Nothing was submitted, so nothing was assessed."),
        ("bureau-of-traps", "The submission was set aside, so nothing was assessed."),
        ("office-of-lists", "No plan could be read, so no rule could be asked."),
    ],
)
def test_a_submission_without_a_plan_has_a_page_that_says_so(agency: str, said: str) -> None:
    assert said in page_of(agency)["result"]


def test_without_an_earlier_review_the_pages_say_so() -> None:
    for page in pages(review()).values():
        assert "The record holds no earlier review to compare with." in page


def test_what_an_agency_says_in_its_action_plan_stands_beside_the_finding() -> None:
    made = review()
    east = next(iter(made.submissions))
    assert east.assessment is not None
    found = next(each for each in east.assessment.findings if each.rule == "control-number-shown")
    asks = Answer(
        agency=east.agency, fiscal_year="2025", rule=found.rule, place=found.identity, found=found.message, action="ask OMB",
        owner="A. Person", date="2026-12-31", status="planned", reason="", at="a.csv: row 2",
    )  # fmt: skip
    answers = (
        asks,
        asks._replace(rule="burden-falls", place="goals[0]", action="cut it", owner="", date="", status="done", mended=True),
    )  # fmt: skip
    troubles = (Trouble(east.agency, "a.csv: row 4", "names no agency"),)
    others = [one for one in made.submissions if one.key != east.key]
    made = made._replace(submissions=(east._replace(answers=answers, troubles=troubles), *others), troubles=(Trouble("", "b.csv: row 1", "is empty"),))  # fmt: skip
    shown = pages(made)
    page = Text(shown["agencies/agency-of-the-east-24401a56b9.html"]).sections
    assert "The agency says: planned: ask OMB, by A. Person, on 2026-12-31." in page["section-2"]
    assert "burden-falls at goals[0] done: cut it" in page["answers"]
    assert "a.csv: row 4 names no agency" in page["answers"]
    assert "b.csv: row 1 is empty" in Text(shown["index.html"]).sections["reviewed"]


def of_payload(payload: str) -> Review:
    """The sample in which every text that a plan, a roster or a user wrote is `payload`."""
    assessed, _ = hostile(payload)
    assessed = assessed._replace(dropped=tuple(Dropped(each.rule, payload) for each in assessed.dropped))
    from_ = Provenance(*(payload for _ in Provenance._fields))
    facts = (
        Fact(FactKind.AGENCY, payload, payload, payload, payload),
        Fact(FactKind.SERVICE, payload, payload, payload, payload),
        Fact(FactKind.PARTNER, payload + " 2", payload, payload, payload),
    )
    made = review()
    assessed = assessed._replace(
        waivers=tuple(
            one._replace(route=payload, reason=payload, approved_by=payload, approved_on=payload, expires=payload, granted=granted)
            for one in assessed.waivers for granted in (True, False)
        )
    )  # fmt: skip
    signed = Signed(payload, payload, payload)
    ruling = Ruling(payload, payload, (signed,), signed, (Judged("welcome-understood", *([payload] * 5)),))
    submissions = tuple(
        one._replace(
            key=f"{payload} {number}", agency=f"{payload} {number % 2}", reason=payload, due=payload, provenance=from_,
            facts=facts if one.facts else (), assessment=assessed if one.assessment is not None else None,
            answers=(Answer(*([payload] * 10), mended=True),), ruling=ruling, troubles=(Trouble(payload, payload, payload),),
        )
        for number, one in enumerate(made.submissions)
    )  # fmt: skip
    return made._replace(
        as_of=payload, profile=payload, roster=payload, bypasses=(payload,), submissions=submissions,
        skipped=((payload, payload),), troubles=(Trouble(payload, payload, payload),),
    )  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_nothing_from_a_plan_is_live(payload: str) -> None:
    shown, calm = pages(of_payload(payload)), pages(of_payload("word"))
    for page, other in zip(shown.values(), calm.values(), strict=True):
        assert skeleton(page) == skeleton(other)
        assert {character for character in page if not character.isprintable()} == {"\n"}
        assert all(re.fullmatch(_ADDRESS, found) for found in re.findall(r'href="([^"]*)"', page))


_ADDRESS = r"#[A-Za-z0-9-]+|agencies/[a-z0-9-]+\.html|\.\./letters/[a-z0-9-]+\.html|\.\./index\.html|findings\.csv|review\.json"


def skeleton(page: str) -> list[str]:
    """The elements of a page, without the addresses of other pages."""
    return [
        re.sub(r"(agencies|letters)/[a-z0-9-]+\.html", "", str(element))
        for element in Skeleton(page).elements
    ]


def test_a_second_review_says_what_changed_and_removes_pages_that_nobody_has_any_more(tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    plans.mkdir()
    (plans / "a.yaml").write_text(smallest(), encoding="utf-8")
    (plans / "b.yaml").write_text(smallest("name: Agency\n", "name: Bureau\n"), encoding="utf-8")

    def reviewed() -> list[str]:
        cxcheck("review", "plans", "-o", "out", "--jobs", "1", cwd=tmp_path)
        return sorted(path.name for path in (tmp_path / "out" / "agencies").iterdir())

    first = reviewed()
    assert [name.split("-")[0] for name in first] == ["agency", "bureau"]
    (plans / "b.yaml").unlink()
    (plans / "a.yaml").write_text(smallest("independent: false", "independent: true"), encoding="utf-8")
    assert reviewed() == first[:1]
    changes = Text((tmp_path / "out" / "index.html").read_text(encoding="utf-8")).sections["changes"]
    assert "Compared with review 1." in changes
    assert "Bureau received became not there" in changes
