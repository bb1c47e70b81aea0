"""The sum over every plan of a run: nothing that happened is left out of it."""

from collections import Counter
from collections.abc import Iterator

from checker.assessment.outcome import Assessment, Rating, Status
from checker.finding import Level
from checker.render.counts import counted, levels_in_words, not_new_in_words, statuses_in_words
from checker.render.grouped import skipped_groups
from checker.render.printable import one_line
from checker.render.run import Run

_DIGEST = 12


class Tally:
    """Counts that grow plan by plan; its size does not depend on how many there are."""

    def __init__(self) -> None:
        self.plans = 0
        self.rules: set[str] = set()
        self.statuses: Counter[Status] = Counter()
        self.ratings: Counter[Rating] = Counter()
        self.rule_levels: Counter[Level] = Counter()
        self.problem_levels: Counter[Level] = Counter()
        self.not_new: Counter[Level] = Counter()
        self.dropped: set[str] = set()
        self.bypasses: dict[str, int] = {}
        self.days: set[str] = set()

    def add(self, assessment: Assessment) -> None:
        """Count one plan."""
        self.plans += 1
        self.rules.update(outcome.rule.id for outcome in assessment.outcomes)
        self.statuses.update(assessment.counts)
        self.ratings[assessment.rating] += 1
        for outcome in assessment.outcomes:
            self.rule_levels.update(finding.level for finding in outcome.findings)
        self.problem_levels.update(problem.level for problem in assessment.problems)
        self.not_new.update(finding.level for finding in assessment.not_new)
        self.dropped.update(dropped.rule.id for dropped in assessment.dropped)
        self.days.add(assessment.as_of)
        for bypass in assessment.bypasses:
            self.bypasses[bypass] = self.bypasses.get(bypass, 0) + 1

    def summary(self, skipped: int) -> str:
        """One line that counts every outcome, every problem of a file and every file that was skipped."""
        what = f"{counted(self.plans, 'plan')}, {counted(len(self.rules), 'rule')}"
        if self.plans > 1:
            what += f", {counted(self.statuses.total(), 'outcome')}"
        problems = counted(self.problem_levels.total(), "file problem")
        if self.problem_levels.total():
            problems += f" ({levels_in_words(self.problem_levels)})"
        outcomes = statuses_in_words(self.statuses, self.rule_levels)
        summary = f"{what}: {outcomes}; {problems}; {counted(skipped, 'file')} skipped"
        return f"{summary}; {not_new_in_words(self.not_new)}" if self.not_new.total() else summary

    def closing(self, run: Run) -> Iterator[str]:
        """The last lines of an output for people: what was left out or is unusual, by which rules, then the summary."""
        yield from (group.line for group in skipped_groups(run.skipped))
        for bypass, plans in self.bypasses.items():
            over = f" ({counted(plans, 'plan')})" if self.plans > 1 else ""
            yield f"note: {one_line(bypass)}{over}"
        if self.dropped:
            were = "was" if len(self.dropped) == 1 else "were"
            yield (
                f"{counted(len(self.dropped), 'rule')} {were} not asked, because of the profile or an option; "
                "`--format json` names each with its reason"
            )
        if run.origin.in_words:
            yield f"read from {one_line(run.origin.in_words)}"
        yield f"profile {run.profile.id}, rules {run.rulebook.digest[:_DIGEST]}, {self._as_of()}"
        yield self.summary(len(run.skipped))

    def _as_of(self) -> str:
        """The day of assessment, or the first and the last where the plans name several."""
        days = sorted(day for day in self.days if day)
        if not days:
            return "no day of assessment"
        without = " (not every plan names a day)" if "" in self.days else ""
        last = f" to {one_line(days[-1])}" if len(days) > 1 else ""
        return f"as of {one_line(days[0])}{last}{without}"
