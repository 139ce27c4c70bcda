"""Fixtures for every test; each stands where its subject is."""

pytest_plugins = ("tests.support.engines", "tests.support.stores")
