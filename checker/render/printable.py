"""Text from a plan, made safe to show: nothing in it can move the cursor, change colours or reorder a line."""

import re

_LONGEST_REASON = 240


def visible(text: str) -> str:
    r"""`text` with every character that has no picture of its own written as an escape: `\x1b`, `\u202e`."""
    return text if text.isprintable() else "".join(map(_visible, text))


def one_line(text: str) -> str:
    """`text` on one line, with single spaces and nothing invisible."""
    return visible(" ".join(text.split()))


def short(reason: str) -> str:
    """A reason on one line, cut where it is long; JSON has it whole."""
    line = one_line(reason)
    return line if len(line) <= _LONGEST_REASON else line[: _LONGEST_REASON - 1] + "…"


def path_name(path: str) -> str:
    """The name of a file at the start of a line, where `::` and `##` would be commands to some build services."""
    shown = one_line(path)
    return f"./{shown}" if shown.startswith((":", "#")) else shown


def log_line(line: str) -> str:
    """A line of an output that a build service may read as its log: nothing in it is a command to GitHub's runner.

    `::` is one at the start of a line, after spaces too; the older `##[` is one anywhere.
    """
    if "##[" in line:
        line = line.replace("##[", "##\\x5b")
    start = line.lstrip()
    return f"{line[: len(line) - len(start)]}\\x3a{start[1:]}" if start.startswith("::") else line


def related_words(message: str) -> str:
    """What stands at another place, on one line; nothing where the place says all.

    Of a whole entry the name says more than the number of its fields.
    """
    shown = one_line(message)
    if match := re.fullmatch(r"(.*) is \(\d+ fields\)", shown):
        return "" if match[1].isdigit() else match[1]
    return shown


def columns(text: str) -> int:
    """How many columns of a terminal `text` takes: two for a wide East Asian character, none for a combining mark."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _columns(character: str) -> int:
    import unicodedata

    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
