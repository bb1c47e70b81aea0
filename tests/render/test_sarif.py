"""SARIF: what GitHub's code scanning asks for, held against Microsoft's validator and read by sarif-tools."""

import json
from pathlib import Path
from typing import Any

import pytest
from sarif import loader

from checker.assessment.outcome import Outcome, Status
from checker.errors import ExitCode
from checker.finding import Level
from checker.location import Location
from checker.render import sarif
from checker.render.formats import FAILURES, FORMATS
from checker.render.run import Checkout, Failure, Run
from checker.render.sarif_rules import ORDER_PAGE
from checker.sources.tree import Origin
from tests.render import hostile, sample
from tests.support.command import ROOT
from tests.support.hostile import SHOWN
from tests.support.multitool import complaints

READ = sample.read()
ASSESSED = sample.assessment(READ)
CLEAN = sample.clean(READ)
HERE = Checkout("/work", "/work", "https://forge.example/agency/plans", "0" * 40, "main")
FAILED = Failure("title is missing", Location("rules/x.yaml", 3, 1, 3, 6), ExitCode.USAGE, "0.1.0")

# What the validator says of every log: a message could be an id with arguments, an id should be like CX1001, and the
# pages that it names cannot be reached from where it runs. None of these are rules of GitHub's.
STYLE = {"SARIF2002", "SARIF2006", "SARIF2009"}


def log(run: Run) -> dict[str, Any]:
    shown: dict[str, Any] = json.loads("".join(FORMATS["sarif"](run)))
    return shown


def the_run(run: Run) -> dict[str, Any]:
    (one,) = log(run)["runs"]
    assert isinstance(one, dict)
    return one


LOGS = {
    "everything": "".join(
        FORMATS["sarif"](sample.run(ASSESSED, CLEAN, checkout=HERE, skipped=(("a b.txt", "not YAML"),)))
    ),
    "nothing found": "".join(FORMATS["sarif"](sample.run(CLEAN, checkout=HERE))),
    "what is new": "".join(FORMATS["sarif"](sample.run(sample.compared(READ), checkout=HERE))),
    "a hostile plan": "".join(FORMATS["sarif"](hostile.run()._replace(checkout=HERE))),
    "a failed run": FAILURES["sarif"](FAILED._replace(checkout=HERE)),
    "a failed run without a place": FAILURES["sarif"](FAILED._replace(location=None, checkout=HERE)),
}


@pytest.mark.parametrize("name", LOGS)
def test_the_validator_of_microsoft_accepts_it_with_the_rules_of_github(name: str, tmp_path: Path) -> None:
    file = tmp_path / "log.sarif"
    file.write_text(LOGS[name], encoding="utf-8")
    # A run that came to no results has no rules, which the validator notes.
    assert complaints(file) - STYLE == ({"SARIF2012"} if name.startswith("a failed run") else set())


def test_the_validator_would_say_so(tmp_path: Path) -> None:
    broken = json.loads(LOGS["everything"])
    del broken["runs"][0]["tool"]["driver"]["rules"][0]["help"]
    broken["runs"][0]["results"][0]["locations"] = []
    file = tmp_path / "log.sarif"
    file.write_text(json.dumps(broken), encoding="utf-8")
    assert complaints(file) >= {"GH2012", "GH1015"}


