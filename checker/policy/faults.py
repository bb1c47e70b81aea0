"""Mistakes of rule files, gathered so that a person sees all of them at once."""

from collections.abc import Iterator
from contextlib import contextmanager

from checker.errors import RulePackError


class Faults:
    """What is wrong so far."""

    def __init__(self) -> None:
        self._found: list[RulePackError] = []

    def add(self, error: RulePackError) -> None:
        """Keep one more."""
        self._found.append(error)

    @contextmanager
    def step(self) -> Iterator[None]:
        """Keep a RulePackError that a step raises instead of passing it on: the step ends there, the next one goes on."""
        try:
            yield
        except RulePackError as error:
            self.add(error)

    def say(self) -> None:
        """Raise everything that was found as one RulePackError; nothing where there is none."""
        if self._found:
            raise self.together()

    def together(self) -> RulePackError:
        """One error that says everything found, a line each with its place, file by file from the top. None stands twice."""
        files = list(
            dict.fromkeys(error.location.file for error in self._found if error.location is not None)
        )
        ordered = sorted(self._found, key=lambda error: _place(error, files))
        _, *more = dict.fromkeys(str(error) for error in ordered)
        return RulePackError("\n".join([ordered[0].message, *more]), ordered[0].location)


def _place(error: RulePackError, files: list[str]) -> tuple[int, int, int]:
    """Where an error stands among others; one without a place comes first."""
    if error.location is None:
        return (-1, 0, 0)
    return (files.index(error.location.file), error.location.line, error.location.column)
