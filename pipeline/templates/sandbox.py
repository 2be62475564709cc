"""Where templates run: they reach no file, nothing that begins with `_`, nothing that changes, and end in time.

jinja's sandbox guards attributes and calls. To that we add the budget (every loop, call, filter and operator pays), a
short list of what may be asked of a text, and no loader, so nothing is included or imported.
"""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from functools import cache, lru_cache, wraps
from itertools import islice
from types import CodeType, MethodType
from typing import Any, cast

from jinja2 import StrictUndefined, Undefined, nodes, pass_eval_context
from jinja2.nodes import EvalContext
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import MAX_RANGE, ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace
from markupsafe import Markup, escape

from pipeline.templates.budget import Budget, TooMuch
from pipeline.templates.code import QuickCode
from pipeline.templates.filters import GROWTH, LETTER_BY_LETTER, MAKE_TEXT, WITHHELD_FILTERS
from pipeline.templates.metering import Meter, meters

LINE_ENDS = re.compile("\r\n|\r|\x85|\u2028|\u2029")  # what Word or a browser may use to end a line
_PER_PIECE = 64  # characters that every printed piece costs besides its own
_PER_FILTER, _PER_CALL = 2, 4  # steps
_AT_ONCE = 256  # pieces that are taken before they are charged
MARKUP = re.compile("[<>&\"']")
_LONG = 8 * 1024  # characters of a value that is charged before it is escaped

# What can make a text much longer is done with filters, which are measured before they run.
_LENGTHENING = {"center", "encode", "expandtabs", "format", "format_map", "join", "ljust", "maketrans", "replace"}
_LENGTHENING |= {"rjust", "translate", "zfill"}
TEXT_METHODS = frozenset(name for name in dir(str) if not name.startswith("_")) - _LENGTHENING
LIST_METHODS = frozenset(("count", "index"))
LOOKUP_METHODS = frozenset(("get", "items", "keys", "values"))
_METHODS: tuple[tuple[type | tuple[type, ...], frozenset[str]], ...] = (
    (str, TEXT_METHODS),
    ((list, tuple, range), LIST_METHODS),
    (dict, LOOKUP_METHODS),
)
_OF_A_LOOKUP = frozenset(dir(dict))
_OF_A_LOOP = frozenset(("depth", "depth0", "first", "index", "index0", "last", "length", "revindex", "revindex0"))
_JINJAS_OWN = {"_loop_vars", "_block_vars"}  # what its code hands to every call in a loop or a block
_OWN = (BlockReference, Cycler, Joiner, LoopContext, Macro, Namespace)  # jinja's: their methods are meant to be called


_Function = Callable[..., Any]


class Unknown(StrictUndefined):
    """A name the context does not have. Its message is the name alone: whoever reports it makes the sentence."""

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name or self._undefined_hint or "?")


class NotTextError(ValueError):
    """A tag prints something that is not a text: a list, a whole record, nothing."""


def plain(value: object) -> str | Markup:
    """The value if it is a text or a whole number; refuses what would print as Python."""
    if isinstance(value, StrictUndefined):
        str(value)  # raises, naming what is unknown
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise NotTextError(type(value).__name__)
    return value if isinstance(value, Markup) else str(value)


