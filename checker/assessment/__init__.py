"""One plan, all rules: outcomes, findings, the rating."""
