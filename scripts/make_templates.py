"""Writes the official Word templates: `python -m scripts.make_templates [FOLDER]` (default: `templates_docx/`).

The structure of each document follows the reference “party-documents”, section 3. The names in the tags are those of
`pipeline.documents.contexts`. Numbers of parts that may be missing come from `cycler`, which counts what is printed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from docx.document import Document

from scripts.minutes_template import minutes
from scripts.plan_template import thematic_plan
from scripts.resolution_template import resolution
from scripts.template_package import saved

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES: dict[str, Callable[[], Document]] = {
    "bien-ban.docx": minutes,
    "nghi-quyet.docx": resolution,
    "ke-hoach-chuyen-de.docx": thematic_plan,
}


def main(folder: Path) -> None:
    """Write all templates into the folder, replacing what is there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, build in TEMPLATES.items():
        (folder / name).write_bytes(saved(build()))
        print(folder / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "templates_docx")
