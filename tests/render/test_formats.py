"""Every format: golden files of one run in which everything occurs. Text, concise and JSON: the cases beside it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from xml.etree.ElementTree import fromstring

import pytest
from jsonschema import Draft202012Validator

from checker.assessment.outcome import Assessment, Outcome, Status
from checker.finding import Level
from checker.plan.problems import PROBLEMS
from checker.plan.text import SourceText
from checker.render.formats import FORMATS
from checker.render.json_text import json_text
from checker.render.run import Run
from checker.resources import resource
from tests.render import hostile, sample
from tests.support.golden import assert_golden
from tests.support.runner import commands

READ = sample.read()
ASSESSED = sample.assessment(READ)
CLEAN = sample.clean(READ)
SKIPPED = (("agency_plans/2025/notes.txt", "not YAML"),)


def shown(name: str, run: Run) -> str:
    return "".join(FORMATS[name](run))


@pytest.mark.parametrize("name", list(FORMATS))
def test_everything_that_occurs_is_shown(name: str) -> None:
    assert_golden(f"everything.{name}", shown(name, sample.run(ASSESSED, skipped=SKIPPED)))


@pytest.mark.parametrize("name", list(FORMATS))
def test_two_plans_one_of_them_clean(name: str) -> None:
    assert_golden(f"two-plans.{name}", shown(name, sample.run(ASSESSED, CLEAN)))


@pytest.mark.parametrize("name", ["sarif", "junit", "github", "gitlab", "markdown"])
def test_what_is_not_new_is_shown_apart(name: str) -> None:
    assert_golden(f"compared.{name}", shown(name, sample.run(sample.compared(READ))))


def test_text_in_colour() -> None:
    assert_golden("colour.text", shown("text", sample.run(ASSESSED, colour=True)))


def test_text_without_colour_has_no_escape_sequence() -> None:
    assert "\x1b" not in shown("text", sample.run(ASSESSED))


def test_text_on_a_narrow_terminal() -> None:
    text = shown("text", sample.run(ASSESSED, width=60))
    assert_golden("narrow.text", text)
    notes = [
        line
        for line in text.splitlines()
        if line.lstrip().startswith(("=", "|")) or line.startswith(" " * 10)
    ]
    assert max(map(len, notes)) <= 60


def test_quiet_text_is_findings_and_summary() -> None:
    assert (
        shown("text", sample.run(ASSESSED, quiet=True))
        == """\
ERROR unknown-key: Fiscal_year is not a field of plan; did you mean fiscal_year?
  --> agency_plans/2025/osa.yaml:6:3
WARNING customer-includes-workforce: the plan's definition of customer leaves out federal_employee
  --> agency_plans/2025/osa.yaml:10:3
ERROR volumes-agree: 1500 were offered the survey of 1200 customers
  --> agency_plans/2025/osa.yaml:15:21
ERROR control-number-shown: the control number OMB Control Number is not of the form 1234-5678
  --> agency_plans/2025/osa.yaml:23:27
note: --ignore feedback-channel-open left out 1 rule
1 rule was not asked, because of the profile or an option; `--format json` names each with its reason
profile order-as-amended, rules abababababab, as of 2025-09-30
1 plan, 10 rules: 2 passed, 3 failed (2 errors, 1 warning), 1 not applicable, 1 needs review, 1 waived, 1 not in force, \
1 not evaluated; 1 file problem (1 error); 0 files skipped
"""
    )


@pytest.mark.parametrize("name", ["text", "concise"])
def test_the_summary_comes_on_success_too(name: str) -> None:
    assert shown(name, sample.run(CLEAN, quiet=True)) == (
        "profile order-as-amended, rules abababababab, as of 2025-09-30\n"
        "1 plan, 1 rule: 1 passed, 0 failed, 0 not applicable, 0 need review, 0 waived, 0 not in force, "
        "0 not evaluated; 0 file problems; 0 files skipped\n"
    )


def test_a_plan_that_could_not_be_read() -> None:
    at = SourceText(sample.FILE, "").location(0, 0)
    problem = PROBLEMS["empty-file"].finding("the file is empty", at)
    asked = sample.RULES["volumes-agree"]
    outcome = Outcome(asked, Status.NOT_EVALUATED, Level.ERROR, reason="the plan could not be read")
    unread = CLEAN._replace(
        title="", agency="", fiscal_year=None, as_of="", problems=(problem,), outcomes=(outcome,)
    )
    assert (
        shown("text", sample.run(unread, texts={sample.FILE: SourceText(sample.FILE, "")}))
        == """\
ERROR empty-file: the file is empty
 --> agency_plans/2025/osa.yaml:1:1
  = rule:   The file holds a plan
  = remedy: Write the plan, or remove the file. `docs/plan-format.md` lists what a plan holds.

agency_plans/2025/osa.yaml: agency not named, no fiscal year, no day of assessment
  rating red: 1 error
  not evaluated: volumes-agree: the plan could not be read

