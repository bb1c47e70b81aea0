"""What the surveys of one service brought this year: volumes, answers beside last year's, drivers, and what was learned."""

from collections.abc import Iterator, Sequence

from checker.annual.cells import audience_words, change_cell, mean_cell, measured_cell, share_cell, signed
from checker.annual.history import History
from checker.annual.report import Block, Cell, Column, Kind, Points, Sentence, Table
from checker.annual.wording import NOT_GIVEN, joined, missing
from checker.measures.arithmetic import change, exact
from checker.measures.feedback import DRIVERS
from checker.measures.measured import Measured
from checker.measures.quarter import Quarter
from checker.measures.question import THUMBS, Question, scale_words
from checker.measures.volumes import SurveyYear
from checker.measures.worked import worked

_NOT_COUNTED = Measured(None, (), "not counted")


def volumes(name: str, service: str, quarters: Sequence[Quarter], years: Sequence[SurveyYear]) -> Table:
    """Who came, was asked and answered, quarter by quarter, and each survey's year where it has several quarters."""
    columns = (
        Column("Quarter"), Column("Survey"), Column("Asked"), Column("Channel"), Column("Customers", is_number=True),
        Column("Offered the survey", is_number=True), Column("Answered", is_number=True), Column("Offer rate", is_number=True),
        Column("Response rate", is_number=True),
    )  # fmt: skip
    rows = [
        (Cell(quarter.name, places=(quarter.place,)), Cell(quarter.title or NOT_GIVEN), Cell(audience_words(quarter.audience)),
         Cell(_words(quarter.channel)), *_volumes(quarter))
        for quarter in quarters
    ]  # fmt: skip
    rows += [
        (Cell(f"FY{year.fiscal_year}, {year.quarters} quarters"), Cell(year.title or NOT_GIVEN), Cell(audience_words(year.audience)),
         Cell("all of the survey"), *_volumes(year))
        for year in years if year.quarters > 1
    ]  # fmt: skip
    note = (
        "Offer rate: offered of all customers. Response rate: answered of those who were offered the survey."
    )
    return Table(f"volumes-{name}", f"{service}: customers, and who answered", columns, tuple(rows), note)


def answers(name: str, service: str, quarters: Sequence[Quarter], known: History) -> Iterator[Block]:
    """Every question: how many answered, mean and share positive, the year before, and the change where the two may be compared."""
    columns = (
        Column("Quarter"), Column("Survey"), Column("Asked"), Column("Question"), Column("Scale"), Column("Answers", is_number=True),
        Column("Mean", is_number=True), Column("Positive", is_number=True), Column("A year before", is_number=True),
        Column("Change", is_number=True),
    )  # fmt: skip
    rows, apart = [], []
    for quarter in quarters:
        for question in quarter.questions:
            before = known.year_before(quarter, question)
            rows.append(_answers(quarter, question, before.question if before and not before.why else None))
            if before and before.why:
                rows[-1] = (*rows[-1][:-2], Cell("not compared"), Cell("not compared"))
                apart.append(_apart(quarter, question, before.quarter.name, before.why))
    if not rows:
        return
    note = (
        "Positive: the share of answers 4 and 5 of 5, 5 to 7 of 7, or thumbs up. A year before: the mean, of thumbs the share; compared "
        "only where words, scale, channel and type of survey are the same."
    )
    yield Table(f"answers-{name}", f"{service}: what people answered", columns, tuple(rows), note)
    apart += _other_surveys(quarters, known)
    if apart:
        yield Points(tuple(apart))
    lone = list(dict.fromkeys(quarter.name for quarter in quarters if not known.others_year_before(quarter)))
    if lone:
        yield missing(f"{service}: no plan gives results of a year before for {joined(lone)}.")


def drivers(name: str, service: str, quarters: Sequence[Quarter]) -> Iterator[Block]:
    """What people chose as having made the difference, and as what could have been better."""
    columns = (
        Column("Quarter"), Column("Survey"), Column("Chosen as"), *(Column(driver.capitalize(), is_number=True) for driver in DRIVERS),
    )  # fmt: skip
    rows = []
    for quarter in quarters:
        for what, chosen in (
            ("what made the difference", quarter.positive),
            ("what could have been better", quarter.negative),
        ):
            if chosen:
                counted = dict(chosen)
                cells = (measured_cell(counted.get(driver, _NOT_COUNTED)) for driver in DRIVERS)
                where = Cell(quarter.name, places=(quarter.place,)), Cell(quarter.title or NOT_GIVEN)
                rows.append((*where, Cell(what), *cells))
    if rows:
        note = "A person may choose several. Choices of few people are held back."
        yield Table(f"drivers-{name}", f"{service}: what made the difference", columns, tuple(rows), note)


