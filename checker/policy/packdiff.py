"""Two versions of the pack compared, file by file as they stand: an earlier one need not be one that this program can judge by."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from checker.policy.comparison import Comparison, Detail, Difference, Kind, Side, in_order
from checker.policy.editions import Edition, editions, rule_files
from checker.policy.ordertext import ISSUED, one_line
from checker.policy.packfile import PackFile

_CLAUSES = "order/clauses.yaml"
_HOUSEKEEPING = ("version", "renamed_from", "id")
_MEANT = {
    "clauses": "clauses", "strength": "strength", "for_each": "for_each", "when": "when", "when_absent": "when_absent",
    "require": "require", "if_absent": "if_absent", "question": "question", "look_at": "look_at",
}  # fmt: skip


def compare_packs(
    before: Side, old: Mapping[str, bytes], after: Side, new: Mapping[str, bytes], issued: str
) -> Comparison:
    """What differs between two packs, given by their files; `issued` is EO 14058 for a pack that does not bring it.

    Raises RulePackError where a file of either cannot be read.
    """
    was = editions(old, _issued(old, issued), before.name)
    now = editions(new, _issued(new, issued), after.name)
    earlier = {
        name: rule.id
        for rule in now.values()
        for name in rule.renamed_from
        if name in was and name not in now
    }
    found = [_pair(was[name], now[earlier.get(name, name)]) for name in was if earlier.get(name, name) in now]
    there = {earlier.get(name, name) for name in was}
    found += [_alone(Kind.REMOVED, was[name]) for name in was if earlier.get(name, name) not in now]
    found += [_alone(Kind.ADDED, rule) for rule in now.values() if rule.id not in there]
    differences = [difference for difference in found if difference is not None]
    order = tuple(dict.fromkeys((*_clauses(new, after.name), *_clauses(old, before.name))))
    same = sum(1 for difference in found if difference is None)
    rules = {name for files in (old, new) for name, _ in rule_files(files)}
    files = sorted(name for name in {*old, *new} - rules if old.get(name) != new.get(name))
    return Comparison(
        before, after, False, order, (), False, in_order(differences, order), same, tuple(files)
    )


def _issued(files: Mapping[str, bytes], otherwise: str) -> str:
    return one_line(files[ISSUED].decode("utf-8", "replace") if ISSUED in files else otherwise)


def _clauses(files: Mapping[str, bytes], shown: str) -> list[str]:
    if _CLAUSES not in files:
        return []
    data = PackFile(f"{shown}/{_CLAUSES}", _CLAUSES, files[_CLAUSES]).data
    return [entry["id"] for entry in data if isinstance(entry, dict) and "id" in entry]


def _alone(kind: Kind, rule: Edition) -> Difference:
    return Difference(kind, rule.id, rule.title, rule.clauses)


def _pair(was: Edition, now: Edition) -> Difference | None:
    """How one rule changed from one pack to the other; None where it did not."""
    meaning, words = list(_meaning(was, now)), _words(was, now)
    details = [Detail("id", was.id, now.id)] if was.id != now.id else []
    if was.version != now.version:
        details.append(Detail("version", str(was.version), str(now.version)))
    details += meaning
    if words:
        details.append(Detail(f"other words or examples: {', '.join(words)}", "", ""))
    if not details:
        return None
    fault = ""
    if meaning and now.version <= was.version:
        fault = f"its meaning changed, and its version did not rise; raise it to {was.version + 1}"
    kind = Kind.RENAMED if was.id != now.id else Kind.MEANING if meaning else Kind.WORDS
    return Difference(kind, now.id, now.title, now.clauses, tuple(details), fault)


def _meaning(was: Edition, now: Edition) -> Iterator[Detail]:
    """What decides outcomes, piece by piece."""
    before, after = was.meaning, now.meaning
    for key, name in _MEANT.items():
        if before.get(key) != after.get(key):
            yield Detail(name, _shown(before.get(key)), _shown(after.get(key)))
    parameters = before["parameters"], after["parameters"]
    for name in parameters[0] | parameters[1]:
        if parameters[0].get(name) != parameters[1].get(name):
            yield Detail(f"parameter {name}", *(_shown(each.get(name)) for each in parameters))
    if before["laws"] != after["laws"]:
        yield Detail("laws behind it", *(_laws(each["laws"]) for each in (before, after)))
    if before["amendment_only"] != after["amendment_only"]:
        yield Detail("rests on", *(_rests_on(each["amendment_only"]) for each in (before, after)))


def _words(was: Edition, now: Edition) -> list[str]:
    """The keys of the file that differ without a change of meaning."""
    keys = [key for key in {**was.data, **now.data} if key not in _HOUSEKEEPING]
    return [
        key for key in keys
        if was.data.get(key) != now.data.get(key) and was.meaning.get(_part(key)) == now.meaning.get(_part(key))
    ]  # fmt: skip


def _part(key: str) -> str:
    """The part of the meaning that a key of the file goes into."""
    return "laws" if key == "authorities" else key


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ", ".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _laws(laws: list[list[str]]) -> str:
    said = [f"{id_} ({'not in force without it' if basis else strength})" for id_, basis, strength in laws]
    return ", ".join(said) or "none that decides"


def _rests_on(amendment_only: bool) -> str:
    return "the amendment alone" if amendment_only else "words of EO 14058 as issued"
