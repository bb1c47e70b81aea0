"""Unquoted values: the meaning of YAML 1.2, and where the tools of YAML 1.1 would differ."""

import math
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from checker.plan.scalars import plain_value, yaml_1_1_reading

VALUES: dict[str, Any] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None, "nULL": "nULL", "none": "none",
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False, "tRUE": "tRUE",
    "yes": "yes", "NO": "NO", "on": "on", "off": "off", "y": "y", "N": "N",
    "0": 0, "12": 12, "+12": 12, "-12": -12, "-0": 0, "0123": 123, "089": 89, "0o17": 15, "0x1F": 31,
    "-0x1F": "-0x1F", "-0o17": "-0o17", "0b11": "0b11", "0o8": "0o8", "0xG": "0xG", "1_000": "1_000", "1,000": "1,000",
    "12:30": "12:30", "12:30:45": "12:30:45", "1.10": 1.1, "1.": 1.0, ".5": 0.5, "-.5": -0.5, "1e3": 1000.0,
    "1.5E-3": 0.0015, "1e": "1e", ".": ".", "-": "-", "+": "+", "--1": "--1", "1.2.3": "1.2.3", "e3": "e3",
    "2025-01-31": "2025-01-31", "2025-02-30": "2025-02-30", "3305-0091": "3305-0091", "=": "=", "<<": "<<",
    "９": "９", "1\n2": "1\n2",
    "9223372036854775807": 2**63 - 1, "-9223372036854775808": -(2**63),
    "9223372036854775808": "9223372036854775808", "-9223372036854775809": "-9223372036854775809",
    "0x8000000000000000": "0x8000000000000000", "1" * 5000: "1" * 5000, "1e308": 1e308, "1e309": "1e309",
    ".inf": ".inf", "-.INF": "-.INF", ".nan": ".nan", ".5" + "0" * 300: ".5" + "0" * 300,
}  # fmt: skip

READINGS: dict[str, str | None] = {
    "NO": "false", "no": "false", "No": "false", "off": "false", "n": "false", "N": "false",
    "yes": "true", "YES": "true", "On": "true", "y": "true", "nO": None, "true": None, "FALSE": None, "none": None,
    "12:30": "the number 750", "12:30:45": "the number 45045", "-1:30": "the number -90", "1:30.5": "the number 90.5",
    "09:30": None, "12:60": None, "12:3a": None, "1:2:3:4": "the number 223384",
    "0123": "the number 83", "-017": "the number -15", "0_7": "the number 7", "089": "text", "00": None, "0": None,
    "0o17": "text", "0x1F": None, "-0x1F": "the number -31", "0x_1_F": "the number 31", "0b101": "the number 5",
    "0b": None, "0b_": None, "0x_": None, "1_000": "the number 1000", "1_000.5": "the number 1000.5", "_1": None,
    "1e3": "text", "1.5e3": "text", "1.5e+3": None, "-.5": "text", ".5": None, "1.10": None, "1.": None, "12": None,
    "2025-01-31": None, "3305-0091": None, "=": "a sign of their own", "<<": "a sign of their own",
    ".inf": "a number without end", "-.Inf": "a number without end", ".nan": "no number at all", "1e999": None,
    "1.0e+999": "a number without end", "9" * 20: "the number " + "9" * 20,
    "1" * 5000: "a number", "0" + "7" * 5000: "a number", "1:" * 3000 + "1": None, "passport": None, "": None,
}  # fmt: skip


@pytest.mark.parametrize("text", VALUES)
def test_value(text: str) -> None:
    value = plain_value(text)
    assert (value, type(value)) == (VALUES[text], type(VALUES[text]))


@pytest.mark.parametrize("text", READINGS)
def test_reading_of_older_tools(text: str) -> None:
    assert yaml_1_1_reading(text) == READINGS[text]


@given(st.text("0123456789+-._:eExXoObBaFnN~yYsSoOtTrRuUlL", min_size=1, max_size=12))
@example("190:20:30.15")
@example("0b1_0")
@example("-0777")
@example("+.inf")
def test_reading_agrees_with_a_tool_of_yaml_1_1(text: str) -> None:
    """PyYAML is such a tool: something is said exactly where it reads another value than we do. But for y and n."""
    if text in ("y", "Y", "n", "N"):
        return
    try:
        old = yaml.load(f"[{text}]", Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError):  # 0b_ and 0x_ are errors of its own
        return
    if len(old) != 1 or isinstance(old[0], dict | list):
        return
    value = plain_value(text)
    if isinstance(old[0], int | float | bool):
        same = type(old[0]) is type(value) and old[0] == value
    else:
        same = not isinstance(value, int | float | bool)
    assert (yaml_1_1_reading(text) is None) == same


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    value = plain_value(text)
    assert value is None or isinstance(value, bool | int | float | str)
    assert not isinstance(value, float) or math.isfinite(value)
    yaml_1_1_reading(text)
