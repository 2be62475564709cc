"""Manifests of earlier formats as the current one reads them: a step for each format, run one behind the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

FORMAT = 2

Plain = dict[str, Any]


def _with_abstracts(manifest: Plain) -> Plain:
    """Format 1 did not keep what a document is about; the register then names the meeting."""
    documents = [{**document, "abstract": ""} for document in manifest["documents"]]
    return {**manifest, "documents": documents}


_STEPS: dict[int, Callable[[Plain], Plain]] = {1: _with_abstracts}  # format → the next one


class TooNewError(ValueError):
    """The manifest was written by a later version of the tool."""


def migrated(manifest: Plain) -> Plain:
    """The manifest in the current format. Raises `TooNewError`, and `ValueError` for a format there never was."""
    found = manifest.get("format")
    if not isinstance(found, int) or found < 1:
        raise ValueError(f"no format: {found!r}")
    if found > FORMAT:
        raise TooNewError(f"format {found}")
    for step in range(found, FORMAT):
        manifest = {**_STEPS[step](manifest), "format": step + 1}
    return manifest
