"""Word templates in docxtpl's tag language, and their filling: `compile_template` for any template of docxtpl's.

Nothing is imported before it is asked for: docxtpl takes a noticeable moment to load, and most commands never fill a
template. Offices' documents are filled by `pipeline.templates.render`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.templates.compiled import CompiledTemplate, Engine, compile_template

__all__ = ["CompiledTemplate", "Engine", "compile_template"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pipeline.templates import compiled

    return getattr(compiled, name)
