"""Writes the official Word templates: `python -m scripts.make_templates [FOLDER]` (default: `templates_docx/`).

The structure of each document follows the reference “party-documents”, section 3. The names in the tags are those of
`pipeline.documents.contexts`. Numbers of parts that may be missing come from `cycler`, which counts what is printed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from docx.document import Document

from scripts.follow_up_templates import correction, supplement, transmittal
from scripts.inspection_templates import inspection_programme, supervision_record
from scripts.invitation_templates import invitation, postponement
from scripts.minutes_template import minutes
from scripts.plan_templates import programme, thematic_plan
from scripts.report_templates import conclusion, report
from scripts.resolution_template import resolution
from scripts.slip_templates import paper, roll, score_sheet
from scripts.template_package import saved
from scripts.voting_templates import ballot, extract, vote_count
from scripts.year_template import year_report

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES: dict[str, Callable[[], Document]] = {
    "giay-moi.docx": invitation,
    "chuong-trinh-chuyen-de.docx": programme,
    "chuong-trinh-kiem-tra-giam-sat.docx": inspection_programme,
    "ke-hoach-chuyen-de.docx": thematic_plan,
    "tham-luan.docx": paper,
    "phieu-bieu-quyet.docx": ballot,
    "phieu-cham-diem.docx": score_sheet,
    "thong-bao-hoan.docx": postponement,
    "bien-ban.docx": minutes,
    "nghi-quyet.docx": resolution,
    "ket-luan.docx": conclusion,
    "danh-sach-diem-danh.docx": roll,
    "bien-ban-kiem-phieu.docx": vote_count,
    "trich-bien-ban.docx": extract,
    "bao-cao.docx": report,
    "bien-ban-bo-sung.docx": supplement,
    "bien-ban-giam-sat.docx": supervision_record,
    "cong-van-dinh-chinh.docx": correction,
    "cong-van-gui.docx": transmittal,
    "bao-cao-nam.docx": year_report,
}


def main(folder: Path) -> None:
    """Write all templates into the folder, replacing what is there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, build in TEMPLATES.items():
        (folder / name).write_bytes(saved(build()))
        print(folder / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "templates_docx")
