"""A dropped folder: one form and what belongs to it are one job; any other folder is told what it lacks.

A returned job stays where it is: only its form is marked, with the text beside it, and all of it is taken when the form
is mended there. So no kill and no open window can part the form from its files, as moving a folder could (Windows
moves none that somebody looks into).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path, PurePath, PurePosixPath
from unicodedata import normalize

from pipeline.errors import Problem, Severity, VanthuError
from pipeline.forms import FORM_SUFFIXES
from pipeline.messages import Message, msg, verbatim
from pipeline.organisation.bodies import FormLimits
from pipeline.process.intake.arrivals import Arrival, dropped_folder
from pipeline.process.intake.beside import FOLDER_NOTE, FOLDER_NOTE_NAME, drop_text, spoken, try_note
from pipeline.process.intake.opening import form_bytes, limits_of
from pipeline.process.intake.reasons import STILL_COPYING, STILL_OPEN
from pipeline.process.office import Office
from pipeline.vietnamese.text import printable

# A meeting has no programs; one in an archive that is handed on would be started by somebody some day.
PROGRAMS = (
    *(".exe", ".com", ".bat", ".cmd", ".scr", ".pif", ".msi", ".msp", ".jar", ".hta", ".cpl", ".reg"),
    *(".js", ".jse", ".vbs", ".vbe", ".wsf", ".wsh", ".ps1", ".lnk", ".url"),
)
_MOST_NAMED = 10
_ROSTER = "roster"


@dataclass(frozen=True)
class Job:
    """A form and the files dropped with it in one folder."""

    folder: Path
    form: Path
    attachments: tuple[Path, ...]

    def names(self) -> dict[Path, str]:
        """What each attachment is called: its way from the folder, no two alike.

        In one Unicode form, because macOS takes letters apart: the same file comes from there under another name.
        """
        names: dict[Path, str] = {}
        for path in self.attachments:
            name = PurePosixPath(normalize("NFC", path.relative_to(self.folder).as_posix()))
            numbered = (str(name.with_stem(f"{name.stem} ({number})")) for number in count(2))
            names[path] = next(one for one in chain([str(name)], numbered) if one not in names.values())
        return names


def sorted_out(office: Office, arrival: Arrival) -> Iterator[Arrival | Job]:
    """What a settled folder is: a job; forms of their own; or one that stays, and why. A file is what it was."""
    files = arrival.inside
    if not files:
        yield arrival
        return
    waiting = [one for one in files if one.problem]
    kinds, doubts = _kinds(office, [one.path for one in files if not one.problem])
    forms = [path for path, kind in kinds.items() if kind is not None]
    others = [path for path, kind in kinds.items() if kind is None]
    if len(forms) > 1:
        yield from (one for one in files if one.problem or one.path in forms)
        if others:
            yield _left(arrival, _which_form(arrival.path, others))
    elif len(files) == 1 and (forms or doubts or waiting):
        yield files[0]  # alone, it is taken as any form
    elif waiting:
        yield _waiting(arrival, waiting)
    elif not forms:
        yield _left(arrival, doubts[0] if len(doubts) == 1 else _no_form(arrival.path))
    elif refused := _refused(office, arrival.path, kinds[forms[0]], others):
        yield _left(arrival, refused)
    else:
        drop_text(arrival.path / FOLDER_NOTE_NAME)
        yield Job(arrival.path, forms[0], tuple(others))


def _waiting(arrival: Arrival, waiting: Sequence[Arrival]) -> Arrival:
    """A folder of which a file is not ready: one that is on its way is soon there, every other one is named in it."""
    problems = [one.problem for one in waiting if one.problem]
    lasting = [problem for problem in problems if problem.code not in (STILL_COPYING, STILL_OPEN)]
    return _left(arrival, *lasting) if lasting else Arrival(arrival.path, problems[0])


def left_in(job: Job) -> list[Path]:
    """The files that lie in the job's folder now, without its form and our texts."""
    inside = [one.path for arrival in dropped_folder(job.folder) for one in arrival.inside]
    return [path for path in inside if path != job.form]


