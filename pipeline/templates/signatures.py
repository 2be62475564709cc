"""What jinja's filters, methods and tools take and give, as far as a check can tell without filling a template."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.documents.names import Field, Shape, Sort
from pipeline.templates.filters import LETTER_BY_LETTER

TEXT = Shape(Sort.TEXT)
NUMBER = Shape(Sort.NUMBER)
FLAG = Shape(Sort.FLAG)
TEXTS = Shape(Sort.LIST, element=TEXT)
NUMBERS = Shape(Sort.LIST, element=NUMBER)

Values = tuple[Shape, ...]  # what an expression may be; empty: nobody can tell
ANY: Values = ()


@dataclass(frozen=True)
class Tool(Shape):
    """One of jinja's own things: it can be asked and called, not printed."""

    methods: frozenset[str] = frozenset()


def _tool(methods: tuple[str, ...], **fields: Shape) -> Tool:
    return Tool(
        Sort.RECORD, False, tuple(Field(name, shape) for name, shape in fields.items()), None, frozenset(methods)
    )


LOOP = _tool(
    ("changed", "cycle", "nextitem", "previtem"),
    **dict.fromkeys(("depth", "depth0", "index", "index0", "length", "revindex", "revindex0"), NUMBER),
    **dict.fromkeys(("first", "last"), FLAG),
)
CYCLER = _tool(("current", "next", "reset"))
MACRO = _tool(("arguments", "caller", "catch_kwargs", "catch_varargs", "name"))

GLOBALS: dict[str, Values] = dict.fromkeys(("cycler", "dict", "joiner", "namespace", "range"), ANY)
CALLED: dict[str, Values] = {"cycler": (CYCLER,), "range": (NUMBERS,), "dict": ANY, "joiner": ANY, "namespace": ANY}

_COUNTING_METHODS = {"count", "find", "index", "rfind", "rindex"}
_SPLITTING_METHODS = {"partition", "rpartition", "rsplit", "split", "splitlines"}


def result_of_method(owner: Shape, name: str) -> Values:
    """What the method of a text, a list or a lookup gives."""
    if name in _COUNTING_METHODS:
        return (NUMBER,)
    if owner.sort is Sort.LOOKUP:
        return {"get": (owner.element or TEXT,), "keys": (TEXTS,), "values": (TEXTS,)}.get(name, ANY)
    if name in _SPLITTING_METHODS:
        return (TEXTS,)
    return (FLAG,) if name.startswith(("is", "startswith", "endswith")) else (TEXT,)


_TO_TEXT = {"capitalize", "center", "e", "escape", "format", "indent", "join", "lower", "replace", "string", "title"}
_TO_TEXT |= {"trim", "truncate", "upper", "wordwrap"}
_TO_NUMBER = {"count", "int", "length", "wordcount"}
_SAME_LIST = {"list", "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "unique"}
_ONE_OF_LIST = {"first", "last", "max", "min"}
_IN_LISTS = {"batch", "slice"}

WANT_LIST = LETTER_BY_LETTER - {"list", "reverse", "wordwrap"}
WANT_TEXT = frozenset(_TO_TEXT - {"join"})


def result_of_filter(name: str, given: Values) -> Values:
    """What the filter makes of a value; `map` and `default` depend on more and are told by the check itself."""
    if name in _TO_TEXT:
        return (TEXT,)
    if name in _TO_NUMBER:
        return (NUMBER,)
    if name in _SAME_LIST:
        return tuple(shape if shape.sort is Sort.LIST else TEXTS for shape in given)
    if name in _ONE_OF_LIST:
        return elements(given)
    if name in _IN_LISTS:
        return tuple(Shape(Sort.LIST, element=shape) for shape in given)
    return ANY


def elements(given: Values) -> Values:
    """What lies in the lists and lookups."""
    if any(shape.element is None and shape.sort is Sort.LIST for shape in given):
        return ANY
    found = (shape.element if shape.sort is Sort.LIST else TEXT for shape in given)
    return tuple(shape for shape in found if shape is not None)
