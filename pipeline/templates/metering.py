"""The marks that make a template pay: put into its syntax tree before code is made of it.

jinja lets a sandbox see calls and arithmetic, but not loops, comparisons, slices and `~`. So these are wrapped in
filters of ours, whose names begin with a blank: no template can spell them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

from jinja2 import nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, markup_join, str_join
from jinja2.visitor import NodeTransformer

from pipeline.templates.budget import Budget

_COUNTED, _STEPPED, _READ, _MADE, _TOGETHER = " counted", " stepped", " read", " made", " together"
_NODES_PER_STEP = 8  # a body of so many nodes costs one step more each time
_PER_MACRO = 8  # steps
_WEIGHED = (nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block)


def meters(budget: Budget) -> dict[str, Callable[..., Any]]:
    """The filters behind the marks. They take the context so that jinja never runs them when it compiles."""

    @pass_context
    def counted(_context: Context, values: Iterable[Any], weight: int) -> Iterable[Any]:
        return budget.counted(values, weight)

    @pass_context
    def stepped(_context: Context, weight: int) -> None:
        budget.step(weight)

    @pass_context
    def read(_context: Context, value: Any) -> Any:
        budget.read(value)
        return value

    @pass_context
    def made(_context: Context, value: Any) -> Any:
        return budget.charged(value)

    @pass_context
    def together(context: Context, values: list[Any]) -> Any:
        budget.allow(budget.length_as_text(values))
        return budget.charged((markup_join if context.eval_ctx.autoescape else str_join)(values))

    return {_COUNTED: counted, _STEPPED: stepped, _READ: read, _MADE: made, _TOGETHER: together}


class Meter(NodeTransformer):
    """Puts the marks in."""

    def __init__(self, tree: nodes.Template) -> None:
        self._weights: dict[int, int] = {}  # by the id of what is repeated or called: these nodes stay where they are
        self._count(tree)

    def _count(self, node: nodes.Node) -> int:
        """How many nodes lie below; each is looked at once, however deep loops lie in loops."""
        count = 0
        for child in node.iter_child_nodes():
            count += 1 + self._count(child)
        if isinstance(node, _WEIGHED):
            self._weights[id(node)] = 1 + count // _NODES_PER_STEP
        return count

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 (jinja's name)
        weight = self._weights[id(node)]
        self.generic_visit(node)
        node.iter = _marked(node.iter, _COUNTED, weight)
        if node.recursive:  # `loop(…)` runs the body without asking for `iter`
            _charge(node, weight)
        return node

    def visit_Macro(self, node: nodes.Macro) -> nodes.Macro:  # noqa: N802
        weight = self._weights[id(node)]
        self.generic_visit(node)
        _charge(node, weight + _PER_MACRO)
        return node

    visit_CallBlock = visit_Block = visit_Macro  # noqa: N815 (jinja's names)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Compare:  # noqa: N802
        self.generic_visit(node)
        node.expr = _read(node.expr)
        for operand in node.ops:
            operand.expr = _read(operand.expr)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Expr:  # noqa: N802
        self.generic_visit(node)
        if not isinstance(node.arg, nodes.Slice):
            return node
        node.node = _read(node.node)
        return _marked(node, _MADE)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Expr:  # noqa: N802
        self.generic_visit(node)
        return _marked(nodes.List(node.nodes, lineno=node.lineno), _TOGETHER)

    def visit_Include(self, node: nodes.Include) -> nodes.Include:  # noqa: N802
        """No other file: there is no loader, and this says so in words."""
        raise SecurityError(type(node).__name__.lower().replace("fromimport", "import"))

    visit_Import = visit_FromImport = visit_Extends = visit_Include  # noqa: N815

    def visit_Call(self, node: nodes.Call) -> nodes.Call:  # noqa: N802
        self.generic_visit(node)
        if node.dyn_args is not None:
            node.dyn_args = _marked(node.dyn_args, _COUNTED, 1)
        return node


def _marked(node: nodes.Node, name: str, *arguments: int) -> nodes.Expr:
    given = [nodes.Const(argument, lineno=node.lineno) for argument in arguments]
    return nodes.Filter(cast(nodes.Expr, node), name, given, [], None, None, lineno=node.lineno)


def _read(node: nodes.Expr) -> nodes.Expr:
    return node if isinstance(node, nodes.Const) else _marked(node, _READ)


def _charge(node: nodes.For | nodes.Macro | nodes.CallBlock | nodes.Block, weight: int) -> None:
    cost = _marked(nodes.Const(weight, lineno=node.lineno), _STEPPED)
    node.body.insert(0, nodes.ExprStmt(cost, lineno=node.lineno))
