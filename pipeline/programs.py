"""Other programs that are started: ended together with everything they started themselves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

OWN_GROUP = sys.platform != "win32"  # `start_new_session` of a program that `end_tree` shall end

_DYING = 5.0  # seconds that killed processes may take to go


def end_tree(process: subprocess.Popen[bytes]) -> None:
    """End a program started with `OWN_GROUP`, and what it started: many are starters, the work is done by a child."""
    if sys.platform == "win32":
        if process.poll() is None:
            # By its full path: a name alone is first looked for in the current folder.
            ending = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "taskkill.exe")
            subprocess.run([ending, "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)  # noqa: S603
        process.wait()
        return
    _signal_group(process.pid, signal.SIGKILL)
    process.wait()
    patience = time.monotonic() + _DYING
    while _signal_group(process.pid, 0) and time.monotonic() < patience:
        time.sleep(0.01)  # their folders can be removed only when nobody writes there any more


def _signal_group(group: int, number: int) -> bool:
    """Whether anybody was there to get the signal."""
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):  # macOS says the latter of a group that is dying
        return False
    return True
