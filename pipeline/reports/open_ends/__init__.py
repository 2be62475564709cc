"""What is still open in a year, for a look once a month: with the form that mends it."""

from pipeline.reports.open_ends.found import open_ends
from pipeline.reports.open_ends.model import Lack, OpenEnd

__all__ = ["Lack", "OpenEnd", "open_ends"]
