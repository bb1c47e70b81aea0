"""A value that is not there: an error wherever a template looks at it, never an empty text."""

from collections.abc import Iterable, Mapping
from typing import Any

from jinja2 import StrictUndefined
from jinja2.utils import missing

from checker.suggestion import did_you_mean


class Missing(StrictUndefined):
    """Jinja's strict kind, which also says what the user may have meant."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        name: Any = self._undefined_name
        if isinstance(name, int):
            return f"entry {name} is undefined (they count from 0)"
        if self._undefined_obj is missing:
            return f"'{name}' is undefined"
        if self._undefined_obj is None:
            return f"'{name}' is undefined: what stands before it is none"
        return f"'{name}' is undefined{did_you_mean(name, _names(self._undefined_obj))}"


def _names(value: Any) -> Iterable[str]:
    """What a template can ask of a value."""
    if isinstance(value, Mapping):
        return [str(key) for key in value]
    return [name for name in dir(value) if not name.startswith("_")]
