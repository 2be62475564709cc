"""How meetings were scored: by themselves, by the cell, by the superior, and what rules and record would give."""

from pipeline.reports.scores.model import Computed, Given, GroupScore, MeetingScore
from pipeline.reports.scores.scored import scores_of
from pipeline.reports.scores.year import GroupAverage, MonthPoint, group_averages, totals, trend

__all__ = [
    "Computed",
    "Given",
    "GroupAverage",
    "GroupScore",
    "MeetingScore",
    "MonthPoint",
    "group_averages",
    "scores_of",
    "totals",
    "trend",
]
