"""Searching 100,000 documents against reading all their texts (SQL's `like`), on the same index, in the same run.

`python -m tests.benchmarks.searching [DOCUMENTS]` prints the seconds of each question.
"""

from __future__ import annotations

import platform
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from pipeline.index import Query, find, open_index
from pipeline.index.entries import Entry
from pipeline.index.store import NAME, Index
from pipeline.meeting import MeetingKind
from tests.forms.records import everything
from tests.sample import sample_meeting

QUESTIONS = {
    "a rare phrase, with accents": Query(("chuyên đề số 77777",)),
    "a rare phrase, without accents": Query(("chuyen de so 77777",)),
    "a common word": Query(("đảng",)),
    "a common phrase without accents": Query(("dang vien",)),
    "two words anywhere": Query(("học sinh", "lưu ban")),
    "a person in a year": Query(("Võ Thanh Liêm",), first=date(2018, 1, 1), last=date(2018, 12, 31)),
    "a number": Query(number="4321"),
    "minutes of a cell": Query(body="chi-bo-7", what="minutes"),
}
_ROUNDS = 5
_IN_A_FOLDER = 8


def _words() -> list[str]:
    meetings = [everything(), *(sample_meeting(start) for start in ("02", "03", "08"))]
    return [word for meeting in meetings for word in meeting.model_dump_json().split() if word.isalpha()]


def _fill(index: Index, count: int) -> None:
    chance = random.Random(1)  # noqa: S311 - texts, no secrets
    words = _words()
    kinds = ("minutes", "resolution", "roll", "report")
    index.connection.execute("begin")
    for start in range(0, count, _IN_A_FOLDER):
        entries = [
            Entry(
                body=f"chi-bo-{start // _IN_A_FOLDER % 50}",
                meeting=f"m-{start}",
                meeting_kind=MeetingKind.REGULAR,
                what=kinds[number % len(kinds)],
                symbol=f"{number:02}-NQ/CB",
                day=date(2010, 1, 1) + timedelta(days=number % 4_000),
                path=f"{number}.docx",
                title=f"Nghị quyết chuyên đề số {number}",
                text="\n".join(" ".join(chance.choices(words, k=12)) for _ in range(60)),
            )
            for number in range(start, min(start + _IN_A_FOLDER, count))
        ]
        index.put(f"f/{start}", "", entries)
    index.connection.execute("commit")


def _seconds(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder, open_index(Path(folder)) as index:
        start = time.perf_counter()
        _fill(index, count)
        size = (Path(folder) / NAME).stat().st_size / 1024 / 1024
        print(
            f"{platform.machine()}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}: "
            f"{count:,} documents, made in {time.perf_counter() - start:.0f} s, {size:,.0f} MB"
        )
        for name, query in QUESTIONS.items():
            found = len(find(index, query))
            print(f"{name:34} {_seconds(lambda query=query: find(index, query)) * 1000:8.1f} ms  {found:3} found")  # type: ignore[misc]
        start = time.perf_counter()
        index.rows("select path from entries where text like ? limit 50", "%chuyên đề số 77777%")
        print(f"{'every text read (like)':34} {(time.perf_counter() - start) * 1000:8.1f} ms")


if __name__ == "__main__":
    main()
