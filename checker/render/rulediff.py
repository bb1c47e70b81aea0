"""What differs between two profiles or two versions of the pack: for a terminal, as Markdown, as JSON."""

import json
import textwrap
from collections.abc import Iterator

from checker.policy.amendment import Change
from checker.policy.comparison import Comparison, Detail, Difference, Kind
from checker.render.amendment import added, changes_sum, changes_table, taken_away, why_none
from checker.render.markdown import code, escaped

_WIDTH = 100
MADE_BY = "<!-- Made by `cxcheck rules diff`: change the rule pack, not this page. -->"
_PROFILES = {
    Kind.ADDED: "asked only by {after}", Kind.REMOVED: "asked only by {before}", Kind.MEANING: "asked otherwise",
}  # fmt: skip
_PACKS = {
    Kind.ADDED: "added", Kind.REMOVED: "removed", Kind.RENAMED: "renamed", Kind.MEANING: "changed in meaning",
    Kind.WORDS: "changed in words only",
}  # fmt: skip
_SIGNS = {Kind.ADDED: "+", Kind.REMOVED: "-", Kind.RENAMED: ">", Kind.MEANING: "~", Kind.WORDS: "."}


def diff_text(found: Comparison) -> str:
    """First what the amendment changes, then the other rules that differ, clause by clause, then the sum."""
    lines = [*_wrapped(_heading(found), ""), ""]
    if found.changes:
        lines += [*_wrapped(_amendment(found), ""), ""]
        for number, change in enumerate(found.changes, start=1):
            lines += [*_change(number, change), ""]
        lines += [changes_sum(found.changes), ""]
    for clause, differences in _by_clause(found):
        lines.append(clause)
        for difference in differences:
            lines += _difference(difference, found)
        lines.append("")
    if found.files:
        lines += [*_wrapped(f"Other files of the pack that differ: {', '.join(found.files)}", ""), ""]
    return "\n".join([*lines, *_wrapped(_sum(found), "")]) + "\n"


def _change(number: int, change: Change) -> Iterator[str]:
    clauses = ", ".join(change.clauses) or "in no clause"
    yield f"{number}. {change.place}" + (f" ({clauses})" if clauses != change.place else "")
    for edit in change.edits:
        if edit.removed:
            yield from _named("takes away", taken_away(edit))
        if edit.added:
            yield from _named("adds", added(edit))
    yield from _named("means", change.means)
    yield from _named("rules", ", ".join(change.rules) or f"none. {why_none(change)}")


def _difference(difference: Difference, found: Comparison) -> Iterator[str]:
    also = difference.clauses[1:]
    yield from _wrapped(
        f"{_SIGNS[difference.kind]} {difference.rule}: {difference.title}" + (f" (also {', '.join(also)})" if also else ""),
        "  ", "    ",
    )  # fmt: skip
    if not found.profiles:
        yield f"      {_PACKS[difference.kind]}"
    for detail in difference.details:
        if len(detail.before) + len(detail.after) > _WIDTH - 20 and detail.before and detail.after:
            yield f"      {detail.what}"
            yield from _wrapped(f"was: {detail.before}", "        ", "          ")
            yield from _wrapped(f"now: {detail.after}", "        ", "          ")
        else:
            yield from _wrapped(_detail(detail), "      ", "        ")
    if difference.fault:
        yield from _wrapped(difference.fault, "      ", "        ")


def _detail(detail: Detail) -> str:
    if detail.before and detail.after:
        return f"{detail.what}: {detail.before} → {detail.after}"
    if detail.what == "not asked":
        return f"not asked {'before' if detail.before else 'after'}: {detail.before or detail.after}"
    if not detail.before and not detail.after:
        return detail.what
    return f"{detail.what}: {detail.before}{detail.after}" + (" (taken out)" if detail.before else " (new)")


