"""Every kind of correction, and every reason why one is not made."""

from checker.plan.fixes.mend import mend
from checker.plan.limits import Limits
from checker.sources.source import PlanSource, SourceFile
from tests.support.fixing import mended, told
from tests.support.smallest import SMALLEST, smallest

SERVICE = """\
services:
  - id: a
    name: A
    kind: benefits
    audience: public
    customer_segments: []
    channels: []
    {}
"""


def service(line: str) -> str:
    """The smallest plan with one service that has one more line, the 25th of the plan."""
    return smallest("services: []\n", SERVICE.format(line))


def one(line: str, *, unsafe: bool = False) -> list[str]:
    return told(mended(service(line), unsafe=unsafe))


def after(line: str, *, unsafe: bool = False) -> str:
    return mended(service(line), unsafe=unsafe).after.decode().splitlines()[24].strip()


def test_a_plan_without_slips_is_left_as_it_is() -> None:
    file = mended(SMALLEST)
    assert (told(file), file.after) == ([], SMALLEST.encode())


def test_spelling_that_can_mean_one_word_only() -> None:
    assert one("provider_type: State/local") == ["25:20 ? spelling State/local → state_local"]
    assert one("delivers: Business Process # as staff say") == [
        "25:15 spelling Business Process → business_process"
    ]
    assert after("delivers: Business Process # as staff say") == "delivers: business_process # as staff say"
    assert after("provider_type: 'STATE-LOCAL'") == "provider_type: 'state_local'"
    assert after('other_kinds: ["Data and Research", in-formational]') == (
        'other_kinds: ["data_and_research", informational]'
    )


def test_a_near_word_is_a_guess() -> None:
    assert one("delivers: benifit") == ["25:15 ? spelling benifit → benefit"]
    assert after("delivers: benifit") == "delivers: benifit"
    assert after("delivers: benifit", unsafe=True) == "delivers: benefit"


def test_no_word_is_near() -> None:
    assert one("delivers: everything") == []


def test_dates() -> None:
    file = mended(smallest("as_of: 2026-01-31", "as_of: 2026-1-31 # the last day"))
    assert told(file) == ["6:10 date 2026-1-31 → 2026-01-31"]
    assert file.after.decode().splitlines()[5] == "  as_of: 2026-01-31 # the last day"
    assert told(mended(smallest("as_of: 2026-01-31", "as_of: 20260131"))) == [
        "6:10 date 20260131 → 2026-01-31"
    ]
    assert told(mended(smallest("as_of: 2026-01-31", 'as_of: "01/02/2026"'))) == [
        '6:10 ? date "01/02/2026" → "2026-01-02"'
    ]
    assert told(mended(smallest("as_of: 2026-01-31", "as_of: 2026-02-31"))) == []


def test_true_and_false() -> None:
    assert one("designated: Yes") == ["25:17 spelling Yes → true"]
    assert one("designated: 'off'") == ["25:17 spelling 'off' → false"]
    assert one("designated: True") == []
    assert one("designated: maybe") == []


def test_numbers() -> None:
    assert one('annual_volume: "1200"') == ['25:20 number "1200" → 1200']
    assert one("annual_volume: 0o17") == ["25:20 number 0o17 → 15"]
    assert one("annual_volume: 012") == ["25:20 number 012 → 12"]
    assert one("annual_volume: 1e3") == ["25:20 number 1e3 → 1000.0"]
    assert one("annual_volume: 1,884,000") == ["25:20 ? number 1,884,000 → 1884000"]
    assert one("annual_volume: 1_884_000") == ["25:20 ? number 1_884_000 → 1884000"]
    assert one("annual_volume: '1.5'") == []
    assert one("annual_volume: 1,88") == []
    assert one("annual_volume: about 1200") == []


def test_quotes_for_what_older_tools_read_otherwise() -> None:
    assert one("description: NO") == ['25:18 quotes NO → "NO"']
    assert one("description: 12:30") == ['25:18 quotes 12:30 → "12:30"']
    assert one("designation_change: 1.10") == ['25:25 quotes 1.10 → "1.10"']
    assert one("partner_agencies: [NO, 007]") == ['25:24 quotes NO → "NO"', '25:28 quotes 007 → "007"']
    assert one("description: 'NO'") == []


