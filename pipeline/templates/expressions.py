"""What the expressions of a template may be, and whether their names are there: shapes, followed through operators.

Where nobody can tell (the result of a macro, say), nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from jinja2 import Environment, nodes

from pipeline.documents.names import Shape, Sort, names_of, shape_of
from pipeline.templates import complaints, signatures
from pipeline.templates.blocks import ANYTHING
from pipeline.templates.complaints import Complaint, as_typed
from pipeline.templates.sandbox import LIST_METHODS, LOOKUP_METHODS, TEXT_METHODS
from pipeline.templates.signatures import ANY, FLAG, NUMBER, TEXT, TEXTS, Tool, Values, elements

Report = Callable[[int, Complaint], None]  # the line, and what is wrong in it
REPEATABLE = (Sort.LIST, Sort.LOOKUP)
_PRINTABLE = (Sort.TEXT, Sort.NUMBER)
_METHODS = {Sort.TEXT: TEXT_METHODS, Sort.LIST: LIST_METHODS, Sort.LOOKUP: LOOKUP_METHODS}
_CONSTANTS = {str: TEXT, bool: FLAG, int: NUMBER}
_DEFAULT = ("d", "default")


class Expressions:
    """The names that can be seen at a place of a template, and what expressions make of them.

    `kinds` names the documents the template is for, in messages. A name is known where one of the contexts has it.
    """

    def __init__(self, contexts: Iterable[type], kinds: str, sandbox: Environment, report: Report) -> None:
        contexts = tuple(contexts)
        self.kinds = kinds
        self.sandbox = sandbox
        self.report = report
        roots: dict[str, Values] = {}
        for context in contexts:
            for field in shape_of(context).fields:
                roots[field.name] = (*roots.get(field.name, ()), field.shape)
        self.scopes: list[dict[str, Values]] = [dict(signatures.GLOBALS) | roots | {ANYTHING: ANY}]
        self.paths = [name.path for context in contexts for name in names_of(context)]

    def of(self, node: nodes.Node) -> Values:
        """The shapes the expression may have; its faults are reported on the way."""
        telling = getattr(self, f"_of_{type(node).__name__.lower()}", None)
        if telling is not None:
            return tuple(telling(node))
        self._of_all(node.iter_child_nodes())
        return ANY

    def _of_all(self, children: Iterable[nodes.Node]) -> list[Values]:
        return [self.of(child) for child in children]

    def tell(self, node: nodes.Node, complaint: Complaint) -> None:
        self.report(node.lineno, complaint)

    def want_printable(self, node: nodes.Node, given: Values) -> None:
        if given and not any(shape.sort in _PRINTABLE for shape in given):
            self.tell(node, complaints.not_printable(node, given))

    def _is_private(self, node: nodes.Node, name: str) -> bool:
        if name.startswith("_"):
            self.tell(node, complaints.private(name))
        return name.startswith("_")

    def _of_name(self, node: nodes.Name) -> Values:
        for scope in reversed(self.scopes):
            if node.name in scope:
                return scope[node.name]
        if not self._is_private(node, node.name) and node.name != "self":
            visible = [known for scope in self.scopes for known in scope if known != ANYTHING]
            self.tell(node, complaints.unknown_name(node.name, self.kinds, visible, self.paths))
        return ANY

    def _of_const(self, node: nodes.Const) -> Values:
        return (_CONSTANTS[type(node.value)],) if type(node.value) in _CONSTANTS else ANY

    def _of_getattr(self, node: nodes.Getattr) -> Values:
        return self._part(node, self.of(node.node), node.attr)

    def _of_getitem(self, node: nodes.Getitem) -> Values:
        given = self.of(node.node)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._part(node, given, node.arg.value)
        self.of(node.arg)
        if isinstance(node.arg, nodes.Slice):
            return given
        lists = tuple(shape for shape in given if shape.sort is Sort.LIST)
        return elements(lists) if lists else tuple(shape for shape in given if shape.sort is Sort.TEXT)

    def _part(self, node: nodes.Getattr | nodes.Getitem, given: Values, name: str) -> Values:
        """`name` of the value: a field of a record, a key of a lookup. Methods are told in `_of_call`."""
        if self._is_private(node, name) or not given:
            return ANY
        found: list[Shape] = []
        for shape in given:
            field = shape.field(name)
            if isinstance(shape, Tool) and name in shape.methods:
                return ANY
            if field is not None:
                found.append(field.shape)
            elif shape.sort is Sort.LOOKUP and shape.element is not None and name not in LOOKUP_METHODS:
                found.append(shape.element)
        if not found:
            self.tell(node, complaints.unknown_part(node.node, given, name))
        return tuple(found)

    def _of_call(self, node: nodes.Call) -> Values:
        self._of_all((*node.args, *(keyword.value for keyword in node.kwargs)))
        callee = node.node
        if isinstance(callee, nodes.Getattr):
            return self._method(callee)
        given = self.of(callee)
        if isinstance(callee, nodes.Name) and callee.name in signatures.CALLED:
            return signatures.CALLED[callee.name]
        self._want_callable(callee, given)
        return ANY

    def _method(self, callee: nodes.Getattr) -> Values:
        owners = self.of(callee.node)
        for shape in owners:
            if callee.attr in _METHODS.get(shape.sort, ()):
                return signatures.result_of_method(shape, callee.attr)
            if shape.sort is Sort.TEXT and hasattr(str, callee.attr) and not callee.attr.startswith("_"):
                self.tell(callee, complaints.forbidden_method(callee.attr))
                return (TEXT,)
        self._want_callable(callee, self._part(callee, owners, callee.attr))
        return ANY

    def _want_callable(self, node: nodes.Node, given: Values) -> None:
        if given and not any(isinstance(shape, Tool) for shape in given):
            self.tell(node, complaints.not_callable(node, given))

    def _of_filter(self, node: nodes.Filter) -> Values:
        given = self.of(node.node) if node.node is not None else (TEXT,)
        arguments = self._of_all((*node.args, *(keyword.value for keyword in node.kwargs)))
        if node.name not in self.sandbox.filters:
            self.tell(node, complaints.unknown_filter(node.name, self.sandbox.filters))
            return ANY
        self._want_for_filter(node, given)
        if node.name in _DEFAULT:
            return self._either(given, arguments[0]) if arguments else given
        if node.name == "attr" and node.args and isinstance(node.args[0], nodes.Const):
            self._is_private(node, str(node.args[0].value))
        return self._mapped(node, given) if node.name == "map" else signatures.result_of_filter(node.name, given)

    def _want_for_filter(self, node: nodes.Filter, given: Values) -> None:
        if node.node is None or not given:
            return
        if node.name in signatures.WANT_LIST and not any(shape.sort in REPEATABLE for shape in given):
            self.tell(node, complaints.no_list_for_filter(node.node, given, node.name))
        elif node.name in signatures.WANT_TEXT:
            self.want_printable(node.node, given)

    def _mapped(self, node: nodes.Filter, given: Values) -> Values:
        """`map(attribute="x")` takes a part of each, `map("upper")` filters each."""
        values = ANY
        named = next((pair.value for pair in node.kwargs if pair.key == "attribute"), None)
        first = node.args[0] if node.args else None
        if isinstance(named, nodes.Const) and isinstance(named.value, str):
            values = elements(given)
            for name in named.value.split("."):
                row = nodes.Name(f"{as_typed(node.node)}[]", "load", lineno=node.lineno)
                values = self._part(nodes.Getattr(row, name, "load", lineno=node.lineno), values, name)
        elif isinstance(first, nodes.Const) and first.value in self.sandbox.filters:
            values = signatures.result_of_filter(first.value, elements(given))
        elif isinstance(first, nodes.Const):
            self.tell(node, complaints.unknown_filter(str(first.value), self.sandbox.filters))
        return tuple(Shape(Sort.LIST, element=shape) for shape in values)

    def _of_test(self, node: nodes.Test) -> Values:
        self._of_all((node.node, *node.args))
        if node.name not in self.sandbox.tests:
            self.tell(node, complaints.unknown_test(node.name, self.sandbox.tests))
        return (FLAG,)

    def _of_not(self, node: nodes.Not) -> Values:
        self.of(node.node)
        return (FLAG,)

    def _of_compare(self, node: nodes.Compare) -> Values:
        self._of_all((node.expr, *(operand.expr for operand in node.ops)))
        return (FLAG,)

    def _of_and(self, node: nodes.And | nodes.Or) -> Values:
        return self._either(self.of(node.left), self.of(node.right))

    _of_or = _of_and

    def _of_condexpr(self, node: nodes.CondExpr) -> Values:
        self.of(node.test)
        one = self.of(node.expr1)
        return self._either(one, self.of(node.expr2)) if node.expr2 is not None else one

    @staticmethod
    def _either(one: Values, other: Values) -> Values:
        return (*one, *other) if one and other else ANY

    def _of_concat(self, node: nodes.Concat) -> Values:
        for piece in node.nodes:
            self.want_printable(piece, self.of(piece))
        return (TEXT,)

    def _of_list(self, node: nodes.List | nodes.Tuple) -> Values:
        found = self._of_all(node.items)
        return (TEXTS,) if found and all(values == (TEXT,) for values in found) else (Shape(Sort.LIST),)

    _of_tuple = _of_list
