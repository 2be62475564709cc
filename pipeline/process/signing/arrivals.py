"""Scans that lie in `_ban-ky/`: each is filed where its name says one document only; else a text beside it says why."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.archive import Unreadable
from pipeline.errors import FormRefused, Problem, Severity, VanthuError, access_error
from pipeline.messages import verbatim
from pipeline.office_files.packages import file_digest
from pipeline.organisation import Body
from pipeline.process.intake.arrivals import Arrival
from pipeline.process.intake.beside import SCAN_NOTE, note_path, state_text, try_note
from pipeline.process.intake.ignored import is_to_ignore
from pipeline.process.intake.opening import form_bytes, limits_of
from pipeline.process.intake.reasons import bad_name
from pipeline.process.intake.returned import put_aside, take_filed
from pipeline.process.intake.settling import settled
from pipeline.process.office import Office
from pipeline.process.outcome import Decision, FormState, Outcome
from pipeline.process.signing.contents import protected, scan_suffix
from pipeline.process.signing.filing import file_scan
from pipeline.process.signing.matching import Candidate, candidates, matches
from pipeline.process.signing.naming import in_reading_order
from pipeline.process.signing.problems import ambiguous, filed_elsewhere, folder_among_scans, unmatched, void
from pipeline.process.telling import told
from pipeline.process.unforeseen import unforeseen
from pipeline.process.whole import writing
from pipeline.vietnamese.text import printable

LARGEST_SCAN = 200 * 1024 * 1024  # bytes; a scan of hundreds of pages stays below


@dataclass
class _Known:
    """What a pass knows: every document that a scan may be of, and where each scan is filed, by its hash."""

    documents: list[Candidate]
    scans: dict[str, list[Candidate]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in self.documents:
            for scan in one.document.scans:
                self.note(scan.sha256, one)

    def note(self, digest: str, at: Candidate) -> None:
        self.scans.setdefault(digest, []).append(at)

    def elsewhere(self, digest: str, one: Candidate) -> list[Candidate]:
        """The other documents at which a scan is filed; none where it is filed at this one too."""
        found = self.scans.get(digest, [])
        return [] if one.path in [other.path for other in found] else found


def process_scans(
    office: Office,
    settle: float = 2.0,
    clock: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Outcome]:
    """The outcome of every scan in `inbox/_ban-ky/` and `inbox/<body>/_ban-ky/`; the latter are of that body."""
    for decision in scan_decisions(office, settled(scan_arrivals(office), settle, clock, sleep)):
        yield decision.outcome


def scan_arrivals(office: Office) -> Iterator[Arrival]:
    """What lies in the folders for scans, pages of one paper in their order; or that one cannot be looked into.

    A folder that is a link is left to `arrivals`, which says so.
    """
    for folder in _folders(office):
        if folder.is_symlink():
            continue  # it is said among the forms, and not followed
        try:
            yield from [Arrival(path, _unread(path)) for path in _scans(folder)]
        except OSError as error:
            name = printable(folder.name)
            yield Arrival(folder, Problem("no-access", verbatim(name), access_error(name, error).message))


def scan_decisions(office: Office, arrivals: Iterable[Arrival]) -> Iterator[Decision]:
    """The decision on every scan that has settled; a failure leaves it where it lies and never stops the others."""
    known: _Known | None = None
    unreadable: list[Unreadable] = []
    for arrival in arrivals:
        path, body = arrival.path, _body_of(office, arrival.path.parent)
        name = office.workspace.relative(path)
        if arrival.problem is not None:
            yield Decision(path, path, Outcome(name, FormState.WAITING, problems=(arrival.problem,)))
            continue
        known = known or _Known(list(candidates(office.archive, unreadable=unreadable)))
        in_doubt = next((one for one in unreadable if body is None or one.body == body.id), None)
        # A scan may be of a document that is not known now.
        outcome = _not_filed(name, in_doubt.error) if in_doubt else _decide(office, path, known, body)
        yield Decision(path, path, outcome)


def _folders(office: Office) -> Iterator[Path]:
    """Every folder for scans: the office's, and that of each body, however the name of its own folder is written."""
    yield office.workspace.signed
    bodies = {body.id for body in office.organisation.bodies}
    with suppress(OSError):  # the forms beside them say it
        for path in sorted(office.workspace.inbox.iterdir()):
            if path.name.casefold() in bodies and path.is_dir() and not path.is_symlink():
                yield path / office.workspace.signed.name


