"""The year month by month, drawn: duties met, attendance, points by who gave them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from pipeline.reports.charts import Drawing, drawing
from pipeline.reports.scores.model import GIVERS
from pipeline.reports.year.model import MonthCount, Share

_WIDTH, _HEIGHT = 6.5, 1.9  # inches: as wide as the text, a fifth of a page high
_GREEN, _BLUE = "#4C9A5B", "#2F6DB5"
_LINES = ("#8A8A8A", _BLUE, "#C8502D")
_MARKS = ("o", "s", "^")
_SIZES = (7, 4, 4)  # the first is seen below the second
_MONTHS = tuple(range(1, 13))

Chart = Callable[[Sequence[MonthCount]], bytes]


def duties_chart(months: Sequence[MonthCount]) -> bytes:
    """PNG: of the duties due in each month, the share that was met."""
    return _bars("Nội dung thực hiện đúng quy định theo tháng (%)", [one.duties for one in months], _GREEN)


def attendance_chart(months: Sequence[MonthCount]) -> bytes:
    """PNG: of those who were to come in each month, the share that came."""
    return _bars("Tỷ lệ đảng viên dự sinh hoạt theo tháng (%)", [one.attended for one in months], _BLUE)


def scores_chart(months: Sequence[MonthCount]) -> bytes:
    """PNG: the average total of each month, a line for each who gave any."""
    columns = zip(*(one.given.by_giver for one in months), strict=True)
    with drawing(_WIDTH, _HEIGHT) as made:
        for giver, column, colour, mark, size in zip(GIVERS, columns, _LINES, _MARKS, _SIZES, strict=True):
            averages = [one.average for one in column]
            if any(average is not None for average in averages):
                made.axes.plot(
                    _MONTHS, _heights(averages), color=colour, marker=mark, markersize=size, label=giver.label
                )
        made.axes.legend(loc="upper right", ncols=len(GIVERS), frameon=False)
        given = [one.average for month in months for one in month.given.by_giver if one.average is not None]
        return _finished(made, "Điểm chất lượng sinh hoạt bình quân theo tháng", int(min(given) // 10 * 10) - 10)


def _heights(averages: Sequence[Decimal | None]) -> list[float]:
    """Where a month has nothing, the line breaks off."""
    return [float("nan") if average is None else float(average) for average in averages]


def _bars(title: str, shares: Sequence[Share], colour: str) -> bytes:
    with drawing(_WIDTH, _HEIGHT) as made:
        heights = [100 * one.part / one.whole if one.whole else 0.0 for one in shares]
        made.axes.bar(_MONTHS, heights, color=colour, width=0.6)
        for month, share, height in zip(_MONTHS, shares, heights, strict=True):
            if share.whole:
                made.axes.text(month, height + 2, share.percent.rstrip("%"), ha="center", fontsize=7)
        return _finished(made, title)


def _finished(made: Drawing, title: str, least: int = 0) -> bytes:
    """With the axes of all charts: months, and points or percents from the least that is shown to a hundred."""
    axes, least = made.axes, max(least, 0)
    axes.set_title(title)
    axes.set_ylim(least, 100 + 0.17 * (100 - least))
    axes.set_yticks(range(least, 101, 25 if least == 0 else 10))
    axes.set_xlim(0.4, 12.6)
    axes.set_xticks(_MONTHS, [f"T{month}" for month in _MONTHS])
    axes.grid(axis="y", color="#DDDDDD", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    return made.png()
