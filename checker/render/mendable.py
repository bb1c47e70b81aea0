"""Which findings `cxcheck fix` can mend: looked up among the corrections of a file, which are found when the first asks."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from checker.finding import Finding
from checker.location import Location
from checker.plan.fixes.fix import Fix
from checker.plan.text import SourceText
from checker.render.printable import one_line

_PROBLEMS = frozenset(
    ("byte-order-mark", "malformed-value", "unknown-key", "unknown-value", "wrong-type", "yaml-1-1-value")
)
_LONGEST = 60


class Mendable:
    """Asked for one finding at a time. A run without findings of such a kind pays nothing."""

    def __init__(self, texts: Mapping[str, SourceText]) -> None:
        self.texts = texts
        self.known: dict[str, tuple[Fix, ...]] = {}

    def said(self, finding: Finding, plan: str) -> str:
        """What `cxcheck fix` does about a finding on a plan, as a sentence; empty where it does nothing."""
        name = next((step for step in reversed(finding.route) if isinstance(step, str)), "")
        if finding.rule == "byte-order-mark":
            return "`cxcheck fix` removes it"
        if finding.rule not in _PROBLEMS and not _identifies(name):
            return ""
        for fix in self.fixes(finding.location.file, plan):
            if _inside(fix.location, finding.location) and len(fix.new) <= _LONGEST:
                new = one_line(fix.new)
                return (
                    f"`cxcheck fix` writes {new} here"
                    if fix.safe
                    else f"`cxcheck fix --unsafe` writes {new} here, which is a guess"
                )
        return ""

    def fixes(self, file: str, plan: str) -> tuple[Fix, ...]:
        """The corrections of a file of a plan."""
        if file not in self.known:
            text = self.texts.get(file)
            self.known[file] = _found(text, plan) if text is not None else ()
        return self.known[file]


def _identifies(name: str) -> bool:
    from checker.plan.fixes.words import is_identifier

    return is_identifier(name)


def _found(text: SourceText, plan: str) -> tuple[Fix, ...]:
    from checker.plan.compose import compose
    from checker.plan.fixes.find import find_fixes
    from checker.plan.fixes.mend import place_in_plan, place_of
    from checker.plan.limits import Limits
    from checker.plan.schema import plan_schema

    root, _ = compose(text, Limits())
    if root is None:
        return ()
    folder, file = PurePosixPath(plan), PurePosixPath(text.path)
    folder = folder.parent if folder.suffix in (".yaml", ".yml") else folder
    inside = file.relative_to(folder).as_posix() if file.is_relative_to(folder) else file.name
    return find_fixes(root, place_in_plan(root, place_of(inside)), plan_schema()).fixes


def _inside(fix: Location, finding: Location) -> bool:
    start, end = (finding.line, finding.column), (finding.end_line, finding.end_column)
    return start <= (fix.line, fix.column) and (fix.end_line, fix.end_column) <= end
