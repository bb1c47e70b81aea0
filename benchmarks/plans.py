"""Plans of agencies that do not exist, for a review of thousands. No two have the same structure.

They are made from the plans in `agency_plans/`, which hold real figures and whole plans: services are left out, or taken again
for something else, with their surveys, quarters, goals and initiatives; so are blocks, fields and entries. Volumes, scales,
wordings, names, people and partners differ; some plans are folders, have waivers, cannot be read, or contradict themselves
(`benchmarks.flaws`). The same seed gives the same plans, and plan 7 of 200 is plan 7 of 2,000.
"""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from benchmarks.flaws import mistakes, ruin, waivers
from benchmarks.vocabulary import BRANCHES, FIELDS, GIVEN, HEADS, LINES, WORDINGS, WORDS
from checker.plan.read import read_plan
from checker.sources.files import find_plans
from checker.sources.source import PlanSource

EXAMPLES = Path(__file__).resolve().parents[1] / "agency_plans"
WHOLE = (
    "fy2026/department-of-public-services.yaml",
    "fy2025/department-of-public-services.yaml",
    "fy2026/bureau-of-shared-payroll",
)
"""Examples in which every block stands; the last is of an agency that serves other agencies alone."""
DERIVED = tuple(
    f"derived/fy2023/{name}.yaml"
    for name in ("dhs-federal-emergency-management-agency", "opm-retirement-services", "sba")
)
"""Real providers: many surveys and quarters, and little else."""
_FOLDERS = ("services", "business_processes", "feedback", "initiatives", "goals")
"""The lists that a folder plan may have in folders."""
_NEEDED = ("schema_version", "plan", "agency", "services", "customer_segments", "definitions")
_POINTERS = ("service_id", "survey_id", "process_id", "standard_id", "initiative_id", "goal_id", "segment_id")
Plan = dict[str, Any]


def agency(number: int) -> str:
    """The name of an agency: as many as there are words to make them of."""
    number, branch = divmod(number, len(BRANCHES))
    number, field = divmod(number, len(FIELDS))
    return f"{HEADS[number % len(HEADS)]} of {BRANCHES[branch]} {FIELDS[field]} (fictional)"


def write_plan(folder: Path, number: int, seed: int) -> None:
    """Write the plan of that number into `folder`: a file, or a folder of its own."""
    chance = Random(f"{seed} {number}")  # noqa: S311 - plans, not secrets
    name = f"agency-{number:04}"
    kind = chance.random()
    if kind < 0.08:
        data = _complete(chance, number)
    else:
        data = _derived(chance, number) if kind < 0.5 else _whole(chance, number)
        mistakes(chance, data)
    if chance.random() < 0.3:
        data["waivers"] = waivers(chance, data)
    if chance.random() < 0.1:
        _write_folder(folder / name, data, chance)
        return
    text = (
        f"# Plan {number} of a benchmark: fictional, not a submission of any agency.\n{_text(data, chance)}"
    )
    (folder / f"{name}.yaml").write_text(ruin(chance, text), encoding="utf-8")


def _write_folder(folder: Path, data: Plan, chance: Random) -> None:
    data = dict(data)
    folder.mkdir()
    for block in _FOLDERS:
        if data.get(block) and chance.random() < 0.7:
            (folder / block).mkdir()
            for position, entry in enumerate(data.pop(block), 1):
                (folder / block / f"{position:02}.yaml").write_text(_text(entry, chance), encoding="utf-8")
    (folder / "plan.yaml").write_text(_text(data, chance), encoding="utf-8")


def _text(data: Any, chance: Random) -> str:
    """In one of the styles that people and programs write."""
    return yaml.dump(
        data, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=chance.random() < 0.9,
        width=chance.choice((80, 110, 4_000)), default_flow_style=chance.choice((False, False, None)),
        indent=chance.choice((2, 2, 4)),
    )  # fmt: skip


@cache
def _example(name: str) -> Plan:
    """An example as plain values, folders put together."""
    found = next(
        one for one in find_plans((str(EXAMPLES / name),), 10_000_000, None) if isinstance(one, PlanSource)
    )
    document = read_plan(found).document
    if document is None or not isinstance(document.data, dict):
        raise ValueError(f"{name} is no plan")
    plan: Plan = document.data
    return plan


