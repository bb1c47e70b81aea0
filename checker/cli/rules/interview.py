"""The questions of `cxcheck rules new`, in their order; each answer is checked before the next question is asked."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from textwrap import fill
from typing import Any

import click

from checker.cli.asking import Check, all_of, ask, filled, refuse
from checker.cli.settings import width
from checker.errors import CheckerError, RulePackError
from checker.plan.schema import EACH, Pattern
from checker.policy import answers, lint
from checker.policy.drafting import Draft
from checker.policy.plantypes import PlanTypes
from checker.policy.renames import current_id
from checker.policy.rulebook import Rulebook
from checker.policy.sampling import samples
from checker.suggestion import did_you_mean

_ABSENCES = ("fail", "not_applicable", "needs_review")
QUESTIONS = {
    "clause": "The clause of the order",
    "for-each": "The list whose entries are judged one by one (nothing: the whole plan)",
    "field": "The field that the rule looks at",
    "operator": "The operator, such as present, filled, one_of or at_least",
    "argument": "The operator's argument",
    "if-absent": f"What it means that the field is not there ({', '.join(_ABSENCES)})",
    "given": "The rule applies only where this field is given",
    "passes": "A value of the field that passes",
    "fails": "A value of the field that fails",
    "title": "The title: what is true of a plan that passes (10 to 100 characters)",
    "id": "The id, in lower-case words joined by hyphens",
    "topic": "The topic, a folder",
    "message": "The message of a finding, with values in braces, such as {item.id} (at least 10 characters)",
    "rationale": "Why the rule exists, for the person whose plan fails (at least 20 characters)",
    "remedy": "What to do about a finding, starting with a verb (at least 10 characters)",
}

_DAY = "'2024-09-30' or as_of"
_ARGUMENTS = {
    "matches": r"'^\d{4}$'", "not_matches": r"'^\d{4}$'", "at_least": "2", "at_most": "2", "before": _DAY, "after": _DAY,
    "on_or_before": _DAY, "on_or_after": _DAY, "within_days": "{of: as_of, days: 365}", "refers_to": "services.id",
}  # fmt: skip
"""An argument of each operator; those that are not here take words of the field."""

_TRUE_BY_ITSELF = ("present", "filled")
"""Operators that mean true where nothing else is said, and never meet absence."""


class Interview:
    """`given` has the answers that were given as options, by the name of the question; None where it is to be asked."""

    def __init__(self, given: Mapping[str, str | None], rulebook: Rulebook, types: PlanTypes) -> None:
        self.given = given
        self.rulebook = rulebook
        self.types = types

    def draft(self, prove: Callable[[Draft], object]) -> Draft:
        """The answers. `prove` is called before the words are asked for, so that nobody writes them in vain."""
        asked = self._proven(self._condition(), prove)
        return replace(
            asked,
            title=self._ask("title", _words("title", lint.title_problems, self._new_title)),
            id=self._ask("id", all_of(self._new_id, refuse(lint.id_problems))),
            topic=self._topic(asked.clause.id),
            message=self._ask("message", self._good_message(asked.for_each)),
            rationale=self._ask("rationale", _words("rationale", lint.prose_problems)),
            remedy=self._ask("remedy", _words("remedy", lint.remedy_problems)),
        )

    def with_message(self, draft: Draft) -> Draft:
        """The draft with another message."""
        return replace(draft, message=self._ask("message", self._good_message(draft.for_each)))

    def _proven(self, asked: Draft, prove: Callable[[Draft], object]) -> Draft:
        """The draft, with other values asked for as long as they do not do what the examples say."""
        while True:
            try:
                prove(asked)
            except RulePackError:
                raise
            except CheckerError as error:
                if self.given["passes"] is not None or self.given["fails"] is not None:
                    raise
                click.echo(f"Error: {error}")
                pattern = answers.field_pattern(
                    asked.field, answers.list_pattern(asked.for_each, self.types), self.types
                )
                asked = replace(
                    asked, passes=self._value("passes", pattern), fails=self._value("fails", pattern)
                )
            else:
                return asked

    def _topic(self, clause: str) -> str:
        """A topic of the pack, or one that is new and meant to be: it is asked about."""
        topics = sorted({rule.topic for rule in self.rulebook.rules.values()})
        while True:
            topic = self._ask("topic", answers.check_topic, default=self._likely_topic(clause))
            hint = f"; the topics are {', '.join(topics)}{did_you_mean(topic, topics)}"
            if topic in topics:
                return topic
            if self.given["topic"] is not None:
                click.echo(f"{topic} is a new topic{hint}")
                return topic
            if click.confirm(f"{topic} is a new topic{hint}\nMake it?", default=True):
                return topic

    def _condition(self) -> Draft:
        """What is asked of a plan, still without words."""
        clauses = self.rulebook.clauses
        clause = answers.the_clause(
            self._ask("clause", lambda text: answers.the_clause(text, clauses)), clauses
        )
        if self.given["clause"] is None:
            quote = f"“{clause.quote}” ({clause.strength.value})"
            click.echo(fill(quote, width(), initial_indent="  ", subsequent_indent="  "))
            if not clause.shows:
                click.echo(
                    "  This is a statement of policy that no plan can show by itself; another clause may say what to show."
                )
        for_each = self._ask("for-each", lambda text: answers.list_pattern(text, self.types), default="")
        base = answers.list_pattern(for_each, self.types)
        field = self._ask("field", lambda text: answers.field_pattern(text, base, self.types))
        pattern = answers.field_pattern(field, base, self.types)
        operator = self._ask("operator", answers.check_operator)
        argument = self._argument(operator, field, for_each, pattern)
        passes, fails = samples(pattern, operator, argument, self.types)
        if_absent = "fail"
        if operator not in _TRUE_BY_ITSELF:
            if_absent = self._ask("if-absent", _known_absence, default="fail")
        return Draft(
            clause=clause, for_each=for_each, field=field, operator=operator, argument=argument, if_absent=if_absent,
            given=self._scope(for_each, base),
            passes=self._value("passes", pattern) if self.given["passes"] or passes is None else passes,
            fails=self._value("fails", pattern) if self.given["fails"] or fails is None else fails,
            id="draft", topic="draft", title="The words are not asked for yet", message="the words are not asked for yet",
            rationale="The words are not asked for yet.", remedy="Answer the questions.",
        )  # fmt: skip

    def _ask(self, name: str, check: Check, default: str | None = None) -> str:
        return ask(name, self.given[name.replace("-", "_")], QUESTIONS[name], check, default)

    def _value(self, name: str, pattern: Pattern) -> Any:
        return answers.as_value(self._ask(name, answers.as_value), pattern, self.types)

    def _argument(self, operator: str, field: str, for_each: str, pattern: Pattern) -> Any:
        if operator in _TRUE_BY_ITSELF and self.given["argument"] is None:
            return True

        def read(text: str) -> Any:
            value = answers.as_argument(text, operator, pattern, self.types)
            answers.check_argument(value, operator, field, for_each, self.types)
            return value

        question = f"{QUESTIONS['argument']}, such as {_such_as(operator, pattern, self.types)}"
        return read(ask("argument", self.given["argument"], question, read))

    def _scope(self, for_each: str, base: Pattern) -> str:
        """With a list, a rule applies to its entries; without one, something has to say when it does not apply."""
        if for_each and self.given["given"] is None:
            return ""
        return self._ask(
            "given", lambda text: answers.field_pattern(text, base, self.types), default="services"
        )

    def _good_message(self, for_each: str) -> Check:
        values = partial(answers.check_message, for_each=for_each, types=self.types)
        return _words("message", lint.message_problems, values)

    def _new_id(self, text: str) -> None:
        answers.check_id(text)
        if text in self.rulebook.rules:
            raise CheckerError(f"there is a rule {text} already: {self.rulebook.rules[text].file}")
        if (now := current_id(text, self.rulebook.rules)) != text:
            raise CheckerError(f"{text} is an earlier id of {now}, which still works; choose another")

    def _new_title(self, text: str) -> None:
        for rule in self.rulebook.rules.values():
            if rule.title == text:
                raise CheckerError(f"{rule.id} has this title already")

    def _likely_topic(self, clause: str) -> str | None:
        """The topic of most rules of the clause."""
        topics = Counter(rule.topic for rule in self.rulebook.rules.values() if clause in rule.clauses)
        return topics.most_common(1)[0][0] if topics else None


def _words(key: str, problems: Callable[[str], Iterable[tuple[str, str]]], *more: Check) -> Check:
    """What is asked of a text in words: there, of the right length, in plain language, and what `more` asks."""
    return all_of(refuse(filled), refuse(partial(answers.long_enough, key)), refuse(problems), *more)


def _such_as(operator: str, pattern: Pattern, types: PlanTypes) -> str:
    """An argument as it is written."""
    if operator in _ARGUMENTS:
        return _ARGUMENTS[operator]
    one = (*pattern, EACH) if types.kind(pattern) == "list" else pattern
    words = (types.schema.field(one) or {}).get("enum", ["one", "two"])[:2]
    return str(words[0]) if operator == "equals" else f"[{', '.join(words)}]"


def _known_absence(text: str) -> None:
    if text not in _ABSENCES:
        raise CheckerError(f"{text} is not one of {', '.join(_ABSENCES)}")
