"""The sign that the watcher lives: a small file that an outside check can read, written every few seconds."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pipeline.archive.holder import Holder
from pipeline.messages import Message, vietnamese

NAME = "heartbeat.json"
FORMAT = 1
_LONGEST = 4 * 1024 * 1024  # bytes; more is none of ours
MOST_NAMED = 200  # waiting forms that are named


Said = dict[str, str]  # a sentence by language


@dataclass(frozen=True)
class Waiting:
    """A form or scan that waits, its path from the workspace on, since when, and why in both languages."""

    form: str
    since: str
    reason: Said


@dataclass(frozen=True)
class Listening:
    """How a folder is listened to: `native` events or `poll`; `disk` as the system calls its kind."""

    folder: str
    mode: str
    disk: str


@dataclass(frozen=True)
class Hooked:
    """Commands of the office that failed since the start, and the last failure in both languages."""

    failures: int
    last: Said | None


@dataclass(frozen=True)
class Pulse:
    """One beat. Times are ISO 8601 with the zone; `period` is in seconds, `free` in bytes by folder.

    `scan` is when the inbox was last looked through, `event` when the system last told of a change, `working` what is
    being read or filed just now. `queue` counts what is still to be decided on, `returned` the forms to mend. `trouble`
    says why nothing can be filed, in both languages. `stopped` is set by a watcher that ended of its own will.
    """

    holder: Holder
    version: str
    beat: str
    period: float
    folders: tuple[Listening, ...]
    scan: str | None = None
    event: str | None = None
    working: dict[str, Any] | None = None
    queue: int = 0
    waiting: tuple[Waiting, ...] = ()
    returned: int = 0
    filed: int = 0
    free: dict[str, int | None] | None = None
    trouble: Said | None = None
    hooks: Hooked = Hooked(0, None)
    stopped: str | None = None

    def to_json(self) -> dict[str, Any]:
        return {"format": FORMAT, **asdict(self)}


def in_both(message: Message) -> Said:
    """A sentence for whoever reads it later, in whatever language."""
    return {"vi": vietnamese(message), "en": message.text(str)}


def write_pulse(state: Path, pulse: Pulse) -> None:
    """Put the beat down, whole; not flushed, since the next one comes. One that cannot be written shows by its age."""
    target = state / NAME
    fresh = target.with_name(f".{NAME}.moi")
    with suppress(OSError):
        fresh.write_text(json.dumps(pulse.to_json(), ensure_ascii=False) + "\n", "utf-8")
        os.replace(fresh, target)  # noqa: PTH105 (the same on all systems)


def read_pulse(state: Path) -> Pulse | None:
    """The last beat; None where there was none, or none that can be understood."""
    try:
        with (state / NAME).open("rb") as file:
            raw = json.loads(file.read(_LONGEST))
        if raw.pop("format") != FORMAT:
            return None
        holder = Holder.from_bytes(json.dumps(raw.pop("holder")).encode())
        if holder is None:
            return None
        raw["folders"] = tuple(Listening(**one) for one in raw["folders"])
        raw["waiting"] = tuple(Waiting(**one) for one in raw["waiting"])
        raw["hooks"] = Hooked(**raw["hooks"])
        pulse = Pulse(holder=holder, **raw)
        _check(pulse)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return None
    return pulse


def _check(pulse: Pulse) -> None:
    """Raises `ValueError`, `TypeError` or `KeyError` for a beat that no watcher wrote."""
    times = (pulse.beat, pulse.scan, pulse.event, pulse.stopped, *(one.since for one in pulse.waiting))
    zones = [datetime.fromisoformat(time).utcoffset() for time in times if time is not None]
    if None in (*zones, pulse.beat, *(one.since for one in pulse.waiting)):
        raise ValueError("a time without its zone")
    said = [pulse.trouble, pulse.hooks.last, *(one.reason for one in pulse.waiting)]
    texts = [pulse.version, *(one.form for one in pulse.waiting)]
    texts += [text for sentence in said if sentence is not None for text in dict(sentence).values()]
    texts += [text for one in pulse.folders for text in (one.folder, one.mode, one.disk)]
    counts = [pulse.queue, pulse.returned, pulse.filed, pulse.hooks.failures]
    counts += [pulse.working[name] for name in ("done", "total")] if pulse.working else []
    if not all(type(text) is str for text in texts) or not all(type(count) is int for count in counts):
        raise TypeError("a beat of another kind")
    timedelta(seconds=pulse.period)
