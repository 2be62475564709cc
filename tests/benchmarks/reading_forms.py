"""Reading a filled workbook against `openpyxl.load_workbook` on the same file, in the same run, time and memory.

`python -m tests.benchmarks.reading_forms` prints the ratios with machine and versions.
"""

from __future__ import annotations

import platform
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from pipeline.forms import read_form, write_workbook
from tests.forms.records import everything

ROUNDS = 15
_OURS = "from pipeline.forms import read_form"
_THEIRS = "from openpyxl import load_workbook"
_READ_OURS = "read_form('mau.xlsx', data)"
_READ_THEIRS = "load_workbook(io.BytesIO(data))"


def _seconds(path: Path) -> tuple[float, float]:
    """Median seconds of one reading, ours and theirs, taken in turns."""
    import io

    from openpyxl import load_workbook

    data = path.read_bytes()
    ours, theirs = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        read_form(path.name, data)
        middle = time.perf_counter()
        load_workbook(io.BytesIO(data))
        ours.append(middle - start)
        theirs.append(time.perf_counter() - middle)
    return statistics.median(ours), statistics.median(theirs)


def _peak(imports: str, read: str, path: Path) -> tuple[float, float]:
    """Megabytes that a process of its own takes at its peak: with the imports only, and reading the file."""
    code = (
        "import io, re, sys\n"
        # The peak of this very program: what `getrusage` says begins with the parent's.
        "def peak(): return re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]\n"
        f"{imports}\ndata = open(sys.argv[1], 'rb').read()\nbefore = peak()\n{read}\nprint(before, peak())"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    before, after = (int(figure) / 1024 for figure in done.stdout.split())
    return before, after


def main() -> None:
    """Print the table."""
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, openpyxl "
          f"{version('openpyxl')}, lxml {version('lxml')}")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mau.xlsx"
        path.write_bytes(write_workbook(everything()))
        ours, theirs = _seconds(path)
        print(f"time    read_form {ours * 1000:6.1f} ms   load_workbook {theirs * 1000:6.1f} ms   "
              f"ratio {ours / theirs:.2f}")  # fmt: skip
        base, peak = _peak(_OURS, _READ_OURS, path)
        their_base, their_peak = _peak(_THEIRS, _READ_THEIRS, path)
        print(f"memory  read_form {peak - base:6.1f} MB   load_workbook {their_peak - their_base:6.1f} MB   "
              f"above the imports ({base:.0f} MB, {their_base:.0f} MB)")  # fmt: skip
        print(f"        whole process {peak:.1f} MB against {their_peak:.1f} MB, ratio {peak / their_peak:.2f}")


if __name__ == "__main__":
    main()
