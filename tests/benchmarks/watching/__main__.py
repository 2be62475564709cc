"""`python -m tests.benchmarks.watching [PART [SIZE]]`: idle SECONDS, latency FORMS, throughput FORMS, memory FORMS, kill FORMS.

Without a part, all of them in small. Offices lie in the temporary folder: `TMPDIR` chooses the disk. Linux only.
"""

from __future__ import annotations

from tests.benchmarks.parts import Part, run
from tests.benchmarks.watching.idle import idle
from tests.benchmarks.watching.killed import killed
from tests.benchmarks.watching.memory import memory
from tests.benchmarks.watching.speed import latency, throughput

PARTS: dict[str, Part] = {
    "idle": (idle, 20),
    "latency": (latency, 10),
    "throughput": (throughput, 100),
    "memory": (memory, 500),
    "kill": (killed, 200),
}

if __name__ == "__main__":
    run(PARTS, ("watchdog", "docxtpl", "openpyxl"))
