"""The questions of `cxcheck rules new`, in their order; each answer is checked before the next question is asked."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import click

from checker.cli.asking import Check, all_of, ask, filled, refuse
from checker.errors import CheckerError
from checker.plan.schema import Pattern
from checker.policy import answers, lint
from checker.policy.drafting import Draft
from checker.policy.plantypes import PlanTypes
from checker.policy.renames import current_id
from checker.policy.rulebook import Rulebook
from checker.policy.sampling import samples

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
    "title": "The title: what is true of a plan that passes",
    "id": "The id, in lower-case words joined by hyphens",
    "topic": "The topic, a folder",
    "message": "The message of a finding, with values in braces, such as {item.id}",
    "rationale": "Why the rule exists, for the person whose plan fails",
    "remedy": "What to do about a finding, starting with a verb",
}

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
        asked = self._condition()
        prove(asked)
        return replace(
            asked,
            title=self._ask("title", all_of(refuse(filled), self._new_title, refuse(lint.title_problems))),
            id=self._ask("id", all_of(self._new_id, refuse(lint.id_problems))),
            topic=self._ask("topic", answers.check_topic, default=self._likely_topic(asked.clause.id)),
            message=self._ask("message", self._good_message(asked.for_each)),
            rationale=self._ask("rationale", all_of(refuse(filled), refuse(lint.prose_problems))),
            remedy=self._ask("remedy", all_of(refuse(filled), refuse(lint.remedy_problems))),
        )

    def _condition(self) -> Draft:
        """What is asked of a plan, still without words."""
        clauses = self.rulebook.clauses
        clause = clauses[self._ask("clause", lambda text: answers.check_clause(text, clauses))]
        if self.given["clause"] is None:
            click.echo(f"  “{clause.quote}” ({clause.strength.value})")
        for_each = self._ask("for-each", lambda text: answers.list_pattern(text, self.types), default="")
        base = answers.list_pattern(for_each, self.types)
        field = self._ask("field", lambda text: answers.field_pattern(text, base, self.types))
        pattern = answers.field_pattern(field, base, self.types)
        operator = self._ask("operator", answers.check_operator)
        argument = self._argument(operator, pattern)
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

    def _argument(self, operator: str, pattern: Pattern) -> Any:
        if operator in _TRUE_BY_ITSELF and self.given["argument"] is None:
            return True

        def read(text: str) -> Any:
            value = answers.as_argument(text, operator, pattern, self.types)
            answers.check_argument(value, operator, pattern, self.types)
            return value

        return read(self._ask("argument", read))

    def _scope(self, for_each: str, base: Pattern) -> str:
        """With a list, a rule applies to its entries; without one, something has to say when it does not apply."""
        if for_each and self.given["given"] is None:
            return ""
        return self._ask(
            "given", lambda text: answers.field_pattern(text, base, self.types), default="services"
        )

    def _good_message(self, for_each: str) -> Check:
        values = partial(answers.check_message, for_each=for_each, types=self.types)
        return all_of(refuse(filled), refuse(lint.message_problems), values)

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


def _known_absence(text: str) -> None:
    if text not in _ABSENCES:
        raise CheckerError(f"{text} is not one of {', '.join(_ABSENCES)}")
