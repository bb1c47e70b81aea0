"""What `cxcheck fix` does about a finding: looked up among the corrections of its file, found when the first asks."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from checker.assessment.outcome import Outcome
from checker.finding import Finding
from checker.location import Location
from checker.plan.text import SourceText

if TYPE_CHECKING:
    from checker.plan.fixes.fix import Fix

_PROBLEMS = frozenset(
    ("byte-order-mark", "malformed-value", "unknown-key", "unknown-value", "wrong-type", "yaml-1-1-value")
)
_LONGEST = 60


class Corrections:
    """Asked for one finding on one plan at a time. A plan without findings of such a kind costs nothing."""

    def __init__(self, plan: str, texts: Mapping[str, SourceText]) -> None:
        self.plan = plan
        self.texts = texts
        self.known: dict[str, dict[int, list[Fix]]] = {}

    def outcome(self, outcome: Outcome) -> Outcome:
        """The outcome, each of its findings with what is done about it."""
        if not outcome.findings:
            return outcome
        return outcome._replace(findings=tuple([self.told(finding) for finding in outcome.findings]))

    def told(self, finding: Finding) -> Finding:
        """The finding with what is done about it."""
        said = self._said(finding)
        return finding._replace(fix=said) if said else finding

    def _said(self, finding: Finding) -> str:
        if finding.rule == "byte-order-mark":
            return "`cxcheck fix` removes it"
        name = next((step for step in reversed(finding.route) if isinstance(step, str)), "")
        if finding.rule not in _PROBLEMS and not _identifies(name):
            return ""
        for fix in self._fixes(finding.location.file).get(finding.location.line, ()):
            if _inside(fix.location, finding.location) and len(fix.new) <= _LONGEST:
                if fix.safe:
                    return f"`cxcheck fix` writes {fix.new} here"
                return f"`cxcheck fix --unsafe` writes {fix.new} here, which is a guess"
        return ""

    def _fixes(self, file: str) -> "dict[int, list[Fix]]":
        """The corrections of a file of the plan, by line."""
        if file not in self.known:
            self.known[file] = {}
            text = self.texts.get(file)
            for fix in _found(text, self.plan) if text is not None else ():
                self.known[file].setdefault(fix.location.line, []).append(fix)
        return self.known[file]


def _identifies(name: str) -> bool:
    from checker.plan.fixes.words import is_identifier

    return is_identifier(name)


def _found(text: SourceText, plan: str) -> "tuple[Fix, ...]":
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
