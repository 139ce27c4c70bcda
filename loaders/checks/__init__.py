"""The checks of records: each against the model, then all of them together."""
