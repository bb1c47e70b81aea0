"""Corrections put into a text, and only those after which it still reads as the same plan."""

from collections.abc import Sequence

from checker.plan.compose import compose
from checker.plan.fixes.fix import Fix, Left, left
from checker.plan.fixes.same import same_values
from checker.plan.limits import Limits
from checker.plan.nodes import Node
from checker.plan.text import SourceText

_REASON = "the file would not read as the same plan afterwards"


def splice(text: str, fixes: Sequence[Fix]) -> str:
    """The text with the new in place of the old, and every other character as it was."""
    pieces, at = [], 0
    for fix in sorted(fixes, key=lambda fix: fix.start):
        pieces += [text[at : fix.start], fix.new]
        at = fix.end
    return "".join([*pieces, text[at:]])


def apply(root: Node, fixes: Sequence[Fix], limits: Limits) -> tuple[str, tuple[Fix, ...], tuple[Left, ...]]:
    """The corrected text, the corrections made in it, and those that were not made.

    The text is read again and must give the same values but for what the corrections say. Where it does not, only those that
    keep their word are made.
    """
    good = _good(root, (), tuple(fixes), limits)
    bad = tuple(left(fix, _REASON) for fix in fixes if fix not in good)
    return splice(root.source.text, good), good, bad


def _good(root: Node, sure: tuple[Fix, ...], fixes: tuple[Fix, ...], limits: Limits) -> tuple[Fix, ...]:
    """Those of the corrections that keep their word beside those that are `sure`, found by halving."""
    if not fixes or holds(root, (*sure, *fixes), limits):
        return fixes
    if len(fixes) == 1:
        return ()
    half = len(fixes) // 2
    first = _good(root, sure, fixes[:half], limits)
    return (*first, *_good(root, (*sure, *first), fixes[half:], limits))


def holds(root: Node, fixes: Sequence[Fix], limits: Limits) -> bool:
    """Whether the text with these corrections reads as the same values, but for what they say."""
    after = SourceText(root.source.path, splice(root.source.text, fixes))
    read, _ = compose(after, limits)
    return read is not None and same_values(root, read, fixes)