@pytest.mark.parametrize("name", LOGS)
def test_sarif_tools_opens_it(name: str, tmp_path: Path) -> None:
    file = tmp_path / "log.sarif"
    file.write_text(LOGS[name], encoding="utf-8")
    opened = loader.load_sarif_file(str(file))
    found = {
        record["Code"]: (record["Location"], record["Line"], record["Severity"])
        for record in opened.get_records()
    }
    expected = {
        "everything": {
            "unknown-key": (sample.FILE, 6, "error"),
            "customer-includes-workforce": (sample.FILE, 10, "warning"),
            "volumes-agree": (sample.FILE, 15, "error"),
            "control-number-shown": (sample.FILE, 23, "error"),
        },
        "what is new": {
            "unknown-key": (sample.FILE, 6, "error"),
            "customer-includes-workforce": (sample.FILE, 10, "warning"),
            "volumes-agree": (sample.FILE, 15, "error"),
            "control-number-shown": (sample.FILE, 23, "error"),
        },
        "a hostile plan": {
            "syntax-error": (hostile.NAME, 2, "error"),
            "volumes-agree": (hostile.NAME, 2, "error"),
        },
    }
    named = {code: (_unquoted(place), line, severity) for code, (place, line, severity) in found.items()}
    assert named == expected.get(name, {})


def _unquoted(uri: str) -> str:
    from urllib.parse import unquote

    return unquote(uri)


def test_a_rule_says_what_github_shows() -> None:
    rules = the_run(sample.run(ASSESSED))["tool"]["driver"]["rules"]
    assert rules[3] == {
        "id": "customer-includes-workforce",
        "name": "CustomerIncludesWorkforce",
        "shortDescription": {"text": "The plan's customers include the federal workforce."},
        "fullDescription": {"text": "The amendment counts the people who serve as customers too."},
        "help": {
            "text": "What it asks: The listed customer groups include federal_employee. If that is not given, the rule fails.\n"
            "How to mend it: Add federal_employee to definitions.customer_groups.\n"
            "The order's words: S1.p5.s1, S3(a): “redefining the term “Customer” to be inclusive of our federal workforce” "
            "(it rests on the amendment proposed on 2023-12-13 alone, not on EO 14058 as issued).\n"
            "More: run cxcheck explain customer-includes-workforce, or read docs/rules/feedback/customer-includes-workforce.md.",
            "markdown": "**What it asks:** The listed customer groups include federal\\_employee. If that is not given, the rule fails.\n\n"
            "**How to mend it:** Add federal\\_employee to definitions.customer\\_groups.\n\n"
            "**The order's words:** S1.p5.s1, S3(a): “redefining the term “Customer” to be inclusive of our federal workforce” "
            "(it rests on the amendment proposed on 2023-12-13 alone, not on EO 14058 as issued).\n\n"
            "**More:** run cxcheck explain customer-includes-workforce, or read docs/rules/feedback/customer-includes-workforce.md.",
        },
        "helpUri": ORDER_PAGE,
        "defaultConfiguration": {"level": "warning"},
        "properties": {
            "tags": ["feedback", "S1.p5.s1", "S3(a)"],
            "precision": "very-high",
            "problem.severity": "warning",
        },
    }


def test_the_page_that_rules_lead_to_is_where_the_order_was_read() -> None:
    assert f"\nsource_url: {ORDER_PAGE}\n" in (ROOT / "rules/order/eo-14058.md").read_text(encoding="utf-8")


def test_names_of_files_count_from_the_root_of_the_repository() -> None:
    def places(checkout: Checkout, name: str) -> set[str]:
        run = hostile.run(name)._replace(checkout=checkout)
        return {
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            for result in the_run(run)["results"]
        }

    assert places(Checkout("/repository", "/repository/plans"), "2025/osa plan.yaml") == {
        "plans/2025/osa%20plan.yaml"
    }
    assert places(Checkout("/repository", "/repository/plans"), "../osa.yaml") == {"osa.yaml"}
    assert places(Checkout("/repository", "/repository"), "/repository/a/../osa.yaml") == {"osa.yaml"}
    assert places(Checkout("", "/repository"), "./標識:.yaml") == {"%E6%A8%99%E8%AD%98%3A.yaml"}
    assert places(Checkout("/work", "/work"), "/elsewhere/osa.yaml") == {"file:///elsewhere/osa.yaml"}


