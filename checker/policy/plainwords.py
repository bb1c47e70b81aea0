"""Plain language, as far as counting can tell: sentence length, reading grade, words with a plainer twin.

The limits are those of two guides for government writers, and the grade is a formula of 1975:

- sentence length: GOV.UK's content guidance asks to split a sentence of more than 25 words;
- words: the federal plain language guidelines (2011) list words to avoid with what to write instead;
- reading grade: Flesch and Kincaid's formula, years of school in the United States. 12 is the end of high school.
  Syllables are counted by groups of vowels, which is right often enough for a mean over a whole rule.
"""

import re

LONGEST_SENTENCE = 25
HIGHEST_GRADE = 12.0

PLAINER = {
    "aforementioned": "this", "attain": "reach", "commence": "begin", "endeavor": "try", "endeavour": "try",
    "expeditiously": "quickly", "facilitate": "help", "herein": "here", "implement": "carry out",
    "in accordance with": "under", "in order to": "to", "in the event of": "if", "leverage": "use",
    "notwithstanding": "despite", "prior to": "before", "promulgate": "issue", "pursuant to": "under",
    "remit": "send", "stakeholders": "the people concerned", "subsequent to": "after", "thereof": "of it",
    "thereto": "to it", "utilization": "use", "utilize": "use", "whereas": "while",
}  # fmt: skip
"""A word to avoid → what to write instead."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_VOWELS = re.compile(r"[aeiouy]+")
_HEAVY = re.compile(r"\b(?:" + "|".join(map(re.escape, PLAINER)) + r")\b", re.IGNORECASE)


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with its full stop."""
    return [each for each in _SENTENCE_END.split(" ".join(text.split())) if each]


def long_sentences(text: str) -> list[tuple[int, str]]:
    """The sentences with more words than the limit: how many, and how the sentence starts."""
    found = []
    for sentence in sentences(text):
        words = sentence.split()
        if len(words) > LONGEST_SENTENCE:
            found.append((len(words), " ".join(words[:5])))
    return found


def heavy_words(text: str) -> list[tuple[str, str]]:
    """Words with a plainer twin, and the twin."""
    return [(word, PLAINER[word.lower()]) for word in _HEAVY.findall(" ".join(text.split()))]


def reading_grade(text: str) -> float:
    """The Flesch-Kincaid grade: 0.39 × words a sentence + 11.8 × syllables a word − 15.59; 0 for a text without words."""
    words = _WORD.findall(text)
    if not words:
        return 0.0
    parts = len(sentences(text))
    return 0.39 * len(words) / parts + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


def _syllables(word: str) -> int:
    word = word.lower()
    groups = len(_VOWELS.findall(word))
    silent = word.endswith("e") and not word.endswith("le") and groups > 1
    return max(1, groups - silent)
