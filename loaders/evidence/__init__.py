"""Evidence in the sources' texts: where each passage stands, and which passages nobody cites."""
