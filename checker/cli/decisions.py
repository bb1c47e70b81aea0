"""The folder of reviewers' decisions: read before a review, held against it after."""

from collections.abc import Mapping
from pathlib import Path

from checker.cli.renames import say_renamed
from checker.cli.trees import named_file
from checker.errors import CheckerError, RulePackError
from checker.policy.faults import Faults
from checker.policy.renames import Renamed
from checker.policy.rule import Rule
from checker.review.decisions import Decision, load_decision
from checker.review.naming import slug
from checker.review.record import Record
from checker.review.results import Review
from checker.sources.tree import DISK
from checker.suggestion import did_you_mean


def read_decisions(name: str | None, rules: Mapping[str, Rule]) -> dict[str, Decision]:
    """The decisions in a folder, by the slug of the agency. Raises CheckerError with everything that is wrong with them."""
    if name is None:
        return {}
    folder = Path(name)
    if not folder.is_dir():
        raise CheckerError(
            f"--decisions {name}: there is no such folder; each agency has a file in it, such as department-of-state.yaml"
        )
    found: dict[str, Decision] = {}
    faults = Faults()
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_dir():
            continue
        if path.suffix not in (".yaml", ".yml") or slug(path.stem) != path.stem or path.stem in found:
            message = f"is not the name of an agency's file; expected is a name such as {slug(path.stem)}.yaml, once"
            faults.add(RulePackError(f"{path}: {message}"))
            continue
        with faults.step():
            found[path.stem] = load_decision(path.stem, str(path), named_file(str(path), DISK), rules)
    faults.say()
    say_renamed(
        Renamed(one.earlier, one.rule, one.location)
        for decision in found.values() for one in decision.determinations if one.earlier
    )  # fmt: skip
    return found


def give(review: Review, decisions: Mapping[str, Decision], record: Record) -> None:
    """Write down which submission each decision is about. Raises CheckerError where one is about none."""
    about: dict[str, Decision] = {}
    names: dict[str, str] = {}
    for submission in review.submissions:
        name = slug(submission.agency or submission.key)
        names[name] = submission.agency
        if name in decisions:
            about[submission.key] = decisions[name]
    lost = [decision for name, decision in decisions.items() if name not in names]
    if lost:
        raise CheckerError(
            "\n".join(
                f"{one.file}: no agency in this review is called so{did_you_mean(one.slug, names)}"
                for one in lost
            )
        )
    record.set_decisions(review.id, about)
