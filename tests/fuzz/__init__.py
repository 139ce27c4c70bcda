"""Schemathesis over the whole description of the interface, against a running service, as each kind of caller."""
