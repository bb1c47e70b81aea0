"""Fixed words, keys and identifiers that are written almost right."""

import re
from collections.abc import Iterable

from checker.suggestion import nearest

_SEPARATORS = re.compile("[\\s_\u2010-\u2015\u2212\u200b-\u200d\u2060-]+")
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff"
_CONTROL_NUMBER = re.compile(r"[0-9]{4}-[0-9]{4}\Z")
_CONTROL_NUMBER_INSIDE = re.compile(r"(?<![0-9-])[0-9]{4}-[0-9]{4}(?![0-9-])")
_HYPHENS = re.compile("[\u2010-\u2015\u2212]")
_DIGITS = re.compile(r"[0-9]{8}\Z")

_IDENTIFIER = re.compile(r"(?:.*_)?(?:ids?|urls?|email|code|number|slug|ref|sha256)\Z")
_REFERENCES = frozenset(("customer_segments", "services", "root_causes", "privacy_systems", "linked"))
CONTROL_NUMBERS = frozenset(("omb_control_number", "control_number"))


def is_identifier(field: str) -> bool:
    """Whether the field holds a name for programs, a number or an address, where space around it means nothing."""
    return field in _REFERENCES or _IDENTIFIER.match(field) is not None


def known_word(word: str, known: Iterable[str]) -> tuple[str, bool] | None:
    """The known word that is meant, and whether only case, spaces, hyphens and underscores tell the two apart."""
    words = list(known)
    same = [each for each in words if _letters(each) == _letters(word)]
    if len(same) == 1:
        return same[0], True
    near = nearest(word, words)
    return (near, False) if near else None


def identifier(text: str, field: str) -> tuple[str, bool]:
    """The identifier without space around it; of a control number, the number alone. And whether that is certain."""
    clean = text.strip().strip(_UNSEEN).strip()
    if field not in CONTROL_NUMBERS or _CONTROL_NUMBER.match(clean):
        return clean, True
    together = "".join(_HYPHENS.sub("-", clean).translate(dict.fromkeys(map(ord, _UNSEEN))).split())
    if _CONTROL_NUMBER.match(together):
        return together, True
    if _DIGITS.match(together):
        return f"{together[:4]}-{together[4:]}", False
    inside = _CONTROL_NUMBER_INSIDE.findall(_HYPHENS.sub("-", clean))
    return (inside[0], False) if len(inside) == 1 else (clean, True)


def _letters(word: str) -> str:
    return _SEPARATORS.sub("", word).casefold()
