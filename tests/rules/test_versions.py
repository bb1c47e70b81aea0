"""The pack against its ledger: a version rises with the meaning of its rule."""

from checker.cli.rules.ledgers import Ledgers
from checker.policy.ledger import State, steps
from checker.policy.rulebook import load_rulebook
from checker.resources import resource

LEDGERS = Ledgers(load_rulebook(resource("rules")))


def test_no_rule_changed_its_meaning_under_the_version_that_was_released() -> None:
    found = steps(LEDGERS.editions(""), LEDGERS.released[""])
    assert [step.fault for step in found if step.fault] == [], "`cxcheck rules versions` says what to do"
    assert any(step.state is State.AS_RELEASED for step in found)


def test_the_ledger_was_written_by_the_command() -> None:
    path = resource("rules") / "versions.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if not line.startswith("#")]
    assert entries == sorted(entries, key=lambda line: line.partition(":")[0])
    assert entries == [
        f"{released.id}: {{version: {released.version}, meaning: '{released.meaning}'}}"
        for released in LEDGERS.released[""].values()
    ]
