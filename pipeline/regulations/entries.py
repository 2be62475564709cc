"""What every rule says of itself: since when, where it was read, and how sure that is."""

from __future__ import annotations

from pipeline.records import Choice, Dated, Line, Record


class Sure(Choice):
    READ = "A", "đã đọc trên trang công bố"
    REPORTED = "B", "đọc qua bài giới thiệu"
    SAMPLES = "C", "theo các mẫu thường gặp"


class Sourced(Record):
    """A rule with its source and how sure it is."""

    sure: Sure = Sure.SAMPLES
    source: Line = ""


class InForce(Dated):
    """A rule and the time it is in force. An office's own entry replaces the shipped one of the same `id`."""

    id: Line
    sure: Sure = Sure.SAMPLES
    source: Line = ""
