"""Pictures of every page of the sample documents, under docs/pages: to be looked at beside the layout rules.

`python -m scripts.make_pages` needs LibreOffice and poppler.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from pipeline.process import open_office, process_inbox
from pipeline.process.offices import drop_sample_forms, make_demo_office
from pipeline.workspace import Workspace

PAGES = Path(__file__).parent.parent / "docs" / "pages"
DPI = 80


def sample_documents(folder: Path) -> list[Path]:
    """The longest document of each kind of the sample office, copied to `<kind>.docx` below `folder`."""
    workspace = Workspace.at(folder / "office")
    make_demo_office(workspace)
    with open_office(workspace, lambda: datetime.now(UTC)) as office:
        outcomes = list(process_inbox(office, drop_sample_forms(workspace)))
    filed = [(document.kind, workspace.root / document.path) for outcome in outcomes for document in outcome.documents]
    largest = dict(sorted(filed, key=lambda one: (one[1].stat().st_size, one[1])))
    return [Path(shutil.copyfile(path, folder / f"{kind}.docx")) for kind, path in largest.items()]


def to_pdf(documents: list[Path], folder: Path) -> list[Path]:
    """The documents as PDF, in one go, with a profile of our own."""
    folder.mkdir(exist_ok=True)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, documents)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return [folder / f"{document.stem}.pdf" for document in documents]


def main() -> None:
    PAGES.mkdir(parents=True, exist_ok=True)
    for old in PAGES.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for pdf in to_pdf(sample_documents(folder), folder / "pdf"):
            subprocess.run(["pdftoppm", "-png", "-gray", "-r", str(DPI), str(pdf), str(PAGES / pdf.stem)], check=True)
    print(f"{len(list(PAGES.glob('*.png')))} pages in {PAGES}", file=sys.stderr)


if __name__ == "__main__":
    main()
