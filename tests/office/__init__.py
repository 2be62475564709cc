"""Office files: opened with limits, read whatever their kind."""
