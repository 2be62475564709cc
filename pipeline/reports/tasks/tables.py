"""The tasks as tables: how many of each body, every task, and the share done beside the points given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.reports.held import period
from pipeline.reports.office_year import OfficeYear
from pipeline.reports.points import points_value
from pipeline.reports.tables import Column, ReportTable, Value
from pipeline.reports.tasks.model import Mark, Rate, Standing, TaskOfYear
from pipeline.vietnamese.dates import percent

TITLE = "Kết quả thực hiện nghị quyết"


@dataclass(frozen=True)
class BodyTasks:
    """What a report tells of one body."""

    body: str
    tasks: tuple[TaskOfYear, ...]
    rates: tuple[Rate, ...]


def task_tables(year: OfficeYear, bodies: Sequence[BodyTasks]) -> list[ReportTable]:
    """How it stands body by body, every task, and how much each meeting reported done."""
    span = year.span
    names = {one.body: year.name_of(one.body) for one in bodies}
    return [
        ReportTable("Tổng hợp", TITLE, span, _SUMMARY, [_summary(year, names[one.body], one) for one in bodies]),
        ReportTable(
            "Nhiệm vụ",
            "Các nhiệm vụ của nghị quyết",
            span,
            _TASKS,
            [_task(names[one.body], task) for one in bodies for task in one.tasks],
        ),
        ReportTable(
            "Tỷ lệ thực hiện",
            "Kết quả thực hiện nghị quyết kỳ trước",
            span,
            _RATES,
            [_rate(names[one.body], rate) for one in bodies for rate in one.rates],
        ),
    ]


_SUMMARY = (
    Column("Chi bộ", 22),
    *(Column(heading, 9, is_centred=True) for heading in ("Đề ra trong năm", "Từ trước chuyển sang")),
    *(Column(standing.label, 9, is_centred=True) for standing in Standing),
    Column("Tỷ lệ hoàn thành", 9, is_centred=True),
    *(Column(heading, 9, is_centred=True) for heading in ("Quá hạn", "Sắp đến hạn")),
)


def _summary(year: OfficeYear, name: str, one: BodyTasks) -> list[Value]:
    states, marks = Counter(task.state for task in one.tasks), Counter(task.mark for task in one.tasks)
    new = sum(task.was_set_in(year.year) for task in one.tasks)
    counted: list[Value] = [states[standing] for standing in Standing]
    share = percent(states[Standing.DONE], len(one.tasks))
    return [
        name,
        new,
        len(one.tasks) - new,
        *counted,
        share,
        marks[Mark.OVERDUE],
        marks[Mark.DUE_SOON],
    ]


_TASKS = (
    Column("Chi bộ", 11),
    Column("Nhiệm vụ", 17),
    Column("Chỉ tiêu", 10),
    Column("Người phụ trách", 10),
    Column("Thời hạn", 13, is_centred=True),
    Column("Tình trạng", 9, is_centred=True),
    Column("Kết quả", 12),
    Column("Kỳ đề ra", 13),
    Column("Kỳ báo cáo", 13),
    Column("Ghi chú", 11),
    Column("Hồ sơ", 17),
)


def _task(name: str, task: TaskOfYear) -> list[Value]:
    reported = task.reports[-1].source if task.reports else None
    told = [source for source in (task.set_at[-1] if task.set_at else None, reported) if source]
    return [
        name,
        task.task,
        task.target,
        task.owner,
        task.deadline,
        task.state.label,
        task.result,
        task.set_at[0].label if task.set_at else "",
        reported.label if reported else "",
        "\n".join(_notes(task)),
        "\n".join(dict.fromkeys(source.record for source in (*task.set_at[:1], *told))),
    ]


def _notes(task: TaskOfYear) -> list[str]:
    notes = [task.mark.label] if task.mark else []
    if len(task.deadlines) > 1:
        notes.append(f"Thời hạn trước đó: {', '.join(f'{day:%d/%m/%Y}' for day in task.deadlines[:-1])}")
    if not task.set_at:
        notes.append("Chưa rõ kỳ đề ra")
    elif task.deadline is None:
        notes.append("Chưa ghi thời hạn")
    return notes


_RATES = (
    Column("Chi bộ", 18),
    Column("Kỳ", 9, is_centred=True),
    Column("Ngày họp", 11, is_centred=True),
    Column("Hoàn thành", 9, is_centred=True),
    Column("Tỷ lệ hoàn thành", 8, is_centred=True),
    Column("Điểm theo mức", 9, is_centred=True),
    Column("Tự chấm", 8, is_centred=True),
    Column("Chi bộ chấm", 8, is_centred=True),
    Column("Ghi chú", 12),
    Column("Hồ sơ", 20),
)


def _rate(name: str, rate: Rate) -> list[Value]:
    return [
        name,
        period(rate.source.month),
        rate.source.day,
        f"{rate.done}/{rate.reported}" if rate.reported else "",
        rate.share,
        rate.by_rule,
        points_value(rate.own),
        points_value(rate.cell),
        _about(rate),
        rate.source.record,
    ]


def _about(rate: Rate) -> str:
    if not rate.reported:
        return "Chưa ghi kết quả kỳ trước"
    if rate.own is None and rate.cell is None:
        return "Chưa chấm điểm"
    return "Khác điểm theo mức" if rate.differs else ""
