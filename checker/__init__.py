"""cxcheck: policy as code for the executive order on customer experience.

The flow, from the ground up: `sources` gives bytes, `plan` gives values and where they stand, `policy` gives
rules, `assessment` holds the one against the other, `render` shows the result, `cli` is the thin skin.
"""

__version__ = "0.1.0"
