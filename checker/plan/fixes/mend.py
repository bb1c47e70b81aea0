"""The whole mending of a plan, on one page: each file → its tree → corrections → text → read again."""

from codecs import BOM_UTF8
from pathlib import PurePosixPath
from typing import NamedTuple

from checker.finding import Finding
from checker.plan.compose import compose
from checker.plan.decode import decode
from checker.plan.fixes.apply import apply
from checker.plan.fixes.find import find_fixes
from checker.plan.fixes.fix import Fix, Left
from checker.plan.fixes.order import in_order
from checker.plan.limits import Limits, Spent
from checker.plan.nodes import Node, SequenceNode, resolved
from checker.plan.problems import PROBLEMS
from checker.plan.schema import EACH, Pattern, PlanSchema, plan_schema
from checker.plan.text import SourceText
from checker.sources.source import PlanSource, SourceFile


class Mended(NamedTuple):
    """What became of one file. `before` and `after` are its bytes.

    `made` are the corrections that `after` holds, `offered` the unsafe ones that nobody asked for, `left` those that
    cannot be made. `unreadable` says why the file could not be looked at.
    """

    path: str
    before: bytes
    after: bytes
    made: tuple[Fix, ...]
    offered: tuple[Fix, ...]
    left: tuple[Left, ...]
    unreadable: tuple[Finding, ...]


def mend(source: PlanSource, limits: Limits, *, unsafe: bool = False, order: bool = False) -> list[Mended]:
    """Every file of a plan with its corrections: the safe ones, the `unsafe` ones where asked for, the `order` of keys.

    A file that cannot be read is told and left; the others are mended all the same.
    """
    schema, spent = plan_schema(), Spent()
    files = [((), source.root), *((place_of(inside), file) for inside, file in source.parts)]
    return [_file(file, at, schema, limits, spent, unsafe, order) for at, file in files]


def place_of(inside: str) -> Pattern:
    """The list that a file of a folder plan belongs to: `services/passport.yaml` → `("services",)`."""
    return PurePosixPath(inside).parent.parts


def place_in_plan(root: Node, at: Pattern) -> Pattern:
    """The place of a file's root: of a list the list itself, of a single entry the entry."""
    return (*at, EACH) if at and not isinstance(resolved(root), SequenceNode) else at


def _file(
    file: SourceFile, at: Pattern, schema: PlanSchema, limits: Limits, spent: Spent, unsafe: bool, order: bool
) -> Mended:
    text, problems = decode(file, limits, spent)
    root = None
    if not any(PROBLEMS[problem.rule].unreadable for problem in problems):
        root, more = compose(text, limits, spent)
        problems += more
    if root is None or file.content is None:
        unreadable = tuple(problem for problem in problems if PROBLEMS[problem.rule].unreadable)
        content = file.content or b""
        return Mended(file.path, content, content, (), (), (), unreadable)
    at = place_in_plan(root, at)
    found = find_fixes(root, at, schema, unsafe=unsafe)
    wanted = [fix for fix in found.fixes if fix.safe or unsafe]
    offered = tuple(fix for fix in found.fixes if not (fix.safe or unsafe))
    mended, made, not_made = apply(root, wanted, limits)
    if order:
        mended, moved, not_moved = in_order(SourceText(file.path, mended), at, schema, limits)
        made, not_made = (*made, *moved), (*not_made, *not_moved)
    made = (*_mark(file, text), *made)
    return Mended(
        file.path, file.content, mended.encode(), tuple(sorted(made, key=_place)), offered,
        tuple(sorted((*found.left, *not_made), key=_place)), (),
    )  # fmt: skip


def _place(each: Fix | Left) -> tuple[str, int, int, str]:
    return each.location.file, each.location.line, each.location.column, each.kind


def _mark(file: SourceFile, text: SourceText) -> tuple[Fix, ...]:
    """The byte order mark, which is no part of the text: it goes by not being written again."""
    if file.content is None or not file.content.startswith(BOM_UTF8):
        return ()
    return (Fix("byte order mark", text.location(0, 0), 0, 0, "U+FEFF", "", None, True),)
