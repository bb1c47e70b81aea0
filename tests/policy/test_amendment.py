"""What the amendment changes: all of it and nothing else, with the rules that exist because of it."""

import re
from pathlib import Path

import pytest

from checker.errors import RulePackError
from checker.policy.amendment import Amendment, Edit
from checker.policy.rulebook import load_rulebook
from checker.resources import resource
from tests.support.pack import make_pack

RULEBOOK = load_rulebook(resource("rules"))
FILE = (resource("rules") / "order" / "amendment.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def amendment() -> Amendment:
    found = RULEBOOK.amendment()
    assert found is not None
    return found


def test_the_fifteen_places(amendment: Amendment) -> None:
    assert amendment.proposed == "2023-12-13"
    assert [change.place for change in amendment.changes] == [
        "S1.p1.s2", "S1.p1.s4", "S1.p2.s1", "S1.p2.s2", "S1.p2.s3", "S1.p3", "S1.p4.s1", "S1.p4.s3", "S1.p5.s1",
        "S2.p1.s2", "S2.p1.s5", "S3(a)", "S3(b)", "S3(e)", "S3(g)",
    ]  # fmt: skip


def test_edits_stand_in_the_two_texts_letter_by_letter(amendment: Amendment) -> None:
    """Told from the files as they are, not by the way in which the program reads them."""
    folder = resource("rules") / "order"
    issued = re.sub(r"\s+", " ", (folder / "eo-14058.md").read_text(encoding="utf-8"))
    amended = re.sub(r"\s+", " ", (folder / "as-amended.txt").read_text(encoding="utf-8"))
    for change in amendment.changes:
        for edit in change.edits:
            assert " ".join(filter(None, (edit.after, edit.removed))) in issued
            assert " ".join(filter(None, (edit.after, edit.added))) in amended


def test_every_rule_on_the_amendment_alone_belongs_to_a_change(amendment: Amendment) -> None:
    because = {id_ for change in amendment.changes for id_ in change.rules}
    assert because == {rule.id for rule in RULEBOOK.rules.values() if rule.amendment_only}


def test_a_change_has_rules_or_says_why_not(amendment: Amendment) -> None:
    assert [change.place for change in amendment.changes if not change.rules] == ["S1.p3"]
    assert [
        change.place for change in amendment.changes if bool(change.rules) is bool(change.why_no_rule)
    ] == []


def test_the_rules_of_a_change_rest_on_words_that_it_added(amendment: Amendment) -> None:
    rules = {change.place: change.rules for change in amendment.changes}
    assert rules["S1.p1.s2"] == (
        "evaluation-looks-at-experience", "process-evaluated-within-cycle", "public-processes-evaluated", "workforce-processes-evaluated",
    )  # fmt: skip
    assert rules["S2.p1.s5"] == ("workforce-root-cause-found",)
    assert rules["S3(a)"] == ("customer-includes-workforce", "customer-words-keep-workforce")


def test_every_clause_with_words_of_the_amendment_has_its_change(amendment: Amendment) -> None:
    assert [
        clause.id
        for clause in RULEBOOK.clauses.values()
        if clause.amendment_only and amendment.at(clause.id) is None
    ] == []
    change = amendment.at("S2.p1.s5")
    assert change is not None
    assert change.edits == (Edit("resolving the root causes of", "", "workforce inefficiencies,"),)
    assert amendment.at("S2.p1.s6") is None


WRONG = {
    "words that are not in EO 14058": (
        "removed: American people", "removed: American public",
        "rules/order/amendment.yaml:27:9: the words “mechanisms for engaging the American pub …” do not stand in EO 14058 as "
        "issued; quote it letter by letter",
    ),
    "words that are not in the amended order": (
        "added: Federal workforce", "added: federal workforce",
        "rules/order/amendment.yaml:27:9: with the edits up to this one made, the order reads “mechanisms for engaging the federal work …”; "
        "the amended order reads “mechanisms for engaging the Federal work …”",
    ),
    "an edit that is missing": (
        "      - after: and other partners to design\n        added: workforce\n", "      - after: and other partners to design\n        added: experiences\n",
        "rules/order/amendment.yaml:63:9: with the edits up to this one made, the order reads “other partners to design experiences”; "
        "the amended order reads “other partners to design workforce exper …”",
    ),
    "a clause that there is not": (
        "clauses: [S3(b)]", "clauses: [S3(h)]",
        "rules/order/amendment.yaml:130:15: the order has no clause S3(h); did you mean S3(g)?",
    ),
    "a clause of another place": (
        "clauses: [S3(b)]", "clauses: [S3(c)]",
        "rules/order/amendment.yaml:130:15: the clause S3(c) does not stand in S3(b)",
    ),
    "a misspelt key": (
        "means: The register", "mean: The register",
        "rules/order/amendment.yaml:114:5: the key means is missing (what changes for a customer service plan)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_file_is_refused_with_its_place(case: str, tmp_path: Path) -> None:
    right, wrong, message = WRONG[case]
    pack = make_pack(tmp_path, {})
    assert FILE.count(right) == 1
    (pack / "order" / "amendment.yaml").write_text(FILE.replace(right, wrong), encoding="utf-8")
    with pytest.raises(RulePackError) as raised:
        load_rulebook(pack)
    assert str(raised.value).splitlines()[0] == message


def test_an_edit_left_out_at_the_end_is_missed(tmp_path: Path) -> None:
    pack = make_pack(tmp_path, {})
    (pack / "order" / "amendment.yaml").write_text(FILE[: FILE.index("  - place: S3(g)")], encoding="utf-8")
    with pytest.raises(
        RulePackError,
        match="the order reads “delivery” means actions by the Federal G …”; the amended order",
    ):
        load_rulebook(pack)


def test_a_pack_without_the_file_has_no_amendment(tmp_path: Path) -> None:
    pack = make_pack(tmp_path, {})
    (pack / "order" / "amendment.yaml").unlink()
    assert load_rulebook(pack).amendment() is None
