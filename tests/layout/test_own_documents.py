"""What the project itself writes, under every set of rules; and good files that LibreOffice saved."""

from __future__ import annotations

import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipeline.process import open_office, process_inbox
from pipeline.process.offices import make_demo_office
from pipeline.workspace import Workspace
from tests.layout.held import found, report, told
from tests.layout.test_ways_of_typing import LINES
from tests.layout.typed import FULL, FULL_2026, LETTER, MINUTES, MINUTES_2026, docx
from tests.sample import FORMS, SOURCES

# Year of the meetings → the rules their documents are held against.
YEARS = {2017: "11-HD/VPTW", 2018: "36-HD/VPTW", 2026: "05-HD/VPTW"}


@pytest.fixture(scope="module", params=YEARS)
def documents(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The documents of the sample office, its meetings moved to another year."""
    workspace = Workspace.at(tmp_path_factory.mktemp("office"))
    make_demo_office(workspace)
    for form in (*FORMS.glob("*.yaml"), *SOURCES.glob("*.yaml")):
        moved = form.read_text("utf-8").replace("2019", str(request.param + 1)).replace("2018", str(request.param))
        (workspace.inbox / form.name).write_text(moved, "utf-8")
    with open_office(workspace, lambda: datetime(2026, 11, 22, tzinfo=UTC)) as office:
        list(process_inbox(office, sorted(workspace.inbox.glob("*.yaml"))))
    written = {path.name: path.read_bytes() for path in workspace.outbox.rglob("*.docx") if "2018" not in path.parts}
    if request.param == 2018:
        written = {path.name: path.read_bytes() for path in workspace.outbox.rglob("*.docx")}
    assert len(written) >= 4
    return {f"{YEARS[request.param]} {name}": data for name, data in written.items()}


def test_every_document_we_write_passes_under_the_rules_of_its_day(documents: dict[str, bytes]) -> None:
    held = {name: report(data) for name, data in documents.items()}
    faults = {name: told(documents[name]) for name, one in held.items() if one.findings}
    assert not faults
    assert {name for name, one in held.items() if one.rules.id not in name} == set()


def test_a_resolution_we_write_fails_under_the_rules_of_another_time(documents: dict[str, bytes]) -> None:
    (name, data) = next((name, data) for name, data in documents.items() if "nghi-quyet" in name)
    day = date(2019, 1, 1) if "05-HD" in name else date(2026, 6, 1)
    assert {"body-end", "recipients-end"} <= {code for code, _number in found(data, day)}


@pytest.mark.libreoffice
def test_good_files_saved_by_libreoffice_pass(tmp_path: Path) -> None:
    files = {"full": FULL, "full-2026": FULL_2026, "minutes": MINUTES, "minutes-2026": MINUTES_2026, "letter": LETTER}
    files |= {f"line-{number}": named for number, named in enumerate(LINES.values())}
    for name, named in files.items():
        (tmp_path / f"{name}.docx").write_bytes(docx(named))
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "docx",
    ]
    sources = [str(tmp_path / f"{name}.docx") for name in files]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "saved"), *sources], check=True, capture_output=True, timeout=240
    )
    faults = {name: told((tmp_path / "saved" / f"{name}.docx").read_bytes()) for name in files}
    assert not {name: fault for name, fault in faults.items() if fault}