def _complete(chance: Random, number: int) -> Plan:
    """A whole plan of as many customers, in which nothing is missing and nothing wrong."""
    data: Plan = _spoken(_example(chance.choice(WHOLE[::2])), _dictionary(chance))
    _name(data, chance, number)
    return data


def _whole(chance: Random, number: int) -> Plan:
    example = _example(chance.choices(WHOLE, (6, 2, 2))[0])
    care = chance.random()
    data = deepcopy(example)
    mine = [service["id"] for service in data["services"]]
    kept = chance.sample(mine, chance.randint(1, len(mine)))
    _forget(data, {*mine} - {*kept})
    _thin(data, chance, care)
    spoken: Plan = _spoken(data, _dictionary(chance))
    for _ in range(chance.choice((0, 0, 0, 1, 1, 2, 3))):
        _take_again(spoken, example, chance.choice(mine), chance)
    _name(spoken, chance, number)
    _scale(spoken, chance)
    return spoken


def _derived(chance: Random, number: int) -> Plan:
    """Like a real provider: some of its surveys and quarters, and now and then some of another's."""
    data = deepcopy(_example(chance.choice(DERIVED)))
    other = deepcopy(_example(chance.choice(DERIVED)))
    surveys = data["voice_of_customer"]["surveys"]
    data["voice_of_customer"]["surveys"] = chance.sample(surveys, chance.randint(1, len(surveys)))
    have = {survey["id"] for survey in data["voice_of_customer"]["surveys"]}
    for survey in chance.sample(other["voice_of_customer"]["surveys"], chance.randint(0, 2)):
        if survey["id"] not in {one["id"] for one in surveys}:
            survey["service_id"] = data["services"][0]["id"]
            data["voice_of_customer"]["surveys"].append(survey)
            have.add(survey["id"])
    every = [
        *data["feedback"],
        *(
            {**one, "service_id": data["services"][0]["id"], "id": f"more-{one['id']}"}
            for one in other["feedback"]
        ),
    ]
    quarters = [one for one in every if one["survey_id"] in have]
    data["feedback"] = [one for one in quarters if chance.random() < 0.85] or quarters[:1]
    for block in ("coordination", "initiatives", "goals", "measured_results"):
        if block in data and chance.random() < 0.3:
            del data[block]
    data["plan"]["to_complete"] = chance.sample(data["plan"]["to_complete"], chance.randint(2, 12))
    for survey in data["voice_of_customer"]["surveys"]:
        _reword(survey["questions"], chance)
    _name(data, chance, number)
    _scale(data, chance)
    return data


def _thin(data: Plan, chance: Random, care: float) -> None:
    """Leave out blocks, fields and entries: the more, the less care was taken."""
    for block in [name for name in data if name not in _NEEDED]:
        if chance.random() < 0.3 * (1 - care):
            del data[block]
    for block in ("feedback", "business_processes", "measured_results", "coordination", "customer_segments"):
        if len(data.get(block, ())) > 1:
            data[block] = [one for one in data[block] if chance.random() < 0.6 + 0.4 * care] or data[block][
                :1
            ]
    for service in data["services"]:
        for field in [name for name in service if name not in ("id", "name", "kind", "audience")]:
            if chance.random() < 0.15 * (1 - care):
                del service[field]
        if service.get("standards"):
            service["standards"] = chance.sample(
                service["standards"], chance.randint(1, len(service["standards"]))
            )
    for survey in data.get("voice_of_customer", {}).get("surveys", ()):
        _reword(survey["questions"], chance)


def _take_again(data: Plan, example: Plan, service: str, chance: Random) -> None:
    """A further service: one of the example in other words, with all that is about it alone."""
    words = _dictionary(chance)
    have = set(_ids(data))
    for block in ("services", "feedback", "goals", "initiatives", "measured_results", "behavioral_insights"):
        if block in data:
            data[block] += _about(example[block], service, words, have) if block in example else []
    if "surveys" in data.get("voice_of_customer", {}):
        surveys = example["voice_of_customer"]["surveys"]
        data["voice_of_customer"]["surveys"] += _about(surveys, service, words, have)


def _about(entries: list[Plan], service: str, words: Callable[[str], str], have: set[str]) -> Iterator[Plan]:
    for entry in entries:
        if service in (entry.get("id"), entry.get("service_id")) or entry.get("service_ids") == [service]:
            said = _spoken(entry, words)
            if said.get("id") not in have:
                yield said


