"""`python -m tests.benchmarks.scale [PART [SIZE]]`: fill ROUNDS, memory DOCUMENTS, year CELLS, growth CELLS.

Without a part, all of them in small. Linux only.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from importlib.metadata import version

from tests.benchmarks.scale.filling import fill, memory
from tests.benchmarks.scale.regenerating import growth, year
from tests.benchmarks.watching.office import load

PARTS: dict[str, tuple[Callable[[int], None], int]] = {
    "fill": (fill, 30),
    "memory": (memory, 2_000),
    "year": (year, 20),
    "growth": (growth, 2),
}


def main() -> None:
    """Print the figures."""
    names = sys.argv[1:2] or list(PARTS)
    print(
        f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, docxtpl "
        f"{version('docxtpl')}, jinja2 {version('jinja2')}, lxml {version('lxml')}; {load()}"
    )
    for name in names:
        part, size = PARTS[name]
        part(int(sys.argv[2]) if len(sys.argv) > 2 else size)


if __name__ == "__main__":
    main()