def _body_of(office: Office, folder: Path) -> Body | None:
    """The body whose scans alone lie in a folder."""
    if folder == office.workspace.signed:
        bodies = office.organisation.bodies
        return bodies[0] if len(bodies) == 1 else None
    return office.organisation.body(folder.parent.name.casefold())


def _scans(folder: Path) -> list[Path]:
    """The scans in a folder, pages of one paper in their order."""
    if not folder.is_dir():
        return []
    found = [path for path in sorted(folder.iterdir()) if not is_to_ignore(path.name) and path.suffix != ".txt"]
    return sorted(found, key=lambda path: in_reading_order(path.name))


def _unread(path: Path) -> Problem | None:
    return folder_among_scans(path) if path.is_dir() and not path.is_symlink() else bad_name(path)


def _decide(office: Office, path: Path, known: _Known, body: Body | None) -> Outcome:
    name = office.workspace.relative(path)
    try:
        data = _bytes(office, path)
        scan_suffix(path.name, data)
        found = _meant(office, path.name, known, body)
        problem = protected(path.name, data) or _unclear(office, path.name, found, known, data)
        if problem is not None:
            return _left(path, name, problem)
        outcome = _filed(office, path, data, found[0])
        known.note(file_digest(data), found[0])
        return told(office, path, outcome)
    except FormRefused as refused:
        return _left(path, name, refused.problems[0])
    except VanthuError as error:
        return _not_filed(name, error)
    except OSError as error:
        return _not_filed(name, access_error(printable(path.name), error))
    except Exception as error:
        return unforeseen(office, path, error)


def _not_filed(name: str, error: VanthuError) -> Outcome:
    return Outcome(name, FormState.FAILED, problems=(Problem("scan-not-filed", verbatim(name), error.message),))


def _meant(office: Office, name: str, known: _Known, body: Body | None) -> list[Candidate]:
    types = {one.id: one.name for one in office.regulations.types}
    if body is None:
        return matches(name, known.documents, types)
    return matches(name, [one for one in known.documents if one.manifest.body == body.id], types, body.kind)


def _unclear(office: Office, name: str, found: list[Candidate], known: _Known, data: bytes) -> Problem | None:
    """Why a scan is not filed by its name; None where the name says one document only."""
    if not found:
        return unmatched(name)
    if len(found) > 1:
        return ambiguous(name, found)
    if found[0].is_void:
        return void(name, found[0])
    elsewhere = known.elsewhere(file_digest(data), found[0])
    return filed_elsewhere(name, office, elsewhere) if elsewhere else None


def sign_with(office: Office, path: Path, candidate: Candidate) -> Outcome:
    """File a scan to the document that somebody named. One outside the inbox is its owner's and stays.

    What keeps a scan from being filed by its name alone is then a warning. Raises `NoAccess`, `Busy`.
    """
    try:
        data = _bytes(office, path)
        readable = _Known(list(candidates(office.archive, unreadable=[])))  # others need not be whole for it
        elsewhere = readable.elsewhere(file_digest(data), candidate)
        outcome = _filed(office, path, data, candidate)
    except FormRefused as refused:
        problem = replace(refused.problems[0], severity=Severity.ERROR)
        return Outcome(office.workspace.relative(path), FormState.FAILED, problems=(problem,))
    except OSError as error:
        raise access_error(printable(path.name), error) from error
    warnings = (protected(path.name, data), filed_elsewhere(path.name, office, elsewhere) if elsewhere else None)
    return replace(outcome, problems=tuple(one for one in warnings if one is not None))


def _bytes(office: Office, path: Path) -> bytes:
    return form_bytes(path, replace(limits_of(office.organisation), file=LARGEST_SCAN))


def _filed(office: Office, path: Path, data: bytes, candidate: Candidate) -> Outcome:
    with writing(office):
        outcome = file_scan(office, office.workspace.relative(path), data, candidate)
        if not path.resolve().is_relative_to(office.workspace.inbox.resolve()):
            return outcome
        if outcome.state is FormState.DUPLICATE:
            return replace(outcome, moved_to=put_aside(office.workspace, path, data))
        take_filed(path, file_digest(data))
        return outcome


def _left(path: Path, name: str, problem: Problem) -> Outcome:
    """The scan stays where it is, and a text beside it says what to do; a text of somebody else's is left alone."""
    try_note(note_path(path), state_text(SCAN_NOTE, path.name, (problem,)))
    return Outcome(name, FormState.WAITING, problems=(replace(problem, severity=Severity.WARNING),))
