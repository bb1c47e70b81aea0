"""Expected trouble that is not a finding about a plan, and the exit code of every way a run can end."""

from enum import IntEnum

from checker.location import Location


class ExitCode(IntEnum):
    """What the process tells its caller; the same for every output format."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    NOTHING_TO_CHECK = 3
    NOT_EVALUATED = 4
    CRASH = 70
    INTERRUPTED = 130


class CheckerError(Exception):
    """The work cannot be done as asked: the message says what was expected and how to mend it.

    `location` names the file, line and column of the trouble where there is one.
    """

    exit_code = ExitCode.USAGE

    def __init__(self, message: str, location: Location | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.location = location

    def __str__(self) -> str:
        return f"{self.location}: {self.message}" if self.location else self.message


class RulePackError(CheckerError):
    """A rule, profile or authority file is wrong. Nothing is evaluated with a pack that is half understood."""


class TemplateError(CheckerError):
    """A template cannot be used: the message names it, its line, and what was missing."""


class NothingToCheck(CheckerError):
    """No plan was found where one was asked for. An empty run is never green."""

    exit_code = ExitCode.NOTHING_TO_CHECK
