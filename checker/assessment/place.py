"""A place in a plan as people write it, and the digest of the value that stands there."""

import json
import re
from hashlib import sha256
from typing import Any

from checker.assessment.identity import Identities
from checker.location import Route, route_text
from checker.plan.schema import EACH, Pattern, plan_schema
from checker.suggestion import did_you_mean

_FIELD = re.compile(r"\.?([^.\[\]]+)")
_PLACE = re.compile(r"\[([0-9]+)\]")
_ENTRY = re.compile(r"\[([^\]]*)\]?")


class NoPlaceError(Exception):
    """The text names no place in the plan; the message says why, and what may be meant."""


def resolve(text: str, data: Any) -> Route:
    """`services[id=passports].name` → `("services", 0, "name")`. Entries go by identity or by number.

    The entries on the way are in the plan; a field may be absent, where the format has it. Raises NoPlaceError.
    """
    if text == route_text(()):
        return ()
    walk = _Walk(text, data)
    while walk.position < len(text):
        if text[walk.position] == "[":
            walk.enter()
        else:
            walk.step()
    return tuple(walk.route)


class _Walk:
    """The way through a plan along a text: how far it is read, and what stands there."""

    def __init__(self, text: str, data: Any) -> None:
        self.text = text
        self.value = data
        self.position = 0
        self.route: list[str | int] = []
        self.pattern: Pattern = ()
        self.identities = Identities(data)

    def step(self) -> None:
        """Read a field."""
        match = _FIELD.match(self.text, self.position)
        if match is None or bool(self.position) is not match[0].startswith("."):
            raise self.no_route()
        pattern = (*self.pattern, match[1])
        if plan_schema().field(pattern) is None:
            around = f"of {self.text[: self.position]}" if self.position else "of a plan"
            hint = did_you_mean(match[1], plan_schema().names(self.pattern))
            raise NoPlaceError(f"{match[1]} is not a field {around}{hint}")
        self.pattern, self.position = pattern, match.end()
        self.route.append(match[1])
        self.value = self.value.get(match[1]) if isinstance(self.value, dict) else None

    def enter(self) -> None:
        """Read an entry of a list."""
        around = self.text[: self.position]
        if not around:
            raise self.no_route()
        if plan_schema().field((*self.pattern, EACH)) is None:
            raise NoPlaceError(f"{around} is not a list, so it has no entries")
        entries = self.value if isinstance(self.value, list) else []
        names = self.identities.names(entries)
        for index, name in enumerate(names):
            if self.text.startswith(f"[{name}]", self.position):
                return self.entered(index, len(name) + 2)
        match = _PLACE.match(self.text, self.position)
        if match is not None and int(match[1]) < len(entries):
            return self.entered(int(match[1]), len(match[0]))
        asked = _ENTRY.match(self.text, self.position)
        name = asked[1] if asked is not None else ""
        if match is not None or not names:
            of = f"{len(entries)} {'entry' if len(entries) == 1 else 'entries'}"
            raise NoPlaceError(f"{around} has no entry [{name}]; it has {of if entries else 'no entries'}")
        raise NoPlaceError(f"{around} has no entry [{name}]{did_you_mean(name, names)}")

    def no_route(self) -> NoPlaceError:
        return NoPlaceError(f"{self.text} is not a route such as services[id=passports].name")

    def entered(self, index: int, length: int) -> None:
        self.route.append(index)
        self.pattern = (*self.pattern, EACH)
        self.position += length
        self.value = self.value[index]


def value_digest(data: Any, route: Route) -> str:
    """`sha256:…`: over the identity of the place and the value there, as canonical JSON; absence has one of its own.

    Where an entry on the way has no name of its own, the digest is over that whole entry: another one that moves to its
    number must not be taken for it. The plan as a whole counts without its waivers, which hold this digest.
    """
    value = {key: part for key, part in data.items() if key != "waivers"} if isinstance(data, dict) else data
    identities, there, covered = Identities(data), True, len(route)
    for position, step in enumerate(route):
        if isinstance(value, dict) and step in value:
            value = value[step]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            named = not identities.names(value)[step].isdecimal()
            value = value[step]
            if not named:
                covered = position + 1
                break
        else:
            there = False
            break
    content: dict[str, Any] = {"place": identities.of(route[:covered])}
    content |= {"value": value} if there else {"absent": True}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"sha256:{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"
