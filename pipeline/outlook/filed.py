"""What the archive says of a body's meetings, read as plain JSON: hundreds of manifests in a moment."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.archive import FILED, Manifest
from pipeline.archive.manifest import NAME, read_manifest
from pipeline.archive.tree import Archive
from pipeline.errors import ArchiveDamaged
from pipeline.meeting import DocumentKindName, Meeting, MeetingKind, Stage
from pipeline.messages import msg
from pipeline.vietnamese.dates import Month

Json = dict[str, Any]

_KINDS = {kind.value: kind for kind in MeetingKind}
_STAGES = {stage.value: stage for stage in Stage}
_PAPERS = {name.value: name for name in DocumentKindName}
_HELD = Stage.HELD.value
_TO_COME = (Stage.PLANNED, Stage.POSTPONED)


@dataclass(frozen=True)
class FiledMeeting:
    """One meeting as its manifest has it. `forms` and `documents` are the manifest's own, unvalidated.

    Of one that was withdrawn only its place is left: it took no place, and nothing follows from it.
    """

    folder: Path
    code: str
    kind: MeetingKind
    month: Month
    ordinal: int
    stage: Stage
    forms: tuple[Json, ...]
    documents: tuple[Json, ...]
    is_withdrawn: bool = False

    def told(self, *stages: Stage) -> Json | None:
        """The record filed last for the first of the stages that has one; None where none has."""
        for stage in stages:
            form = self._last.get(stage.value)
            if form is not None:
                record: Json = form["record"]
                return record
        return None

    @property
    def held_form(self) -> Json | None:
        """The form that tells how it was held, or the corrected one; None where it was not."""
        return self._last.get(_HELD)

    @cached_property
    def _last(self) -> dict[str, Json]:
        """By stage the form filed last: of those of one round the first."""
        found: dict[str, Json] = {}
        for form in self.forms:
            known = found.setdefault(form["stage"], form)
            if known is not form and int(form.get("round") or 0) > int(known.get("round") or 0):
                found[form["stage"]] = form
        return found

    @property
    def is_held(self) -> bool:
        return self.held_form is not None

    @property
    def is_to_come(self) -> bool:
        """Whether it is planned, or postponed, and not held yet."""
        return self.stage in _TO_COME and not self.is_held

    @cached_property
    def day(self) -> date | None:
        """The day it was held, else the one it is put off to, else the one it was planned for."""
        record = self.told(Stage.HELD, Stage.POSTPONED, Stage.PLANNED)
        stated = record.get("date") if record else None
        return date.fromisoformat(stated) if stated else None

    @property
    def order(self) -> tuple[date, Month, int]:
        """Meetings follow each other by their day; one without a day begins its month."""
        return self.day or self.month.first_day, self.month, self.ordinal

    def numbered(self) -> list[tuple[DocumentKindName, int]]:
        """Its documents that carry a number, in their order."""
        return [
            (_PAPERS[document["kind"]], int(document["number"]))
            for document in self.documents
            if document["number"] is not None and document["status"] == FILED
        ]

    def record(self, stage: Stage) -> Meeting | None:
        """The record filed last for a stage, validated. Raises `ArchiveDamaged`."""
        manifest: Manifest | None = read_manifest(self.folder)
        forms = [form for form in manifest.forms if form.stage is stage] if manifest else []
        return max(forms, key=lambda form: form.round).record if forms else None


def filed_meetings(archive: Archive, body: str) -> tuple[FiledMeeting, ...]:
    """Every filed meeting of a body, oldest first. Raises `ArchiveDamaged` for a manifest that cannot be read."""
    read = (_read(folder / NAME) for folder in archive.folders(body))
    return tuple(sorted((one for one in read if one is not None), key=lambda meeting: meeting.order))


def _read(path: Path) -> FiledMeeting | None:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    return meeting_in(path.parent, data)


def meeting_in(folder: Path, data: bytes) -> FiledMeeting:
    """The meeting of a folder by the bytes of its manifest. Raises `ArchiveDamaged` where they cannot be read."""
    try:
        return meeting_of(folder, json.loads(data))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        name = "/".join(folder.parts[-3:])
        raise ArchiveDamaged(msg("The manifest of “{name}” cannot be read.", name=name)) from error


def meeting_of(folder: Path, raw: Json) -> FiledMeeting:
    """The same by what they say. Raises `ValueError`, `KeyError`, `TypeError`, `AttributeError` for no manifest."""
    is_withdrawn = bool(raw.get("withdrawn"))
    return FiledMeeting(
        folder=folder,
        code=raw["meeting"],
        kind=_KINDS[raw["kind"]],
        month=month_of(raw),
        ordinal=raw["ordinal"],
        stage=Stage.CANCELLED if is_withdrawn else _STAGES[raw["stage"]],
        forms=() if is_withdrawn else tuple(raw["forms"]),
        documents=() if is_withdrawn else tuple(raw["documents"]),
        is_withdrawn=is_withdrawn,
    )


def month_of(raw: Json) -> Month:
    """The period of a manifest. Raises as `meeting_of` does."""
    year, month = raw["month"].split("-")
    return Month(int(year), int(month))
