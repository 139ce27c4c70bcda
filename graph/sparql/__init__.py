"""SPARQL 1.1 over what an audience may see: read-only, bounded and unable to reach out. Begin at `service`.

Nothing is imported here, since the process that answers questions needs little of what the service does, and starts in
half the time without.
"""
