"""Lines on a terminal are broken at spaces, and nowhere else."""

import pytest

from checker.render.fold import folded

CASES = {
    "what fits stays": ("  a short line\n\nanother\n", "  a short line\n\nanother\n"),
    "a long line hangs": (
        "  rating yellow: thirty errors and eleven warnings and one note\n",
        "  rating yellow: thirty errors and\n    eleven warnings and one note\n",
    ),
    "colour takes no room": (
        "\x1b[1mthirty errors and eleven warnings here\x1b[0m\n", "\x1b[1mthirty errors and eleven warnings here\x1b[0m\n",
    ),
    "colour stays where it was": (
        "\x1b[1mthirty errors and eleven warnings and notes\x1b[0m\n",
        "\x1b[1mthirty errors and eleven warnings and\n  notes\x1b[0m\n",
    ),
    "a long word stays whole": (f"see {'x' * 50} there\n", f"see\n  {'x' * 50}\n  there\n"),
    "wide characters take two columns": ("標識" * 9 + " " + "標識" * 9 + "\n", "標識" * 9 + "\n  " + "標識" * 9 + "\n"),
    "no line break at the end": ("one two " * 6 + "end", "one two one two one two one two one two\n  one two end"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_folded(case: str) -> None:
    text, expected = CASES[case]
    assert folded(text, 40) == expected
