"""What is still open: on the screen, as JSON, as files."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import click

from pipeline.cli.language import _
from pipeline.cli.main import Settings
from pipeline.cli.reports.asking import Asked, counted, end_of, report_options, tell
from pipeline.errors import ExitCode
from pipeline.process.intake.arrivals import arrivals_to_mend
from pipeline.reports.open_ends import Lack, OpenEnd, open_ends
from pipeline.reports.open_ends.tables import TITLE, open_table
from pipeline.workspace import Workspace

_ENDINGS = (".xlsx", ".docx")


@click.command(
    help=_("What is missing, overdue, unsigned, not sent, returned or unscored, with the form that mends it.")
)
@report_options(*_ENDINGS)
@click.pass_obj
def open_(settings: Settings, asked: Asked) -> ExitCode:
    with counted(settings, asked, _ENDINGS) as (year, facts):
        returned = () if asked.cell else _returned(settings.workspace)
        ends = chain(returned, open_ends(year, facts.meetings, asked.cell))
        tell(asked, year, TITLE, ends, lambda one: [_row(one)], lambda held: [open_table(year, held)])
        return end_of(facts)


def _returned(workspace: Workspace) -> Iterator[OpenEnd]:
    """Forms that lie in `_can-sua/`: of which body they are, only their content says."""
    for one in arrivals_to_mend(workspace):
        mend = "Sửa trong thư mục _can-sua theo tệp ghi lỗi bên cạnh, rồi lưu lại"
        yield OpenEnd("", Lack.RETURNED, one.path.name, mend)


def _row(one: OpenEnd) -> dict[str, object]:
    return {
        "cell": one.body or None,
        "lack": one.lack.value,
        "about": one.about,
        "since": one.since.isoformat() if one.since else None,
        "mend": one.mend,
        "form": one.form or None,
        "command": one.command or None,
        "meeting": one.meeting or None,
        "records": list(one.records),
    }
