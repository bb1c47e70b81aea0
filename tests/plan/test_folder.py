"""A plan in a folder: files become entries of their lists, and keep their places."""

from typing import Any

import pytest

from checker.location import Route
from checker.plan.document import Document
from checker.plan.folder import graft
from checker.plan.nodes import MappingNode, Node
from checker.plan.schema import plan_schema
from checker.plan.text import SourceText
from checker.sources.folders import DEEPEST_LIST
from tests.support.said import said_with_files

Parts = dict[str, str]

SERVICES = {
    "services/a.yaml": "id: a\n",
    "services/b.yaml": "- id: b\n- id: c\n",
    "services/c.yaml": "# none\n[]\n",
}
SURVEYS = {"voice_of_customer/surveys/s.yaml": "id: s\n"}

GRAFTED: dict[str, tuple[str, Parts, Any]] = {
    "one entry, and a list of entries": ("goals: []\n", SERVICES, {"goals": [], "services": [{"id": "a"}, {"id": "b"}, {"id": "c"}]}),
    "a list inside a block": ("voice_of_customer: {research: []}\n", SURVEYS, {"voice_of_customer": {"research": [], "surveys": [{"id": "s"}]}}),
    "a block that plan.yaml does not have": ("goals: []\n", SURVEYS, {"goals": [], "voice_of_customer": {"surveys": [{"id": "s"}]}}),
    "two lists of such a block": (
        "goals: []\n", {"voice_of_customer/research/r.yaml": "id: r\n", **SURVEYS},
        {"goals": [], "voice_of_customer": {"research": [{"id": "r"}], "surveys": [{"id": "s"}]}},
    ),
    "a block and a list without a value": ("services:\nvoice_of_customer: ~\n", {**SERVICES, **SURVEYS}, {"services": [{"id": "a"}, {"id": "b"}, {"id": "c"}], "voice_of_customer": {"surveys": [{"id": "s"}]}}),
    "a list three blocks down": ("equity: {assessment: {}}\n", {"equity/assessment/evidence/e.yaml": "id: e\n"}, {"equity": {"assessment": {"evidence": [{"id": "e"}]}}}),
    "an anchor is known in its own file": ("goals: []\n", {"services/a.yaml": "id: &x a\nname: *x\n"}, {"goals": [], "services": [{"id": "a", "name": "a"}]}),
    "an entry that is no set of fields": ("goals: []\n", {"services/a.yaml": "passport\n"}, {"goals": [], "services": ["passport"]}),
}  # fmt: skip

REFUSED: dict[str, tuple[str, Parts, list[str]]] = {
    "a list in two places": ("goals: []\nservices:\n- id: x\n", SERVICES, [
        "plan.yaml:3:1-3:1 block-in-two-places services stands in plan.yaml and in the folder services/; the folder was "
        "not read (1:1-1:1 the folder services/ holds it too)"
    ]),
    "an empty list in plan.yaml": ("services: []\n", SERVICES, [
        "plan.yaml:1:11-1:11 block-in-two-places services stands in plan.yaml and in the folder services/; the folder was "
        "not read (1:1-1:1 the folder services/ holds it too)"
    ]),
    "a folder of no list": ("goals: []\n", {"servises/a.yaml": "id: a\n", "servises/b.yaml": "id: b\n"}, [
        "servises/a.yaml:1:1-1:1 unknown-key the folder servises/ is not a list block of the plan format; did you mean services/?"
    ]),
    "a folder in another case": ("goals: []\n", {"Services/a.yaml": "id: a\n"}, [
        "Services/a.yaml:1:1-1:1 unknown-key the folder Services/ is not a list block of the plan format; did you mean services/?"
    ]),
    "a list in the wrong block": ("goals: []\n", {"surveys/a.yaml": "id: a\n"}, [
        "surveys/a.yaml:1:1-1:1 unknown-key the folder surveys/ is not a list block of the plan format; did you mean voice_of_customer/surveys/?"
    ]),
    "a block that is no list": ("goals: []\n", {"agency/a.yaml": "id: a\n"}, [
        "agency/a.yaml:1:1-1:1 unknown-key the folder agency/ is not a list block of the plan format"
    ]),
    "a list of an entry": ("goals: []\n", {"services/passport/standards/a.yaml": "id: a\n"}, [
        "services/passport/standards/a.yaml:1:1-1:1 unknown-key the folder services/passport/standards/ is not a list "
        "block of the plan format"
    ]),
    "text in the way": ("voice_of_customer: later\n", SURVEYS, [
        "plan.yaml:1:20-1:25 block-in-the-way voice_of_customer is not a set of fields in plan.yaml, so the folder "
        "voice_of_customer/surveys/ was not read (1:1-1:1 the folder voice_of_customer/surveys/ starts here)"
    ]),
    "an alias in the way": ("burden: &x {research: []}\nvoice_of_customer: *x\n", SURVEYS, [
        "plan.yaml:2:20-2:22 block-in-the-way voice_of_customer is an alias in plan.yaml, so the folder "
        "voice_of_customer/surveys/ was not read (1:1-1:1 the folder voice_of_customer/surveys/ starts here)"
    ]),
}  # fmt: skip


