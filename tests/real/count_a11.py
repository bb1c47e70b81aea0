"""Count defects in OMB's feedback export, straight from the CSV and with nothing of the checker's own code.

    python tests/real/count_a11.py EXPORT.csv

prints JSON. `test_real_export.py` holds the checker's findings against it, entry by entry, so that an importer or a
rule that is wrong shows. Records are named by the export's `id`, questions by their slot, 1 to 11. Definitions:

providers                 different values of attributes_service_provider_id
records                   rows below the header
control_number            attributes_omb_control_number is not exactly four digits, a hyphen, four digits; split into
                          missing (empty), blanks (only blanks around it are wrong), and malformed (all others)
offered_over_customers    both are given, and more people were offered the survey than were customers; 0 is a figure too
respondents_over_offered  both are given, and more people answered than were offered the survey
counts_over_respondents   respondents are given, and a question's five counts add up to more
answers_without_respondents   respondents are 0 or not given, and a question's five counts add up to more than 0
mean_off                  the mean of a question is given, and differs by more than 0.02 from the one that its counts
                          give, or nobody is counted
trust_not_asked           the words of question 2 are empty, NONE or No Question, whatever the case and blanks around
trust_not_answered        the five counts of question 2 add up to 0
template_question         the words of a question hold square or angle brackets around something, or are nothing but
                          the word Question and a number
template_control_number   the control number holds the label of the form's field, OMB Control Number, also where a
                          number was typed into the middle of the label
template_register_url     the address of the notice holds the label of the form's field, Federal Register URL
"""

import csv
import json
import re
import sys
from pathlib import Path

NUMBER = re.compile(r"[0-9]{4}-[0-9]{4}")
TEMPLATE = re.compile(r"\[[^\]]+\]|<[^>]+>|^\s*Question [0-9]+\s*$")
LABEL_OF_NUMBER = re.compile(r"OMB Control N.*umber", re.DOTALL)

Row = dict[str, str]


def volume(row: Row, name: str) -> float | None:
    """A volume; None where none is given."""
    given = row[f"attributes_volume_of_{name}"]
    return float(given) if given else None


def more(figure: float | None, limit: float | None) -> bool:
    """Whether both are given, and the one is more than the other."""
    return figure is not None and limit is not None and figure > limit


def answers(row: Row, question: int) -> int:
    """How many answers a question has."""
    return sum(int(row[f"attributes_q{question}_{point}"]) for point in range(1, 6))


def mean_is_off(row: Row, question: int) -> bool:
    """Whether the mean that is given is not that of the counts."""
    given = row[f"attributes_q{question}_point_scale"]
    if not given:
        return False
    points = sum(point * int(row[f"attributes_q{question}_{point}"]) for point in range(1, 6))
    return answers(row, question) == 0 or abs(float(given) - points / answers(row, question)) > 0.02


def words(row: Row, question: int) -> str:
    """The words of a question."""
    return row[f"attributes_q{question}_text"]


def kind_of_number(number: str) -> str:
    """In which way a control number is not exact; empty where it is exact."""
    if NUMBER.fullmatch(number):
        return ""
    if not number:
        return "missing"
    return "blanks" if NUMBER.fullmatch(number.strip()) else "malformed"


def count(path: Path) -> dict[str, object]:
    """All of the above for one file."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    customers, respondents = "customers", "respondents"
    offered = "customers_provided_survey_opportunity"
    asked = [(row, question) for row in rows for question in range(1, 12)]
    return {
        "providers": len({row["attributes_service_provider_id"] for row in rows}),
        "records": len(rows),
        "control_number": {
            kind: [row["id"] for row in rows if kind_of_number(row["attributes_omb_control_number"]) == kind]
            for kind in ("missing", "blanks", "malformed")
        },
        "offered_over_customers": [
            row["id"] for row in rows if more(volume(row, offered), volume(row, customers))
        ],
        "respondents_over_offered": [
            row["id"] for row in rows if more(volume(row, respondents), volume(row, offered))
        ],
        "counts_over_respondents": [
            [row["id"], question]
            for row, question in asked
            if more(answers(row, question), volume(row, respondents))
        ],
        "answers_without_respondents": [
            [row["id"], question]
            for row, question in asked
            if answers(row, question) > 0 and not volume(row, respondents)
        ],
        "mean_off": [[row["id"], question] for row, question in asked if mean_is_off(row, question)],
        "trust_not_asked": [
            row["id"] for row in rows if words(row, 2).strip().lower() in ("", "none", "no question")
        ],
        "trust_not_answered": [row["id"] for row in rows if answers(row, 2) == 0],
        "template_question": [
            [row["id"], question] for row, question in asked if TEMPLATE.search(words(row, question))
        ],
        "template_control_number": [
            row["id"] for row in rows if LABEL_OF_NUMBER.search(row["attributes_omb_control_number"])
        ],
        "template_register_url": [
            row["id"] for row in rows if "Federal Register URL" in row["attributes_federal_register_url"]
        ],
    }


if __name__ == "__main__":
    json.dump(count(Path(sys.argv[1])), sys.stdout, indent=1)