def _kinds(office: Office, files: Sequence[Path]) -> tuple[dict[Path, str | None], list[Problem]]:
    """The form that each file is, None for what is none; and of those that may be one, why that cannot be told."""
    limits, doubts = limits_of(office.organisation), []
    kinds: dict[Path, str | None] = dict.fromkeys(files)
    for path in files:
        if path.suffix.lower() not in FORM_SUFFIXES or _size(path) > limits.file:  # no form is so large
            continue
        try:
            read = office.readings.of(path.name, form_bytes(path, limits), limits).read
        except VanthuError as error:
            where = verbatim(printable(path.name))
            doubts.append(error.problems[0] if error.problems else Problem("no-access", where, error.message))
        else:
            kinds[path] = read.kind
            doubts += read.problems[:1] if read.is_doubtful else ()
    return kinds, [replace(doubt, severity=Severity.WARNING) for doubt in doubts]


def _refused(office: Office, folder: Path, kind: str | None, files: Sequence[Path]) -> Problem | None:
    """Why a job cannot be taken as it is."""
    limits = office.organisation.options.limits
    programs = [path for path in files if PurePath(path.name.rstrip(". ")).suffix.casefold() in PROGRAMS]
    if programs:
        message = msg("Programs are not kept with a meeting: {names}.", names=_named(folder, programs))
        return _problem("program-attached", folder, message, msg("Please take them out of the folder."))
    if kind == _ROSTER:
        message = msg("A form of changes of the roster has no meeting that files could be kept with.")
        return _problem("roster-attached", folder, message, msg("Please put the form alone into the inbox."))
    return _too_much(folder, files, limits)


def _too_much(folder: Path, files: Sequence[Path], limits: FormLimits) -> Problem | None:
    sizes = {path: _size(path) for path in files}
    large = [path for path, size in sizes.items() if size > limits.attachment_bytes]
    if len(files) > limits.attachments:
        message = msg(
            "{count} files lie beside the form; at most {limit} can.", count=len(files), limit=limits.attachments
        )
    elif large:
        message = msg("Larger than {limit} MB: {names}.", limit=limits.attachment_mb, names=_named(folder, large))
    elif sum(sizes.values()) > limits.attachments_bytes:
        message = msg("The files beside the form are larger than {limit} MB together.", limit=limits.attachments_mb)
    else:
        return None
    hint = msg("Please leave in the folder only what is to be kept with the meeting; pack or shrink what is large.")
    return _problem("too-much-attached", folder, message, hint)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # gone: what is read later is looked at again


def _left(arrival: Arrival, *problems: Problem) -> Arrival:
    """The folder stays, and a text in it says why."""
    said = [spoken(problem) for problem in problems[:_MOST_NAMED]]
    note = "\n".join([f"{FOLDER_NOTE}“{printable(arrival.path.name)}” chưa lưu được.", "", *said, ""])
    try_note(arrival.path / FOLDER_NOTE_NAME, note)
    return Arrival(arrival.path, problems[0])


def _no_form(folder: Path) -> Problem:
    hint = msg("Please put the form of the meeting into it, saved and closed; or move the folder out of the inbox.")
    return _problem("no-form", folder, msg("No form lies in this folder."), hint, Severity.WARNING)


def _which_form(folder: Path, files: Sequence[Path]) -> Problem:
    message = msg(
        "Several forms lie in this folder; which of them do these belong to: {names}?", names=_named(folder, files)
    )
    hint = msg("Please give each form a folder of its own, with the files that belong to it.")
    return _problem("which-form", folder, message, hint, Severity.WARNING)


def _problem(code: str, folder: Path, message: Message, hint: Message, severity: Severity = Severity.ERROR) -> Problem:
    return Problem(code, verbatim(printable(folder.name)), message, hint, severity)


def _named(folder: Path, files: Sequence[Path]) -> str:
    named = [printable(path.relative_to(folder).as_posix()) for path in files[:_MOST_NAMED]]
    return ", ".join(named) + (" …" if len(files) > _MOST_NAMED else "")
