"""The planted office on the disk, every form filed as `vanthu process` files it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from pipeline.process import FormState, open_office, process_inbox
from pipeline.process.offices import lay_out
from pipeline.process.withdrawing import withdraw
from pipeline.workspace import Workspace
from tests.reports.planted.plain import Json


def now() -> datetime:
    return datetime(2027, 1, 31, 8, 0, tzinfo=UTC)


def file_all(root: Path, organisation: Json, forms: list[Json], withdrawn: dict[str, str]) -> None:
    """An office in an empty folder with the forms filed in their order; `withdrawn` meetings are then taken back.

    A form that is dropped again behind a withdrawn meeting comes after it: it has a higher ordinal.
    """
    workspace = Workspace.at(root)
    lay_out(workspace, json.dumps(organisation, ensure_ascii=False).encode())
    paths = []
    for number, form in enumerate(forms):
        path = workspace.inbox / form["body"] / f"{number:05}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(form, ensure_ascii=False), "utf-8")
        paths.append(path)
    with open_office(workspace, now) as office:
        outcomes = [outcome for path in paths for outcome in process_inbox(office, [path])]
        refused = [one for one in outcomes if one.state not in (FormState.FILED, FormState.REVISED)]
        assert not refused, [(one.form, one.state, one.problems) for one in refused[:3]]
        for code, reason in withdrawn.items():
            withdraw(office, code, reason)
