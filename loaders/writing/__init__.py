"""Writes data sets in the formats that this room reads, and templates to fill in."""
