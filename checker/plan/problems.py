"""Every way in which a file can fail to be a plan, before any rule of the order is asked.

A problem is reported as a finding like any other: located, with a remedy, listed by `cxcheck rules`, explained by
`cxcheck explain`.
"""

from collections.abc import Iterable
from typing import NamedTuple

from checker.finding import Finding, Level, Related
from checker.location import Location, Route


class Problem(NamedTuple):
    """One kind of format problem. `unreadable` means that no rule can be evaluated after it."""

    id: str
    level: Level
    title: str
    rationale: str
    remedy: str
    unreadable: bool = False

    def finding(
        self, message: str, location: Location, route: Route = (), related: Iterable[Related] = ()
    ) -> Finding:
        """The finding that reports this problem at one place."""
        return Finding(self.id, self.level, message, route, location, self.remedy, tuple(related))


_LONGEST = 60


def excerpt(text: str) -> str:
    """A piece of the plan for a message: on one line, and cut where it is long."""
    head = text[: 4 * _LONGEST]
    line = head if head.isprintable() else " ".join(head.split())
    return line if len(line) <= _LONGEST and len(head) == len(text) else line[: _LONGEST - 1] + "…"


_E, _W, _N = Level.ERROR, Level.WARNING, Level.NOTE

PROBLEMS: dict[str, Problem] = {
    problem.id: problem
    for problem in (
        Problem(
            "empty-file",
            _E,
            "The file holds a plan",
            "An empty file shows nothing, so it cannot show that the order is met.",
            "Write the plan, or remove the file. `docs/plan-format.md` lists what a plan holds.",
            True,
        ),
        Problem(
            "syntax-error",
            _E,
            "The file is correct YAML",
            "A file that is not YAML can be read in no one way, so no rule is asked about it.",
            "Correct the line shown. Indent with spaces, never with tabs, and close every quote and bracket.",
            True,
        ),
        Problem(
            "several-documents",
            _E,
            "The file holds one document",
            "A second document after `---` would be passed over by many tools.",
            "Keep one plan in a file: move what follows `---` into a file of its own, or delete the `---`.",
            True,
        ),
        Problem(
            "unreadable-file",
            _E,
            "The file can be read",
            "A plan whose file cannot be opened is not judged, and it is not passed over either.",
            "Ask for the right to read the file, or put it back where it was.",
            True,
        ),
        Problem(
            "invalid-utf-8",
            _E,
            "The file is UTF-8 text",
            "Bytes that are not UTF-8 are shown differently by different programs.",
            "Save the file as UTF-8 in your editor.",
            True,
        ),
        Problem(
            "byte-order-mark",
            _W,
            "The file starts without a byte order mark",
            "The mark is invisible, and some tools read it as part of the first key.",
            "Save the file as UTF-8 without a byte order mark (BOM).",
        ),
        Problem(
            "nul-character",
            _E,
            "The file has no NUL characters",
            "A NUL character ends the text for some programs and not for others.",
            "Delete the character; save the file as plain text.",
            True,
        ),
        Problem(
            "control-character",
            _E,
            "The file has no control characters",
            "Control characters are invisible and YAML does not allow them.",
            "Delete the character shown; retype the word around it.",
            True,
        ),
        Problem(
            "hidden-line-break",
            _E,
            "Every line break is one that people can see",
            "YAML tools start a new line at this character while editors do not, so a key can hide inside "
            "what looks like a comment.",
            "Delete the character and press Enter where a new line is meant.",
            True,
        ),
        Problem(
            "bidi-control",
            _E,
            "The text has no characters that reorder it on the screen",
            "Such a character makes the text look different from what programs read.",
            "Delete the character; retype the word around it.",
        ),
        Problem(
            "limit-passed",
            _E,
            "The plan stays within the limits of size and nesting",
            "A plan that grows without bounds could stop the review of every other plan.",
            "Make the plan smaller: split it into a folder plan, or remove repeated aliases. "
            "`--limit NAME=NUMBER` raises a limit.",
            True,
        ),
        Problem(
            "cycle",
            _E,
            "No value contains itself",
            "An alias inside the value that it names would never end.",
            "Write the value out instead of using the alias.",
            True,
        ),
        Problem(
            "unknown-alias",
            _E,
            "Every alias names an anchor above it",
            "An alias stands for a value that was marked with an anchor earlier in the same file.",
            "Add the anchor (`&name`) before the alias (`*name`), or write the value out.",
            True,
        ),
        Problem(
            "merge-value",
            _E,
            "A merge key merges mappings",
            "`<<` adds the keys of another mapping; with anything else it has no meaning.",
            "Let `<<` name an anchored mapping, or a list of them, or remove it.",
            True,
        ),
        Problem(
            "duplicate-key",
            _E,
            "Every key stands once",
            "Most tools keep one of two equal keys without a word, so part of the plan is lost.",
            "Keep one of the two keys, or rename one.",
        ),
        Problem(
            "key-not-text",
            _E,
            "Every key is a word",
            "The keys of a plan are the field names of its format.",
            "Use a field name of the plan format as the key.",
            True,
        ),
        Problem(
            "yaml-1-1-value",
            _W,
            "Every value reads the same in all YAML tools",
            "Older YAML tools change some unquoted values: NO becomes false, 12:30 becomes 750, 0123 becomes 83.",
            "Put the value in quotes if it is text; write a plain decimal number if it is a number.",
        ),
        Problem(
            "tag-not-known",
            _E,
            "Values carry no tags but those of plain YAML",
            "A tag such as `!!python/object` asks a tool to run code, and a plan is data only.",
            "Remove the tag, or write a value that fits it.",
        ),
        Problem(
            "block-in-two-places",
            _E,
            "A block stands in plan.yaml or in its own folder, not in both",
            "With two places for one list, nobody can tell which of them counts.",
            "Move the entries of plan.yaml into files in the folder, or remove the folder.",
        ),
        Problem(
            "block-in-the-way",
            _E,
            "A block that has a folder is a set of fields in plan.yaml",
            "The entries in the folder cannot be added to a value that is not a set of fields of its own.",
            "Write the block out in plan.yaml as a set of fields, or move the entries into it.",
        ),
        Problem(
            "stray-file",
            _E,
            "Every file of a plan's folder is part of the plan",
            "What stands in a file that is not read would be missing from the plan without a word.",
            "Put the file itself, not a link, into the folder of its list, such as services/, "
            "or out of the plan's folder.",
        ),
        Problem(
            "waiver-unknown-rule",
            _E,
            "Every waiver names a rule that there is",
            "A waiver of a rule that does not exist excuses nothing, and what it was meant for still counts.",
            "Correct the id of the rule; `cxcheck rules` lists them.",
        ),
        Problem(
            "waiver-unknown-route",
            _E,
            "Every waiver names a place that there is",
            "A waiver for a place that the plan does not have excuses nothing, and what it was meant for still counts.",
            "Correct the route. `cxcheck check PLAN --format json` gives every finding with its identity, which is "
            "a route that stays when entries move.",
        ),
        Problem(
            "waiver-duplicate",
            _E,
            "No two waivers are for the same rule at the same place",
            "With two waivers for one thing, nobody can tell which reason and which last day count.",
            "Keep one of the two.",
        ),
        Problem(
            "waiver-dates",
            _E,
            "Every waiver is approved before it expires",
            "A waiver that ends before it was approved never counted.",
            "Correct one of the two dates.",
        ),
        Problem(
            "waiver-too-long",
            _W,
            "No waiver runs for more than a year",
            "Providers assess themselves and plan anew each year (EO 14058, section 6(d)), so what one year's plan excuses "
            "is decided again with the next.",
            "Write an earlier last day, and have the waiver approved again while it is still needed.",
        ),
        Problem(
            "waiver-not-yet",
            _W,
            "Every waiver is approved by the day of assessment",
            "On the day of assessment, nobody had approved it yet.",
            "Correct the approval date, or judge as of a later day with `--as-of`.",
        ),
        Problem(
            "waiver-stale",
            _W,
            "Every waiver is for the value that stands there now",
            "A waiver excuses the one value that a person looked at and approved, and no other.",
            "Have the new value approved: remove the entry, and write it again with `cxcheck waive`.",
        ),
        Problem(
            "waiver-expires-soon",
            _N,
            "No waiver ends within 30 days",
            "After its last day, what it excuses is a finding again.",
            "Mend what the rule found, or ask for the waiver to be renewed.",
        ),
        Problem(
            "waiver-not-allowed",
            _E,
            "No waiver is claimed for a protection",
            "The order asks agencies to maintain or enhance protections, so nothing excuses a rule on them.",
            "Remove the waiver, and mend what the rule found.",
        ),
        Problem(
            "waiver-expired",
            _W,
            "Every waiver is still valid on the day of assessment",
            "A waiver excuses until the end of its last day, and not longer.",
            "Mend what the rule found, or have the waiver renewed and write its new last day.",
        ),
        Problem(
            "waiver-unused",
            _W,
            "Every waiver excuses something",
            "A waiver of what is in order would excuse a later fault that nobody has looked at.",
            "Remove the waiver, or correct the route that it is for.",
        ),
        Problem(
            "determination-of-another-day",
            _W,
            "Every determination counts on the day of assessment",
            "A judgement counts from its day to the last day on which it is valid; on other days the question is open.",
            "Let the person judge again, and write the new day and the new last day.",
        ),
        Problem(
            "unused-determination",
            _W,
            "Every determination answers a question that was asked",
            "A judgement on a rule that asks nobody is out of date, or was meant for another rule.",
            "Remove the entry, or correct the id of its rule.",
        ),
        Problem(
            "unknown-key",
            _E,
            "Every key is a field of the plan format",
            "A key that the format does not know is a key that no rule reads: what stands under it counts for nothing.",
            "Correct the spelling or the place of the key. `docs/plan-format.md` lists every field.",
        ),
        Problem(
            "missing-key",
            _E,
            "Every required field is there",
            "Without this field the plan cannot be told apart or cannot be judged.",
            "Add the field. `docs/plan-format.md` says what to write.",
        ),
        Problem(
            "wrong-type",
            _E,
            "Every value is of the kind that its field asks for",
            "A rule cannot compare text with a number, so a value of the wrong kind is not judged.",
            "Write a value of the kind that the message names.",
        ),
        Problem(
            "unknown-value",
            _E,
            "Every value of a fixed list is one of its words",
            "Fixed words make plans comparable across agencies.",
            "Choose one of the words that the message names.",
        ),
        Problem(
            "malformed-value",
            _E,
            "Every value has the form that its field asks for",
            "A date or an identifier in another form cannot be compared.",
            "Write the value in the form that the message names.",
        ),
    )
}


def too_many(most: int, location: Location) -> Finding:
    """What stands in place of the problems past the limit."""
    message = f"there are more than {most:,} problems; those from here on are not listed"
    return PROBLEMS["limit-passed"].finding(message, location)
