"""Plans to be corrected inside a test."""

from typing import Any

from checker.plan.compose import compose
from checker.plan.fixes.mend import Mended, mend
from checker.plan.limits import Limits
from checker.plan.text import SourceText
from checker.sources.source import PlanSource, SourceFile


def mended(text: str | bytes, *, unsafe: bool = False, order: bool = False) -> Mended:
    """What becomes of one file with this text."""
    content = text if isinstance(text, bytes) else text.encode()
    source = PlanSource("plan.yaml", SourceFile("plan.yaml", content, len(content)))
    return mend(source, Limits(), unsafe=unsafe, order=order)[0]


def told(file: Mended) -> list[str]:
    """Every correction, made or not, in short: `3:5 date 1/31/2026 → 2026-01-31`, `? …` unsafe, `! … (reason)` not made."""
    lines = [(fix.location, f"{fix.kind} {fix.said or f'{fix.old} → {fix.new}'}") for fix in file.made]
    lines += [(fix.location, f"? {fix.kind} {fix.old} → {fix.new}") for fix in file.offered]
    lines += [
        (left.location, f"! {left.kind} {left.said or f'{left.old} → {left.new}'} ({left.reason})")
        for left in file.left
    ]
    return [f"{at.line}:{at.column} {line}" for at, line in sorted(lines)]


def data_of(text: str) -> Any:
    """The values of a file."""
    root, _ = compose(SourceText("plan.yaml", text), Limits())
    assert root is not None
    return root.data
