"""Who holds a lock: enough to name the run to people, and to know on its own machine whether it still lives."""

from __future__ import annotations

import json
import os
import platform
import sys
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import Busy
from pipeline.messages import Message, msg
from pipeline.vietnamese.text import printable

_LONGEST = 4096  # bytes of a holder's file; more is none of ours


@dataclass(frozen=True)
class Holder:
    """A process on a machine. `machine` tells apart machines of one name, `started` processes of one id."""

    host: str
    machine: str
    pid: int
    started: str
    since: str

    @classmethod
    def me(cls) -> Holder:
        """This process, from now on."""
        pid = os.getpid()
        since = datetime.now(UTC).isoformat(timespec="seconds")
        return cls(platform.node(), machine(), pid, started(pid) or "", since)

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=True).encode("ascii") + b"\n"

    @classmethod
    def from_bytes(cls, data: bytes) -> Holder | None:
        """None for anything else than a whole record."""
        try:
            found = cls(**json.loads(data))
            datetime.fromisoformat(found.since).astimezone()
        except (ValueError, TypeError, OverflowError, OSError, RecursionError):
            return None
        texts = (found.host, found.machine, found.started)
        return found if type(found.pid) is int and found.pid > 0 and all(type(one) is str for one in texts) else None

    @property
    def is_dead(self) -> bool:
        """Whether the process is surely gone. Of another machine nothing is, nor of this one before its start."""
        if not self.is_of_this_machine:
            return False
        now = started(self.pid)
        return now is None or ("" not in (now, self.started) and now != self.started)

    @property
    def is_of_this_machine(self) -> bool:
        """Whether it is a process that can be asked for here."""
        return (self.host, self.machine) == (platform.node(), machine())

    @property
    def is_this_process(self) -> bool:
        return (self.host, self.machine, self.pid, self.started) == (
            platform.node(),
            machine(),
            os.getpid(),
            started(os.getpid()) or "",
        )


Refusal = Callable[[Holder | None], Busy]


_BUSY = msg("Another run is writing to the archive. Please try again in a moment.")
_BUSY_BY = msg(
    "Another run is writing to the archive: process {pid} on “{host}”, since {since:%H:%M %d/%m/%Y}. "
    "Please try again in a moment."
)
_WATCHED = msg("The inbox is watched already.")
_WATCHED_BY = msg(
    "The inbox is watched already: by process {pid} on “{host}”, since {since:%H:%M %d/%m/%Y}. "
    "There can be only one watcher."
)


def busy(holder: Holder | None) -> Busy:
    """The failure of whoever waited for a lock too long; a holder that is surely gone is not named."""
    return _refusal(holder, _BUSY, _BUSY_BY)


def watched(holder: Holder | None) -> Busy:
    """The same of whoever would watch an inbox that is watched already."""
    return _refusal(holder, _WATCHED, _WATCHED_BY)


def _refusal(holder: Holder | None, unnamed: Message, named: Message) -> Busy:
    if holder is None or holder.is_dead:
        return Busy(unnamed)
    since = datetime.fromisoformat(holder.since).astimezone()
    return Busy(msg(named.msgid, pid=holder.pid, host=printable(holder.host), since=since))


def read_holder(path: Path) -> Holder | None:
    """Who is named in a file; None where there is none, or nothing that can be understood."""
    try:
        with path.open("rb") as file:
            return Holder.from_bytes(file.read(_LONGEST))
    except OSError:
        return None


def machine() -> str:
    """What tells this machine from others of its name, until it is started anew; cloned disks have the same name.

    On Linux also the room of process ids: in two containers the same id is two processes.
    """
    with suppress(OSError):
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        return f"{boot}/{Path('/proc/self/ns/pid').readlink().name}"
    return f"{uuid.getnode():012x}"


def started(pid: int) -> str | None:
    """When a process of this machine was started, in whatever way the system says it; None where there is no such.

    Empty where it runs and more cannot be told.
    """
    if sys.platform == "win32":
        return _started_on_windows(pid)
    try:
        os.kill(pid, 0)  # asks only; on Windows it would end the process
    except (ProcessLookupError, OverflowError):
        return None
    except PermissionError:
        pass
    try:
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()  # behind the name: proc(5)
    except OSError:
        return ""
    state, start = (fields[0], fields[19]) if len(fields) > 19 else (b"", b"")
    return None if state in (b"Z", b"X") else start.decode("ascii", "replace")


def _started_on_windows(pid: int) -> str | None:
    if sys.platform != "win32":
        return ""
    import ctypes
    from ctypes import wintypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.OpenProcess.restype = wintypes.HANDLE
    kernel.OpenProcess.argtypes = (wintypes.DWORD, wintypes.BOOL, wintypes.DWORD)
    kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
    kernel.GetExitCodeProcess.argtypes = (wintypes.HANDLE, wintypes.LPDWORD)
    kernel.GetProcessTimes.argtypes = (wintypes.HANDLE, *[wintypes.LPFILETIME] * 4)
    handle = kernel.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
    if not handle:
        return None if ctypes.get_last_error() == 87 else ""  # ERROR_INVALID_PARAMETER: no such process
    try:
        code, times = wintypes.DWORD(), [wintypes.FILETIME() for _ in range(4)]
        if kernel.GetExitCodeProcess(handle, ctypes.byref(code)) and code.value != 259:  # STILL_ACTIVE
            return None
        if not kernel.GetProcessTimes(handle, *[ctypes.byref(one) for one in times]):
            return ""
        return f"{times[0].dwHighDateTime:08x}{times[0].dwLowDateTime:08x}"
    finally:
        kernel.CloseHandle(handle)
