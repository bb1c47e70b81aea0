"""From a review to its first page."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from checker.assessment.outcome import Rating
from checker.finding import Level
from checker.render.counts import counted
from checker.render.printable import one_line
from checker.render.report_view import Mark
from checker.render.report_words import LEVELS, RATINGS
from checker.render.review.site_changes import Moved, changes_view
from checker.render.review.site_people import (
    SIGNATURES,
    SOON_IN_WORDS,
    WAITS,
    judged_view,
    signature,
    signed_view,
    titled,
    waiver_view,
)
from checker.render.review.site_view import (
    Bar,
    Fact,
    GapsView,
    GapView,
    IndexView,
    MismatchView,
    RowView,
    TwiceView,
    WaitingView,
    WaiverView,
)
from checker.render.review.site_words import (
    NOT_ASKED,
    NOT_RATED,
    OUTCOMES,
    STANDINGS,
    Pages,
    bars,
    cell,
    family,
    file_cell,
    levels,
)
from checker.review.portfolio import Cell, Excused, Gap, Line, Portfolio
from checker.review.results import Review, Standing

Changes = tuple[Review, Sequence[Moved], int]
"""The review before, what changed since, and of how many submissions nothing did."""
_RANKS = {Rating.RED: 3, Rating.YELLOW: 2, Rating.GREEN: 1}


def index_view(review: Review, whole: Portfolio, changes: Changes | None) -> IndexView:
    """Everything that the first page says. `changes` are those since the review before; None where there is none."""
    pages = Pages((line.key, line.agency) for line in whole.lines)
    return IndexView(
        title=f"Customer experience plans: review {review.id}", facts=tuple(_facts(review, whole)),
        bypasses=tuple(map(one_line, review.bypasses)),
        skipped=tuple(Fact(one_line(path), one_line(reason)) for path, reason in review.skipped),
        troubles=tuple(Fact(one_line(one.at), one_line(one.message)) for one in review.troubles),
        count=len(whole.lines), standings=_standings(whole.lines), ratings=_ratings(whole.lines),
        families=_families(whole), columns=tuple(map(family, whole.families)), outcomes=OUTCOMES,
        signatures=tuple(mark for mark in SIGNATURES if any(signature(line.signed, line.standing) is mark for line in whole.lines)),
        rows=tuple(_row(line, whole.families, pages) for line in whole.lines), gaps=tuple(_gaps(whole.gaps, pages)),
        mismatches=tuple(
            MismatchView(
                pages.link(each.key), pages.link(each.other), one_line(each.purpose), one_line(each.place),
            )
            for each in whole.mismatches
        ),
        twice=tuple(
            TwiceView(one_line(each.service), tuple((pages.link(key), one_line(at)) for key, _, at in each.plans))
            for each in whole.twice
        ),
        granted=_waivers(whole.excused, pages, granted=True), claimed=_waivers(whole.excused, pages, granted=False),
        soon=SOON_IN_WORDS,
        signed=tuple(signed_view(line.signed, pages.link(line.key)) for line in whole.lines if line.signed is not None),
        unsigned=pages.links([(line.key, line.agency) for line in whole.lines if signature(line.signed, line.standing) is WAITS]),
        judged=tuple(
            judged_view(one, titled(one.rule, whole.titles), agency=pages.link(key)) for key, ruling in whole.rulings for one in ruling.judged
        ),
        noted=tuple(signed_view(note, pages.link(key)) for key, ruling in whole.rulings for note in ruling.notes),
        waiting=tuple(
            WaitingView(one_line(each.question), one_line(each.title), each.rule, pages.links(each.agencies))
            for each in whole.waiting
        ),
        changes=changes_view(review, *changes, pages) if changes is not None else None,
        tool=f"cxcheck {review.tool_version}",
    )  # fmt: skip


def _facts(review: Review, whole: Portfolio) -> Iterator[Fact]:
    days = sorted({line.as_of for line in whole.lines if line.as_of})
    span = f" ({days[0]}{f' to {days[-1]}' if len(days) > 1 else ''})" if days else ""
    yield Fact("Review", str(review.id))
    yield Fact("Day of assessment", one_line(review.as_of) or f"each plan's own{span}")
    years = sorted({line.fiscal_year for line in whole.lines if line.fiscal_year is not None})
    yield Fact("Fiscal year", ", ".join(map(str, years)) or "none named")
    yield Fact("Profile", one_line(review.profile), code=True)
    yield Fact("Rule pack digest (SHA-256)", review.pack_digest, code=True)
    yield Fact("Roster digest (SHA-256)", review.roster or "no roster was given", code=bool(review.roster))
    yield Fact("Program", f"cxcheck {review.tool_version}")


def _standings(lines: Sequence[Line]) -> tuple[Bar, ...]:
    found = [line.standing for line in lines]
    return bars((STANDINGS[one].words, [(STANDINGS[one], found.count(one))]) for one in Standing)


def _ratings(lines: Sequence[Line]) -> tuple[Bar, ...]:
    found = [line.rating for line in lines]
    marks: list[tuple[Rating | None, Mark]] = [*RATINGS.items(), (None, NOT_RATED)]
    return bars((mark.words, [(mark, found.count(one))]) for one, mark in marks)


def _families(whole: Portfolio) -> tuple[Bar, ...]:
    sums = {one: [0, 0, 0] for one in whole.families}
    of_the_file = [0, 0, 0]
    for line in whole.lines:
        for index, count in enumerate(line.problems):
            of_the_file[index] += count
        for one, found in line.cells:
            for index, count in enumerate(found[: len(Level)]):
                sums[one][index] += count
    rows = [(family(one), levels(counts)) for one, counts in sums.items()]
    return bars([*rows, ("The file itself", levels(of_the_file))])


def _row(line: Line, families: Sequence[str], pages: Pages) -> RowView:
    found: Mapping[str, Cell] = dict(line.cells)
    errors, warnings, _ = line.levels
    assessed = line.standing.assessed
    signed = signature(line.signed, line.standing)
    return RowView(
        page=pages.link(line.key), standing=STANDINGS[line.standing],
        rating=RATINGS[line.rating] if line.rating is not None else NOT_RATED,
        rank=_RANKS[line.rating] if line.rating is not None else 0, reason=one_line(line.reason),
        signed=signed, signing=SIGNATURES.index(signed),
        signed_by=one_line(f"{line.signed.by}, {line.signed.on}") if line.signed is not None else "",
        errors=errors, warnings=warnings, file=file_cell(line.problems) if assessed else None,
        cells=tuple(cell(found[one]) if one in found else NOT_ASKED for one in families) if assessed else (),
    )  # fmt: skip


def _gaps(gaps: Sequence[Gap], pages: Pages) -> Iterator[GapsView]:
    """By family; those with the gravest and most common gap first."""
    order = {one: index for index, one in reversed(list(enumerate(gap.family for gap in gaps)))}
    ordered = sorted(gaps, key=lambda gap: order[gap.family])
    for one, same in groupby(ordered, key=lambda gap: gap.family):
        yield GapsView(family(one), tuple(_gap(gap, pages) for gap in same))


def _gap(gap: Gap, pages: Pages) -> GapView:
    return GapView(
        one_line(gap.title), gap.rule, LEVELS[gap.level], ", ".join(gap.clauses),
        f"{len(gap.agencies)} of {counted(gap.asked, 'plan')}", gap.findings, pages.links(gap.agencies),
    )  # fmt: skip


def _waivers(every: Sequence[Excused], pages: Pages, *, granted: bool) -> tuple[WaiverView, ...]:
    """Those that OMB granted, or those that agencies claim; those that end first on top."""
    mine = [each for each in every if each.waiver.granted is granted]
    ordered = sorted(
        mine, key=lambda each: (each.waiver.expires, each.key, each.waiver.rule, each.waiver.route)
    )
    return tuple(waiver_view(each.waiver, each.title, pages.link(each.key)) for each in ordered)
