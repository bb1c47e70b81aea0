"""What the amendment changes in the order as issued, place by place, and the rules that exist because of each change.

The file is proven, not believed: its edits are made to EO 14058, and the outcome has to be the amended order.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple, NoReturn

from checker.errors import RulePackError
from checker.location import Route
from checker.policy.clauses import Clause
from checker.policy.ordertext import one_line
from checker.policy.packfile import PackFile
from checker.policy.rule import Rule
from checker.suggestion import did_you_mean

AMENDMENT = "order/amendment.yaml"
_HEADING = re.compile(r"\b(?:Section|Sec\.) (\d)\. (Purpose|Policy|Definitions)\b\.?")
_FIRST, _AFTER = "§1 Purpose", " Sec. 4. "
_SHOWN = 40

_Span = tuple[int, int]


class Edit(NamedTuple):
    """Words taken away and words put there; `after` are the words before them, where they are needed to find the place."""

    after: str
    removed: str
    added: str


class Change(NamedTuple):
    """One place that the amendment changes. `means`: what changes for a plan.

    `rules` are the ids of the rules that rest on the words added there, and on nothing that EO 14058 as issued says;
    `why_no_rule` says why there is none.
    """

    place: str
    clauses: tuple[str, ...]
    edits: tuple[Edit, ...]
    means: str
    why_no_rule: str
    rules: tuple[str, ...]


class Amendment(NamedTuple):
    """A proposed amendment: the day it was proposed (ISO text), its name, its source, and its changes in order."""

    proposed: str
    title: str
    source: str
    changes: tuple[Change, ...]

    def at(self, clause: str) -> Change | None:
        """The change that touches the words of a clause; None where they stand as they were issued."""
        return next((change for change in self.changes if clause in change.clauses), None)

    def because_of(self, rule: str) -> Change | None:
        """The change for which a rule exists; None where the rule rests on words of the order as issued."""
        return next((change for change in self.changes if rule in change.rules), None)


def load_amendment(
    file: PackFile, issued: str, amended: str, clauses: Mapping[str, Clause], rules: Mapping[str, Rule]
) -> Amendment:
    """The amendment in `file`. `issued` and `amended` are the two texts of the order, as their files have them.

    Raises RulePackError with the place of the first thing that is wrong: words that do not stand in the text letter by
    letter, or edits that do not lead from the one text to the other.
    """
    file.check("amendment")
    _check_clauses(file, clauses)
    text = _sections(amended)
    spans = _made(file, _sections(issued), text)
    found = []
    for index, entry in enumerate(file.data["changes"]):
        edits = tuple(_edit(each) for each in entry["edits"])
        own = tuple(entry["clauses"])
        because = tuple(
            sorted(
                rule.id for rule in rules.values()
                if rule.amendment_only and set(own) & set(rule.clauses) and _rests_on(rule.quote, spans[index], text)
            )
        )  # fmt: skip
        means, why_none = one_line(entry["means"]), one_line(entry.get("why_no_rule", ""))
        found.append(Change(entry["place"], own, edits, means, why_none, because))
    source = one_line(file.data["source"])
    return Amendment(file.data["proposed"], file.data["title"], source, tuple(found))


def _sections(text: str) -> str:
    """Sections 1 to 3 on one line, their headings written alike: neither text writes them as the other does."""
    body = _HEADING.sub(r"§\1 \2", one_line(text))
    return body[max(body.find(_FIRST), 0) :].partition(_AFTER)[0].strip()


def _check_clauses(file: PackFile, clauses: Mapping[str, Clause]) -> None:
    for index, entry in enumerate(file.data["changes"]):
        for number, clause in enumerate(entry["clauses"]):
            at = file.at(("changes", index, "clauses", number))
            if clause not in clauses:
                raise RulePackError(f"the order has no clause {clause}{did_you_mean(clause, clauses)}", at)
            if clause != entry["place"] and not clause.startswith(f"{entry['place']}."):
                raise RulePackError(f"the clause {clause} does not stand in {entry['place']}", at)


def _edit(given: Mapping[str, Any]) -> Edit:
    return Edit(*(one_line(given.get(key, "")) for key in Edit._fields))


def _made(file: PackFile, issued: str, amended: str) -> list[list[_Span]]:
    """Where in the amended text the edits of each change stand. Raises RulePackError where they do not lead there."""
    made, done = "", 0
    spans: list[list[_Span]] = []
    for index, entry in enumerate(file.data["changes"]):
        spans.append([])
        for number, given in enumerate(entry["edits"]):
            route: Route = ("changes", index, "edits", number)
            edit = _edit(given)
            before = " ".join(filter(None, (edit.after, edit.removed)))
            start = issued.find(before, done)
            if start < 0:
                _wrong(file, route, before, "EO 14058 as issued", stands=before in issued)
            after = " ".join(filter(None, (edit.after, edit.added)))
            made += issued[done:start]
            if not amended.startswith(made + after):
                _differs(file, route, made + after, amended)
            spans[-1].append((len(made) + len(after) - len(edit.added), len(made) + len(after)))
            made += after
            done = start + len(before)
    made += issued[done:]
    if made != amended:
        _differs(file, ("changes", len(spans) - 1), made, amended)
    return spans


def _wrong(file: PackFile, route: Route, words: str, text: str, *, stands: bool) -> NoReturn:
    why = (
        "stand before the edit above; write the edits in the order of the text"
        if stands
        else "do not stand in {}"
    )
    said = why.format(f"{text}; quote it letter by letter")
    raise RulePackError(f"the words “{_short(words)}” {said}", file.at(route))


def _differs(file: PackFile, route: Route, made: str, amended: str) -> NoReturn:
    """The first place where the text with the edits made is not the amended text."""
    at = next((i for i, (one, other) in enumerate(zip(made, amended, strict=False)) if one != other), -1)
    at = at if at >= 0 else min(len(made), len(amended))
    start = max(made.rfind(" ", 0, max(at - _SHOWN // 2, 0)), 0)
    raise RulePackError(
        f"with the edits up to this one made, the order reads “{_short(made[start:].strip())}”; "
        f"the amended order reads “{_short(amended[start:].strip())}”",
        file.at(route),
    )


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()} …"


def _rests_on(quote: str, spans: list[_Span], text: str) -> bool:
    """Whether a quote, wherever it stands in `text`, holds words of one of the spans, or runs over a removal."""
    words = one_line(quote)
    starts = [match.start() for match in re.finditer(re.escape(words), text)]
    return any(start < end and begin < start + len(words) for start in starts for begin, end in spans)
