"""Questions at the terminal, and the same answers as options: an answer that is wrong is said, and asked for again."""

import sys
from collections.abc import Callable, Iterable, Iterator

import click

from checker.errors import CheckerError

Check = Callable[[str], object]


def ask(option: str, given: str | None, question: str, check: Check, default: str | None = None) -> str:
    """The answer to one question. Raises CheckerError for a wrong option, or where nobody is there to answer."""
    if given is not None:
        _checked(given, check, f"--{option}: ")
        return given.strip()

    def answer(text: str) -> str:
        try:
            return _checked(text, check, "")
        except CheckerError as error:
            raise click.UsageError(str(error)) from error

    try:
        reply: str = click.prompt(question, value_proc=answer, default=default, show_default=bool(default))
    except click.Abort as error:
        if sys.stdin.isatty():
            raise
        raise CheckerError(f"there is no answer for “{question}”; give it as --{option}") from error
    return reply


def refuse(problems: Callable[[str], Iterable[tuple[str, str]]]) -> Check:
    """A check from one that lists problems."""

    def check(text: str) -> None:
        for _, problem in problems(text):
            raise CheckerError(problem)

    return check


def all_of(*checks: Check) -> Check:
    """One check after the other."""

    def check(text: str) -> None:
        for one in checks:
            one(text)

    return check


def filled(text: str) -> Iterator[tuple[str, str]]:
    """A problem where nothing was answered."""
    if not text.strip():
        yield "empty", "an answer is needed here"


def _checked(text: str, check: Check, where: str) -> str:
    try:
        check(text.strip())
    except CheckerError as error:
        raise CheckerError(f"{where}{error}") from error
    return text.strip()
