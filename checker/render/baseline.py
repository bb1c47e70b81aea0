"""A baseline as the text of its file: one line an entry, sorted, so that a review of its history is a review of lines."""

from collections.abc import Iterable, Iterator

from checker.assessment.baseline import Known
from checker.plan.yaml_text import in_quotes

_HEADING = """\
# Findings that were known when this file was made; docs/baseline.md of cxcheck says more. Entries may only be removed:
# `cxcheck check --baseline FILE --update-baseline` removes those that are mended.
"""


def baseline_text(entries: Iterable[Known]) -> Iterator[str]:
    """The same entries give the same bytes."""
    yield _HEADING
    lines = [
        f"- {{plan: {in_quotes(each.plan)}, rule: {each.rule}, at: {in_quotes(each.at)}, level: {each.level}}}\n"
        for each in sorted(entries)
    ]
    yield "".join(lines) if lines else "[]\n"
