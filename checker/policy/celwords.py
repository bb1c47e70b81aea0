"""What is wrong with a CEL expression, in words for a person who does not know CEL."""

import re
from collections.abc import Iterable

from checker.policy.functions import FUNCTIONS
from checker.suggestion import did_you_mean

# CEL's own, each as it is called
_OWN = {
    "size": "size(item.list)",
    "has": "has(item.field)",
    "exists": 'item.list.exists(e, e.kind == "a")',
    "exists_one": 'item.list.exists_one(e, e.kind == "a")',
    "all": 'item.list.all(e, e.kind == "a")',
    "filter": 'item.list.filter(e, e.kind == "a")',
    "map": "item.list.map(e, e.id)",
    "matches": "item.field.matches('^[0-9]+$')",
    "startsWith": 'item.field.startsWith("a")',
    "endsWith": 'item.field.endsWith("a")',
    "contains": 'item.field.contains("a")',
    "int": "int(item.field)",
    "double": "double(item.field)",
    "string": "string(item.field)",
}
_OTHER_NAMES = {"length": "size", "len": "size", "count": "size", "sum": "total", "join": "listed", "any": "exists",
                "upper": "lower", "strip": "trim", "includes": "contains"}  # fmt: skip
_KINDS = {"string": "text", "int": "number", "double": "number", "list": "list", "bool": "true or false"}

_TEXT = re.compile(r"""r?"(?:\\.|[^"\\])*"|r?'(?:\\.|[^'\\])*'""")
_CALL = re.compile(r"\b([A-Za-z_]\w*)\s*\(")
_UNKNOWN = re.compile(r"undeclared reference to '([\w.]+)'")
_TOKEN = re.compile(r"token recognition error at: '(.*)'", re.DOTALL)
_INPUT = re.compile(r"(?:mismatched|extraneous|no viable alternative at) input '(.*?)'(?: expecting|$)")
_MISSING = re.compile(r"missing '(.*?)' at '(.*)'")
_RESERVED = re.compile(r"reserved identifier: (\w+)")
_SIGNS = {"=": "==", "&": "&&", "|": "||", "and": "&&", "or": "||", "not": "!"}


def in_words(problem: str, text: str, column: int, variables: Iterable[str]) -> str:
    """A complaint of the CEL library about `text` at `column` in plain words; as it is where it has no such words."""
    if (match := _UNKNOWN.search(problem)) is not None:
        return _unknown(match[1].partition(".")[0], _TEXT.sub('""', text), list(variables))
    if (match := _RESERVED.search(problem)) is not None:
        return f"CEL keeps the word {match[1]} for itself; a choice is written: condition ? one : other"
    if (match := _MISSING.search(problem)) is not None:
        where = "at the end" if match[2] == "<EOF>" else f"before {match[2]}"
        return f"{match[1]} is missing {where}"
    if (match := _TOKEN.search(problem)) is not None:
        return _bad_sign(match[1])
    if (match := _INPUT.search(problem)) is not None:
        return _out_of_place(match[1], text[: column - 1].split())
    return problem


def _unknown(name: str, bare: str, variables: list[str]) -> str:
    known = [*_OWN, *(function.name for function in FUNCTIONS)]
    calls = _CALL.findall(bare)
    # A misspelt `exists` is met first as the unknown name of the entry that it would have made known.
    for call in calls:
        if call not in known and call not in ("in", "entry"):
            return f"there is no function {call}{_nearest(call, known)}"
    if name in calls:
        return f"{name} does not take these values; write it so: {_usage(name)}"
    hint = did_you_mean(name, variables, f"; the variables are {', '.join(sorted(variables))}")
    return f"there is no variable {name}{hint}"


def _nearest(name: str, known: list[str]) -> str:
    same = [word for word in known if word.lower() == name.lower()]
    hint = did_you_mean(same[0] if same else name, [*known, *_OTHER_NAMES])
    for other, meant in _OTHER_NAMES.items():
        if hint == f"; did you mean {other}?":
            return f"; did you mean {meant}?"
    return hint or f"; the functions are {', '.join(known)}"


def _usage(name: str) -> str:
    for function in FUNCTIONS:
        if function.name == name:
            return f"{name}({', '.join(_KINDS[kind] for kind in function.overloads[0])})"
    return _OWN[name]


def _bad_sign(sign: str) -> str:
    sign = sign.strip()
    if sign in _SIGNS:
        return f"{sign} has no meaning here; did you mean {_SIGNS[sign]}?"
    if sign[:1] in ("“", "”", "‘", "’"):
        return 'a curly quotation mark stands here; write straight ones: "text"'
    if sign[:1] in ("'", '"'):
        return "the text that begins here does not end; its second quotation mark is missing"
    return f"{sign} has no meaning here"


def _out_of_place(word: str, before: list[str]) -> str:
    if word == "<EOF>":
        return "the expression ends too early"
    if word not in _SIGNS and before and before[-1] in _SIGNS:
        word = before[-1]
    hint = f"; did you mean {_SIGNS[word]}?" if word in _SIGNS else ""
    return f"{word} is not expected here{hint}"
