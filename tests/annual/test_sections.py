"""Quotations of EO 14058 stand in its text, word for word."""

import pytest

from checker.annual.sections import SECTIONS
from checker.resources import resource

_ORDER = " ".join(resource("rules/order/eo-14058.md").read_text(encoding="utf-8").split())


@pytest.mark.parametrize("name", SECTIONS)
def test_every_piece_of_a_quotation_stands_in_the_order_in_its_order(name: str) -> None:
    at = 0
    for piece in SECTIONS[name].split(" [...] "):
        assert piece in _ORDER[at:]
        at = _ORDER.index(piece, at)
