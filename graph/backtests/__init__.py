"""Back-tests: what an algorithm would have said in the past, from what was known then, against what came of it."""