def test_a_fingerprint_does_not_hang_on_the_line() -> None:
    lower = sample.read("# A comment\n# on two lines\n" + sample.PLAN)
    before = the_run(sample.run(ASSESSED))["results"]
    after = the_run(sample.run(sample.assessment(lower), texts=lower.texts))["results"]
    lines = [
        result["locations"][0]["physicalLocation"]["region"]["startLine"] for result in (*before, *after)
    ]
    assert lines == [6, 10, 15, 23, 8, 12, 17, 25]
    marks = [result["partialFingerprints"]["primaryLocationLineHash"] for result in before]
    assert marks == [result["partialFingerprints"]["primaryLocationLineHash"] for result in after]
    assert len(set(marks)) == 4


def test_two_findings_at_one_place_have_two_fingerprints() -> None:
    outcome = ASSESSED.outcomes[2]
    twice = (outcome.findings[0], outcome.findings[0]._replace(message="another"))
    run = sample.run(CLEAN._replace(outcomes=(outcome._replace(findings=twice),)))
    marks = [result["partialFingerprints"]["primaryLocationLineHash"] for result in the_run(run)["results"]]
    assert [mark.rpartition(":")[2] for mark in marks] == ["1", "2"]
    assert marks[0].partition(":")[0] == marks[1].partition(":")[0]


def test_what_was_not_evaluated_makes_the_execution_unsuccessful_and_is_told() -> None:
    told = the_run(sample.run(ASSESSED))["invocations"]
    assert (told[0]["executionSuccessful"], told[0]["exitCode"]) == (False, 1)
    assert told[0]["toolExecutionNotifications"][0] == {
        "descriptor": {"id": "not-evaluated", "index": 1},
        "level": "error",
        "message": {"text": "services[0]: the target is not a number."},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": sample.FILE, "uriBaseId": "%SRCROOT%"}}}
        ],
        "associatedRule": {"id": "burden-falls", "index": 1},
    }


def test_a_plan_that_could_not_be_read_is_told_once() -> None:
    outcomes = tuple(
        Outcome(rule, Status.NOT_EVALUATED, Level.ERROR, reason="the plan could not be read")
        for rule in sample.RULES.values()
    )
    (invocation,) = the_run(sample.run(CLEAN._replace(outcomes=outcomes)))["invocations"]
    assert [told["message"]["text"] for told in invocation["toolExecutionNotifications"]] == [
        "the plan could not be read."
    ]


def test_a_clean_run_is_a_successful_execution_without_results() -> None:
    run = the_run(sample.run(CLEAN))
    assert run["results"] == []
    assert run["invocations"] == [
        {"executionSuccessful": True, "exitCode": 0, "toolExecutionNotifications": []}
    ]


@pytest.mark.parametrize(
    ("origin", "named"),
    [
        (Origin("disk"), {"revisionId": "0" * 40, "branch": "main"}),
        (Origin("index"), {}),
        (Origin("commit", "f" * 40, "HEAD~1"), {"revisionId": "f" * 40}),
    ],
)
def test_the_revision_is_the_one_that_was_read(origin: Origin, named: dict[str, str]) -> None:
    run = the_run(sample.run(CLEAN, checkout=HERE, origin=origin))
    assert run["versionControlProvenance"] == [
        {"repositoryUri": HERE.uri, **named, "mappedTo": {"uriBaseId": "%SRCROOT%"}}
    ]
    assert run["properties"].get("readFrom", "") == origin.in_words


