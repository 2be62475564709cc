"""Pictures of every page of the sample documents and year's reports, under docs/pages: to be held beside the rules.

`python -m scripts.make_pages` needs LibreOffice and poppler.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from pipeline.documents.year_report import YEAR_REPORT
from pipeline.index import open_index, refreshed_facts
from pipeline.process import open_office, process_inbox
from pipeline.process.offices import drop_sample_forms, make_demo_office
from pipeline.process.rules import archive_of, office_and_rules
from pipeline.reports.office_year import OfficeYear
from pipeline.reports.year import reports_of
from pipeline.reports.year.document import document_of
from pipeline.workspace import Workspace

PAGES = Path(__file__).parent.parent / "docs" / "pages"
DPI = 80


def sample_documents(folder: Path) -> list[Path]:
    """The longest document of each kind of the sample office, copied to `<kind>.docx` below `folder`."""
    workspace = Workspace.at(folder / "office")
    make_demo_office(workspace)
    with open_office(workspace, lambda: datetime.now(UTC)) as office:
        outcomes = list(process_inbox(office, drop_sample_forms(workspace)))
    reports = year_reports(workspace, folder)
    filed = [(document.kind, workspace.root / document.path) for outcome in outcomes for document in outcome.documents]
    largest = dict(sorted(filed, key=lambda one: (one[1].stat().st_size, one[1])))
    return [Path(shutil.copyfile(path, folder / f"{kind}.docx")) for kind, path in largest.items()] + reports


def year_reports(workspace: Workspace, folder: Path) -> list[Path]:
    """The year's report of the sample cell and of the party committee above it."""
    organisation, regulations = office_and_rules(workspace)
    year = OfficeYear(organisation, regulations, 2018, date(2019, 1, 10))
    with open_index(workspace.state, 30) as index:
        facts = refreshed_facts(index, archive_of(workspace, organisation))
        reports = list(reports_of(year, facts.meetings, void=facts.void_numbers))
    written = []
    for report in reports:
        name = {"binh-minh": "year-report", "party-committee": "year-report-of-committee"}
        found = name.get(report.body.id) or name.get(report.body.kind.value)
        if found:
            target = folder / f"{found}.docx"
            template = workspace.template(YEAR_REPORT.template, report.body.id)
            target.write_bytes(document_of(year, report).filled(template))
            written.append(target)
    return written


def to_pdf(documents: list[Path], folder: Path) -> list[Path]:
    """The documents as PDF, in one go, with a profile of our own."""
    folder.mkdir(exist_ok=True)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, documents)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return [folder / f"{document.stem}.pdf" for document in documents]


def draw(made: Callable[[Path], list[Path]], pages: Path, most: int = 100) -> None:
    """Pictures of the first pages of what is `made` in a folder of its own, instead of those that are in `pages`."""
    pages.mkdir(parents=True, exist_ok=True)
    for old in pages.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for pdf in to_pdf(made(folder), folder / "pdf"):
            options = ["-png", "-gray", "-r", str(DPI), "-l", str(most)]
            subprocess.run(["pdftoppm", *options, str(pdf), str(pages / pdf.stem)], check=True)
    print(f"{len(list(pages.glob('*.png')))} pages in {pages}", file=sys.stderr)


if __name__ == "__main__":
    draw(sample_documents, PAGES)
