"""Part 5: trust across agencies, side by side only where people were asked in the same words on the same scale."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checker.annual.cells import audience_words, mean_cell, share_cell
from checker.annual.government.whole import Entry, Whole
from checker.annual.report import Bar, Block, Bullet, Cell, Column, Part, Plot, Table
from checker.annual.wording import caution, counted, figure, missing, said
from checker.measures.comparable import normalised
from checker.measures.measured import Measured
from checker.measures.question import scale_words
from checker.review.figures import Score

_IN_BRACKETS = re.compile(r"\([^()]*\)")
_NAME = "name"
"""Stands for the name of an agency or a service in the words of a question: that it differs is no other question."""


class _Result(NamedTuple):
    entry: Entry
    score: Score


def performance(whole: Whole) -> Part:
    """The latest result of each service and channel; a table for each way of asking that at least two agencies share."""
    groups, unknown = _groups(whole)
    shared = {key: found for key, found in groups.items() if len({result.entry.key for result in found}) > 1}
    alone = [result for key, found in groups.items() if key not in shared for result in found]
    blocks: list[Block] = []
    if not groups:
        blocks.append(missing("No plan gives answers to the question on trust that can be summed up."))
    for number, (key, found) in enumerate(
        sorted(shared.items(), key=lambda group: (-len(group[1]), group[0])), 1
    ):
        blocks += _compared(number, key[1], found)
    if alone:
        blocks.append(caution(
            f"Not compared, because no other agency asked in the same words on the same scale: {counted(len(alone), 'result')}."
        ))  # fmt: skip
        blocks.append(
            _table(
                "trust-alone",
                "Trust where the words or the scale are no other agency's",
                alone,
                with_words=True,
            )
        )
    if unknown:
        blocks.append(
            caution(
                f"Without a mean, because nobody answered, the counts are missing, or the group is too small: {counted(unknown, 'result')}."
            )
        )
    return Part(
        5, "performance", "Trust across agencies", ("section 6(d)", "S2.p1.s2", "S1.p6.s1.a"), tuple(blocks)
    )


def _groups(whole: Whole) -> tuple[dict[tuple[str, str], list[_Result]], int]:
    """The latest result of each service, channel and way of asking, by wording and scale; and how many had no mean."""
    groups: dict[tuple[str, str], list[_Result]] = {}
    unknown = 0
    for entry in whole.assessed:
        latest: dict[tuple[str, str, str, str], Score] = {}
        for score in entry.figures.scores:
            if score.mean is None and score.positive is None:
                unknown += 1
                continue
            wording = _without_names(score.wording, entry.names)
            key = (score.service, score.channel, wording, score.scale)
            before = latest.get(key)
            if before is None or _when(before) <= _when(score):
                latest[key] = score
        for (_, _, wording, scale), score in latest.items():
            groups.setdefault((wording, scale), []).append(_Result(entry, score))
    return groups, unknown


def _when(score: Score) -> tuple[int, int]:
    return (score.fiscal_year or 0, score.quarter or 0)


def _without_names(wording: str, names: Sequence[str]) -> str:
    """The words of a question as they are compared, names of the agency and its services apart, the longest first.

    What a name has in brackets is rarely said to people: "Office of X (OX)" is asked about as "Office of X".
    """
    text = f" {normalised(wording)} "
    known = {normalised(each) for name in names for each in (name, _IN_BRACKETS.sub("", name))}
    for name in sorted(known, key=lambda name: (-len(name), name)):
        for written in (f" the {name} ", f" {name} "):
            text = text.replace(written, f" {_NAME} ") if name else text
    return text.strip()


def _compared(number: int, scale: str, found: list[_Result]) -> Iterator[Block]:
    words = found[0].score.wording
    agencies = len({result.entry.key for result in found})
    yield said(
        f"{counted(agencies, 'agency', 'agencies')} asked “{words}” on {scale_words(scale)}, their own names apart."
    )
    yield _table(
        f"trust-{number}", "Trust, asked in the same words on the same scale", found, with_words=False
    )
    drawn = [result for result in found if result.score.positive is not None]
    if drawn:
        yield _plot(number, drawn)


def _table(name: str, caption: str, found: list[_Result], *, with_words: bool) -> Table:
    columns = [
        Column("Agency"), Column("Service"), Column("Channel"), Column("For"), Column("Latest quarter"), Column("Answered", is_number=True),
        Column("Mean", is_number=True), Column("Share positive", is_number=True),
    ]  # fmt: skip
    if with_words:
        columns.append(Column("The question"))
    rows = tuple(_row(result, with_words=with_words) for result in sorted(found, key=_order))
    return Table(
        name,
        caption,
        tuple(columns),
        rows,
        "" if with_words else "Agencies stand in the order of their names, not of their results.",
    )


def _order(result: _Result) -> tuple[str, str, str]:
    return (result.entry.agency, result.score.service, result.score.channel)


def _row(result: _Result, *, with_words: bool) -> tuple[Cell, ...]:
    score, at = result.score, (result.score.place,)
    answered = (
        Cell("not given") if score.answered is None else Cell(figure(score.answered), score.answered, at)
    )
    cells = (
        Cell(result.entry.agency), Cell(score.service, places=at), Cell(score.channel.replace("_", " ") or "not given"),
        Cell(audience_words(score.audience)), Cell(f"FY{score.fiscal_year or '?'} Q{score.quarter or '?'}", places=at), answered,
        mean_cell(Measured(score.mean, at, "not given"), score.scale), share_cell(Measured(score.positive, at, "not given")),
    )  # fmt: skip
    return (*cells, Cell(score.wording or "not given", places=at)) if with_words else cells


def _plot(number: int, found: list[_Result]) -> Plot:
    found = sorted(found, key=_order)
    bars = tuple(
        Bar(
            f"{result.entry.agency}: {result.score.service}",
            round(100 * (result.score.positive or 0), 1),
            None,
            None,
        )
        for result in found
    )
    best = max(bars, key=lambda bar: bar.actual or 0)
    least = min(bars, key=lambda bar: bar.actual or 0)
    words = f"From {figure(least.actual or 0)} percent ({least.title}) to {figure(best.actual or 0)} percent ({best.title})."
    data = Table(
        f"trust-{number}-data", "Share of positive answers", (Column("Service"), Column("Percent", is_number=True)),
        tuple((Cell(bar.title), Cell(figure(bar.actual or 0), bar.actual, (result.score.place,))) for bar, result in zip(bars, found, strict=True)),
    )  # fmt: skip
    return Plot(
        f"trust-{number}-share",
        "Share of positive answers to the question on trust",
        words,
        Bullet(bars, "percent"),
        data,
    )
