"""A text with everything in it that some output could take for more than text."""

HOSTILE = (
    "50%0A, a: b; `c` | d\n::error file=x,line=1::forged\r\n##[error]forged\n<img src=x onerror=alert(1)> "
    "[link](https://evil.example) ![p](https://evil.example/p.png) https://evil.example www.evil.example "
    "@octocat me@evil.example #12 GH-3 !4 {0} \x1b[31mred\x1b]8;;https://evil.example\x07 \x9b2J \u202egnp\u2069 "
    "\u2028 \ufffe \x00 ]]> &amp; \"quoted\" 'single' \\ ~~s~~ *b* _i_ $x$ ${{ secrets.X }}"
)
# Half a surrogate pair cannot stand in a plan that was read from bytes.
SHOWN = (
    "50%0A, a: b; `c` | d ::error file=x,line=1::forged ##[error]forged <img src=x onerror=alert(1)> "
    "[link](https://evil.example) ![p](https://evil.example/p.png) https://evil.example www.evil.example "
    "@octocat me@evil.example #12 GH-3 !4 {0} \\x1b[31mred\\x1b]8;;https://evil.example\\x07 \\x9b2J \\u202egnp\\u2069 "
    "\\ufffe \\x00 ]]> &amp; \"quoted\" 'single' \\ ~~s~~ *b* _i_ $x$ ${{ secrets.X }}"
)
"""The same as a person sees it: on one line, with everything invisible written out."""
