"""How soon a form is filed once it has settled, and how many a second, each beside a peer at the same work.

Beside latency: plain docxtpl, a `DocxTemplate` a document, the same templates filled with the same values and saved.
Beside throughput: `openpyxl.load_workbook` on the same files, before and after.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from docxtpl import DocxTemplate
from openpyxl import load_workbook

from pipeline.process import open_office
from pipeline.process.intake.prepare import prepare_form
from pipeline.templates.sandbox import Sandbox
from pipeline.templates.values import values_of
from pipeline.workspace import Workspace
from tests.benchmarks.watching.office import SETTLE, load, until, until_quiet
from tests.watch.ground import ground
from tests.watch.processes import watcher_process

_FIRST = 3  # forms that only make both sides warm
_Filling = tuple[Path, dict[str, object]]


def latency(count: int) -> None:
    """Forms dropped one at a time, by turns with docxtpl."""
    ours, theirs = [], []
    with ground(count + _FIRST, "xlsx") as office, TemporaryDirectory() as folder:
        filled = [_fillings(office.workspace, form) for form in office.forms]
        with watcher_process(office.workspace, "--settle", str(SETTLE)) as watcher:
            until_quiet(watcher, 300)
            for form, fillings in zip(office.forms, filled, strict=True):
                theirs.append(_seconds(lambda fillings=fillings: _fill(fillings, Path(folder))))  # type: ignore[misc]
                done = len(watcher.at)
                dropped = time.monotonic()
                office.drop(form)
                until(lambda done=done: len(watcher.at) > done, watcher, 60, 0.002)  # type: ignore[misc]
                ours.append(watcher.at[done] - dropped - SETTLE)
                time.sleep(1.0)  # what follows a filing, the ready-made forms, is done in between
            assert all(row["state"] == "filed" for row in watcher.rows)
    mine, plain = statistics.median(ours[_FIRST:]), statistics.median(theirs[_FIRST:])
    documents = statistics.mean(map(len, filled[_FIRST:]))
    print(
        f"latency     {count} forms, {documents:.1f} documents each: from settled to filed {mine * 1000:.0f} ms (median; "
        f"longest {max(ours[_FIRST:]) * 1000:.0f}), docxtpl alone {plain * 1000:.0f} ms: "
        f"{mine / plain:.2f} times (wanted: at most 2); {load()}"
    )


def _fillings(workspace: Workspace, form: Path) -> list[_Filling]:
    """The templates of a form's documents, each with its values."""
    with open_office(workspace, datetime.now, as_it_is=True) as office:
        prepared = prepare_form(form.name, form.read_bytes(), office.organisation, office.regulations)
    numbered = enumerate(prepared.documents, 1)
    return [
        (workspace.template(one.kind.template, one.subject.body.id), values_of(one.context(number)))
        for number, one in numbered
    ]


def _fill(fillings: Iterable[_Filling], folder: Path) -> None:
    for number, (template, values) in enumerate(fillings):
        document: Any = DocxTemplate(template)
        document.render(values, Sandbox())
        document.save(folder / f"{number}.docx")


def throughput(count: int) -> None:
    """Forms moved in at once, by what was read before them and behind them with openpyxl."""
    with ground(count, "xlsx") as office:
        copies = [form.read_bytes() for form in office.forms]
        before = _seconds(lambda: _load(office.forms))
        with watcher_process(office.workspace, "--settle", str(SETTLE)) as watcher:
            until_quiet(watcher, 300)
            dropped = time.monotonic()
            for form in office.forms:
                office.drop(form)
            moved = time.monotonic()
            until(lambda: len(watcher.at) >= count, watcher, 3600, 0.1)
            taken = watcher.at[count - 1] - moved - SETTLE
            assert all(row["state"] == "filed" for row in watcher.rows)
        for form, data in zip(office.forms, copies, strict=True):
            form.write_bytes(data)
        after = _seconds(lambda: _load(office.forms))
    openpyxl = (before + after) / 2
    print(
        f"throughput  {count} forms (moved in within {moved - dropped:.1f} s): filed in {taken:.1f} s from settled, "
        f"{count / taken:.1f} a second; load_workbook {count / openpyxl:.1f} a second (before {before:.1f} s, after "
        f"{after:.1f} s): {openpyxl / taken:.2f} of its rate (wanted: at least 0.5); {load()}"
    )


def _load(forms: Iterable[Path]) -> None:
    for form in forms:
        load_workbook(form)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
