"""Filling alone, by turns: plain docxtpl as it is usually used, docxtpl with the template kept, ours."""

from __future__ import annotations

import io
import resource
import statistics
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from docxtpl import DocxTemplate

from pipeline.office_files.ready import COMPRESSOR
from pipeline.templates import compile_template
from pipeline.templates.values import values_of
from tests.benchmarks.scale import minutes
from tests.benchmarks.watching.office import load

_AT_LEAST = 40


def fill(rounds: int) -> None:
    """Each round fills one document each way; what is compared are the medians."""
    with TemporaryDirectory() as folder:
        plain = minutes.plain_template(Path(folder))
        _compare("official template of minutes", minutes.OFFICIAL, values_of(minutes.official()), rounds)
        _compare("minutes with a table of members", plain, minutes.plain(), rounds)


def _compare(label: str, template: Path, values: Mapping[str, object], rounds: int) -> None:
    ready = compile_template(template)
    kept = DocxTemplate(template)
    ways: dict[str, Callable[[], bytes]] = {
        "docxtpl": lambda: _by_docxtpl(DocxTemplate(template), values),
        "docxtpl, kept": lambda: _by_docxtpl(kept, values),
        "ours": lambda: ready.render(values),
    }
    taken: dict[str, list[float]] = {way: [] for way in ways}
    sizes = {way: len(make()) for way, make in ways.items()}
    for _ in range(rounds):
        for way, make in ways.items():
            start = time.perf_counter()
            make()
            taken[way].append(time.perf_counter() - start)
    found = {way: statistics.median(times) for way, times in taken.items()}
    told = ", ".join(f"{way} {1 / seconds:.0f} a second ({sizes[way]} bytes)" for way, seconds in found.items())
    print(
        f"fill        {label}: {told}: {found['docxtpl'] / found['ours']:.1f} times docxtpl (wanted: at least "
        f"{_AT_LEAST}), {found['docxtpl, kept'] / found['ours']:.1f} times docxtpl kept; {COMPRESSOR}; {load()}"
    )


def _by_docxtpl(document: Any, values: Mapping[str, object]) -> bytes:
    document.render(dict(values))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def memory(count: int) -> None:
    """The same document many times over; what the process held at most before and behind."""
    ready, values = compile_template(minutes.OFFICIAL), values_of(minutes.official())
    for _ in range(100):
        ready.render(values)
    before = _peak()
    for _ in range(count):
        ready.render(values)
    print(f"memory      {before:.1f} MB after 100 documents, {_peak():.1f} MB after {count}: {load()}")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
