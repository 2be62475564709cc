"""Returned forms that a mended one, dropped anew under any name, has replaced: they leave `_can-sua/`."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import VanthuError
from pipeline.forms import cleared, read_form
from pipeline.office_files.packages import Limits, file_digest
from pipeline.process.intake.arrivals import Arrival, arrivals_to_mend
from pipeline.process.intake.opening import form_bytes, limits_of
from pipeline.process.intake.prepare import Prepared
from pipeline.process.intake.returned import put_aside
from pipeline.process.office import Office
from pipeline.process.outcome import FormState
from pipeline.records import Record
from pipeline.roster import RosterChanges


def put_aside_the_returned(office: Office, path: Path, prepared: Prepared) -> None:
    """Put aside what was returned of the meeting that the form at `path`, filed just now, speaks of."""
    if path.parent == office.workspace.to_mend or not office.workspace.to_mend.is_dir():
        return
    limits = limits_of(office.organisation)
    for arrival in arrivals_to_mend(office.workspace):
        has_name = arrival.path.name == path.name
        if not has_name and not prepared.was_marked:
            continue  # nothing says that it was returned before; reading all that was would take its time
        data = _returned_before(office, arrival, limits)
        if data is None:
            continue
        same = _same_meeting(arrival.path, data, prepared, limits)
        if same or (same is None and has_name):  # where too little could be read, the name is all there is
            put_aside(office.workspace, arrival.path, data)


def _returned_before(office: Office, arrival: Arrival, limits: Limits) -> bytes | None:
    """What was returned and nobody has touched since; None for anything else, also for what cannot be read."""
    if arrival.problem is not None:
        return None
    try:
        data = form_bytes(arrival.path, limits)
        state = office.ledger.state(file_digest(data))
    except VanthuError:  # what is filed stays filed
        return None
    return data if state == FormState.RETURNED.value else None


def _same_meeting(path: Path, data: bytes, prepared: Prepared, limits: Limits) -> bool | None:
    """Whether a returned form speaks of the meeting that was filed just now; None where too little could be read."""
    read = read_form(path.name, cleared(path.name, data, limits), limits)
    if read.partial_record is None:
        return None
    if prepared.changes is not None:
        return _same_changes(read.partial_record, prepared.changes)
    returned, filed = read.partial, prepared.meeting
    if returned is None or filed is None:
        return False
    if returned.day not in (None, filed.day):  # the day itself may be what was mended
        return False
    return (returned.body, returned.kind, returned.stage, returned.period.month) == (
        *(filed.body, filed.kind, filed.stage, filed.period.month),
    )


def _same_changes(returned: Record | None, filed: RosterChanges) -> bool:
    """Whether a returned form tells only of changes that were filed just now; names in it may be what was mended.

    One that tells of a further change is not put aside: that change would be lost from sight.
    """
    if not isinstance(returned, RosterChanges) or returned.body != filed.body:
        return False
    told = {(change.kind, change.day) for change in filed.changes}
    return bool(returned.changes) and all((change.kind, change.day) in told for change in returned.changes)
