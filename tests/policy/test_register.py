"""Registers: dated facts in files of their own, checked when they are loaded, read by rules as of a day."""

from pathlib import Path

import pytest

from checker.assessment.assess import Choice, assess
from checker.assessment.outcome import Status
from checker.errors import RulePackError
from checker.plan.schema import EACH, plan_schema
from checker.policy.evaluator import Evaluator
from checker.policy.register import FOREVER
from checker.policy.rulebook import Rulebook, load_rulebook
from checker.resources import resource
from tests.support.pack import EXAMPLES, make_pack, rule_text
from tests.support.plans import plan_of

LEADS = """\
id: leads
title: Who leads what
description: An entry says which agency leads an office.
fields:
  office: {kind: text, like: shared_services.considered.qsmo, description: the office}
  names: {kind: pattern, description: the names of its lead}
  places: {kind: whole_number, optional: true, description: how many places it has}
entries:
  - {id: one, since: '2020-01-01', until: '2022-01-01', verified: sourced, source: a letter, office: cybersecurity, names: '\\bOld\\b'}
  - {id: two, since: '2022-01-01', verified: memory, source: a letter, office: cybersecurity, names: '\\bNew\\b', places: 2}
"""
RULE = """\
for_each: shared_services.considered
when: register.leads.exists(q, q.office == item.qsmo && in_force(q.since, q.until, as_of))
when_in_words: the office has a lead
require: >-
  register.leads.exists(q, q.office == item.qsmo && in_force(q.since, q.until, as_of) && item.qsmo_lead.matches(q.names))
require_in_words: The lead is the one of the day
at: qsmo_lead
if_absent: fail
message: the lead is {item.qsmo_lead}
"""
PLAN = "agency: {name: A}\nshared_services: {considered: [{qsmo: cybersecurity, qsmo_lead: Old Office}]}\n"


def pack(folder: Path, register: str = LEADS, rule: str = RULE) -> Path:
    files = {"topic/test-rule.yaml": rule_text(rule, examples=EXAMPLES)}
    return make_pack(folder, {**files, "registers/leads.yaml": register})


def status(rulebook: Rulebook, as_of: str) -> Status:
    profile = rulebook.profiles["order-as-amended"]
    (outcome,) = assess(plan_of(PLAN), rulebook, profile, Choice(as_of), Evaluator()).outcomes
    return outcome.status


def refused(folder: Path) -> str:
    with pytest.raises(RulePackError) as caught:
        load_rulebook(folder)
    return str(caught.value)


@pytest.mark.parametrize(("day", "expected"), [
    ("2019-12-31", Status.NOT_APPLICABLE), ("2020-01-01", Status.PASS), ("2021-12-31", Status.PASS),
    ("2022-01-01", Status.FAIL),
])  # fmt: skip
def test_an_entry_counts_from_its_first_day_to_the_day_before_it_ended(
    day: str, expected: Status, tmp_path: Path
) -> None:
    assert status(load_rulebook(pack(tmp_path)), day) is expected


def test_an_entry_that_has_not_ended_can_be_compared(tmp_path: Path) -> None:
    register = load_rulebook(pack(tmp_path)).registers["leads"]
    assert [entry["until"] for entry in register.entries] == ["2022-01-01", FOREVER]
    assert register.sources == ("rules/registers/leads.yaml",)


def test_a_rule_knows_the_registers_that_it_reads(tmp_path: Path) -> None:
    assert load_rulebook(pack(tmp_path)).rules["test-rule"].registers == ("leads",)


def test_a_kept_pack_has_the_same_registers(tmp_path: Path) -> None:
    folder, cache = pack(tmp_path / "pack"), tmp_path / "cache"
    first = load_rulebook(folder, cache)
    again = load_rulebook(folder, cache)
    assert again.registers == first.registers
    assert status(again, "2022-01-01") is Status.FAIL


