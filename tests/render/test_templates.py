"""What templates may see: the views that they are given, and nothing behind them."""

from typing import Any

import pytest
from jinja2.sandbox import SecurityError

from checker.render.templates import environment, for_html


@pytest.mark.parametrize(
    ("template", "value"),
    [
        ("{{ x.__class__.__mro__ }}", "text"),
        ("{{ x.append(1) }}", [1]),
        ("{{ x.update(a=1) }}", {}),
        ("{{ x.__globals__ }}", for_html),
        ("{{ '{0.__class__.__mro__}'.format(x) }}", "text"),
    ],
)
def test_the_sandbox_refuses_however_often_it_is_asked(template: str, value: Any) -> None:
    made = environment(for_html).from_string(template)
    for _ in range(2):
        with pytest.raises(SecurityError):
            made.render(x=value)


def test_one_kind_of_value_says_nothing_of_another() -> None:
    made = environment(for_html).from_string("{{ x.pop }}")

    class Thing:
        pop = "seen"

    assert made.render(x=Thing()) == "seen"
    with pytest.raises(SecurityError):
        made.render(x=[1])
    assert made.render(x=Thing()) == "seen"
