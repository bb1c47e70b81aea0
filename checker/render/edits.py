"""The edits of an amendment in words."""

from collections.abc import Iterator

from checker.policy.amendment import Change, Edit


def taken_away(edit: Edit) -> str:
    """The words that go, and where they stood."""
    return f"“{edit.removed}”{_place(edit)}"


def added(edit: Edit) -> str:
    """The words that come, and where, unless words that go have said it."""
    return f"“{edit.added}”{'' if edit.removed else _place(edit)}"


def edits_in_words(change: Change) -> Iterator[str]:
    """What goes and what comes, a line each."""
    for edit in change.edits:
        if edit.removed:
            yield f"Taken away: {taken_away(edit)}"
        if edit.added:
            yield f"Added: {added(edit)}"


def _place(edit: Edit) -> str:
    return f" after “{edit.after}”" if edit.after else ""
