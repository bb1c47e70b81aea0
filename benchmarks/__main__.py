"""One plan of about 30 kB with the whole pack: as a process against its floor and a peer, and inside a process."""

import os
import sys
import tempfile
from pathlib import Path

import yaml

from benchmarks.timing import calls, processes
from checker.assessment.assess import Choice, assess
from checker.plan.read import read_plan
from checker.policy.evaluator import Evaluator
from checker.policy.rulebook import load_rulebook
from checker.resources import resource
from checker.sources.source import PlanSource, SourceFile

PLAN = Path(__file__).resolve().parent / "plan-30kB.yaml"
RUNS = 21


def main() -> None:
    """Measure and print."""
    content = PLAN.read_bytes()
    rulebook = load_rulebook(resource("rules"))
    print(f"{PLAN.name}: {len(content):,} bytes, {len(rulebook.rules)} rules, Python {sys.version.split()[0]}")
    print(f"\nWhole processes, median of {RUNS} interleaved runs")
    with tempfile.TemporaryDirectory() as cache:
        _processes(cache)
    print(f"\nIn one process, median of {RUNS} interleaved calls")
    _calls(content)


def _processes(cache: str) -> None:
    check = [sys.executable, "-m", "checker", "check", str(PLAN)]
    bare = f"import yaml, click; yaml.load(open({str(PLAN)!r}, 'rb'), yaml.CSafeLoader)"
    warm = {**os.environ, "CXCHECK_CACHE_DIR": cache}
    cold = {**os.environ, "CXCHECK_NO_CACHE": "1"}
    taken = processes(
        {
            "check, rules compiled before (warm)": check,
            "check, rules compiled now (cold)": check,
            "a process that imports yaml and click and parses the file": [sys.executable, "-c", bare],
            "yamllint": [sys.executable, "-m", "yamllint", str(PLAN)],
        },
        {
            "check, rules compiled before (warm)": warm,
            "check, rules compiled now (cold)": cold,
            "a process that imports yaml and click and parses the file": warm,
            "yamllint": warm,
        },
        RUNS,
    )
    own, cold_own, floor, peer = taken.values()
    _table(taken)
    print(f"  warm / bare process   {own / floor:.2f}")
    print(f"  warm / yamllint       {own / peer:.2f}")
    print(f"  cold / bare process   {cold_own / floor:.2f}")
    print(f"  cold / yamllint       {cold_own / peer:.2f}")


def _calls(content: bytes) -> None:
    rulebook = load_rulebook(resource("rules"))
    profile = rulebook.profiles["order-as-amended"]
    evaluator = Evaluator()
    source = PlanSource(PLAN.name, SourceFile(PLAN.name, content, len(content)))
    read = read_plan(source)
    taken = calls(
        {
            "read and evaluate": lambda: assess(read_plan(source), rulebook, profile, Choice(), evaluator),
            "read": lambda: read_plan(source),
            "evaluate": lambda: assess(read, rulebook, profile, Choice(), evaluator),
            "yaml.load with the C loader": lambda: yaml.load(content, yaml.CSafeLoader),
        },
        RUNS,
    )
    _table(taken)
    print(f"  read and evaluate / yaml.load   {taken['read and evaluate'] / taken['yaml.load with the C loader']:.2f}")


def _table(taken: dict[str, float]) -> None:
    for name, seconds in taken.items():
        print(f"  {name:<60} {seconds * 1000:8.1f} ms")


if __name__ == "__main__":
    main()
