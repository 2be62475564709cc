"""A meeting held against itself, the roster of its day and the rules, before anything is written.

What contradicts itself is an error that the clerk may confirm (*Xác nhận đúng thực tế*); what merely looks wrong is a
warning that goes along with the documents. Minutes record what happened: no check declares anything invalid.
"""

from pipeline.checks.meeting import check_meeting
from pipeline.checks.names import names_as_on_roster
from pipeline.checks.numbers import check_number_order

__all__ = ["check_meeting", "check_number_order", "names_as_on_roster"]
