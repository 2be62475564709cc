"""A year made again, beside a docxtpl loop over the same documents on as many processes.

The loop gets its values ready-made and only fills and saves; ours reads every manifest, plans, fills, stages, replaces,
keeps what was there in the history and writes the manifests, as a command of its own.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from docxtpl import DocxTemplate

from pipeline.process.regenerating.folder import opened as opened_folder
from pipeline.process.regenerating.rows import Task, Wanted
from pipeline.templates.values import values_of
from pipeline.workspace import Workspace
from tests.benchmarks.scale.office import Took, documents, filed_office, regenerate, touch
from tests.benchmarks.watching.office import load

JOBS = 2
_PEER = 400  # documents that the loop fills: enough to tell its pace
_AT_LEAST, _UNCHANGED, _ONE_TEMPLATE, _DASK = 20, 8, 0.4, 0.8
_LARGER, _LONGER, _MORE_MEMORY = 10, 11, 1.2
_FOUR = ("bien-ban.docx", "nghi-quyet.docx", "danh-sach-diem-danh.docx", "phieu-cham-diem.docx")
Filling = tuple[str, dict[str, Any]]


def year(cells: int) -> None:
    """Everything, nothing, one template of four; the loop; Dask."""
    with filed_office(cells) as office:
        count = len(documents(office))
        before = _by_docxtpl(office)
        full = _full(office)
        after = _by_docxtpl(office)
        peer, ours = (before + after) / 2, full.seconds / count
        print(
            f"regenerate  {count} documents of {cells} cells on {JOBS} processes: {count / full.seconds:.0f} a second "
            f"({full.megabytes:.0f} MB); docxtpl {1 / before:.0f} and {1 / after:.0f}: {peer / ours:.1f} times (wanted: "
            f"at least {_AT_LEAST}); {load()}"
        )
        nothing = regenerate(office, "--jobs", str(JOBS))
        assert nothing.summary["write"] == 0
        print(
            f"  nothing changed: {nothing.seconds:.2f} s, in full {full.seconds:.2f} s: "
            f"{full.seconds / nothing.seconds:.1f} times as fast (wanted: {_UNCHANGED})"
        )
        _one_of_four(office, count, full.seconds)
        pool, dask = _full(office), _full(office, "--dask", "local")
        print(
            f"  Dask with local workers {dask.seconds:.2f} s, the pool {pool.seconds:.2f} s: "
            f"{pool.seconds / dask.seconds:.2f} of its pace (wanted: at least {_DASK}); {load()}"
        )


def _one_of_four(office: Workspace, count: int, full: float) -> None:
    """One template changed, each of the four of a regular meeting in turn: they differ in size and in number."""
    shares = []
    for template in _FOUR:
        touch(office.templates / template)
        one = regenerate(office, "--jobs", str(JOBS))
        shares.append(one.seconds / full)
        print(
            f"  {template} changed, {one.summary['write']} of {count} documents: {one.seconds:.2f} s, "
            f"{shares[-1]:.2f} of the time in full"
        )
    print(f"  one template of four changed: {sum(shares) / len(shares):.2f} (wanted: at most {_ONE_TEMPLATE})")


def growth(cells: int) -> None:
    """Ten times the cells, serially: how much longer, how much more memory."""
    found = []
    for many in (cells, cells * _LARGER):
        with filed_office(many) as office:
            found.append((len(documents(office)), _full(office, "--jobs", "1")))
    (few, small), (lots, large) = found
    longer = large.seconds / small.seconds / (lots / few) * _LARGER
    print(
        f"growth      {few} documents {small.seconds:.1f} s, {small.megabytes:.0f} MB; {lots} documents "
        f"{large.seconds:.1f} s, {large.megabytes:.0f} MB: for {_LARGER} times as many {longer:.1f} times as long "
        f"(wanted: at most {_LONGER}), {large.megabytes / small.megabytes:.2f} of the memory (wanted: at most "
        f"{_MORE_MEMORY}); {load()}"
    )


def _full(office: Workspace, *options: str) -> Took:
    """Every document made again, because every template changed."""
    for template in office.templates.glob("*.docx"):
        touch(template)
    took = regenerate(office, *(options or ("--jobs", str(JOBS))))
    assert took.summary["write"] == len(documents(office))
    return took


def _by_docxtpl(office: Workspace) -> float:
    """Seconds a document takes when two processes fill the same documents with docxtpl and save them."""
    fillings = _fillings(office)
    with ProcessPoolExecutor(JOBS) as pool, TemporaryDirectory() as folder:
        parts = [fillings[start::JOBS] for start in range(JOBS)]
        spans = list(pool.map(_fill, parts, [folder] * JOBS, range(JOBS)))
    return max(end for _, end in spans) / len(fillings) - min(start for start, _ in spans) / len(fillings)


def _fillings(office: Workspace) -> list[Filling]:
    """Templates and values of documents from all over the year."""
    found: list[Filling] = []
    wanted = Wanted(run="bench", at="", presumed=None)
    manifests = sorted(office.outbox.rglob("manifest.json"))
    step = max(1, len(manifests) * 4 // _PEER)
    for manifest in manifests[::step]:
        folder = opened_folder(Task(office, manifest.parent.relative_to(office.outbox).as_posix(), wanted))
        assert folder is not None
        for document in folder.before.documents:
            if (made_from := folder.plan(document)) is not None:
                plan, known = made_from
                template = office.template(plan.kind.template, folder.before.body)
                found.append((str(template), values_of(plan.context(document.number, known=known))))
    return found


def _fill(fillings: Sequence[Filling], folder: str, process: int) -> tuple[float, float]:
    start = time.time()
    for number, (template, values) in enumerate(fillings):
        document: Any = DocxTemplate(template)
        document.render(values)
        document.save(Path(folder) / f"{process}-{number}.docx")
    return start, time.time()
