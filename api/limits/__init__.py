"""What one caller, and all callers together, may take of the service."""
