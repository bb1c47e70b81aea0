"""The whole of the government's annual report on one page: a review in, sixteen parts out."""

from collections.abc import Callable

from checker.annual.compose import lines, quotes
from checker.annual.government.between import coordination, root_causes
from checker.annual.government.counts import capacity, designation, improvement, means, protections
from checker.annual.government.findings import coverage, findings, waivers
from checker.annual.government.sharing import amendment
from checker.annual.government.standing import attestation, determination, header, limitations
from checker.annual.government.trust import performance
from checker.annual.government.whole import Whole
from checker.annual.report import Part, Report

_PARTS: tuple[Callable[[Whole], Part], ...] = (
    header, determination, designation, capacity, performance, improvement, amendment, protections, means, root_causes, coordination,
    findings, waivers, coverage, limitations, attestation,
)  # fmt: skip
SUBJECT = "United States Government"


def government_report(whole: Whole) -> Report:
    """The report on the plans of all agencies. Plans are not at hand, so the lines that numbers come from have no text."""
    parts = tuple(part(whole) for part in _PARTS)
    title = f"Annual accountability report of the {SUBJECT}, fiscal year {whole.fiscal_year}"
    return Report(
        "government",
        title,
        SUBJECT,
        whole.fiscal_year,
        whole.as_of,
        parts,
        quotes(parts, whole.rulebook),
        lines(parts, {}),
        whole.review.bypasses,
    )
