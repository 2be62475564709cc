"""The LibreOffice of this machine, driven by tests."""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def python_of_libreoffice() -> str | None:
    """A Python that can drive LibreOffice: the system's own, or the one that came with it."""
    beside = Path(shutil.which("soffice") or sys.executable).resolve().parent
    for candidate in ("/usr/bin/python3", str(beside / "python"), str(beside / "python.exe")):
        if Path(candidate).exists():
            found = subprocess.run([candidate, "-c", "import uno"], capture_output=True)
            if found.returncode == 0:
                return candidate
    return None
