"""A meeting withdrawn from the archive's use."""

from __future__ import annotations

from datetime import datetime

import click

from pipeline.cli.language import _, say
from pipeline.cli.main import Settings
from pipeline.cli.printing import warn
from pipeline.errors import UsageError
from pipeline.messages import msg
from pipeline.process import open_office
from pipeline.process.office import failure
from pipeline.process.withdrawing import withdraw as take_back


@click.command(help=_("Withdraw a meeting filed by mistake: its numbers are void, its documents go to history."))
@click.argument("meeting")
@click.option("--reason", required=True, help=_("Why; it stands in the register beside each number."))
@click.pass_obj
def withdraw(settings: Settings, meeting: str, reason: str) -> None:
    why = " ".join(reason.split())
    if not why:
        raise UsageError(msg("Please give a reason."))
    with open_office(settings.workspace, datetime.now, settings.lock_timeout) as office:
        warn(office.troubled)
        try:
            symbols = take_back(office, meeting, why)
        except OSError as error:
            raise failure(settings.workspace, error, meeting) from error
    numbers = ", ".join(symbols) or "–"
    click.echo(say(msg("Withdrawn: {meeting}. Void numbers: {numbers}.", meeting=meeting, numbers=numbers)))
