"""Text inside Markdown stays text."""

import pytest

from checker.render.markdown import code, escaped

ESCAPED = {
    "plain words stay": ("A plan for 2024-09-30, at 5 %.", "A plan for 2024-09-30, at 5 %."),
    "emphasis": ("*a* __b__ ~~c~~", r"\*a\* \_\_b\_\_ \~\~c\~\~"),
    "a link": ("[a](javascript:alert(1))", r"\[a\](javascript:alert(1))"),
    "an image": ("![a](http://x.example/p.png)", r"!\[a\](http:\//x.example/p.png)"),
    "an address": ("see https://x.example or WWW.x.example", r"see https:\//x.example or WWW\.x.example"),
    "a mention": ("@someone, a@b.example", "@&#8203;someone, a@&#8203;b.example"),
    "an issue": ("see #12, GH-3 and !4", "see #&#8203;12, GH-&#8203;3 and !&#8203;4"),
    "HTML": ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"),
    "an entity": ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
    "a table": ("a | b", r"a \| b"),
    "code": ("`a`", r"\`a\`"),
    "mathematics": ("$x$", r"\$x\$"),
    "a backslash": ("a\\*b", r"a\\\*b"),
    "a heading": ("# a", r"\# a"),
    "a list": ("- a", r"\- a"),
    "a numbered list": ("12. a", r"12\. a"),
    "a numbered list with brackets": ("12) a", r"12\) a"),
    "a quotation": ("> a", "&gt; a"),
    "an underline": ("===", r"\==="),
    "line breaks": ("a\n\n# b", "a # b"),
    "a bidi control": ("a\u202eb", r"a\\u202eb"),
    "an escape sequence": ("\x1b[31m", r"\\x1b\[31m"),
}


@pytest.mark.parametrize(("text", "shown"), ESCAPED.values(), ids=ESCAPED)
def test_escaped(text: str, shown: str) -> None:
    assert escaped(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a: 1", "`a: 1`"), ("a ` b", "``a ` b``"), ("``` x", "```` ``` x ````"), ("`x`", "`` `x` ``"), ("", "` `"),
        ("a\nb", "`a b`"), ("<b>", "`<b>`"), ("\x1b[0m", "`\\x1b[0m`"),
    ],
)  # fmt: skip
def test_code(text: str, shown: str) -> None:
    assert code(text) == shown
