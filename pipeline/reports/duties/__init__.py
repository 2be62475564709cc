"""The calendar of duties of a year: what every body owed by the rules of the time, and what became of it."""

from pipeline.reports.duties.calendar import duties_of, duties_of_body
from pipeline.reports.duties.model import Duty, Finding, Span, State

__all__ = ["Duty", "Finding", "Span", "State", "duties_of", "duties_of_body"]
