"""Who was expected at a meeting that was held, and who was there: the roster of its day, and what its roll says."""

from pipeline.reports.roll_call.calling import RollCalls
from pipeline.reports.roll_call.model import Doubt, Mark, Person, RollCall, Seat, Trouble

__all__ = ["Doubt", "Mark", "Person", "RollCall", "RollCalls", "Seat", "Trouble"]
