"""Where YAML stops being YAML: the errors of libyaml in the words of a plan's author."""

import re
from typing import Any, NamedTuple

from checker.finding import Finding, Related
from checker.plan.problems import PROBLEMS
from checker.plan.text import SourceText

_CONFLICT = re.compile(r"^<{7} [^\r\n]*", re.MULTILINE)
# The line above ends with an empty block, and this one is indented more, as if it were in that block.
_EMPTY_ABOVE = re.compile(
    r"^(?P<indent> *)(?:- )?[^\r\n:#]+: *(?P<empty>\{\}|\[\]) *(?:#[^\r\n]*)?(?:\r\n|\r|\n)(?P=indent) +[^\r\n]*\Z",
    re.MULTILINE,
)


class _Words(NamedTuple):
    """What to say of a problem; whether to point at where the trouble started; what to say of the other place."""

    message: str
    at_start: bool = False
    related: str = ""


_OPENED = "it is opened here"
_WORDS = {
    "mapping values are not allowed in this context": _Words(
        "a colon cannot stand here: put text that holds a colon in quotes, or correct the indentation"
    ),
    "found unexpected end of stream": _Words("this quote is not closed", at_start=True),
    "found unexpected document indicator": _Words("this quote is not closed", at_start=True),
    "did not find expected ',' or ']'": _Words(
        "a comma or ] is missing before this place", related=_OPENED
    ),
    "did not find expected ',' or '}'": _Words(
        "a comma or } is missing before this place", related=_OPENED
    ),
    "did not find expected key": _Words(
        "a field such as `name: value` is expected here: correct the indentation, the quotes or the colon",
        related="the fields start here",
    ),
    "did not find expected '-' indicator": _Words(
        "an entry that starts with `- ` is expected here: correct the indentation", related="the list starts here"
    ),
    "could not find expected ':'": _Words(
        "a colon is missing after this field, or the line is indented too little", at_start=True
    ),
    "did not find expected node content": _Words("a value is expected here"),
    "did not find expected <document start>": _Words("this does not belong to what stands before it"),
    "block sequence entries are not allowed in this context": _Words(
        "an entry of a list cannot start here: start it on a line of its own"
    ),
    "found unknown escape character": _Words(
        "the backslash has no meaning before this character: put the text in single quotes"
    ),
    "did not find expected alphabetic or numeric character": _Words(
        "a name is missing after & or *: put text that starts with such a sign in quotes", at_start=True
    ),
    "found incompatible YAML document": _Words("the file asks for a version of YAML other than 1.1 and 1.2"),
}  # fmt: skip

# Said by libyaml of what it looks through before it gives out any event, so that no limit of ours could come first.
_TOO_DEEP = "exceeded maximum nesting depth"
_TOO_DEEP_WORDS = "the values are nested more deeply than YAML is read"


def not_yaml(error: Any, source: SourceText) -> Finding:
    """What to say of an error of the parser, a `yaml.YAMLError`, and where a person would look."""
    if not hasattr(error, "problem_mark"):
        # Characters that no YAML may hold; `decode` has found them before, where the text came from a file.
        message = "the text holds a character that YAML does not allow"
        return PROBLEMS["syntax-error"].finding(message, source.location(0, 0))
    if (conflict := _CONFLICT.search(source.text)) is not None:
        message = "a merge conflict stands here: settle it, and take the marks away"
        return PROBLEMS["syntax-error"].finding(message, source.location(*conflict.span()))
    problem = str(error.problem or error.context)
    at = _index(error.problem_mark or error.context_mark, source)
    started = _index(error.context_mark, source) if error.context_mark else None
    if (empty := _EMPTY_ABOVE.search(source.text, 0, at)) is not None:
        message = (
            f"`{empty['empty']}` says that nothing stands here, and fields or entries follow: take it away"
        )
        return PROBLEMS["syntax-error"].finding(message, source.location(*empty.span("empty")))
    words = _WORDS.get(problem) or _Words(_other(problem, source.text[at : at + 1]))
    if problem == _TOO_DEEP:
        return PROBLEMS["limit-passed"].finding(_TOO_DEEP_WORDS, source.location(at, at))
    related = []
    if started is not None and words.at_start:
        at = started
    elif started is not None and words.related and started != at:
        related.append(Related(words.related, source.location(started, started)))
    return PROBLEMS["syntax-error"].finding(words.message, source.location(at, at), related=related)


def _other(problem: str, character: str) -> str:
    starts = problem == "found character that cannot start any token"
    if problem.startswith("found a tab character") or (starts and character == "\t"):
        return "a tab stands here: indent with spaces"
    if starts:
        return f"a value cannot start with {character}: put it in quotes"
    return f"this is not YAML: {problem}"


def _index(mark: Any, source: SourceText) -> int:
    return min(mark.index, len(source.text)) if mark else 0
