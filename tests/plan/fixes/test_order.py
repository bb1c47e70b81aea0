"""The keys in the order of the format: what goes with a key, what stays, and when nothing moves."""

from pathlib import Path

from checker.plan.compose import compose
from checker.plan.fixes.same import same_values
from checker.plan.limits import Limits
from checker.plan.text import SourceText
from tests.support.fixing import mended, told
from tests.support.smallest import smallest

ROOT = Path(__file__).parents[3]


def ordered(text: str) -> str:
    return mended(text, order=True).after.decode()


def test_keys_of_one_block() -> None:
    file = mended(
        smallest("  id: a-2026\n  title: Plan\n", "  title: Plan # in full\n  id: a-2026\n"), order=True
    )
    assert told(file) == ["3:3 key order title, id → id, title (lines 3 to 4)"]
    assert file.after.decode() == smallest("title: Plan\n", "title: Plan # in full\n")


def test_comments_go_with_their_key_and_empty_lines_stay() -> None:
    text = smallest(
        "goals: []\n",
        "\n# The work.\ninitiatives: []\n\n# What we want.\n\n# All of it.\ngoals:\n  - id: g\n    # deeper\n\n",
    ).replace("initiatives: []\nattestation", "attestation")
    assert ordered(text) == text.replace(
        "\n# The work.\ninitiatives: []\n\n# What we want.\n\n# All of it.\ngoals:\n  - id: g\n    # deeper\n",
        "\n# What we want.\n\n# All of it.\ngoals:\n  - id: g\n    # deeper\n\n# The work.\ninitiatives: []\n",
    )


def test_what_stands_above_the_first_key_of_a_file_stays() -> None:
    text = "# yaml-language-server: $schema=x.json\n# About the file.\nattestation: {}\ngoals: []\n"
    assert (
        ordered(text)
        == "# yaml-language-server: $schema=x.json\n# About the file.\ngoals: []\nattestation: {}\n"
    )
    text = "# About the file.\n\n# About the statement.\nattestation: {}\ngoals: []\n"
    assert ordered(text) == "# About the file.\n\ngoals: []\n# About the statement.\nattestation: {}\n"


def test_the_first_key_of_an_entry_changes_places_with_another() -> None:
    text = (
        "services:\n  # The first service.\n  - name: A\n    id: a\n  - id: b\n    # Its name.\n    name: B\n"
    )
    assert ordered(text) == (
        "services:\n  # The first service.\n  - id: a\n    name: A\n  - id: b\n    # Its name.\n    name: B\n"
    )


def test_a_comment_that_would_come_to_stand_before_a_hyphen() -> None:
    text = "services:\n  - name: A\n    # Never changed.\n    id: a\n"
    reason = "the comment above id would come to stand before the entry's hyphen"
    assert told(mended(text, order=True)) == [f"2:5 ! key order name, id → id, name ({reason})"]
    assert ordered(text) == text


def test_blocks_inside_blocks() -> None:
    text = (
        "goals: []\nservices:\n  - name: A\n    stages:\n      - channels: []\n        name: S\n    id: a\n"
    )
    file = mended(text, order=True)
    assert file.after.decode() == (
        "services:\n  - id: a\n    name: A\n    stages:\n      - name: S\n        channels: []\ngoals: []\n"
    )
    assert told(file) == [
        "1:1 key order goals, services → services, goals (lines 1 to 7)",
        "3:5 key order name, stages, id → id, name, stages (lines 3 to 7)",
        "5:9 key order channels, name → name, channels (lines 5 to 6)",
    ]


def test_no_break_at_the_end_of_the_file_and_carriage_returns() -> None:
    assert ordered("goals: []\nservices: []") == "services: []\ngoals: []"
    assert ordered("goals: []\r\nservices: []\r\n") == "services: []\r\ngoals: []\r\n"


def test_blocks_of_text_move_whole() -> None:
    text = "goals:\n  - statement: |\n      One.\n\n      Two: three.\n    id: g\n"
    assert ordered(text) == "goals:\n  - id: g\n    statement: |\n      One.\n\n      Two: three.\n"


def test_an_unknown_key_stays_behind_the_key_above_it() -> None:
    assert ordered("goals: []\nmine: 1\nservices: []\n") == "services: []\ngoals: []\nmine: 1\n"


def test_braces_and_shared_lines_are_left() -> None:
    reason = "its fields do not stand on lines of their own"
    assert told(mended("services: [{name: A, id: a}]\n", order=True)) == [
        f"1:13 ! key order name, id → id, name ({reason})"
    ]


def test_merge_keys_are_left() -> None:
    text = "services:\n  - &a\n    id: a\n  - <<: *a\n    kind: other\n    name: A\n"
    reason = "a merge key stands among its fields"
    assert told(mended(text, order=True)) == [f"5:5 ! key order kind, name → name, kind ({reason})"]


def test_an_anchor_stays_above_its_alias() -> None:
    text = "services:\n  - name: &n A\n    id: *n\n    kind: other\n"
    reason = "the file would not read as the same plan; an anchor may have to stand above its aliases"
    assert told(mended(text, order=True)) == [f"2:1 ! key order name, id → id, name ({reason})"]
    assert ordered(text) == text


def test_without_being_asked_for_nothing_moves() -> None:
    assert told(mended("goals: []\nservices: []\n")) == []


def test_every_plan_of_the_repository_reads_the_same_and_keeps_every_line() -> None:
    for path in sorted((ROOT / "agency_plans").rglob("*.yaml")):
        before = mended(path.read_bytes()).after.decode()
        after = ordered(before)
        trees = [compose(SourceText("p", text), Limits())[0] for text in (before, after)]
        assert trees[0] is not None
        assert trees[1] is not None
        assert same_values(trees[0], trees[1]), path
        assert sorted(line.lstrip(" -") for line in after.splitlines()) == sorted(
            line.lstrip(" -") for line in before.splitlines()
        ), path
        assert ordered(after) == after, path
