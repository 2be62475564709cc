"""`python -m tests.benchmarks.watching [PART [SIZE]]`: idle SECONDS, latency FORMS, throughput FORMS, memory FORMS, kill FORMS.

Without a part, all of them in small. Offices lie in the temporary folder: `TMPDIR` chooses the disk. Linux only.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from importlib.metadata import version

from tests.benchmarks.watching.idle import idle
from tests.benchmarks.watching.killed import killed
from tests.benchmarks.watching.memory import memory
from tests.benchmarks.watching.office import load
from tests.benchmarks.watching.speed import latency, throughput

PARTS: dict[str, tuple[Callable[[int], None], int]] = {
    "idle": (idle, 20),
    "latency": (latency, 10),
    "throughput": (throughput, 100),
    "memory": (memory, 500),
    "kill": (killed, 200),
}


def main() -> None:
    """Print the figures."""
    names = sys.argv[1:2] or list(PARTS)
    print(
        f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, watchdog "
        f"{version('watchdog')}, docxtpl {version('docxtpl')}, openpyxl {version('openpyxl')}; {load()}"
    )
    for name in names:
        part, size = PARTS[name]
        part(int(sys.argv[2]) if len(sys.argv) > 2 else size)


if __name__ == "__main__":
    main()
