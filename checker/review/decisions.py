"""The reviewer's part: what people at OMB decided about one submission, in a file that they keep in Git.

Raises RulePackError for a file that is wrong: OMB's own word is understood whole or the review does not begin.
"""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from checker.assessment.waivers import PROTECTIONS
from checker.errors import RulePackError
from checker.plan.document import Document
from checker.policy.determination import Determination, determinations_in
from checker.policy.faults import Faults
from checker.policy.packfile import PackFile
from checker.policy.renames import current_id
from checker.policy.rule import Rule
from checker.review.ruling import Judged, Signed
from checker.suggestion import did_you_mean


class Decision(NamedTuple):
    """One file. `slug` is its name without the ending, which says whose submission it is; `digest` the SHA-256 of its bytes.

    `granted` is the file as a document where it grants waivers.
    """

    slug: str
    file: str
    digest: str
    determinations: tuple[Determination, ...] = ()
    notes: tuple[Signed, ...] = ()
    sign_off: Signed | None = None
    granted: Document | None = None
    content: bytes = b""

    @property
    def judged(self) -> tuple[Judged, ...]:
        """What the determinations say, without their places."""
        return tuple(
            Judged(one.rule, one.answer, one.by, one.on, one.valid_until, one.why)
            for one in self.determinations
        )


def load_decision(slug: str, path: str, content: bytes, rules: Mapping[str, Rule]) -> Decision:
    """The decision in a file. Raises RulePackError with everything that is wrong with it, each with its place."""
    file = PackFile(path, path, content)
    file.check("decision")
    faults = Faults()
    data: dict[str, Any] = file.data
    judged = determinations_in(file, ("determinations",), rules, faults) if "determinations" in data else ()
    _look_at_waivers(file, data.get("waivers", []), rules, faults)
    faults.say()
    notes = tuple(Signed(note["text"], note["by"], note["on"]) for note in data.get("notes", []))
    signed = data.get("sign_off")
    return Decision(
        slug, path, sha256(content).hexdigest(), judged, notes,
        Signed(signed["what"], signed["by"], signed["on"]) if signed is not None else None,
        file.document if data.get("waivers") else None, content,
    )  # fmt: skip


def digest_of_decisions(decisions: Iterable[Decision]) -> str:
    """A digest over decisions; empty where there is none."""
    found = sorted((one.slug, one.file, one.digest) for one in decisions)
    return sha256(json.dumps(found).encode("ascii")).hexdigest() if found else ""


def _look_at_waivers(file: PackFile, entries: list[Any], rules: Mapping[str, Rule], faults: Faults) -> None:
    """What is wrong with a waiver on every day and for every plan."""
    seen: set[tuple[str, str]] = set()
    for index, entry in enumerate(entries):
        at = ("waivers", index)
        rule = current_id(entry["rule"], rules)
        if rule not in rules:
            message = f"no rule is called {rule}{did_you_mean(rule, rules)}"
            faults.add(RulePackError(message, file.at((*at, "rule"))))
        elif PROTECTIONS in rules[rule].clauses:
            message = f"{rule} is a rule on protections ({PROTECTIONS}), which cannot be waived"
            faults.add(RulePackError(message, file.at((*at, "rule"))))
        if (rule, entry["route"]) in seen:
            message = f"{rule} is waived at {entry['route']} a second time"
            faults.add(RulePackError(message, file.at((*at, "route"))))
        seen.add((rule, entry["route"]))
        if entry["expires"] < entry["approved_on"]:
            message = (
                f"the last day {entry['expires']} lies before the day of approval {entry['approved_on']}"
            )
            faults.add(RulePackError(message, file.at((*at, "expires"))))
