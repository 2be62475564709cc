"""The names a template uses, followed through loops, conditions and macros, and held against the context types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from jinja2 import nodes

from pipeline.templates import complaints
from pipeline.templates.expressions import REPEATABLE, Expressions
from pipeline.templates.signatures import ANY, LOOP, MACRO, TEXT, Values, elements

_IN_MACROS = ("caller", "kwargs", "varargs")


class Uses(Expressions):
    """One walk over the syntax tree of a part: which names can be seen where."""

    def walk(self, tree: nodes.Template) -> None:
        self._do_all(tree.body)

    def _do_all(self, body: Iterable[nodes.Node]) -> None:
        for node in body:
            self._do(node)

    def _do(self, node: nodes.Node) -> None:
        doing = getattr(self, f"_do_{type(node).__name__.lower()}", None)
        if doing is not None:
            doing(node)
        elif isinstance(node, nodes.Expr):
            self.of(node)
        else:
            self._do_all(node.iter_child_nodes())

    @contextmanager
    def _scope(self, names: dict[str, Values]) -> Iterator[None]:
        self.scopes.append(names)
        yield
        self.scopes.pop()

    def _bind(self, target: nodes.Node, values: Values) -> None:
        if isinstance(target, nodes.Name):
            self.scopes[-1][target.name] = values
        elif isinstance(target, nodes.Tuple):
            for item in target.items:
                self._bind(item, ANY)

    def _do_output(self, node: nodes.Output) -> None:
        for printed in node.nodes:
            if not isinstance(printed, nodes.TemplateData):
                self.want_printable(printed, self.of(printed))

    def _do_for(self, node: nodes.For) -> None:
        given = self.of(node.iter)
        if given and not any(shape.sort in REPEATABLE for shape in given):
            self.tell(node.iter, complaints.not_repeatable(node.iter, given))
            given = ANY
        with self._scope({"loop": (LOOP,)}):
            self._bind(node.target, elements(given))
            if node.test is not None:
                self.of(node.test)
            self._do_all(node.body)
        self._do_all(node.else_)

    def _do_assign(self, node: nodes.Assign) -> None:
        self._bind(node.target, self.of(node.node))

    def _do_assignblock(self, node: nodes.AssignBlock) -> None:
        self._do_scoped(node)
        self._bind(node.target, (TEXT,))

    def _do_filterblock(self, node: nodes.FilterBlock) -> None:
        self._do_scoped(node)
        self.of(node.filter)

    def _do_scoped(self, node: nodes.AssignBlock | nodes.FilterBlock) -> None:
        with self._scope({}):
            self._do_all(node.body)

    def _do_with(self, node: nodes.With) -> None:
        given = [self.of(value) for value in node.values]
        with self._scope({}):
            for target, values in zip(node.targets, given, strict=True):
                self._bind(target, values)
            self._do_all(node.body)

    def _do_macro(self, node: nodes.Macro) -> None:
        self.scopes[-1][node.name] = (MACRO,)
        self._do_callable(node)

    def _do_callblock(self, node: nodes.CallBlock) -> None:
        self.of(node.call)
        self._do_callable(node)

    def _do_callable(self, node: nodes.Macro | nodes.CallBlock) -> None:
        for default in node.defaults:
            self.of(default)
        with self._scope(dict.fromkeys((*_IN_MACROS, *(name.name for name in node.args)), ANY)):
            self._do_all(node.body)
