"""Vietnamese text: clean characters, dates and numbers as official documents write them, names."""