def learned(name: str, service: str, quarters: Sequence[Quarter]) -> Iterator[Block]:
    """Operational figures and reflections of each quarter, in the plan's own words."""
    columns = (
        Column("Quarter"),
        Column("Survey"),
        Column("Operations, as reported"),
        Column("What the agency learned"),
    )
    rows = tuple(
        (Cell(quarter.name, places=(quarter.place,)), Cell(quarter.title or NOT_GIVEN), Cell(quarter.operations or NOT_GIVEN),
         Cell(quarter.reflection or NOT_GIVEN))
        for quarter in quarters if quarter.operations or quarter.reflection
    )  # fmt: skip
    if rows:
        yield Table(f"learned-{name}", f"{service}: operations, and what was learned", columns, rows)


def flagged(quarters: Sequence[Quarter]) -> Iterator[Block]:
    """What a reader must know before believing these figures."""
    told = [
        Sentence(f"{quarter.title or quarter.survey or 'A survey without a name'}, {quarter.name}: {flag.text}", Kind.CAUTION, flag.places)
        for quarter in quarters for flag in quarter.flags
    ]  # fmt: skip
    if told:
        yield Points(tuple(dict.fromkeys(told)))


def question_words(question: Question) -> str:
    """A question by what it measures, with its number where it is one of the agency's own."""
    if question.driver in ("other", ""):
        return f"own question {question.number}" if question.number is not None else "own question"
    return question.driver


def _volumes(one: Quarter | SurveyYear) -> tuple[Cell, ...]:
    counts = measured_cell(one.customers), measured_cell(one.offered), measured_cell(one.respondents)
    return (*counts, share_cell(one.offer_rate), share_cell(one.response_rate))


def _answers(quarter: Quarter, question: Question, before: Question | None) -> tuple[Cell, ...]:
    return (
        Cell(quarter.name, places=(quarter.place,)), Cell(quarter.title or NOT_GIVEN), Cell(audience_words(quarter.audience)),
        Cell(question_words(question)), Cell(scale_words(question.scale)), measured_cell(question.answered),
        Cell("none") if question.scale == THUMBS else _score(question), share_cell(question.positive),
        Cell("none") if before is None else _score(before), _change(question, before),
    )  # fmt: skip


def _score(question: Question) -> Cell:
    """The share of thumbs up, or the mean."""
    if question.scale == THUMBS:
        return share_cell(question.positive)
    cell = mean_cell(question.mean, question.scale)
    is_shown = question.is_reported and cell.value is not None
    return cell._replace(text=f"{cell.text}, as reported") if is_shown else cell


def _change(question: Question, before: Question | None) -> Cell:
    if before is None:
        return Cell("none")
    changed = worked(change, question.score, before.score, otherwise="")
    if question.scale != THUMBS or changed.value is None:
        return change_cell(changed, "higher", 2)
    points = f"{signed(float(exact(changed.value) * 100), 1)} percentage points"
    return change_cell(changed, "higher")._replace(text=points)


def _apart(quarter: Quarter, question: Question, before: str, why: str) -> Sentence:
    text = f"{quarter.title or quarter.survey}, {question_words(question)}: {quarter.name} is not compared with {before}. {why}"
    return Sentence(text, Kind.CAUTION, (quarter.place,))


def _other_surveys(quarters: Sequence[Quarter], known: History) -> Iterator[Sentence]:
    """A year before, the service was surveyed, and not by this survey."""
    for quarter in quarters:
        others = known.others_year_before(quarter)
        if others and all(other.survey != quarter.survey for other in others):
            names = joined([f"“{each}”" for each in dict.fromkeys(_survey(other) for other in others)])
            which = "another survey" if len(others) == 1 else "other surveys"
            text = f"{_survey(quarter)}: {quarter.name} is not compared with {others[0].name}, because {which} asked then: {names}."
            yield Sentence(text, Kind.CAUTION, (quarter.place, *(other.place for other in others)))


def _survey(quarter: Quarter) -> str:
    """A survey with its channel, and when people were asked."""
    when = f", asked: {quarter.point}" if quarter.point else ""
    return f"{quarter.title or quarter.survey} (channel {_words(quarter.channel)}{when})"


def _words(channel: str) -> str:
    return channel.replace("_", " ") or NOT_GIVEN
