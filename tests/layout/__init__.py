"""Layout of Word files that other people typed."""
