"""The list of members an office has already: found in its workbook, read, held against the roster."""

from pipeline.roster.listed.compare import Action, ComparedRow, Comparison, compare
from pipeline.roster.listed.people import Listed, read_people
from pipeline.roster.listed.table import find_table

__all__ = ["Action", "ComparedRow", "Comparison", "Listed", "compare", "find_table", "read_people"]
