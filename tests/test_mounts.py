"""Whether a path lies on a share, as each system says it; and where the state folder lies then."""

from __future__ import annotations

import sys
from pathlib import Path, PurePath, PurePosixPath

import pytest

from pipeline.cli.place import local_data, state_on_share, workspace_at
from pipeline.mounts import Mount, linux_mounts, mac_mounts, mount_of, unc_share

MOUNTINFO = r"""22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
23 22 0:21 / /proc rw,nosuid - proc proc rw
40 22 0:50 / /mnt/v\304\203n\040ph\303\262ng rw shared:9 master:2 - cifs //may-chu/vp rw,vers=3.0
41 22 0:51 / /mnt/dav rw - fuse https://may-chu/dav rw
42 22 8:17 / /mnt/usb rw - fuseblk /dev/sdb1 rw
43 22 0:52 / /mnt/v\304\203n\040ph\303\262ng/local rw - ext4 /dev/sdc1 rw
half a line"""

MAC = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
devfs on /dev (devfs, local, nobrowse)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
//an@may-chu/vp on /Volumes/van phong (smbfs, nodev, nosuid, mounted by an)
"""


def kinds(mounts: list[Mount]) -> dict[PurePath, tuple[str, bool]]:
    return {mount.point: (mount.kind, mount.is_network) for mount in mounts}


def test_what_linux_says_is_understood() -> None:
    assert kinds(linux_mounts(MOUNTINFO)) == {
        PurePath("/"): ("ext4", False),
        PurePath("/proc"): ("proc", False),
        PurePath("/mnt/văn phòng"): ("cifs", True),
        PurePath("/mnt/dav"): ("fuse", True),
        PurePath("/mnt/usb"): ("fuseblk", False),
        PurePath("/mnt/văn phòng/local"): ("ext4", False),
    }


@pytest.mark.parametrize(
    "kind", ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "fuse.rclone", "davfs", "ceph", "glusterfs"]
)
def test_every_kind_of_share_is_known(kind: str) -> None:
    (mount,) = linux_mounts(f"40 22 0:50 / /mnt rw - {kind} somewhere rw")
    assert mount.is_network


@pytest.mark.parametrize(
    "kind", ["ext4", "btrfs", "overlay", "tmpfs", "fuseblk", "fuse.ntfs-3g", "zfs", "vfat", "fuse"]
)
def test_no_local_disk_is_taken_for_a_share(kind: str) -> None:
    (mount,) = linux_mounts(f"40 22 0:50 / /mnt rw - {kind} /dev/sdb1 rw")
    assert not mount.is_network


def test_what_macos_says_is_understood() -> None:
    assert kinds(mac_mounts(MAC)) == {
        PurePath("/"): ("apfs", False),
        PurePath("/dev"): ("devfs", False),
        PurePath("/System/Volumes/Data/home"): ("autofs", False),
        PurePath("/Volumes/van phong"): ("smbfs", True),
    }


def test_a_share_of_windows_is_known_by_its_name() -> None:
    for path in (r"\\may-chu\vp\van thu", r"\\?\UNC\may-chu\vp\van thu"):
        share = unc_share(path)
        assert share is not None and share.is_network
        assert str(share.point) == "\\\\may-chu\\vp\\"
    for path in (r"C:\van thu", r"\\?\C:\van thu", r"\\.\pipe\x", "/mnt/vp"):
        assert unc_share(path) is None


def shares(*points: Path) -> list[Mount]:
    return [
        Mount(PurePath(points[0].anchor), "ext4", False),
        *(Mount(point.resolve(), "cifs", True) for point in points),
    ]


def test_the_innermost_mount_counts_and_of_one_point_the_last(tmp_path: Path) -> None:
    share, inner = tmp_path / "vp", tmp_path / "vp" / "local"
    table = [*shares(share), Mount(inner.resolve(), "ext4", False)]
    assert mount_of(share / "office" / "not there", table).is_network
    assert not mount_of(inner / "office", table[::-1]).is_network
    assert not mount_of(tmp_path / "vp-2", table).is_network
    assert not mount_of(share, [*table, Mount(share.resolve(), "ext4", False)]).is_network
    assert not mount_of(share, []).is_network


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_lies_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "vp").mkdir()
    (tmp_path / "office").symlink_to(tmp_path / "vp")
    assert mount_of(tmp_path / "office", shares(tmp_path / "vp")).is_network
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    assert not mount_of(tmp_path / "circle", shares(tmp_path / "vp")).is_network


def test_this_system_says_where_a_folder_lies(tmp_path: Path) -> None:
    assert tmp_path.resolve().is_relative_to(mount_of(tmp_path).point)


def test_the_state_of_an_office_on_a_share_lies_on_this_computer(tmp_path: Path) -> None:
    first, second = tmp_path / "vp/Chi bộ Bình Minh", tmp_path / "vp/2/Chi bộ Bình Minh"
    home = {"XDG_DATA_HOME": str(tmp_path / "data"), "LOCALAPPDATA": str(tmp_path / "data")}
    mounts = shares(tmp_path / "vp")
    found = workspace_at(first, None, home, mounts)
    assert found.on_share and not state_on_share(found, mounts)
    assert found.state.name.startswith("chi-bo-binh-minh-")
    assert found == workspace_at(first, None, home, mounts)
    assert found.state != workspace_at(second, None, home, mounts).state
    assert workspace_at(first, tmp_path / "here", home, mounts).state == tmp_path / "here"


def test_an_office_on_a_local_disk_keeps_its_state_beside_it(tmp_path: Path) -> None:
    found = workspace_at(tmp_path, None, {}, shares(tmp_path / "vp"))
    assert (found.state, found.on_share) == (tmp_path / ".vanthu", False)


def test_an_archive_on_a_share_is_shared_though_the_office_lies_on_a_local_disk(tmp_path: Path) -> None:
    found = workspace_at(tmp_path, None, {}, shares(tmp_path / "outbox"))
    assert (found.state, found.on_share) == (tmp_path / ".vanthu", True)


def test_a_register_on_the_share_is_used_on(tmp_path: Path) -> None:
    mounts = shares(tmp_path / "vp")
    (tmp_path / "vp/.vanthu").mkdir(parents=True)
    assert workspace_at(tmp_path / "vp", None, {}, mounts).state != tmp_path / "vp/.vanthu"
    (tmp_path / "vp/.vanthu/register.sqlite3").touch()
    found = workspace_at(tmp_path / "vp", None, {}, mounts)
    assert found.state == tmp_path / "vp/.vanthu"
    assert found.on_share and state_on_share(found, mounts)


def test_each_system_has_its_folder_for_local_data() -> None:
    assert local_data({"LOCALAPPDATA": "D:/local"}, "win32") == Path("D:/local")
    assert local_data({}, "darwin") == Path.home() / "Library/Application Support"
    assert local_data({"XDG_DATA_HOME": "not/whole"}, "linux") == Path.home() / ".local/share"
    assert PurePosixPath(local_data({}, "win32").as_posix()).parts[-2:] == ("AppData", "Local")
