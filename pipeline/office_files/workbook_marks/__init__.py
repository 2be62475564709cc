"""Marks put into an Excel workbook, and taken out again."""
