"""Every mistake in a waiver: what was wrong, what the tool says, and where. Also the table in docs/waivers.md."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.support.smallest import smallest

RULE = "digital-signature-accepted"
ROUTE = "services[id=deeds].signature.digital_equivalent"
DIGEST = "sha256:3260902601095202b1cd0c45a5f0ee2b0e0a6749a7b6db7aafc0f587b15d432b"
PLAN = smallest(
    "services: []\n",
    """\
services:
  - id: deeds
    name: Recording deeds
    kind: administrative
    audience: public
    customer_segments: []
    channels: []
    signature: {wet_signature_required: true, digital_equivalent: false}
  - id: maps
    name: Maps
    kind: administrative
    audience: public
    customer_segments: []
    channels: []
""",
)
"""Its day of assessment is 2026-01-31. One rule fails: the service deeds accepts no digital signature."""
ENTRY = f"""\
- rule: {RULE}
  route: {ROUTE}
  reason: state law asks for ink on deeds
  approved_by: C. Person, deputy head
  approved_on: 2025-10-01
  expires: 2026-09-30
  value_digest: {DIGEST}
"""
"""A waiver in which nothing is wrong."""


@dataclass(frozen=True)
class Mistake:
    """One mistake: the text of dps.waivers.yaml beside dps.yaml, and what is said: place, problem and words.

    `excuses`: the waiver counts all the same.
    """

    text: str
    says: list[str]
    excuses: bool = False
    plan: str = PLAN
    as_of: str = ""
    both: bool = True
    """The same entry in the plan's own `waivers` is told in the same words."""


def entry(old: str, new: str) -> str:
    """The waiver with one piece of its text in place of another."""
    assert ENTRY.count(old) == 1
    return ENTRY.replace(old, new)


def lines(text: str) -> Iterator[str]:
    """The entries as they stand in a plan's own `waivers`."""
    yield "waivers:\n"
    yield from (f"  {line}\n" for line in text.splitlines())


