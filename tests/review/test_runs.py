"""`cxcheck runs`: what a record shows of its reviews, also of those that other rules judged."""

import shutil
import sqlite3
import zlib
from pathlib import Path

import pytest

from tests.support.command import cxcheck
from tests.support.smallest import smallest

RULE = """\
id: our-plan-is-final
version: 1
title: Our plan is no longer a draft when it is sent
clauses: [S2.p1.s4.c]
quote: enhance transparency
strength: should
rationale: Our department sends only plans that its head has seen.
remedy: Set the status to submitted once the head has seen the plan.
when: has(item.plan)
when_in_words: the plan says what it is
require: {plan.status: {one_of: [submitted, published]}}
if_absent: fail
message: the plan's status is {plan.plan.status}
examples:
  pass: [{name: sent, plan: {plan: {status: submitted}}}]
  fail:
    - name: a draft
      plan: {plan: {status: draft}}
      finds: [{route: plan.status, message: the plan's status is draft}]
  not_applicable: [{name: no plan, plan: {}}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two reviews: of two plans, then of one of them on another day."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.yaml").write_text(smallest(), encoding="utf-8")
    (tmp_path / "in" / "b.yaml").write_text("plan: {", encoding="utf-8")
    assert cxcheck("review", "in", "-o", "out", "-j", "1", cwd=tmp_path).code == 1
    first = (tmp_path / "out" / "review.json").read_bytes()
    (tmp_path / "first.json").write_bytes(first)
    result = cxcheck("review", "in/a.yaml", "-o", "out", "-j", "1", "--as-of", "2026-12-01", cwd=tmp_path)
    assert result.err == ""
    return tmp_path


def test_list(folder: Path) -> None:
    result = cxcheck("runs", "list", "out", cwd=folder)
    assert (result.code, result.err) == (0, "")
    heading, *lines = result.out.splitlines()
    assert heading.split() == ["review", "as", "of", "profile", "rules", "program", "submissions", "rated"]
    assert [line.split()[:1] for line in lines] == [["1"], ["2"]]
    assert "each plan's own" in lines[0]
    assert "1 received, 1 unreadable" in lines[0]
    assert "2026-12-01" in lines[1]


def test_a_review_shown_again_is_as_it_was(folder: Path) -> None:
    again = cxcheck("runs", "show", "out", "1", "--format", "json", cwd=folder)
    assert again.code == 0
    assert again.out.encode() == (folder / "first.json").read_bytes()
    last = cxcheck("runs", "show", "out", cwd=folder)
    assert last.out.startswith("review 2: 1 submissions\nas of 2026-12-01, profile order-as-amended, rules ")
    assert "note: judged as of 2026-12-01 (--as-of) instead of the plan's own day\n" in last.out


def test_a_number_that_is_not_there(folder: Path) -> None:
    result = cxcheck("runs", "show", "out", "7", cwd=folder)
    assert (result.code, result.out) == (2, "")
    assert result.err == "cxcheck: out/record.sqlite: there is no review 7; the reviews are: 1, 2\n"


def test_no_record_is_made_by_asking(tmp_path: Path) -> None:
    for command in (("list", "."), ("show", "."), ("prune", ".", "--keep", "1")):
        result = cxcheck("runs", *command, cwd=tmp_path)
        assert result.code == 2
        assert result.err == (
            "cxcheck: record.sqlite: there is no record of reviews; name the folder that `cxcheck review -o` wrote\n"
        )
    assert list(tmp_path.iterdir()) == []


def test_prune_keeps_the_last(folder: Path) -> None:
    result = cxcheck("runs", "prune", "out", "--keep", "1", cwd=folder)
    assert (result.code, result.out) == (0, "out: 1 review removed, 1 kept\n")
    with sqlite3.connect(folder / "out" / "record.sqlite") as record:
        left = {
            table: record.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - words of ours
            for table in ("review", "submission", "assessment")
        }
    assert left == {"review": 1, "submission": 1, "assessment": 1}
    assert cxcheck("runs", "show", "out", "2", cwd=folder).code == 0
    assert cxcheck("runs", "show", "out", "1", cwd=folder).code == 2


def test_a_review_by_other_rules_is_shown_by_those(folder: Path) -> None:
    """The added rules go; the review that they judged is shown all the same."""
    (folder / "own" / "ours").mkdir(parents=True)
    (folder / "own" / "ours" / "our-plan-is-final.yaml").write_text(RULE, encoding="utf-8")
    done = cxcheck("review", "in/a.yaml", "-o", "out", "-j", "1", "--rules", "own", cwd=folder)
    assert done.err == ""
    shutil.rmtree(folder / "own")
    shown = cxcheck("runs", "show", "out", "3", "--format", "json", cwd=folder)
    assert shown.err == ""
    assert shown.out.encode() == (folder / "out" / "review.json").read_bytes()
    assert "our-plan-is-final" in shown.out


def test_rules_that_cannot_be_read_are_said(folder: Path) -> None:
    with sqlite3.connect(folder / "out" / "record.sqlite") as record:
        record.execute("UPDATE pack SET files = ?", (zlib.compress(b"[{}, {}]"),))
        record.execute("UPDATE review SET tool_version = '0.0.7'")
    result = cxcheck("runs", "show", "out", "1", cwd=folder)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "cxcheck: out/record.sqlite: this version of cxcheck cannot read the rules of review 1, which version 0.0.7 judged by; "
        "use that version, or the tables of the record. The first fault: rules/order/clauses.yaml is missing from the rule "
        "pack\n"
    )


def test_compare_says_what_is_new_and_why(folder: Path) -> None:
    result = cxcheck("runs", "compare", "out", "2", "1", cwd=folder)
    assert (result.code, result.err) == (0, "")
    heading, day, *rest = result.out.splitlines()
    assert heading == "review 2 (as of 2026-12-01) → review 1"
    assert day == "  The day of assessment: 2026-12-01 became each plan's own"
    assert "in/b.yaml" in rest
    assert "  It was not in the review before" in rest
    back = cxcheck("runs", "compare", "out", "1", cwd=folder)
    assert back.out.startswith("review 1 → review 2 (as of 2026-12-01)\n")
    assert "  It is not in this review\n" in back.out
    assert back.out.endswith("\n1 submission as before\n")
    same = cxcheck("runs", "compare", "out", "2", "2", cwd=folder)
    assert (same.code, same.out) == (
        0, "review 2 (as of 2026-12-01) → review 2 (as of 2026-12-01)\n\n1 submission as before\n",
    )  # fmt: skip
