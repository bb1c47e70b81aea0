"""The measures of a plan's year: what its figures come to, each with the lines it comes from. Formulas: docs/measures.md."""
