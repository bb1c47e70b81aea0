"""Two reviews side by side for a person at a terminal: agency by agency what is new, fixed and unchanged, and why."""

from collections.abc import Iterable, Iterator

from checker.render.counts import counted
from checker.render.printable import log_line, one_line
from checker.render.review.site_changes import differences, moves, same, since, terms
from checker.review.changes import Step
from checker.review.results import Review


def compared_text(old: Review, new: Review, steps: Iterable[Step]) -> Iterator[str]:
    """How the reviews themselves differ, then each submission of which something does; the others are counted."""
    yield f"{since(old)} → {since(new)}\n"
    for line in terms(old, new):
        yield log_line(f"  {line}\n")
    unchanged = 0
    for step in steps:
        if step.same:
            unchanged += 1
        else:
            yield "".join(f"{log_line(line)}\n" for line in _step(step))
    yield f"\n{counted(unchanged, 'submission')} as before\n"


def _step(step: Step) -> Iterator[str]:
    yield ""
    yield one_line(step.submission.agency or step.key)
    for line in moves(step):
        yield f"  {line}"
    for row in differences(step.diff):
        where = f" ({row.place})" if row.place else ""
        yield f"  {row.kind.upper()} {row.level.words}: {row.message}{where}"
        yield f"    because: {row.why}"
    if (left := same(step.diff)) or step.diff is not None:
        yield f"  {counted(left, 'finding')} unchanged"