WRONG_RULE = {
    "the register": (
        RULE.replace("register.leads", "register.leds", 1),
        "rules/topic/test-rule.yaml:10:15: there is no register leds; did you mean leads?; the registers are leads",
    ),
    "a field of its entries": (
        RULE.replace("q.office", "q.offce", 1),
        "rules/topic/test-rule.yaml:10:33: the register leads has no field offce; did you mean office?",
    ),
    "text compared with a number": (
        RULE.replace("q.office ==", "q.places ==", 1),
        "rules/topic/test-rule.yaml:10:41: == does not go with a whole number and text",
    ),
    "the day": (
        RULE.replace(" && in_force(q.since, q.until, as_of)", "", 1),
        "rules/topic/test-rule.yaml:10:7: register.leads holds entries of all times; say which: "
        "in_force(entry.since, entry.until, as_of)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG_RULE)
def test_a_rule_that_misreads_a_register_is_refused(what: str, tmp_path: Path) -> None:
    rule, message = WRONG_RULE[what]
    assert refused(pack(tmp_path, rule=rule)) == message


WRONG_REGISTER = {
    "a name that is not the file's": (
        LEADS.replace("id: leads", "id: leaders"),
        "rules/registers/leads.yaml:1:5: the id is leaders and the file is leads.yaml; they are the same word",
    ),
    "keys that it does not have, all at once": (
        LEADS.replace("title:", "titel:").replace("office: cybersecurity", "ofice: cybersecurity"),
        "rules/registers/leads.yaml:2:1: titel is not a key here; did you mean title?",
    ),
    "fields of the entries, all at once": (
        LEADS.replace("office: cybersecurity", "ofice: cybersecurity"),
        "rules/registers/leads.yaml:9:6: the key office is missing (the office)\n"
        "rules/registers/leads.yaml:9:94: ofice is not a key here; did you mean office?\n"
        "rules/registers/leads.yaml:10:6: the key office is missing (the office)\n"
        "rules/registers/leads.yaml:10:72: ofice is not a key here; did you mean office?",
    ),
    "a word that the plan format does not have": (
        LEADS.replace("office: cybersecurity, names: '\\bNew", "office: cyber, names: '\\bNew"),
        "rules/registers/leads.yaml:10:80: cyber is not one of cybersecurity, financial_management, human_resources, "
        "grants_management, acquisition, none",
    ),
    "a field of the plan format that is none": (
        LEADS.replace("considered.qsmo", "considered.qsmos"),
        "rules/registers/leads.yaml:5:30: the plan format has no field shared_services.considered.qsmos with fixed words; "
        "did you mean shared_services.considered.qsmo?",
    ),
    "the name of a key that every entry has": (
        LEADS.replace("  places:", "  source:"),
        "rules/registers/leads.yaml:7:3: every entry has source; choose another name",
    ),
    "a regular expression, a day before the first, and an entry twice": (
        LEADS.replace("\\bNew\\b", "(New").replace("until: '2022-01-01'", "until: '2019-01-01'").replace("id: two", "id: one"),
        "rules/registers/leads.yaml:9:43: until, 2019-01-01, does not lie after since, 2020-01-01\n"
        "rules/registers/leads.yaml:10:10: the entry one stands a second time\n"
        "rules/registers/leads.yaml:10:102: (New is not a regular expression: missing ): (New",
    ),
    "no title": (
        LEADS.replace("title: Who leads what\n", ""),
        "rules/registers/leads.yaml:1:1: the key title is missing; a new register needs title, description, fields",
    ),
    "a day that is not in the calendar": (
        LEADS.replace("since: '2022-01-01'", "since: '2022-02-30'"),
        "rules/registers/leads.yaml:10:22: 2022-02-30 is not a date of the calendar in the form 2024-03-31",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG_REGISTER)
def test_a_wrong_register_is_refused_with_its_place(what: str, tmp_path: Path) -> None:
    register, message = WRONG_REGISTER[what]
    assert refused(pack(tmp_path, register=register)) == message


def added(folder: Path, text: str, name: str = "leads") -> Path:
    (folder / "registers").mkdir(parents=True)
    (folder / "registers" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_an_added_folder_adds_an_entry_and_replaces_another(tmp_path: Path) -> None:
    more = added(tmp_path / "more", """\
id: leads
gaps: Nothing that we know of.
entries:
  - {id: two, since: '2022-01-01', until: '2023-01-01', verified: sourced, source: a letter, office: cybersecurity, names: '\\bNew\\b'}
  - {id: three, since: '2023-01-01', verified: sourced, source: a letter, office: cybersecurity, names: '\\bOld\\b'}
""")  # fmt: skip
    rulebook = load_rulebook(pack(tmp_path / "pack"), added=(more,))
    register = rulebook.registers["leads"]
    assert [(entry["id"], entry["until"]) for entry in register.entries] == [
        ("one", "2022-01-01"), ("two", "2023-01-01"), ("three", FOREVER),
    ]  # fmt: skip
    assert register.gaps == "Nothing that we know of."
    assert register.sources == ("rules/registers/leads.yaml", f"{more.as_posix()}/registers/leads.yaml")
    assert status(rulebook, "2022-06-30") is Status.FAIL
    assert status(rulebook, "2023-06-30") is Status.PASS
    assert rulebook.digest != load_rulebook(tmp_path / "pack").digest


def test_what_an_added_file_may_not_say(tmp_path: Path) -> None:
    more = added(tmp_path / "more", LEADS)
    with pytest.raises(RulePackError) as caught:
        load_rulebook(pack(tmp_path / "pack"), added=(more,))
    shown = f"{more.as_posix()}/registers/leads.yaml"
    says = "rules/registers/leads.yaml describes leads already; `entries` are enough here"
    assert str(caught.value) == "\n".join(f"{shown}:{line}:1: {says}" for line in (2, 3, 4))


def test_an_added_folder_may_have_a_register_of_its_own(tmp_path: Path) -> None:
    more = added(tmp_path / "more", LEADS.replace("id: leads", "id: others"), "others")
    assert set(load_rulebook(pack(tmp_path / "pack"), added=(more,)).registers) == {"leads", "others"}


def test_every_office_of_the_plan_format_stands_in_the_register_of_the_pack() -> None:
    field = plan_schema().field(("shared_services", "considered", EACH, "qsmo"))
    assert field is not None
    offices = {entry["office"] for entry in load_rulebook(resource("rules")).registers["qsmo"].entries}
    assert offices == set(field["enum"]) - {"none"}


def test_every_entry_of_the_pack_says_where_it_comes_from() -> None:
    for register in load_rulebook(resource("rules")).registers.values():
        assert register.gaps
        assert [entry["id"] for entry in register.entries if not entry["source"].strip()] == []
