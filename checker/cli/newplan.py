"""The questions of `cxcheck new`, in their order; each answer is checked before the next question is asked."""

from collections.abc import Mapping
from datetime import date

from checker.cli.asking import Check, all_of, ask, filled, refuse
from checker.errors import CheckerError
from checker.plan.schema import EACH, plan_schema
from checker.policy.newplan import NewPlan, NewService
from checker.suggestion import did_you_mean

QUESTIONS = {
    "agency": "The agency's full name",
    "abbreviation": "The agency's usual short name",
    "bureau": "The part of the agency that the plan covers (nothing: all of it)",
    "fiscal-year": "The fiscal year that the plan covers",
    "as-of": "The day on which its content is true, such as 2026-01-31",
    "independent": "Whether the agency is independent (yes or no)",
    "designated": "Whether OMB has designated it a High Impact Service Provider (yes or no)",
}
_YES_NO = ("yes", "no")
_SERVICE = "A service, as customers know it"
_NO_MORE = "A further service (nothing: no more)"


def plan_from(given: Mapping[str, str | None], services: tuple[str, ...]) -> NewPlan:
    """The answers. `given` has those that were given as options; None where one is to be asked. Raises CheckerError."""
    told = [_service(text) for text in services]
    return NewPlan(
        agency=_ask(given, "agency", all_of(refuse(filled), _one_line)),
        abbreviation=_ask(given, "abbreviation", all_of(refuse(filled), _one_line)),
        bureau=_ask(given, "bureau", _one_line, default=""),
        fiscal_year=int(_ask(given, "fiscal-year", _fiscal_year)),
        as_of=_ask(given, "as-of", _day),
        independent=_ask(given, "independent", _one_of(_YES_NO)) == "yes",
        designated=_ask(given, "designated", _one_of(_YES_NO)) == "yes",
        services=tuple(told) or tuple(_asked_services()),
    )


def _ask(given: Mapping[str, str | None], name: str, check: Check, default: str | None = None) -> str:
    return ask(name, given[name.replace("-", "_")], QUESTIONS[name], check, default)


def _asked_services() -> list[NewService]:
    found: list[NewService] = []
    audiences, kinds = _words("audience"), _words("kind")
    while True:
        check = _one_line if found else all_of(refuse(filled), _one_line)
        name = ask("service", None, _NO_MORE if found else _SERVICE, check, "" if found else None)
        if not name:
            return found
        audience = ask("service", None, f"  Who uses it ({', '.join(audiences)})", _one_of(audiences))
        kind = ask("service", None, f"  Its kind ({', '.join(kinds)})", _one_of(kinds))
        found.append(NewService(audience, kind, name))


def _service(text: str) -> NewService:
    """`public,benefits,Applying for relief`: the name may have commas."""
    parts = [part.strip() for part in text.split(",", 2)]
    if len(parts) < 3 or not parts[2]:
        raise CheckerError(
            f"--service {text}: write AUDIENCE,KIND,NAME, such as public,benefits,Applying for relief"
        )
    try:
        _one_of(_words("audience"))(parts[0])
        _one_of(_words("kind"))(parts[1])
        _one_line(parts[2])
    except CheckerError as error:
        raise CheckerError(f"--service {text}: {error}") from error
    return NewService(*parts)


def _words(field: str) -> list[str]:
    """The fixed words of a field of a service."""
    words: list[str] = plan_schema().patterns["services", EACH, field]["enum"]
    return words


def _one_of(words: tuple[str, ...] | list[str]) -> Check:
    def check(text: str) -> None:
        if text not in words:
            raise CheckerError(f"{text} is not one of {', '.join(words)}{did_you_mean(text, words)}")

    return check


def _one_line(text: str) -> None:
    if not text.isprintable():
        raise CheckerError("write it on one line, without invisible characters")


def _fiscal_year(text: str) -> None:
    field = plan_schema().patterns["plan", "fiscal_year"]
    if not text.isdecimal() or not field["minimum"] <= int(text) <= field["maximum"]:
        raise CheckerError(f"write a year from {field['minimum']} to {field['maximum']}")


def _day(text: str) -> None:
    try:
        right = date.fromisoformat(text).isoformat() == text
    except ValueError:
        right = False
    if not right:
        raise CheckerError(f"{text} is no day of the calendar in the form 2026-01-31")
