"""A form of roster changes, the whole way: applied to organisation.yaml, filed in a folder of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline import __version__
from pipeline.archive import RosterFiling, durable, next_roster_folder, publish_roster, roster_filings
from pipeline.errors import Problem, Severity, has_errors
from pipeline.messages import msg, verbatim
from pipeline.office_files.packages import file_digest
from pipeline.organisation import organisation_bytes, valid_organisation
from pipeline.process.filing.publication import suffix_of
from pipeline.process.office import Office
from pipeline.process.outcome import Earlier, FormState, Outcome
from pipeline.process.rules import office_and_rules
from pipeline.records import Places
from pipeline.roster import RosterChanges, apply_changes, rewritten

FORMAT = 1
FORM_NAME = "bieu-mau-bien-dong"
BEFORE_NAME = "to-chuc-truoc.yaml"


def file_roster_changes(
    office: Office,
    form: str,
    data: bytes,
    changes: RosterChanges,
    places: Places,
    problems: Sequence[Problem] = (),
) -> Outcome:
    """File a form of changes: its folder first, then organisation.yaml as a whole.

    The caller holds the archive's lock. What counts is the file as it stands now, not as it was when the office was
    opened; somebody who saves it meanwhile is not overwritten: the form then waits for the next pass. Killed between
    the two steps: the same form, dropped again or still there, brings the second to its end.
    `problems` are those known before; `data` is the form without marks. Raises `NoAccess`, `BadConfiguration`.
    """
    path = office.workspace.organisation
    before = organisation_bytes(path)
    current = valid_organisation(before, path.name)
    filed = _filed(office, changes)
    applied = apply_changes(current, changes, places)
    found = tuple(dict.fromkeys((*problems, *applied.problems)))
    if has_errors(found):
        # What was filed once and contradicts the roster of today was overtaken by later changes.
        return _duplicate(office, form, *filed) if filed else Outcome(form, FormState.RETURNED, problems=found)
    after = rewritten(before, current, applied.organisation)
    if filed and after == before:
        return _duplicate(office, form, *filed)
    if after == before:
        found = (*found, _nothing_new(form))
    folder = filed[0] if filed else _publish(office, form, data, changes, before, after)
    if after != before:
        if organisation_bytes(path) != before:
            return Outcome(form, FormState.WAITING, problems=(_saved_meanwhile(form),))
        durable.put_whole(path, after)
    return replace(_outcome(form, FormState.FILED, folder), problems=found, changed_roster=after != before)


def with_roster_of_now(office: Office) -> Office:
    """The office with organisation.yaml as it stands now: for the forms that follow a change of the roster."""
    organisation, regulations = office_and_rules(office.workspace)
    return replace(office, organisation=organisation, regulations=regulations)


def _filed(office: Office, changes: RosterChanges) -> tuple[Path, RosterFiling] | None:
    """The folder in which the same changes are filed already, and what it says."""
    filings = roster_filings(office.workspace.outbox, changes.body)
    return next(((folder, filing) for folder, filing in filings if filing.record == changes), None)


def _duplicate(office: Office, form: str, folder: Path, filing: RosterFiling) -> Outcome:
    same = Earlier(office.workspace.relative(folder / filing.form), filing.at)
    return replace(_outcome(form, FormState.DUPLICATE, folder), earlier=same)


def _publish(office: Office, form: str, data: bytes, changes: RosterChanges, before: bytes, after: bytes) -> Path:
    first = changes.noted or min(change.day for change in changes.changes)
    folder = next_roster_folder(office.workspace.outbox, changes.body, first.year)
    name = f"{FORM_NAME}{suffix_of(form)}"
    filing = RosterFiling(
        format=FORMAT,
        tool=f"vanthu {__version__}",
        body=changes.body,
        at=office.timestamp,
        form=name,
        form_sha256=file_digest(data),
        organisation_sha256_before=file_digest(before),
        organisation_sha256_after=file_digest(after),
        record=changes,
    )
    publish_roster(folder, {name: data, BEFORE_NAME: before}, filing)
    return folder


def _outcome(form: str, state: FormState, folder: Path) -> Outcome:
    """`meeting` names the folder as a code: `binh-minh-2019-bien-dong-dang-vien-01`."""
    return Outcome(form, state, "-".join(folder.parts[-3:]))


def _saved_meanwhile(form: str) -> Problem:
    return Problem(
        "roster-saved-meanwhile",
        verbatim(form),
        msg("“organisation.yaml” was saved by somebody else at this very moment; nothing was overwritten."),
        msg("Nothing needs to be done: the form is taken in the next pass."),
        Severity.WARNING,
    )


def _nothing_new(form: str) -> Problem:
    return Problem(
        "roster-unchanged",
        verbatim(form),
        msg("The roster has all of these changes already; the form was only filed."),
        msg("Please check whether that is what was meant."),
        Severity.WARNING,
    )