def node_of(path: str, text: str) -> Node:
    from checker.plan.compose import compose
    from checker.plan.limits import Limits

    root, findings = compose(SourceText(path, text), Limits())
    assert findings == []
    assert root is not None
    return root


def grafted(text: str, parts: Parts) -> tuple[Document, list[str]]:
    root = node_of("plan.yaml", text)
    assert isinstance(root, MappingNode)
    findings = graft(root, [(path, node_of(path, part)) for path, part in parts.items()], plan_schema())
    return Document(root), said_with_files(findings)


@pytest.mark.parametrize("case", GRAFTED)
def test_graft(case: str) -> None:
    text, parts, data = GRAFTED[case]
    document, findings = grafted(text, parts)
    assert findings == []
    assert document.data == data


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str) -> None:
    text, parts, expected = REFUSED[case]
    document, findings = grafted(text, parts)
    assert findings == expected
    assert document.data == node_of("plan.yaml", text).data


@pytest.mark.parametrize(
    ("route", "file", "line", "column"),
    [
        (("services",), "services/a.yaml", 1, 1),
        (("services", 0, "id"), "services/a.yaml", 1, 5),
        (("services", 1), "services/b.yaml", 1, 3),
        (("services", 2, "id"), "services/b.yaml", 2, 7),
        (("services", 2, "name"), "services/b.yaml", 2, 3),
        (("voice_of_customer", "surveys", 0, "id"), "voice_of_customer/surveys/s.yaml", 1, 5),
        (("voice_of_customer", "surveys"), "voice_of_customer/surveys/s.yaml", 1, 1),
        (("voice_of_customer", "research"), "plan.yaml", 1, 1),
        (("goals",), "plan.yaml", 2, 1),
    ],
)
def test_every_part_keeps_its_place(route: Route, file: str, line: int, column: int) -> None:
    document, findings = grafted("voice_of_customer: {}\ngoals: []\n", {**SERVICES, **SURVEYS})
    assert findings == []
    location = document.locate(route)
    assert (location.file, location.line, location.column) == (file, line, column)


def test_the_files_of_a_document_are_known() -> None:
    document, _ = grafted("goals: []\n", {**SERVICES, **SURVEYS})
    assert sorted(document.sources) == [
        "plan.yaml", "services/a.yaml", "services/b.yaml", "voice_of_customer/surveys/s.yaml",
    ]  # fmt: skip


def test_the_folders_that_are_looked_into_are_deep_enough_for_every_list_of_the_format() -> None:
    assert max(len(route) for route in plan_schema().list_routes) == DEEPEST_LIST
