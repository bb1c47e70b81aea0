"""Each limit just kept and just passed, counted on events; a hostile file is read no further than to the limit.

The place of a finding shows how far: the 65th of 100,000 brackets, the 18th of 41 lines.
"""

from itertools import pairwise

import pytest

from checker.plan.compose import compose
from checker.plan.limits import Limits, Spent
from checker.plan.text import SourceText
from tests.support.said import composed, said

DEEP = "the values are nested more than {} levels deep"
ALIAS_DEEP = "with this alias written out, the values are nested more than {} levels deep"
WIDE = "with every alias written out, the file has more than {} values"
MANY = "the file has more than {} values and keys"

KEPT: dict[str, tuple[str, Limits]] = {
    "depth": ("[[[]]]", Limits(depth=3)),
    "depth of mappings": ("a: {b: {c: 1}}", Limits(depth=3)),
    "depth through an alias": ("- &x [[]]\n- *x\n", Limits(depth=3)),
    "depth through a merge": ("- &x {a: []}\n- <<: *x\n", Limits(depth=4)),
    "nodes": ("a: [1, 2]", Limits(nodes=5)),
    "nodes with a merge": ("x: &x {a: 1}\ny: {<<: *x}\n", Limits(nodes=10)),
    "expansion": ("- &x [1, 2]\n- *x\n", Limits(expanded_nodes=7)),
    "expansion of a merge": ("x: &x {a: 1}\ny: {<<: *x}\n", Limits(expanded_nodes=7)),
    "findings": ("[no, no, no]", Limits(findings=3)),
}

PASSED: dict[str, tuple[str, Limits, str]] = {
    "depth": ("[[[[]]]]", Limits(depth=3), f"1:4-1:5 limit-passed {DEEP.format(3)}"),
    "depth of mappings": ("a: {b: {c: {}}}", Limits(depth=3), f"1:12-1:13 limit-passed {DEEP.format(3)}"),
    "depth through an alias": ("- &x [[]]\n- [*x]\n", Limits(depth=3), f"2:4-2:6 limit-passed {ALIAS_DEEP.format(3)}"),
    "depth through two aliases": (
        "- &x [[]]\n- &y [*x]\n- [*y]\n", Limits(depth=4), f"3:4-3:6 limit-passed {ALIAS_DEEP.format(4)}",
    ),
    "depth through a merge": (
        "- &x {a: []}\n- &y {<<: *x}\n- [[*y]]\n", Limits(depth=4), f"3:5-3:7 limit-passed {ALIAS_DEEP.format(4)}",
    ),
    "nodes": ("a: [1, 2, 3]", Limits(nodes=5), f"1:11-1:12 limit-passed {MANY.format(5)}"),
    "nodes at an opening": ("a: [1, 2, []]", Limits(nodes=5), f"1:11-1:12 limit-passed {MANY.format(5)}"),
    "nodes at an alias": ("a: [&x 1, 2, *x]", Limits(nodes=5), f"1:14-1:16 limit-passed {MANY.format(5)}"),
    "nodes with a merge": ("x: &x {a: 1}\ny: {<<: *x}\n", Limits(nodes=9), f"2:9-2:11 limit-passed {MANY.format(9)}"),
    "expansion": ("- &x [1, 2]\n- *x\n", Limits(expanded_nodes=6), f"2:3-2:5 limit-passed {WIDE.format(6)}"),
    "expansion without any alias": ("- [1, 2]\n", Limits(expanded_nodes=3), f"1:1-1:1 limit-passed {WIDE.format(3)}"),
    "findings": (
        "[no, no, no]", Limits(findings=2),
        "1:10-1:12 limit-passed there are more than 2 problems; those from here on are not listed",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", KEPT)
def test_kept(case: str) -> None:
    text, limits = KEPT[case]
    found, problems = composed(text, limits)
    assert found is not None
    assert [problem for problem in problems if "limit-passed" in problem] == []


@pytest.mark.parametrize("case", PASSED)
def test_passed(case: str) -> None:
    text, limits, expected = PASSED[case]
    found, problems = composed(text, limits)
    assert found is None
    assert problems[-1] == expected


def alias_bomb() -> str:
    lines = [f"{after}: &{after} [{', '.join([f'*{name}'] * 9)}]" for name, after in pairwise("abcdefghi")]
    return "\n".join(["a: &a [x, x, x, x, x, x, x, x, x]", *lines]) + "\n"


def merge_bomb() -> str:
    keys = ", ".join(f"k{number}: 1" for number in range(300))
    return f"a: &a {{{keys}}}\n" + "".join(
        f"m{line}: {{<<: [{', '.join(['*a'] * 100)}]}}\n" for line in range(40)
    )


HOSTILE: dict[str, tuple[str, str]] = {
    "a nest of brackets": ("[" * 900, f"1:65-1:66 limit-passed {DEEP.format(64)}"),
    "a nest of braces": ("{a: " * 30_000, f"1:257-1:258 limit-passed {DEEP.format(64)}"),
    "a nest of entries": ("- " * 50_000, f"1:129-1:129 limit-passed {DEEP.format(64)}"),
    "a nest of questions": ("? " * 50_000, "1:3-1:3 key-not-text a key is a list or a mapping here"),
    "an alias bomb": (alias_bomb(), f"7:8-7:10 limit-passed {WIDE.format('1,000,000')}"),
    "a merge bomb": (merge_bomb(), f"18:244-18:246 limit-passed {MANY.format('500,000')}"),
    "a chain of aliases": (
        "- &a0 [x]\n" + "".join(f"- &a{number} [*a{number - 1}]\n" for number in range(1, 5000)),
        f"64:9-64:13 limit-passed {ALIAS_DEEP.format(64)}",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile(case: str) -> None:
    text, expected = HOSTILE[case]
    assert composed(text) == (None, [expected])


def test_a_nest_that_the_yaml_library_itself_refuses() -> None:
    """PyYAML 6.0.3 reads any depth, so that our limit speaks; 6.0.4 stops at the thousandth bracket before it says anything."""
    found, problems = composed("[" * 100_000)
    assert found is None
    assert problems in (
        [f"1:65-1:66 limit-passed {DEEP.format(64)}"],
        ["1:1001-1:1001 limit-passed the values are nested more deeply than YAML is read"],
    )


def test_a_merge_of_an_honest_size_passes() -> None:
    text = "a: &a {k: 1, l: 2}\n" + "".join(f"m{number}: {{<<: *a, n: 3}}\n" for number in range(500))
    found, problems = composed(text)
    assert problems == []
    assert found is not None
    assert found.data["m499"] == {"k": 1, "l": 2, "n": 3}


def test_limits_hold_over_the_files_of_a_plan() -> None:
    spent = Spent()
    limits = Limits(nodes=6, expanded_nodes=6)
    first, _ = compose(SourceText("a.yaml", "[1, 2]"), limits, spent)
    assert (first is not None, spent.nodes, spent.expanded_nodes) == (True, 3, 3)
    second, findings = compose(SourceText("b.yaml", "[1, 2, 3]"), limits, spent)
    assert second is None
    assert said(findings) == ["1:8-1:9 limit-passed the plan has more than 6 values and keys"]
    third, findings = compose(SourceText("c.yaml", "[&x [], *x]"), Limits(expanded_nodes=5), spent)
    assert third is None
    assert said(findings) == [
        "1:9-1:11 limit-passed with every alias written out, the plan has more than 5 values"
    ]
    assert compose(SourceText("d.yaml", "[1, 2]"), limits, spent)[0] is not None
