"""The tasks of the resolutions: who was to do what until when, what was reported of it, and how much was done."""

from pipeline.reports.tasks.followed import tasks_of
from pipeline.reports.tasks.model import Mark, Rate, Standing, TaskOfYear
from pipeline.reports.tasks.rates import rates_of

__all__ = ["Mark", "Rate", "Standing", "TaskOfYear", "rates_of", "tasks_of"]
