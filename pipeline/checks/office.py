"""What the office itself says of a body, where the time has overtaken it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.case import Case
from pipeline.errors import Problem
from pipeline.messages import msg
from pipeline.vietnamese.text import folded


def check_superior(case: Case) -> Iterator[Problem]:
    """The superior is named by a level of administration that had ended by the day of the meeting."""
    levels, superior = case.rules.administrative, case.body.superior
    bare = folded(superior).removeprefix("đảng bộ ")
    if levels and any(bare.startswith(f"{ended} ") for ended in levels.ended):
        yield case.warning(
            "superior-of-ended-level",
            ("body",),
            msg(
                "“{name}” names a level of administration that had ended by {day:%d/%m/%Y}.",
                name=superior,
                day=case.body.day,
            ),
            msg("Please add the new superior with its date (“from”) to organisation.yaml."),
        )
