"""From the bytes of the export to records, and to the rows that cannot be used, each named with the reason."""

from dataclasses import dataclass

from checker.plan.importers.a11_cells import bad_count, count, day, has_mean, is_mean, shown
from checker.plan.importers.a11_columns import (
    COLUMNS,
    PLACE,
    QUESTIONS,
    VOLUMES,
    count_columns,
    mean_column,
    spare_columns,
    text_column,
)
from checker.plan.importers.csv_rows import UnusedRow, csv_file, undecoded_cell


@dataclass(frozen=True, slots=True)
class Answers:
    """One question of one record. Empty text, empty counts and no mean: the export says nothing."""

    number: int
    text: str
    counts: tuple[int, ...]
    mean: float | None

    @property
    def asked(self) -> bool:
        """Whether the slot was used at all."""
        return bool(self.text or sum(self.counts) or self.mean is not None)


@dataclass(frozen=True, slots=True)
class Record:
    """One usable row. `row` counts as a spreadsheet does, the header being row 1; `values` are as reported."""

    row: int
    year: int
    quarter: int
    values: dict[str, str]
    volumes: dict[str, int]
    answers: tuple[Answers, ...]
    created_on: str
    updated_on: str

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    @property
    def when(self) -> tuple[int, int, int]:
        """Sorts records in time; within a quarter in the order of the file."""
        return (self.year, self.quarter, self.row)


@dataclass(frozen=True, slots=True)
class Export:
    """A file that was read: `records` and `unused` together are all its rows."""

    records: tuple[Record, ...]
    unused: tuple[UnusedRow, ...]
    spare_columns: tuple[str, ...]


def read_export(file: str, content: bytes) -> Export:
    """Read the export. Raises CheckerError where it is not UTF-8 text in commas, or has not the export's columns."""
    header, rows = csv_file(file, content)
    spare = spare_columns(header, file)
    records: list[Record] = []
    unused: list[UnusedRow] = []
    seen: dict[str, int] = {}
    for row, (line, fields, trouble) in enumerate(rows, start=2):
        values = dict(zip(header, fields, strict=False))
        reasons = [trouble] if trouble else _reasons(fields, header, values)
        if not reasons and (first := seen.setdefault(values["id"], row)) != row:
            reasons = [f"the record {values['id']} stands already in row {first}"]
        if reasons:
            unused.append(UnusedRow(row, line, "; ".join(reasons)))
        else:
            records.append(_record(row, values))
    return Export(tuple(records), tuple(unused), spare)


def _reasons(fields: list[str], header: list[str], values: dict[str, str]) -> list[str]:
    if len(fields) != len(header):
        return [f"it has {len(fields)} fields, the header has {len(header)}"]
    if undecoded := undecoded_cell(values):
        return [undecoded]
    reasons = [f"{name} is empty" for name in PLACE if not values[name].strip()]
    reasons += [
        f"{name} is {shown(values[name])}, not a count"
        for name in VOLUMES.values()
        if bad_count(values[name])
    ]
    for question in QUESTIONS:
        reasons += _question_reasons(question, values)
    year, quarter = values["attributes_collection_year"], values["attributes_collection_quarter"]
    if year.strip() and not 1990 <= (count(year) or 0) <= 2100:
        reasons.append(f"attributes_collection_year is {shown(year)}, not a fiscal year")
    if quarter.strip() and (count(quarter) or 0) not in (1, 2, 3, 4):
        reasons.append(f"attributes_collection_quarter is {shown(quarter)}, not 1, 2, 3 or 4")
    for name in ("attributes_created_at", "attributes_updated_at"):
        if values[name] and day(values[name]) is None:
            reasons.append(f"{name} is {shown(values[name])}, not a date")
    return reasons


def _question_reasons(question: int, values: dict[str, str]) -> list[str]:
    names = count_columns(question)
    if any(values[name] for name in names):
        bad = [
            f"{name} is {shown(values[name])}, not a count" for name in names if count(values[name]) is None
        ]
    else:
        bad = []
    mean = values[mean_column(question)]
    if has_mean(mean) and not is_mean(mean):
        bad.append(f"{mean_column(question)} is {shown(mean)}, not a number")
    return bad


def _record(row: int, values: dict[str, str]) -> Record:
    kept = {name: values[name] for name in COLUMNS}
    volumes = {
        field: number for field, name in VOLUMES.items() if (number := count(values[name])) is not None
    }
    return Record(
        row, count(values["attributes_collection_year"]) or 0, count(values["attributes_collection_quarter"]) or 0,
        kept, volumes, tuple(_answers(question, values) for question in QUESTIONS),
        day(values["attributes_created_at"]) or "", day(values["attributes_updated_at"]) or "",
    )  # fmt: skip


def _answers(question: int, values: dict[str, str]) -> Answers:
    counts = tuple(number for name in count_columns(question) if (number := count(values[name])) is not None)
    mean = values[mean_column(question)]
    return Answers(question, values[text_column(question)], counts, float(mean) if has_mean(mean) else None)
