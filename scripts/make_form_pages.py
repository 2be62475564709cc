"""Pictures of the forms that clerks get, under docs/forms: half filled, filled in, and returned with mistakes marked.

`python -m scripts.make_form_pages` needs LibreOffice and poppler.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from pipeline.forms import filled_form, marked
from pipeline.forms.blank import written_form
from pipeline.forms.content import meeting_content, roster_content
from pipeline.meeting import MeetingKind, Stage
from pipeline.outlook.known import prefill_for
from pipeline.process import prepare_form
from scripts.make_pages import to_pdf
from tests.forms.mistyped import mistyped_form
from tests.sample import organisation, regulations, sample_meeting

FORMS = Path(__file__).parent.parent / "docs" / "forms"
DPI = 50
HELD, THEMATIC = sample_meeting("03"), sample_meeting("01")
MISTAKES = {
    "date": "31/02/2018",
    "roll.present_official": "hai mươi hai",
    "roll.absences[1].excuse": "Ốm",
    "agenda[1].opinions[1].speaker": "Vũ Thị Thanh Xuâm",
    "votes[1].in_favour": "30",
    "outcome": "",
}


def forms() -> dict[str, bytes]:
    """The forms to be shown, by file name."""
    day, body = HELD.day, organisation().body(HELD.body)
    if day is None or body is None:
        raise ValueError("the sample meeting has no day or no body")
    known = prefill_for(organisation(), regulations(), body, MeetingKind.REGULAR, day)
    shown: dict[str, bytes] = {}
    for suffix, kind in ((".xlsx", "excel"), (".docx", "word")):
        shown[f"{kind}-thuong-ky-du-kien{suffix}"] = written_form(
            suffix, meeting_content(MeetingKind.REGULAR, Stage.PLANNED, known)
        )
        shown[f"{kind}-thuong-ky-da-hop{suffix}"] = filled_form(suffix, HELD, known)
        shown[f"{kind}-chuyen-de-du-kien{suffix}"] = filled_form(suffix, THEMATIC, known)
        shown[f"{kind}-cap-nhat-sau-hop{suffix}"] = written_form(
            suffix, meeting_content(MeetingKind.REGULAR, Stage.FOLLOWED_UP, known)
        )
        shown[f"{kind}-bien-dong-dang-vien{suffix}"] = written_form(suffix, roster_content(known))
        shown[f"{kind}-tra-lai{suffix}"] = returned(suffix)
    return shown


def returned(suffix: str) -> bytes:
    """A form with mistakes, as it comes back."""
    data = mistyped_form(suffix, HELD, MISTAKES)
    problems = prepare_form(f"mau{suffix}", data, organisation(), regulations()).problems
    return marked(f"mau{suffix}", data, problems) or data


def main() -> None:
    FORMS.mkdir(parents=True, exist_ok=True)
    for old in FORMS.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        paths = []
        for name, data in forms().items():
            paths.append(folder / name)
            paths[-1].write_bytes(data)
        for pdf in to_pdf(paths, folder / "pdf"):
            subprocess.run(["pdftoppm", "-png", "-r", str(DPI), str(pdf), str(FORMS / pdf.stem)], check=True)
    print(f"{len(list(FORMS.glob('*.png')))} pages in {FORMS}", file=sys.stderr)


if __name__ == "__main__":
    main()
