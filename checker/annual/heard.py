"""How the workforce is heard: who took part, what changed, and what was done about what the public and staff said."""

from collections.abc import Iterator

from checker.annual.cells import audience_words, measured_cell, share_cell
from checker.annual.report import Block, Cell, Column, Table
from checker.annual.wording import NOT_GIVEN, missing, text_cell, word_cell
from checker.annual.year import Account
from checker.measures.workforce import Answer, Mechanism
from checker.plan.spot import Spot


def heard(account: Account) -> Iterator[Block]:
    """Ways to speak up with their participation, actions that answer feedback, and what staff were given to solve problems."""
    measures, plan = account.year.measures, account.year.plan
    if measures.mechanisms:
        columns: tuple[Column, ...] = (
            Column("Way to speak up"), Column("Who may take part"), Column("People", is_number=True), Column("Took part", is_number=True),
            Column("Share", is_number=True), Column("How often"), Column("Last time"), Column("Contractors too"), Column("What changed"),
        )  # fmt: skip
        yield Table(
            "workforce-mechanisms",
            "Ways for the workforce to speak up",
            columns,
            tuple(map(_mechanism, measures.mechanisms)),
        )
    else:
        yield missing(
            "The plan names no way for the workforce to speak up (voice_of_customer.workforce_mechanisms)."
        )
    if measures.answers:
        whose = _audiences(account)
        columns = (
            Column("Feedback"),
            Column("Whose"),
            Column("Driver"),
            Column("What was done"),
            Column("On"),
            Column("Who was told"),
        )
        rows = tuple(_answer(one, whose) for one in measures.answers)
        yield Table("actions-on-feedback", "What was done about feedback", columns, rows)
    else:
        yield missing("The plan names nothing that was done about feedback (voice_of_customer.closed_loop).")
    given = list(plan.at("workforce_empowerment"))
    if given:
        columns = (
            Column("What staff were given"),
            Column("Who"),
            Column("Problem that it solves"),
            Column("Since"),
        )
        yield Table(
            "workforce-empowerment",
            "What staff were given to solve problems themselves",
            columns,
            tuple(map(_given, given)),
        )


def _audiences(account: Account) -> dict[str, str]:
    """Whose feedback it is, by the id of a survey or of a quarter's entry."""
    whose = {}
    for survey in account.year.plan.at("voice_of_customer", "surveys"):
        whose[survey.at("id").text] = survey.at("audience").text
    for entry in account.year.plan.at("feedback"):
        whose[entry.at("id").text] = whose.get(entry.at("survey_id").text, "")
    return whose


def _mechanism(one: Mechanism) -> tuple[Cell, ...]:
    contractors = (
        "not said" if one.includes_contractors is None else "yes" if one.includes_contractors else "no"
    )
    return (
        Cell(one.name or NOT_GIVEN, places=(one.place,)), Cell(one.population or NOT_GIVEN), measured_cell(one.size),
        measured_cell(one.participation), share_cell(one.rate), Cell(one.frequency or NOT_GIVEN), Cell(one.last_run or NOT_GIVEN),
        Cell(contractors), Cell(one.what_changed or NOT_GIVEN),
    )  # fmt: skip


def _answer(one: Answer, whose: dict[str, str]) -> tuple[Cell, ...]:
    return (
        Cell(one.about or NOT_GIVEN, places=(one.place,)), Cell(audience_words(whose.get(one.about, ""))), Cell(one.driver or NOT_GIVEN),
        Cell(one.action or NOT_GIVEN), Cell(one.date or NOT_GIVEN), Cell(one.told or NOT_GIVEN),
    )  # fmt: skip


def _given(block: Spot) -> tuple[Cell, ...]:
    kind = word_cell(block.at("kind"))
    return (
        Cell(f"{kind.text}: {block.at('description').text or NOT_GIVEN}", places=kind.places), text_cell(block.at("who")),
        text_cell(block.at("problem_solved")), text_cell(block.at("date")),
    )  # fmt: skip
