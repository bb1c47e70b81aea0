"""The figures of a plan: written as facts, read again, and never a stumbling block."""

import pytest

from checker.errors import CheckerError
from checker.plan.limits import Limits
from checker.plan.read import read_plan
from checker.review.facts import Fact, FactKind, facts
from checker.review.figures import Figures, figures, figures_of
from checker.sources.files import find_plans
from checker.sources.source import PlanSource, SourceFile
from tests.support.command import ROOT

_PLAN = "agency_plans/fy2026/department-of-public-services.yaml"


@pytest.fixture(scope="module")
def made() -> Figures:
    (source,) = find_plans((str(ROOT / _PLAN),), Limits().bytes, None)
    assert isinstance(source, PlanSource)
    document = read_plan(source).document
    assert document is not None
    return figures_of((*facts(document), *figures(document, "2026-09-30")))


def test_trust_with_all_that_a_comparison_needs(made: Figures) -> None:
    first = made.scores[0]
    assert first.place.file.endswith(_PLAN)
    assert first[:-1] == (
        "Applying for Household Relief", "public", 2026, 1,
        "This interaction increased my trust in the Department of Public Services.", "likert_5", "website", "post_interaction",
        19600, first.mean, first.positive,
    )  # fmt: skip
    assert round(first.mean or 0, 2) == 3.82


def test_shared_services_hours_and_asks(made: Figures) -> None:
    assert [(one.function, one.decision) for one in made.adoptions] == [
        ("travel", "in_place"), ("hr", "in_place"), ("finance", "adopt"), ("grants", "defer"), ("acquisition", "outside"),
        ("cyber", "adopt"),
    ]  # fmt: skip
    assert [load[:-1] for load in made.loads] == [
        ("paperwork", 3290000, 3312000, 2400000),
        ("manual data entry", 310600, 244800, 107600),
    ]
    assert [(ask.asked_of, ask.source) for ask in made.asks] == [("Congress", "statutory")]


def test_counts(made: Figures) -> None:
    counts = {count.name: count.value for count in made.counts}
    assert counts == {
        "designated provider": 1, "designated services": 3, "capacity": 25, "capacity maximum": 35, "capacity last year": 22,
        "delivered": 3, "not delivered": 1, "milestones": 10, "milestones completed": 5, "goals": 6, "goals met": 1, "processes": 10,
        "processes evaluated": 8, "systems": 5, "privacy assessments done": 2, "sites": 5, "sites tested": 5, "open issues": 5,
        "means": 5, "partners": 6, "life experiences": 1, "attested": 1,
    }  # fmt: skip


def test_a_plan_with_other_kinds_in_it_has_figures_too() -> None:
    text = b"services: soon\nfeedback: [1, {responses: {a: b}}]\nburden: [x]\nroot_causes: {a: b}\nmeans: 3\nattestation: no\n"
    document = read_plan(PlanSource("p.yaml", SourceFile("p.yaml", text, len(text)))).document
    assert document is not None
    found = figures_of(figures(document, ""))
    assert found.scores == found.adoptions == found.loads == found.asks == ()
    assert {count.value for count in found.counts} == {0}


def test_a_damaged_figure_is_told() -> None:
    with pytest.raises(CheckerError) as caught:
        figures_of([Fact(FactKind.COUNT, "goals", "", "", "p.yaml:1:1", "{")])
    assert caught.value.message == "the record is damaged: a figure in it cannot be read (count goals)"
