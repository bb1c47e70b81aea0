"""The tags that a plan may carry: those of the kinds of value that every YAML tool knows."""

from typing import Any

from checker.plan.scalars import plain_value

_YAML = "tag:yaml.org,2002:"
_AS_WRITTEN = "!"
_KINDS: dict[str, tuple[type, ...]] = {
    "int": (int,), "float": (int, float), "bool": (bool,), "null": (type(None),),
}  # fmt: skip

MAPPING_TAGS = frozenset({None, _AS_WRITTEN, _YAML + "map"})
SEQUENCE_TAGS = frozenset({None, _AS_WRITTEN, _YAML + "seq"})


def scalar_by_tag(tag: str, text: str) -> tuple[Any, bool]:
    """The value of a tagged scalar, and whether a plan may carry it: `!!int abc` and `!!python/name:x` it may not."""
    if tag in (_AS_WRITTEN, _YAML + "str"):
        return text, True
    value = plain_value(text)
    if tag.startswith(_YAML) and type(value) in _KINDS.get(tag.removeprefix(_YAML), ()):
        return value, True
    return text, False


def shown_tag(tag: str) -> str:
    """A tag as an author writes it: `!!int`."""
    return "!!" + tag.removeprefix(_YAML) if tag.startswith(_YAML) else tag
