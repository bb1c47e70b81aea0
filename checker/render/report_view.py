"""What a compliance report shows, finished and sorted: the templates only lay it out.

Every text is one line with nothing invisible in it. Nothing here is marked up.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A status, level or rating: a key for the style, a sign, and the words that say it without colour."""

    key: str
    sign: str
    words: str


@dataclass(frozen=True, slots=True)
class Digest:
    """A SHA-256: short for reading, whole for comparing."""

    short: str
    whole: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A line of the plan: where it stands, and the part that is meant."""

    place: str
    number: int
    before: str
    marked: str
    after: str


@dataclass(frozen=True, slots=True)
class Place:
    """Another place, and what stands there."""

    place: str
    message: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding. `anchor` is where the report tells all about it; `remedy` what to do."""

    level: Mark
    rule: str
    title: str
    message: str
    route: str
    place: str
    line: Quoted | None
    related: tuple[Place, ...]
    remedy: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Task:
    """All errors of one rule, or of one kind of problem: they are mended in one way. `more` are not in `findings`."""

    rule: str
    title: str
    remedy: str
    anchor: str
    findings: tuple[FindingView, ...]
    more: int


@dataclass(frozen=True, slots=True)
class AuthorityView:
    """An authority, and whether it is in force on the day of assessment, in words.

    `on` goes after `force` inside a sentence; `source` is where its dates were read; `basis`: a rule that cites it has no force without it;
    `asks`: the verb of what it asks by itself, empty where it asks nothing more.
    """

    title: str
    citation: str
    section: str
    dates: str
    force: str
    on: str
    source: str
    basis: bool
    asks: str


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """One rule, whole. `evidence` holds the first values that it rests on; `more` counts the others.

    `amendment` says what the order's words rest on, where that is the amendment alone. `determined`: a person judged it, and `reason` says who, when and why.
    """

    anchor: str
    rule: str
    version: int
    title: str
    status: Mark
    level: Mark
    amendment: str
    asks: str
    why: str
    reason: str
    determined: bool
    judged: int
    findings: tuple[FindingView, ...]
    remedy: str
    evidence: tuple[Quoted, ...]
    more: int
    authorities: tuple[AuthorityView, ...]
    also: tuple[str, ...]
    """The other clauses that the rule encodes."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A rule that another clause shows whole."""

    anchor: str
    rule: str
    title: str
    status: Mark
    clause: str


@dataclass(frozen=True, slots=True)
class NotAsked:
    """A rule that was not asked, and why."""

    rule: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class SameReason:
    """Rules that were not asked for one reason. `named` is False where they are all that there are."""

    reason: str
    rules: tuple[NotAsked, ...]
    named: bool


@dataclass(frozen=True, slots=True)
class Excused:
    """What a waiver excuses: what it would have been, where, and the finding in words."""

    would_be: str
    place: str
    message: str


@dataclass(frozen=True, slots=True)
class WaiverView:
    """A waiver, whole. `counts`: it excuses something; `state` says in words what it does, `time_left` how long it lasts."""

    rule: str
    title: str
    anchor: str
    route: str
    state: str
    counts: bool
    reason: str
    approved_by: str
    approved_on: str
    expires: str
    time_left: str
    authority: str
    ticket: str
    place: str
    excuses: tuple[Excused, ...]


@dataclass(frozen=True, slots=True)
class ClauseView:
    """One clause of the order. `nothing` says why no rule was asked, empty where one was."""

    id: str
    anchor: str
    quote: str
    strength: str
    shows: str
    amendment_only: bool
    restates: AuthorityView | None
    outcomes: tuple[OutcomeView, ...]
    elsewhere: tuple[Elsewhere, ...]
    not_asked: tuple[NotAsked, ...]
    nothing: str
    worst: Mark


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section of the order."""

    number: int
    title: str
    anchor: str
    clauses: tuple[ClauseView, ...]


@dataclass(frozen=True, slots=True)
class StatusRow:
    """How many rules came to a status: in each section, in the order of the sections, and in all."""

    status: Mark
    meaning: str
    sections: tuple[int, ...]
    count: int


@dataclass(frozen=True, slots=True)
class ReportView:
    """One agency's compliance report.

    `origin` is what it was read from, empty for the disk; `prior` what the plan was compared with; `which_order` says what the rules encode; `nothing_evaluated` stands in
    place of every clause where no rule could be asked, and is empty where one was; `laws_as_of` is the day whose laws
    count, empty where there is none.
    """

    agency: str
    title: str
    fiscal_year: str
    label: str
    as_of: str
    origin: str
    prior: str
    which_order: str
    nothing_evaluated: str
    laws_as_of: str
    files: tuple[str, ...]
    plan_digest: Digest
    profile: str
    profile_id: str
    profile_description: str
    pack_digest: Digest
    tool: str
    rating: Mark
    rating_reason: str
    findings: str
    rules: int
    statuses: tuple[StatusRow, ...]
    section_totals: tuple[int, ...]
    first: tuple[Task, ...]
    sections: tuple[SectionView, ...]
    problems: tuple[FindingView, ...]
    not_asked: tuple[SameReason, ...]
    not_evaluated: tuple[SameReason, ...]
    without_rule: tuple[str, ...]
    policy_statements: tuple[str, ...]
    bypasses: tuple[str, ...]
    waivers: tuple[WaiverView, ...]
    authorities: tuple[AuthorityView, ...]
