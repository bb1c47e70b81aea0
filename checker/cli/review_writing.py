"""The files of one review, written side by side while its submissions go by."""

import shutil
from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Self

import click

from checker.assessment.outcome import Status
from checker.cli.outputs import whole
from checker.errors import CheckerError
from checker.policy.rule import Rule
from checker.render.review import action_plan, tables
from checker.render.review.part import Part, Piece
from checker.render.review.rows import rule_rows
from checker.render.review.site import index_page
from checker.render.review.site_changes import Moved
from checker.render.review.workbook import Workbook, workbook_library
from checker.review.portfolio import Gathering
from checker.review.results import Review

_SCRATCH = ".unfinished"
"""A folder beside the files for those that are not whole yet. What a killed process left there, the next one removes."""


class Writing:
    """The files of one review. Use it as a context manager: add every submission in order, then finish.

    `names` are the paths of the files inside `folder`, with forward slashes. `rules` are those of the review.
    """

    def __init__(
        self, review: Review, previous: Review | None, folder: Path, rules: Mapping[str, Rule]
    ) -> None:
        self.names: list[str] = []
        self._review = review
        self._previous = previous
        self._folder = folder
        self._rules = rules
        self._portfolio = Gathering(rules)
        self._moved: list[Moved] = []
        self._unchanged = 0
        self._submissions = 0
        self._counts: dict[str, Counter[Status]] = {}
        self._open = ExitStack()

    def __enter__(self) -> Self:
        scratch = self._folder / _SCRATCH
        shutil.rmtree(scratch, ignore_errors=True)
        for folder in (_SCRATCH, "agencies", "letters"):
            (self._folder / folder).mkdir(exist_ok=True)
        self._open.callback(shutil.rmtree, scratch, ignore_errors=True)
        self._findings = self._file("findings.csv")
        self._actions = self._file("ActionPlan.csv")
        self._json = self._file("review.json")
        self._findings.write(tables.HEADING.encode())
        self._actions.write(action_plan.HEADING.encode())
        self._json.write(tables.json_head(self._review).encode())
        self._book = self._workbook(scratch)
        return self

    def __exit__(self, *error: object) -> None:
        self._open.__exit__(*error)  # type: ignore[arg-type]

    def add(self, piece: Piece) -> None:
        """Take in what one submission gives."""
        if piece.part is not None:
            self._add(piece.part)
        if piece.moved is not None:
            self._moved.append(piece.moved)
        else:
            self._unchanged += 1

    def _add(self, part: Part) -> None:
        for name, content in part.files:
            self._write(name, content)
        self._findings.write(part.findings.encode())
        self._actions.write(part.actions.encode())
        self._json.write((tables.json_between(self._submissions) + part.json).encode())
        if self._book is not None:
            self._book.add(
                [part.row], part.finding_rows, part.outcome_rows, part.answer_rows, part.trouble_rows
            )
        self._submissions += 1
        self._portfolio.add(part.glance)
        for rule, status in part.outcomes:
            counts = self._counts.setdefault(rule, Counter())
            if part.glance.line.standing.assessed:
                counts[status] += 1

    def finish(self) -> None:
        """Write what only the whole can say."""
        asked = [self._rules[rule] for rule in sorted(self._counts)]
        self._json.write(tables.json_tail(asked).encode())
        if self._book is not None:
            self._book.close(rule_rows(asked, self._counts))
        changes = (self._previous, self._moved, self._unchanged) if self._previous is not None else None
        index = self._file("index.html")
        for text in index_page(self._review, self._portfolio.portfolio(), changes):
            index.write(text.encode())

    def _workbook(self, scratch: Path) -> Workbook | None:
        """None where the library for it is not installed, which is said."""
        try:
            workbook_library()
        except CheckerError as error:
            click.echo(f"cxcheck: review.xlsx was not written: {error}", err=True)
            return None
        return Workbook(self._file("review.xlsx"), self._review, scratch)

    def _write(self, name: str, content: str | bytes) -> None:
        with whole(self._folder / name, scratch=self._folder / _SCRATCH) as file:
            file.write(content.encode() if isinstance(content, str) else content)
        self.names.append(name)

    def _file(self, name: str) -> IO[bytes]:
        self.names.append(name)
        return self._open.enter_context(whole(self._folder / name, scratch=self._folder / _SCRATCH))
