"""What `cxcheck fix` did to the text of plans: every correction on a line, and the difference as a patch."""

from collections.abc import Iterator, Sequence
from difflib import unified_diff

from checker.plan.fixes.fix import Fix, Left
from checker.plan.fixes.mend import Mended
from checker.render.counts import counted
from checker.render.printable import one_line, path_name, visible

_LONGEST = 100
_NO_END = "\n\\ No newline at end of file\n"


def correction_lines(file: Mended) -> Iterator[str]:
    """A line for each correction, made or not, in the order of the file; before them why a file could not be read."""
    for finding in file.unreadable:
        yield f"{path_name(str(finding.location))}: {finding.level.value.upper()} {finding.rule} {one_line(finding.message)}"
    told: list[tuple[Fix | Left, str]] = [(fix, "") for fix in file.made]
    told += [(fix, " (not made: only with --unsafe)") for fix in file.offered]
    told += [(each, f" (not made: {each.reason})") for each in file.left]
    for each, note in sorted(told, key=lambda pair: pair[0].location):
        yield f"{path_name(str(each.location))}: {each.kind}: {_change(each)}{note}"


def closing_line(files: Sequence[Mended], *, written: bool) -> str:
    """What all of it adds up to."""
    corrected = [file for file in files if file.made]
    made = counted(sum(len(file.made) for file in files), "correction")
    verb = "made" if written else "to make"
    parts = [f"{made} {verb} in {counted(len(corrected), 'file')}" if corrected else "nothing to correct"]
    if offered := sum(len(file.offered) for file in files):
        parts.append(f"{offered} more with --unsafe")
    if kept := sum(len(file.left) for file in files):
        parts.append(f"{kept} left to you")
    if unreadable := sum(bool(file.unreadable) for file in files):
        parts.append(f"{counted(unreadable, 'file')} not readable")
    return "; ".join(parts)


def difference(file: Mended) -> Iterator[str]:
    """The difference as a unified diff, which `git apply` and `patch -p1` take."""
    before, after = _lines(file.before), _lines(file.after)
    name = file.path.removeprefix("/")
    for line in unified_diff(before, after, f"a/{name}", f"b/{name}"):
        yield line if line.endswith("\n") else line + _NO_END


def _lines(content: bytes) -> list[str]:
    """Lines as Git counts them, each with its break."""
    return [line for line in content.decode().replace("\n", "\n\0").split("\0") if line]


def _change(each: Fix | Left) -> str:
    if each.said:
        return each.said
    return f"{_short(each.old)} → {_short(each.new)}" if each.new else f"{_short(each.old)} removed"


def _short(text: str) -> str:
    """Spaces are what it may be about, so they are kept, but for text over several lines."""
    shown = one_line(text) if "\n" in text else visible(text)
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
