"""The sample form that is a workbook, made from its source in YAML: `python -m scripts.make_samples`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pipeline.forms import filled_form
from pipeline.meeting import Meeting
from pipeline.organisation import load_organisation
from pipeline.outlook.known import prefill_for
from pipeline.records import build
from pipeline.regulations import load_regulations
from pipeline.workspace import SHIPPED_DATA
from pipeline.yaml_source import read_yaml

SAMPLE = SHIPPED_DATA / "sample"


def made() -> dict[Path, bytes]:
    """Every sample workbook with its bytes."""
    return {
        SAMPLE / "forms" / f"{source.stem}.xlsx": workbook(source) for source in (SAMPLE / "sources").glob("*.yaml")
    }


def workbook(source: Path) -> bytes:
    """The workbook that a clerk would have filled in with what the source says."""
    node, _ = read_yaml(source.read_bytes())
    meeting = build(Meeting, node).record
    if meeting is None:
        raise ValueError(f"{source.name} cannot be read")
    organisation = load_organisation(SAMPLE / "organisation.yaml")
    body = organisation.body(meeting.body)
    if body is None:
        raise ValueError(f"{source.name} is of a body that the sample office does not have")
    prefill = prefill_for(organisation, load_regulations(), body, meeting.kind, meeting.day or date.min)
    return filled_form(".xlsx", meeting, prefill)


def main() -> None:
    for path, data in made().items():
        path.write_bytes(data)
        print(path)


if __name__ == "__main__":
    main()
