"""Real faults of the system: a disk that is full or read-only, folders without permission, folders that change places.

Each test's work runs in a process of its own, with mounts of its own that end with it: nothing is left behind, and
nobody else sees them. Without being root, the process is root in a name space of its own.
"""

from __future__ import annotations

import contextlib
import ctypes
import io
import os
import subprocess
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from pipeline.cli import forms, main
from pipeline.workspace import Workspace

_NEW_MOUNTS, _NEW_USERS = 0x00020000, 0x10000000  # CLONE_NEWNS, CLONE_NEWUSER of <linux/sched.h>
_CAPABILITIES_VERSION = 0x20080522  # _LINUX_CAPABILITY_VERSION_3 of <linux/capability.h>


@dataclass(frozen=True)
class Said:
    """What a command said, on both outputs, and its exit code."""

    code: int
    text: str


def command(workspace: Workspace, *arguments: str) -> Said:
    """A command in this very process: with its mounts and its privileges."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            main(["--lang", "en", "--workspace", str(workspace.root), "--lock-timeout", "5", *arguments])
        except SystemExit as left:
            code = left.code
    assert isinstance(code, int)
    assert "Traceback" not in said.getvalue()
    return Said(code, said.getvalue())


def process(workspace: Workspace) -> Said:
    """One pass; the forms that are kept ready behind it take long, and are not what is tested here."""
    with mock.patch.object(forms, "after_pass", return_value=()):
        return command(workspace, "process", "--settle", "0")


def with_own_mounts(work: Callable[[], None]) -> None:
    """Do the work in a process whose mounts are its own; a failed assertion there fails the test."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            _leave_the_mounts_of_others()
            work()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0, "see stderr"


def why_no_mounts() -> str:
    """Why this system lets no test have a small disk; empty where it does."""
    probe = "from tests.faults.system import with_own_mounts; with_own_mounts(lambda: None)"
    tried = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=False)
    return tried.stderr.strip().splitlines()[-1] if tried.returncode else ""


def _leave_the_mounts_of_others() -> None:
    user, group = os.geteuid(), os.getegid()
    _system_call("unshare", _NEW_MOUNTS if user == 0 else _NEW_MOUNTS | _NEW_USERS)
    if user != 0:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"0 {user} 1")
        Path("/proc/self/gid_map").write_text(f"0 {group} 1")
    _mount("--make-rprivate", "/")


def small_disk(folder: Path, size: int) -> None:
    """A disk of so many bytes at the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    _mount("-t", "tmpfs", "-o", f"size={size},mode=0755", "vanthu", folder)


def read_only(folder: Path) -> None:
    """The folder on a disk that is read-only from now on."""
    _mount("--bind", folder, folder)
    _mount("-o", "remount,bind,ro", folder)


def shown_at(folder: Path, place: Path) -> None:
    """One folder at the place of another, as a share that is connected there."""
    _mount("--bind", folder, place)


def gone(folder: Path) -> None:
    """What was mounted at the folder is not there any more."""
    subprocess.run(["umount", str(folder)], check=True)


def _mount(*arguments: str | Path) -> None:
    subprocess.run(["mount", *map(str, arguments)], check=True)


def without_privileges() -> None:
    """From now on permissions hold for this process, though it be root's."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITIES_VERSION, 0)
    _system_call("capset", header, (ctypes.c_uint32 * 6)())


def _system_call(name: str, *arguments: object) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if getattr(libc, name)(*arguments) != 0:
        raise OSError(ctypes.get_errno(), name)
