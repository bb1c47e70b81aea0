"""`--since REV`: what in a plan is new against a revision."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from checker.assessment.before import set_apart, stood
from checker.assessment.outcome import Assessment
from checker.cli.judge import Judge
from checker.cli.plans import prior_plan
from checker.cli.settings import cache_folder, read_determinations
from checker.cli.trees import repository
from checker.cli.waiverchoice import WaiverChoice
from checker.errors import CheckerError
from checker.sources.files import STDIN, find_plans
from checker.sources.gittree import commit_tree
from checker.sources.source import PlanSource
from checker.sources.tree import Tree, exists, is_file

if TYPE_CHECKING:
    from checker.sources.git import Commit


class Since:
    """Sets apart what a plan had already at a commit.

    The plan is judged as it was there, with the parts, waivers, determinations and last year's plan of that commit, and by the
    rules, the profile and the options of now: what a stricter rule finds in an old text is not new in the plan.
    """

    def __init__(
        self,
        base: "Commit",
        judge: Judge,
        prior: str | None,
        determined: str | None,
        waivers: WaiverChoice,
        renames: Mapping[str, str],
        place: str,
    ) -> None:
        self.tree = commit_tree(repository(), base)
        self.renames = renames
        self.waivers = _of_then(waivers, self.tree, judge.limits.bytes)
        self.words = f"only what is new since {place} counts (--since)"
        last_year = prior if prior is not None and exists(Path(prior), self.tree) else None
        judged = determined if determined is not None and exists(Path(determined), self.tree) else None
        choice = judge.choice._replace(
            determinations=read_determinations(judged, judge.rulebook, self.tree), grounds=False
        )
        self.judge = Judge(
            judge.rulebook, judge.profile, choice, judge.limits,
            prior_plan(last_year, judge.limits, None, self.tree), cache_folder(),
        )  # fmt: skip

    def __call__(self, source: PlanSource, assessment: Assessment) -> Assessment:
        """The assessment in which only what is new counts. In a plan that was not there, everything is."""
        before = self._before(source)
        if before is not None:
            before = self.waivers.of(before)
        return set_apart(assessment, stood(self.judge(before)[0]) if before is not None else (), self.words)

    def _before(self, source: PlanSource) -> PlanSource | None:
        """The plan as it was, also where it had another name."""
        if source.name == STDIN:
            raise CheckerError("--since: standard input has no earlier version; name a file")
        try:
            inside = self.tree.inside(Path(source.root.path))
        except OSError as error:
            raise CheckerError(f"--since: {source.root.path}: {error.strerror}") from error
        path = Path(self.tree.shown(self.renames.get(inside, inside)))
        if not is_file(path, self.tree):
            return None
        found = find_plans((str(path),), self.judge.limits.bytes, None, self.tree)
        return next((plan for plan in found if isinstance(plan, PlanSource)), None)


def _of_then(waivers: WaiverChoice, tree: Tree, max_bytes: int) -> WaiverChoice:
    """The same choice at that commit: a file of waivers that was not there waived nothing."""
    if waivers.file is None:
        return waivers
    path = Path(waivers.file.path)
    return waivers._replace(file=tree.read(path, max_bytes) if exists(path, tree) else None)


def since(
    revision: str, tree: Tree, judge: Judge, prior: str | None, determined: str | None, waivers: WaiverChoice
) -> Since:
    """The comparison with the commit from which what is checked and `revision` have both grown.

    So it does not count as new where `revision` has gone on. Raises CheckerError where there is no such commit.
    """
    git = repository()
    named = base = git.commit(revision)
    checked = tree.origin.commit
    head = git.commit(checked) if checked else git.head()
    if head is not None:
        base = git.merge_base(named, head)
    place = f"commit {base.id} ({revision})"
    if base.id != named.id:
        place = f"commit {base.id}, where {tree.origin.revision or 'this branch'} and {revision} part,"
    return Since(base, judge, prior, determined, waivers, git.renames(base, checked), place)
