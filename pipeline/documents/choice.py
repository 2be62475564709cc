"""Which kinds of document a meeting yields: the usual ones, or those the office chose for its kind and stage."""

from __future__ import annotations

from pipeline.documents.kind import DocumentKind
from pipeline.documents.kinds import KINDS
from pipeline.meeting import DocumentKindName, Meeting, MeetingKind, Stage
from pipeline.messages import Message, msg
from pipeline.organisation import Options


def wanted_kinds(meeting: Meeting, options: Options) -> tuple[DocumentKind, ...]:
    """The kinds of the meeting's stage, in the order of the table."""
    chosen = {
        name
        for choice in options.documents
        if choice.meeting == meeting.kind.value and choice.stage == meeting.stage.value
        for name in choice.kinds
    }
    is_chosen = any(
        choice.meeting == meeting.kind.value and choice.stage == meeting.stage.value for choice in options.documents
    )
    return tuple(
        kind
        for kind in KINDS
        if kind.stage is meeting.stage and (kind.name.value in chosen if is_chosen else kind.usual)
    )


def choice_faults(options: Options) -> tuple[Message, ...]:
    """What in an office's choice names no meeting, stage or document, or a document of another stage."""
    found = []
    for choice in options.documents:
        found += _unknown("meeting", choice.meeting, [kind.value for kind in MeetingKind])
        found += _unknown("stage", choice.stage, [stage.value for stage in Stage])
        kinds = [kind.name.value for kind in KINDS if kind.stage.value == choice.stage]
        for name in choice.kinds:
            found += _unknown("kinds", name, kinds or [kind.value for kind in DocumentKindName])
    return tuple(found)


def _unknown(key: str, given: str, known: list[str]) -> list[Message]:
    if given in known:
        return []
    return [
        msg(
            "organisation.yaml, options, documents, {key}: “{given}” is none of: {choices}.",
            key=key,
            given=given,
            choices=", ".join(known),
        )
    ]
