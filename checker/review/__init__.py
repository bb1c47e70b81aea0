"""Many submissions: who owes one, what came in, what became of each, and the record of it."""
