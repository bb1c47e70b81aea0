"""One plan of about 30 kB with the whole pack: as a process against its floor and a peer, and inside a process.

Three rows of `cxcheck check`, which differ in what was kept from earlier runs:

- cold: nothing was kept, so the rules are compiled first;
- warm: compiled rules were kept, and the plan is one that was not seen before;
- unchanged: the same plan was checked with the same rules before, so its result was kept too.

They are held against three scales: a process that imports yaml and click and parses the same file, once with the C loader,
which is the fastest there is, and once with `yaml.safe_load`, which is what a script usually calls; and yamllint.

All processes run with compiled bytecode of Python, as an installed program does, whatever the environment says.
"""

import os
import shutil
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import yaml

from benchmarks import review
from benchmarks.timing import Process, calls, processes
from checker.assessment.assess import Choice, assess
from checker.plan.read import read_plan
from checker.policy.evaluator import Evaluator
from checker.policy.rulebook import load_rulebook
from checker.resources import resource
from checker.sources.source import PlanSource, SourceFile

PLAN = Path(__file__).resolve().parent / "plan-30kB.yaml"
PROFILE = "order-as-amended"
RUNS = 21

CHECKS = ("warm", "unchanged", "cold")
SCALES = ("bare process", "bare process, safe_load", "yamllint")


def main() -> None:
    """Measure and print."""
    content = PLAN.read_bytes()
    rules = len(load_rulebook(resource("rules")).rules)
    print(
        f"{PLAN.name}: {len(content):,} bytes, {rules} rules, Python {sys.version.split()[0]}, {os.cpu_count()} cores"
    )
    print(f"\nWhole processes, with compiled bytecode; median of {RUNS} interleaved runs")
    with tempfile.TemporaryDirectory() as cache:
        _processes(Path(cache))
    print(f"\nIn one process; median of {RUNS} interleaved calls")
    _calls(content)


def _processes(cache: Path) -> None:
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    check = [sys.executable, "-m", "checker", "check", str(PLAN)]
    bare = f"import yaml, click; yaml.load(open({str(PLAN)!r}, 'rb'), yaml.CSafeLoader)"
    usual_bare = f"import yaml, click; yaml.safe_load(open({str(PLAN)!r}, 'rb'))"
    warm, unchanged = cache / "warm", cache / "unchanged"
    forget = partial(shutil.rmtree, warm / "assessments", ignore_errors=True)
    taken = processes(
        {
            "warm": Process(check, {**usual, "CXCHECK_CACHE_DIR": str(warm)}, forget),
            "unchanged": Process(check, {**usual, "CXCHECK_CACHE_DIR": str(unchanged)}),
            "cold": Process(check, {**usual, "CXCHECK_NO_CACHE": "1"}),
            "bare process": Process([sys.executable, "-c", bare], usual),
            "bare process, safe_load": Process([sys.executable, "-c", usual_bare], usual),
            "yamllint": Process([sys.executable, "-m", "yamllint", str(PLAN)], usual),
        },
        RUNS,
    )
    _table(
        taken,
        {
            "warm": "check, rules compiled before, plan not seen before (warm)",
            "unchanged": "check, same plan and rules as before (unchanged)",
            "cold": "check, rules compiled now (cold)",
            "bare process": "a process that imports yaml and click and parses the file, C loader",
            "bare process, safe_load": "the same with yaml.safe_load",
        },
    )
    for scale in SCALES:
        for name in CHECKS:
            print(f"  {f'{name} / {scale}':<62} {taken[name] / taken[scale]:8.2f}")


def _calls(content: bytes) -> None:
    rulebook = load_rulebook(resource("rules"))
    profile = rulebook.profiles[PROFILE]
    evaluator = Evaluator()
    source = PlanSource(PLAN.name, SourceFile(PLAN.name, content, len(content)))
    read = read_plan(source)
    taken = calls(
        {
            "read and evaluate": lambda: assess(read_plan(source), rulebook, profile, Choice(), evaluator),
            "read": lambda: read_plan(source),
            "evaluate": lambda: assess(read, rulebook, profile, Choice(), evaluator),
            "yaml.load": lambda: yaml.load(content, yaml.CSafeLoader),
        },
        RUNS,
    )
    _table(taken, {"yaml.load": "yaml.load with the C loader"})
    print(f"  {'read and evaluate / yaml.load':<62} {taken['read and evaluate'] / taken['yaml.load']:8.2f}")


def _table(taken: Mapping[str, float], words: Mapping[str, str]) -> None:
    for name, seconds in taken.items():
        print(f"  {words.get(name, name):<62} {seconds * 1000:8.1f} ms")


if __name__ == "__main__":
    asked = ArgumentParser(
        "python -m benchmarks", description="Speed, as ratios of what was measured in one run."
    )
    asked.add_argument(
        "what",
        nargs="?",
        choices=("check", "review"),
        default="check",
        help="one plan, or a review of thousands",
    )
    asked.add_argument("--plans", type=int, default=2_000, help="how many plans the review has")
    options = asked.parse_args()
    if options.what == "review":
        review.main(options.plans)
    else:
        main()
