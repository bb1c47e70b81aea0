"""The crosswalk: every rule names its place, and every framework has rules."""

import json
from pathlib import Path

import pytest

from checker.errors import CheckerError
from checker.policy.crosswalk import FRAMEWORKS, Row, summary, table_of, tables
from checker.policy.rulebook import load_rulebook
from checker.render.crosswalk import crosswalk_json, crosswalk_markdown, crosswalk_table
from checker.resources import resource
from tests.support.command import cxcheck
from tests.support.pack import make_pack, rule_text

RULEBOOK = load_rulebook(resource("rules"))
BODY = "for_each: services\nrequire: {name: {present: true}}\nif_absent: fail\nmessage: the service {item.id} has no name\n"


def test_every_rule_names_its_place_in_a_framework() -> None:
    without = [rule.id for rule in RULEBOOK.rules.values() if not rule.crosswalk]
    assert without == [], (
        "name it under `crosswalk`; `no direct counterpart` where none speaks of the subject"
    )


def test_rules_that_rest_on_the_order_alone_are_named(tmp_path: Path) -> None:
    assert summary(RULEBOOK)[1] == (
        "These name no framework that speaks of their subject: change-review-given, "
        "civil-liberties-protected, contractors-accounted-for, contractors-are-heard, partners-shape-workforce-experience, "
        "protections-kept-in-practice, small-groups-hidden, small-results-unpublished, statutory-cause-has-ask."
    )
    places = {"rule-a": "new-law: no direct counterpart", "rule-b": "", "rule-c": "new-law: section 1"}
    assert summary(load_rulebook(_pack(tmp_path, places))) == [
        "Of 3 rules, 0 have a place in the frameworks that agencies answer to, 1 in another law, order or memorandum only, "
        "and 2 in none.",
        "These name no framework that speaks of their subject: rule-a, rule-b.",
    ]


def test_the_frameworks_that_agencies_answer_to_come_first_and_each_has_rules() -> None:
    found = [table.framework.id for table in tables(RULEBOOK)]
    assert found[: len(FRAMEWORKS)] == [
        "a-11-280", "section-508", "m-24-08", "21st-century-idea", "e-government-act-208", "privacy-act",
        "paperwork-reduction-act", "gsdi-act", "m-19-16",
    ]  # fmt: skip
    assert found[len(FRAMEWORKS) :] == sorted(found[len(FRAMEWORKS) :])
    assert all(table.rows for table in tables(RULEBOOK))


def test_every_place_of_a_rule_stands_in_exactly_one_table() -> None:
    shown = [(row.rule_id, table.framework.id, row.place) for table in tables(RULEBOOK) for row in table.rows]
    named = [(rule.id, *place) for rule in RULEBOOK.rules.values() for place in rule.crosswalk]
    assert sorted(shown) == sorted(named)


def test_the_rows_of_m_24_08() -> None:
    assert table_of(RULEBOOK, "m-24-08").rows == (
        Row("Section 508 program manager", "section-508-manager-named",
            "The plan names the agency's Section 508 program manager", ("S1.p3.s1",)),
        Row("accessibility statement", "accessibility-statement-present",
            "Every website has an accessibility statement", ("S1.p3.s2",)),
        Row("accessibility statement, Section 508 contact", "accessibility-statement-names-contact",
            "Every accessibility statement names a contact", ("S1.p3.s2",)),
        Row("accessibility statement, date of last update", "accessibility-statement-dated",
            "Every accessibility statement says when it was last updated", ("S1.p3.s2",)),
        Row("public feedback mechanism for accessibility", "accessibility-feedback-path",
            "Users of every site can report accessibility problems", ("S1.p3.s2",)),
    )  # fmt: skip


def _pack(folder: Path, places: dict[str, str]) -> Path:
    rules = {
        f"topic/{id_}.yaml": rule_text(BODY + (f"crosswalk: {{{place}}}\n" if place else ""), id_)
        for id_, place in places.items()
    }
    return make_pack(folder, rules)


