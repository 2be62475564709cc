"""10,000 damaged forms, read and marked: `python -m tests.benchmarks.fuzz_forms [COUNT] [SEED]`."""

from __future__ import annotations

import sys
import time
import traceback
from collections import Counter
from pathlib import Path

from tests.forms.fuzzing import damaged_forms, look_at

SLOW = 5.0  # seconds for one form


def main(count: int = 10_000, seed: int = 1) -> int:
    """The number of inputs that crashed the reader or took too long; each is kept beside this run to be looked at."""
    ends: Counter[str] = Counter()
    slowest, started = 0.0, time.perf_counter()
    for number, form in enumerate(damaged_forms(count, seed)):
        before = time.perf_counter()
        try:
            ends["a record" if look_at(form) else "problems only"] += 1
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            ends["CRASHED"] += 1
            kept = Path(f"fuzz-{seed}-{number}{Path(form.name).suffix}")
            kept.write_bytes(form.data)
            print(f"{kept}: {form.how}: {type(error).__name__}")
            traceback.print_exc(limit=-3)
        took = time.perf_counter() - before
        slowest = max(slowest, took)
        ends["SLOW"] += took > SLOW
    total = time.perf_counter() - started
    print(f"{count} inputs in {total:.0f} s, slowest {slowest:.2f} s: {dict(ends)}")
    return ends["CRASHED"] + ends["SLOW"]


if __name__ == "__main__":
    sys.exit(1 if main(*map(int, sys.argv[1:])) else 0)
