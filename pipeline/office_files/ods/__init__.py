"""Reading OpenDocument spreadsheets."""
