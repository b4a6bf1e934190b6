"""Text <-> records, one module a format."""
