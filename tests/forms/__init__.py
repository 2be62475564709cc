"""Forms, written and read."""
