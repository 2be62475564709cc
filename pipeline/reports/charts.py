"""Charts as pictures: one look for all reports, and the same bytes for the same figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_DOTS = 150  # an inch: sharp in print, small in a document
_FONT = "DejaVu Sans"  # comes with the library and has every letter of Vietnamese


class Drawing:
    """A figure that is being drawn; `png` gives it when it is done."""

    def __init__(self, figure: Figure) -> None:
        self._figure = figure
        self.axes: Axes = figure.add_subplot()

    def png(self) -> bytes:
        """The picture. Nothing in it tells when or by which version it was made."""
        target = BytesIO()
        self._figure.savefig(target, format="png", dpi=_DOTS, metadata={"Software": None})
        return target.getvalue()


@contextmanager
def drawing(width: float, height: float) -> Iterator[Drawing]:
    """A figure of so many inches. The library is loaded here, where something is drawn: it takes half a second."""
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context({"font.family": _FONT, "font.size": 9, "svg.hashsalt": "vanthu"}):
        yield Drawing(Figure(figsize=(width, height), layout="constrained"))


def shortened(names: Sequence[str], longest: int = 34) -> list[str]:
    """Names as they fit beside a chart."""
    return [name if len(name) <= longest else f"{name[: longest - 1].rstrip()}…" for name in names]
