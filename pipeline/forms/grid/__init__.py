"""Sheets of cells read into a record, whichever program wrote them."""
