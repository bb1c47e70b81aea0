"""A small rule pack in a temporary folder: the real order and profiles, and the rules that a test writes."""

import shutil
import textwrap
from pathlib import Path

from checker.policy.rulebook import Rulebook, load_rulebook
from checker.resources import resource

AUTHORITIES = """\
- {id: old-law, title: An old law, citation: Old Law, kind: statute, since: '2000-01-01', until: '2024-06-30',
   ended_by: the New Law, verified: sourced, source: made for a test, summary: A law that ended.}
- {id: new-law, title: A new law, citation: New Law, kind: statute, since: '2024-06-30',
   verified: sourced, source: made for a test, summary: A law in force.}
"""

HEAD = """\
id: {id}
version: 1
title: A rule that a test wrote
clauses: [S2.p1.s6]
quote: maintain or enhance protections afforded under law and policy
strength: must
rationale: It exists so that a test can look at it.
remedy: Do what the test expects.
"""

EXAMPLES = """\
examples:
  pass: [{plan: {}}]
  fail: [{plan: {}, finds: [{route: (plan), message: none of this is run}]}]
  not_applicable: [{plan: {}}]
"""


def rule_text(body: str, id_: str = "test-rule", examples: str = EXAMPLES) -> str:
    """A rule file: a head, what the test is about, and examples."""
    return HEAD.format(id=id_) + textwrap.dedent(body) + examples


def make_pack(folder: Path, rules: dict[str, str]) -> Path:
    """A pack with these rule files, `{"topic/test-rule.yaml": text}`; returns its folder."""
    shutil.copytree(resource("rules") / "order", folder / "order")
    shutil.copytree(resource("rules") / "profiles", folder / "profiles")
    (folder / "authorities.yaml").write_text(AUTHORITIES, encoding="utf-8")
    for name, text in rules.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def load_one(folder: Path, body: str, examples: str = EXAMPLES) -> Rulebook:
    """The rulebook of a pack with one rule, `topic/test-rule.yaml`."""
    return load_rulebook(make_pack(folder, {"topic/test-rule.yaml": rule_text(body, examples=examples)}))
