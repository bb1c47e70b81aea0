"""Lines that are too long for a terminal, broken at spaces: a terminal itself would break them inside a word."""

import re
from collections.abc import Iterator

from checker.render.printable import columns

_PIECE = re.compile(r"\x1b\[[0-9;]*m|[^\s\x1b]+|\s+")
_HANG = 2
_LEAST = 40


def folded(text: str, width: int) -> str:
    """`text` with every line on as many lines as it needs on `width` columns, the later ones further in than the first.

    Colours take no room. A word that is longer than a line stays whole.
    """
    return "".join("\n".join(_lines(line, max(width, _LEAST))) for line in text.splitlines(keepends=True))


def _lines(line: str, width: int) -> Iterator[str]:
    if columns(re.sub(r"\x1b\[[0-9;]*m", "", line.rstrip("\n"))) <= width:
        yield line
        return
    indent = " " * (len(line) - len(line.lstrip(" ")) + _HANG)
    done, used, space = "", 0, ""
    for piece in _PIECE.findall(line.rstrip("\n")):
        if piece.startswith("\x1b"):
            done += piece
        elif piece.isspace():
            space = piece
        else:
            room = columns(piece)
            if used and used + len(space) + room > width:
                yield done
                done, used, space = indent, len(indent), ""
            done, used, space = done + space + piece, used + len(space) + room, ""
    yield done + ("\n" if line.endswith("\n") else "")
