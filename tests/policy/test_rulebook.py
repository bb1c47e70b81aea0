"""The pack as a whole: found by looking, kept compiled, the same digest for the same files."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from checker.errors import RulePackError
from checker.policy.profile import Profile, check_parameters, check_words, matches
from checker.policy.rulebook import load_rulebook
from tests.support.pack import make_pack, rule_text

BODY = "for_each: services\nrequire: {name: {present: true}}\nif_absent: fail\nmessage: the service {item.id} has no name\n"


def test_a_rule_is_found_by_looking(tmp_path: Path) -> None:
    make_pack(tmp_path, {"b/two.yaml": rule_text(BODY, "two"), "a/one.yaml": rule_text(BODY, "one")})
    assert [(rule.id, rule.topic) for rule in load_rulebook(tmp_path).rules.values()] == [
        ("one", "a"),
        ("two", "b"),
    ]


def test_compiled_rules_are_kept_and_are_the_same(tmp_path: Path) -> None:
    pack = make_pack(tmp_path / "pack", {"a/test-rule.yaml": rule_text(BODY)})
    cache = tmp_path / "cache"
    cold = load_rulebook(pack, cache)
    assert len(list(cache.glob("rules-*"))) == 1
    warm = load_rulebook(pack, cache)
    assert (warm.rules, warm.clauses, warm.authorities, warm.profiles) == (
        cold.rules, cold.clauses, cold.authorities, cold.profiles
    )  # fmt: skip
    assert warm.digest == cold.digest


def test_a_changed_rule_is_compiled_again(tmp_path: Path) -> None:
    pack = make_pack(tmp_path / "pack", {"a/test-rule.yaml": rule_text(BODY)})
    cache = tmp_path / "cache"
    load_rulebook(pack, cache)
    (pack / "a" / "test-rule.yaml").write_text(
        rule_text(BODY.replace("no name", "no title")), encoding="utf-8"
    )
    assert load_rulebook(pack, cache).rules["test-rule"].message[-1].text == " has no title"
    assert len(list(cache.glob("rules-*"))) == 2


def settled(cache: Path) -> Path:
    """The digest of a pack as it is kept, with the date of a run that was long after the newest change."""
    (kept,) = cache.glob("pack-*")
    os.utime(kept, (kept.stat().st_mtime + 60,) * 2)
    return kept


def test_files_with_the_same_stamp_are_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = make_pack(tmp_path / "pack", {"a/test-rule.yaml": rule_text(BODY)})
    cold = load_rulebook(pack, tmp_path / "cache")
    settled(tmp_path / "cache")
    monkeypatch.setattr("checker.sources.tree.Disk.contents", None)
    warm = load_rulebook(pack, tmp_path / "cache")
    assert (warm.digest, warm.rules) == (cold.digest, cold.rules)


def test_a_file_that_is_changed_within_the_tick_of_a_clock_is_read(tmp_path: Path) -> None:
    pack = make_pack(tmp_path / "pack", {"a/test-rule.yaml": rule_text(BODY)})
    cache = tmp_path / "cache"
    load_rulebook(pack, cache)
    (kept,) = cache.glob("pack-*")
    kept.write_text(f"{kept.read_text(encoding='ascii').split()[0]}\n{'0' * 64}\n", encoding="ascii")
    assert load_rulebook(pack, cache).digest == load_rulebook(pack).digest


def test_a_change_shows_that_keeps_the_size_and_the_date_of_a_file(tmp_path: Path) -> None:
    pack = make_pack(tmp_path / "pack", {"a/test-rule.yaml": rule_text(BODY)})
    cache = tmp_path / "cache"
    load_rulebook(pack, cache)
    rule = pack / "a" / "test-rule.yaml"
    before = rule.stat()
    rule.write_text(rule_text(BODY.replace("no name", "no NAME")), encoding="utf-8")
    os.utime(rule, ns=(before.st_atime_ns, before.st_mtime_ns))
    settled(cache)
    assert load_rulebook(pack, cache).rules["test-rule"].message[-1].text == " has no NAME"


@pytest.mark.parametrize("content", ["", "\xff", "a b c", "a"])
def test_a_damaged_digest_is_worked_out_again(content: str, tmp_path: Path) -> None:
    pack = make_pack(tmp_path / "pack", {"a/test-rule.yaml": rule_text(BODY)})
    load_rulebook(pack, tmp_path / "cache")
    kept = settled(tmp_path / "cache")
    kept.write_text(content, encoding="latin-1")
    assert load_rulebook(pack, tmp_path / "cache").digest == load_rulebook(pack).digest


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"rules": [[1]]}', b"\xff"])
def test_a_damaged_cache_costs_time_and_nothing_else(content: bytes, tmp_path: Path) -> None:
    pack = make_pack(tmp_path / "pack", {"a/test-rule.yaml": rule_text(BODY)})
    cache = tmp_path / "cache"
    load_rulebook(pack, cache)
    (kept,) = cache.glob("rules-*")
    kept.write_bytes(content)
    assert list(load_rulebook(pack, cache).rules) == ["test-rule"]
    assert json.loads(kept.read_bytes().partition(b"\n")[0])["rules"]


def test_a_cache_that_ends_too_early_costs_time_and_nothing_else(tmp_path: Path) -> None:
    pack = make_pack(tmp_path / "pack", {"a/test-rule.yaml": rule_text(BODY)})
    cache = tmp_path / "cache"
    cold = load_rulebook(pack, cache)
    (kept,) = cache.glob("rules-*")
    kept.write_bytes(kept.read_bytes()[:-1])
    assert load_rulebook(pack, cache).rules == cold.rules


def test_a_cache_that_cannot_be_written_costs_time_and_nothing_else(tmp_path: Path) -> None:
    pack = make_pack(tmp_path / "pack", {"a/test-rule.yaml": rule_text(BODY)})
    (tmp_path / "cache").write_text("a file where a folder should be", encoding="utf-8")
    assert list(load_rulebook(pack, tmp_path / "cache").rules) == ["test-rule"]


@pytest.mark.parametrize(
    ("word", "means_it"),
    [
        ("test-rule", True),
        ("a", True),
        ("S2", True),
        ("S2.p1", True),
        ("S2.p1.s6", True),
        ("S2.p1.s", False),
        ("S1", False),
    ],
)
def test_a_rule_is_named_by_id_topic_or_clause(word: str, means_it: bool, tmp_path: Path) -> None:
    rule = load_rulebook(make_pack(tmp_path, {"a/test-rule.yaml": rule_text(BODY)})).rules["test-rule"]
    assert matches(rule, (word,)) is means_it


def test_a_word_that_means_no_rule_is_refused(tmp_path: Path) -> None:
    rules = load_rulebook(make_pack(tmp_path, {"a/test-rule.yaml": rule_text(BODY)})).rules
    with pytest.raises(
        RulePackError, match="--select: no rule, topic or clause is called test-rul; did you mean test-rule?"
    ):
        check_words(("test-rul",), rules, "--select")


def test_a_profile_sets_parameters(tmp_path: Path) -> None:
    body = (
        BODY
        + "parameters: {floor: {value: 5, description: entries in all}, days: {value: 3, description: days before}}\n"
    )
    rule = load_rulebook(make_pack(tmp_path, {"a/test-rule.yaml": rule_text(body)})).rules["test-rule"]
    data = {"id": "p", "title": "P", "description": "A profile.", "parameters": {"test-rule": {"floor": 9}}}
    profile = Profile(data)
    assert profile.values(rule) == {"floor": 9, "days": 3}


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"test-rul": {"days": 4}}, "parameters: no rule is called test-rul; did you mean test-rule?"),
        ({"a": {"days": 4}}, "parameters: no rule is called a; parameters are set for one rule at a time"),
        ({"test-rule": {"day": 4}}, "test-rule has no parameter day; did you mean days?"),
        ({"test-rule": {"x": 4}}, "test-rule has no parameter x; it has days"),
        ({"test-rule": {"days": "4"}}, "a number is expected for days of test-rule, such as 3; not 4"),
    ],
)
def test_a_parameter_that_no_rule_reads_is_refused(
    parameters: dict[str, Any], message: str, tmp_path: Path
) -> None:
    body = BODY + "parameters: {days: {value: 3, description: days before}}\n"
    rules = load_rulebook(make_pack(tmp_path, {"a/test-rule.yaml": rule_text(body)})).rules
    profile = Profile({"id": "p", "title": "P", "description": "A profile.", "parameters": parameters})
    with pytest.raises(RulePackError) as raised:
        check_parameters(profile, rules)
    assert str(raised.value) == f"profile p: {message}"


def test_a_wrong_profile_is_refused_with_its_place(tmp_path: Path) -> None:
    pack = make_pack(tmp_path, {})
    (pack / "profiles" / "p.yaml").write_text(
        "id: p\ntitle: P\ndescription: d\nselct: [a]\n", encoding="utf-8"
    )
    with pytest.raises(RulePackError) as caught:
        load_rulebook(pack)
    assert str(caught.value) == "rules/profiles/p.yaml:4:1: selct is not a key here; did you mean select?"
