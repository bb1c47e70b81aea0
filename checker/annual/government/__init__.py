"""The report on the whole government: what the plans of all agencies come to, from the record of a review."""