def test_what_stands_under_an_unknown_key_is_quoted_where_it_is_text() -> None:
    assert one("wholly_unknown_word: {a: NO, b: 012, c: DRAFT}") == ['25:30 quotes NO → "NO"']


def test_identifiers_and_control_numbers() -> None:
    feedback = "feedback: [{{survey_id: s, fiscal_year: 2026, quarter: 1, omb_control_number: {}}}]\n"

    def number(written: str) -> list[str]:
        return [line.partition(" ")[2] for line in told(mended(SMALLEST + feedback.format(written)))]

    assert number('" 3206-0276\\t"') == ['space " 3206-0276\\t" → "3206-0276"']
    assert number('"3206 - 0276"') == ['space "3206 - 0276" → "3206-0276"']
    assert number("3206–0276") == ['space 3206–0276 → "3206-0276"']
    assert number("'3206-0276\u00a0'") == ["space '3206-0276\u00a0' → '3206-0276'"]
    assert number("32060276") == ['? control number 32060276 → "3206-0276"']
    assert number("OMB No. 3206-0276") == ['? control number OMB No. 3206-0276 → "3206-0276"']
    assert number("3206-0276 and 3206-0277") == []
    assert number("n/a") == []
    assert one('complaint_channel: " a "') == []
    assert one('urls: [" https://a.example "]') == ['25:12 space " https://a.example " → "https://a.example"']
    assert one('urls: ["  "]') == []


def test_keys() -> None:
    file = mended(smallest("  fiscal_year: 2026", "  Fiscal-Year: '2026' # the year"))
    assert told(file) == ["5:3 key Fiscal-Year → fiscal_year", "5:16 number '2026' → 2026"]
    assert file.after.decode().splitlines()[4] == "  fiscal_year: 2026 # the year"
    assert one('"annual-volume": "5"') == [
        '25:5 key "annual-volume" → "annual_volume"',
        '25:22 number "5" → 5',
    ]


def test_a_near_key_is_a_guess_and_so_is_what_stands_under_it() -> None:
    assert one("anual_volume: '5'") == ["25:5 ? key anual_volume → annual_volume"]
    assert one("anual_volume: '5'", unsafe=True) == [
        "25:5 key anual_volume → annual_volume",
        "25:19 number '5' → 5",
    ]


def test_a_key_that_stands_there_already() -> None:
    assert one("Name: B") == ["25:5 ! key Name → name (there is a field name beside it)"]


def test_two_keys_for_one_field() -> None:
    assert one("Annual-Volume: 1\n    annual volume: 2") == [
        "25:5 key Annual-Volume → annual_volume",
        "26:5 ! key annual volume → annual_volume (there is a field annual_volume beside it)",
    ]


def test_byte_order_mark() -> None:
    file = mended(b"\xef\xbb\xbf" + SMALLEST.encode())
    assert told(file) == ["1:1 byte order mark U+FEFF → "]
    assert file.after == SMALLEST.encode()


def test_line_breaks_stay_as_they_are() -> None:
    text = service("delivers: Benefit").replace("\n", "\r\n")
    assert mended(text).after.decode() == text.replace("Benefit", "benefit")


def test_a_value_with_an_anchor_is_corrected_once_where_it_is_written() -> None:
    text = service("audience: &who PUBLIC").replace("    audience: public\n", "")
    text = text.replace("goals: []", "goals:\n  - {id: g, audience: *who}")
    file = mended(text)
    assert told(file) == ["24:20 spelling PUBLIC → public"]
    assert file.after.decode() == text.replace("&who PUBLIC", "&who public")


