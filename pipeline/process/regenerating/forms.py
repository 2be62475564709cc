"""Filed forms that somebody changed where they lie: read again as a dropped form is, held against what was filed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.archive import FiledForm, Manifest
from pipeline.documents import PlannedDocument, plan_documents
from pipeline.errors import FormRefused, Problem, Severity, VanthuError, in_file
from pipeline.meeting import Meeting, Stage
from pipeline.messages import Message, msg
from pipeline.office_files.packages import Limits, file_digest
from pipeline.process.intake.opening import form_bytes, limits_of
from pipeline.process.intake.prepare import prepare_form
from pipeline.process.regenerating.constant import Rules
from pipeline.records import Places


class FormDiffers(VanthuError):
    """A filed form was changed in a way that only filing it anew can follow."""


@dataclass(frozen=True)
class ReadForms:
    """The forms of a manifest as their files say now; `changed` by stage and round: they say otherwise than before."""

    forms: tuple[FiledForm, ...]
    changed: frozenset[tuple[Stage, int]]


def read_forms(rules: Rules, folder: Path, manifest: Manifest) -> ReadForms:
    """Every form, read again where its file has another hash. One that is gone stands as the manifest tells it.

    The version stays: it counts what was filed. Raises `FormDiffers`, `NoAccess`.
    """
    limits = limits_of(rules.organisation)
    forms: list[FiledForm] = []
    changed: set[tuple[Stage, int]] = set()
    for form in manifest.forms:
        data = _bytes_of(form, folder / form.path, limits)
        digest = file_digest(data) if data is not None else form.sha256
        record = form.record
        if data is not None and digest != form.sha256:
            record = _read_again(rules, manifest, form, data)
        if record == form.record:  # also one that was only saved anew: what was filed is not told otherwise
            forms.append(form)
        else:
            forms.append(form.model_copy(update={"record": record, "sha256": digest}))
            changed.add((form.stage, form.round))
    return ReadForms(tuple(forms), frozenset(changed))


def _bytes_of(form: FiledForm, path: Path, limits: Limits) -> bytes | None:
    try:
        return form_bytes(path, limits) if path.exists() else None
    except FormRefused as refused:
        raise FormDiffers(_unreadable(form, refused.problems[0])) from refused


def _read_again(rules: Rules, manifest: Manifest, form: FiledForm, data: bytes) -> Meeting:
    prepared = prepare_form(Path(form.path).name, data, rules.organisation, rules.regulations)
    meeting = prepared.meeting
    if meeting is None:
        wrong = [problem for problem in prepared.problems if problem.severity is Severity.ERROR]
        raise FormDiffers(_unreadable(form, wrong[0]) if wrong else _of_another(form))
    if not _is_same_meeting(meeting, form, manifest):
        raise FormDiffers(_of_another(form))
    record = meeting.model_copy(update={"code": manifest.meeting, "ordinal": manifest.ordinal})
    if _fixed(rules, record) != _fixed(rules, form.record):
        raise FormDiffers(
            msg(
                "The filed form “{name}” was changed: it needs other documents, numbers or dates than were filed. "
                "Please drop it into the inbox, so that it is filed as a correction.",
                name=form.path,
            )
        )
    return record


def _is_same_meeting(meeting: Meeting, form: FiledForm, manifest: Manifest) -> bool:
    return (
        (meeting.body, meeting.kind, meeting.period.month, meeting.stage)
        == (manifest.body, manifest.kind, manifest.month, form.stage)
        and meeting.code in (None, manifest.meeting)
        and meeting.ordinal in (None, manifest.ordinal)
    )


def _fixed(rules: Rules, record: Meeting) -> object:
    """What a meeting has been given and no regeneration gives anew: its documents' numbers and dates, void numbers."""
    planned = plan_documents(record, rules.organisation, rules.regulations, Places()).documents
    return [_given(document) for document in planned], record.follow_up.void_numbers, record.day


def _given(document: PlannedDocument) -> Sequence[object]:
    return (document.key, document.day, document.subject.type, document.stated_number, document.replaces)


def _unreadable(form: FiledForm, problem: Problem) -> Message:
    told = in_file(problem, form.path)
    return msg(
        "The filed form “{name}” was changed and cannot be used: {where}: {problem}",
        name=form.path,
        where=told.where,
        problem=told.message,
    )


def _of_another(form: FiledForm) -> Message:
    return msg("The filed form “{name}” was changed: it is of another meeting now.", name=form.path)
