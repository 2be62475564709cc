"""The figures of a year's report for programs: one object a body."""

from __future__ import annotations

from pipeline.reports.duties.model import MEETING_DUTIES
from pipeline.reports.points import points_number
from pipeline.reports.scores.model import GIVERS
from pipeline.reports.year.model import GivenPoints, Share, YearFigures
from pipeline.reports.year.reports import YearReport

Line = dict[str, object]


def line_of(report: YearReport, year: int) -> Line:
    """The figures under `cell`, the id of the body; of a party committee those of its `cells` together."""
    figures = report.figures
    return {
        "cell": report.body.id,
        "kind": report.body.kind.value,
        "year": year,
        "first": figures.first.isoformat(),
        "last": figures.last.isoformat(),
        "cells": [cell.body for cell in report.cells],
        "own_meetings": report.own.meetings,
        "meetings": _meetings(figures),
        "duties": {
            duty.value: {**vars(count), "due": count.due, "is_meeting": duty in MEETING_DUTIES.values()}
            for duty, count in figures.duties.items()
        },
        "attendance": _share(figures.attended),
        "officers": _share(figures.officers),
        "speaking": dict(vars(figures.speaking)),
        "members": dict(vars(figures.roster)) if figures.roster.bodies else None,
        "tasks": dict(vars(figures.tasks)),
        "scores": _scores(figures),
        "weaknesses": {
            "meetings": figures.weaknesses.meetings,
            "recorded": figures.weaknesses.recorded,
            "different": figures.weaknesses.weaknesses,
            "again": [
                {"cell": one.body, "text": one.text, "months": one.months, "causes": list(one.causes)}
                for one in figures.weaknesses.again
            ],
        },
        "documents": {kind.value: dict(vars(count)) for kind, count in figures.documents.items()},
        "topics": [{"month": str(topic.month), "topic": topic.text} for topic in figures.topics],
        "months": [
            {
                "month": f"{year}-{number:02}",
                "attendance": _share(month.attended),
                "average": _average(month.given),
                "duties": _share(month.duties),
            }
            for number, month in enumerate(figures.months, 1)
        ],
        "records": list(figures.records),
    }


def _meetings(figures: YearFigures) -> Line:
    return {
        kind.value: {"held": one.held, "counted": one.counted, "expected": one.tally.expected, **vars(one.tally)}
        for kind, one in figures.held.items()
    }


def _share(share: Share) -> Line | None:
    return {"part": share.part, "of": share.whole} if share.whole else None


def _scores(figures: YearFigures) -> Line:
    scores = figures.scores
    return {
        "owed": scores.owed,
        "scored": scores.scored,
        "average": _average(scores.given),
        "grades": dict(scores.grades),
        "lost": [
            {"group": name, "points": points, "meetings": lost.count, "average": points_number(lost.average)}
            for (name, points), lost in scores.lost.items()
        ],
        "by_superior": scores.by_superior,
        "superior_grades": dict(scores.superior_grades),
    }


def _average(given: GivenPoints) -> Line:
    return {giver.value: points_number(points.average) for giver, points in zip(GIVERS, given.by_giver, strict=True)}
