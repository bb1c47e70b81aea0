"""What the report says of the plan, the rules and the people behind it, in each case."""

import pytest

from checker.assessment.outcome import Dropped, Status
from checker.plan.problems import PROBLEMS
from checker.plan.text import SourceText
from checker.policy.profile import Profile
from checker.render.report import ReportFormat, render_report
from checker.render.report_build import build_report
from checker.render.report_words import STATUSES
from tests.render import sample
from tests.render.test_report import CLEAN, FORMATS, READ, report, unread


@pytest.mark.parametrize(("format_", "said"), [
    ("html", "<li><b>264 rules:</b> the plan could not be read.</li>"), ("markdown", "- **264 rules:** the plan could not be read.\n"),
])  # fmt: skip
def test_what_all_rules_share_is_said_once(format_: ReportFormat, said: str) -> None:
    text = report(format_, unread(264), READ._replace(document=None))
    assert said in text
    assert (
        "The plan could not be read, so none of the 264 rules could be asked. Nothing is known of any clause."
        in text
    )
    assert "rule-7" not in text
    assert len(text) < 45_000


@pytest.mark.parametrize(("format_", "said"), [
    ("html", "<li><b>2 rules:</b> not selected (--select). They are <code>volumes-agree</code>, <code>burden-falls</code>.</li>"),
    ("markdown", "- **2 rules:** not selected (--select). They are `volumes-agree`, `burden-falls`.\n"),
])  # fmt: skip
def test_rules_that_share_a_reason_are_named_together(format_: ReportFormat, said: str) -> None:
    dropped = tuple(
        Dropped(sample.RULES[name], "not selected (--select)") for name in ("volumes-agree", "burden-falls")
    )
    assert said in report(format_, CLEAN._replace(dropped=dropped))


AS_ISSUED = "The rules encode EO 14058 as issued on 2021-12-13."
AS_AMENDED = "The rules encode EO 14058. Sections 1 to 3 stand as amended by the proposal of 2023-12-13, which was never enacted"


@pytest.mark.parametrize(("data", "said", "silent"), [
    ({}, AS_AMENDED, AS_ISSUED),
    ({"amendment": False}, AS_ISSUED, AS_AMENDED),
    ({"authorities_as_of": "2023-12-31"}, "Laws and orders count as in force as of 2023-12-31, whatever the day of assessment.", AS_ISSUED),
    ({}, AS_AMENDED, "Laws and orders count as in force"),
], ids=["as amended", "as issued", "laws of another day", "laws of the day"])  # fmt: skip
def test_the_report_says_which_order_its_profile_encodes(
    data: dict[str, object], said: str, silent: str
) -> None:
    text = render_report(CLEAN, sample.RULEBOOK, Profile({**sample.PROFILE.data, **data}), READ, "html")
    assert said in text
    assert silent not in text


@pytest.mark.parametrize(
    ("data", "force"), [({}, "not in force"), ({"authorities_as_of": "2023-12-31"}, "in force")]
)
def test_laws_are_shown_as_of_the_day_that_the_profile_sets(data: dict[str, str], force: str) -> None:
    view = build_report(CLEAN, sample.RULEBOOK, Profile({**sample.PROFILE.data, **data}), READ)
    ended = next(each for each in view.authorities if each.citation == "EO 13985")
    day = data.get("authorities_as_of", "the day of assessment")
    assert (ended.force, ended.on) == (force, f" on {day}")


@pytest.mark.parametrize("status", [Status.PASS, Status.FAIL, Status.NOT_APPLICABLE])
def test_what_a_person_judged_says_who_and_why(status: Status) -> None:
    judged = CLEAN.outcomes[0]._replace(status=status, reason=sample.JUDGED, determined=True)
    text = report("html", CLEAN._replace(outcomes=(judged,)))
    assert f"<p><b>Judged by a person:</b> {sample.JUDGED}.</p>" in text
    assert f"Why {STATUSES[status].words.lower()}" not in text


@pytest.mark.parametrize(
    ("format_", "said"),
    [("html", "<dt>Compared with</dt><dd>{}</dd>"), ("markdown", "- Compared with: {}\n")],
)
def test_last_year_is_named_or_said_to_be_missing(format_: ReportFormat, said: str) -> None:
    assert said.format("no plan of last year was given") in report(format_, CLEAN)
    assert said.format("last.yaml, fiscal year 2024") in report(
        format_, CLEAN._replace(prior="last.yaml, fiscal year 2024")
    )


@pytest.mark.parametrize("format_", FORMATS)
def test_nothing_claims_that_a_plan_was_submitted(format_: ReportFormat) -> None:
    text = report(format_)
    assert [line for line in text.splitlines() if "submitted" in line] == []


def test_a_problem_of_a_file_that_was_not_read_shows_no_line() -> None:
    file = SourceText("plan/link.yaml", "")
    problem = PROBLEMS["stray-file"].finding(
        "link.yaml is not read: it is a symbolic link", file.location(0, 0)
    )
    read = READ._replace(texts={**READ.texts, file.path: file})
    view = build_report(CLEAN._replace(problems=(problem,)), sample.RULEBOOK, sample.PROFILE, read)
    assert (view.problems[0].place, view.problems[0].line) == ("plan/link.yaml:1", None)
