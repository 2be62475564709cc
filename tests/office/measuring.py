"""Read files in a process of its own and tell what it took: `python -m tests.office.measuring FILE…`.

Prints a line for each file: name, code of the problem (or `read`), seconds, megabytes at the peak so far.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from pipeline.errors import FormRefused
from pipeline.office_files.workbooks import read_workbook


def peak_megabytes() -> int:
    """The most memory this process has held; 0 where the system does not tell.

    What `getrusage` says begins with the parent's, so the system is asked itself where it answers.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) // 1024
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024 // 1024


def main(paths: list[str]) -> None:
    """Read the files one after the other."""
    for path in map(Path, paths):
        data = path.read_bytes()
        start = time.perf_counter()
        try:
            read_workbook(data, path.suffix)
            said = "read"
        except FormRefused as refusal:
            said = refusal.problems[0].code
        sys.stdout.write(f"{path.name}\t{said}\t{time.perf_counter() - start:.2f}\t{peak_megabytes()}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
