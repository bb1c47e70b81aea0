"""Mistakes of rule files, gathered so that a person sees all of them at once."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from checker.errors import RulePackError


class Faults:
    """What is wrong so far. A step that finds a mistake ends there; the next step goes on."""

    def __init__(self) -> None:
        self._found: list[RulePackError] = []

    @contextmanager
    def step(self) -> Iterator[None]:
        """Keep a RulePackError that the step raises instead of passing it on."""
        try:
            yield
        except RulePackError as error:
            self._found.append(error)

    def say(self) -> None:
        """Raise one RulePackError with every mistake of the steps, a line each; nothing where there is none."""
        if self._found:
            raise joined(self._found)


def joined(errors: Sequence[RulePackError]) -> RulePackError:
    """One error that says all of `errors`, in their order, a line each with its place. None stands twice."""
    first, *more = dict.fromkeys(str(error) for error in errors)
    head = next(error for error in errors if str(error) == first)
    return RulePackError("\n".join([head.message, *more]), head.location)
