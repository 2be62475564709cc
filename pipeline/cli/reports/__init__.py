"""The commands that tell what the records hold: `vanthu report …`."""

from __future__ import annotations

import click

from pipeline.cli.language import _
from pipeline.cli.lazy import LazyGroup
from pipeline.messages import msg

REPORTS = {
    "duties": (
        "pipeline.cli.reports.duties:duties",
        msg("Which meetings and papers were due, and what became of them."),
    ),
    "tasks": (
        "pipeline.cli.reports.tasks:tasks",
        msg("The tasks of the resolutions, what was reported of them, what is overdue."),
    ),
    "scores": (
        "pipeline.cli.reports.scores:scores",
        msg("How meetings were scored, where points were lost, and what the rules would give."),
    ),
    "weaknesses": (
        "pipeline.cli.reports.weaknesses:weaknesses",
        msg("Weaknesses, causes and remedies as recorded, and which came back."),
    ),
    "open": (
        "pipeline.cli.reports.open_ends:open_",
        msg("What is missing, overdue, unsigned, not sent, returned or unscored."),
    ),
    "attendance": (
        "pipeline.cli.reports.attendance:attendance",
        msg("Who attended the meetings, who was absent, and who missed three running."),
    ),
    "year": (
        "pipeline.cli.reports.year:year",
        msg("The year's report of each body: figures, and an official document."),
    ),
    "speaking": (
        "pipeline.cli.reports.speaking:speaking",
        msg("How many of those present gave an opinion, and who never did."),
    ),
    "book": (
        "pipeline.cli.reports.book:book",
        msg("The book of minutes or of resolutions of a body's year, ready to bind."),
    ),
}


@click.group(cls=LazyGroup, commands_at=REPORTS, help=_("Tell what the records of a year hold."))
def report() -> None:
    """Each report is a command of its own."""