def test_an_alias_in_a_place_that_asks_for_something_else() -> None:
    text = service("description: &who PUBLIC").replace("audience: public", "audience: *who")
    # An alias cannot stand above its anchor, so the two lines change places.
    lines = text.splitlines(keepends=True)
    lines[21], lines[24] = lines[24], lines[21]
    file = mended("".join(lines))
    reason = "an alias repeats it in places that ask for something else"
    assert told(file) == [f"22:23 ! spelling PUBLIC → public ({reason})"]
    assert file.after == file.before


def test_a_key_that_a_merge_key_repeats() -> None:
    text = smallest("services: []\n", "services:\n  - &a {ID: a, Name: A}\n  - {<<: *a, id: b}\n")
    reason = "a merge key repeats it in another place"
    assert told(mended(text)) == [
        f"19:9 ! key ID → id ({reason})",
        f"19:16 ! key Name → name ({reason})",
    ]


def test_a_value_with_a_tag() -> None:
    assert one("delivers: !!str Benefit") == [
        "25:21 ! spelling Benefit → benefit (a tag says how it is to be read)"
    ]


def test_a_value_over_several_lines() -> None:
    reason = "it is written over several lines"
    assert one("delivers: business\n      Process") == [
        f"25:15 ! spelling business\n      Process → business_process ({reason})"
    ]
    assert one("delivers: >-\n      Benefit") == [
        f"25:15 ! spelling >-\n      Benefit\n → benefit ({reason})"
    ]


def test_a_key_that_is_an_alias() -> None:
    text = service("description: &d Name\n    *d : B")
    assert told(mended(text)) == ["26:5 ! key *d → name (there is a field name beside it)"]
    text = service("description: &d Annual-Volume\n    *d : 5")
    assert told(mended(text)) == ["26:5 ! key *d → annual_volume (it is an alias)"]


def test_a_correction_after_which_the_file_would_read_otherwise() -> None:
    # Without its exponent the number has more digits than are read as a number.
    file = mended(service("annual_volume: 1e300\n    delivers: Benefit\n    designated: Yes"))
    reason = "the file would not read as the same plan afterwards"
    assert [line[:40] for line in told(file)] == [
        "25:20 ! number 1e300 → 10000000000000000", "26:15 spelling Benefit → benefit", "27:17 spelling Yes → true",
    ]  # fmt: skip
    assert [left.reason for left in file.left] == [reason]
    assert b"annual_volume: 1e300\n    delivers: benefit\n    designated: true\n" in file.after


def test_a_file_that_is_not_yaml_is_told_and_left() -> None:
    file = mended("plan: [")
    assert (told(file), file.after) == ([], b"plan: [")
    assert [finding.rule for finding in file.unreadable] == ["syntax-error"]


def test_a_hidden_line_break_is_left_to_a_person() -> None:
    file = mended(SMALLEST + "# a comment\u2028goals: Draft\n")
    assert (file.after == file.before, [finding.rule for finding in file.unreadable]) == (
        True,
        ["hidden-line-break"],
    )


def test_the_files_of_a_folder_plan() -> None:
    root = SourceFile("p/plan.yaml", SMALLEST.replace("services: []\n", "").encode(), 1)
    entry = SourceFile("p/services/a.yaml", b"id: a\nname: A\naudience: PUBLIC\n", 1)
    entries = SourceFile("p/voice_of_customer/surveys/a.yaml", b"- id: s\n  scale: Likert 5\n", 1)
    broken = SourceFile("p/goals/a.yaml", b"[", 1)
    files = mend(
        PlanSource(
            "p",
            root,
            (
                ("goals/a.yaml", broken),
                ("services/a.yaml", entry),
                ("voice_of_customer/surveys/a.yaml", entries),
            ),
        ),
        Limits(),
    )
    assert [told(file) for file in files] == [
        [],
        [],
        ["3:11 spelling PUBLIC → public"],
        ["2:10 spelling Likert 5 → likert_5"],
    ]
    assert [bool(file.unreadable) for file in files] == [False, True, False, False]


def test_correcting_twice_corrects_nothing_more() -> None:
    once = mended(service("Delivers: Business Process\n    Designated-Year: '2026'"), unsafe=True)
    twice = mended(once.after, unsafe=True)
    assert (told(twice), twice.after) == ([], once.after)