def test_numbers_count_as_numbers_words_follow_and_rules_without_counterpart_come_last(
    tmp_path: Path,
) -> None:
    places = {
        "rule-a": "new-law: no direct counterpart", "rule-b": "new-law: the law as a whole", "rule-c": "new-law: '280.10'",
        "rule-d": "new-law: '280.2'", "rule-e": "new-law: '280.2'", "rule-f": "",
    }  # fmt: skip
    table = table_of(load_rulebook(_pack(tmp_path, places)), "new-law")
    assert [(row.place, row.rule_id) for row in table.rows] == [
        ("280.2", "rule-d"),
        ("280.2", "rule-e"),
        ("280.10", "rule-c"),
        ("the law as a whole", "rule-b"),
        ("no direct counterpart", "rule-a"),
    ]


def test_a_framework_that_no_rule_names_is_said_with_what_may_be_meant(tmp_path: Path) -> None:
    rulebook = load_rulebook(_pack(tmp_path, {"rule-a": "new-law: section 1"}))
    with pytest.raises(CheckerError) as near:
        table_of(rulebook, "new-lav")
    assert str(near.value) == "no rule has a place in a framework called new-lav; did you mean new-law?"
    with pytest.raises(CheckerError) as far:
        table_of(rulebook, "xyz")
    assert str(far.value) == "no rule has a place in a framework called xyz; the frameworks are new-law"


def test_the_table_for_a_terminal_and_the_json(tmp_path: Path) -> None:
    places = {"rule-a": "new-law: section 1, old-law: part 2", "rule-b": "new-law: section 1(b)"}
    found = tables(load_rulebook(_pack(tmp_path, places)))
    assert crosswalk_table(found) == (
        "new-law: A new law (New Law)\n"
        "  section 1     rule-a  A rule that a test wrote (S2.p1.s6)\n"
        "  section 1(b)  rule-b  A rule that a test wrote (S2.p1.s6)\n"
        "  2 rules\n"
        "\n"
        "old-law: An old law (Old Law; ended 2024-06-30)\n"
        "  part 2  rule-a  A rule that a test wrote (S2.p1.s6)\n"
        "  1 rule\n"
    )
    assert json.loads(crosswalk_json(found))[1] == {
        "framework": "old-law",
        "title": "An old law",
        "citation": "Old Law",
        "until": "2024-06-30",
        "rows": [{"place": "part 2", "rule": "rule-a", "title": "A rule that a test wrote", "clauses": ["S2.p1.s6"]}],
    }  # fmt: skip


def test_a_pack_without_places_has_an_empty_crosswalk(tmp_path: Path) -> None:
    found = tables(load_rulebook(_pack(tmp_path, {"rule-a": ""})))
    assert found == ()
    assert json.loads(crosswalk_json(found)) == []
    assert crosswalk_table(found) == "No rule of this pack names a place in another framework.\n"


def test_the_command_shows_one_framework_and_refuses_another(tmp_path: Path) -> None:
    shown = cxcheck("rules", "crosswalk", "e-government-act-208", cwd=tmp_path)
    assert (shown.code, shown.err) == (0, "")
    assert shown.out == crosswalk_table([table_of(RULEBOOK, "e-government-act-208")])
    refused = cxcheck("rules", "crosswalk", "e-government-act", cwd=tmp_path)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.endswith(
        "no rule has a place in a framework called e-government-act; did you mean e-government-act-208?\n"
    )


def test_the_command_writes_a_file(tmp_path: Path) -> None:
    written = cxcheck("rules", "crosswalk", "--format", "markdown", "-o", "page.md", cwd=tmp_path)
    assert (written.code, written.out, written.err) == (0, "", "")
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == crosswalk_markdown(
        tables(RULEBOOK), summary(RULEBOOK)
    )
