"""A run over a plan whose every text is hostile."""

from checker.assessment.outcome import Assessment, Outcome, Status
from checker.finding import Level, Related
from checker.location import Location
from checker.plan.text import SourceText
from checker.render.run import Run
from tests.render import sample
from tests.support.hostile import HOSTILE

READ = sample.read()
ASSESSED = sample.assessment(READ)
NAME = "plans/50%, a:b|c`d ##[error]x [y](z).yaml"
"""A name that a file may have."""


def assessment(name: str = NAME) -> Assessment:
    """The sample, with the hostile text wherever a plan's own text can stand."""
    at = Location(name, 2, 3, 2, 8)
    found = ASSESSED.findings[2]
    finding = found._replace(
        message=HOSTILE, remedy=HOSTILE, route=("services", HOSTILE), location=at, identity=HOSTILE,
        related=(Related(HOSTILE, at), Related("", at)),
    )  # fmt: skip
    broken = finding._replace(rule="syntax-error", level=Level.ERROR)
    outcomes = (
        Outcome(sample.RULES["volumes-agree"], Status.FAIL, Level.ERROR, (finding,)),
        Outcome(sample.RULES["language-plain"], Status.NEEDS_REVIEW, Level.ERROR, reason=HOSTILE),
        Outcome(sample.RULES["burden-falls"], Status.NOT_EVALUATED, Level.ERROR, reason=HOSTILE),
        Outcome(sample.RULES["benchmark-named"], Status.WAIVED, Level.NOTE, (), reason=HOSTILE, waived=(finding,)),
        Outcome(sample.RULES["welcome-understood"], Status.PASS, Level.ERROR, reason=HOSTILE, determined=True),
        Outcome(sample.RULES["hisp-duties-met"], Status.NOT_APPLICABLE, Level.ERROR, reason=HOSTILE),
    )  # fmt: skip
    return ASSESSED._replace(plan=name, title=HOSTILE, agency=HOSTILE, as_of=HOSTILE, label=HOSTILE, prior=HOSTILE,
        problems=(broken,), outcomes=outcomes, bypasses=(HOSTILE,),
    )  # fmt: skip


def run(name: str = NAME) -> Run:
    """The run over it; the file's own text is hostile too."""
    text = SourceText(name, f"# {HOSTILE}\n# {HOSTILE}\n# {HOSTILE}\n")
    return sample.run(assessment(name), texts={name: text}, skipped=((HOSTILE, HOSTILE),))
