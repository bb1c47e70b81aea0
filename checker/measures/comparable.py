"""When two results may be compared, and the sentence that says why they may not."""

import re
import unicodedata
from typing import NamedTuple

from checker.measures.quarter import Quarter
from checker.measures.question import Question, scale_words

_NOT_WORD = re.compile(r"[\W_]+")


class Asked(NamedTuple):
    """How a question was asked: everything that has to be the same before two answers may be compared."""

    wording: str
    scale: str
    channel: str
    kind: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        """The same for two that may be compared."""
        return (normalised(self.wording), self.scale, self.channel, self.kind)


def asked(quarter: Quarter, question: Question) -> Asked:
    """How the question of that quarter was asked."""
    return Asked(question.wording, question.scale, quarter.channel, quarter.kind)


def normalised(wording: str) -> str:
    """The words of a question without capital letters, spaces and punctuation: these change from quarter to quarter."""
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFKC", wording).casefold()).strip()


def why_not_comparable(now: Asked, before: Asked) -> str:
    """What differs, as a sentence; empty where the two may be compared. What neither says is no difference."""
    if now.scale != before.scale:
        return f"The scale was {scale_words(before.scale)} then and is {scale_words(now.scale)} now."
    if normalised(now.wording) != normalised(before.wording):
        return f"The question read {_quoted(before.wording)} then and reads {_quoted(now.wording)} now."
    if now.channel != before.channel:
        return f"The channel was {_named(before.channel)} then and is {_named(now.channel)} now."
    if now.kind != before.kind:
        return f"The type of survey was {_named(before.kind)} then and is {_named(now.kind)} now."
    return ""


def _named(word: str) -> str:
    return word.replace("_", " ") or "not given"


def _quoted(wording: str) -> str:
    return f"“{' '.join(wording.split())}”" if wording.strip() else "in words that are not given"
