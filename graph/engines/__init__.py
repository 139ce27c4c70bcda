"""The graph engines: one small contract (`contract.py`), kept by an embedded engine and by Neo4j."""
