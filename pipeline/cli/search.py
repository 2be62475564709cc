"""Full text over the archive: documents, what forms say, and open tasks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from pipeline.cli.language import _, say
from pipeline.cli.main import Settings
from pipeline.cli.printing import end_progress, print_json, print_table, show_progress, warn
from pipeline.errors import ExitCode, UsageError
from pipeline.index import Found, Query, answer
from pipeline.meeting import DocumentKindName, MeetingKind
from pipeline.messages import Message, msg
from pipeline.process.rules import archive_of, chosen_body, office_and_rules
from pipeline.vietnamese.dates import parse_date
from pipeline.workspace import Workspace

_KINDS = [kind.value for kind in DocumentKindName]
_MEETING_KINDS = [kind.value for kind in MeetingKind]
_WHAT: dict[str, Message] = {"record": msg("form"), "task": msg("open task")}
_HEADINGS = ((msg("Date"), 2), (msg("Document"), 5), (msg("Place"), 7), (msg("File"), 5))


@click.command(
    help=_("Find documents and forms by their text; words in one argument stand together. Without accents, any match.")
)
@click.argument("words", metavar="[TEXT]…", nargs=-1)
@click.option("--person", help=_("Only where this name stands."))
@click.option("--number", help=_("Only the document of this number: 05 or 05-NQ/CB."))
@click.option("--from", "first", help=_("Only from this day on."))
@click.option("--to", "last", help=_("Only up to this day."))
@click.option("--cell", help=_("Only documents of this body, by its id."))
@click.option("--meeting-kind", type=click.Choice(_MEETING_KINDS), help=_("Only of such meetings."))
@click.option("--document-kind", type=click.Choice(_KINDS), help=_("Only documents of this kind."))
@click.option("--open-tasks", is_flag=True, help=_("Only tasks that no later meeting reported done."))
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help=_("At most so many."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object a line, for each place found."))
@click.pass_obj
def search(
    settings: Settings,
    words: tuple[str, ...],
    person: str | None,
    number: str | None,
    first: str | None,
    last: str | None,
    cell: str | None,
    meeting_kind: str | None,
    document_kind: str | None,
    open_tasks: bool,
    limit: int,
    as_json: bool,
) -> ExitCode:
    workspace = settings.workspace
    query = Query(
        phrases=tuple(text for text in (*words, person or "") if text.strip()),
        body=cell,
        meeting_kind=meeting_kind,
        what=document_kind,
        number=number,
        first=_day(first),
        last=_day(last),
        open_tasks=open_tasks,
    )
    if query == Query():
        raise UsageError(msg("Please say what to look for."))
    organisation, _rules = office_and_rules(workspace)
    if cell is not None:
        chosen_body(organisation, cell)
    found, unreadable = answer(
        workspace.state,
        archive_of(workspace, organisation),
        query,
        limit,
        settings.lock_timeout,
        lambda done, total: show_progress("index", done, total),
    )
    end_progress()
    warn(one for one in unreadable if cell in (None, one.body))
    if as_json:
        for one in found:
            print_json(_row(one, workspace))
    else:
        _show(found, workspace)
    return ExitCode.OK


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    day = parse_date(text)
    if day is None:
        raise UsageError(msg("“{text}” is not a date; please write 05/10/2018.", text=text))
    return day


def _show(found: tuple[Found, ...], workspace: Workspace) -> None:
    if not found:
        click.echo(say(msg("Nothing was found.")))
        return
    rows = [
        (f"{one.day:%d/%m/%Y}", _name(one), one.place, workspace.relative(workspace.outbox / Path(one.path)))
        for one in found
    ]
    print_table(say(msg("Found: {count}", count=len(found))), _HEADINGS, rows)


def _name(one: Found) -> str:
    kind = f"{say(_WHAT[one.what])}: " if one.what in _WHAT else ""
    return " ".join(part for part in (one.symbol, kind + one.title) if part)


def _row(one: Found, workspace: Workspace) -> dict[str, object]:
    return {
        "path": workspace.relative(workspace.outbox / Path(one.path)),
        "meeting": one.meeting,
        "what": one.what,
        "number": one.symbol or None,
        "date": one.day.isoformat(),
        "title": one.title,
        "place": one.place,
    }