profile order-as-amended, rules abababababab, no day of assessment
1 plan, 1 rule: 0 passed, 0 failed, 0 not applicable, 0 need review, 0 waived, 0 not in force, \
1 not evaluated; 1 file problem (1 error); 0 files skipped
"""
    )


def test_a_long_reason_is_cut() -> None:
    waits = Outcome(sample.RULES["language-plain"], Status.NEEDS_REVIEW, Level.ERROR, reason="r" * 241)
    text = shown("text", sample.run(CLEAN._replace(outcomes=(waits,))))
    assert f"  needs review: language-plain: {'r' * 239}…\n" in text


def test_a_finding_in_a_file_without_text_has_no_frame() -> None:
    text = shown("text", sample.run(ASSESSED, texts={}))
    assert " --> agency_plans/2025/osa.yaml:6:3\n  = rule:" in text
    assert "|" not in text


@pytest.mark.parametrize("name", list(FORMATS))
def test_the_same_run_gives_the_same_text(name: str) -> None:
    assert shown(name, sample.run(ASSESSED, CLEAN)) == shown(name, sample.run(ASSESSED, CLEAN))


@pytest.mark.parametrize("name", ["text", "concise", "json", "junit", "gitlab"])
def test_plans_are_shown_one_by_one(name: str) -> None:
    """The first plan is out before the second is asked for, so a batch needs the memory of one plan."""
    asked: list[Assessment] = []

    def plans() -> Iterator[Assessment]:
        for assessment in (ASSESSED, CLEAN):
            asked.append(assessment)
            yield assessment

    for piece in FORMATS[name](sample.run()._replace(assessments=plans())):
        if sample.FILE in piece:
            break
    assert len(asked) == 1


@pytest.mark.parametrize(
    "run",
    [
        sample.run(),
        sample.run(CLEAN),
        sample.run(ASSESSED, CLEAN, skipped=SKIPPED),
        sample.run(ASSESSED._replace(fiscal_year=None, as_of=""), fail_on=None),
    ],
    ids=["no plan", "clean", "two plans", "nothing known"],
)
def test_json_fits_its_schema(run: Run) -> None:
    schema = json.loads(resource("schemas/results.schema.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(shown("json", run)))


def test_the_schema_of_results_is_closed_and_described() -> None:
    schema = json.loads(resource("schemas/results.schema.json").read_bytes())
    pending = [schema]
    seen = 0
    while pending:
        part = pending.pop()
        if isinstance(part, dict):
            if "properties" in part and part.get("type") == "object":
                seen += 1
                assert part["additionalProperties"] is False
                assert sorted(part["required"]) == sorted(part["properties"])
                assert all("description" in each or "$ref" in each for each in part["properties"].values())
            pending.extend(part.values())
        elif isinstance(part, list):
            pending.extend(part)
    assert seen == 19


def test_json_escapes_what_reorders_or_breaks_text() -> None:
    title = "a\u202eb\u2028c\ufeffd\ud800é標"
    written = shown("json", sample.run(CLEAN._replace(title=title)))
    assert r'"title": "a\u202eb\u2028c\ufeffd\ud800é標"' in written
    assert json.loads(written)["plans"][0]["title"] == title
    assert written.endswith("}\n")


@pytest.mark.parametrize("name", ["text", "concise"])
def test_nothing_from_a_plan_reaches_the_terminal_raw(name: str) -> None:
    evil = "::error::x \x1b[31mred\x1b]0;title\x07 \u202egnp\u2069 \r::error::x \x00 \u2028 \x9b2J"
    texts = {
        sample.FILE: SourceText(
            sample.FILE, sample.PLAN.replace("1500", f"1500 # {evil.replace(chr(13), '')}")
        )
    }
    finding = ASSESSED.findings[2]._replace(
        message=evil, remedy=evil, location=ASSESSED.findings[2].location._replace(file=f"{evil}.yaml")
    )
    outcome = Outcome(
        sample.RULES["volumes-agree"], Status.FAIL, Level.ERROR, (finding, ASSESSED.findings[2])
    )
    waits = Outcome(sample.RULES["language-plain"], Status.NEEDS_REVIEW, Level.ERROR, reason=evil)
    bad = ASSESSED._replace(
        plan=evil,
        agency=evil,
        as_of=evil,
        label=evil,
        prior=evil,
        outcomes=(outcome, waits),
        bypasses=(evil,),
    )
    shown_text = shown(name, sample.run(bad, texts=texts, skipped=((evil, evil),)))
    unseen = {c for c in shown_text if not c.isprintable() and c != "\n"}
    assert unseen == set()
    assert "\\x1b[31mred\\x1b]0;title\\x07 \\u202egnp" in shown_text
    assert not any(line.lstrip().startswith("::") for line in shown_text.splitlines())


@pytest.mark.parametrize("name", ["text", "concise"])
def test_nothing_in_a_plan_is_a_command_to_a_build_service(name: str) -> None:
    assert commands(shown(name, hostile.run())) == []
    assert commands(shown(name, hostile.run()._replace(width=40))) == []


def test_results_load_no_library_that_reports_and_revisions_need() -> None:
    """A lint of one file must not wait for them."""
    program = (
        "import sys, checker.render.formats\n"
        "print([name for name in ('git', 'jinja2', 'jsonschema', 'rich') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("name", ["json", "sarif", "junit", "gitlab"])
def test_what_programs_read_holds_no_command_of_an_older_runner(name: str) -> None:
    text = shown(name, hostile.run())
    assert "##[" not in text
    if name == "junit":
        assert any("##[error]" in str(each.attrib) for each in fromstring(text).iter())  # noqa: S314 - our own text
    else:
        assert "##[error]" in json.dumps(json.loads(text)) or "%23%23%5Berror" in text


def test_json_reads_back_the_same() -> None:
    for value in ("##[error]", "\\##[", "###[", "\\", "##"):
        assert json.loads(json_text({value: value})) == {value: value}