def _forget(data: Any, gone: set[str]) -> None:
    """Remove whatever is about what has gone, and then what is about that."""
    while True:
        before = set(_ids(data))
        _prune(data, gone)
        lost = before - set(_ids(data))
        if not lost - gone:
            return
        gone = gone | lost


def _prune(value: Any, gone: set[str]) -> None:
    for child in value.values() if isinstance(value, dict) else ():
        _prune(child, gone)
    if isinstance(value, list):
        value[:] = [one for one in value if not _is_gone(one, gone)]
        for child in value:
            _prune(child, gone)


def _is_gone(one: Any, gone: set[str]) -> bool:
    if isinstance(one, dict):
        return one.get("id") in gone or any(one.get(pointer) in gone for pointer in _POINTERS)
    return isinstance(one, str) and one in gone


def _ids(value: Any) -> Iterator[str]:
    children: Any = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, dict) and isinstance(value.get("id"), str):
        yield value["id"]
    for child in children:
        yield from _ids(child)


def _dictionary(chance: Random) -> Callable[[str], str]:
    """Says other words for those of an example, everywhere the same."""
    chosen = {word: chance.choice(others) for word, others in WORDS.items()}
    found = re.compile("|".join(chosen), re.IGNORECASE)

    def other(match: re.Match[str]) -> str:
        word = chosen[match[0].lower()]
        return word.capitalize() if match[0][0].isupper() else word

    return lambda text: found.sub(other, text)


def _spoken(value: Any, words: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {name: _spoken(child, words) for name, child in value.items()}
    if isinstance(value, list):
        return [_spoken(child, words) for child in value]
    return words(value) if isinstance(value, str) else value


def _name(data: Plan, chance: Random, number: int) -> None:
    """Whose plan it is, who answers for it, and with whom it works."""
    name = agency(number)
    short = "".join(word[0] for word in name.split() if word[0].isupper()) + str(number)
    data["agency"] |= {"name": name, "abbreviation": short}
    data["plan"] |= {
        "id": f"{short.lower()}-{data['plan']['fiscal_year']}",
        "title": f"Customer service plan of the {name}, fiscal year {data['plan']['fiscal_year']}",
    }
    data["plan"]["provenance"]["label"] = "fictional; made for a benchmark; not a submission of any agency"
    for role in data["agency"].values():
        if isinstance(role, dict) and "name" in role:
            role["name"] = f"{chance.choice(GIVEN)} {chance.choice(LINES)}"
    for service in data["services"]:
        if chance.random() < 0.3:
            # Neighbours in number name one another more often than strangers do.
            others = [
                agency(max(0, number + chance.choice((-2, -1, 1, 2)))) for _ in range(chance.randint(1, 2))
            ]
            service |= {"multi_agency": True, "partner_agencies": sorted({*others})}


def _scale(data: Plan, chance: Random) -> None:
    """As many customers as the agency has: sums and means still agree."""
    size = 10 ** chance.uniform(-1.5, 0.7)
    for service in data["services"]:
        if "annual_volume" in service:
            service["annual_volume"] = int(service["annual_volume"] * size)
    for quarter in data.get("feedback", ()):
        share = size * chance.uniform(0.7, 1.3)
        for field in ("volume_of_customers", "volume_offered", "volume_of_respondents", "open_text_n"):
            if isinstance(quarter.get(field), int):
                quarter[field] = int(quarter[field] * share) + 1
        for answer in quarter.get("responses", ()):
            if isinstance(answer.get("counts"), list):
                counts = [int(count * share * chance.uniform(0.9, 1)) for count in answer["counts"]]
                total = sum(counts)
                answer |= {"counts": counts, "n": total}
                if "mean" in answer and total:
                    answer["mean"] = round(sum(at * count for at, count in enumerate(counts, 1)) / total, 2)


def _reword(questions: list[Plan], chance: Random) -> None:
    """Some questions in words of the agency's own, some left out."""
    for question in questions:
        wordings = WORDINGS.get(question.get("driver", ""))
        if wordings and chance.random() < 0.4:
            question["text"] = chance.choice(wordings)
    if len(questions) > 3 and chance.random() < 0.3:
        questions.pop(chance.randrange(len(questions)))
