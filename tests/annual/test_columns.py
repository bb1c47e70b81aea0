"""How wide the columns of a table are on paper."""

from dataclasses import replace

from checker.render.annual.columns import Columns, sheets_of
from checker.render.annual.view import CellView, ColumnView, Source, TableView
from checker.render.report_view import Mark

TEXT = "The travel system takes changes twice a year, and the date in spring was missed."


def table(*rows: tuple[str, ...], titles: tuple[str, ...] = (), label: str = "") -> TableView:
    source = Source("line-1", label, "line 1") if label else None
    cells = tuple(tuple(CellView(text, source, None) for text in row) for row in rows)
    columns = tuple(ColumnView(title, is_number=False) for title in titles or ("",) * len(rows[0]))
    return TableView("table-a", "A table", columns, cells, "", is_wide=False)


def columns_of(one: TableView) -> Columns:
    """The columns of a table that stands in one piece."""
    ((part, columns),) = sheets_of(one)
    assert part == one
    return columns


def test_a_small_table_takes_what_it_needs() -> None:
    assert columns_of(table(("Permits", "1,000"))) == Columns(8.8, False, (0, 0), False)
    assert columns_of(table(("", ""))).shares == (0, 0)


def test_running_text_leaves_short_cells_whole() -> None:
    found = columns_of(table((TEXT, "2026-02-27", TEXT), label="L297"))
    text, day, _ = found.shares
    assert (found.size, found.is_wide) == (8.8, False)
    # A date of 11.6 average letters, a mark of 4.7, and air of 1.8.
    assert day == 181
    assert text > 2 * day


def test_many_columns_are_set_smaller_then_lie_on_their_side() -> None:
    found = [columns_of(table(("1,000,000",) * count)) for count in (8, 9, 10, 12, 13, 14)]
    assert [(each.size, each.is_wide) for each in found] == [
        (8.8, False), (7.6, False), (7.6, True), (7.6, True), (6.6, True), (6.6, True),
    ]  # fmt: skip


def test_what_no_page_holds_is_given_in_parts_with_the_first_column_on_each() -> None:
    titles = ("Agency", *(f"S1.p1.s{number}" for number in range(1, 37)))
    wide = replace(table(("State", *["not evaluated"] * 36), titles=titles), note="A note.")
    sheets = sheets_of(wide)
    assert [part.caption for part, _ in sheets] == [
        "A table (part 1 of 3)",
        "A table (part 2 of 3)",
        "A table (part 3 of 3)",
    ]
    assert [part.note for part, _ in sheets] == ["", "", "A note."]
    assert [part.columns[0].title for part, _ in sheets] == ["Agency"] * 3
    assert [column.title for part, _ in sheets for column in part.columns[1:]] == list(titles[1:])
    assert all(len(row) == len(part.columns) for part, _ in sheets for row in part.rows)
    assert {(columns.size, columns.is_wide) for _, columns in sheets} == {(7.6, True)}


def test_a_long_title_breaks_and_a_long_word_too() -> None:
    found = columns_of(table(("12",) * 7, titles=("Assessed for the first time",) * 7))
    assert (found.size, found.is_wide) == (8.8, False)
    assert columns_of(table(("x" * 500, "y"))).size == 8.8


def test_a_sign_takes_room() -> None:
    plain = table((TEXT, TEXT, "delivered"))
    signed = plain.rows[0][2], CellView("delivered", None, Mark("pass", "✓", "good"))
    found = [columns_of(replace(plain, rows=((*plain.rows[0][:2], cell),))) for cell in signed]
    assert [each.shares[2] for each in found] == [108, 143]


def test_a_row_of_very_long_text_may_run_over_pages() -> None:
    assert not columns_of(table((TEXT, ""))).is_long
    assert columns_of(table((TEXT * 12, ""))).is_long
