"""On what kind of disk a path lies: a local one, or a share where file locks, SQLite and watching cannot be trusted."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath, PureWindowsPath

# Also folders that a virtual machine shares with its host: they pass on neither locks nor events.
_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|ncpfs|9p|virtiofs|vboxsf|prl_fs|davfs|webdav|ftp|afs|afpfs|openafs|coda|ceph|glusterfs"
    r"|lustre|gpfs|beegfs|orangefs|pvfs2|ocfs2|gfs2"
    r"|fuse\.(sshfs|rclone|davfs2?|glusterfs|ceph(-fuse)?|s3fs|gcsfuse|smbnetfs|curlftpfs|gvfsd-fuse|kio-fuse|mfs|juicefs"
    r"|vmhgfs-fuse|onedriver|google-drive-ocamlfuse)"
)
_OF_THE_SYSTEM = frozenset({"devfs", "autofs"})  # what macOS does not call local, and is no share either
_DRIVE_REMOTE = 4


@dataclass(frozen=True)
class Mount:
    """Where a file system is mounted, of what kind it is as the system calls it, and whether it is a share."""

    point: PurePath
    kind: str
    is_network: bool


def mount_of(path: Path, table: Iterable[Mount] | None = None) -> Mount:
    """The mount a path lies on, by default as the system says now; the path need not be there.

    What the system does not tell counts as local. Raises nothing.
    """
    whole = resolved(path)
    unc = unc_share(str(whole))
    if unc is not None:
        return unc
    if table is None:
        if sys.platform == "win32":
            return _drive(whole)
        table = _mounted()
    found = Mount(PurePath(whole.anchor), "", False)
    for mount in table:  # of one point the last: it lies on top of the earlier ones
        if whole.is_relative_to(mount.point) and len(mount.point.parts) >= len(found.point.parts):
            found = mount
    return found


def resolved(path: Path) -> Path:
    """The path without links; as it is where they lead nowhere."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # links in a circle, a share that does not answer
        return path.absolute()


def unc_share(path: str) -> Mount | None:
    r"""The share of `\\server\share\…`, also written `\\?\UNC\…`; None for every other path."""
    found = re.match(r"\\\\(?:\?\\UNC\\)?(?P<server>[^\\?.][^\\]*)\\(?P<share>[^\\]+)", path, re.IGNORECASE)
    return Mount(PureWindowsPath(rf"\\{found['server']}\{found['share']}"), "unc", True) if found else None


def _drive(path: Path) -> Mount:
    """What Windows says of a drive letter."""
    if sys.platform != "win32":
        return Mount(PurePath(path.anchor), "", False)
    import ctypes

    try:
        is_remote = ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == _DRIVE_REMOTE
    except (OSError, AttributeError):
        is_remote = False
    return Mount(PurePath(path.anchor), "remote" if is_remote else "", is_remote)


def _mounted() -> list[Mount]:
    try:
        if sys.platform == "darwin":
            said = subprocess.run(["/sbin/mount"], capture_output=True, timeout=5, check=True).stdout
            return mac_mounts(said.decode("utf-8", "surrogateescape"))
        return linux_mounts(os.fsdecode(Path("/proc/self/mountinfo").read_bytes()))
    except (OSError, subprocess.SubprocessError):
        return []


def linux_mounts(mountinfo: str) -> list[Mount]:
    """What `/proc/self/mountinfo` says (proc(5)); lines that are none are passed over."""
    mounts = []
    for line in mountinfo.split("\n"):
        before, separator, behind = line.partition(" - ")
        fields, kinds = before.split(" "), behind.split(" ")
        if separator and len(fields) > 4 and kinds[0]:
            mounts.append(Mount(PurePath(_unescaped(fields[4])), kinds[0], _is_share(kinds)))
    return mounts


def _is_share(fields: list[str]) -> bool:
    """By the kind; of a plain `fuse`, as davfs2 and some versions of sshfs are, by a source with a server in it."""
    kind, source = fields[0], fields[1] if len(fields) > 1 else ""
    return bool(_NETWORK.fullmatch(kind)) or (kind == "fuse" and bool(re.match(r"[a-z]+://|[^/]+:", source)))


def _unescaped(text: str) -> str:
    r"""A blank is written `\040`, as are tabs, line ends and the backslash itself: the bytes of a name in octal."""
    return os.fsdecode(re.sub(rb"\\([0-3][0-7]{2})", lambda found: bytes([int(found[1], 8)]), os.fsencode(text)))


def mac_mounts(said: str) -> list[Mount]:
    """What `mount` says on macOS: `//an@server/share on /Volumes/share (smbfs, nodev, …)`."""
    mounts = []
    for line in said.splitlines():
        found = re.fullmatch(r".+? on (/.*) \(([^()]*)\)", line)
        if found:
            kind, *flags = (flag.strip() for flag in found[2].split(","))
            mounts.append(Mount(PurePath(found[1]), kind, "local" not in flags and kind not in _OF_THE_SYSTEM))
    return mounts