MISTAKES = {
    "a misspelt key": Mistake(
        entry("expires", "expiers"),
        ["1:3 missing-key: the required field expires is missing",
         "6:3 unknown-key: expiers is not a field here; did you mean expires?"]),
    "a key that the format does not have": Mistake(
        ENTRY + "  rule_version: 1\n", ["8:3 unknown-key: rule_version is not a field here"]),
    "a missing field": Mistake(
        entry("  reason: state law asks for ink on deeds\n", ""), ["1:3 missing-key: the required field reason is missing"]),
    "an empty reason": Mistake(
        entry("state law asks for ink on deeds", "' '"), ["3:11 malformed-value: text is expected here, and it is empty"]),
    "a misspelt rule": Mistake(
        entry("accepted", "acepted"),
        ["1:9 waiver-unknown-rule: no rule is called digital-signature-acepted; did you mean digital-signature-accepted?"]),
    "a rule on protections": Mistake(
        entry(RULE, "control-number-shown"),
        ["1:9 waiver-not-allowed: control-number-shown is a rule on protections (S2.p1.s6), which cannot be waived"]),
    "a rule that passes or does not apply there": Mistake(
        entry(RULE, "identity-proved-online"),
        ["1:9 waiver-unused: identity-proved-online has no finding at "
         "services[id=deeds].signature.digital_equivalent that this waiver could excuse"]),
    "a field that the plan format does not have": Mistake(
        entry(ROUTE, "services[id=deeds].signature.digital_equivalnt"),
        ["2:10 waiver-unknown-route: digital_equivalnt is not a field of services[id=deeds].signature; did you mean digital_equivalent?"]),
    "an entry that the plan does not have": Mistake(
        entry(ROUTE, "services[id=deed].signature"),
        ["2:10 waiver-unknown-route: services has no entry [id=deed]; did you mean id=deeds?"]),
    "a number that the list does not reach": Mistake(
        entry(ROUTE, "services[2].signature"), ["2:10 waiver-unknown-route: services has no entry [2]; it has 2 entries"]),
    "an entry of what is no list": Mistake(
        entry(ROUTE, "agency[0]"), ["2:10 waiver-unknown-route: agency is not a list, so it has no entries"]),
    "a route that is none": Mistake(
        entry(ROUTE, "services / deeds"), ["2:10 waiver-unknown-route: services / deeds is not a field of a plan; did you mean services?"]),
    "a route that starts with an entry": Mistake(
        entry(ROUTE, "'[0].signature'"),
        ["2:10 waiver-unknown-route: [0].signature is not a route such as services[id=passports].name"]),
    "a day that is not in the calendar": Mistake(
        entry("2026-09-30", "2026-09-31"),
        ["6:12 malformed-value: 2026-09-31 is not a date of the calendar in the form 2024-03-31"]),
    "a date in another form": Mistake(
        entry("2026-09-30", "09/30/2026"),
        ["6:12 malformed-value: 09/30/2026 is not a date of the calendar in the form 2024-03-31"]),
    "a year alone": Mistake(
        entry("2026-09-30", "2026"),
        ["6:12 malformed-value: 2026 is not a date of the calendar in the form 2024-03-31"]),
    "a last day before the approval": Mistake(
        entry("expires: 2026-09-30", "expires: 2025-09-30"),
        ["6:12 waiver-dates: the last day 2025-09-30 lies before the day of approval 2025-10-01"]),
    "an approval after the day of assessment": Mistake(
        entry("approved_on: 2025-10-01", "approved_on: 2026-02-01"),
        [f"5:16 waiver-not-yet: the waiver of {RULE} was approved on 2026-02-01; the day of assessment is 2026-01-31"]),
    "the day after its last": Mistake(
        entry("2026-09-30", "2026-01-30"),
        [f"6:12 waiver-expired: the waiver of {RULE} expired on 2026-01-30; the day of assessment is 2026-01-31"]),
    "its last day is near": Mistake(
        entry("2026-09-30", "2026-03-02"),
        [f"6:12 waiver-expires-soon: the waiver of {RULE} expires in 30 days, on 2026-03-02"], excuses=True),
    "its last day is this one": Mistake(
        entry("2026-09-30", "2026-01-31"),
        [f"6:12 waiver-expires-soon: the waiver of {RULE} expires at the end of this day"], excuses=True),
    "it runs for more than a year": Mistake(
        entry("2026-09-30", "2026-10-03"),
        [f"6:12 waiver-too-long: the waiver of {RULE} runs for 367 days; at most 366 are expected"], excuses=True),
    "the value has changed since the approval": Mistake(
        ENTRY,
        [f"7:17 waiver-stale: the value at {ROUTE} is no longer the one for which {RULE} was waived"],
        plan=PLAN.replace("true, digital_equivalent: false", "true")),
    "a digest that is none": Mistake(
        entry(DIGEST, "sha256:3260902"),
        ["7:17 malformed-value: sha256:3260902 is no digest: sha256: and 64 hexadecimal digits, as `cxcheck waive` gives it"]),
    "the same rule and place twice": Mistake(
        ENTRY + ENTRY, [f"9:10 waiver-duplicate: {RULE} is waived at {ROUTE} a second time"], excuses=True),
    "the same place written in another way": Mistake(
        ENTRY + entry("[id=deeds]", "[0]"),
        [f"9:10 waiver-duplicate: {RULE} is waived at services[0].signature.digital_equivalent a second time"], excuses=True),
    "text without quotes that older tools read otherwise": Mistake(
        entry("state law asks for ink on deeds", "no"),
        ["3:11 yaml-1-1-value: no without quotes: older YAML tools read it as false"], excuses=True),
    "a number where text is asked for": Mistake(
        ENTRY + "  ticket: 4711\n",
        ["8:11 yaml-1-1-value: text is expected here, and without quotes 4711 is a number"], excuses=True),
    "a key twice in an entry": Mistake(
        ENTRY + "  expires: 2026-08-31\n",
        ["8:3 duplicate-key: the key expires stands a second time in the same mapping"]),
    "an entry that is none": Mistake(
        "- digital-signature-accepted\n",
        ["1:3 wrong-type: fields of its own is expected here, not text, digital-signature-accepted"]),
    "no hyphens": Mistake(
        "".join(lines(ENTRY)),
        ["1:1 wrong-type: a file of waivers is a list, each entry with a hyphen: `- rule: …`; this file is not"], both=False),
    "a file that is not YAML": Mistake(
        entry("  route", "   route"),
        ["2:9 syntax-error: a colon cannot stand here: put text that holds a colon in quotes, or correct the indentation"], both=False),
    "a file that is not UTF-8": Mistake(
        entry("deeds\n", "d\udceeeds\n"), ["3:38 invalid-utf-8: the byte 0xee is not UTF-8 text"], both=False),
    "an invisible character": Mistake(
        entry("ink", "ink\u202e"),
        ["3:33 bidi-control: an invisible character that reorders the text (U+202E) stands here"], both=False),
}  # fmt: skip


def table() -> str:
    """The mistakes as a table for people. Rows are in the order of the list above."""
    rows = ["| What was wrong | What the tool says | Where |", "|---|---|---|"]
    for name, mistake in MISTAKES.items():
        for number, said in enumerate(mistake.says):
            place, problem, words = said.split(" ", 1)[0], said.split(" ", 2)[1], said.split(": ", 1)[1]
            still = "; the waiver counts" if mistake.excuses else ""
            what = f"{name}{still}" if not number else ""
            words = words.replace("|", "\\|").replace("\u202e", "")
            rows.append(
                f"| {what} | {words} (`{problem.rstrip(':')}`) | line {place.replace(':', ', column ')} |"
            )
    return "\n".join(rows) + "\n"
