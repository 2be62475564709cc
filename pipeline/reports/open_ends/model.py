"""What is still to be done by a body, and by which form it is mended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.meeting import Stage
from pipeline.outlook.wanted import FormWanted
from pipeline.records import Choice
from pipeline.reports.office_year import last_day


class Lack(Choice):
    """In the order in which an office sees to it."""

    RETURNED = "returned", "Biểu mẫu cần sửa"
    NO_MEETING = "no-meeting", "Chưa có cuộc họp"
    UNSIGNED = "unsigned", "Chưa ký, ban hành"
    NOT_SENT = "not-sent", "Chưa gửi"
    NO_SCORE = "no-score", "Chưa chấm điểm"
    OVERDUE = "overdue", "Nhiệm vụ quá hạn"
    TO_EXPLAIN = "to-explain", "Cần giải trình"


@dataclass(frozen=True)
class OpenEnd:
    """One thing. `about` says what, `mend` how, both in Vietnamese; `wanted` is the form that does it.

    `since` is the day from which on it is open, None where none can be told; `records` are the filed forms it was
    told from, from the outbox on.
    """

    body: str
    lack: Lack
    about: str
    mend: str
    wanted: FormWanted | None = None
    since: date | None = None
    meeting: str = ""
    records: tuple[str, ...] = ()

    @property
    def form(self) -> str:
        """The name of the form, without an ending; empty where none mends it."""
        return self.wanted.name if self.wanted else ""

    @property
    def command(self) -> str:
        """The command that makes the form, for those that no longer lie ready."""
        wanted = self.wanted
        if wanted is None:
            return ""
        if wanted.stage is Stage.FOLLOWED_UP:
            return f"vanthu form followup --from {self.meeting}"
        if wanted.filed is not None:
            return f"vanthu form {wanted.kind.slug} --from {self.meeting}"
        return f"vanthu form {wanted.kind.slug} --cell {self.body} --date {last_day(wanted.month):%d/%m/%Y}"
