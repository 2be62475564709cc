"""What is still to be done by a body, and by which form it is mended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.records import Choice


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
    """One thing. `about` says what, `mend` how, both in Vietnamese; `form` is the name of the form, without an ending.

    `since` is the day from which on it is open, None where none can be told; `records` are the filed forms it was
    told from, from the outbox on.
    """

    body: str
    lack: Lack
    about: str
    mend: str
    form: str = ""
    since: date | None = None
    meeting: str = ""
    records: tuple[str, ...] = ()
