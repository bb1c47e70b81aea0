"""Files by the names that a build service knows them by: from the root of the repository, and as parts of a URI."""

import posixpath

from checker.location import Location
from checker.policy.rulebook import Rulebook
from checker.render.printable import one_line
from checker.render.run import Checkout

_IN_A_URI = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")


def repository_path(name: str, checkout: Checkout) -> str:
    """The name of a file from the root of the repository; a file outside of it keeps its own name, on one line."""
    path = posixpath.normpath(posixpath.join(checkout.folder, name)) if checkout.folder else name
    if checkout.root and path.startswith(checkout.root.rstrip("/") + "/"):
        path = posixpath.relpath(path, checkout.root)
    elif not posixpath.isabs(name):
        path = posixpath.normpath(name)
    return one_line(path)


def uri(path: str) -> str:
    """A path as a URI: a relative reference, or for an absolute path one that starts with `file://`."""
    bytes_ = path.encode("utf-8", "backslashreplace")
    quoted = "".join(chr(byte) if chr(byte) in _IN_A_URI else f"%{byte:02X}" for byte in bytes_)
    return f"file://{quoted}" if quoted.startswith("/") else quoted


def rule_place(rule: str, location: Location, rulebook: Rulebook) -> str:
    """How to see a line of a rule that comes with the program; empty where `location` is no such line."""
    if not rulebook.comes_with(rule, location.file):
        return ""
    return f"cxcheck rules show {rule}, line {location.line}"
