"""A drafted rule, tried before it is written: its examples are run, and what they find goes into the file."""

from pathlib import Path

from checker.assessment.examples import KINDS, examples, outcome_of, run_examples
from checker.errors import CheckerError
from checker.location import route_text
from checker.policy.compiling import AUTHORITIES, CLAUSES, REGISTERS, compile_pack
from checker.policy.drafting import Draft, DraftExample
from checker.policy.drafttext import draft_text
from checker.policy.evaluator import Evaluator
from checker.policy.ordertext import AMENDED, ISSUED
from checker.policy.packfile import PackFile
from checker.policy.rule import Rule
from checker.policy.rulebook import Rulebook

_NOT_YET = [("(plan)", "not run yet")]


def proven(
    draft: Draft, drafted: list[DraftExample], rulebook: Rulebook, home: Path
) -> tuple[Rule, PackFile]:
    """The rule and its file in a topic of `home`, each of whose examples comes to what it stands under.

    Raises RulePackError where the rule does not load, and CheckerError where an example comes to something else.
    """
    evaluator = Evaluator()
    failing = {index: _NOT_YET for index, example in enumerate(drafted) if example.kind == "fail"}
    rule, file = _loaded(draft, drafted, failing, rulebook, home)
    found = {}
    for index, example in enumerate(examples(file)):
        outcome = outcome_of(rule, example, evaluator, rulebook.registers)
        if outcome.status is not KINDS[example.kind]:
            raise CheckerError(
                f"the {example.kind} example ({example.name}) comes to {outcome.status.value}; "
                "name values with --passes and --fails, or copy a rule that is like yours"
            )
        if index in failing:
            found[index] = [(route_text(finding.route), finding.message) for finding in outcome.findings]
    rule, file = _loaded(draft, drafted, found, rulebook, home)
    for failure in run_examples(rule, file, evaluator, rulebook.registers):
        raise CheckerError(f"an example does not do what it says: {failure.message}")
    return rule, file


def _loaded(
    draft: Draft,
    drafted: list[DraftExample],
    finds: dict[int, list[tuple[str, str]]],
    rulebook: Rulebook,
    home: Path,
) -> tuple[Rule, PackFile]:
    """The rule alone, held against the order, the authorities and the registers of its pack."""
    name = f"{draft.topic}/{draft.id}.yaml"
    content = draft_text(draft, drafted, finds).encode()
    files = {part: (rulebook.root / part).read_bytes() for part in (CLAUSES, AMENDED, ISSUED, AUTHORITIES)}
    for register in (rulebook.root / REGISTERS).glob("*.yaml"):
        files[f"{REGISTERS}/{register.name}"] = register.read_bytes()
    shown = (home / name).as_posix()
    rules, *_ = compile_pack(files, {shown: content})
    return rules[draft.id], PackFile(shown, name, content)
