"""What the pages of a review show, finished and sorted: the templates only lay it out.

Every text is one line with nothing invisible in it. Nothing here is marked up. A `Mark` says in words what a colour says.
"""

from dataclasses import dataclass

from checker.render.report_view import Mark


@dataclass(frozen=True, slots=True)
class Link:
    """Another page, relative to this one, and what it is called."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Links:
    """The first of some agencies; `more` counts those that are not in `shown`."""

    shown: tuple[Link, ...]
    more: int
    count: int


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is known, by its name. `code`: it is a digest, a path or the like."""

    name: str
    value: str
    code: bool = False


@dataclass(frozen=True, slots=True)
class CellView:
    """A family in one plan: the gravest in `mark`, the rest in `more`; `weight` orders cells, the gravest highest."""

    mark: Mark
    more: str
    weight: int


@dataclass(frozen=True, slots=True)
class RowView:
    """A submission in the matrix. `cells` are empty where it was not assessed; then `reason` says why.

    `signed` says whether its review is signed off, `signed_by` by whom and when; `signing` orders them, those that wait highest.
    """

    page: Link
    standing: Mark
    rating: Mark
    rank: int
    signed: Mark
    signing: int
    signed_by: str
    reason: str
    errors: int
    warnings: int
    file: CellView | None
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: its name, and its parts by mark, count and place. The chart is 600 wide."""

    name: str
    total: int
    parts: tuple["Part", ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar, from `x` on, `width` wide."""

    mark: Mark
    count: int
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class GapView:
    """A rule that fails in the plans of several agencies. `share` says of how many that it applies to."""

    title: str
    rule: str
    level: Mark
    clauses: str
    share: str
    findings: int
    agencies: Links


@dataclass(frozen=True, slots=True)
class GapsView:
    """The gaps of one family of rules."""

    family: str
    gaps: tuple[GapView, ...]


@dataclass(frozen=True, slots=True)
class MismatchView:
    """One agency names another, whose plan does not name it."""

    agency: Link
    partner: Link
    purpose: str
    place: str


@dataclass(frozen=True, slots=True)
class TwiceView:
    """A service that stands in the plans of several agencies, with the place in each."""

    service: str
    plans: tuple[tuple[Link, str], ...]


@dataclass(frozen=True, slots=True)
class WaitingView:
    """A question that a person must answer, and the agencies that it is asked of."""

    question: str
    title: str
    rule: str
    agencies: Links


@dataclass(frozen=True, slots=True)
class WaiverView:
    """A waiver: where in the plan, by whom, since and until when, why, and what it does. `soon`: its end is near.

    Here and in the next two `agency` is None on the page of that agency. `left` says how long it still counts.
    """

    agency: Link | None
    title: str
    rule: str
    route: str
    by: str
    since: str
    until: str
    left: str
    reason: str
    does: str
    soon: bool


@dataclass(frozen=True, slots=True)
class JudgedView:
    """A person's judgement on a rule. `question` is what was asked, `status` what the rule came to; both may be told elsewhere.

    `silent` says why the judgement does not count; empty where it does.
    """

    agency: Link | None
    title: str
    rule: str
    answer: str
    by: str
    on: str
    until: str
    why: str
    question: str
    status: Mark | None
    silent: str


@dataclass(frozen=True, slots=True)
class SignedView:
    """A note or a signature."""

    agency: Link | None
    by: str
    on: str
    text: str


@dataclass(frozen=True, slots=True)
class MovedView:
    """What changed of one agency. The counts are of findings; `causes` say why, with how many differences each explains."""

    page: Link
    standing: str
    rating: str
    new: int
    fixed: int
    changed: int
    unchanged: int
    causes: str


@dataclass(frozen=True, slots=True)
class ChangesView:
    """What changed since another review. `not_the_same` are the differences between the two reviews themselves."""

    before: str
    not_the_same: tuple[str, ...]
    moved: tuple[MovedView, ...]
    unchanged: int


@dataclass(frozen=True, slots=True)
class IndexView:
    """The first page. `columns` are the families of rules; `standings` and `ratings` are counts of every submission."""

    title: str
    facts: tuple[Fact, ...]
    bypasses: tuple[str, ...]
    skipped: tuple[Fact, ...]
    troubles: tuple[Fact, ...]
    count: int
    standings: tuple[Bar, ...]
    ratings: tuple[Bar, ...]
    families: tuple[Bar, ...]
    columns: tuple[str, ...]
    outcomes: tuple[Mark, ...]
    signatures: tuple[Mark, ...]
    rows: tuple[RowView, ...]
    gaps: tuple[GapsView, ...]
    mismatches: tuple[MismatchView, ...]
    twice: tuple[TwiceView, ...]
    granted: tuple[WaiverView, ...]
    claimed: tuple[WaiverView, ...]
    soon: str
    signed: tuple[SignedView, ...]
    unsigned: Links
    judged: tuple[JudgedView, ...]
    noted: tuple[SignedView, ...]
    waiting: tuple[WaitingView, ...]
    changes: ChangesView | None
    tool: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding: how grave, what, where, and what to do. `answers` is what the agency says of it in its action plan."""

    level: Mark
    message: str
    place: str
    remedy: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One rule on the plan. `said` explains the outcome: a reason, a question, a waiver; `waived` is what is excused."""

    anchor: str
    rule: str
    title: str
    status: Mark
    level: Mark
    said: str
    findings: tuple[FindingRow, ...]
    waived: tuple[FindingRow, ...]


@dataclass(frozen=True, slots=True)
class ClauseRows:
    """A clause: the outcomes to read, and those that say no more than that all is well, or that nothing is asked."""

    id: str
    anchor: str
    worst: Mark
    full: tuple[OutcomeRow, ...]
    short: tuple[OutcomeRow, ...]


@dataclass(frozen=True, slots=True)
class SectionRows:
    """A section of the order."""

    title: str
    anchor: str
    clauses: tuple[ClauseRows, ...]


@dataclass(frozen=True, slots=True)
class DiffRow:
    """A difference to the review before: what became of it, the finding or rule, where, and why."""

    kind: str
    level: Mark
    message: str
    place: str
    why: str


@dataclass(frozen=True, slots=True)
class AgencyView:
    """The page of one submission. `since` says what it is compared with; empty where there is no review before.

    `mended` is what the agency says of findings that are gone, `troubles` what could not be used of its action plan.
    """

    agency: str
    title: str
    label: str
    standing: Mark
    reason: str
    rating: Mark
    rating_reason: str
    facts: tuple[Fact, ...]
    bypasses: tuple[str, ...]
    statuses: tuple[tuple[Mark, int, str], ...]
    findings: str
    first: tuple[OutcomeRow, ...]
    problems: tuple[FindingRow, ...]
    sections: tuple[SectionRows, ...]
    waiting: tuple[OutcomeRow, ...]
    granted: tuple[WaiverView, ...]
    claimed: tuple[WaiverView, ...]
    signed: SignedView | None
    signature: Mark
    judged: tuple[JudgedView, ...]
    noted: tuple[SignedView, ...]
    not_evaluated: tuple[OutcomeRow, ...]
    not_asked: tuple[Fact, ...]
    since: str
    moves: tuple[str, ...]
    differences: tuple[DiffRow, ...]
    same: int
    mended: tuple[Fact, ...]
    troubles: tuple[Fact, ...]
    tool: str
