"""What the sandbox has to know about jinja's filters: which are withheld, and how large each can make a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from pipeline.templates.budget import Budget, TooMuch

# `random` would give other bytes each time; the others make markup or print a value as a programmer sees it.
WITHHELD_FILTERS = (
    "filesizeformat",
    "forceescape",
    "pprint",
    "random",
    "safe",
    "striptags",
    "tojson",
    "urlencode",
    "urlize",
    "xmlattr",
)

# Filters that turn whatever they are given into a text.
MAKE_TEXT = frozenset(
    [
        "capitalize",
        "center",
        "e",
        "escape",
        "indent",
        "join",
        "lower",
        "replace",
        "string",
        "title",
        "trim",
        "truncate",
        "upper",
        "wordcount",
        "wordwrap",
    ]
)
# Filters that take a text apart letter by letter where a list was meant.
LETTER_BY_LETTER = frozenset(
    [
        "batch",
        "dictsort",
        "groupby",
        "join",
        "list",
        "map",
        "max",
        "min",
        "reject",
        "rejectattr",
        "reverse",
        "select",
        "selectattr",
        "slice",
        "sort",
        "sum",
        "unique",
        "wordwrap",
    ]
)
_LARGEST_COUNT = 10_000  # of columns in a batch, of slices, of digits to round to

Growth = Callable[..., None]


def _center(budget: Budget, _text: Any, width: Any = 80) -> None:
    budget.allow(_number(width))


def _indent(budget: Budget, text: Any, width: Any = 4, *_rest: Any, **_more: Any) -> None:
    wide = len(width) if isinstance(width, str) else _number(width)
    budget.allow(len(str(text)) + (len(str(text).splitlines()) + 1) * wide)


def _wordwrap(budget: Budget, text: Any, _width: Any = 79, *rest: Any, **more: Any) -> None:
    between = more.get("wrapstring", rest[1] if len(rest) > 1 else None)
    budget.allow(len(str(text)) * (1 + len(str(between or "\n"))))


def _replace(budget: Budget, text: Any, old: Any, new: Any, *_rest: Any, **_more: Any) -> None:
    whole = str(text)
    budget.allow(len(whole) + whole.count(str(old)) * len(str(new)) * 6)  # what is inserted may be escaped


def _join(budget: Budget, values: Any, between: Any = "", *_rest: Any, **more: Any) -> None:
    count = len(values) if hasattr(values, "__len__") else 0
    budget.allow(budget.length_as_text(values) + count * len(str(more.get("d", between))))


def _format(budget: Budget, text: Any, *args: Any, **kwargs: Any) -> None:
    budget.allow(budget.length_formatted(str(text), kwargs or args))


def _counting(budget: Budget, _values: Any, *args: Any, **kwargs: Any) -> None:
    del budget
    for value in (*args, *kwargs.values()):
        if isinstance(value, int) and abs(value) > _LARGEST_COUNT:
            raise TooMuch


def _sum(budget: Budget, _values: Any, *args: Any, **kwargs: Any) -> None:
    """Lists are not added up: each addition copies all before it."""
    del budget
    start = kwargs.get("start", args[1] if len(args) > 1 else 0)
    if not isinstance(start, int | float):
        raise TooMuch


def _number(value: Any) -> int:
    """A width, whatever it was written as; what is no number is left to the filter to refuse."""
    if isinstance(value, int):
        return value
    return int(value) if isinstance(value, str) and re.fullmatch(r"\d{1,18}", value) else 0


GROWTH: Mapping[str, Growth] = {
    "batch": _counting,
    "center": _center,
    "format": _format,
    "indent": _indent,
    "join": _join,
    "replace": _replace,
    "round": _counting,
    "slice": _counting,
    "sum": _sum,
    "truncate": _counting,
    "wordwrap": _wordwrap,
}
