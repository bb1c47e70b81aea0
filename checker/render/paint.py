"""Colour on a terminal. Every word stands without it too."""

from checker.assessment.outcome import Rating
from checker.finding import Level

_RESET = "\x1b[0m"
_BOLD, _DIM, _BLUE = "\x1b[1m", "\x1b[2m", "\x1b[1;34m"
_LEVELS = {Level.ERROR: "\x1b[1;31m", Level.WARNING: "\x1b[1;33m", Level.NOTE: "\x1b[1;36m"}
_RATINGS = {Rating.GREEN: "\x1b[1;32m", Rating.YELLOW: "\x1b[1;33m", Rating.RED: "\x1b[1;31m"}


class Paint:
    """Wraps words in ANSI colours, or leaves them alone."""

    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def level(self, level: Level, text: str) -> str:
        """In the colour of a level."""
        return self._in(_LEVELS[level], text)

    def rating(self, rating: Rating, text: str) -> str:
        """In the colour of a rating."""
        return self._in(_RATINGS[rating], text)

    def worse(self, text: str) -> str:
        """For what is worse than it was."""
        return self._in(_LEVELS[Level.ERROR], text)

    def strong(self, text: str) -> str:
        """Bold."""
        return self._in(_BOLD, text)

    def gutter(self, text: str) -> str:
        """For line numbers and the marks around them."""
        return self._in(_BLUE, text)

    def faint(self, text: str) -> str:
        """For what may be passed over."""
        return self._in(_DIM, text)

    def _in(self, code: str, text: str) -> str:
        return f"{code}{text}{_RESET}" if self.colour and text else text
