"""Who attended the meetings of a year: by body, by member, by office; who missed three running; what does not match."""

from pipeline.reports.attendance.counting import attendance_of, attendance_of_body, attendance_of_calls
from pipeline.reports.attendance.model import (
    RUN,
    Attendance,
    BodyRates,
    MemberCount,
    Missed,
    Run,
    SeenMeeting,
    Tally,
    Unmatched,
)

__all__ = [
    "RUN",
    "Attendance",
    "BodyRates",
    "MemberCount",
    "Missed",
    "Run",
    "SeenMeeting",
    "Tally",
    "Unmatched",
    "attendance_of",
    "attendance_of_body",
    "attendance_of_calls",
]
