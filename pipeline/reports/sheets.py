"""What is looked up in a score sheet and in the points given by it, and which criteria the record itself tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from pipeline.meeting import TaskState
from pipeline.outlook.filed import Json
from pipeline.records import Same
from pipeline.regulations import Criterion, ScoreSheet
from pipeline.vietnamese.text import folded

ATTENDANCE = "Tỷ lệ đảng viên dự họp"
SPEAKING = "Tỷ lệ đảng viên phát biểu ý kiến"
RESULTS = "Kết quả thực hiện nghị quyết kỳ trước"


def criterion_in(sheet: ScoreSheet, name: str) -> Criterion | None:
    """The criterion of that name, a group or an item; None where the sheet has none."""
    return _criteria(Same(sheet)).get(folded(name))


@lru_cache(maxsize=64)
def _criteria(sheet: Same[ScoreSheet]) -> dict[str, Criterion]:
    entries = [entry for group in sheet.value.groups for entry in (group, *group.items)]
    return {folded(entry.name): entry for entry in reversed(entries)}  # of two of one name the first


def points_in(rows: Iterable[Json], column: str, name: str = "criterion") -> dict[str, Decimal]:
    """The points of one column of a score, by criterion; rows without points say nothing."""
    return {row[name]: Decimal(str(row[column])) for row in rows if row.get(column) is not None}


def point_for(given: Mapping[str, Decimal], criterion: str) -> Decimal | None:
    """What a criterion was given, whatever its writing; None where it was not."""
    wanted = folded(criterion)
    return next((points for name, points in given.items() if folded(name) == wanted), None)


def tasks_done(record: Json) -> tuple[int, int]:
    """How many tasks of the last resolution a meeting reported done, and how many it reported."""
    states = [row["state"] for row in record.get("last_tasks", ())]
    return states.count(TaskState.DONE.value), len(states)


def share_of(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole > 0 else None
