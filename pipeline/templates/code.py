"""The Python code that jinja makes of a template, with the two things done quickly that a template does most.

Asking a record for its part goes straight to the record once the sandbox has found that this kind of record has such a
part; printing is one call instead of three.
"""

from __future__ import annotations

from keyword import iskeyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

_HELD = "held"  # a local name of the code; jinja's begin with `l_` and `t_`
_LOOKED_UP = (nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Call)  # what is known only when the template is filled


class QuickCode(CodeGenerator):
    """jinja's code generator for a `Sandbox`: its `records` and `printed` are what the code asks."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 (jinja's name)
        if not isinstance(node.node, _LOOKED_UP) or node.attr.startswith("_") or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write(f"({_HELD}.{node.attr} if ({_HELD} := ")
        self.visit(node.node, frame)
        self.write(f").__class__ in environment.records[{node.attr!r}] ")
        self.write(f"else environment.getattr({_HELD}, {node.attr!r}))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if self._is_usual(frame):
            self.write("environment.printed(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if self._is_usual(frame):
            self.write(")")
        else:
            super()._output_child_post(node, frame, finalize)

    @staticmethod
    def _is_usual(frame: Frame) -> bool:
        return bool(frame.eval_ctx.autoescape) and not frame.eval_ctx.volatile
