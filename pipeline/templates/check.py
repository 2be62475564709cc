"""A template looked through before any document is made of it: every fault at once, each with its paragraph in Word.

First the tags are read and their names held against what forms fill; where nothing is wrong so far, the template is
filled for trial: with everything there, and with as little as a form can leave.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import TemplateSyntaxError, UndefinedError

from pipeline.documents.names import sample, smallest
from pipeline.documents.year_report import TemplateKind
from pipeline.errors import NOTHING, BadTemplate, NoAccess, access_error
from pipeline.messages import Message, msg, verbatim
from pipeline.office_files.packages import PackageRefused
from pipeline.templates.blocks import Source, source_of
from pipeline.templates.budget import TooMuch
from pipeline.templates.complaints import Complaint
from pipeline.templates.faults import FAULTS
from pipeline.templates.findings import WHOLE_FILE, Finding, in_order
from pipeline.templates.official import filled
from pipeline.templates.paragraphs import parts_of
from pipeline.templates.reasons import reason_of
from pipeline.templates.sandbox import NotTextError, Sandbox
from pipeline.templates.uses import Uses
from pipeline.templates.values import values_of

TRIAL_DAY = date(2018, 10, 5)  # of the sample office


@dataclass(frozen=True)
class _Trial:
    """One filling for trial, and what it is called in a finding."""

    label: Message
    values: Callable[[type], Any]


MAX_BRACES = 20_000  # the longest of ours has four hundred

_TRIALS = (
    _Trial(msg("everything given"), sample),
    _Trial(msg("everything given, every question answered with no"), lambda context: sample(context, flags=False)),
    _Trial(msg("nothing given that may be left out"), smallest),
)


def check_template(template: Path, kinds: Sequence[TemplateKind]) -> tuple[Finding, ...]:
    """Everything that is wrong with the file as a template of these kinds, in the order of the file; empty: nothing.

    A name counts as known where a form of any of the kinds fills it. A file that cannot be opened is one finding.
    """
    try:
        data = template.read_bytes()
        parts = parts_of(data)
    except OSError as error:
        return (_unreadable(access_error(template.name, error)),)
    except FAULTS as error:
        return (_unreadable(error),)
    if sum(paragraph.text.count("{") for part in parts for paragraph in part) > MAX_BRACES:
        return (Finding("too-many-tags", WHOLE_FILE, "", msg("The file has more tags than a template can need.")),)
    sources = [source_of(part, _syntax()) for part in parts]
    findings = [finding for source in sources for finding in _findings(source, kinds, _syntax())]
    return in_order(findings) or in_order(_tried(template.name, data, sources, kinds))


@cache
def _syntax() -> Sandbox:
    """The language of templates, for reading only: nothing runs in it."""
    return Sandbox()


def _unreadable(error: Exception) -> Finding:
    if isinstance(error, NoAccess):
        return Finding("unreadable", WHOLE_FILE, "", error.message)
    reason = error.message if isinstance(error, PackageRefused) else msg("It is not a Word document.")
    return Finding(
        "unreadable",
        WHOLE_FILE,
        "",
        msg("The file cannot be opened. {reason}", reason=reason),
        msg("Please open it in Word and save it anew as .docx."),
    )


def _findings(source: Source, kinds: Sequence[TemplateKind], sandbox: Sandbox) -> Iterator[Finding]:
    yield from source.findings
    if not source.tags:
        return
    found: list[Finding] = []

    def report(line: int, complaint: Complaint) -> None:
        found.append(source.tags[line - 1].finding(complaint.code, complaint.message, complaint.hint))

    labels = ", ".join(dict.fromkeys(kind.name.label for kind in kinds))
    try:
        tree = sandbox.parse(source.text)
    except TemplateSyntaxError as error:
        message = msg("The tag cannot be read: {reason}.", reason=reason_of(error))
        report(min(error.lineno, len(source.tags)), Complaint("broken-tag", message, NOTHING))
    else:
        try:
            Uses(dict.fromkeys(kind.context_type for kind in kinds), labels, sandbox, report).walk(tree)
        except RecursionError:
            message = msg("A tag is nested too deeply to be read.")
            found.append(Finding("broken-tag", WHOLE_FILE, "", message, NOTHING))
    yield from found


def _tried(name: str, data: bytes, sources: list[Source], kinds: Sequence[TemplateKind]) -> Iterator[Finding]:
    """The first thing that goes wrong in each trial, by its tag where that can be told.

    The file is what counts: whatever can fail in its tags fails in it, so they are tried only to find the place.
    """
    for kind in kinds:
        for trial in _TRIALS:
            values = values_of(trial.values(kind.context_type))
            finding = _tried_file(name, data, values, kind, trial)
            if finding is not None:
                yield _tried_tags(sources, values, kind, trial) or finding


def _tried_tags(sources: list[Source], values: dict[str, object], kind: TemplateKind, trial: _Trial) -> Finding | None:
    sandbox = Sandbox()
    for source in sources:
        try:
            sandbox.from_string(source.text).render(values)
        except FAULTS as error:
            return _failed(source, error, kind, trial)
    return None


def _failed(source: Source, error: Exception, kind: TemplateKind, trial: _Trial) -> Finding:
    line = _line(error)
    spot, text = (source.tags[line - 1].paragraph.spot, source.tags[line - 1].text) if line else (WHOLE_FILE, "")
    message = msg(
        "Filled for trial as “{kind}” with {trial}, this fails: {reason}.",
        kind=kind.name.label,
        trial=trial.label,
        reason=_reason(error),
    )
    return Finding("trial-failed", spot, text, message, msg("Please put the tag within an “if” that asks first."))


def _line(error: Exception) -> int:
    """The line of the template in which it happened: jinja puts it into the traceback."""
    lines = [line for frame, line in traceback.walk_tb(error.__traceback__) if frame.f_code.co_filename == "<template>"]
    return lines[-1] if lines else 0


def _reason(error: Exception) -> Message:
    if isinstance(error, UndefinedError):
        return msg("“{name}” is not there", name=str(error))
    if isinstance(error, NotTextError):
        return msg("something is printed that is not a text ({kind})", kind=str(error))
    if isinstance(error, TooMuch | MemoryError):
        return msg("it repeats or prints more than a document can hold")
    return verbatim(str(error) or type(error).__name__)


def _tried_file(name: str, data: bytes, values: dict[str, object], kind: TemplateKind, trial: _Trial) -> Finding | None:
    """The whole file filled as for a real document: what only shows in the paragraphs and tables that come out."""
    try:
        filled(name, data, values, TRIAL_DAY)
    except BadTemplate as error:
        message = msg(
            "Filled for trial as “{kind}” with {trial}: {reason}",
            kind=kind.name.label,
            trial=trial.label,
            reason=error.message,
        )
        return Finding("trial-failed", WHOLE_FILE, "", message)
    return None
