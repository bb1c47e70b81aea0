"""What GitHub's runner makes of a log, after its own source (actions/runner, ActionCommand)."""

from typing import NamedTuple

_KNOWN = {
    "error", "warning", "notice", "debug", "group", "endgroup", "add-mask", "add-path", "set-env", "set-output",
    "save-state", "stop-commands", "echo", "add-matcher", "remove-matcher",
}  # fmt: skip


class Command(NamedTuple):
    """A command that the runner carries out."""

    name: str
    properties: dict[str, str]
    data: str


def commands(log: str) -> list[Command]:
    """Every command in a log, of the new form `::name a=b::data` and of the old one `##[name a=b]data`."""
    found = []
    # .NET reads lines that end in CR, LF or both.
    for line in log.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        command = _new(line) or _old(line)
        if command is not None:
            found.append(command)
    return found


def _new(line: str) -> Command | None:
    line = line.lstrip()
    end = line.find("::", 2)
    if not line.startswith("::") or end < 0:
        return None
    name, _, given = line[2:end].partition(" ")
    if name not in _KNOWN:
        return None
    pairs = [pair.split("=", 1) for pair in given.strip().split(",") if "=" in pair]
    properties = {key: _back(value, ("%3A", ":"), ("%2C", ",")) for key, value in pairs}
    return Command(name, properties, _back(line[end + 2 :]))


def _old(line: str) -> Command | None:
    start = line.find("##[")
    end = line.find("]", start)
    if start < 0 or end < 0:
        return None
    name = line[start + 3 : end].partition(" ")[0]
    return Command(name, {}, line[end + 1 :]) if name in _KNOWN else None


def _back(text: str, *more: tuple[str, str]) -> str:
    for written, meant in (("%0D", "\r"), ("%0A", "\n"), *more, ("%25", "%")):
        text = text.replace(written, meant)
    return text
