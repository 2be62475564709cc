"""Forms kept ready for clerks, and blank ones on request."""
