"""Forms to drop, small ones, and other files that people have in their inbox."""

from __future__ import annotations

from pathlib import Path

from pipeline.forms import filled_form, meeting_to_yaml
from tests.faults.offices import HELD, SMALL
from tests.forms.mistyped import mistyped_form
from tests.sample import changed, sample_meeting

SHEET, LETTER, TEXT = filled_form(".xlsx", SMALL), filled_form(".docx", SMALL), meeting_to_yaml(SMALL).encode()
CORRECTED = meeting_to_yaml(changed(SMALL, "place", "Hội trường")).encode()
OTHER = meeting_to_yaml(sample_meeting("09")).encode()  # of another body
WITH_RESOLUTION = meeting_to_yaml(HELD).encode()
TO_MEND = mistyped_form(".yaml", HELD, {"date": "31/02/2018"})
SCAN = b"%PDF-1.7\nsigned\n%%EOF\n"
WHO = "Lê Thị Diệu Hằng"


def word_owner(form: Path) -> Path:
    """The file by which Excel says who has a form open."""
    owner = form.with_name(f"~${form.name}")
    name = WHO.encode("utf-16-le")
    old = bytes([len(WHO)]) + WHO.encode("ascii", "replace")
    owner.write_bytes(old.ljust(55, b" ") + len(WHO).to_bytes(2, "little") + name.ljust(108, b"\0"))
    return owner


def libreoffice_owner(form: Path) -> Path:
    """The same of LibreOffice."""
    owner = form.with_name(f".~lock.{form.name}#")
    owner.write_text(f"{WHO},hang,may-1,07.11.2018 08:00,file:///home/hang;", "utf-8")
    return owner
