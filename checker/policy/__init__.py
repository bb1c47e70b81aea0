"""The order as rules: what is asked, by which authority, in which profile."""
