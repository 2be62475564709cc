"""Word, Excel and ODF packages: opened with limits, written the same bytes every time."""
