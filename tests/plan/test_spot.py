"""What a program sees of a plan that has whatever a plan can have."""

from checker.plan.document import Document
from checker.plan.read import read_plan
from checker.plan.spot import Spot
from checker.sources.source import PlanSource, SourceFile

_PLAN = b"""\
plan:
  title: Two
    lines
  fiscal_year: 2026
agency: [wrong]
services:
  - id: a
    annual_volume: .inf
    designated: true
    kind: data_and_research
    channels: [phone, 7, {x: 1}]
  - id: b
    annual_volume: 9999999999999999999999
"""


def _root() -> Spot:
    source = PlanSource("p.yaml", SourceFile("p.yaml", _PLAN, len(_PLAN)))
    document = read_plan(source).document
    assert isinstance(document, Document)
    return Spot(document)


def test_values_come_with_their_places() -> None:
    title = _root().at("plan", "title")
    assert title.text == "Two lines"
    assert str(title.place) == "p.yaml:2:10"
    assert title.places == (title.place,)


def test_a_wrong_kind_is_empty_and_never_an_error() -> None:
    root = _root()
    assert not root.at("agency", "name")
    assert root.at("agency", "name").text == ""
    assert root.at("agency", "name").places == ()
    assert str(root.at("agency", "name").place) == "p.yaml:5:1"
    assert [*root.at("plan", "title")] == []
    assert root.at("services", 3, "id").number is None


def test_numbers_are_finite_and_no_truth_values() -> None:
    service = _root().at("services", 0)
    assert service.at("annual_volume").number is None
    assert service.at("designated").number is None
    assert service.at("designated").flag is True
    assert service.at("designated").text == "yes"
    assert _root().at("plan", "fiscal_year").number == 2026
    assert _root().at("plan", "fiscal_year").text == "2026"
    assert _root().at("services", 1, "annual_volume").number is None
    assert _root().at("services", 1, "annual_volume").text == "9999999999999999999999"


def test_words_and_lists_as_people_read_them() -> None:
    service = _root().at("services", 0)
    assert service.at("kind").word == "data and research"
    assert service.at("channels").texts == ("phone", "7")
    assert service.keys == ("id", "annual_volume", "designated", "kind", "channels")
