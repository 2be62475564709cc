"""An office's templates, each compiled once and kept ready: what `render` asks."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.errors import BadTemplate
from pipeline.templates.compiled import OFFICIAL, CompiledTemplate, Filled, compiled
from pipeline.templates.faults import FAULTS, fault

if TYPE_CHECKING:
    from pipeline.templates.values import Context

_TEMPLATES = 32  # kept ready: an office has some twenty, few of them large


def filled(name: str, source: bytes, context: Context, day: date) -> Filled:
    """The document of a template already read, with its hashes; `name` is for messages. Raises as `render` does."""
    try:
        return _compiled(name, source).fill(context, day)
    except FAULTS as error:
        raise BadTemplate(fault(name, error)) from error


@lru_cache(maxsize=_TEMPLATES)
def _compiled(name: str, source: bytes) -> CompiledTemplate:
    return compiled(name, source, OFFICIAL)
