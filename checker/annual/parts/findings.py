"""Part 12: the register of findings: what, by which clause, how strongly, where, who, since when, and how to mend it."""

from collections.abc import Iterable

from checker.annual.report import Block, Cell, Column, Part, Table
from checker.annual.wording import counted, joined, said
from checker.annual.year import Account, Year
from checker.assessment.identity import key
from checker.finding import Finding, Level
from checker.policy.rule import Rule, Strength

_TONES = {Level.ERROR: "bad", Level.WARNING: "caution", Level.NOTE: ""}
_VERBS = {
    Strength.MUST: "must",
    Strength.SHOULD: "should",
    Strength.RECITAL: "recital",
    Strength.DEFINITION: "definition",
}
_COLUMNS = (
    Column("Found"), Column("Clause and strength"), Column("Where"), Column("Remedy"), Column("Owner"), Column("First seen"),
    Column("Waiver"),
)  # fmt: skip


def findings(account: Account) -> Part:
    """Every finding of this year, the gravest first, what a waiver excuses among them."""
    assessment = account.year.assessment
    rules = {outcome.rule.id: outcome.rule for outcome in assessment.outcomes}
    excused = {id(finding): outcome.reason for outcome in assessment.outcomes for finding in outcome.waived}
    every = [
        *assessment.findings,
        *(finding for outcome in assessment.outcomes for finding in outcome.waived),
    ]
    register = _Register(account, rules, excused)
    blocks: list[Block] = []
    for level in Level:
        found = sorted((each for each in every if each.level is level), key=lambda each: each.sort_key)
        if found:
            caption = f"{counted(len(found), level.value).capitalize()}"
            blocks.append(
                Table(f"findings-{level.value}", caption, _COLUMNS, tuple(map(register.row, found)))
            )
        else:
            blocks.append(said(f"No {level.value} was found."))
    if len(account.years) > 1:
        blocks.insert(0, said(_since(account)))
    return Part(12, "findings", "Register of findings", ("S1.p6.s7",), tuple(blocks))


class _Register:
    def __init__(self, account: Account, rules: dict[str, Rule], excused: dict[int, str]) -> None:
        self.account = account
        self.rules = rules
        self.excused = excused
        self.plan = account.year.plan
        self.hidden = {(place.file, place.line) for place in account.year.measures.hidden}
        self.seen = [(year, _keys(year)) for year in account.years[1:]]

    def row(self, finding: Finding) -> tuple[Cell, ...]:
        rule = self.rules.get(finding.rule)
        at = (finding.location,)
        return (
            Cell(f"{self.message(finding, rule)} ({finding.rule})", places=at, tone=_TONES[finding.level]), Cell(_clause(rule)),
            Cell(f"{finding.location.file}:{finding.location.line}", places=at), Cell(finding.remedy), Cell(self.owner(finding)),
            self.since(finding), Cell(self.excused.get(id(finding), "none")),
        )  # fmt: skip

    def message(self, finding: Finding, rule: Rule | None) -> str:
        """What was found; without its figures where they tell of few people."""
        if (finding.location.file, finding.location.line) not in self.hidden:
            return finding.message
        about = rule.title if rule is not None else "the figures of this line"
        return f"{about}: not so; the figures are held back, because they tell of few people"

    def owner(self, finding: Finding) -> str:
        """Who answers for the place: the nearest owner above it, else whoever submitted the plan."""
        for length in range(len(finding.route), 0, -1):
            if owner := self.plan.at(*finding.route[:length], "owner").text:
                return owner
        return self.plan.at("agency", "submitted_by", "name").text or "nobody named"

    def since(self, finding: Finding) -> Cell:
        """The first of the years without a gap in which it was found."""
        first, age = self.account.year.fiscal_year, 0
        for year, keys in self.seen:
            if key(finding) not in keys:
                break
            first, age = year.fiscal_year, self.account.year.fiscal_year - year.fiscal_year
        return Cell(f"FY{first}" + (f", {counted(age, 'year')} ago" if age else ""), first)


def _clause(rule: Rule | None) -> str:
    if rule is None:
        return "the plan format"
    return f"{joined(rule.clauses)} ({_VERBS[rule.strength]}): “{rule.quote}”"


def _since(account: Account) -> str:
    keys = [_keys(year) for year in account.years]
    old, gone = len(keys[0] & keys[1]), len(keys[1] - keys[0])
    year = account.years[1].fiscal_year
    return (
        f"Of {counted(len(keys[0]), 'finding')} of this year, {old} stood in the plan of fiscal year {year} too; "
        f"{counted(gone, 'finding')} of that year {'is' if gone == 1 else 'are'} gone."
    )


def _keys(year: Year) -> set[tuple[str, str]]:
    """What the findings of a year are called in every version of the plan, waived ones among them."""
    return {key(finding) for finding in _every(year)}


def _every(year: Year) -> Iterable[Finding]:
    yield from year.assessment.problems
    for outcome in year.assessment.outcomes:
        yield from outcome.findings
        yield from outcome.waived
