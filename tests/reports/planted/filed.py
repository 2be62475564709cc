"""The planted office on the disk, every form filed as `vanthu process` files it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from pipeline.process import FormState, Office, open_office, process_inbox
from pipeline.process.offices import lay_out
from pipeline.process.withdrawing import withdraw
from pipeline.workspace import Workspace
from tests.reports.planted.plain import Json


def now() -> datetime:
    return datetime(2027, 1, 31, 8, 0, tzinfo=UTC)


def file_all(root: Path, organisation: Json, forms: list[Json], withdrawn: set[str], again: list[Json]) -> None:
    """An office in an empty folder with the forms filed in their order; some of what was filed by mistake is withdrawn.

    What is dropped `again` comes after that.
    """
    workspace = Workspace.at(root)
    lay_out(workspace, json.dumps(organisation, ensure_ascii=False).encode())
    with open_office(workspace, now) as office:
        for number, form in enumerate(forms):
            _file(office, form, number)
        for code in sorted(withdrawn):
            withdraw(office, code, "Ghi nhầm tháng")
        for number, form in enumerate(again, len(forms)):
            _file(office, form, number)


def _file(office: Office, form: Json, number: int) -> None:
    path = office.workspace.inbox / form["body"] / f"{number:05}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(form, ensure_ascii=False), "utf-8")
    (outcome,) = process_inbox(office, [path])
    assert outcome.state in (FormState.FILED, FormState.REVISED), (outcome.form, outcome.problems)
