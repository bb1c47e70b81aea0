"""The sum over every plan of a run: nothing that happened is left out of it."""

from collections import Counter
from collections.abc import Iterator, Mapping

from checker.assessment.outcome import Assessment, Rating, Status
from checker.finding import Level
from checker.render.printable import one_line, path_name

_STATUS_WORDS = {
    Status.PASS: ("passed", "passed"),
    Status.FAIL: ("failed", "failed"),
    Status.NOT_APPLICABLE: ("not applicable", "not applicable"),
    Status.NEEDS_REVIEW: ("needs review", "need review"),
    Status.WAIVED: ("waived", "waived"),
    Status.NOT_IN_FORCE: ("not in force", "not in force"),
    Status.NOT_EVALUATED: ("not evaluated", "not evaluated"),
}


class Tally:
    """Counts that grow plan by plan; its size does not depend on how many there are."""

    def __init__(self) -> None:
        self.plans = 0
        self.rules: set[str] = set()
        self.statuses: Counter[Status] = Counter()
        self.ratings: Counter[Rating] = Counter()
        self.rule_levels: Counter[Level] = Counter()
        self.problem_levels: Counter[Level] = Counter()
        self.dropped: set[str] = set()
        self.bypasses: dict[str, int] = {}

    def add(self, assessment: Assessment) -> None:
        """Count one plan."""
        self.plans += 1
        self.rules.update(outcome.rule.id for outcome in assessment.outcomes)
        self.statuses.update(assessment.counts)
        self.ratings[assessment.rating] += 1
        for outcome in assessment.outcomes:
            self.rule_levels.update(finding.level for finding in outcome.findings)
        self.problem_levels.update(problem.level for problem in assessment.problems)
        self.dropped.update(dropped.rule.id for dropped in assessment.dropped)
        for bypass in assessment.bypasses:
            self.bypasses[bypass] = self.bypasses.get(bypass, 0) + 1

    def summary(self, skipped: int) -> str:
        """One line that counts every outcome, every problem of a file and every file that was skipped."""
        what = f"{counted(self.plans, 'plan')}, {counted(len(self.rules), 'rule')}"
        if self.plans > 1:
            what += f", {counted(self.statuses.total(), 'outcome')}"
        outcomes = []
        for status, words in _STATUS_WORDS.items():
            count = self.statuses[status]
            levels = f" ({levels_in_words(self.rule_levels)})" if status is Status.FAIL and count else ""
            outcomes.append(f"{count} {words[count != 1]}{levels}")
        problems = counted(self.problem_levels.total(), "file problem")
        if self.problem_levels.total():
            problems += f" ({levels_in_words(self.problem_levels)})"
        return f"{what}: {', '.join(outcomes)}; {problems}; {counted(skipped, 'file')} skipped"

    def closing(self, skipped: tuple[tuple[str, str], ...]) -> Iterator[str]:
        """The last lines of an output for people: what was left out or made weaker, then the summary."""
        for path, reason in skipped:
            yield f"skipped: {path_name(path)}: {one_line(reason)}"
        for bypass, plans in self.bypasses.items():
            over = f" ({counted(plans, 'plan')})" if self.plans > 1 else ""
            yield f"bypass: {one_line(bypass)}{over}"
        if self.dropped:
            were = "was" if len(self.dropped) == 1 else "were"
            yield (
                f"{counted(len(self.dropped), 'rule')} {were} not asked, because of the profile or an option; "
                "`--format json` names each with its reason"
            )
        yield self.summary(len(skipped))


def counted(count: int, word: str) -> str:
    """`1 plan`, `2 plans`."""
    return f"{count} {word if count == 1 else word + 's'}"


def levels_in_words(levels: Mapping[Level, int]) -> str:
    """`2 errors, 1 warning`: every level that occurs, the gravest first."""
    return ", ".join(counted(levels[level], level.value) for level in Level if levels.get(level))
