"""From names to identities: what a steward wrote in a reference field, and which record it means."""
