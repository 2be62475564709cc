"""The year's report of a cell, and of a party committee over its cells: figures, text, tables, an official document."""

from pipeline.reports.year.model import YearFigures
from pipeline.reports.year.reports import YearReport, reports_of

__all__ = ["YearFigures", "YearReport", "reports_of"]
