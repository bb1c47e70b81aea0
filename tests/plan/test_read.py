"""The whole reading of a plan: what becomes of one submission, of one file and of several."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.plan.limits import Limits
from checker.plan.problems import PROBLEMS
from checker.plan.read import ReadPlan, read_plan
from checker.sources.source import PlanSource, SourceFile
from tests.support.said import said, said_with_files, source_file
from tests.support.smallest import smallest

FOLDER = smallest("services: []\n", "")
SERVICE = (
    "id: passport\nname: Passport\nkind: benefits\naudience: public\ncustomer_segments: []\nchannels: []\n"
)


def read(content: str | bytes, limits: Limits | None = None) -> ReadPlan:
    return read_plan(PlanSource("plan.yaml", source_file(content)), limits)


def read_folder(parts: dict[str, str], root: str = FOLDER, limits: Limits | None = None) -> ReadPlan:
    files = tuple((inside, source_file(text, f"opm/{inside}")) for inside, text in sorted(parts.items()))
    return read_plan(PlanSource("opm", source_file(root, "opm/plan.yaml"), files), limits)


def test_a_plan_in_order() -> None:
    plan = read(smallest())
    assert plan.name == "plan.yaml"
    assert plan.problems == ()
    assert plan.document is not None
    assert plan.document.data["plan"]["as_of"] == "2026-01-31"
    assert list(plan.texts) == ["plan.yaml"]
    assert plan.texts["plan.yaml"].line(4) == "  title: Plan"


UNREADABLE: dict[str, tuple[str | bytes, list[str]]] = {
    "empty": ("", ["1:1-1:1 empty-file the file holds nothing to read"]),
    "only a comment": ("# later\n", ["1:1-1:1 empty-file the file holds nothing to read"]),
    "a list": ("# plan\n- a\n", ["2:1-2:1 wrong-type a plan is a set of fields such as `plan:` and `services:`; this file is not"]),
    "text": ("later\n", ["1:1-1:1 wrong-type a plan is a set of fields such as `plan:` and `services:`; this file is not"]),
    "null": ("~\n", ["1:1-1:1 wrong-type a plan is a set of fields such as `plan:` and `services:`; this file is not"]),
    "UTF-16": (smallest().encode("utf-16"), ["1:1-1:1 invalid-utf-8 the file is UTF-16 text; a plan is UTF-8 text"]),
    "a key hidden in a comment": (
        "plan: {} # note\x85waivers: []\n",
        ["1:16-1:17 hidden-line-break a line break that editors do not show (U+0085) stands here"],
    ),
    "a mark and a NUL": (
        b"\xef\xbb\xbfplan: \0\n",
        [
            "1:1-1:1 byte-order-mark the file starts with a byte order mark (U+FEFF)",
            "1:7-1:8 nul-character a NUL character (U+0000) stands here",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", UNREADABLE)
def test_unreadable(case: str) -> None:
    content, expected = UNREADABLE[case]
    plan = read(content)
    assert plan.document is None
    assert said(plan.problems) == expected


def test_problems_are_in_the_order_of_the_file() -> None:
    plan = read(b"\xef\xbb\xbf" + smallest("name: Agency", "name: 1.10\n  name: NO\n  nam: \u202ex").encode())
    assert plan.document is not None
    assert said(plan.problems) == [
        "1:1-1:1 byte-order-mark the file starts with a byte order mark (U+FEFF)",
        "10:3-10:7 duplicate-key the key name stands a second time in the same mapping (9:3-9:7 it stands here first)",
        "10:9-10:11 yaml-1-1-value NO without quotes: older YAML tools read it as false",
        "11:3-11:6 unknown-key nam is not a field here; did you mean name?",
        "11:8-11:9 bidi-control an invisible character that reorders the text (U+202E) stands here",
    ]


def test_a_number_where_text_is_asked_for_is_told_once_and_judged_as_it_is_written() -> None:
    plan = read(smallest("name: Agency", "name: 0123"))
    assert said(plan.problems) == [
        "9:9-9:13 yaml-1-1-value text is expected here, and without quotes 0123 is a number"
    ]
    assert plan.document is not None
    assert plan.document.data["agency"]["name"] == "0123"


def test_whole_numbers_are_decimal_where_the_format_says_so() -> None:
    plan = read(
        smallest("attestation: {}", "attestation: {}\nburden:\n  paperwork_hours: {current: 3, year: 2024}")
    )
    assert plan.problems == ()
    assert plan.document is not None
    assert repr(plan.document.value(("burden", "paperwork_hours"))) == "{'current': 3.0, 'year': 2024}"


@pytest.mark.parametrize("written", ["2026.0", "2026.", "2026.00", "2.026e3", "2026e0"])
def test_a_whole_number_may_be_written_as_a_decimal(written: str) -> None:
    plan = read(smallest("fiscal_year: 2026", f"fiscal_year: {written}"))
    assert plan.document is not None
    assert repr(plan.document.value(("plan", "fiscal_year"))) == "2026"


def test_a_folder_plan() -> None:
    plan = read_folder({"services/a.yaml": SERVICE, "voice_of_customer/surveys/s.yaml": "[]\n"})
    assert said_with_files(plan.problems) == []
    assert plan.document is not None
    assert plan.document.value(("services", 0, "id")) == "passport"
    assert plan.document.value(("voice_of_customer", "surveys")) == []
    assert list(plan.texts) == [
        "opm/plan.yaml",
        "opm/services/a.yaml",
        "opm/voice_of_customer/surveys/s.yaml",
    ]


def test_a_broken_part_makes_no_document_and_hides_nothing_of_the_others() -> None:
    plan = read_folder({
        "services/a.yaml": "id: [\n",
        "services/b.yaml": SERVICE.replace("kind: benefits", "kind: benefit"),
        "services/c.yaml": "",
    })  # fmt: skip
    assert plan.document is None
    assert said_with_files(plan.problems) == [
        "opm/services/a.yaml:2:1-2:1 syntax-error a value is expected here",
        "opm/services/b.yaml:3:7-3:14 unknown-value benefit is not one of administrative, benefits, compliance, "
        "recreation, informational, data_and_research, regulatory, other; did you mean benefits?",
        "opm/services/c.yaml:1:1-1:1 empty-file the file holds nothing to read",
    ]


def test_parts_are_looked_at_where_plan_yaml_cannot_be_read() -> None:
    plan = read_folder({"services/a.yaml": "id: NO\n"}, root="plan: [\n")
    assert plan.document is None
    assert said_with_files(plan.problems) == [
        "opm/plan.yaml:2:1-2:1 syntax-error a value is expected here",
        "opm/services/a.yaml:1:5-1:7 yaml-1-1-value NO without quotes: older YAML tools read it as false",
    ]


def test_files_that_were_left_out_are_findings() -> None:
    root = source_file(smallest(), "opm/plan.yaml")
    source = PlanSource("opm", root, (), (("services/a.yaml", "it is a symbolic link"),))
    plan = read_plan(source)
    assert plan.document is not None
    assert said_with_files(plan.problems) == [
        "opm/services/a.yaml:1:1-1:1 stray-file services/a.yaml is not read: it is a symbolic link"
    ]
    assert plan.texts["opm/services/a.yaml"].text == ""


def test_limits_hold_for_all_files_of_a_plan_together() -> None:
    parts = {f"services/{name}.yaml": SERVICE for name in "abc"}
    size = len(FOLDER) + 2 * len(SERVICE)
    plan = read_folder(parts, limits=Limits(bytes=size))
    assert plan.document is None
    assert said_with_files(plan.problems) == [
        f"opm/services/c.yaml:1:1-1:1 limit-passed with this file, the plan has more than {size} bytes"
    ]
    assert read_folder(parts, limits=Limits(bytes=size + len(SERVICE))).document is not None
    plan = read_folder(parts, limits=Limits(nodes=80))
    assert plan.document is None
    assert said_with_files(plan.problems) == [
        "opm/services/c.yaml:3:1-3:5 limit-passed the plan has more than 80 values and keys"
    ]


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (
            smallest() + "".join(f"u{number}: 1\n" for number in range(20)),
            "26:1-26:3 unknown-key u0 is not a field here",
        ),
        (
            smallest() + "# " + "\u202e" * 20,
            "26:3-26:4 bidi-control an invisible character that reorders the text (U+202E) stands here",
        ),
        (
            "a: [" + "no, " * 20 + "]\n",
            "1:5-1:7 yaml-1-1-value no without quotes: older YAML tools read it as false",
        ),
    ],
    ids=["shape", "characters", "values"],
)
def test_too_many_problems_are_cut_and_the_plan_counts_as_unreadable(content: str, kept: str) -> None:
    plan = read(content, Limits(findings=5))
    assert plan.document is None
    assert said(plan.problems)[0] == kept
    assert len(plan.problems) == 6
    assert plan.problems[-1].message == "there are more than 5 problems; those from here on are not listed"


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_bytes_become_a_document_or_a_located_problem(content: bytes) -> None:
    assert_read(content)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_becomes_a_document_or_a_located_problem(text: str) -> None:
    assert_read(text.encode("utf-8", "surrogatepass"))
    assert_read(f"plan: {{id: {text}}}\nservices:\n- {text}\n".encode("utf-8", "surrogatepass"))


def assert_read(content: bytes) -> None:
    plan = read_plan(PlanSource("x", SourceFile("x", content, len(content))))
    assert plan.problems  # nothing made up at random is a plan without a fault
    assert plan.document is not None or any(
        PROBLEMS[problem.rule].unreadable or problem.rule == "wrong-type" for problem in plan.problems
    )
    for problem in plan.problems:
        location = problem.location
        line = plan.texts[location.file].line(location.line)
        assert 1 <= location.column <= len(line) + 2  # the characters of a line break are columns too
        assert location.line <= location.end_line
