"""What agencies say that they will do about the findings: their action plans, filled in and sent back.

An action plan comes from an agency and is as hostile as a plan. A row that cannot be used costs itself: it is told with its row
and column, and the others count.
"""

import csv
import io
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from checker.policy.renames import current_id
from checker.policy.rule import Rule
from checker.suggestion import did_you_mean

ASKED = (
    "agency", "fiscal year", "rule", "place in the plan", "clauses", "what was found", "where", "what to do",
)  # fmt: skip
FILLED_IN = ("what will be done", "owner", "date", "status", "reason if not")
"""The columns that an agency fills in."""
STATUSES = ("planned", "started", "done", "not done")
_KEYS = ("agency", "fiscal year", "rule", "place in the plan", "what was found", *FILLED_IN)
LIVE = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""A spreadsheet takes what starts with one of these for a formula."""
_MOST_ROWS = 20_000
_LONGEST = 4_000


class Answer(NamedTuple):
    """What an agency says about one finding. `date` is an ISO day; `at` is the row (`plan.csv: row 4`).

    `mended`: the finding stood there in an earlier review and is gone.
    """

    agency: str
    fiscal_year: str
    rule: str
    place: str
    action: str
    owner: str
    date: str
    status: str
    reason: str
    at: str
    found: str = ""
    """What was found, as the action plan says it."""
    mended: bool = False

    @property
    def in_words(self) -> str:
        """As it is shown beside the finding."""
        said = [
            f"{self.status}: {self.action}" if self.action and self.status else self.action or self.status
        ]
        said += [f"by {self.owner}"] if self.owner else []
        said += [f"on {self.date}"] if self.date else []
        words = ", ".join(part for part in said if part)
        return (
            f"{words}; reason: {self.reason}" if self.reason and words else words or f"reason: {self.reason}"
        )


class Trouble(NamedTuple):
    """What is wrong with an action plan, at one place (`plan.csv: row 4, column date`). `agency` is empty where it is not known."""

    agency: str
    at: str
    message: str


class ActionPlans(NamedTuple):
    """Every answer that can be used, and what is wrong with the others."""

    answers: tuple[Answer, ...] = ()
    troubles: tuple[Trouble, ...] = ()


def read_action_plan(
    path: str, content: bytes, rules: Mapping[str, Rule], problems: Collection[str]
) -> ActionPlans:
    """The answers in one CSV file. `problems` are the ids of what may be wrong with a file itself."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"is not UTF-8 at byte {error.start + 1}; save it as “CSV UTF-8”"
        return ActionPlans(troubles=(Trouble("", path, message),))
    return _Reading(path, rules, problems).all(text)


class _Reading:
    def __init__(self, path: str, rules: Mapping[str, Rule], problems: Collection[str]) -> None:
        self.path = path
        self.rules = rules
        self.known = [*rules, *problems]
        self.answers: list[Answer] = []
        self.troubles: list[Trouble] = []
        self.seen: dict[tuple[str, ...], int] = {}

    def all(self, text: str) -> ActionPlans:
        first = text.partition("\n")[0]
        delimiter = max(",;\t", key=first.count)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        number = 0
        try:
            columns = self.columns(next(rows, []))
            number = 1
            for number, row in enumerate(rows, 2):
                if number > _MOST_ROWS:
                    self.trouble("", number, "", f"has more than {_MOST_ROWS:,} rows; the rest was not read")
                    break
                if columns is not None and any(cell.strip() for cell in row):
                    self.row(
                        number,
                        {name: _plain(row[at]) if at < len(row) else "" for name, at in columns.items()},
                    )
        except csv.Error as error:
            self.trouble("", number + 1, "", f"is no row of a CSV file ({error}); the rest was not read")
        return ActionPlans(tuple(self.answers), tuple(self.troubles))

    def columns(self, heading: list[str]) -> dict[str, int] | None:
        """Where each column stands; None where one that is needed is not there."""
        names = [" ".join(name.split()).casefold() for name in heading]
        for at, name in enumerate(names):
            if name and name not in (*ASKED, *FILLED_IN):
                self.trouble(
                    "",
                    1,
                    "",
                    f"column {at + 1} is called {name!r}, which is not read{did_you_mean(name, _KEYS)}",
                )
        missing = [name for name in _KEYS if name not in names]
        if missing:
            self.trouble(
                "", 1, "", f"has no column {', '.join(missing)}; send back the file that came with the letter"
            )
            return None
        return {name: names.index(name) for name in _KEYS}

    def row(self, number: int, cells: dict[str, str]) -> None:
        filled = [cells[name] for name in FILLED_IN]
        if not any(filled):
            return
        agency, rule = cells["agency"], current_id(cells["rule"], self.rules)
        wrong = list(self.wrong(rule, cells))
        found = cells["what was found"]
        key = (agency.casefold(), cells["fiscal year"], rule, cells["place in the plan"], found)
        if not wrong and self.seen.setdefault(key, number) != number:
            wrong = [
                ("rule", f"the same finding is answered in row {self.seen[key]} already; keep one of the two")
            ]
        for column, message in wrong:
            self.trouble(agency, number, column, message)
        if not wrong:
            action, owner, on, status, reason = filled
            self.answers.append(Answer(
                agency, cells["fiscal year"], rule, cells["place in the plan"], action, owner, _day(on), status.casefold(),
                reason, f"{self.path}: row {number}", found,
            ))  # fmt: skip

    def wrong(self, rule: str, cells: dict[str, str]) -> Iterator[tuple[str, str]]:
        if not cells["agency"]:
            yield "agency", "names no agency"
        if rule not in self.known:
            yield "rule", f"no rule is called {rule or '(nothing)'}{did_you_mean(rule, self.known)}"
        if cells["date"] and not _day(cells["date"]):
            yield "date", f"{cells['date']!r} is no day such as 2026-12-31 or 12/31/2026"
        status = cells["status"].casefold()
        if status and status not in STATUSES:
            hint = did_you_mean(status, STATUSES)
            yield "status", f"{cells['status']!r} is none of {', '.join(STATUSES)}{hint}"
        if status == "not done" and not cells["reason if not"]:
            yield "reason if not", "says nothing, and the status is not done; say why"
        for name, value in cells.items():
            if len(value) > _LONGEST:
                yield name, f"has more than {_LONGEST:,} characters"

    def trouble(self, agency: str, number: int, column: str, message: str) -> None:
        at = f"{self.path}: row {number}" + (f", column {column}" if column else "")
        self.troubles.append(Trouble(agency, at, message))


def _plain(cell: str) -> str:
    """A cell as a person reads it: on one line, without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    shown = " ".join(cell.split())
    return shown[1:] if shown.startswith("'") and shown[1:].startswith(LIVE) else shown


def _day(text: str) -> str:
    """The ISO day that is meant; empty for none. Spreadsheets write 2026-12-31 back as 12/31/2026."""
    for read in (date.fromisoformat, lambda day: datetime.strptime(day, "%m/%d/%Y").date()):  # noqa: DTZ007 - a day has no zone
        try:
            return read(text).isoformat()
        except ValueError:
            continue
    return ""
