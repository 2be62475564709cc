"""Marks put into a Word document, and taken out again."""