def test_a_commit_that_concerns_no_plan_is_well() -> None:
    (invocation,) = the_run(sample.run())["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (True, 0)


def test_waived_findings_are_counted_and_not_in_the_results() -> None:
    failed = ASSESSED.outcomes[2]
    waived = failed._replace(status=Status.WAIVED, findings=(), waived=failed.findings, reason="a reason")
    run = the_run(sample.run(CLEAN._replace(outcomes=(waived,))))
    assert run["results"] == []
    assert run["properties"]["outcomes"]["waived"] == 1


def test_a_failed_run_is_a_log_that_says_so() -> None:
    (run,) = json.loads(FAILURES["sarif"](FAILED))["runs"]
    assert run["results"] == []
    assert run["invocations"] == [
        {
            "executionSuccessful": False,
            "exitCode": 2,
            "toolExecutionNotifications": [
                {
                    "descriptor": {"id": "run-failed", "index": 0},
                    "level": "error",
                    "message": {"text": "title is missing."},
                    "locations": [
                        {
                            "physicalLocation": {
                                "artifactLocation": {"uri": "rules/x.yaml", "uriBaseId": "%SRCROOT%"},
                                "region": {"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 6},
                            }
                        }
                    ],
                }
            ],
        }
    ]


def test_the_gravest_findings_are_kept_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 3)
    run = the_run(sample.run(ASSESSED))
    assert [result["ruleId"] for result in run["results"]] == [
        "unknown-key",
        "volumes-agree",
        "control-number-shown",
    ]
    texts = [told["message"]["text"] for told in run["invocations"][0]["toolExecutionNotifications"]]
    assert "3 of 4 findings are in this log, the gravest; --format json has all." in texts


def test_what_is_not_new_is_there_and_called_unchanged() -> None:
    compared = the_run(sample.run(sample.compared(READ)))["results"]
    assert {result["ruleId"]: result["baselineState"] for result in compared} == {
        "unknown-key": "unchanged",
        "customer-includes-workforce": "unchanged",
        "volumes-agree": "unchanged",
        "control-number-shown": "new",
    }
    assert all("baselineState" not in result for result in the_run(sample.run(ASSESSED))["results"])


def test_so_many_notes_on_a_run_and_the_rest_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "_MOST_NOTIFICATIONS", 1)
    told = the_run(sample.run(ASSESSED))["invocations"][0]["toolExecutionNotifications"]
    assert [each["message"]["text"] for each in told] == [
        "services[0]: the target is not a number.",
        "2 more notes on this run are not in this log; --format json has all.",
    ]


def test_a_rule_is_a_place_where_it_lies_in_a_folder_of_one_s_own() -> None:
    run = sample.run(ASSESSED)
    own = run._replace(rulebook=run.rulebook._replace(added=("rules",)))
    places = [
        each["physicalLocation"]["artifactLocation"]["uri"]
        for result in the_run(own)["results"]
        for each in result.get("relatedLocations", [])
    ]
    assert "rules/feedback/control-number-shown.yaml" in places
    assert '"rules/feedback' not in "".join(FORMATS["sarif"](run))
    line = "= see:    rules/feedback/control-number-shown.yaml:18:1: the rule says so here\n"
    assert line in "".join(FORMATS["text"](own))
    line = "= see:    cxcheck rules show control-number-shown, line 18: the rule says so here\n"
    assert line in "".join(FORMATS["text"](run))


def test_text_of_a_plan_is_neither_a_placeholder_nor_a_link() -> None:
    first = the_run(hostile.run())["results"][0]
    text = first["message"]["text"]
    assert "{{0}}" in text
    assert "\\[link\\](https://evil.example)" in text
    assert text.endswith(f"](1), [{_quoted(hostile.NAME)}:2:3](2).")
    assert [related["id"] for related in first["relatedLocations"]] == [1, 2]


def _quoted(text: str) -> str:
    return text.replace("[", "\\[").replace("]", "\\]")


def test_every_text_is_on_one_line_and_shows_what_is_invisible() -> None:
    shown = "".join(FORMATS["sarif"](hostile.run()))
    assert {character for character in shown if not character.isprintable()} == {"\n"}
    told = the_run(hostile.run())["invocations"][0]["toolExecutionNotifications"]
    text = told[0]["message"]["text"].replace("\\[", "[").replace("\\]", "]").replace("\\\\", "\\")
    assert text == f"{SHOWN.replace('{0}', '{{0}}')}."
