"""What the documents share: names that stay the same from year to year, properties, and the head of a document."""

import re
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from checker import __version__
from checker.render.printable import visible

OSCAL = "1.2.1"
"""The version of OSCAL that is written."""
NAMESPACE = "urn:cxcheck:oscal"
"""Whose properties these are. A name and no address: nothing is to be fetched there."""
_ROOT = uuid5(NAMESPACE_URL, NAMESPACE)
_NOT_IN_TOKEN = re.compile(r"[^A-Za-z0-9._-]+")

Object = dict[str, Any]


def identifier(*names: str) -> str:
    """A UUID made from names: the same names have the same UUID everywhere and in every year."""
    found: UUID = _ROOT
    for name in names:
        found = uuid5(found, name)
    return str(found)


def token(text: str) -> str:
    """A text as OSCAL's tokens are written: `S3(a)` is `s3-a`, `S2.p1.s6` is `s2.p1.s6`. The label has it as it was."""
    made = _NOT_IN_TOKEN.sub("-", text).strip("-.").lower()
    return made if made[:1].isalpha() else f"_{made}"


def prop(name: str, value: str, remarks: str = "") -> Object:
    """A property of our own."""
    return {
        "name": name,
        "ns": NAMESPACE,
        "value": text(value) or "none",
        **({"remarks": text(remarks)} if remarks else {}),
    }


def label(value: str) -> Object:
    """What people call it."""
    return {"name": "label", "value": text(value)}


def text(value: str) -> str:
    """A text with nothing invisible in it, on one line, as OSCAL's strings are."""
    return visible(" ".join(value.split()))


def moment(day: str) -> str:
    """The start of an ISO day, as OSCAL writes times; of what is no day, the first of all. There is no clock in any output."""
    try:
        return f"{date.fromisoformat(day).isoformat()}T00:00:00Z"
    except ValueError:
        return "1970-01-01T00:00:00Z"


def metadata(title: str, day: str, version: str, *props: Object) -> Object:
    """The head of a document of a day; `version` tells it from another of the same title."""
    made = [prop("made-by", f"cxcheck {__version__}"), *props]
    return {
        "title": text(title),
        "last-modified": moment(day),
        "version": version,
        "oscal-version": OSCAL,
        "props": made,
    }
