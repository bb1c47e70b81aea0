"""The plans of the benchmark: the same from the same seed, and no two of one structure."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.plans import agency, write_plan
from checker.plan.limits import Limits
from checker.plan.read import read_plan
from checker.sources.files import find_plans
from checker.sources.source import PlanSource

PLANS = 40


def written(folder: Path, numbers: range, seed: int = 1) -> dict[str, bytes]:
    folder.mkdir()
    for number in numbers:
        write_plan(folder, number, seed)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}


def test_the_same_seed_gives_the_same_plans(tmp_path: Path) -> None:
    some, more = written(tmp_path / "some", range(10)), written(tmp_path / "more", range(20))
    assert some.items() < more.items()
    assert written(tmp_path / "other", range(10), seed=2).items() & some.items() == set()


def test_names_are_of_one_agency_each() -> None:
    assert len({agency(number) for number in range(4_000)}) == 4_000
    assert agency(7) == "Bureau of Western Archives (fictional)"


def test_no_two_have_the_same_structure(tmp_path: Path) -> None:
    written(tmp_path / "plans", range(PLANS))
    found = [
        one
        for one in find_plans((str(tmp_path / "plans"),), Limits().bytes, None)
        if isinstance(one, PlanSource)
    ]
    assert len(found) == PLANS
    assert any(one.parts for one in found), "none is a folder"
    documents = [read_plan(one).document for one in found]
    structures = [frozenset(routes(one.data)) for one in documents if one is not None]
    assert len(structures) > PLANS * 0.9
    assert len(set(structures)) == len(structures)


def routes(value: Any, at: str = "") -> Iterator[str]:
    """Every place of a plan, whatever stands there."""
    yield at
    if isinstance(value, dict):
        for name, child in value.items():
            yield from routes(child, f"{at}.{name}")
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from routes(child, f"{at}[{index}]")