class Sandbox(ImmutableSandboxedEnvironment):
    """No `_private` attributes, no changing of values, no name that prints nothing, nothing without end.

    Nothing random, because the same input must give the same bytes; nothing that makes markup (`safe`, `urlize`,
    `tojson`), because a value is never markup. `filters` are added to jinja's own; not `strict`, an unknown name prints
    nothing; `printed` is asked for whatever is printed that is not a plain `str`, and for a text that may be markup
    where nothing is escaped.
    """

    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)
    code_generator_class = QuickCode

    def __init__(
        self,
        *,
        autoescape: bool = True,
        strict: bool = True,
        filters: Mapping[str, _Function] | None = None,
        printed: Callable[[object], object] = plain,
    ) -> None:
        super().__init__(autoescape=autoescape, undefined=Unknown if strict else Undefined, finalize=self._final)
        self.budget = Budget()
        self.records: dict[str, set[type]] = defaultdict(
            set
        )  # by the name of a part, the kinds of records that have it
        self._other = printed
        self._is_usual = strict and not filters
        self.globals["range"] = _range
        del self.globals["lipsum"]
        for name in WITHHELD_FILTERS:
            del self.filters[name]
        self.filters |= filters or {}
        self.filters = {name: self._paid(name, filter_) for name, filter_ in self.filters.items()}
        self.tests = {name: self._paid("", cast("_Function", test)) for name, test in self.tests.items()}
        self.filters |= meters(self.budget)

    def printed(self, value: object) -> str:
        """A value on its way into the document, escaped."""
        if value.__class__ is not str:  # the quickest way to ask
            return escape(self._other(value))
        if len(value) > _LONG:
            self.budget.write(len(value))
        if "&" in value or "<" in value or ">" in value or '"' in value or "'" in value:
            return escape(value)
        return value

    @pass_eval_context  # so that jinja asks for every document, never while it compiles
    def _final(self, how: EvalContext, value: object) -> object:
        """The same where it is not escaped, or not known beforehand whether it is."""
        if value.__class__ is str:
            if len(value) > _LONG:
                self.budget.write(len(value))
            if how.autoescape or not MARKUP.search(value):
                return value
        return self._other(value)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The part of a record or a key of a lookup, at once where it is one beyond doubt; else by jinja's sandbox."""
        kind = obj.__class__
        if kind is dict:
            if attribute in obj and attribute not in _OF_A_LOOKUP:
                return obj[attribute]
        elif kind is Cycler and attribute == "next":  # the numbers of paragraphs: a score in every minutes
            self.records[attribute].add(kind)
            return obj.next
        elif attribute in _fields(kind):
            value = getattr(obj, attribute)
            if not callable(value):
                self.records[attribute].add(kind)
                return value
        return super().getattr(obj, attribute)

    def concat(self, pieces: Iterable[str]) -> str:
        """The pieces in one, stopped as soon as they are too many."""
        kept: list[str] = []
        rest = iter(pieces)
        while some := list(islice(rest, _AT_ONCE)):
            self.budget.write(sum(map(len, some)) + _PER_PIECE * len(some))
            kept += some
        return "".join(kept)

    def make_globals(self, own: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The global names of a template, laid out once: jinja's own chain is walked anew for every document."""
        return {**self.globals, **(own or {})}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Parts of records, and of other values the few methods that are harmless and cheap."""
        if not super().is_safe_attribute(obj, attr, value):
            return False
        for kind, methods in _METHODS:
            if isinstance(obj, kind):
                return attr in methods or not callable(value)
        return isinstance(obj, _OWN) or not callable(value)

    def wrap_str_format(self, value: Any) -> None:
        """`"…".format` is refused as any other method that can lengthen a text: see `TEXT_METHODS`."""

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        self.budget.step()
        self.budget.binary(operator, left, right)
        return self.budget.charged(super().call_binop(context, operator, left, right))

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        self.budget.step(_PER_CALL)
        if obj.__class__ is MethodType and obj.__func__ is Cycler.next and not args and kwargs.keys() <= _JINJAS_OWN:
            return self.budget.charged(obj())  # it reads nothing, and is as safe as can be
        if isinstance(obj, LoopContext) and args:
            args = (self.budget.counted(args[0]), *args[1:])
        owner = getattr(obj, "__self__", None)
        for value in (owner, *args):
            self.budget.read(value)
        if isinstance(owner, str) and "split" in obj.__name__ and len(owner) > self.budget.iterations:
            raise TooMuch
        return self.budget.charged(super().call(context, obj, *args, **kwargs))

    def _paid(self, name: str, function: _Function) -> _Function:
        """The filter or test, what it reads and makes charged."""
        skipped = hasattr(function, "jinja_pass_arg")  # then jinja hands its own things in first
        growth = GROWTH.get(name)
        budget = self.budget

        @wraps(function)
        def paid(*args: Any, **kwargs: Any) -> Any:
            budget.step(_PER_FILTER)
            given = [list(value) if isinstance(value, Iterator) else value for value in args[skipped:]]
            for value in (*given, *kwargs.values()):
                budget.read(value)
            if name in LETTER_BY_LETTER and isinstance(given[0], str):
                budget.step(len(given[0]))
            if name in MAKE_TEXT:
                for value in given:
                    budget.allow(len(value) if isinstance(value, str) else budget.length_as_text(value))
            if growth:
                growth(budget, *given, **kwargs)
            return budget.charged(function(*args[:skipped], *given, **kwargs))

        return paid

    def unescaped(self) -> Sandbox:
        """The same sandbox, the same budget, for places that hold bare text and no XML."""
        return self.overlay(autoescape=False)

    def compile(self, source: Any, *args: Any, **kwargs: Any) -> Any:
        """Code for the template; of one given as text it is kept, for that depends on nothing else.

        A tree is like no other, not even like one read from the same text: kept, it would only take room.
        """
        if args or kwargs or not self._is_usual or not isinstance(source, str):
            return super().compile(source, *args, **kwargs)
        return _code(source, escaped=bool(self.autoescape))

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        """jinja's hook for how code is made of a template: the marks are put in first."""
        metered = Meter(source).visit(source)
        metered.set_environment(self)
        return super()._generate(metered, *args, **kwargs)


@lru_cache(maxsize=1024)
def _fields(kind: type) -> frozenset[str]:
    """The names of a record's parts that hold data: asking for one runs no code but the record's own."""
    if kind is LoopContext:
        return _OF_A_LOOP
    if not dataclasses.is_dataclass(kind):
        return frozenset()
    return frozenset(field.name for field in dataclasses.fields(kind) if not field.name.startswith("_"))


@lru_cache(maxsize=128)  # properties of templates: each has a handful, one line long
def _code(source: str, *, escaped: bool) -> CodeType:
    sandbox = _compiler(escaped=escaped)
    sandbox.budget.refill()  # what is constant is worked out at once, and pays
    code: CodeType = super(Sandbox, sandbox).compile(source)
    return code


@cache
def _compiler(*, escaped: bool) -> Sandbox:
    """A sandbox that makes code and runs none."""
    return Sandbox() if escaped else Sandbox().unescaped()


def _range(*arguments: int) -> range:
    """`range`, refused where it is longer than jinja's sandbox allows."""
    values = range(*arguments)
    if not values or values.index(values[-1]) < MAX_RANGE:
        return values
    raise TooMuch
