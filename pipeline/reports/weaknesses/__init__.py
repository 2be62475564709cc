"""Weaknesses, causes and remedies as the meetings recorded them, and which of them came back."""

from pipeline.reports.weaknesses.model import Beside, BodyWeaknesses, Kind, MeetingPoints, Theme
from pipeline.reports.weaknesses.points import likeness, points_in
from pipeline.reports.weaknesses.themes import weaknesses_of

__all__ = ["Beside", "BodyWeaknesses", "Kind", "MeetingPoints", "Theme", "likeness", "points_in", "weaknesses_of"]
