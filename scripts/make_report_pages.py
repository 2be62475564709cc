"""Pictures of printed reports and of a pack's contents, under docs/reports: a synthetic cell with a year behind it.

`python -m scripts.make_report_pages` needs LibreOffice and poppler.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from pipeline.reports.books import BookKind
from scripts.make_pages import draw

PAGES = Path(__file__).parent.parent / "docs" / "reports"
REPORTS = ("duties", "open", "attendance", "speaking", "tasks", "scores", "weaknesses")
YEAR = "2024"
AS_OF = "10/01/2025"
ISSUED = "issued_after_days: 15"  # nobody has told when the documents of a synthetic office were issued
MOST = 4  # pages of each: its tables, or the first of a hundred documents


def vanthu(*arguments: str | Path) -> None:
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", *map(str, arguments)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def made_reports(folder: Path) -> list[Path]:
    """Every report of one cell as a .docx, and the contents page of its pack for an inspector."""
    office = folder / "office"
    vanthu("synth", office, "--cells", "2", "--year", YEAR, "--filed")
    settings = office / "organisation.yaml"
    settings.write_text(settings.read_text("utf-8").replace("options:", f"options:\n  {ISSUED}", 1), "utf-8")
    cell = min(path.name for path in (office / "outbox").iterdir() if path.name.startswith("chi-bo"))
    asked = ("--year", YEAR, "--cell", cell)
    made = []
    for name in REPORTS:
        made.append(folder / f"{name}.docx")
        vanthu("--workspace", office, "report", name, *asked, "--as-of", AS_OF, "-o", made[-1])
    for book in BookKind:
        made.append(folder / f"book-of-{book.value}.docx")
        vanthu("--workspace", office, "report", "book", book.value, *asked, "-o", made[-1])
    vanthu("--workspace", office, "report", "duties", "--year", YEAR, "--as-of", AS_OF, "-o", folder / "heat-map.png")
    shutil.copyfile(folder / "heat-map.png", PAGES / "heat-map.png")
    pack = folder / "pack.zip"
    vanthu("--workspace", office, "export", "--inspection", *asked, "-o", pack)
    made.append(folder / "inspection-contents.docx")
    with zipfile.ZipFile(pack) as packed:
        made[-1].write_bytes(packed.read("00-muc-luc.docx"))
    return made


if __name__ == "__main__":
    draw(made_reports, PAGES, MOST)
