"""Sample contexts by name: for each template the smallest, a typical and a long one. Every name is invented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pipeline.documents.contexts import Context as MeetingContext
from pipeline.documents.contexts_year import YearReportContext

from . import sample_after as after
from . import sample_before as before
from . import sample_inspecting as inspecting
from . import sample_meetings as meetings
from . import sample_slips as slips
from . import sample_year as year

__all__ = ["DAY", "FILES", "SAMPLES", "TEMPLATES", "Context"]

Context = MeetingContext | YearReportContext

DAY = date(2018, 10, 5)
TEMPLATES = Path(__file__).resolve().parents[2] / "templates_docx"
FILES = {
    "minutes": "bien-ban.docx",
    "resolution": "nghi-quyet.docx",
    "plan": "ke-hoach-chuyen-de.docx",
    "invitation": "giay-moi.docx",
    "programme": "chuong-trinh-chuyen-de.docx",
    "inspection": "chuong-trinh-kiem-tra-giam-sat.docx",
    "paper": "tham-luan.docx",
    "ballot": "phieu-bieu-quyet.docx",
    "score": "phieu-cham-diem.docx",
    "postponement": "thong-bao-hoan.docx",
    "conclusion": "ket-luan.docx",
    "roll": "danh-sach-diem-danh.docx",
    "count": "bien-ban-kiem-phieu.docx",
    "extract": "trich-bien-ban.docx",
    "report": "bao-cao.docx",
    "supplement": "bien-ban-bo-sung.docx",
    "supervision": "bien-ban-giam-sat.docx",
    "correction": "cong-van-dinh-chinh.docx",
    "transmittal": "cong-van-gui.docx",
    "yearly": "bao-cao-nam.docx",
}

_CONTEXTS: Mapping[str, Context] = {
    "minutes-smallest": meetings.smallest_minutes(),
    "minutes": meetings.minutes(),
    "minutes-long": meetings.long_minutes(),
    "resolution-smallest": meetings.smallest_resolution(),
    "resolution": meetings.resolution(),
    "resolution-thematic": meetings.thematic_resolution(),
    "resolution-long": meetings.long_resolution(),
    "plan-smallest": meetings.smallest_plan(),
    "plan": meetings.plan(),
    "plan-long": meetings.long_plan(),
    "invitation-smallest": before.smallest_invitation(),
    "invitation": before.invitation(),
    "programme-smallest": before.smallest_programme(),
    "programme": before.programme(),
    "inspection-smallest": inspecting.smallest_inspection(),
    "inspection": inspecting.inspection(),
    "paper-smallest": slips.smallest_paper(),
    "paper": slips.paper(),
    "ballot-smallest": slips.smallest_ballot(),
    "ballot": slips.ballot(),
    "score-smallest": slips.smallest_score_sheet(),
    "score": slips.score_sheet(),
    "score-blank": slips.blank_score_sheet(),
    "postponement-smallest": before.smallest_postponement(),
    "postponement": before.postponement(),
    "postponement-letter": before.postponement_letter(),
    "conclusion-smallest": after.smallest_conclusion(),
    "conclusion": after.conclusion(),
    "roll-smallest": slips.smallest_roll(),
    "roll": slips.roll(),
    "count-smallest": after.smallest_vote_count(),
    "count": after.vote_count(),
    "extract-smallest": after.smallest_extract(),
    "extract": after.extract(),
    "report-smallest": after.smallest_report(),
    "report": after.report(),
    "supplement-smallest": after.smallest_supplement(),
    "supplement": after.supplement(),
    "supervision-smallest": inspecting.smallest_supervision(),
    "supervision": inspecting.supervision(),
    "correction-smallest": after.smallest_correction(),
    "correction": after.correction(),
    "transmittal-smallest": after.smallest_transmittal(),
    "transmittal": after.transmittal(),
    "yearly-smallest": year.smallest_year_report(),
    "yearly": year.year_report(),
    "yearly-long": year.long_year_report(),
}
SAMPLES: dict[str, tuple[str, Context]] = {
    name: (FILES[name.split("-")[0]], context) for name, context in _CONTEXTS.items()
}
