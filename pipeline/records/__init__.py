"""Typed records from raw, located values.

What people type arrives as a tree of `Node`s, each knowing where it stands (sheet and cell, line and key). `build`
reads such a tree to the end into a frozen pydantic record and returns *all* problems, each with its place.
"""

from pipeline.records.build import Built, build
from pipeline.records.dated import Dated, on_day
from pipeline.records.fields import (
    Choice,
    Identifier,
    Line,
    MonthField,
    PersonName,
    Points,
    Prose,
    Record,
)
from pipeline.records.nodes import Node, Path, Places
from pipeline.records.same import Same
from pipeline.records.types import label_of

__all__ = [
    "Built",
    "Choice",
    "Dated",
    "Identifier",
    "Line",
    "MonthField",
    "Node",
    "Path",
    "PersonName",
    "Places",
    "Points",
    "Prose",
    "Record",
    "Same",
    "build",
    "label_of",
    "on_day",
]
