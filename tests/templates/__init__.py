"""Templates and their filling."""