def diff_markdown(found: Comparison) -> str:
    """The same as Markdown: a table of what the amendment changes, and one of the other rules that differ."""
    lines = [MADE_BY, "", f"# {escaped(_heading(found))}", ""]
    if found.changes:
        lines += [escaped(_amendment(found)), ""]
        lines += changes_table(found.changes)
        lines += ["", escaped(changes_sum(found.changes)), ""]
    if rows := [(clause, each) for clause, differences in _by_clause(found) for each in differences]:
        lines += ["| Clause | Rule | What is true of a plan that passes | Difference |", "|---|---|---|---|"]
        lines += [_rule_row(clause, each, found) for clause, each in rows]
        lines.append("")
    if found.files:
        lines += [f"Other files of the pack that differ: {', '.join(map(code, found.files))}", ""]
    return "\n".join([*lines, escaped(_sum(found))]) + "\n"


def _rule_row(clause: str, difference: Difference, found: Comparison) -> str:
    details = [
        escaped(_kind(difference.kind, found)),
        *(escaped(_detail(detail)) for detail in difference.details),
    ]
    if difference.fault:
        details.append(escaped(difference.fault))
    return f"| {clause} | {code(difference.rule)} | {escaped(difference.title)} | {'<br>'.join(details)} |"


def diff_json(found: Comparison) -> str:
    """The same as one JSON object; `rules` has every rule that differs, with the change of the order that it is due to."""
    content = {
        "compared": "profiles" if found.profiles else "packs",
        "before": found.before._asdict(),
        "after": found.after._asdict(),
        "amendment": "gained" if found.gained else "lost" if found.changes else None,
        "changes": [
            {
                "place": change.place, "clauses": list(change.clauses), "edits": [edit._asdict() for edit in change.edits],
                "means": change.means, "rules": list(change.rules), "why_no_rule": change.why_no_rule,
            }
            for change in found.changes
        ],
        "rules": [
            {
                "rule": each.rule, "kind": each.kind.value, "title": each.title, "clauses": list(each.clauses),
                "place": each.place, "details": [detail._asdict() for detail in each.details], "fault": each.fault,
            }
            for each in found.differences
        ],
        "same": found.same,
        "files": list(found.files),
    }  # fmt: skip
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _heading(found: Comparison) -> str:
    if found.profiles:
        return f"From the profile {found.before.name} to {found.after.name}"
    return f"From the rules {found.before.name} to {found.after.name}"


def _amendment(found: Comparison) -> str:
    does = "asks for what it adds" if found.gained else "leaves out what it adds"
    places = f"changes {len(found.changes)} places of the order"
    return (
        f"The amendment proposed on 2023-12-13, which was never enacted, {places}. {found.after.name} {does}."
    )


def _by_clause(found: Comparison) -> Iterator[tuple[str, list[Difference]]]:
    """The rules that differ for another reason than the amendment, under the first of their clauses."""
    rest = [each for each in found.differences if not each.place]
    for clause in (*found.order, *sorted({each.clauses[0] for each in rest} - set(found.order))):
        if own := [each for each in rest if _first(each, found.order) == clause]:
            yield clause, own


def _first(difference: Difference, order: tuple[str, ...]) -> str:
    return min(difference.clauses, key=lambda clause: order.index(clause) if clause in order else len(order))


def _kind(kind: Kind, found: Comparison) -> str:
    words = _PROFILES if found.profiles else _PACKS
    return words[kind].format(before=found.before.name, after=found.after.name)


def _sum(found: Comparison) -> str:
    kinds = _PROFILES if found.profiles else _PACKS
    counted = ", ".join(f"{len(found.of_kind(kind))} {_kind(kind, found)}" for kind in kinds)
    same = "asked by both in the same way, or by neither" if found.profiles else "the same"
    return f"Rules: {counted}, {found.same} {same}."


def _named(name: str, text: str) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent=f"   {name:<12}", subsequent_indent=" " * 15, break_on_hyphens=False
    )


def _wrapped(text: str, indent: str, further: str | None = None) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent=indent, subsequent_indent=indent if further is None else further, break_on_hyphens=False
    )  # fmt: skip
