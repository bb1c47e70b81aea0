"""What an amendment changes, in words and as a table."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from checker.policy.amendment import Amendment, Change, Edit
from checker.policy.ordertext import one_line
from checker.policy.rule import Rule
from checker.render.markdown import code, escaped


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


def new_words(quote: str, change: Change | None) -> str:
    """What of a quote EO 14058 as issued does not have, as a sentence; `change` is None where the pack does not say."""
    if change is None:
        return "The amendment proposed on 2023-12-13 changes these words."
    added = [edit.added.removesuffix(".") for edit in change.edits if edit.added]
    if any(one_line(quote).removesuffix(".") in words for words in added):
        return "These words come from the amendment proposed on 2023-12-13; EO 14058 as issued does not have them."
    if not added:
        return "The amendment proposed on 2023-12-13 takes words out of this sentence."
    return f"The amendment proposed on 2023-12-13 changes this sentence; new in it: {', '.join(f'“{words}”' for words in added)}."


def changes_sum(changes: Sequence[Change]) -> str:
    """How many changes there are, and how many rules because of them."""
    rules = {id_ for change in changes for id_ in change.rules}
    some = sum(1 for change in changes if change.rules)
    return f"{len(changes)} changes, {some} of them with rules; {len(rules)} rules exist because of the amendment."


def why_none(change: Change) -> str:
    """Why no rule exists because of a change."""
    return change.why_no_rule or "The pack has no rule for it."


def changes_table(changes: Iterable[Change], named: Callable[[str], str] = code) -> list[str]:
    """A row a change, in Markdown; `named` writes the id of a rule."""
    lines = [
        "| | Place | Taken away | Added | What it means for a plan | Rules |",
        "|---|---|---|---|---|---|",
    ]
    for number, change in enumerate(changes, start=1):
        gone = "<br>".join(escaped(taken_away(edit)) for edit in change.edits if edit.removed)
        come = "<br>".join(escaped(added(edit)) for edit in change.edits if edit.added)
        rules = "<br>".join(map(named, change.rules)) or escaped(f"None. {why_none(change)}")
        lines.append(f"| {number} | {change.place} | {gone} | {come} | {escaped(change.means)} | {rules} |")
    return lines


def amendment_page(amendment: Amendment, rules: Mapping[str, Rule]) -> str:
    """The amendment as a page of the documentation, beside those of the rules."""
    count = len(amendment.changes)
    opening = (
        f"What “{amendment.title}” of {amendment.proposed} changes in sections 1 to 3 of EO 14058: {count} places. It was proposed, "
        "and never enacted. The rules of a change are those that rest on the words it adds; the profile eo-14058-as-issued leaves "
        f"them out. {amendment.source}"
    )
    table = changes_table(amendment.changes, lambda id_: f"[{id_}]({rules[id_].topic}/{id_}.md)")
    return (
        "\n".join(
            ["# The amendment", "", escaped(opening), "", *table, "", escaped(changes_sum(amendment.changes))]
        )
        + "\n"
    )


def _place(edit: Edit) -> str:
    return f" after “{edit.after}”" if edit.after else ""
