"""Text <-> records, one module a format; ``catalogue`` lists them."""
