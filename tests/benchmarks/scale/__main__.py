"""`python -m tests.benchmarks.scale [PART [SIZE]]`: fill ROUNDS, memory DOCUMENTS, year CELLS, growth CELLS.

Without a part, all of them in small. Linux only.
"""

from __future__ import annotations

from tests.benchmarks.parts import Part, run
from tests.benchmarks.scale.filling import fill, memory
from tests.benchmarks.scale.regenerating import growth, year

PARTS: dict[str, Part] = {
    "fill": (fill, 30),
    "memory": (memory, 2_000),
    "year": (year, 20),
    "growth": (growth, 2),
}

if __name__ == "__main__":
    run(PARTS, ("docxtpl", "jinja2", "lxml"))
