"""The annual report for programs, in the shape of `schemas/annual.schema.json`; `docs/annual.md` tells how it may change.

A part is found by its name, and in it each table, plot and list of pairs by its own; `blocks` has all of it in reading order.
"""

from typing import Any, assert_never

from checker import __version__
from checker.annual.report import (
    Bar,
    Block,
    Bullet,
    Cell,
    Heading,
    Heat,
    Line,
    Pairs,
    Part,
    Plot,
    Points,
    Report,
    Sentence,
    Slip,
    Table,
    Trend,
)
from checker.render.json_text import json_text

SCHEMA_VERSION = "1.0"


def render_annual_json(report: Report) -> str:
    """One JSON object. The same report gives the same bytes."""
    return json_text(annual_json(report)) + "\n"


def annual_json(report: Report) -> dict[str, Any]:
    """The whole, in the shape of the schema."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "cxcheck", "version": __version__},
        "about": report.about,
        "title": report.title,
        "subject": report.subject,
        "fiscal_year": report.fiscal_year,
        "as_of": report.as_of,
        "bypasses": list(report.bypasses),
        "parts": {part.name: _part(part) for part in report.parts},
        "quotes": [quote._asdict() for quote in report.quotes],
        "lines": [line._asdict() for line in report.lines],
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "number": part.number,
        "title": part.title,
        "clauses": list(part.clauses),
        "blocks": [_block(block) for block in part.blocks],
        "pairs": {block.name: _pairs(block) for block in part.blocks if isinstance(block, Pairs)},
        "tables": {block.name: _table(block) for block in part.blocks if isinstance(block, Table)},
        "plots": {block.name: _plot(block) for block in part.blocks if isinstance(block, Plot)},
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Sentence():
            return {"type": "sentence", **_sentence(block)}
        case Points(items):
            return {"type": "points", "items": [_sentence(item) for item in items]}
        case Heading(text):
            return {"type": "heading", "text": text}
        case Pairs():
            return {"type": "pairs", "name": block.name}
        case Table():
            return {"type": "table", "name": block.name}
        case Plot():
            return {"type": "plot", "name": block.name}
        case _:
            assert_never(block)


def _sentence(sentence: Sentence) -> dict[str, Any]:
    return {
        "kind": sentence.kind.value,
        "text": sentence.text,
        "places": [place._asdict() for place in sentence.places],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "text": cell.text,
        "value": cell.value,
        "tone": cell.tone or None,
        "places": [place._asdict() for place in cell.places],
    }


def _pairs(pairs: Pairs) -> list[dict[str, Any]]:
    return [{"name": name, **_cell(cell)} for name, cell in pairs.pairs]


def _table(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "columns": [column._asdict() for column in table.columns],
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
        "note": table.note,
    }


def _plot(plot: Plot) -> dict[str, Any]:
    return {
        "title": plot.title,
        "alternative": plot.alternative,
        "drawn": _drawn(plot.drawn),
        "data": {"name": plot.data.name, **_table(plot.data)},
    }


def _drawn(drawn: Trend | Bullet | Heat | Slip) -> dict[str, Any]:
    match drawn:
        case Trend(labels, lines, unit):
            return {
                "type": "trend",
                "labels": list(labels),
                "lines": [_line(line) for line in lines],
                "unit": unit,
            }
        case Bullet(bars, unit):
            return {"type": "bullet", "bars": [_bar(bar) for bar in bars], "unit": unit}
        case Heat(rows, columns, cells, scale):
            return {
                "type": "heat", "rows": list(rows), "columns": list(columns), "cells": [list(row) for row in cells],
                "scale": list(scale),
            }  # fmt: skip
        case Slip(rows):
            return {
                "type": "slip",
                "rows": [{"title": title, "planned": planned, "now": now} for title, planned, now in rows],
            }
        case _:
            assert_never(drawn)


def _line(line: Line) -> dict[str, Any]:
    return {"title": line.title, "values": list(line.values)}


def _bar(bar: Bar) -> dict[str, Any]:
    return bar._asdict()
