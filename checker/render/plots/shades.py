"""The colours of a scale of words, and short forms of its words."""

from collections.abc import Sequence

RAMP = ("#6f1d1b", "#a8441a", "#d98032", "#f0c26b", "#e9f1f5")
"""From the worst word to the best: every step is lighter than the one before, whatever colours an eye can tell apart."""


def shades(count: int) -> tuple[str, ...]:
    """Colours for so many words, the worst first."""
    steps = len(RAMP) - 1
    return tuple(_mixed(index / max(count - 1, 1) * steps) for index in range(count))


def ink_on(ground: str) -> str:
    """Black or white, whichever stands out more."""
    return "#000000" if luminance(ground) > 0.179 else "#ffffff"


def luminance(colour: str) -> float:
    """How light a colour is, from 0 to 1, as WCAG 2 reckons it."""
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def short_forms(scale: Sequence[str]) -> dict[str, str]:
    """A short form for each word, no two the same: `needs review` → `NR`, `pass` → `P`."""
    found: dict[str, str] = {}
    for word in scale:
        initials = "".join(part[0] for part in word.split()).upper()
        tries = [initials, *(word[:end].capitalize() for end in range(2, len(word)))]
        found[word] = next((short for short in tries if short and short not in found.values()), word)
    return found


def _mixed(place: float) -> str:
    """The colour at a place on the ramp, from 0 to its last step."""
    lower = min(int(place), len(RAMP) - 2)
    share = place - lower
    pairs = zip(_parts(RAMP[lower]), _parts(RAMP[lower + 1]), strict=True)
    return "#" + "".join(f"{round(one + (other - one) * share):02x}" for one, other in pairs)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
