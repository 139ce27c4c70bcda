"""Things of a kind as columns, kept for a revision and an audience: what lists are filtered, counted and sorted by."""
