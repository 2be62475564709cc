"""The sample office, as tests use it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from pipeline.meeting import Meeting
from pipeline.organisation import Organisation, read_organisation
from pipeline.records import build
from pipeline.regulations import Regulations, load_regulations
from pipeline.vietnamese.dates import Month
from pipeline.workspace import SHIPPED_DATA
from pipeline.yaml_source import read_yaml

FORMS = SHIPPED_DATA / "sample" / "forms"
SOURCES = SHIPPED_DATA / "sample" / "sources"


@lru_cache(maxsize=1)
def organisation() -> Organisation:
    found, problems = read_organisation((SHIPPED_DATA / "sample" / "organisation.yaml").read_bytes())
    assert found is not None, problems
    return found


def regulations() -> Regulations:
    return load_regulations()


def sample_meeting(start: str) -> Meeting:
    """The meeting of the sample form whose name starts so."""
    (path,) = [path for folder in (FORMS, SOURCES) for path in folder.glob(f"{start}*.yaml")]
    node, _ = read_yaml(path.read_bytes())
    record = build(Meeting, node).record
    assert record is not None
    return record


def changed(meeting: Any, path: str, value: object) -> Any:
    """The record with one value changed: `changed(meeting, "votes.0.in_favour", 3)`."""
    step, _, rest = path.partition(".")
    if isinstance(meeting, tuple):
        number = int(step)
        new = changed(meeting[number], rest, value) if rest else value
        return (*meeting[:number], new, *meeting[number + 1 :])
    new = changed(getattr(meeting, step), rest, value) if rest else value
    return meeting.model_copy(update={step: new})


def moved(record: Any, years: int) -> Any:
    """The record with every day and month so many years later."""
    if isinstance(record, date):
        return record.replace(year=record.year + years)
    if isinstance(record, Month):
        return record.plus(12 * years)
    if isinstance(record, tuple):
        return tuple(moved(item, years) for item in record)
    if isinstance(record, BaseModel):
        return record.model_copy(
            update={name: moved(getattr(record, name), years) for name in type(record).model_fields}
        )
    return record
